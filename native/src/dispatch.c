/* Which kernels there are, best first, and which of them this CPU can run. */
#include <stdatomic.h>
#include <stddef.h>

#include "cpu_features.h"
#include "kernels.h"

typedef struct offer
{
    const edgeconv_kernel *kernel;
    unsigned features;
} offer;

static const offer convolutions[] = {
#if defined(__x86_64__)
    {&edgeconv_convolution_12x32c4_avx512vnni, CPU_AVX512_VNNI},
    {&edgeconv_convolution_6x16c4_avxvnni, CPU_AVX_VNNI},
    {&edgeconv_convolution_6x16c2_avx2, CPU_AVX2},
#elif defined(__aarch64__)
    {&edgeconv_convolution_4x16c8_neoni8mm, CPU_NEON_I8MM},
    {&edgeconv_convolution_4x16c4_neondot, CPU_NEON_DOT},
    {&edgeconv_convolution_2x8c16_neon, CPU_NEON},
    {&edgeconv_convolution_8x8c1_neon, CPU_NEON},
#elif defined(__arm__)
    {&edgeconv_convolution_4x8c1_neon, CPU_NEON},
#endif
    {&edgeconv_convolution_4x8c1_c, 0},
};

static const offer depthwise_convolutions[] = {
#if defined(__x86_64__)
    {&edgeconv_depthwise_2x3x3c16_avx512vnni, CPU_AVX512_VNNI | CPU_AVX512_VBMI},
    {&edgeconv_depthwise_3x3s2c16_avx512vnni, CPU_AVX512_VNNI | CPU_AVX512_VBMI},
    /* Half as wide, it is about twice as fast as the one for any filter. */
    {&edgeconv_depthwise_2x5x5c32_avxvnni, CPU_AVX_VNNI},
    {&edgeconv_depthwise_c16_avx512vnni, CPU_AVX512_VNNI | CPU_AVX512_VBMI},
    {&edgeconv_depthwise_2x3x3c16_avxvnni, CPU_AVX_VNNI},
    {&edgeconv_depthwise_3x3s2c32_avxvnni, CPU_AVX_VNNI},
    {&edgeconv_depthwise_c32_avxvnni, CPU_AVX_VNNI},
    {&edgeconv_depthwise_2x3x3c16_avx2, CPU_AVX2},
    {&edgeconv_depthwise_2x5x5c16_avx2, CPU_AVX2},
    {&edgeconv_depthwise_3x3s2c16_avx2, CPU_AVX2},
    {&edgeconv_depthwise_c16_avx2, CPU_AVX2},
#elif defined(__aarch64__) || defined(__arm__)
    {&edgeconv_depthwise_c8_neon, CPU_NEON},
#endif
    {&edgeconv_depthwise_c8_c, 0},
};

uint32_t edgeconv_abi_version(void)
{
    return EDGECONV_ABI_VERSION;
}

/* Asked once: where a hypervisor answers in place of the CPU, it takes its time. All threads that ask find the same. */
static unsigned features_of_this_cpu(void)
{
    enum
    {
        ASKED = 1 << 30, /* beside all features */
    };
    static atomic_uint known;
    unsigned features = atomic_load_explicit(&known, memory_order_relaxed);
    if (features == 0)
    {
        features = ASKED | cpu_features();
        atomic_store_explicit(&known, features, memory_order_relaxed);
    }
    return features;
}

/* The kernel at an index of those that the features allow. */
static const edgeconv_kernel *pick(const offer *offers, size_t count, int32_t index)
{
    const unsigned features = features_of_this_cpu();
    for (size_t i = 0; i < count && index >= 0; i++)
    {
        if ((offers[i].features & features) == offers[i].features && index-- == 0)
            return offers[i].kernel;
    }
    return NULL;
}

const edgeconv_kernel *edgeconv_kernel_at(int32_t edgeconv_operator, int32_t index)
{
    switch (edgeconv_operator)
    {
    case EDGECONV_CONVOLUTION:
        return pick(convolutions, sizeof convolutions / sizeof convolutions[0], index);
    case EDGECONV_DEPTHWISE:
        return pick(depthwise_convolutions, sizeof depthwise_convolutions / sizeof depthwise_convolutions[0], index);
    default:
        return NULL;
    }
}
