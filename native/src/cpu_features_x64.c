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

/* EAX of leaf 7, subleaf 1; compilers' headers do not name it alike. */
enum
{
    HAS_AVX_VNNI = 1 << 4,
};

unsigned cpu_features(void)
{
    enum
    {
        SAVES_YMM = 0x06,
        SAVES_ZMM = 0xE6,
    };
    const uint32_t avx512 = bit_AVX512F | bit_AVX512DQ | bit_AVX512BW | bit_AVX512VL;
    uint32_t a;
    uint32_t b;
    uint32_t c;
    uint32_t d;
    if (!__get_cpuid(1, &a, &b, &c, &d) || !(c & bit_OSXSAVE))
        return 0;
    const uint32_t saved = saved_state();
    if ((saved & SAVES_YMM) != SAVES_YMM || !__get_cpuid_count(7, 0, &a, &b, &c, &d) || !(b & bit_AVX2))
        return 0;
    unsigned features = CPU_AVX2;
    if ((saved & SAVES_ZMM) == SAVES_ZMM && (b & avx512) == avx512 && (c & bit_AVX512VNNI))
        features |= CPU_AVX512_VNNI | (c & bit_AVX512VBMI ? CPU_AVX512_VBMI : 0);
    if (a >= 1 && __get_cpuid_count(7, 1, &a, &b, &c, &d) && (a & HAS_AVX_VNNI))
        features |= CPU_AVX_VNNI;
    return features;
}
