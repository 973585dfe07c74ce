/* One output row, any filter, stride and dilation, sixteen channels: four filter rows a step, interleaved. */
#include "columns_avx512.h"

/* The sums of one position; with constants for the extents of the filter its loops vanish. What has been interleaved serves all planes. */
ALWAYS_INLINE __m512i sum_window(const depthwise_arguments *t, const uint8_t *block, int64_t offset, int32_t width, int32_t steps, int32_t planes)
{
    const uint8_t *weights = block + HEADER_BYTES;
    const int64_t plane_bytes = (int64_t)width * steps * STEP_BYTES;
    __m512i sums = _mm512_loadu_si512(block);
    for (int32_t fx = 0; fx < width; fx++)
    {
        for (int32_t step = 0; step < steps; step++, weights += STEP_BYTES)
        {
            const __m512i values = interleave(t->lines + 4 * step, offset + fx * t->tap_bytes);
            for (int32_t plane = 0; plane < planes; plane++)
                sums = _mm512_dpbusd_epi32(sums, values, _mm512_loadu_si512(weights + plane * plane_bytes));
        }
    }
    return sums;
}

ALWAYS_INLINE void walk(const depthwise_arguments *t, int kind, int32_t width, int32_t steps, int32_t planes)
{
    const edgeconv_convolution *a = t->convolution;
    const edgeconv_window *w = &a->window;
    const uint8_t *block = t->packed;
    for (int32_t channel = t->channel; channel < t->end; channel += BLOCK, block += t->block_bytes)
    {
        const int32_t *header = (const int32_t *)(const void *)block;
        const requantizer_512 q = requantizer_512_of(header + BLOCK, header + 2 * BLOCK, a->output_zero_point, kind);
        const __mmask16 mask = channel_mask(w->output_channels - channel);
        int8_t *output = t->output + channel;
        int64_t offset = channel;
        for (int32_t x = 0; x < t->columns; x++, offset += t->column_bytes, output += w->output_channels)
            finish_512(a, &q, sum_window(t, block, offset, width, steps, planes), output, mask, kind);
    }
}

ALWAYS_INLINE void tile(const depthwise_arguments *t, int kind)
{
    const edgeconv_window *w = &t->convolution->window;
    if (w->filter_width == 3 && t->steps == 1 && t->planes == 1)
        walk(t, kind, 3, 1, 1);
    else if (w->filter_width == 3 && t->steps == 1 && t->planes == 2)
        walk(t, kind, 3, 1, 2);
    else if (w->filter_width == 5 && t->steps == 2 && t->planes == 1)
        walk(t, kind, 5, 2, 1);
    else
        walk(t, kind, w->filter_width, t->steps, t->planes);
}

DEPTHWISE_ENTRIES

static const depthwise_tile tile_kernel = {1, LAYOUT, DEPTHWISE_ENTRY_NAMES};

DEPTHWISE_KERNEL(edgeconv_depthwise_c16_avx512vnni, "Depthwise_c16_Avx512Vnni_Native", "avx512_vbmi avx512_vnni", tile_kernel, depthwise_refusal);
