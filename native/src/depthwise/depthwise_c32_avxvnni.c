/*
 * One output row, any filter, stride and dilation, thirty-two channels: four filter rows a step, interleaved byte by byte within each half of a vector, so that
 * four VPDPBUSD sum them. Vector i of a step has channels 4 i to 4 i + 3 and, in its upper half, those sixteen on, which packs put in order again.
 */
#include "../requantize/requantize_avx2.h"
#include "driver.h"

/* clang-format off */
#define LAYOUT {32, 4, 128, 1}
/* clang-format on */

enum
{
    BLOCK = 32,
    HEADER_BYTES = 3 * BLOCK * 4,
    STEP_BYTES = BLOCK * 4,
    STEPS_OF_3X3 = 3,
};

/* Thirty-two channels, 32 bits each. */
typedef struct channels_32
{
    __m256i v[4];
} channels_32;

/* One of the vectors of thirty-two times 32 bits that lie in order. */
ALWAYS_INLINE __m256i load_channels(const uint8_t *memory, int i)
{
    const __m128i *quarters = (const __m128i *)(const void *)memory + i;
    return _mm256_inserti128_si256(_mm256_castsi128_si256(_mm_loadu_si128(quarters)), _mm_loadu_si128(quarters + 4), 1);
}

ALWAYS_INLINE channels_32 load_block(const uint8_t *memory)
{
    return (channels_32){{load_channels(memory, 0), load_channels(memory, 1), load_channels(memory, 2), load_channels(memory, 3)}};
}

/* A line at an offset, made unsigned. */
ALWAYS_INLINE __m256i values_at(const int8_t *line, int64_t offset)
{
    return _mm256_xor_si256(_mm256_loadu_si256((const __m256i *)(const void *)(line + offset)), _mm256_set1_epi8((char)0x80));
}

ALWAYS_INLINE channels_32 interleave(const int8_t *const *lines, int64_t offset)
{
    const __m256i x0 = values_at(lines[0], offset);
    const __m256i x1 = values_at(lines[1], offset);
    const __m256i x2 = values_at(lines[2], offset);
    const __m256i x3 = values_at(lines[3], offset);
    const __m256i low_top = _mm256_unpacklo_epi8(x0, x1);
    const __m256i low_bottom = _mm256_unpacklo_epi8(x2, x3);
    const __m256i high_top = _mm256_unpackhi_epi8(x0, x1);
    const __m256i high_bottom = _mm256_unpackhi_epi8(x2, x3);
    return (channels_32){{
        _mm256_unpacklo_epi16(low_top, low_bottom),
        _mm256_unpackhi_epi16(low_top, low_bottom),
        _mm256_unpacklo_epi16(high_top, high_bottom),
        _mm256_unpackhi_epi16(high_top, high_bottom),
    }};
}

/*
 * The sums of one position; with constants for the extents of the filter its loops vanish. What has been interleaved serves all planes. `ready` are all its
 * weights, or NULL.
 */
ALWAYS_INLINE channels_32 sum_window(const depthwise_arguments *t, const uint8_t *block, const channels_32 *ready, channels_32 sums, int64_t offset,
    int32_t width, int32_t steps, int32_t planes)
{
    const int32_t plane_steps = width * steps;
    int32_t at = 0;
    for (int32_t fx = 0; fx < width; fx++)
    {
        for (int32_t step = 0; step < steps; step++, at++)
        {
            const channels_32 values = interleave(t->lines + 4 * step, offset + fx * t->tap_bytes);
            for (int32_t plane = 0; plane < planes; plane++)
            {
                const int32_t place = plane * plane_steps + at;
                const channels_32 weights = ready != NULL ? ready[place] : load_block(block + HEADER_BYTES + place * STEP_BYTES);
#pragma GCC unroll 4
                for (int i = 0; i < 4; i++)
                    sums.v[i] = _mm256_dpbusd_avx_epi32(sums.v[i], values.v[i], weights.v[i]);
            }
        }
    }
    return sums;
}

ALWAYS_INLINE void finish(const requantizer_256 q[4], output_range_256 range, channels_32 sums, int8_t *output, int32_t left, int kind)
{
#pragma GCC unroll 4
    for (int i = 0; i < 4; i++)
        sums.v[i] = requantize_256(&q[i], sums.v[i], kind);
    const __m256i low = _mm256_adds_epi16(_mm256_packs_epi32(sums.v[0], sums.v[1]), q[0].zero_point);
    const __m256i high = _mm256_adds_epi16(_mm256_packs_epi32(sums.v[2], sums.v[3]), q[0].zero_point);
    const __m256i bytes = cut_256(_mm256_packs_epi16(low, high), range);
    store_channels(output, _mm256_castsi256_si128(bytes), left);
    store_channels(output + 16, _mm256_extracti128_si256(bytes, 1), left - 16);
}

ALWAYS_INLINE void walk(const depthwise_arguments *t, int kind, int planes_of_3x3)
{
    const edgeconv_convolution *a = t->convolution;
    const edgeconv_window *w = &a->window;
    const output_range_256 range = output_range_256_of(a->output_min, a->output_max);
    const uint8_t *block = t->packed;
    for (int32_t channel = t->channel; channel < t->end; channel += BLOCK, block += t->block_bytes)
    {
        const channels_32 bias = load_block(block);
        channels_32 ready[2 * STEPS_OF_3X3];
        requantizer_256 q[4];
        for (int i = 0; i < STEPS_OF_3X3 * planes_of_3x3; i++)
            ready[i] = load_block(block + HEADER_BYTES + i * STEP_BYTES);
        for (int i = 0; i < 4; i++)
            q[i] = requantizer_256_of(load_channels(block + 4 * BLOCK, i), load_channels(block + 8 * BLOCK, i), a->output_zero_point, kind);
        int8_t *output = t->output + channel;
        int64_t offset = channel;
        for (int32_t x = 0; x < t->columns; x++, offset += t->column_bytes, output += w->output_channels)
        {
            const channels_32 sums = planes_of_3x3 > 0 ? sum_window(t, block, ready, bias, offset, 3, 1, planes_of_3x3)
                                                       : sum_window(t, block, NULL, bias, offset, w->filter_width, t->steps, t->planes);
            finish(q, range, sums, output, w->output_channels - channel, kind);
        }
    }
}

ALWAYS_INLINE void tile(const depthwise_arguments *t, int kind)
{
    const int is_3x3 = t->convolution->window.filter_width == 3 && t->steps == 1;
    if (is_3x3 && t->planes == 1)
        walk(t, kind, 1);
    else if (is_3x3 && t->planes == 2)
        walk(t, kind, 2);
    else
        walk(t, kind, 0);
}

DEPTHWISE_ENTRIES

static const depthwise_tile tile_kernel = {1, LAYOUT, DEPTHWISE_ENTRY_NAMES};

DEPTHWISE_KERNEL(edgeconv_depthwise_c32_avxvnni, "Depthwise_c32_AvxVnni_Native", "avx2 avx_vnni", tile_kernel, depthwise_refusal);
