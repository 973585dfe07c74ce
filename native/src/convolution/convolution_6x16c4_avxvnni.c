/*
 * Up to six positions by sixteen channels, four products a step: VPDPBUSD of input bytes made unsigned, four of them repeated over the vector, with signed
 * weights. Registers: twelve sums, two of weights, one of inputs. Fewer positions take several steps at a time, each into sums of its own, because a sum is
 * ready for the next product only five cycles on.
 */
#include "tile_avx2.h"

/* clang-format off */
#define LAYOUT {16, 4, 128, 1}
/* clang-format on */

enum
{
    STEP_BYTES = BLOCK * 4,
};

ALWAYS_INLINE __m256i repeat(const uint8_t *four)
{
    int32_t bytes;
    memcpy(&bytes, four, sizeof bytes);
    return _mm256_set1_epi32(bytes);
}

/* One step: products of `positions` inputs, a row apart, with sixteen channels' weights. */
ALWAYS_INLINE void add_products(__m256i c[POSITIONS][2], const uint8_t *inputs, int64_t row_bytes, const uint8_t *weights, int positions)
{
    const __m256i w0 = _mm256_loadu_si256((const __m256i *)(const void *)weights);
    const __m256i w1 = _mm256_loadu_si256((const __m256i *)(const void *)(weights + 32));
#pragma GCC unroll 6
    for (int i = 0; i < positions; i++)
    {
        const __m256i x = repeat(inputs + i * row_bytes);
        c[i][0] = _mm256_dpbusd_avx_epi32(c[i][0], x, w0);
        c[i][1] = _mm256_dpbusd_avx_epi32(c[i][1], x, w1);
    }
}

ALWAYS_INLINE void multiply(const tile_arguments *t, const uint8_t *block, int32_t *sums, int positions)
{
    const int together = POSITIONS / positions;
    const uint8_t *weights = block + HEADER_BYTES;
    const uint8_t *inputs = t->rows;
    __m256i c[POSITIONS][POSITIONS][2];
    begin_sums(c[0], t, block, positions);
#pragma GCC unroll 6
    for (int k = 1; k < together; k++)
    {
#pragma GCC unroll 6
        for (int i = 0; i < positions; i++)
            c[k][i][0] = c[k][i][1] = _mm256_setzero_si256();
    }

    int32_t step = t->steps;
    for (; step >= together; step -= together, inputs += 4 * together, weights += STEP_BYTES * together)
    {
#pragma GCC unroll 6
        for (int k = 0; k < together; k++)
            add_products(c[k], inputs + 4 * k, t->row_bytes, weights + STEP_BYTES * k, positions);
    }
    for (; step > 0; step--, inputs += 4, weights += STEP_BYTES)
        add_products(c[0], inputs, t->row_bytes, weights, positions);

#pragma GCC unroll 6
    for (int k = 1; k < together; k++)
    {
#pragma GCC unroll 6
        for (int i = 0; i < positions; i++)
        {
            c[0][i][0] = _mm256_add_epi32(c[0][i][0], c[k][i][0]);
            c[0][i][1] = _mm256_add_epi32(c[0][i][1], c[k][i][1]);
        }
    }
    store_sums(sums, c[0], positions);
}

TILE_AVX2

static const convolution_tile tile = {POSITIONS, LAYOUT, 1, BLOCK, {run_exact, run_exact_right, run_exact_right_positive, run_float}, 0};

CONVOLUTION_KERNEL(edgeconv_convolution_6x16c4_avxvnni, "Convolution_6x16c4_AvxVnni_Native", "avx2 avx_vnni", tile);
