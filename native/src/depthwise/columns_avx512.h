/* What the AVX-512 depthwise kernels share: sixteen channels of a column of four filter rows, interleaved byte by byte, are the operand of one VPDPBUSD. */
#ifndef EDGECONV_DEPTHWISE_COLUMNS_AVX512_H
#define EDGECONV_DEPTHWISE_COLUMNS_AVX512_H

#include "../requantize/requantize_avx512.h"
#include "driver.h"

/* clang-format off */
#define LAYOUT {16, 4, 128, 1}
/* clang-format on */

enum
{
    BLOCK = 16,
    HEADER_BYTES = 3 * BLOCK * 4,
    STEP_BYTES = BLOCK * 4,
};

/* Where in four rows of sixteen channels each byte of the interleaved vector comes from. */
static const uint8_t interleaved_order[64] = {0, 16, 32, 48, 1, 17, 33, 49, 2, 18, 34, 50, 3, 19, 35, 51, 4, 20, 36, 52, 5, 21, 37, 53, 6, 22, 38, 54, 7, 23,
    39, 55, 8, 24, 40, 56, 9, 25, 41, 57, 10, 26, 42, 58, 11, 27, 43, 59, 12, 28, 44, 60, 13, 29, 45, 61, 14, 30, 46, 62, 15, 31, 47, 63};

/* Four lines at an offset, made unsigned. */
ALWAYS_INLINE __m512i interleave(const int8_t *const *lines, int64_t offset)
{
    const __m512i top = _mm512_castsi128_si512(_mm_loadu_si128((const __m128i *)(const void *)(lines[0] + offset)));
    const __m512i two = _mm512_inserti32x4(top, _mm_loadu_si128((const __m128i *)(const void *)(lines[1] + offset)), 1);
    const __m512i three = _mm512_inserti32x4(two, _mm_loadu_si128((const __m128i *)(const void *)(lines[2] + offset)), 2);
    const __m512i four = _mm512_inserti32x4(three, _mm_loadu_si128((const __m128i *)(const void *)(lines[3] + offset)), 3);
    return _mm512_permutexvar_epi8(_mm512_loadu_si512(interleaved_order), _mm512_xor_si512(four, _mm512_set1_epi8((char)0x80)));
}

/* Sixteen channels of one position: scaled, range cut, stored as far as there are channels. */
ALWAYS_INLINE void finish_512(const edgeconv_convolution *a, const requantizer_512 *q, __m512i sums, int8_t *output, __mmask16 channels, int kind)
{
    /* Where the zero point is not in the rounding constants it is added when the sum cannot overflow any more. */
    const int32_t zero_point = kind == EDGECONV_EXACT || kind == EDGECONV_FLOAT ? a->output_zero_point : 0;
    __m512i values = requantize_512(q, sums, kind);
    values = _mm512_max_epi32(_mm512_min_epi32(values, _mm512_set1_epi32(a->output_max - zero_point)), _mm512_set1_epi32(a->output_min - zero_point));
    if (zero_point != 0)
        values = _mm512_add_epi32(values, _mm512_set1_epi32(zero_point));
    _mm_mask_storeu_epi8(output, channels, _mm512_cvtepi32_epi8(values));
}

ALWAYS_INLINE __mmask16 channel_mask(int32_t left)
{
    return left >= BLOCK ? 0xFFFF : (__mmask16)((1u << left) - 1);
}

#endif
