/*
 * Up to six positions by sixteen channels, two products a step: inputs and weights are 16 bits wide in memory, and VPMADDWD sums pairs of products exactly, whatever
 * the weights (VPMADDUBSW would saturate). Nothing but multiplications and additions occupies the vector units. Registers: twelve sums, two of weights, one of
 * inputs, one of products.
 */
#include "tile_avx2.h"

/* clang-format off */
#define LAYOUT {16, 2, 0, 2}
/* clang-format on */

ALWAYS_INLINE __m256i repeat(const int16_t *two)
{
    int32_t words;
    memcpy(&words, two, sizeof words);
    return _mm256_set1_epi32(words);
}

ALWAYS_INLINE void multiply(const tile_arguments *t, const uint8_t *block, int32_t *sums, int positions)
{
    const __m256i *weights = (const __m256i *)(const void *)(block + HEADER_BYTES);
    const int16_t *inputs = (const int16_t *)(const void *)t->rows;
    const int64_t row = t->row_bytes / (int64_t)sizeof(int16_t);
    __m256i c[POSITIONS][2];
    begin_sums(c, t, block, positions);
    for (int32_t step = t->steps; step > 0; step--, inputs += 2, weights += 2)
    {
        const __m256i w0 = _mm256_loadu_si256(weights);
        const __m256i w1 = _mm256_loadu_si256(weights + 1);
#pragma GCC unroll 6
        for (int i = 0; i < positions; i++)
        {
            const __m256i x = repeat(inputs + i * row);
            c[i][0] = _mm256_add_epi32(c[i][0], _mm256_madd_epi16(x, w0));
            c[i][1] = _mm256_add_epi32(c[i][1], _mm256_madd_epi16(x, w1));
        }
    }
    store_sums(sums, c, positions);
}

TILE_AVX2

static const convolution_tile tile = {POSITIONS, LAYOUT, 2, BLOCK, {run_exact, run_exact_right, run_exact_right_positive, run_float}, 0};

CONVOLUTION_KERNEL(edgeconv_convolution_6x16c2_avx2, "Convolution_6x16c2_Avx2_Native", "avx2", tile);
