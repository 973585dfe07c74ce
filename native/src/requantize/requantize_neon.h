/*
 * Accumulators to outputs on NEON, whose SQRDMULH is the reference's first rounding. The second, half away from zero, is SRSHL (half up) of the value less one
 * where it is negative.
 */
#ifndef EDGECONV_REQUANTIZE_NEON_H
#define EDGECONV_REQUANTIZE_NEON_H

#include <arm_neon.h>
#include <string.h>

#include "../convolution/tile.h"
#include "../inline.h"
#include "requantize_scalar.h"

ALWAYS_INLINE int32x4_t requantize_float_neon(int32x4_t values, const int32_t *factors)
{
#if defined(__aarch64__)
    return vcvtnq_s32_f32(vmulq_f32(vcvtq_f32_s32(values), vreinterpretq_f32_s32(vld1q_s32(factors))));
#else
    /* ARMv7 has no vector conversion that rounds to nearest. */
    int32_t lanes[4];
    vst1q_s32(lanes, values);
    for (int32_t i = 0; i < 4; i++)
        lanes[i] = multiply_by_float(lanes[i], factors[i]);
    return vld1q_s32(lanes);
#endif
}

/* Four accumulators of four channels, scaled and rounded; the zero point is not added. */
ALWAYS_INLINE int32x4_t requantize_neon(int32x4_t values, const int32_t *multipliers, const int32_t *shifts, int kind)
{
    if (kind == EDGECONV_FLOAT)
        return requantize_float_neon(values, multipliers);
    const int32x4_t shift = vld1q_s32(shifts);
    const int32x4_t multiplier = vld1q_s32(multipliers);
    if (kind == EDGECONV_EXACT_RIGHT_POSITIVE)
        return vrshlq_s32(vqrdmulhq_s32(values, multiplier), shift);
    if (kind == EDGECONV_EXACT_RIGHT)
        return vrshlq_s32(vsraq_n_s32(vqrdmulhq_s32(values, multiplier), values, 31), shift);
    const int32x4_t zero = vdupq_n_s32(0);
    const int32x4_t scaled = vqrdmulhq_s32(vshlq_s32(values, vmaxq_s32(shift, zero)), multiplier);
    const int32x4_t right = vminq_s32(shift, zero);
    return vrshlq_s32(vqaddq_s32(scaled, vshrq_n_s32(vandq_s32(scaled, right), 31)), right);
}

/* Eight accumulators of one position to outputs: zero point added, range cut, as many stored as there are channels left. */
ALWAYS_INLINE void finish_neon(
    const tile_arguments *t, int32x4_t low, int32x4_t high, const int32_t *multipliers, const int32_t *shifts, int8_t *output, int32_t left, int kind)
{
    low = requantize_neon(low, multipliers, shifts, kind);
    high = requantize_neon(high, multipliers + 4, shifts + 4, kind);
    const int16x8_t words = vqaddq_s16(vcombine_s16(vqmovn_s32(low), vqmovn_s32(high)), vdupq_n_s16((int16_t)t->output_zero_point));
    const int8x8_t bytes = vmax_s8(vmin_s8(vqmovn_s16(words), vdup_n_s8((int8_t)t->output_max)), vdup_n_s8((int8_t)t->output_min));
    if (left >= 8)
    {
        vst1_s8(output, bytes);
        return;
    }
    int8_t lanes[8];
    vst1_s8(lanes, bytes);
    for (int32_t i = 0; i < left; i++)
        output[i] = lanes[i];
}

#endif
