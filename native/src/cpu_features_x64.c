#include <cpuid.h>
#include <stdint.h>

#include "cpu_features.h"

/* The parts of the register file that the operating system saves (XCR0). */
static uint32_t saved_state(void)
{
    uint32_t low;
    uint32_t high;
    __asm__ volatile("xgetbv" : "=a"(low), "=d"(high) : "c"(0));
    return low;
}

unsigned cpu_features(void)
{
    enum
    {
        SAVES_ZMM = 0xE6,
    };
    const uint32_t avx512 = bit_AVX512F | bit_AVX512DQ | bit_AVX512BW | bit_AVX512VL;
    uint32_t a;
    uint32_t b;
    uint32_t c;
    uint32_t d;
    if (!__get_cpuid(1, &a, &b, &c, &d) || !(c & bit_OSXSAVE) || (saved_state() & SAVES_ZMM) != SAVES_ZMM)
        return 0;
    if (!__get_cpuid_count(7, 0, &a, &b, &c, &d) || (b & avx512) != avx512 || !(c & bit_AVX512VNNI))
        return 0;
    return CPU_AVX512_VNNI | (c & bit_AVX512VBMI ? CPU_AVX512_VBMI : 0);
}
