/*
 * What the 6x16 tiles on 256-bit vectors share: everything but the products. The including file has multiply(arguments, block, sums, positions), inline, and
 * LAYOUT. The sums go through memory to the requantization, which then keeps the factors of its channels in registers.
 */
#ifndef EDGECONV_CONVOLUTION_TILE_AVX2_H
#define EDGECONV_CONVOLUTION_TILE_AVX2_H

#include "../requantize/requantize_avx2.h"
#include "driver.h"

enum
{
    POSITIONS = 6,
    BLOCK = 16,
    HEADER_BYTES = 3 * BLOCK * 4,
};

typedef void (*multiply_entry)(const tile_arguments *t, const uint8_t *block, int32_t *sums);

ALWAYS_INLINE __m256i load_8(const int32_t *values)
{
    return _mm256_loadu_si256((const __m256i *)(const void *)values);
}

/* The sums before any product: bias and corrections. */
ALWAYS_INLINE void begin_sums(__m256i c[POSITIONS][2], const tile_arguments *t, const uint8_t *block, int positions)
{
    const int32_t *bias = (const int32_t *)(const void *)block;
#pragma GCC unroll 6
    for (int i = 0; i < positions; i++)
    {
        c[i][0] = load_8(bias);
        c[i][1] = load_8(bias + 8);
    }
    if (t->has_corrections)
    {
#pragma GCC unroll 6
        for (int i = 0; i < positions; i++)
        {
            const __m256i correction = _mm256_set1_epi32(t->corrections[i]);
            c[i][0] = _mm256_add_epi32(c[i][0], correction);
            c[i][1] = _mm256_add_epi32(c[i][1], correction);
        }
    }
}

ALWAYS_INLINE void store_sums(int32_t *sums, __m256i c[POSITIONS][2], int positions)
{
#pragma GCC unroll 6
    for (int i = 0; i < positions; i++)
    {
        _mm256_store_si256((__m256i *)(void *)(sums + i * BLOCK), c[i][0]);
        _mm256_store_si256((__m256i *)(void *)(sums + i * BLOCK + 8), c[i][1]);
    }
}

/* Sixteen sums of one position to 16 bits. The pack works within halves: channels 0-3 and 8-11 come to lie in the lower one. */
ALWAYS_INLINE __m256i scale_row(const requantizer_256 q[2], const int32_t *sums, int kind)
{
    const __m256i low = requantize_256(&q[0], load_8(sums), kind);
    const __m256i high = requantize_256(&q[1], load_8(sums + 8), kind);
    return _mm256_adds_epi16(_mm256_packs_epi32(low, high), q[0].zero_point);
}

ALWAYS_INLINE void requantize(const tile_arguments *t, const uint8_t *block, const int32_t *sums, int8_t *output, int32_t left, int kind)
{
    /* Four channels of one half and then of the other, the first position's before the second's. */
    const __m256i order = _mm256_setr_epi32(0, 4, 1, 5, 2, 6, 3, 7);
    const int32_t *factors = (const int32_t *)(const void *)block + BLOCK;
    const requantizer_256 q[2] = {
        requantizer_256_of(load_8(factors), load_8(factors + BLOCK), t->output_zero_point, kind),
        requantizer_256_of(load_8(factors + 8), load_8(factors + BLOCK + 8), t->output_zero_point, kind),
    };
    const output_range_256 range = output_range_256_of(t->output_min, t->output_max);
    for (int32_t i = 0; i < t->positions; i += 2, output += 2 * (int64_t)t->output_channels)
    {
        const int has_second = i + 1 < t->positions;
        const __m256i first = scale_row(q, sums + i * BLOCK, kind);
        const __m256i second = has_second ? scale_row(q, sums + (i + 1) * BLOCK, kind) : first;
        const __m256i bytes = cut_256(_mm256_permutevar8x32_epi32(_mm256_packs_epi16(first, second), order), range);
        store_channels(output, _mm256_castsi256_si128(bytes), left);
        if (has_second)
            store_channels(output + t->output_channels, _mm256_extracti128_si256(bytes, 1), left);
    }
}

/* A function for each number of positions, from the including file's multiply; then the tile, for each kind of requantization. */
#define MULTIPLY(positions)                                                                                                                                    \
    static void multiply_##positions(const tile_arguments *t, const uint8_t *block, int32_t *sums)                                                             \
    {                                                                                                                                                          \
        multiply(t, block, sums, positions);                                                                                                                   \
    }

#define RUN(name, kind)                                                                                                                                        \
    static void name(const tile_arguments *t)                                                                                                                  \
    {                                                                                                                                                          \
        _Alignas(32) int32_t sums[POSITIONS * BLOCK];                                                                                                          \
        const uint8_t *block = t->packed;                                                                                                                      \
        for (int32_t channel = 0; channel < t->channels; channel += BLOCK, block += t->block_bytes)                                                            \
        {                                                                                                                                                      \
            multiply_by_positions[t->positions - 1](t, block, sums);                                                                                           \
            requantize(t, block, sums, t->output + channel, t->channels - channel, kind);                                                                      \
        }                                                                                                                                                      \
    }

#define TILE_AVX2                                                                                                                                              \
    MULTIPLY(1)                                                                                                                                                \
    MULTIPLY(2)                                                                                                                                                \
    MULTIPLY(3)                                                                                                                                                \
    MULTIPLY(4)                                                                                                                                                \
    MULTIPLY(5)                                                                                                                                                \
    MULTIPLY(6)                                                                                                                                                \
    static const multiply_entry multiply_by_positions[POSITIONS] = {multiply_1, multiply_2, multiply_3, multiply_4, multiply_5, multiply_6};                   \
    RUN(run_exact, EDGECONV_EXACT)                                                                                                                             \
    RUN(run_exact_right, EDGECONV_EXACT_RIGHT)                                                                                                                 \
    RUN(run_exact_right_positive, EDGECONV_EXACT_RIGHT_POSITIVE)                                                                                               \
    RUN(run_float, EDGECONV_FLOAT)

#endif
