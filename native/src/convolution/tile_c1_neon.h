/*
 * A few positions by eight channels, one product a step: SMLAL of widened weights with an input value picked from a register that holds those of four steps,
 * widened already. POSITIONS is the including file's: eight on 64-bit ARM (registers: sixteen sums, eight of inputs, the rest weights), four on 32-bit.
 */
#ifndef EDGECONV_CONVOLUTION_TILE_C1_NEON_H
#define EDGECONV_CONVOLUTION_TILE_C1_NEON_H

#include "../requantize/requantize_neon.h"
#include "driver.h"
#include "tile_entries.h"

/* clang-format off */
#define LAYOUT {8, 1, 0, 1}
/* clang-format on */

enum
{
    BLOCK = 8,
};

#define MULTIPLY_STEP(lane)                                                                                                                                    \
    {                                                                                                                                                          \
        const int16x8_t w = vmovl_s8(vld1_s8(weights + (lane)*BLOCK));                                                                                         \
        _Pragma("GCC unroll 8") for (int i = 0; i < positions; i++)                                                                                            \
        {                                                                                                                                                      \
            c[i][0] = vmlal_lane_s16(c[i][0], vget_low_s16(w), x[i], lane);                                                                                    \
            c[i][1] = vmlal_lane_s16(c[i][1], vget_high_s16(w), x[i], lane);                                                                                   \
        }                                                                                                                                                      \
    }

ALWAYS_INLINE void tile(const tile_arguments *t, const uint8_t *block, int8_t *output, int32_t left, int positions, int kind)
{
    const int32_t *header = (const int32_t *)(const void *)block;
    const int8_t *weights = (const int8_t *)(header + 3 * BLOCK);
    const int16_t *rows[POSITIONS];
    int32x4_t c[POSITIONS][2];
#pragma GCC unroll 8
    for (int i = 0; i < positions; i++)
    {
        const int32x4_t correction = vdupq_n_s32(t->corrections[i]);
        rows[i] = (const int16_t *)(const void *)(t->rows + i * t->row_bytes);
        c[i][0] = vaddq_s32(vld1q_s32(header), correction);
        c[i][1] = vaddq_s32(vld1q_s32(header + 4), correction);
    }

    int32_t step = t->steps;
    for (; step >= 4; step -= 4, weights += 4 * BLOCK)
    {
        int16x4_t x[POSITIONS];
#pragma GCC unroll 8
        for (int i = 0; i < positions; i++)
        {
            x[i] = vld1_s16(rows[i]);
            rows[i] += 4;
        }
        MULTIPLY_STEP(0)
        MULTIPLY_STEP(1)
        MULTIPLY_STEP(2)
        MULTIPLY_STEP(3)
    }
    for (; step > 0; step--, weights += BLOCK)
    {
        int16x4_t x[POSITIONS];
#pragma GCC unroll 8
        for (int i = 0; i < positions; i++)
            x[i] = vdup_n_s16(*rows[i]++);
        MULTIPLY_STEP(0)
    }

    const requantizer_neon q = requantizer_neon_of(header + BLOCK, header + 2 * BLOCK, t->output_zero_point, t->output_min, t->output_max);
    int i = 0;
#pragma GCC unroll 4
    for (; i + 1 < positions; i += 2, output += 2 * (int64_t)t->output_channels)
        finish_two_neon(&q, c[i], c[i + 1], output, t->output_channels, left, kind);
    if (i < positions)
        finish_neon(&q, c[i][0], c[i][1], output, left, kind);
}

#endif
