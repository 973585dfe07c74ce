/* The definition: an accumulator as an output (tensorflow/lite/kernels/internal/common.cc; fixedpoint.h of gemmlowp). */
#ifndef EDGECONV_REQUANTIZE_SCALAR_H
#define EDGECONV_REQUANTIZE_SCALAR_H

#include <math.h>
#include <string.h>

#include "edgeconv.h"

/* value * multiplier / 2^31 * 2^shift, rounded twice: the product half up, then the right shift half away from zero. The multiplier is not negative. */
static inline int32_t multiply_by_quantized_multiplier(int32_t value, int32_t multiplier, int32_t shift)
{
    int32_t left = shift > 0 ? shift : 0;
    int32_t right = shift > 0 ? 0 : -shift;
    int32_t shifted = (int32_t)((uint32_t)value << left);
    int32_t scaled = (int32_t)(((int64_t)shifted * multiplier + ((int64_t)1 << 30)) >> 31);
    int32_t mask = (int32_t)(((int64_t)1 << right) - 1);
    int32_t threshold = (mask >> 1) + (scaled < 0);
    return (scaled >> right) + ((scaled & mask) > threshold);
}

/* value * factor in float32, rounded to the nearest integer, half to even, within 16 bits. */
static inline int32_t multiply_by_float(int32_t value, int32_t factor_bits)
{
    float factor;
    memcpy(&factor, &factor_bits, sizeof factor);
    float scaled = rintf((float)value * factor);
    return scaled < -32768.0f ? -32768 : scaled > 32767.0f ? 32767 : (int32_t)scaled;
}

static inline int8_t clamp_output(int64_t value, int32_t least, int32_t greatest)
{
    return (int8_t)(value < least ? least : value > greatest ? greatest : value);
}

#endif
