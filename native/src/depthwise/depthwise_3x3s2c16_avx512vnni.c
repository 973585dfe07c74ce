/*
 * One output row, 3x3 filters, horizontal stride 2, sixteen channels. The last column of a position is the first of the next and is interleaved once: its products
 * start the next position's sums. Registers: three of weights, or six of two planes, two columns, two sums.
 */
#include "columns_avx512.h"

typedef struct filter_3
{
    __m512i columns[3];
} filter_3;

ALWAYS_INLINE filter_3 load_filter(const uint8_t *weights)
{
    return (filter_3){{_mm512_loadu_si512(weights), _mm512_loadu_si512(weights + STEP_BYTES), _mm512_loadu_si512(weights + 2 * STEP_BYTES)}};
}

ALWAYS_INLINE void walk(const depthwise_arguments *t, int kind, int planes)
{
    const edgeconv_convolution *a = t->convolution;
    const edgeconv_window *w = &a->window;
    const int8_t *lines[4] = {t->lines[0], t->lines[1], t->lines[2], t->lines[2]};
    const int64_t tap_bytes = t->tap_bytes;
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
        int64_t offset = channel;
        const __m512i start = interleave(lines, offset);
        __m512i sums = _mm512_dpbusd_epi32(bias, start, first.columns[0]);
        if (planes == 2)
            sums = _mm512_dpbusd_epi32(sums, start, second.columns[0]);
        for (int32_t x = 0; x < t->columns; x++, output += w->output_channels)
        {
            const __m512i middle = interleave(lines, offset + tap_bytes);
            offset += 2 * tap_bytes;
            const __m512i shared = interleave(lines, offset);
            __m512i next = _mm512_dpbusd_epi32(bias, shared, first.columns[0]);
            sums = _mm512_dpbusd_epi32(_mm512_dpbusd_epi32(sums, middle, first.columns[1]), shared, first.columns[2]);
            if (planes == 2)
            {
                next = _mm512_dpbusd_epi32(next, shared, second.columns[0]);
                sums = _mm512_dpbusd_epi32(_mm512_dpbusd_epi32(sums, middle, second.columns[1]), shared, second.columns[2]);
            }
            finish_512(a, &q, sums, output, mask, kind);
            sums = next;
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

static const depthwise_tile tile_kernel = {1, LAYOUT, DEPTHWISE_ENTRY_NAMES};

DEPTHWISE_KERNEL(edgeconv_depthwise_3x3s2c16_avx512vnni, "Depthwise_3x3s2c16_Avx512Vnni_Native", "avx512_vbmi avx512_vnni", tile_kernel, depthwise_refusal_of_3x3s2_bytes);
