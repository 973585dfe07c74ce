#include "random_convolution.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "packing.h"

/* splitmix64 (Steele, Lea, Flood 2014). */
static uint64_t next(uint64_t *state)
{
    uint64_t z = *state += 0x9E3779B97F4A7C15u;
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
    z = (z ^ z >> 27) * 0x94D049BB133111EBu;
    return z ^ z >> 31;
}

/* In [least, limit). */
static int32_t between(uint64_t *state, int32_t least, int32_t limit)
{
    return least + (int32_t)(next(state) % (uint64_t)((int64_t)limit - least));
}

static int one_in(uint64_t *state, int32_t count)
{
    return between(state, 0, count) == 0;
}

int64_t weight_count(const edgeconv_convolution *a, int is_depthwise)
{
    const edgeconv_window *w = &a->window;
    return (int64_t)w->output_channels * w->filter_height * w->filter_width * (is_depthwise ? 1 : w->input_channels / a->groups);
}

int32_t least_weight_of(const edgeconv_convolution *a, int is_depthwise)
{
    int32_t least = 0;
    for (int64_t i = 0; i < weight_count(a, is_depthwise); i++)
        least = a->weights[i] < least ? a->weights[i] : least;
    return least;
}

int32_t requantization_of(const edgeconv_convolution *a, int is_depthwise)
{
    int32_t channels = a->window.output_channels;
    int64_t count = weight_count(a, is_depthwise) / channels;
    int64_t low = llabs(-128 - (int64_t)a->input_zero_point);
    int64_t high = llabs(127 - (int64_t)a->input_zero_point);
    for (int32_t channel = 0; channel < channels; channel++)
    {
        int64_t sum = 0;
        for (int64_t i = 0; i < count; i++)
            sum += llabs((int64_t)a->weights[is_depthwise ? i * channels + channel : channel * count + i] - a->weight_zero_point);
        if (llabs((int64_t)a->bias[channel]) + sum * (low > high ? low : high) >= 1 << 30 || a->shifts[channel] < -22 || a->shifts[channel] > -1 ||
            a->multipliers[channel] < 1 << 30)
            return EDGECONV_EXACT;
    }
    return a->output_min >= a->output_zero_point ? EDGECONV_EXACT_RIGHT_POSITIVE : EDGECONV_EXACT_RIGHT;
}

const int8_t *padding_of(const edgeconv_convolution *a)
{
    int64_t count = (int64_t)a->window.input_width * a->window.input_channels;
    return memset(allocate(count), a->input_zero_point, (size_t)count);
}

static int32_t extent(uint64_t *s)
{
    return one_in(s, 4) ? between(s, 1, 150) : between(s, 1, 40);
}

static edgeconv_window random_window(uint64_t *s, int is_depthwise, int32_t groups)
{
    int is_pointwise = !is_depthwise && one_in(s, 3);
    int is_square = is_depthwise && one_in(s, 2);
    int32_t side = one_in(s, 2) ? 5 : 3;
    edgeconv_window w;
    w.batches = between(s, 1, 3);
    w.input_height = between(s, 1, 12);
    w.input_width = between(s, 1, 14);
    w.input_channels = groups * extent(s);
    w.output_channels = is_depthwise ? w.input_channels * (one_in(s, 4) ? between(s, 2, 4) : 1) : groups * extent(s);
    w.filter_height = is_pointwise ? 1 : is_square ? side : between(s, 1, 6);
    w.filter_width = is_pointwise ? 1 : is_square ? side : between(s, 1, 6);
    w.stride_height = is_pointwise && one_in(s, 2) ? 1 : is_square ? between(s, 1, 3) : between(s, 1, 4);
    w.stride_width = is_pointwise && one_in(s, 2) ? 1 : is_square ? w.stride_height : between(s, 1, 4);
    int is_dilated = !is_square || one_in(s, 2);
    w.dilation_height = is_dilated && one_in(s, 3) ? between(s, 1, 4) : 1;
    w.dilation_width = is_dilated && one_in(s, 3) ? between(s, 1, 4) : 1;
    int32_t span_height = (w.filter_height - 1) * w.dilation_height + 1;
    int32_t span_width = (w.filter_width - 1) * w.dilation_width + 1;
    w.pad_top = between(s, 0, span_height);
    w.pad_left = between(s, 0, span_width);
    int32_t rows = (w.input_height + w.pad_top + between(s, 0, span_height) - span_height) / w.stride_height + 1;
    int32_t columns = (w.input_width + w.pad_left + between(s, 0, span_width) - span_width) / w.stride_width + 1;
    w.output_height = rows > 1 ? rows : 1;
    w.output_width = columns > 1 ? columns : 1;
    return w;
}

static int8_t *random_bytes(uint64_t *s, int64_t count, int32_t least, int only_extremes)
{
    int8_t *values = allocate(count);
    for (int64_t i = 0; i < count; i++)
        values[i] = (int8_t)(only_extremes ? (one_in(s, 2) ? -128 : 127) : between(s, least, 128));
    return values;
}

edgeconv_convolution random_convolution(uint64_t seed, int is_depthwise)
{
    uint64_t state = seed * 0x2545F4914F6CDD1Du + 1;
    uint64_t *s = &state;
    int32_t groups = is_depthwise || !one_in(s, 8) ? 1 : between(s, 2, 4);
    edgeconv_convolution a = {.window = random_window(s, is_depthwise, groups), .groups = groups};
    const edgeconv_window *w = &a.window;
    if (is_depthwise)
        a.groups = w->input_channels;
    int32_t weights = between(s, 0, 4);
    a.weights = random_bytes(s, weight_count(&a, is_depthwise), weights == 0 ? -128 : -127, weights == 1);
    a.input = random_bytes(s, (int64_t)w->batches * w->input_height * w->input_width * w->input_channels, -128, one_in(s, 4));
    a.input_zero_point = between(s, -128, 128);
    a.weight_zero_point = one_in(s, 3) ? between(s, -128, 128) : 0;
    a.output_zero_point = between(s, -128, 128);
    a.output_min = one_in(s, 3) ? a.output_zero_point : one_in(s, 3) ? between(s, -128, 0) : -128;
    a.output_max = one_in(s, 3) ? between(s, a.output_min, 128) : 127;

    int32_t factors = between(s, 0, 5);
    double depth = (double)weight_count(&a, is_depthwise) / w->output_channels;
    double scale = log2(depth) / 2 + 6;
    int32_t *bias = allocate(w->output_channels * 4);
    int32_t *multipliers = allocate(w->output_channels * 4);
    int32_t *shifts = allocate(w->output_channels * 4);
    for (int32_t o = 0; o < w->output_channels; o++)
    {
        bias[o] = factors == 0 ? (int32_t)(uint32_t)next(s) : between(s, -20000, 20000);
        multipliers[o] = factors == 0 && one_in(s, 4) ? 0 : one_in(s, 3) ? 1 << 30 : between(s, 1 << 30, INT32_MAX);
        int32_t right = (int32_t)fmin(fmax(scale + between(s, -1, 3), 1), 22);
        shifts[o] = factors == 0 ? between(s, -31, 31) : factors == 1 ? between(s, -3, 2) : -right;
    }
    a.bias = bias;
    a.multipliers = multipliers;
    a.shifts = shifts;
    a.padding = padding_of(&a);
    a.least_weight = least_weight_of(&a, is_depthwise);
    a.requantization = requantization_of(&a, is_depthwise);
    if (one_in(s, 5))
    {
        a.requantization = EDGECONV_FLOAT;
        for (int32_t o = 0; o < w->output_channels; o++)
        {
            float factor = (float)(exp2(-scale) * (0.5 + (double)between(s, 0, 1 << 20) / (1 << 20)));
            memcpy(&multipliers[o], &factor, sizeof factor);
        }
    }
    return a;
}

void free_operands(edgeconv_convolution *a)
{
    free((void *)a->input);
    free((void *)a->weights);
    free((void *)a->bias);
    free((void *)a->multipliers);
    free((void *)a->shifts);
    free((void *)a->padding);
}

void print_convolution(const edgeconv_convolution *a)
{
    const edgeconv_window *w = &a->window;
    printf(
        "%dx%dx%dx%d -> %dx%dx%d, filter %dx%d, stride %dx%d, dilation %dx%d, padding %d,%d, groups %d, zero points %d %d %d, range %d..%d, requantization %d, "
        "least weight %d\n",
        w->batches, w->input_height, w->input_width, w->input_channels, w->output_height, w->output_width, w->output_channels, w->filter_height,
        w->filter_width, w->stride_height, w->stride_width, w->dilation_height, w->dilation_width, w->pad_top, w->pad_left, a->groups, a->input_zero_point,
        a->weight_zero_point, a->output_zero_point, a->output_min, a->output_max, a->requantization, a->least_weight);
}
