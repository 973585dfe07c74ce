/*
 * Accumulators to outputs, sixteen at a time. The two roundings of the reference, half up and then half away from zero, are one where all shifts go right:
 *
 *   floor((floor((v m + 2^30) / 2^31) + 2^(r-1) - (v < 0)) / 2^r) = floor((2 v m + 2^31 + 2^32 (2^(r-1) - (v < 0))) / 2^32 / 2^r)
 *
 * so the rounding constant of the second goes into the 64-bit sum of the first, and so does zero_point * 2^r. The high halves of the doubled products
 * are 32-bit lanes already. x64 multiplies 32 by 32 bits in the even lanes only.
 */
#ifndef EDGECONV_REQUANTIZE_AVX512_H
#define EDGECONV_REQUANTIZE_AVX512_H

#include <immintrin.h>

#include "../inline.h"
#include "edgeconv.h"

/* The factors of sixteen channels. */
typedef struct requantizer_512
{
    __m512i multipliers;
    __m512i odd_multipliers;
    __m512i rounding;
    __m512i odd_rounding;
    __m512i shifts;
    /* In 16 bits; added after narrowing where it is not in the rounding constants. */
    __m512i zero_point;
} requantizer_512;

ALWAYS_INLINE requantizer_512 requantizer_512_of(const int32_t *multipliers, const int32_t *shifts, int32_t zero_point, int kind)
{
    requantizer_512 q;
    const __m512i one = _mm512_set1_epi32(1);
    q.multipliers = _mm512_loadu_si512(multipliers);
    q.odd_multipliers = _mm512_srli_epi64(q.multipliers, 32);
    q.shifts = _mm512_loadu_si512(shifts);
    q.rounding = q.odd_rounding = _mm512_set1_epi64((int64_t)1 << 30);
    q.zero_point = _mm512_set1_epi16((short)zero_point);
    if (kind == EDGECONV_EXACT_RIGHT || kind == EDGECONV_EXACT_RIGHT_POSITIVE)
    {
        q.shifts = _mm512_sub_epi32(_mm512_setzero_si512(), q.shifts);
        const __m512i half = _mm512_sllv_epi32(one, _mm512_sub_epi32(q.shifts, one));
        const __m512i high = _mm512_add_epi32(half, _mm512_sllv_epi32(_mm512_set1_epi32(zero_point), q.shifts));
        const __m512i low = _mm512_set1_epi64((int64_t)1 << 31);
        q.rounding = _mm512_or_si512(_mm512_slli_epi64(high, 32), low);
        q.odd_rounding = _mm512_mask_blend_epi32(0xAAAA, low, high);
        q.zero_point = _mm512_setzero_si512();
    }
    return q;
}

ALWAYS_INLINE __m512i requantize_512(const requantizer_512 *q, __m512i values, int kind)
{
    if (kind == EDGECONV_FLOAT)
    {
        /* Out of range the conversion gives the most negative integer; what is greater than 16 bits is cut off first. */
        __m512 scaled = _mm512_mul_ps(_mm512_cvtepi32_ps(values), _mm512_castsi512_ps(q->multipliers));
        return _mm512_cvtps_epi32(_mm512_min_ps(scaled, _mm512_set1_ps(32767.0f)));
    }

    const __m512i zero = _mm512_setzero_si512();
    const __m512i left = kind == EDGECONV_EXACT ? _mm512_max_epi32(q->shifts, zero) : _mm512_set1_epi32(1);
    const __m512i shifted = kind == EDGECONV_EXACT ? _mm512_sllv_epi32(values, left) : _mm512_add_epi32(values, values);
    const __m512i even = _mm512_add_epi64(_mm512_mul_epi32(shifted, q->multipliers), q->rounding);
    const __m512i odd = _mm512_add_epi64(_mm512_mul_epi32(_mm512_srli_epi64(shifted, 32), q->odd_multipliers), q->odd_rounding);
    if (kind == EDGECONV_EXACT)
    {
        const __m512i right = _mm512_max_epi32(_mm512_sub_epi32(zero, q->shifts), zero);
        const __m512i scaled = _mm512_mask_blend_epi32(0xAAAA, _mm512_srli_epi64(even, 31), _mm512_add_epi64(odd, odd));
        const __m512i mask = _mm512_sub_epi32(_mm512_sllv_epi32(_mm512_set1_epi32(1), right), _mm512_set1_epi32(1));
        const __m512i threshold = _mm512_sub_epi32(_mm512_srli_epi32(mask, 1), _mm512_srai_epi32(scaled, 31));
        const __mmask16 rounds_up = _mm512_cmpgt_epi32_mask(_mm512_and_si512(scaled, mask), threshold);
        const __m512i floor = _mm512_srav_epi32(scaled, right);
        return _mm512_mask_add_epi32(floor, rounds_up, floor, _mm512_set1_epi32(1));
    }

    __m512i scaled = _mm512_mask_shuffle_epi32(odd, 0x5555, even, _MM_PERM_DDBB);
    /* Where outputs stop at the zero point, the correction of negative values shows nowhere. */
    if (kind == EDGECONV_EXACT_RIGHT)
        scaled = _mm512_add_epi32(scaled, _mm512_srai_epi32(values, 31));
    return _mm512_srav_epi32(scaled, q->shifts);
}

#endif
