#include "packing.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void *allocate(int64_t bytes)
{
    size_t size = ((size_t)bytes + EDGECONV_SLACK + 63) / 64 * 64;
    void *memory = aligned_alloc(64, size);
    if (memory == NULL)
    {
        fprintf(stderr, "out of memory: %zu bytes\n", size);
        exit(1);
    }
    return memset(memory, 0, size);
}

typedef struct step_order
{
    int32_t taps;
    int32_t depth;
    int32_t steps; /* a tap */
} step_order;

static int32_t divide_up(int32_t value, int32_t divisor)
{
    return (value + divisor - 1) / divisor;
}

static step_order order_of(const edgeconv_layout *layout, const edgeconv_convolution *a, int is_depthwise)
{
    const edgeconv_window *w = &a->window;
    int32_t inputs = w->input_channels / a->groups;
    int32_t window = w->filter_height * w->filter_width;
    step_order order = {window, inputs, 0};
    if (is_depthwise)
        order = (step_order){w->filter_width, w->filter_height, 0};
    else if (window == 1 || (a->groups == 1 && inputs < 8 && w->dilation_width == 1))
        order = (step_order){1, window * inputs, 0};
    order.steps = divide_up(order.depth, layout->depth);
    return order;
}

/* Planes of depthwise weights, each within -127..127. */
static int32_t plane_count(const edgeconv_convolution *a)
{
    int32_t least = a->weight_zero_point == 0 ? a->least_weight : -128 - a->weight_zero_point;
    int32_t greatest = 127 - a->weight_zero_point;
    return divide_up(-least > greatest ? -least : greatest, 127);
}

static int32_t clamp(int32_t value, int32_t limit)
{
    return value < -limit ? -limit : value > limit ? limit : value;
}

uint8_t *pack_operands(const edgeconv_layout *layout, const edgeconv_convolution *a, int is_depthwise)
{
    const edgeconv_window *w = &a->window;
    step_order order = order_of(layout, a, is_depthwise);
    int32_t groups = is_depthwise ? 1 : a->groups;
    int32_t group_channels = w->output_channels / groups;
    int32_t blocks = divide_up(group_channels, layout->channels);
    int32_t planes = is_depthwise && layout->weight_bytes == 1 ? plane_count(a) : 1;
    int64_t plane_bytes = (int64_t)layout->channels * order.taps * order.steps * layout->depth * layout->weight_bytes;
    int64_t block_bytes = 12 * layout->channels + planes * plane_bytes;
    uint8_t *packed = allocate(groups * blocks * block_bytes);
    for (int32_t o = 0; o < w->output_channels; o++)
    {
        int32_t channel = o % group_channels;
        int32_t lane = channel % layout->channels;
        uint8_t *block = packed + (o / group_channels * blocks + channel / layout->channels) * block_bytes;
        uint32_t sum = 0;
        for (int32_t tap = 0; tap < order.taps; tap++)
        {
            for (int32_t i = 0; i < order.depth; i++)
            {
                int32_t weight = is_depthwise ? a->weights[(i * w->filter_width + tap) * w->output_channels + o]
                                              : a->weights[((int64_t)o * order.taps + tap) * order.depth + i];
                int64_t step = tap * order.steps + i / layout->depth;
                int64_t index = (step * layout->channels + lane) * layout->depth + i % layout->depth;
                uint8_t *place = block + 12 * layout->channels + index * layout->weight_bytes;
                int32_t rest = weight - a->weight_zero_point;
                sum += (uint32_t)rest;
                if (layout->weight_bytes == 2)
                {
                    int16_t wide = (int16_t)rest;
                    memcpy(place, &wide, sizeof wide);
                    continue;
                }
                if (!is_depthwise)
                    *place = (uint8_t)weight;
                for (int32_t plane = 0; is_depthwise && plane < planes; plane++, place += plane_bytes)
                {
                    *place = (uint8_t)clamp(rest, 127);
                    rest -= clamp(rest, 127);
                }
            }
        }
        uint32_t bias = (uint32_t)a->bias[o] - (uint32_t)(a->input_zero_point + layout->input_offset) * sum;
        memcpy(block + 4 * lane, &bias, 4);
        memcpy(block + 4 * (layout->channels + lane), &a->multipliers[o], 4);
        memcpy(block + 4 * (2 * layout->channels + lane), &a->shifts[o], 4);
    }
    return packed;
}
