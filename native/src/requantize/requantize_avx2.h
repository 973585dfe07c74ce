/*
 * Accumulators to outputs, eight at a time; requantize_avx512.h says how the two roundings of the reference become one where all shifts go right. Where
 * negative values need no correction either, the doubling goes into the shift: floor(floor(u / 2^32) / 2^(r-1)) = floor(2 u / 2^32 / 2^r).
 */
#ifndef EDGECONV_REQUANTIZE_AVX2_H
#define EDGECONV_REQUANTIZE_AVX2_H

#include <immintrin.h>

#include "../inline.h"
#include "edgeconv.h"

/* The factors of eight channels. */
typedef struct requantizer_256
{
    __m256i multipliers;
    __m256i odd_multipliers;
    __m256i rounding;
    __m256i odd_rounding;
    __m256i shifts;
    /* In 16 bits; added after narrowing where it is not in the rounding constants. */
    __m256i zero_point;
} requantizer_256;

enum
{
    ODD_LANES = 0xAA,
};

ALWAYS_INLINE requantizer_256 requantizer_256_of(__m256i multipliers, __m256i shifts, int32_t zero_point, int kind)
{
    requantizer_256 q;
    const __m256i one = _mm256_set1_epi32(1);
    const __m256i nearest = _mm256_set1_epi64x((int64_t)1 << 30);
    q.multipliers = multipliers;
    q.odd_multipliers = _mm256_srli_epi64(multipliers, 32);
    q.shifts = shifts;
    q.rounding = q.odd_rounding = nearest;
    q.zero_point = _mm256_set1_epi16((short)zero_point);
    if (kind != EDGECONV_EXACT_RIGHT && kind != EDGECONV_EXACT_RIGHT_POSITIVE)
        return q;

    const __m256i right = _mm256_sub_epi32(_mm256_setzero_si256(), shifts);
    const __m256i less = _mm256_sub_epi32(right, one);
    const __m256i high = _mm256_add_epi32(_mm256_sllv_epi32(one, less), _mm256_sllv_epi32(_mm256_set1_epi32(zero_point), right));
    q.zero_point = _mm256_setzero_si256();
    if (kind == EDGECONV_EXACT_RIGHT)
    {
        const __m256i low = _mm256_add_epi64(nearest, nearest);
        q.shifts = right;
        q.rounding = _mm256_or_si256(_mm256_slli_epi64(high, 32), low);
        q.odd_rounding = _mm256_blend_epi32(low, high, ODD_LANES);
        return q;
    }
    /* high * 2^31, of 64 bits and signed, by two factors that 32 bits hold. */
    const __m256i even_half = _mm256_mul_epi32(high, nearest);
    const __m256i odd_half = _mm256_mul_epi32(_mm256_srli_epi64(high, 32), nearest);
    q.shifts = less;
    q.rounding = _mm256_add_epi64(_mm256_add_epi64(even_half, even_half), nearest);
    q.odd_rounding = _mm256_add_epi64(_mm256_add_epi64(odd_half, odd_half), nearest);
    return q;
}

ALWAYS_INLINE __m256i requantize_256(const requantizer_256 *q, __m256i values, int kind)
{
    if (kind == EDGECONV_FLOAT)
    {
        /* Out of range the conversion gives the most negative integer; what is greater than 16 bits is cut off first. */
        const __m256 scaled = _mm256_mul_ps(_mm256_cvtepi32_ps(values), _mm256_castsi256_ps(q->multipliers));
        return _mm256_cvtps_epi32(_mm256_min_ps(scaled, _mm256_set1_ps(32767.0f)));
    }

    const __m256i zero = _mm256_setzero_si256();
    __m256i shifted = values;
    if (kind == EDGECONV_EXACT)
        shifted = _mm256_sllv_epi32(values, _mm256_max_epi32(q->shifts, zero));
    else if (kind == EDGECONV_EXACT_RIGHT)
        shifted = _mm256_add_epi32(values, values);
    const __m256i even = _mm256_add_epi64(_mm256_mul_epi32(shifted, q->multipliers), q->rounding);
    const __m256i odd = _mm256_add_epi64(_mm256_mul_epi32(_mm256_srli_epi64(shifted, 32), q->odd_multipliers), q->odd_rounding);
    if (kind == EDGECONV_EXACT)
    {
        const __m256i one = _mm256_set1_epi32(1);
        const __m256i right = _mm256_max_epi32(_mm256_sub_epi32(zero, q->shifts), zero);
        const __m256i scaled = _mm256_blend_epi32(_mm256_srli_epi64(even, 31), _mm256_add_epi64(odd, odd), ODD_LANES);
        const __m256i mask = _mm256_sub_epi32(_mm256_sllv_epi32(one, right), one);
        const __m256i threshold = _mm256_sub_epi32(_mm256_srli_epi32(mask, 1), _mm256_srai_epi32(scaled, 31));
        const __m256i rounds_up = _mm256_cmpgt_epi32(_mm256_and_si256(scaled, mask), threshold);
        return _mm256_sub_epi32(_mm256_srav_epi32(scaled, right), rounds_up);
    }

    __m256i scaled = _mm256_blend_epi32(_mm256_srli_epi64(even, 32), odd, ODD_LANES);
    if (kind == EDGECONV_EXACT_RIGHT)
        scaled = _mm256_add_epi32(scaled, _mm256_srai_epi32(values, 31));
    return _mm256_srav_epi32(scaled, q->shifts);
}

/* The range that outputs are cut to. */
typedef struct output_range_256
{
    __m256i least;
    __m256i greatest;
} output_range_256;

ALWAYS_INLINE output_range_256 output_range_256_of(int32_t least, int32_t greatest)
{
    return (output_range_256){_mm256_set1_epi8((char)least), _mm256_set1_epi8((char)greatest)};
}

ALWAYS_INLINE __m256i cut_256(__m256i bytes, output_range_256 range)
{
    return _mm256_max_epi8(_mm256_min_epi8(bytes, range.greatest), range.least);
}

/* Sixteen channels, or as many as there are left. */
ALWAYS_INLINE void store_channels(int8_t *output, __m128i bytes, int32_t left)
{
    if (left >= 16)
    {
        _mm_storeu_si128((__m128i *)(void *)output, bytes);
        return;
    }
    int8_t lanes[16];
    _mm_storeu_si128((__m128i *)(void *)lanes, bytes);
    for (int32_t i = 0; i < left; i++)
        output[i] = lanes[i];
}

#endif
