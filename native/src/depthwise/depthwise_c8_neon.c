/*
 * One output row, any filter, stride and dilation, eight channels, one product a step. SMULL of one tap and SMLAL of the next sum in 16 bits, which planes of
 * weights within -127..127 leave room for; SADDW adds both halves to 32. 64-bit and 32-bit ARM.
 */
#include "../requantize/requantize_neon.h"
#include "driver.h"

/* clang-format off */
#define LAYOUT {8, 1, 0}
/* clang-format on */

enum
{
    BLOCK = 8,
};

typedef struct sums_8
{
    int32x4_t low;
    int32x4_t high;
} sums_8;

ALWAYS_INLINE void add_wide(sums_8 *sums, int16x8_t products)
{
    sums->low = vaddw_s16(sums->low, vget_low_s16(products));
    sums->high = vaddw_s16(sums->high, vget_high_s16(products));
}

/* Adds one filter column, whose values lie at an offset of each line, or are padding. */
ALWAYS_INLINE void add_column(sums_8 *sums, const int8_t *const *lines, int64_t offset, int is_inside, int8x8_t padding, const int8_t *weights, int32_t height)
{
    int32_t fy = 0;
#pragma GCC unroll 3
    for (; fy + 1 < height; fy += 2)
    {
        const int8x8_t first = is_inside ? vld1_s8(lines[fy] + offset) : padding;
        const int8x8_t second = is_inside ? vld1_s8(lines[fy + 1] + offset) : padding;
        add_wide(sums, vmlal_s8(vmull_s8(first, vld1_s8(weights + fy * BLOCK)), second, vld1_s8(weights + (fy + 1) * BLOCK)));
    }
    if (fy < height)
        add_wide(sums, vmull_s8(is_inside ? vld1_s8(lines[fy] + offset) : padding, vld1_s8(weights + fy * BLOCK)));
}

/* A 3x3 window inside the picture, one plane of weights: nine taps in four pairs and a rest, weights in registers. */
ALWAYS_INLINE void add_3x3(sums_8 *sums, const int8_t *const *lines, int64_t offset, int64_t tap_bytes, const int8x8_t weights[9])
{
    int8x8_t x[9];
#pragma GCC unroll 3
    for (int fx = 0; fx < 3; fx++)
    {
#pragma GCC unroll 3
        for (int fy = 0; fy < 3; fy++)
            x[fx * 3 + fy] = vld1_s8(lines[fy] + offset + fx * tap_bytes);
    }
#pragma GCC unroll 4
    for (int i = 0; i < 8; i += 2)
        add_wide(sums, vmlal_s8(vmull_s8(x[i], weights[i]), x[i + 1], weights[i + 1]));
    add_wide(sums, vmull_s8(x[8], weights[8]));
}

ALWAYS_INLINE void walk(const depthwise_arguments *t, int kind, int is_3x3)
{
    const edgeconv_convolution *a = t->convolution;
    const edgeconv_window *w = &a->window;
    const int8x8_t padding = vdup_n_s8((int8_t)a->input_zero_point);
    const int64_t tap_bytes = (int64_t)w->dilation_width * w->input_channels;
    const int32_t column_bytes = w->filter_height * BLOCK;
    const tile_arguments range = {.output_zero_point = a->output_zero_point, .output_min = a->output_min, .output_max = a->output_max};
    const uint8_t *block = a->packed;
    for (int32_t channel = 0; channel < w->output_channels; channel += BLOCK, block += t->block_bytes)
    {
        const int32_t *header = (const int32_t *)(const void *)block;
        const int8_t *weights = (const int8_t *)(header + 3 * BLOCK);
        int8_t *output = t->output + channel;
        int8x8_t taps[9] = {0};
        for (int i = 0; i < 9 && is_3x3; i++)
            taps[i] = vld1_s8(weights + i * BLOCK);
        for (int32_t x = 0; x < w->output_width; x++, output += w->output_channels)
        {
            const int32_t left = x * w->stride_width - w->pad_left;
            sums_8 sums = {vld1q_s32(header), vld1q_s32(header + 4)};
            if (is_3x3 && left >= 0 && left + 2 * w->dilation_width < w->input_width)
            {
                add_3x3(&sums, t->lines, (int64_t)left * w->input_channels + channel, tap_bytes, taps);
            }
            else
            {
                const int8_t *at = weights;
                for (int32_t plane = 0; plane < t->planes; plane++)
                {
                    for (int32_t fx = 0; fx < w->filter_width; fx++, at += column_bytes)
                    {
                        const int32_t column = left + fx * w->dilation_width;
                        const int is_inside = (uint32_t)column < (uint32_t)w->input_width;
                        add_column(&sums, t->lines, (int64_t)column * w->input_channels + channel, is_inside, padding, at, w->filter_height);
                    }
                }
            }
            finish_neon(&range, sums.low, sums.high, header + BLOCK, header + 2 * BLOCK, output, w->output_channels - channel, kind);
        }
    }
}

ALWAYS_INLINE void tile(const depthwise_arguments *t, int kind)
{
    const edgeconv_window *w = &t->convolution->window;
    if (w->filter_width == 3 && w->filter_height == 3 && t->planes == 1)
        walk(t, kind, 1);
    else
        walk(t, kind, 0);
}

DEPTHWISE_ENTRIES

static const depthwise_tile tile_kernel = {1, LAYOUT, DEPTHWISE_ENTRY_NAMES};

DEPTHWISE_KERNEL(edgeconv_depthwise_c8_neon, "Depthwise_c8_Neon_Native", "neon", tile_kernel, depthwise_refusal);
