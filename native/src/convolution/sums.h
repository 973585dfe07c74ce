/* Sums of values that lie one behind the other: sixteen bytes at a time where the processor adds them across. */
#ifndef EDGECONV_CONVOLUTION_SUMS_H
#define EDGECONV_CONVOLUTION_SUMS_H

#include "../inline.h"
#include "edgeconv.h"

#if defined(__SSE2__)
#include <emmintrin.h>
#elif defined(__ARM_NEON)
#include <arm_neon.h>
#endif

#if defined(__SSE2__) || defined(__ARM_NEON)
/* Sixteen bytes that end some way behind the middle keep as many values as lie before it. */
static const uint8_t keep_first[32] = {255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255};
#endif

/* Of unsigned bytes, behind which up to fifteen more can be read. */
ALWAYS_INLINE int32_t sum_unsigned(const uint8_t *values, int32_t count)
{
    int32_t i = 0;
#if defined(__SSE2__)
    __m128i sums = _mm_setzero_si128();
    for (; i + 16 <= count; i += 16)
        sums = _mm_add_epi32(sums, _mm_sad_epu8(_mm_loadu_si128((const __m128i *)(const void *)(values + i)), _mm_setzero_si128()));
    if (i < count)
    {
        const __m128i mask = _mm_loadu_si128((const __m128i *)(const void *)(keep_first + 16 - (count - i)));
        const __m128i rest = _mm_and_si128(_mm_loadu_si128((const __m128i *)(const void *)(values + i)), mask);
        sums = _mm_add_epi32(sums, _mm_sad_epu8(rest, _mm_setzero_si128()));
    }
    return _mm_cvtsi128_si32(_mm_add_epi32(sums, _mm_unpackhi_epi64(sums, sums)));
#elif defined(__ARM_NEON)
    uint32x4_t sums = vdupq_n_u32(0);
    for (; i + 16 <= count; i += 16)
        sums = vpadalq_u16(sums, vpaddlq_u8(vld1q_u8(values + i)));
    if (i < count)
        sums = vpadalq_u16(sums, vpaddlq_u8(vandq_u8(vld1q_u8(values + i), vld1q_u8(keep_first + 16 - (count - i)))));
    const uint64x2_t pairs = vpaddlq_u32(sums);
    return (int32_t)(vgetq_lane_u64(pairs, 0) + vgetq_lane_u64(pairs, 1));
#else
    int32_t sum = 0;
    for (; i < count; i++)
        sum += values[i];
    return sum;
#endif
}

/* Of signed bytes. */
ALWAYS_INLINE int32_t sum_signed(const int8_t *values, int32_t count)
{
    int32_t i = 0;
    int32_t sum = 0;
#if defined(__SSE2__)
    const __m128i sign = _mm_set1_epi8((char)0x80);
    __m128i sums = _mm_setzero_si128();
    for (; i + 16 <= count; i += 16)
    {
        const __m128i flipped = _mm_xor_si128(_mm_loadu_si128((const __m128i *)(const void *)(values + i)), sign);
        sums = _mm_add_epi32(sums, _mm_sad_epu8(flipped, _mm_setzero_si128()));
    }
    sum = _mm_cvtsi128_si32(_mm_add_epi32(sums, _mm_srli_si128(sums, 8))) - 128 * i;
#elif defined(__ARM_NEON)
    int32x4_t sums = vdupq_n_s32(0);
    for (; i + 16 <= count; i += 16)
        sums = vpadalq_s16(sums, vpaddlq_s8(vld1q_s8(values + i)));
    const int64x2_t pairs = vpaddlq_s32(sums);
    sum = (int32_t)(vgetq_lane_s64(pairs, 0) + vgetq_lane_s64(pairs, 1));
#endif
    for (; i < count; i++)
        sum += values[i];
    return sum;
}

/* Of 16-bit values that bytes were widened to, added in 32 bits. */
ALWAYS_INLINE int32_t sum_words(const int16_t *values, int32_t count)
{
    int32_t i = 0;
    int32_t sum = 0;
#if defined(__SSE2__)
    __m128i sums = _mm_setzero_si128();
    for (; i + 8 <= count; i += 8)
        sums = _mm_add_epi32(sums, _mm_madd_epi16(_mm_loadu_si128((const __m128i *)(const void *)(values + i)), _mm_set1_epi16(1)));
    sums = _mm_add_epi32(sums, _mm_srli_si128(sums, 8));
    sum = _mm_cvtsi128_si32(_mm_add_epi32(sums, _mm_srli_si128(sums, 4)));
#elif defined(__ARM_NEON)
    int32x4_t sums = vdupq_n_s32(0);
    for (; i + 8 <= count; i += 8)
        sums = vpadalq_s16(sums, vld1q_s16(values + i));
    const int64x2_t pairs = vpaddlq_s32(sums);
    sum = (int32_t)(vgetq_lane_s64(pairs, 0) + vgetq_lane_s64(pairs, 1));
#endif
    for (; i < count; i++)
        sum += values[i];
    return sum;
}

#endif
