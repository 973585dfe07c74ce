/*
 * Accumulators to outputs on NEON, whose SQRDMULH is the reference's first rounding. The second, half away from zero, is SRSHL (half up) of the value less one
 * where it is negative.
 */
#ifndef EDGECONV_REQUANTIZE_NEON_H
#define EDGECONV_REQUANTIZE_NEON_H

#include <arm_neon.h>
#include <string.h>

#include "../inline.h"
#include "requantize_scalar.h"

/* The factors of eight channels, and the range of outputs. */
typedef struct requantizer_neon
{
    int32x4_t multipliers[2];
    int32x4_t shifts[2];
    int16x8_t zero_point;
    int8x16_t least;
    int8x16_t greatest;
} requantizer_neon;

ALWAYS_INLINE requantizer_neon requantizer_neon_of(
    const int32_t *multipliers, const int32_t *shifts, int32_t zero_point, int32_t output_min, int32_t output_max)
{
    return (requantizer_neon){
        {vld1q_s32(multipliers), vld1q_s32(multipliers + 4)},
        {vld1q_s32(shifts), vld1q_s32(shifts + 4)},
        vdupq_n_s16((int16_t)zero_point),
        vdupq_n_s8((int8_t)output_min),
        vdupq_n_s8((int8_t)output_max),
    };
}

ALWAYS_INLINE int32x4_t requantize_float_neon(int32x4_t values, int32x4_t factors)
{
#if defined(__aarch64__)
    return vcvtnq_s32_f32(vmulq_f32(vcvtq_f32_s32(values), vreinterpretq_f32_s32(factors)));
#else
    /* ARMv7 has no vector conversion that rounds to nearest. */
    int32_t lanes[4];
    int32_t bits[4];
    vst1q_s32(lanes, values);
    vst1q_s32(bits, factors);
    for (int32_t i = 0; i < 4; i++)
        lanes[i] = multiply_by_float(lanes[i], bits[i]);
    return vld1q_s32(lanes);
#endif
}

/* Four accumulators of four channels, scaled and rounded; the zero point is not added. */
ALWAYS_INLINE int32x4_t requantize_neon(int32x4_t values, int32x4_t multiplier, int32x4_t shift, int kind)
{
    if (kind == EDGECONV_FLOAT)
        return requantize_float_neon(values, multiplier);
    if (kind == EDGECONV_EXACT_RIGHT_POSITIVE)
        return vrshlq_s32(vqrdmulhq_s32(values, multiplier), shift);
    if (kind == EDGECONV_EXACT_RIGHT)
        return vrshlq_s32(vsraq_n_s32(vqrdmulhq_s32(values, multiplier), values, 31), shift);
    const int32x4_t zero = vdupq_n_s32(0);
    const int32x4_t scaled = vqrdmulhq_s32(vshlq_s32(values, vmaxq_s32(shift, zero)), multiplier);
    const int32x4_t right = vminq_s32(shift, zero);
    return vrshlq_s32(vqaddq_s32(scaled, vshrq_n_s32(vandq_s32(scaled, right), 31)), right);
}

/* Eight accumulators to 16 bits, zero point added. */
ALWAYS_INLINE int16x8_t scale_neon(const requantizer_neon *q, int32x4_t low, int32x4_t high, int kind)
{
    low = requantize_neon(low, q->multipliers[0], q->shifts[0], kind);
    high = requantize_neon(high, q->multipliers[1], q->shifts[1], kind);
    return vqaddq_s16(vcombine_s16(vqmovn_s32(low), vqmovn_s32(high)), q->zero_point);
}

/* Eight channels, or as many as there are left. */
ALWAYS_INLINE void store_neon(int8_t *output, int8x8_t bytes, int32_t left)
{
    if (left >= 8)
    {
        vst1_s8(output, bytes);
        return;
    }
    uint64_t lanes = vget_lane_u64(vreinterpret_u64_s8(bytes), 0);
    for (int32_t size = 4; size > 0; size /= 2)
    {
        if ((left & size) == 0)
            continue;
        memcpy(output, &lanes, (size_t)size);
        output += size;
        lanes >>= 8 * size;
    }
}

/* Eight accumulators of one position to outputs: zero point added, range cut, as many stored as there are channels left. */
ALWAYS_INLINE void finish_neon(const requantizer_neon *q, int32x4_t low, int32x4_t high, int8_t *output, int32_t left, int kind)
{
    const int8x8_t bytes = vqmovn_s16(scale_neon(q, low, high, kind));
    store_neon(output, vmax_s8(vmin_s8(bytes, vget_low_s8(q->greatest)), vget_low_s8(q->least)), left);
}

/* Those of two positions, the first's in the lower half. */
ALWAYS_INLINE int8x16_t narrow_two_neon(const requantizer_neon *q, const int32x4_t first[2], const int32x4_t second[2], int kind)
{
    const int16x8_t words = scale_neon(q, first[0], first[1], kind);
    const int16x8_t second_words = scale_neon(q, second[0], second[1], kind);
    return vmaxq_s8(vminq_s8(vcombine_s8(vqmovn_s16(words), vqmovn_s16(second_words)), q->greatest), q->least);
}

ALWAYS_INLINE void store_two_neon(int8_t *output, int64_t position_bytes, int8x16_t bytes, int32_t left)
{
    store_neon(output, vget_low_s8(bytes), left);
    store_neon(output + position_bytes, vget_high_s8(bytes), left);
}

ALWAYS_INLINE void finish_two_neon(
    const requantizer_neon *q, const int32x4_t first[2], const int32x4_t second[2], int8_t *output, int64_t position_bytes, int32_t left, int kind)
{
    store_two_neon(output, position_bytes, narrow_two_neon(q, first, second, kind), left);
}

/* Sixteen channels of one position, the factors of the first eight and of the others. */
ALWAYS_INLINE void finish_wide_neon(const requantizer_neon q[2], const int32x4_t sums[4], int8_t *output, int32_t left, int kind)
{
    const int16x8_t low = scale_neon(&q[0], sums[0], sums[1], kind);
    const int16x8_t high = scale_neon(&q[1], sums[2], sums[3], kind);
    const int8x16_t bytes = vmaxq_s8(vminq_s8(vcombine_s8(vqmovn_s16(low), vqmovn_s16(high)), q->greatest), q->least);
    if (left >= 16)
    {
        vst1q_s8(output, bytes);
        return;
    }
    store_neon(output, vget_low_s8(bytes), left);
    if (left > 8)
        store_neon(output + 8, vget_high_s8(bytes), left - 8);
}

#endif
