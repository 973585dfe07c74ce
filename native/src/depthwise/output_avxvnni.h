/* What the depthwise kernels of thirty-two channels share: vector i has channels 4 i to 4 i + 3 and, in its upper half, those sixteen on, which packs put in order again. */
#ifndef EDGECONV_DEPTHWISE_OUTPUT_AVXVNNI_H
#define EDGECONV_DEPTHWISE_OUTPUT_AVXVNNI_H

#include "../requantize/requantize_avx2.h"
#include "driver.h"

enum
{
    BLOCK = 32,
    HEADER_BYTES = 3 * BLOCK * 4,
    STEP_BYTES = BLOCK * 4,
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

/* Four lines at an offset, byte by byte within each half of a vector, so that four VPDPBUSD sum them. */
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

ALWAYS_INLINE channels_32 add_products(channels_32 sums, channels_32 values, channels_32 weights)
{
#pragma GCC unroll 4
    for (int i = 0; i < 4; i++)
        sums.v[i] = _mm256_dpbusd_avx_epi32(sums.v[i], values.v[i], weights.v[i]);
    return sums;
}

/* How the sums of a block of channels become outputs. */
typedef struct block_output
{
    requantizer_256 requantizers[4];
    output_range_256 range;
    int32_t left; /* channels */
} block_output;

ALWAYS_INLINE block_output block_output_of(const edgeconv_convolution *a, const uint8_t *block, int32_t channel, int kind)
{
    block_output o = {.range = output_range_256_of(a->output_min, a->output_max), .left = a->window.output_channels - channel};
    for (int i = 0; i < 4; i++)
        o.requantizers[i] = requantizer_256_of(load_channels(block + 4 * BLOCK, i), load_channels(block + 8 * BLOCK, i), a->output_zero_point, kind);
    return o;
}

/* One position, from sums to memory. */
ALWAYS_INLINE void finish_channels(const block_output *o, channels_32 sums, int8_t *output, int kind)
{
#pragma GCC unroll 4
    for (int i = 0; i < 4; i++)
        sums.v[i] = requantize_256(&o->requantizers[i], sums.v[i], kind);
    const __m256i zero_point = o->requantizers[0].zero_point;
    const __m256i low = _mm256_adds_epi16(_mm256_packs_epi32(sums.v[0], sums.v[1]), zero_point);
    const __m256i high = _mm256_adds_epi16(_mm256_packs_epi32(sums.v[2], sums.v[3]), zero_point);
    const __m256i bytes = cut_256(_mm256_packs_epi16(low, high), o->range);
    store_channels(output, _mm256_castsi256_si128(bytes), o->left);
    store_channels(output + 16, _mm256_extracti128_si256(bytes, 1), o->left - 16);
}

#endif
