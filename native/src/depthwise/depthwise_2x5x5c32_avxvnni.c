/*
 * Two output rows, 5x5 filters, vertical stride and dilation 1, thirty-two channels. Of each column of the six input rows the first four are interleaved, then the last
 * two, for both output rows, the second with weights one place further down. The weights of both rows are read from memory, put in order.
 */
#include "output_avxvnni.h"

/* clang-format off */
#define LAYOUT {32, 4, 128, 1}
/* clang-format on */

enum
{
    SIZE = 5,
    STEPS = 2,
};

/* A filter's steps, column by column: for the upper output row (w0, w1, w2, w3; w4, 0, 0, 0), for the lower (0, w0, w1, w2; w3, w4, 0, 0). */
typedef struct filter_5
{
    channels_32 upper[SIZE][STEPS];
    channels_32 lower[SIZE][STEPS];
} filter_5;

ALWAYS_INLINE void load_filter(filter_5 *f, const uint8_t *packed)
{
    for (int fx = 0; fx < SIZE; fx++, packed += STEPS * STEP_BYTES)
    {
        const channels_32 first = load_block(packed);
        const channels_32 second = load_block(packed + STEP_BYTES);
        f->upper[fx][0] = first;
        f->upper[fx][1] = second;
#pragma GCC unroll 4
        for (int i = 0; i < 4; i++)
        {
            f->lower[fx][0].v[i] = _mm256_slli_epi32(first.v[i], 8);
            f->lower[fx][1].v[i] = _mm256_or_si256(_mm256_srli_epi32(first.v[i], 24), _mm256_slli_epi32(second.v[i], 8));
        }
    }
}

/* Two lines at an offset, each pair of bytes twice; the second time its weights are zero. */
ALWAYS_INLINE channels_32 interleave_pair(const int8_t *const *lines, int64_t offset)
{
    const __m256i x0 = values_at(lines[0], offset);
    const __m256i x1 = values_at(lines[1], offset);
    const __m256i low = _mm256_unpacklo_epi8(x0, x1);
    const __m256i high = _mm256_unpackhi_epi8(x0, x1);
    return (channels_32){{
        _mm256_unpacklo_epi16(low, low),
        _mm256_unpackhi_epi16(low, low),
        _mm256_unpacklo_epi16(high, high),
        _mm256_unpackhi_epi16(high, high),
    }};
}

ALWAYS_INLINE void tile(const depthwise_arguments *t, int kind)
{
    const edgeconv_convolution *a = t->convolution;
    const edgeconv_window *w = &a->window;
    const uint8_t *block = t->packed;
    for (int32_t channel = t->channel; channel < t->end; channel += BLOCK, block += t->block_bytes)
    {
        const block_output finish = block_output_of(a, block, channel, kind);
        const channels_32 bias = load_block(block);
        filter_5 filter;
        load_filter(&filter, block + HEADER_BYTES);
        int8_t *output = t->output + channel;
        int64_t offset = channel;
        for (int32_t x = 0; x < t->columns; x++, offset += t->column_bytes, output += w->output_channels)
        {
            channels_32 upper = bias;
            channels_32 lower = bias;
            for (int fx = 0; fx < SIZE; fx++)
            {
                const int64_t at = offset + fx * t->tap_bytes;
                channels_32 values = interleave(t->lines, at);
                upper = add_products(upper, values, filter.upper[fx][0]);
                lower = add_products(lower, values, filter.lower[fx][0]);
                values = interleave_pair(t->lines + 4, at);
                upper = add_products(upper, values, filter.upper[fx][1]);
                lower = add_products(lower, values, filter.lower[fx][1]);
            }
            finish_channels(&finish, upper, output, kind);
            if (t->rows == 2)
                finish_channels(&finish, lower, output + t->output_row_bytes, kind);
        }
    }
}

static const char *refusal_of_planes(const edgeconv_convolution *a)
{
    return plane_count(a, 1) > 1 ? "needs one plane of weights" : depthwise_refusal_of_2x5x5(a);
}

DEPTHWISE_ENTRIES

static const depthwise_tile tile_kernel = {2, LAYOUT, DEPTHWISE_ENTRY_NAMES};

DEPTHWISE_KERNEL(edgeconv_depthwise_2x5x5c32_avxvnni, "Depthwise_2x5x5c32_AvxVnni_Native", "avx2 avx_vnni", tile_kernel, refusal_of_planes);
