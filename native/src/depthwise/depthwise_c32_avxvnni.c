/* One output row, any filter, stride and dilation, thirty-two channels: four filter rows a step. */
#include "output_avxvnni.h"

/* clang-format off */
#define LAYOUT {32, 4, 128, 1}
/* clang-format on */

enum
{
    STEPS_OF_3X3 = 3,
};

/*
 * The sums of one position; with constants for the extents of the filter its loops vanish. What has been interleaved serves all planes. `ready` are all its
 * weights, or NULL.
 */
ALWAYS_INLINE channels_32 sum_window(const depthwise_arguments *t, const uint8_t *block, const channels_32 *ready, channels_32 sums, int64_t offset,
    int32_t width, int32_t steps, int32_t planes)
{
    const int32_t plane_steps = width * steps;
    int32_t at = 0;
    for (int32_t fx = 0; fx < width; fx++)
    {
        for (int32_t step = 0; step < steps; step++, at++)
        {
            const channels_32 values = interleave(t->lines + 4 * step, offset + fx * t->tap_bytes);
            for (int32_t plane = 0; plane < planes; plane++)
            {
                const int32_t place = plane * plane_steps + at;
                const channels_32 weights = ready != NULL ? ready[place] : load_block(block + HEADER_BYTES + place * STEP_BYTES);
                sums = add_products(sums, values, weights);
            }
        }
    }
    return sums;
}

ALWAYS_INLINE void walk(const depthwise_arguments *t, int kind, int planes_of_3x3)
{
    const edgeconv_convolution *a = t->convolution;
    const edgeconv_window *w = &a->window;
    const uint8_t *block = t->packed;
    for (int32_t channel = t->channel; channel < t->end; channel += BLOCK, block += t->block_bytes)
    {
        const block_output finish = block_output_of(a, block, channel, kind);
        const channels_32 bias = load_block(block);
        channels_32 ready[2 * STEPS_OF_3X3];
        for (int i = 0; i < STEPS_OF_3X3 * planes_of_3x3; i++)
            ready[i] = load_block(block + HEADER_BYTES + i * STEP_BYTES);
        int8_t *output = t->output + channel;
        int64_t offset = channel;
        for (int32_t x = 0; x < t->columns; x++, offset += t->column_bytes, output += w->output_channels)
        {
            const channels_32 sums = planes_of_3x3 > 0 ? sum_window(t, block, ready, bias, offset, 3, 1, planes_of_3x3)
                                                       : sum_window(t, block, NULL, bias, offset, w->filter_width, t->steps, t->planes);
            finish_channels(&finish, sums, output, kind);
        }
    }
}

ALWAYS_INLINE void tile(const depthwise_arguments *t, int kind)
{
    const int is_3x3 = t->convolution->window.filter_width == 3 && t->steps == 1;
    if (is_3x3 && t->planes == 1)
        walk(t, kind, 1);
    else if (is_3x3 && t->planes == 2)
        walk(t, kind, 2);
    else
        walk(t, kind, 0);
}

DEPTHWISE_ENTRIES

static const depthwise_tile tile_kernel = {1, LAYOUT, DEPTHWISE_ENTRY_NAMES};

DEPTHWISE_KERNEL(edgeconv_depthwise_c32_avxvnni, "Depthwise_c32_AvxVnni_Native", "avx2 avx_vnni", tile_kernel, depthwise_refusal);
