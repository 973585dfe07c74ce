/* What the depthwise kernels on 256-bit vectors share: sixteen channels are two vectors, channels 0-3 and 8-11, and 4-7 and 12-15, as packs want them. */
#ifndef EDGECONV_DEPTHWISE_OUTPUT_AVX2_H
#define EDGECONV_DEPTHWISE_OUTPUT_AVX2_H

#include "../requantize/requantize_avx2.h"
#include "driver.h"

enum
{
    BLOCK = 16,
    HEADER_BYTES = 3 * BLOCK * 4,
};

/* Sixteen channels, 32 bits each. */
typedef struct channels_16
{
    __m256i first;  /* 0-3, 8-11 */
    __m256i second; /* 4-7, 12-15 */
} channels_16;

/* Sixteen times 32 bits that lie in order. */
ALWAYS_INLINE channels_16 load_channels(const uint8_t *memory)
{
    const __m128i *quarters = (const __m128i *)(const void *)memory;
    return (channels_16){
        _mm256_inserti128_si256(_mm256_castsi128_si256(_mm_loadu_si128(quarters)), _mm_loadu_si128(quarters + 2), 1),
        _mm256_inserti128_si256(_mm256_castsi128_si256(_mm_loadu_si128(quarters + 1)), _mm_loadu_si128(quarters + 3), 1),
    };
}

/* How the sums of a block of channels become outputs. */
typedef struct block_output
{
    requantizer_256 first;
    requantizer_256 second;
    output_range_256 range;
    int32_t left; /* channels */
} block_output;

ALWAYS_INLINE block_output block_output_of(const edgeconv_convolution *a, const uint8_t *block, int32_t channel, int kind)
{
    const channels_16 multipliers = load_channels(block + 4 * BLOCK);
    const channels_16 shifts = load_channels(block + 8 * BLOCK);
    return (block_output){
        requantizer_256_of(multipliers.first, shifts.first, a->output_zero_point, kind),
        requantizer_256_of(multipliers.second, shifts.second, a->output_zero_point, kind),
        output_range_256_of(a->output_min, a->output_max),
        a->window.output_channels - channel,
    };
}

/* Sixteen channels in 16 bits: 0-7 and 8-15. */
ALWAYS_INLINE __m256i scale_channels(const block_output *o, channels_16 sums, int kind)
{
    const __m256i words = _mm256_packs_epi32(requantize_256(&o->first, sums.first, kind), requantize_256(&o->second, sums.second, kind));
    return _mm256_adds_epi16(words, o->first.zero_point);
}

/* Two positions, to bytes: the upper one's in the lower half. */
ALWAYS_INLINE __m256i narrow_channels(const block_output *o, channels_16 upper, channels_16 lower, int kind)
{
    const __m256i bytes = _mm256_packs_epi16(scale_channels(o, upper, kind), scale_channels(o, lower, kind));
    return cut_256(_mm256_permute4x64_epi64(bytes, 0xD8), o->range);
}

/* One position, from sums to memory. */
ALWAYS_INLINE void finish_channels(const block_output *o, channels_16 sums, int8_t *output, int kind)
{
    const __m256i words = scale_channels(o, sums, kind);
    const __m256i bytes = _mm256_permute4x64_epi64(_mm256_packs_epi16(words, words), 0xD8);
    store_channels(output, _mm256_castsi256_si128(cut_256(bytes, o->range)), o->left);
}

#endif
