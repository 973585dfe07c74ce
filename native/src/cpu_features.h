/* What the CPU, and the operating system with it, can run. */
#ifndef EDGECONV_CPU_FEATURES_H
#define EDGECONV_CPU_FEATURES_H

enum cpu_features
{
    CPU_AVX2 = 1 << 0,
    CPU_AVX_VNNI = 1 << 1,
    CPU_AVX512_VNNI = 1 << 2, /* with F, BW, DQ, VL */
    CPU_AVX512_VBMI = 1 << 8,
    CPU_NEON = 1 << 3,
    CPU_NEON_DOT = 1 << 4,
    CPU_NEON_I8MM = 1 << 5,
    /* Cores that issue instructions as they come want scheduled code first. An arm64 CPU has one of these. */
    CPU_IN_ORDER = 1 << 6,
    CPU_OUT_OF_ORDER = 1 << 7,
};

/* A set of cpu_features. */
unsigned cpu_features(void);

#endif
