/* What the CPU, and the operating system with it, can run. */
#ifndef EDGECONV_CPU_FEATURES_H
#define EDGECONV_CPU_FEATURES_H

enum cpu_features
{
    CPU_AVX512_VNNI = 1 << 0, /* with F, BW, DQ, VL */
    CPU_AVX512_VBMI = 1 << 1,
    CPU_AVX2 = 1 << 2,
    CPU_AVX_VNNI = 1 << 3, /* with AVX2 */
    CPU_NEON = 1 << 4,
    CPU_NEON_DOT = 1 << 5,
    CPU_NEON_I8MM = 1 << 6,
};

/* A set of cpu_features. */
unsigned cpu_features(void);

#endif
