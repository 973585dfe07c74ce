/*
 * Two output rows, 3x3 filters, stride 1, sixteen channels. A column of the four input rows is interleaved once and serves six sums: three output columns by
 * two rows, the second row with weights one place further down. Registers: six of columns, four sums; the weights are read from memory, put in order.
 */
#include "output_avx2.h"

/* clang-format off */
#define LAYOUT {16, 4, 128, 1}
/* clang-format on */

enum
{
    STEP_BYTES = BLOCK * 4,
};

ALWAYS_INLINE __m256i widen(const int8_t *sixteen)
{
    return _mm256_cvtepu8_epi16(_mm_loadu_si128((const __m128i *)(const void *)sixteen));
}

/* Four lines at an offset, made unsigned: pairs of lines in 16 bits, then pairs of pairs in 32. */
ALWAYS_INLINE channels_16 interleave(const int8_t *const *lines, int64_t offset)
{
    const __m256i sign = _mm256_set1_epi8((char)0x80);
    const __m256i top = _mm256_or_si256(widen(lines[0] + offset), _mm256_slli_epi16(widen(lines[1] + offset), 8));
    const __m256i bottom = _mm256_or_si256(widen(lines[2] + offset), _mm256_slli_epi16(widen(lines[3] + offset), 8));
    return (channels_16){
        _mm256_xor_si256(_mm256_unpacklo_epi16(top, bottom), sign),
        _mm256_xor_si256(_mm256_unpackhi_epi16(top, bottom), sign),
    };
}

ALWAYS_INLINE channels_16 add_products(channels_16 sums, channels_16 values, channels_16 weights)
{
    return (channels_16){
        _mm256_dpbusd_avx_epi32(sums.first, values.first, weights.first),
        _mm256_dpbusd_avx_epi32(sums.second, values.second, weights.second),
    };
}

/* The weights of a filter, and those of the second output row. */
typedef struct filter_3
{
    channels_16 upper[3];
    channels_16 lower[3];
} filter_3;

ALWAYS_INLINE filter_3 load_filter(const uint8_t *packed)
{
    filter_3 f;
#pragma GCC unroll 3
    for (int fx = 0; fx < 3; fx++)
    {
        const channels_16 weights = load_channels(packed + fx * STEP_BYTES);
        f.upper[fx] = weights;
        f.lower[fx] = (channels_16){_mm256_slli_epi32(weights.first, 8), _mm256_slli_epi32(weights.second, 8)};
    }
    return f;
}

ALWAYS_INLINE channels_16 add_columns(channels_16 sums, const channels_16 z[3], const channels_16 weights[3])
{
    return add_products(add_products(add_products(sums, z[0], weights[0]), z[1], weights[1]), z[2], weights[2]);
}

ALWAYS_INLINE void walk(const depthwise_arguments *t, int kind, int planes)
{
    const edgeconv_convolution *a = t->convolution;
    const edgeconv_window *w = &a->window;
    const int64_t row_bytes = t->output_row_bytes;
    const uint8_t *block = t->packed;
    for (int32_t channel = t->channel; channel < t->end; channel += BLOCK, block += t->block_bytes)
    {
        const block_output finish = block_output_of(a, block, channel, kind);
        const channels_16 bias = load_channels(block);
        const filter_3 first = load_filter(block + HEADER_BYTES);
        const filter_3 second = load_filter(block + HEADER_BYTES + (planes == 2 ? 3 * STEP_BYTES : 0));
        int8_t *output = t->output + channel;
        channels_16 z[3] = {interleave(t->lines, channel), interleave(t->lines, channel + t->tap_bytes)};
        int64_t offset = channel + 2 * t->tap_bytes;
        for (int32_t x = 0; x < t->columns; x++, offset += t->column_bytes, output += w->output_channels)
        {
            z[2] = interleave(t->lines, offset);
            channels_16 upper = add_columns(bias, z, first.upper);
            channels_16 lower = add_columns(bias, z, first.lower);
            if (planes == 2)
            {
                upper = add_columns(upper, z, second.upper);
                lower = add_columns(lower, z, second.lower);
            }
            const __m256i bytes = narrow_channels(&finish, upper, lower, kind);
            store_channels(output, _mm256_castsi256_si128(bytes), finish.left);
            if (t->rows == 2)
                store_channels(output + row_bytes, _mm256_extracti128_si256(bytes, 1), finish.left);
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

DEPTHWISE_KERNEL(edgeconv_depthwise_2x3x3c16_avxvnni, "Depthwise_2x3x3c16_AvxVnni_Native", "avx2 avx_vnni", tile_kernel, depthwise_refusal_of_2x3x3_bytes);
