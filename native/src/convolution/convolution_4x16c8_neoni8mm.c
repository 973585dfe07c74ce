/*
 * Up to four positions by sixteen channels, eight products a step: SMMLA of two positions with two channels, which sums a 2x2 square. Registers: sixteen
 * squares, two of inputs, eight of weights.
 */
#include "../requantize/requantize_neon.h"
#include "driver.h"
#include "tile_entries.h"

/* clang-format off */
#define LAYOUT {16, 8, 0, 1}
/* clang-format on */

enum
{
    POSITIONS = 4,
    PAIRS = POSITIONS / 2,
    BLOCK = 16,
    STEP_BYTES = BLOCK * 8,
};

/* Four channels of the first or second position of a pair, out of two squares. */
ALWAYS_INLINE int32x4_t row_of(int32x4_t left, int32x4_t right, int second)
{
    const int64x2_t a = vreinterpretq_s64_s32(left);
    const int64x2_t b = vreinterpretq_s64_s32(right);
    return vreinterpretq_s32_s64(second ? vtrn2q_s64(a, b) : vtrn1q_s64(a, b));
}

ALWAYS_INLINE void tile(const tile_arguments *t, const uint8_t *block, int8_t *output, int32_t left, int positions, int kind)
{
    const int32_t *header = (const int32_t *)(const void *)block;
    const int8_t *weights = (const int8_t *)(header + 3 * BLOCK);
    const int pairs = (positions + 1) / 2;
    const int8_t *rows[POSITIONS];
    int32x4_t c[PAIRS][8];
#pragma GCC unroll 2
    for (int p = 0; p < pairs; p++)
    {
        /* A pair without a second position has the first twice. */
        const int second = 2 * p + 1 < positions ? 2 * p + 1 : 2 * p;
        rows[2 * p] = (const int8_t *)t->rows + 2 * p * t->row_bytes;
        rows[2 * p + 1] = (const int8_t *)t->rows + second * t->row_bytes;
        const int32x4_t correction = vcombine_s32(vdup_n_s32(t->corrections[2 * p]), vdup_n_s32(t->corrections[second]));
#pragma GCC unroll 8
        for (int j = 0; j < 8; j++)
        {
            const int32x2_t bias = vld1_s32(header + 2 * j);
            c[p][j] = vaddq_s32(vcombine_s32(bias, bias), correction);
        }
    }

    for (int32_t step = t->steps; step > 0; step--, weights += STEP_BYTES)
    {
        int8x16_t x[PAIRS];
#pragma GCC unroll 2
        for (int p = 0; p < pairs; p++)
        {
            x[p] = vcombine_s8(vld1_s8(rows[2 * p]), vld1_s8(rows[2 * p + 1]));
            rows[2 * p] += 8;
            rows[2 * p + 1] += 8;
        }
#pragma GCC unroll 8
        for (int j = 0; j < 8; j++)
        {
            const int8x16_t w = vld1q_s8(weights + j * 16);
#pragma GCC unroll 2
            for (int p = 0; p < pairs; p++)
                c[p][j] = vmmlaq_s32(c[p][j], x[p], w);
        }
    }

    const requantizer_neon q[2] = {
        requantizer_neon_of(header + BLOCK, header + 2 * BLOCK, t->output_zero_point, t->output_min, t->output_max),
        requantizer_neon_of(header + BLOCK + 8, header + 2 * BLOCK + 8, t->output_zero_point, t->output_min, t->output_max),
    };
#pragma GCC unroll 4
    for (int i = 0; i < positions; i++)
    {
        const int32x4_t *squares = c[i / 2];
        const int32x4_t row[4] = {
            row_of(squares[0], squares[1], i % 2),
            row_of(squares[2], squares[3], i % 2),
            row_of(squares[4], squares[5], i % 2),
            row_of(squares[6], squares[7], i % 2),
        };
        finish_wide_neon(q, row, output + (int64_t)i * t->output_channels, left, kind);
    }
}

TILE_ENTRIES(TILE_CASES_OF_4)

static const convolution_tile tile_kernel = {POSITIONS, LAYOUT, 1, BLOCK, TILE_ENTRY_NAMES, 0};

CONVOLUTION_KERNEL(edgeconv_convolution_4x16c8_neoni8mm, "Convolution_4x16c8_NeonI8mm_Native", "i8mm", tile_kernel);
