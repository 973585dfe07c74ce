/* Brings the input values of output positions into the order of the packed weights. */
#ifndef EDGECONV_CONVOLUTION_ROWS_H
#define EDGECONV_CONVOLUTION_ROWS_H

#include <string.h>

#include "../inline.h"
#include "sums.h"
#include "tiling.h"

/* Values that copying may write behind a run. */
enum
{
    COPY_SLACK = 16,
};

/* Bytes wherever they lie: vectors, for which compilers need no copy on the stack. */
typedef uint8_t bytes_16 __attribute__((vector_size(16), aligned(1), may_alias));
typedef uint8_t bytes_32 __attribute__((vector_size(32), aligned(1), may_alias));

/*
 * Copies sixteen values at a time, up to fifteen too many: the next run, or zero weights, take care of them. A value of one byte gets the layout's input
 * offset of 128, if any, by flipping its top bit; 16-bit values are widened.
 */
ALWAYS_INLINE void copy_run(const int8_t *source, uint8_t *target, int32_t count, const convolution_tile *tile)
{
    int32_t i = 0;
    if (tile->value_bytes == 2)
    {
        int16_t *wide = (int16_t *)(void *)target;
        for (; i < count; i += 16)
        {
            int8_t values[16];
            memcpy(values, source + i, sizeof values);
            for (int32_t j = 0; j < 16; j++)
                wide[i + j] = values[j];
        }
        return;
    }
    const uint8_t flip = tile->layout.input_offset != 0 ? 0x80 : 0;
    for (; i < count - 16; i += 32)
        *(bytes_32 *)(void *)(target + i) = *(const bytes_32 *)(const void *)(source + i) ^ flip;
    if (i < count)
        *(bytes_16 *)(void *)(target + i) = *(const bytes_16 *)(const void *)(source + i) ^ flip;
}

/*
 * One tap after the other, each filled up to whole steps with whatever lies there: the weights are zeros. Where taps need no filling, the pixels under a filter
 * row, all inside the picture or none, are one run.
 */
ALWAYS_INLINE void gather_window(
    const edgeconv_convolution *a, const convolution_tiling *t, const convolution_tile *tile, const int8_t *picture, int32_t top, int32_t left, uint8_t *row)
{
    const edgeconv_window *w = &a->window;
    const int32_t tap_values = t->steps * tile->layout.depth;
    const int32_t tap_bytes = tap_values * tile->value_bytes;
    const int is_dense = w->dilation_width == 1 && w->input_channels == tap_values && w->filter_width <= w->input_width;
    const int are_inside = left >= 0 && left + w->filter_width <= w->input_width;
    for (int32_t fy = 0; fy < w->filter_height; fy++)
    {
        const int32_t y = top + fy * w->dilation_height;
        const int8_t *line = picture + (int64_t)y * w->input_width * w->input_channels;
        const int is_inside = (uint32_t)y < (uint32_t)w->input_height;
        if (is_dense && (are_inside || !is_inside))
        {
            copy_run(is_inside ? line + (int64_t)left * w->input_channels : a->padding, row, w->filter_width * tap_values, tile);
            row += w->filter_width * tap_bytes;
            continue;
        }
        for (int32_t fx = 0; fx < w->filter_width; fx++, row += tap_bytes)
        {
            const int32_t x = left + fx * w->dilation_width;
            const int is_pixel = is_inside && (uint32_t)x < (uint32_t)w->input_width;
            copy_run(is_pixel ? line + (int64_t)x * w->input_channels : a->padding, row, t->depth, tile);
        }
    }
}

/* A filter row of few values of each of some positions; those of the next filter row are written over what is too much. */
ALWAYS_INLINE void copy_runs(const int8_t *source, int64_t step, uint8_t *row, int64_t row_bytes, int32_t positions, int32_t count, const convolution_tile *tile)
{
    const uint8_t *end = row + positions * row_bytes;
    if (count <= 16)
    {
        for (; row != end; row += row_bytes, source += step)
            copy_run(source, row, 16, tile);
        return;
    }
    for (; row != end; row += row_bytes, source += step)
        copy_run(source, row, count, tile);
}

/* A filter row of one position, pixel by pixel, padding where there is none. */
ALWAYS_INLINE void copy_across_border(const edgeconv_convolution *a, const convolution_tile *tile, const int8_t *line, int is_inside, int32_t left, uint8_t *row)
{
    const edgeconv_window *w = &a->window;
    const int32_t channels = w->input_channels;
    for (int32_t x = left; x < left + w->filter_width; x++, row += channels * tile->value_bytes)
    {
        const int is_pixel = is_inside && (uint32_t)x < (uint32_t)w->input_width;
        copy_run(is_pixel ? line + x * channels : a->padding, row, channels, tile);
    }
}

/* Positions of one output row, from column x on: filter row by filter row, the pixels under it of one position after the other. */
ALWAYS_INLINE void gather_runs(const edgeconv_convolution *a, const convolution_tile *tile, const int8_t *picture, int32_t top, int32_t x, int32_t positions,
    uint8_t *rows, int64_t row_bytes)
{
    const edgeconv_window *w = &a->window;
    const int32_t channels = w->input_channels;
    const int32_t count = w->filter_width * channels;
    const int32_t left = x * w->stride_width - w->pad_left;
    const int32_t room = w->input_width - w->filter_width - left;
    /* The positions from `first` to before `end` have all their columns in the picture. */
    int32_t first = left >= 0 ? 0 : divide_up(-left, w->stride_width);
    int32_t end = room < 0 ? 0 : room / w->stride_width + 1;
    first = first < positions ? first : positions;
    end = end > positions ? positions : end > first ? end : first;
    for (int32_t fy = 0; fy < w->filter_height; fy++, rows += count * tile->value_bytes)
    {
        const int32_t y = top + fy * w->dilation_height;
        const int is_inside = (uint32_t)y < (uint32_t)w->input_height;
        const int8_t *line = picture + (int64_t)y * w->input_width * channels;
        for (int32_t i = 0; i < first; i++)
            copy_across_border(a, tile, line, is_inside, left + i * w->stride_width, rows + i * row_bytes);
        if (is_inside)
            copy_runs(line + (left + first * w->stride_width) * channels, (int64_t)w->stride_width * channels, rows + first * row_bytes, row_bytes, end - first, count, tile);
        for (int32_t i = is_inside ? end : first; i < positions; i++)
            copy_across_border(a, tile, line, is_inside, left + i * w->stride_width, rows + i * row_bytes);
    }
}

/* The rows of a tile, one behind the other. */
ALWAYS_INLINE void gather_rows(
    const edgeconv_convolution *a, const convolution_tiling *t, const convolution_tile *tile, int32_t group, int32_t first, uint8_t *rows, int64_t row_bytes)
{
    const edgeconv_window *w = &a->window;
    const int8_t *input = a->input + group * (w->input_channels / a->groups);
    const int32_t positions = tile_height(t, first);
    if (t->source == ROWS_DENSE)
    {
        for (int32_t i = 0; i < positions; i++)
            copy_run(input + (int64_t)(first + i) * w->input_channels, rows + i * row_bytes, t->depth, tile);
        return;
    }
    int32_t line = first / w->output_width;
    int32_t x = first - line * w->output_width;
    const int64_t picture_bytes = (int64_t)w->input_height * w->input_width * w->input_channels;
    for (int32_t i = 0; i < positions; line++, x = 0)
    {
        const int32_t batch = line / w->output_height;
        const int8_t *picture = input + batch * picture_bytes;
        const int32_t top = (line - batch * w->output_height) * w->stride_height - w->pad_top;
        const int32_t in_line = positions - i < w->output_width - x ? positions - i : w->output_width - x;
        uint8_t *row = rows + i * row_bytes;
        i += in_line;
        if (t->source == ROWS_RUNS)
        {
            gather_runs(a, tile, picture, top, x, in_line, row, row_bytes);
            continue;
        }
        for (; x < w->output_width && row < rows + i * row_bytes; x++, row += row_bytes)
            gather_window(a, t, tile, picture, top, x * w->stride_width - w->pad_left, row);
    }
}

/* The sum of a row's values as they are multiplied, the input offset included. */
ALWAYS_INLINE int32_t sum_row(const convolution_tiling *t, const convolution_tile *tile, const uint8_t *row)
{
    int32_t sum = 0;
    for (int32_t tap = 0; tap < t->taps; tap++, row += t->steps * tile->layout.depth * tile->value_bytes)
    {
        if (tile->value_bytes == 2)
            sum += sum_words((const int16_t *)(const void *)row, t->depth);
        else if (tile->layout.input_offset != 0)
            sum += sum_unsigned(row, t->depth);
        else
            sum += sum_signed((const int8_t *)row, t->depth);
    }
    return sum;
}

#endif
