/* One output row, any filter, stride and dilation, sixteen channels: four filter rows a step, interleaved. */
#include "columns_avxvnni.h"

/* The sums of one position; with constants for the extents of the filter its loops vanish. */
ALWAYS_INLINE channels_16 sum_window(
    const depthwise_arguments *t, const uint8_t *block, int32_t left, int32_t channel, channels_16 padding, int32_t width, int32_t steps, int32_t planes)
{
    const edgeconv_window *w = &t->convolution->window;
    const uint8_t *weights = block + HEADER_BYTES;
    channels_16 sums = load_channels(block);
    for (int32_t plane = 0; plane < planes; plane++)
    {
        for (int32_t fx = 0; fx < width; fx++)
        {
            const int32_t x = left + fx * w->dilation_width;
            const int is_inside = (uint32_t)x < (uint32_t)w->input_width;
            for (int32_t step = 0; step < steps; step++, weights += STEP_BYTES)
            {
                const channels_16 values = is_inside ? interleave(t->lines + 4 * step, (int64_t)x * w->input_channels + channel) : padding;
                sums = add_products(sums, values, load_channels(weights));
            }
        }
    }
    return sums;
}

ALWAYS_INLINE void walk(const depthwise_arguments *t, int kind, int32_t width, int32_t steps, int32_t planes)
{
    const edgeconv_convolution *a = t->convolution;
    const edgeconv_window *w = &a->window;
    const channels_16 padding = interleaved_padding(a);
    const uint8_t *block = a->packed;
    for (int32_t channel = 0; channel < w->output_channels; channel += BLOCK, block += t->block_bytes)
    {
        const block_output finish = block_output_of(a, block, channel, kind);
        int8_t *output = t->output + channel;
        for (int32_t x = 0; x < w->output_width; x++, output += w->output_channels)
        {
            const int32_t left = x * w->stride_width - w->pad_left;
            finish_channels(&finish, sum_window(t, block, left, channel, padding, width, steps, planes), output, kind);
        }
    }
}

ALWAYS_INLINE void tile(const depthwise_arguments *t, int kind)
{
    const edgeconv_window *w = &t->convolution->window;
    if (w->filter_width == 3 && t->steps == 1 && t->planes == 1)
        walk(t, kind, 3, 1, 1);
    else
        walk(t, kind, w->filter_width, t->steps, t->planes);
}

DEPTHWISE_ENTRIES

static const depthwise_tile tile_kernel = {1, LAYOUT, DEPTHWISE_ENTRY_NAMES};

DEPTHWISE_KERNEL(edgeconv_depthwise_c16_avxvnni, "Depthwise_c16_AvxVnni_Native", "avx2 avx_vnni", tile_kernel, depthwise_refusal);
