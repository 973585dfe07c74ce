#include <asm/hwcap.h>
#include <sys/auxv.h>

#include "cpu_features.h"

unsigned cpu_features(void)
{
    return getauxval(AT_HWCAP) & HWCAP_NEON ? CPU_NEON : 0;
}
