#include "oracle.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* SaturatingRoundingDoublingHighMul of gemmlowp, with its truncating division. */
static int32_t doubling_high_multiply(int32_t a, int32_t b)
{
    if (a == INT32_MIN && b == INT32_MIN)
        return INT32_MAX;
    int64_t product = (int64_t)a * b;
    int64_t nudge = product >= 0 ? (int64_t)1 << 30 : 1 - ((int64_t)1 << 30);
    return (int32_t)((product + nudge) / ((int64_t)1 << 31));
}

/* value / 2^exponent, to the nearest, half away from zero. */
static int32_t rounding_divide(int32_t value, int32_t exponent)
{
    int64_t magnitude = llabs((int64_t)value);
    int64_t half = exponent == 0 ? 0 : (int64_t)1 << (exponent - 1);
    int64_t quotient = (magnitude + half) >> exponent;
    return (int32_t)(value < 0 ? -quotient : quotient);
}

static int8_t output_of(const edgeconv_convolution *a, int32_t sum, int32_t channel)
{
    int64_t scaled;
    if (a->requantization == EDGECONV_FLOAT)
    {
        float factor;
        memcpy(&factor, &a->multipliers[channel], sizeof factor);
        scaled = llrintf((float)sum * factor);
    }
    else
    {
        int32_t shift = a->shifts[channel];
        int32_t left = (int32_t)((uint32_t)sum << (shift > 0 ? shift : 0));
        scaled = rounding_divide(doubling_high_multiply(left, a->multipliers[channel]), shift < 0 ? -shift : 0);
    }
    int64_t value = scaled + a->output_zero_point;
    return (int8_t)(value < a->output_min ? a->output_min : value > a->output_max ? a->output_max : value);
}

static int32_t sum_of(const edgeconv_convolution *a, int is_depthwise, int32_t batch, int32_t y, int32_t x, int32_t o)
{
    const edgeconv_window *w = &a->window;
    int32_t inputs = w->input_channels / a->groups;
    int32_t first = o / (w->output_channels / a->groups) * inputs;
    /* The reference adds up in 32 bits and overflows; here by unsigned arithmetic, which may. */
    uint32_t sum = (uint32_t)a->bias[o];
    for (int32_t fy = 0; fy < w->filter_height; fy++)
    {
        for (int32_t fx = 0; fx < w->filter_width; fx++)
        {
            int32_t row = y * w->stride_height - w->pad_top + fy * w->dilation_height;
            int32_t column = x * w->stride_width - w->pad_left + fx * w->dilation_width;
            if (row < 0 || row >= w->input_height || column < 0 || column >= w->input_width)
                continue;
            const int8_t *pixel = a->input + ((int64_t)(batch * w->input_height + row) * w->input_width + column) * w->input_channels + first;
            for (int32_t i = 0; i < inputs; i++)
            {
                int32_t tap = fy * w->filter_width + fx;
                int32_t weight =
                    is_depthwise ? a->weights[tap * w->output_channels + o] : a->weights[(o * w->filter_height * w->filter_width + tap) * inputs + i];
                sum += (uint32_t)((pixel[i] - a->input_zero_point) * (weight - a->weight_zero_point));
            }
        }
    }
    return (int32_t)sum;
}

void oracle_convolution(const edgeconv_convolution *a, int is_depthwise)
{
    const edgeconv_window *w = &a->window;
    int8_t *output = a->output;
    for (int32_t batch = 0; batch < w->batches; batch++)
    {
        for (int32_t y = 0; y < w->output_height; y++)
        {
            for (int32_t x = 0; x < w->output_width; x++)
            {
                for (int32_t o = 0; o < w->output_channels; o++)
                    *output++ = output_of(a, sum_of(a, is_depthwise, batch, y, x, o), o);
            }
        }
    }
}
