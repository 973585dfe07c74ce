/*
 * Two output rows, 3x3 filters, stride 1, sixteen channels. A column of the four input rows is widened to 16 bits and interleaved in pairs once, and serves six
 * sums: three output columns by two rows, the second row with weights one place further down. VPMADDWD sums pairs exactly. The weights of both rows are read from
 * memory, put in order.
 */
#include "output_avx2.h"

/* clang-format off */
#define LAYOUT {16, 2, 0, 2}
/* clang-format on */

enum
{
    STEP_BYTES = BLOCK * 2 * 2,
};

/* A column of four lines: the upper two in turns, and the lower two. */
typedef struct column
{
    channels_16 top;
    channels_16 bottom;
} column;

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

ALWAYS_INLINE column column_at(const int8_t *const *lines, int64_t offset)
{
    return (column){interleave(lines[0] + offset, lines[1] + offset), interleave(lines[2] + offset, lines[3] + offset)};
}

/* A filter's columns for the upper output row (w0, w1; w2, 0), and for the lower (0, w0; w1, w2). */
typedef struct filter_3
{
    column upper[3];
    column lower[3];
} filter_3;

/* The pairs of the lower output row from those of the upper. */
ALWAYS_INLINE column moved_down(column c)
{
    return (column){
        {_mm256_slli_epi32(c.top.first, 16), _mm256_slli_epi32(c.top.second, 16)},
        {
            _mm256_or_si256(_mm256_srli_epi32(c.top.first, 16), _mm256_slli_epi32(c.bottom.first, 16)),
            _mm256_or_si256(_mm256_srli_epi32(c.top.second, 16), _mm256_slli_epi32(c.bottom.second, 16)),
        },
    };
}

ALWAYS_INLINE filter_3 load_filter(const uint8_t *packed)
{
    filter_3 f;
#pragma GCC unroll 3
    for (int fx = 0; fx < 3; fx++)
    {
        f.upper[fx] = (column){load_channels(packed + 2 * fx * STEP_BYTES), load_channels(packed + (2 * fx + 1) * STEP_BYTES)};
        f.lower[fx] = moved_down(f.upper[fx]);
    }
    return f;
}

ALWAYS_INLINE channels_16 add_products(channels_16 sums, channels_16 values, channels_16 weights)
{
    return (channels_16){
        _mm256_add_epi32(sums.first, _mm256_madd_epi16(values.first, weights.first)),
        _mm256_add_epi32(sums.second, _mm256_madd_epi16(values.second, weights.second)),
    };
}

ALWAYS_INLINE channels_16 add_columns(channels_16 sums, const column *z, const column weights[3])
{
#pragma GCC unroll 3
    for (int fx = 0; fx < 3; fx++)
        sums = add_products(add_products(sums, z[fx].top, weights[fx].top), z[fx].bottom, weights[fx].bottom);
    return sums;
}

ALWAYS_INLINE void tile(const depthwise_arguments *t, int kind)
{
    const edgeconv_convolution *a = t->convolution;
    const edgeconv_window *w = &a->window;
    const int64_t row_bytes = t->output_row_bytes;
    const uint8_t *block = t->packed;
    for (int32_t channel = t->channel; channel < t->end; channel += BLOCK, block += t->block_bytes)
    {
        const block_output finish = block_output_of(a, block, channel, kind);
        const channels_16 bias = load_channels(block);
        const filter_3 filter = load_filter(block + HEADER_BYTES);
        int8_t *output = t->output + channel;
        column z[3] = {column_at(t->lines, channel), column_at(t->lines, channel + t->tap_bytes)};
        int64_t offset = channel + 2 * t->tap_bytes;
        for (int32_t x = 0; x < t->columns; x++, offset += t->column_bytes, output += w->output_channels)
        {
            z[2] = column_at(t->lines, offset);
            const channels_16 upper = add_columns(bias, z, filter.upper);
            const channels_16 lower = add_columns(bias, z, filter.lower);
            const __m256i bytes = narrow_channels(&finish, upper, lower, kind);
            store_channels(output, _mm256_castsi256_si128(bytes), finish.left);
            if (t->rows == 2)
                store_channels(output + row_bytes, _mm256_extracti128_si256(bytes, 1), finish.left);
            z[0] = z[1];
            z[1] = z[2];
        }
    }
}

DEPTHWISE_ENTRIES

static const depthwise_tile tile_kernel = {2, LAYOUT, DEPTHWISE_ENTRY_NAMES};

DEPTHWISE_KERNEL(edgeconv_depthwise_2x3x3c16_avx2, "Depthwise_2x3x3c16_Avx2_Native", "avx2", tile_kernel, depthwise_refusal_of_2x3x3);
