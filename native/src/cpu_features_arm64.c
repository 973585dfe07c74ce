#include <asm/hwcap.h>
#include <sys/auxv.h>

#include "cpu_features.h"

#ifndef HWCAP2_I8MM
#define HWCAP2_I8MM (1 << 13)
#endif

unsigned cpu_features(void)
{
    unsigned long hwcap = getauxval(AT_HWCAP);
    unsigned features = CPU_NEON;
    if (hwcap & HWCAP_ASIMDDP)
        features |= CPU_NEON_DOT;
    if (getauxval(AT_HWCAP2) & HWCAP2_I8MM)
        features |= CPU_NEON_I8MM;
    return features;
}
