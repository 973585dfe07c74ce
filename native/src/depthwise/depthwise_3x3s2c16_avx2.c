/*
 * One output row, 3x3 filters, horizontal stride 2, sixteen channels, two filter rows a step, as in depthwise_c16_avx2.c. The last column of a position is the first of
 * the next and is widened and interleaved once: its products start the next position's sums.
 */
#include "output_avx2.h"

/* clang-format off */
#define LAYOUT {16, 2, 0, 2}
/* clang-format on */

enum
{
    STEP_BYTES = BLOCK * 2 * 2,
};

/* A filter column of sixteen channels, of values or of weights: the first two rows, and the third with whatever has a weight of zero. */
typedef struct column
{
    channels_16 top;
    channels_16 bottom;
} column;

ALWAYS_INLINE __m256i widen(const int8_t *sixteen)
{
    return _mm256_cvtepi8_epi16(_mm_loadu_si128((const __m128i *)(const void *)sixteen));
}

ALWAYS_INLINE column column_at(const int8_t *const lines[3], int64_t offset)
{
    const __m256i x0 = widen(lines[0] + offset);
    const __m256i x1 = widen(lines[1] + offset);
    const __m256i x2 = widen(lines[2] + offset);
    return (column){
        {_mm256_unpacklo_epi16(x0, x1), _mm256_unpackhi_epi16(x0, x1)},
        {_mm256_unpacklo_epi16(x2, x2), _mm256_unpackhi_epi16(x2, x2)},
    };
}

ALWAYS_INLINE __m256i add_pairs(__m256i sums, __m256i values, __m256i weights)
{
    return _mm256_add_epi32(sums, _mm256_madd_epi16(values, weights));
}

ALWAYS_INLINE channels_16 add_products(channels_16 sums, column values, column weights)
{
    return (channels_16){
        add_pairs(add_pairs(sums.first, values.top.first, weights.top.first), values.bottom.first, weights.bottom.first),
        add_pairs(add_pairs(sums.second, values.top.second, weights.top.second), values.bottom.second, weights.bottom.second),
    };
}

ALWAYS_INLINE void tile(const depthwise_arguments *t, int kind)
{
    const edgeconv_convolution *a = t->convolution;
    const edgeconv_window *w = &a->window;
    const int8_t *lines[3] = {t->lines[0], t->lines[1], t->lines[2]};
    const int64_t tap_bytes = t->tap_bytes;
    const uint8_t *block = t->packed;
    for (int32_t channel = t->channel; channel < t->end; channel += BLOCK, block += t->block_bytes)
    {
        const block_output finish = block_output_of(a, block, channel, kind);
        const channels_16 bias = load_channels(block);
        column filter[3];
        for (int fx = 0; fx < 3; fx++)
            filter[fx] = (column){load_channels(block + HEADER_BYTES + 2 * fx * STEP_BYTES), load_channels(block + HEADER_BYTES + (2 * fx + 1) * STEP_BYTES)};
        int8_t *output = t->output + channel;
        int64_t offset = channel;
        channels_16 next = add_products(bias, column_at(lines, offset), filter[0]);
        for (int32_t x = 0; x < t->columns; x++, output += w->output_channels)
        {
            channels_16 sums = add_products(next, column_at(lines, offset + tap_bytes), filter[1]);
            offset += 2 * tap_bytes;
            const column shared = column_at(lines, offset);
            sums = add_products(sums, shared, filter[2]);
            next = add_products(bias, shared, filter[0]);
            finish_channels(&finish, sums, output, kind);
        }
    }
}

DEPTHWISE_ENTRIES

static const depthwise_tile tile_kernel = {1, LAYOUT, DEPTHWISE_ENTRY_NAMES};

DEPTHWISE_KERNEL(edgeconv_depthwise_3x3s2c16_avx2, "Depthwise_3x3s2c16_Avx2_Native", "avx2", tile_kernel, depthwise_refusal_of_3x3s2);
