#include <asm/hwcap.h>
#include <stdint.h>
#include <sys/auxv.h>

#include "cpu_features.h"

#ifndef HWCAP2_I8MM
#define HWCAP2_I8MM (1 << 13)
#endif

/* Whether this core issues in order: Cortex-A53, A35, A55, A510, A520. The kernel lets programs read MIDR_EL1 where HWCAP_CPUID says so. */
static int is_in_order(unsigned long hwcap)
{
    enum
    {
        ARM_LIMITED = 0x41,
        A53 = 0xD03,
        A35 = 0xD04,
        A55 = 0xD05,
        A510 = 0xD46,
        A520 = 0xD80,
    };
    if (!(hwcap & HWCAP_CPUID))
        return 0;
    uint64_t midr;
    __asm__("mrs %0, midr_el1" : "=r"(midr));
    uint32_t part = midr >> 4 & 0xFFF;
    return (midr >> 24 & 0xFF) == ARM_LIMITED && (part == A53 || part == A35 || part == A55 || part == A510 || part == A520);
}

unsigned cpu_features(void)
{
    unsigned long hwcap = getauxval(AT_HWCAP);
    unsigned features = CPU_NEON;
    if (hwcap & HWCAP_ASIMDDP)
        features |= CPU_NEON_DOT;
    if (getauxval(AT_HWCAP2) & HWCAP2_I8MM)
        features |= CPU_NEON_I8MM;
    return features | (is_in_order(hwcap) ? CPU_IN_ORDER : CPU_OUT_OF_ORDER);
}
