/* Brings the input values of output positions into the order of the packed weights. */
#ifndef EDGECONV_CONVOLUTION_ROWS_H
#define EDGECONV_CONVOLUTION_ROWS_H

#include <string.h>

#include "tiling.h"

/*
 * Copies eight values at a time, up to seven too many: the next run, or zero weights, take care of them. A value of one byte gets the layout's input
 * offset of 128, if any, by flipping its top bit; 16-bit values are widened.
 */
static inline void copy_run(const int8_t *source, uint8_t *target, int32_t count, const convolution_tile *tile)
{
    const uint64_t flip = tile->layout.input_offset != 0 ? 0x8080808080808080u : 0;
    if (tile->value_bytes == 2)
    {
        int16_t *wide = (int16_t *)(void *)target;
        for (int32_t i = 0; i < count; i += 8)
        {
            for (int32_t j = 0; j < 8; j++)
                wide[i + j] = source[i + j];
        }
        return;
    }
    int32_t i = 0;
    for (; i < count - 24; i += 32)
    {
        uint64_t values[4];
        memcpy(values, source + i, sizeof values);
        for (int32_t j = 0; j < 4; j++)
            values[j] ^= flip;
        memcpy(target + i, values, sizeof values);
    }
    for (; i < count; i += 8)
    {
        uint64_t values;
        memcpy(&values, source + i, sizeof values);
        values ^= flip;
        memcpy(target + i, &values, sizeof values);
    }
}

/* One tap after the other, each filled up to whole steps with whatever lies there: the weights are zeros. */
static inline void gather_window(
    const edgeconv_convolution *a, const convolution_tiling *t, const convolution_tile *tile, const int8_t *picture, int32_t top, int32_t left, uint8_t *row)
{
    const edgeconv_window *w = &a->window;
    int32_t tap_bytes = t->steps * tile->layout.depth * tile->value_bytes;
    for (int32_t fy = 0; fy < w->filter_height; fy++)
    {
        int32_t y = top + fy * w->dilation_height;
        const int8_t *line = picture + (int64_t)y * w->input_width * w->input_channels;
        int is_inside = (uint32_t)y < (uint32_t)w->input_height;
        for (int32_t fx = 0; fx < w->filter_width; fx++, row += tap_bytes)
        {
            int32_t x = left + fx * w->dilation_width;
            int is_pixel = is_inside && (uint32_t)x < (uint32_t)w->input_width;
            copy_run(is_pixel ? line + (int64_t)x * w->input_channels : a->padding, row, t->depth, tile);
        }
    }
}

static inline void gather_runs(const edgeconv_convolution *a, const convolution_tile *tile, const int8_t *picture, int32_t top, int32_t left, uint8_t *row)
{
    const edgeconv_window *w = &a->window;
    int32_t channels = w->input_channels;
    int32_t width = w->filter_width;
    for (int32_t fy = 0; fy < w->filter_height; fy++, row += width * channels * tile->value_bytes)
    {
        int32_t y = top + fy * w->dilation_height;
        int is_inside = (uint32_t)y < (uint32_t)w->input_height;
        const int8_t *source = picture + ((int64_t)y * w->input_width + left) * channels;
        if (is_inside && left >= 0 && left + width <= w->input_width)
        {
            copy_run(source, row, width * channels, tile);
            continue;
        }
        for (int32_t fx = 0; fx < width; fx++)
        {
            int is_pixel = is_inside && (uint32_t)(left + fx) < (uint32_t)w->input_width;
            copy_run(is_pixel ? source + fx * channels : a->padding, row + fx * channels * tile->value_bytes, channels, tile);
        }
    }
}

/* The rows of a tile, one behind the other. */
static inline void gather_rows(const edgeconv_convolution *a, const convolution_tiling *t, const convolution_tile *tile, int32_t group, int32_t first,
    int32_t positions, uint8_t *rows, int64_t row_bytes)
{
    const edgeconv_window *w = &a->window;
    const int8_t *input = a->input + group * (w->input_channels / a->groups);
    if (t->source == ROWS_DENSE)
    {
        for (int32_t i = 0; i < positions; i++)
            copy_run(input + (int64_t)(first + i) * w->input_channels, rows + i * row_bytes, t->depth, tile);
        return;
    }
    int32_t line = first / w->output_width;
    int32_t x = first - line * w->output_width;
    int32_t batch = line / w->output_height;
    int32_t y = line - batch * w->output_height;
    int64_t picture_bytes = (int64_t)w->input_height * w->input_width * w->input_channels;
    for (int32_t i = 0; i < positions; i++)
    {
        const int8_t *picture = input + batch * picture_bytes;
        int32_t top = y * w->stride_height - w->pad_top;
        int32_t left = x * w->stride_width - w->pad_left;
        if (t->source == ROWS_WINDOW)
            gather_window(a, t, tile, picture, top, left, rows + i * row_bytes);
        else
            gather_runs(a, tile, picture, top, left, rows + i * row_bytes);
        if (++x == w->output_width)
        {
            x = 0;
            if (++y == w->output_height)
            {
                y = 0;
                batch++;
            }
        }
    }
}

/* The sum of the real values of a row. */
static inline int32_t sum_row(const convolution_tiling *t, const convolution_tile *tile, const uint8_t *row)
{
    int32_t flip = tile->layout.input_offset != 0 ? 0x80 : 0;
    int32_t sum = 0;
    for (int32_t tap = 0; tap < t->taps; tap++, row += t->steps * tile->layout.depth * tile->value_bytes)
    {
        if (tile->value_bytes == 2)
        {
            const int16_t *values = (const int16_t *)(const void *)row;
            for (int32_t i = 0; i < t->depth; i++)
                sum += values[i];
        }
        else
        {
            for (int32_t i = 0; i < t->depth; i++)
                sum += (int8_t)(row[i] ^ flip);
        }
    }
    return sum;
}

#endif
