/*
 * Two output rows, 3x3 filters, stride 1, sixteen channels. A column of the four input rows is interleaved once and serves six sums: three output columns by
 * two rows, the second row with weights one place further down. Registers: six of weights, three columns, two sums.
 */
#include "columns_avx512.h"

ALWAYS_INLINE void tile(const depthwise_arguments *t, int kind)
{
    const edgeconv_convolution *a = t->convolution;
    const edgeconv_window *w = &a->window;
    const int64_t row_bytes = t->output_row_bytes;
    const uint8_t *block = a->packed;
    for (int32_t channel = 0; channel < w->output_channels; channel += BLOCK, block += t->block_bytes)
    {
        const int32_t *header = (const int32_t *)(const void *)block;
        const requantizer_512 q = requantizer_512_of(header + BLOCK, header + 2 * BLOCK, a->output_zero_point, kind);
        const __m512i bias = _mm512_loadu_si512(header);
        const __m512i w0 = _mm512_loadu_si512(block + HEADER_BYTES);
        const __m512i w1 = _mm512_loadu_si512(block + HEADER_BYTES + STEP_BYTES);
        const __m512i w2 = _mm512_loadu_si512(block + HEADER_BYTES + 2 * STEP_BYTES);
        const __m512i lower0 = _mm512_slli_epi32(w0, 8);
        const __m512i lower1 = _mm512_slli_epi32(w1, 8);
        const __m512i lower2 = _mm512_slli_epi32(w2, 8);
        const __mmask16 mask = channel_mask(w->output_channels - channel);
        int8_t *output = t->output + channel;
        __m512i z0 = interleave(t->lines, channel);
        __m512i z1 = interleave(t->lines, channel + t->tap_bytes);
        int64_t offset = channel + 2 * t->tap_bytes;
        for (int32_t x = 0; x < t->columns; x++, offset += t->column_bytes, output += w->output_channels)
        {
            const __m512i z2 = interleave(t->lines, offset);
            __m512i upper = _mm512_dpbusd_epi32(bias, z0, w0);
            __m512i lower = _mm512_dpbusd_epi32(bias, z0, lower0);
            upper = _mm512_dpbusd_epi32(upper, z1, w1);
            lower = _mm512_dpbusd_epi32(lower, z1, lower1);
            upper = _mm512_dpbusd_epi32(upper, z2, w2);
            lower = _mm512_dpbusd_epi32(lower, z2, lower2);
            finish_512(a, &q, upper, output, mask, kind);
            if (t->rows == 2)
                finish_512(a, &q, lower, output + row_bytes, mask, kind);
            z0 = z1;
            z1 = z2;
        }
    }
}

DEPTHWISE_ENTRIES

static const depthwise_tile tile_kernel = {2, LAYOUT, DEPTHWISE_ENTRY_NAMES};

DEPTHWISE_KERNEL(
    edgeconv_depthwise_2x3x3c16_avx512vnni, "Depthwise_2x3x3c16_Avx512Vnni_Native", "avx512_vbmi avx512_vnni", tile_kernel, depthwise_refusal_of_2x3x3);
