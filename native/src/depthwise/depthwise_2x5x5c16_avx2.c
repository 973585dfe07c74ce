/*
 * Two output rows, 5x5 filters, vertical stride and dilation 1, sixteen channels. Each column of the six input rows is widened to 16 bits and interleaved in pairs for
 * both output rows, the second with weights one place further down. VPMADDWD sums pairs exactly. The weights of both rows are read from memory, put in order.
 */
#include "output_avx2.h"

/* clang-format off */
#define LAYOUT {16, 2, 0, 2}
/* clang-format on */

enum
{
    SIZE = 5,
    PAIRS = 3,
    STEP_BYTES = BLOCK * 2 * 2,
};

/* A filter's pairs, column by column: for the upper output row (w0, w1; w2, w3; w4, 0), for the lower (0, w0; w1, w2; w3, w4). */
typedef struct filter_5
{
    channels_16 upper[SIZE][PAIRS];
    channels_16 lower[SIZE][PAIRS];
} filter_5;

ALWAYS_INLINE __m256i widen(const int8_t *sixteen)
{
    return _mm256_cvtepi8_epi16(_mm_loadu_si128((const __m128i *)(const void *)sixteen));
}

ALWAYS_INLINE channels_16 interleave(const int8_t *upper, const int8_t *lower)
{
    const __m256i top = widen(upper);
    const __m256i bottom = widen(lower);
    return (channels_16){_mm256_unpacklo_epi16(top, bottom), _mm256_unpackhi_epi16(top, bottom)};
}

/* The second weight of the pair before, and the first of this one. */
ALWAYS_INLINE __m256i moved_down(__m256i before, __m256i pair)
{
    return _mm256_or_si256(_mm256_srli_epi32(before, 16), _mm256_slli_epi32(pair, 16));
}

ALWAYS_INLINE void load_filter(filter_5 *f, const uint8_t *packed)
{
    for (int fx = 0; fx < SIZE; fx++)
    {
        channels_16 before = {_mm256_setzero_si256(), _mm256_setzero_si256()};
        for (int i = 0; i < PAIRS; i++)
        {
            const channels_16 pair = load_channels(packed + (fx * PAIRS + i) * STEP_BYTES);
            f->upper[fx][i] = pair;
            f->lower[fx][i] = (channels_16){moved_down(before.first, pair.first), moved_down(before.second, pair.second)};
            before = pair;
        }
    }
}

ALWAYS_INLINE channels_16 add_products(channels_16 sums, channels_16 values, channels_16 weights)
{
    return (channels_16){
        _mm256_add_epi32(sums.first, _mm256_madd_epi16(values.first, weights.first)),
        _mm256_add_epi32(sums.second, _mm256_madd_epi16(values.second, weights.second)),
    };
}

ALWAYS_INLINE void tile(const depthwise_arguments *t, int kind)
{
    const edgeconv_convolution *a = t->convolution;
    const edgeconv_window *w = &a->window;
    const uint8_t *block = t->packed;
    for (int32_t channel = t->channel; channel < t->end; channel += BLOCK, block += t->block_bytes)
    {
        const block_output finish = block_output_of(a, block, channel, kind);
        const channels_16 bias = load_channels(block);
        filter_5 filter;
        load_filter(&filter, block + HEADER_BYTES);
        int8_t *output = t->output + channel;
        int64_t offset = channel;
        for (int32_t x = 0; x < t->columns; x++, offset += t->column_bytes, output += w->output_channels)
        {
            channels_16 upper = bias;
            channels_16 lower = bias;
#pragma GCC unroll 5
            for (int fx = 0; fx < SIZE; fx++)
            {
#pragma GCC unroll 3
                for (int i = 0; i < PAIRS; i++)
                {
                    const int64_t at = offset + fx * t->tap_bytes;
                    const channels_16 values = interleave(t->lines[2 * i] + at, t->lines[2 * i + 1] + at);
                    upper = add_products(upper, values, filter.upper[fx][i]);
                    lower = add_products(lower, values, filter.lower[fx][i]);
                }
            }
            const __m256i bytes = narrow_channels(&finish, upper, lower, kind);
            store_channels(output, _mm256_castsi256_si128(bytes), finish.left);
            if (t->rows == 2)
                store_channels(output + t->output_row_bytes, _mm256_extracti128_si256(bytes, 1), finish.left);
        }
    }
}

DEPTHWISE_ENTRIES

static const depthwise_tile tile_kernel = {2, LAYOUT, DEPTHWISE_ENTRY_NAMES};

DEPTHWISE_KERNEL(edgeconv_depthwise_2x5x5c16_avx2, "Depthwise_2x5x5c16_Avx2_Native", "avx2", tile_kernel, depthwise_refusal_of_2x5x5);
