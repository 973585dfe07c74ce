/*
 * One output row, any filter, stride and dilation, eight channels, one product a step. SMULL of one tap and SMLAL of the next sum in 16 bits, which planes of
 * weights within -127..127 leave room for; SADDW adds both halves to 32. Two positions of a 3x3 filter at a time, so that cores which issue in order have work
 * while one waits. 64-bit and 32-bit ARM.
 */
#include "../requantize/requantize_neon.h"
#include "driver.h"

/* clang-format off */
#define LAYOUT {8, 1, 0, 1}
/* clang-format on */

enum
{
    BLOCK = 8,
};

typedef struct sums_8
{
    int32x4_t half[2];
} sums_8;

ALWAYS_INLINE void add_wide(sums_8 *sums, int16x8_t products)
{
    sums->half[0] = vaddw_s16(sums->half[0], vget_low_s16(products));
    sums->half[1] = vaddw_s16(sums->half[1], vget_high_s16(products));
}

/* The sums of one position, whatever the filter. */
ALWAYS_INLINE void add_window(sums_8 *sums, const depthwise_arguments *t, int64_t offset, const int8_t *weights)
{
    const edgeconv_window *w = &t->convolution->window;
    for (int32_t plane = 0; plane < t->planes; plane++)
    {
        for (int32_t fx = 0; fx < w->filter_width; fx++)
        {
            const int64_t at = offset + fx * t->tap_bytes;
            int32_t fy = 0;
            for (; fy + 1 < w->filter_height; fy += 2, weights += 2 * BLOCK)
                add_wide(sums, vmlal_s8(vmull_s8(vld1_s8(t->lines[fy] + at), vld1_s8(weights)), vld1_s8(t->lines[fy + 1] + at), vld1_s8(weights + BLOCK)));
            if (fy < w->filter_height)
            {
                add_wide(sums, vmull_s8(vld1_s8(t->lines[fy] + at), vld1_s8(weights)));
                weights += BLOCK;
            }
        }
    }
}

/* Nine taps in four pairs and a rest; two positions in turn, whose values are a step of columns apart. */
ALWAYS_INLINE void add_3x3(sums_8 sums[2], int8x8_t columns[][3], int step, const int8x8_t weights[9])
{
#pragma GCC unroll 4
    for (int i = 0; i < 8; i += 2)
    {
#pragma GCC unroll 2
        for (int p = 0; p < 2; p++)
        {
            const int8x8_t first = columns[p * step + i / 3][i % 3];
            const int8x8_t second = columns[p * step + (i + 1) / 3][(i + 1) % 3];
            add_wide(&sums[p], vmlal_s8(vmull_s8(first, weights[i]), second, weights[i + 1]));
        }
    }
#pragma GCC unroll 2
    for (int p = 0; p < 2; p++)
        add_wide(&sums[p], vmull_s8(columns[p * step + 2][2], weights[8]));
}

/* The same, multiplied in 16 bits: any weights, the planes added up. */
ALWAYS_INLINE void add_3x3_wide(sums_8 sums[2], int8x8_t columns[][3], int step, const int16x8_t weights[9])
{
#pragma GCC unroll 9
    for (int i = 0; i < 9; i++)
    {
#pragma GCC unroll 2
        for (int p = 0; p < 2; p++)
        {
            const int16x8_t values = vmovl_s8(columns[p * step + i / 3][i % 3]);
            sums[p].half[0] = vmlal_s16(sums[p].half[0], vget_low_s16(values), vget_low_s16(weights[i]));
            sums[p].half[1] = vmlal_s16(sums[p].half[1], vget_high_s16(values), vget_high_s16(weights[i]));
        }
    }
}

/* A block of channels with 3x3 filters. Windows share columns where they are one or two taps apart, which is said by `step`; it is 3 where they do not. */
ALWAYS_INLINE void walk_3x3(const depthwise_arguments *t, const uint8_t *block, int32_t channel, int kind, int step, int is_wide)
{
    const edgeconv_convolution *a = t->convolution;
    const edgeconv_window *w = &a->window;
    const int32_t *header = (const int32_t *)(const void *)block;
    const int8_t *packed = (const int8_t *)(header + 3 * BLOCK);
    const requantizer_neon q = requantizer_neon_of(header + BLOCK, header + 2 * BLOCK, a->output_zero_point, a->output_min, a->output_max);
    const sums_8 bias = {{vld1q_s32(header), vld1q_s32(header + 4)}};
    const int32_t left = w->output_channels - channel;
    int8_t *output = t->output + channel;
    int8x8_t weights[9];
    int16x8_t wide_weights[9];
#pragma GCC unroll 9
    for (int i = 0; i < 9; i++)
    {
        weights[i] = vld1_s8(packed + i * BLOCK);
        wide_weights[i] = vmovl_s8(weights[i]);
        for (int32_t plane = 1; is_wide && plane < t->planes; plane++)
            wide_weights[i] = vaddw_s8(wide_weights[i], vld1_s8(packed + (plane * 9 + i) * BLOCK));
    }
    for (int32_t x = 0; x < t->columns; x += 2)
    {
        /* Where positions do not pair, the last is done twice. */
        const int32_t first = x + 2 <= t->columns ? x : x - 1;
        const int64_t offset = channel + first * t->column_bytes;
        int8x8_t columns[6][3];
#pragma GCC unroll 6
        for (int i = 0; i < step + 3; i++)
        {
            const int64_t at = offset + (i < 3 ? i * t->tap_bytes : t->column_bytes + (i - step) * t->tap_bytes);
#pragma GCC unroll 3
            for (int fy = 0; fy < 3; fy++)
                columns[i][fy] = vld1_s8(t->lines[fy] + at);
        }
        sums_8 sums[2] = {bias, bias};
        if (is_wide)
            add_3x3_wide(sums, columns, step, wide_weights);
        else
            add_3x3(sums, columns, step, weights);
        int8_t *to = output + (int64_t)first * w->output_channels;
        finish_two_neon(&q, sums[0].half, sums[1].half, to, w->output_channels, left, kind);
    }
}

ALWAYS_INLINE void walk(const depthwise_arguments *t, const uint8_t *block, int32_t channel, int kind)
{
    const edgeconv_convolution *a = t->convolution;
    const edgeconv_window *w = &a->window;
    const int32_t *header = (const int32_t *)(const void *)block;
    const requantizer_neon q = requantizer_neon_of(header + BLOCK, header + 2 * BLOCK, a->output_zero_point, a->output_min, a->output_max);
    int8_t *output = t->output + channel;
    for (int32_t x = 0; x < t->columns; x++, output += w->output_channels)
    {
        sums_8 sums = {{vld1q_s32(header), vld1q_s32(header + 4)}};
        add_window(&sums, t, channel + x * t->column_bytes, (const int8_t *)(header + 3 * BLOCK));
        finish_neon(&q, sums.half[0], sums.half[1], output, w->output_channels - channel, kind);
    }
}

ALWAYS_INLINE void walk_any_3x3(const depthwise_arguments *t, const uint8_t *block, int32_t channel, int kind, int is_wide)
{
    if (t->column_bytes == t->tap_bytes)
        walk_3x3(t, block, channel, kind, 1, is_wide);
    else if (t->column_bytes == 2 * t->tap_bytes)
        walk_3x3(t, block, channel, kind, 2, is_wide);
    else
        walk_3x3(t, block, channel, kind, 3, is_wide);
}

ALWAYS_INLINE void tile(const depthwise_arguments *t, int kind)
{
    const edgeconv_window *w = &t->convolution->window;
    const int is_3x3 = w->filter_width == 3 && w->filter_height == 3 && t->columns > 1;
    const uint8_t *block = t->packed;
    for (int32_t channel = t->channel; channel < t->end; channel += BLOCK, block += t->block_bytes)
    {
        if (is_3x3 && t->planes == 1)
            walk_any_3x3(t, block, channel, kind, 0);
        else if (is_3x3)
            walk_any_3x3(t, block, channel, kind, 1);
        else
            walk(t, block, channel, kind);
    }
}

DEPTHWISE_ENTRIES

static const depthwise_tile tile_kernel = {1, LAYOUT, DEPTHWISE_ENTRY_NAMES};

DEPTHWISE_KERNEL(edgeconv_depthwise_c8_neon, "Depthwise_c8_Neon_Native", "neon", tile_kernel, depthwise_refusal);
