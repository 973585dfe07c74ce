/*
 * Up to four positions by sixteen channels, four products a step: SDOT of four channels' weights with four input bytes picked from a register that holds those
 * of four steps. Registers: sixteen sums, four of inputs, four of weights.
 */
#include "../requantize/requantize_neon.h"
#include "driver.h"
#include "tile_entries.h"

/* clang-format off */
#define LAYOUT {16, 4, 0, 1}
/* clang-format on */

enum
{
    POSITIONS = 4,
    BLOCK = 16,
    STEP_BYTES = BLOCK * 4,
};

/* One of the four steps: the lane must be a constant. */
#define DOT_STEP(lane)                                                                                                                                         \
    _Pragma("GCC unroll 4") for (int j = 0; j < 4; j++)                                                                                                        \
    {                                                                                                                                                          \
        const int8x16_t w = vld1q_s8(weights + (lane)*STEP_BYTES + j * 16);                                                                                    \
        _Pragma("GCC unroll 4") for (int i = 0; i < positions; i++) c[i][j] = vdotq_laneq_s32(c[i][j], w, x[i], lane);                                         \
    }

ALWAYS_INLINE void tile(const tile_arguments *t, const uint8_t *block, int8_t *output, int32_t left, int positions, int kind)
{
    const int32_t *header = (const int32_t *)(const void *)block;
    const int8_t *weights = (const int8_t *)(header + 3 * BLOCK);
    const int8_t *rows[POSITIONS];
    int32x4_t c[POSITIONS][4];
#pragma GCC unroll 4
    for (int i = 0; i < positions; i++)
    {
        rows[i] = (const int8_t *)t->rows + i * t->row_bytes;
#pragma GCC unroll 4
        for (int j = 0; j < 4; j++)
            c[i][j] = vaddq_s32(vld1q_s32(header + 4 * j), vdupq_n_s32(t->corrections[i]));
    }

    int32_t step = t->steps;
    for (; step >= 4; step -= 4, weights += 4 * STEP_BYTES)
    {
        int8x16_t x[POSITIONS];
#pragma GCC unroll 4
        for (int i = 0; i < positions; i++)
        {
            x[i] = vld1q_s8(rows[i]);
            rows[i] += 16;
        }
        DOT_STEP(0)
        DOT_STEP(1)
        DOT_STEP(2)
        DOT_STEP(3)
    }
    for (; step > 0; step--, weights += STEP_BYTES)
    {
        int8x16_t x[POSITIONS];
#pragma GCC unroll 4
        for (int i = 0; i < positions; i++)
        {
            int32_t four;
            memcpy(&four, rows[i], sizeof four);
            x[i] = vreinterpretq_s8_s32(vdupq_n_s32(four));
            rows[i] += 4;
        }
        DOT_STEP(0)
    }

    const requantizer_neon q[2] = {
        requantizer_neon_of(header + BLOCK, header + 2 * BLOCK, t->output_zero_point, t->output_min, t->output_max),
        requantizer_neon_of(header + BLOCK + 8, header + 2 * BLOCK + 8, t->output_zero_point, t->output_min, t->output_max),
    };
#pragma GCC unroll 4
    for (int i = 0; i < positions; i++)
        finish_wide_neon(q, c[i], output + (int64_t)i * t->output_channels, left, kind);
}

TILE_ENTRIES(TILE_CASES_OF_4)

static const convolution_tile tile_kernel = {POSITIONS, LAYOUT, 1, BLOCK, TILE_ENTRY_NAMES, 0};

CONVOLUTION_KERNEL(edgeconv_convolution_4x16c4_neondot, "Convolution_4x16c4_NeonDot_Native", "asimddp", tile_kernel);
