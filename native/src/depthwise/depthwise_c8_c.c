/* One output row, any filter, stride and dilation, eight channels, one product a step, in plain C. */
#include "../requantize/requantize_scalar.h"
#include "driver.h"

/* clang-format off */
#define LAYOUT {8, 1, 0, 1}
/* clang-format on */

enum
{
    BLOCK = 8,
};

/* Sums wrap around as the reference's do. */
ALWAYS_INLINE void sum_window(const depthwise_arguments *t, const uint8_t *block, int64_t offset, uint32_t sums[BLOCK])
{
    const edgeconv_window *w = &t->convolution->window;
    const int8_t *weights = (const int8_t *)block + 3 * BLOCK * sizeof(int32_t);
    memcpy(sums, block, BLOCK * sizeof(int32_t));
    for (int32_t plane = 0; plane < t->planes; plane++)
    {
        for (int32_t fx = 0; fx < w->filter_width; fx++)
        {
            for (int32_t fy = 0; fy < w->filter_height; fy++, weights += BLOCK)
            {
                const int8_t *values = t->lines[fy] + offset + fx * t->tap_bytes;
                for (int32_t i = 0; i < BLOCK; i++)
                    sums[i] += (uint32_t)(values[i] * weights[i]);
            }
        }
    }
}

ALWAYS_INLINE void tile(const depthwise_arguments *t, int kind)
{
    const edgeconv_convolution *a = t->convolution;
    const edgeconv_window *w = &a->window;
    const uint8_t *block = t->packed;
    for (int32_t channel = t->channel; channel < t->end; channel += BLOCK, block += t->block_bytes)
    {
        const int32_t *multipliers = (const int32_t *)(const void *)block + BLOCK;
        const int32_t *shifts = multipliers + BLOCK;
        const int32_t left = w->output_channels - channel < BLOCK ? w->output_channels - channel : BLOCK;
        int8_t *output = t->output + channel;
        int64_t offset = channel;
        for (int32_t x = 0; x < t->columns; x++, offset += t->column_bytes, output += w->output_channels)
        {
            uint32_t sums[BLOCK];
            sum_window(t, block, offset, sums);
            for (int32_t i = 0; i < left; i++)
            {
                const int32_t sum = (int32_t)sums[i];
                const int32_t scaled =
                    kind == EDGECONV_FLOAT ? multiply_by_float(sum, multipliers[i]) : multiply_by_quantized_multiplier(sum, multipliers[i], shifts[i]);
                output[i] = clamp_output((int64_t)scaled + a->output_zero_point, a->output_min, a->output_max);
            }
        }
    }
}

DEPTHWISE_ENTRIES

static const depthwise_tile tile_kernel = {1, LAYOUT, DEPTHWISE_ENTRY_NAMES};

DEPTHWISE_KERNEL(edgeconv_depthwise_c8_c, "Depthwise_c8_C_Native", "", tile_kernel, depthwise_refusal);
