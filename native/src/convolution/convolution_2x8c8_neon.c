/*
 * Two positions by eight channels, eight products a step: SMULL of one step and SMLAL of the next sum in 16 bits, SADALP adds pairs to 32. Two products fit 16
 * bits unless all four factors are -128. Registers: sixteen sums, four of inputs, the rest weights and products.
 */
#include "../requantize/requantize_neon.h"
#include "driver.h"
#include "tile_entries.h"

/* clang-format off */
#define LAYOUT {8, 8, 0}
/* clang-format on */

enum
{
    POSITIONS = 2,
    BLOCK = 8,
    STEP_BYTES = BLOCK * 8,
};

/* The sums of four vectors, one a lane. */
ALWAYS_INLINE int32x4_t add_across(const int32x4_t *c)
{
    return vpaddq_s32(vpaddq_s32(c[0], c[1]), vpaddq_s32(c[2], c[3]));
}

ALWAYS_INLINE void tile(const tile_arguments *t, const uint8_t *block, int8_t *output, int32_t left, int positions, int kind)
{
    const int32_t *header = (const int32_t *)(const void *)block;
    const int8_t *weights = (const int8_t *)(header + 3 * BLOCK);
    const int8_t *rows[POSITIONS];
    int32x4_t c[POSITIONS][BLOCK];
#pragma GCC unroll 2
    for (int i = 0; i < positions; i++)
    {
        rows[i] = (const int8_t *)t->rows + i * t->row_bytes;
#pragma GCC unroll 8
        for (int j = 0; j < BLOCK; j++)
            c[i][j] = vsetq_lane_s32(header[j] + t->corrections[i], vdupq_n_s32(0), 0);
    }

    int32_t step = t->steps;
    for (; step >= 2; step -= 2, weights += 2 * STEP_BYTES)
    {
        int8x8_t x[POSITIONS][2];
#pragma GCC unroll 2
        for (int i = 0; i < positions; i++)
        {
            x[i][0] = vld1_s8(rows[i]);
            x[i][1] = vld1_s8(rows[i] + 8);
            rows[i] += 16;
        }
#pragma GCC unroll 8
        for (int j = 0; j < BLOCK; j++)
        {
            const int8x8_t w0 = vld1_s8(weights + j * 8);
            const int8x8_t w1 = vld1_s8(weights + STEP_BYTES + j * 8);
#pragma GCC unroll 2
            for (int i = 0; i < positions; i++)
                c[i][j] = vpadalq_s16(c[i][j], vmlal_s8(vmull_s8(x[i][0], w0), x[i][1], w1));
        }
    }
    if (step > 0)
    {
#pragma GCC unroll 2
        for (int i = 0; i < positions; i++)
        {
            const int8x8_t x = vld1_s8(rows[i]);
#pragma GCC unroll 8
            for (int j = 0; j < BLOCK; j++)
                c[i][j] = vpadalq_s16(c[i][j], vmull_s8(x, vld1_s8(weights + j * 8)));
        }
    }

#pragma GCC unroll 2
    for (int i = 0; i < positions; i++)
        finish_neon(t, add_across(c[i]), add_across(c[i] + 4), header + BLOCK, header + 2 * BLOCK, output + (int64_t)i * t->output_channels, left, kind);
}

TILE_ENTRIES(TILE_CASES_OF_2)

static const convolution_tile tile_kernel = {POSITIONS, LAYOUT, 1, BLOCK, TILE_ENTRY_NAMES};

static const char *refusal_of_least_weight(const edgeconv_convolution *a)
{
    return a->least_weight > -128 ? convolution_refusal(a, &tile_kernel) : "a weight is -128: two products would not fit 16 bits";
}

CONVOLUTION_KERNEL_THAT_REFUSES(edgeconv_convolution_2x8c8_neon, "Convolution_2x8c8_Neon_Native", "asimd", tile_kernel, refusal_of_least_weight);
