/*
 * Two output rows, 3x3 filters, stride 1, sixteen channels. A column of the four input rows is interleaved once and serves six sums: three output columns by
 * two rows, the second row with weights one place further down. Registers: six of weights, or twelve of two planes, three columns, two sums.
 */
#include "columns_avx512.h"

/* The weights of a filter, and those of the second output row. */
typedef struct filter_3
{
    __m512i upper[3];
    __m512i lower[3];
} filter_3;

ALWAYS_INLINE filter_3 load_filter(const uint8_t *weights)
{
    filter_3 f;
#pragma GCC unroll 3
    for (int fx = 0; fx < 3; fx++)
    {
        f.upper[fx] = _mm512_loadu_si512(weights + fx * STEP_BYTES);
        f.lower[fx] = _mm512_slli_epi32(f.upper[fx], 8);
    }
    return f;
}

ALWAYS_INLINE void walk(const depthwise_arguments *t, int kind, int planes)
{
    const edgeconv_convolution *a = t->convolution;
    const edgeconv_window *w = &a->window;
    const int64_t row_bytes = t->output_row_bytes;
    const uint8_t *block = t->packed;
    for (int32_t channel = t->channel; channel < t->end; channel += BLOCK, block += t->block_bytes)
    {
        const int32_t *header = (const int32_t *)(const void *)block;
        const requantizer_512 q = requantizer_512_of(header + BLOCK, header + 2 * BLOCK, a->output_zero_point, kind);
        const __m512i bias = _mm512_loadu_si512(header);
        const filter_3 first = load_filter(block + HEADER_BYTES);
        const filter_3 second = load_filter(block + HEADER_BYTES + (planes == 2 ? 3 * STEP_BYTES : 0));
        const __mmask16 mask = channel_mask(w->output_channels - channel);
        int8_t *output = t->output + channel;
        __m512i z[3] = {interleave(t->lines, channel), interleave(t->lines, channel + t->tap_bytes)};
        int64_t offset = channel + 2 * t->tap_bytes;
        for (int32_t x = 0; x < t->columns; x++, offset += t->column_bytes, output += w->output_channels)
        {
            z[2] = interleave(t->lines, offset);
            __m512i upper = bias;
            __m512i lower = bias;
#pragma GCC unroll 3
            for (int fx = 0; fx < 3; fx++)
            {
                upper = _mm512_dpbusd_epi32(upper, z[fx], first.upper[fx]);
                lower = _mm512_dpbusd_epi32(lower, z[fx], first.lower[fx]);
            }
            if (planes == 2)
            {
#pragma GCC unroll 3
                for (int fx = 0; fx < 3; fx++)
                {
                    upper = _mm512_dpbusd_epi32(upper, z[fx], second.upper[fx]);
                    lower = _mm512_dpbusd_epi32(lower, z[fx], second.lower[fx]);
                }
            }
            finish_512(a, &q, upper, output, mask, kind);
            if (t->rows == 2)
                finish_512(a, &q, lower, output + row_bytes, mask, kind);
            z[0] = z[1];
            z[1] = z[2];
        }
    }
}

ALWAYS_INLINE void tile(const depthwise_arguments *t, int kind)
{
    if (t->planes == 1)
        walk(t, kind, 1);
    else
        walk(t, kind, 2);
}

DEPTHWISE_ENTRIES

static const depthwise_tile tile_kernel = {2, LAYOUT, DEPTHWISE_ENTRY_NAMES};

DEPTHWISE_KERNEL(
    edgeconv_depthwise_2x3x3c16_avx512vnni, "Depthwise_2x3x3c16_Avx512Vnni_Native", "avx512_vbmi avx512_vnni", tile_kernel, depthwise_refusal_of_2x3x3_bytes);
