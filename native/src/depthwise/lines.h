/*
 * Input lines with their padding, in a thread's own memory: a kernel then walks along lines without asking where the picture ends. A line is made once and
 * stays until the ring of lines comes round to its place. With more output than input channels each input channel is repeated. Where there is nothing to add,
 * lines are those of the picture.
 */
#ifndef EDGECONV_DEPTHWISE_LINES_H
#define EDGECONV_DEPTHWISE_LINES_H

#include <string.h>

#include "edgeconv.h"

typedef struct depthwise_lines
{
    int8_t *padding;
    int8_t *ring;
    int32_t *held; /* the input row at each place of the ring, counted through the batch; -1: none */
    int64_t line_bytes;
    int64_t bytes; /* of all of it */
    int32_t columns;
    int32_t span;
    int is_in_place;
} depthwise_lines;

/* Lays them out, for a kernel that looks at so many lines at a time. Memory may be NULL, to learn how many bytes it takes. */
static inline depthwise_lines depthwise_lines_of(const edgeconv_convolution *a, int32_t line_count, uint8_t *memory)
{
    enum
    {
        CACHE_LINE = 64,
        READ_AHEAD = 64, /* what a kernel may read behind a line */
    };
    const edgeconv_window *w = &a->window;
    const int64_t columns = (int64_t)(w->output_width - 1) * w->stride_width + (int64_t)(w->filter_width - 1) * w->dilation_width + 1;
    const int64_t span = (int64_t)(line_count - 1) * w->dilation_height + 1;
    depthwise_lines l;
    l.is_in_place = w->pad_left == 0 && columns <= w->input_width && w->input_channels == w->output_channels;
    /* An odd number of cache lines, so that lines do not fall into the same cache set. */
    l.line_bytes = ((columns * w->output_channels + READ_AHEAD + CACHE_LINE - 1) / CACHE_LINE | 1) * CACHE_LINE;
    l.columns = (int32_t)columns;
    l.span = l.is_in_place ? 0 : (int32_t)span;
    l.bytes = (l.line_bytes * (l.span + 1) + l.span * (int64_t)sizeof(int32_t) + CACHE_LINE - 1) / CACHE_LINE * CACHE_LINE;
    l.padding = (int8_t *)memory;
    l.ring = l.padding + (memory == NULL ? 0 : l.line_bytes);
    l.held = memory == NULL ? NULL : (int32_t *)(void *)(l.ring + l.span * l.line_bytes);
    return l;
}

/* Forgets all lines and makes the one of padding. */
static inline void clear_lines(const depthwise_lines *l, const edgeconv_convolution *a)
{
    memset(l->padding, a->input_zero_point, (size_t)l->line_bytes);
    for (int32_t i = 0; i < l->span; i++)
        l->held[i] = -1;
}

/* Every value as often as there are outputs of its channel, eight bytes at a time, what is too much being written over. */
static inline void repeat_channels(int8_t *line, const int8_t *source, int64_t count, int32_t times)
{
    for (int64_t i = 0; i < count; i++, line += times)
    {
        const uint64_t eight = (uint8_t)source[i] * 0x0101010101010101u;
        for (int32_t j = 0; j < times; j += 8)
            memcpy(line + j, &eight, sizeof eight);
    }
}

static inline void fill_line(const depthwise_lines *l, const edgeconv_convolution *a, const int8_t *source, int8_t *line)
{
    const edgeconv_window *w = &a->window;
    const int32_t left = w->pad_left < l->columns ? w->pad_left : l->columns;
    const int32_t inside = l->columns - left < w->input_width ? l->columns - left : w->input_width;
    int8_t *pixels = line + (int64_t)left * w->output_channels;
    if (w->input_channels == w->output_channels)
        memcpy(pixels, source, (size_t)((int64_t)inside * w->input_channels));
    else
        repeat_channels(pixels, source, (int64_t)inside * w->input_channels, w->output_channels / w->input_channels);
    memset(line, a->input_zero_point, (size_t)(pixels - line));
    memset(pixels + (int64_t)inside * w->output_channels, a->input_zero_point, (size_t)((int64_t)(l->columns - left - inside) * w->output_channels));
}

/* The line of an input row, which may lie outside the picture. */
static inline const int8_t *line_at(const depthwise_lines *l, const edgeconv_convolution *a, int32_t batch, int32_t row)
{
    const edgeconv_window *w = &a->window;
    if ((uint32_t)row >= (uint32_t)w->input_height)
        return l->padding;
    const int32_t number = batch * w->input_height + row;
    const int8_t *source = a->input + (int64_t)number * w->input_width * w->input_channels;
    if (l->is_in_place)
        return source;
    const int32_t place = row % l->span;
    int8_t *line = l->ring + place * l->line_bytes;
    if (l->held[place] != number)
    {
        l->held[place] = number;
        fill_line(l, a, source, line);
    }
    return line;
}

#endif
