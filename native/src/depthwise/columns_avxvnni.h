/* What the AVX-VNNI depthwise kernels share: sixteen channels of a column of four filter rows, interleaved byte by byte, are operands of two VPDPBUSD. */
#ifndef EDGECONV_DEPTHWISE_COLUMNS_AVXVNNI_H
#define EDGECONV_DEPTHWISE_COLUMNS_AVXVNNI_H

#include "output_avx2.h"

/* clang-format off */
#define LAYOUT {16, 4, 128}
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

/* What padding looks like, interleaved. */
ALWAYS_INLINE channels_16 interleaved_padding(const edgeconv_convolution *a)
{
    const __m256i padding = _mm256_set1_epi8((char)(a->input_zero_point + 128));
    return (channels_16){padding, padding};
}

ALWAYS_INLINE channels_16 add_products(channels_16 sums, channels_16 values, channels_16 weights)
{
    return (channels_16){
        _mm256_dpbusd_avx_epi32(sums.first, values.first, weights.first),
        _mm256_dpbusd_avx_epi32(sums.second, values.second, weights.second),
    };
}

#endif
