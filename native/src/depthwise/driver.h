/*
 * Walks a depthwise convolution by output rows; where there are so few that threads could not share them evenly, by parts of their columns. Included into each
 * kernel's file, so that it is compiled for that kernel's instruction set.
 */
#ifndef EDGECONV_DEPTHWISE_DRIVER_H
#define EDGECONV_DEPTHWISE_DRIVER_H

#include <stddef.h>

#include "../inline.h"
#include "../kernels.h"
#include "lines.h"

/* A row of output positions, or two, or a part of their columns; of whole blocks of channels. */
typedef struct depthwise_arguments
{
    const edgeconv_convolution *convolution;
    /*
     * Where the first position's window begins in the input line of each filter row (for two output rows: one more). Behind the last are pointers enough for
     * filter rows to be taken as many at a time as the layout is deep.
     */
    const int8_t **lines;
    /* From position to position, and from tap to tap of a filter row. */
    int64_t column_bytes;
    int64_t tap_bytes;
    int8_t *output;
    /* From output row to output row. */
    int64_t output_row_bytes;
    /* Output rows: 1 or 2. */
    int32_t rows;
    int32_t columns;
    /* The channels from one up to another, and their first block. */
    int32_t channel;
    int32_t end;
    const uint8_t *packed;
    /* Of these blocks: those behind are zeros. */
    int32_t planes;
    /* Packed steps a filter column. */
    int32_t steps;
    int64_t block_bytes;
} depthwise_arguments;

typedef void (*depthwise_entry)(const depthwise_arguments *);

/* A tile kernel: constant, and compiled into the driver. */
typedef struct depthwise_tile
{
    /* Output rows at a time: 1, or 2 where stride and dilation are 1. */
    int32_t rows;
    edgeconv_layout layout;
    /* By edgeconv_requantization. */
    depthwise_entry entries[4];
} depthwise_tile;

/* Planes of packed weights, each within -127..127; weights of two bytes need one. */
static inline int32_t plane_count(const edgeconv_convolution *a, int32_t weight_bytes)
{
    if (weight_bytes > 1)
        return 1;
    int32_t least = a->weight_zero_point == 0 ? a->least_weight : -128 - a->weight_zero_point;
    int32_t greatest = 127 - a->weight_zero_point;
    return ((-least > greatest ? -least : greatest) + 126) / 127;
}

/* How many of a block's planes there are up to the last that is not all zeros: where weights are asymmetric few pass 127. */
static inline int32_t planes_of_block(const uint8_t *block, const depthwise_tile *tile, int64_t plane_bytes, int32_t planes)
{
    const uint8_t *weights = block + 12 * tile->layout.channels;
    for (; planes > 1; planes--)
    {
        const uint8_t *plane = weights + (planes - 1) * plane_bytes;
        uint8_t any = 0;
        for (int64_t i = 0; i < plane_bytes; i++)
            any |= plane[i];
        if (any != 0)
            break;
    }
    return planes;
}

static inline int32_t row_groups(const edgeconv_convolution *a, const depthwise_tile *tile)
{
    return (a->window.output_height + tile->rows - 1) / tile->rows;
}

/* Parts that the columns of a row group are shared out in. */
static inline int32_t column_parts(const edgeconv_convolution *a, const depthwise_tile *tile)
{
    enum
    {
        MANY_UNITS = 16,
        FEWEST_COLUMNS = 3,
    };
    const int32_t groups = a->window.batches * row_groups(a, tile);
    const int32_t most = a->window.output_width / FEWEST_COLUMNS;
    const int32_t wanted = groups == 0 ? 1 : (MANY_UNITS + groups - 1) / groups;
    return most < 1 ? 1 : wanted < most ? wanted : most;
}

static inline int32_t depthwise_units(const edgeconv_convolution *a, const depthwise_tile *tile)
{
    return a->window.batches * row_groups(a, tile) * column_parts(a, tile);
}

static inline int32_t line_count(const edgeconv_convolution *a, const depthwise_tile *tile)
{
    return a->window.filter_height + tile->rows - 1;
}

static inline int32_t depthwise_scratch(const edgeconv_convolution *a, const depthwise_tile *tile)
{
    const int32_t count = line_count(a, tile);
    return (int32_t)depthwise_lines_of(a, count, NULL).bytes + (count + tile->layout.depth) * (int32_t)sizeof(int8_t *);
}

/* Strides and dilation come from a stranger's file. */
static inline const char *depthwise_refusal(const edgeconv_convolution *a)
{
    const edgeconv_window *w = &a->window;
    const double columns = (w->output_width - 1.0) * w->stride_width + (w->filter_width - 1.0) * w->dilation_width + 1;
    const double lines = (double)w->filter_height * w->dilation_height + 2;
    return (columns + 128) * w->output_channels * lines > 1 << 28 ? "its lines with their padding would take too much memory" : NULL;
}

/* Of the kernels for two output rows of 3x3 filters. */
static inline const char *depthwise_refusal_of_2x3x3(const edgeconv_convolution *a)
{
    const edgeconv_window *w = &a->window;
    if (w->filter_height != 3 || w->filter_width != 3)
        return "needs 3x3 filters";
    if (w->stride_height != 1 || w->stride_width != 1 || w->dilation_height != 1 || w->dilation_width != 1)
        return "needs stride and dilation 1";
    return depthwise_refusal(a);
}

/* Of those of them whose weights are bytes. */
static inline const char *depthwise_refusal_of_2x3x3_bytes(const edgeconv_convolution *a)
{
    return plane_count(a, 1) > 2 ? "needs at most two planes of weights" : depthwise_refusal_of_2x3x3(a);
}

/* Of those for 3x3 filters whose positions share a column. */
static inline const char *depthwise_refusal_of_3x3s2(const edgeconv_convolution *a)
{
    const edgeconv_window *w = &a->window;
    if (w->filter_height != 3 || w->filter_width != 3)
        return "needs 3x3 filters";
    if (w->stride_width != 2 || w->dilation_width != 1)
        return "needs horizontal stride 2 and dilation 1";
    return depthwise_refusal(a);
}

/* Of those of them whose weights are bytes. */
static inline const char *depthwise_refusal_of_3x3s2_bytes(const edgeconv_convolution *a)
{
    return plane_count(a, 1) > 2 ? "needs at most two planes of weights" : depthwise_refusal_of_3x3s2(a);
}

/* Of the kernels for two output rows of 5x5 filters. */
static inline const char *depthwise_refusal_of_2x5x5(const edgeconv_convolution *a)
{
    const edgeconv_window *w = &a->window;
    if (w->filter_height != 5 || w->filter_width != 5)
        return "needs 5x5 filters";
    if (w->stride_height != 1 || w->dilation_height != 1)
        return "needs vertical stride and dilation 1";
    return depthwise_refusal(a);
}

ALWAYS_INLINE void depthwise_run(const edgeconv_convolution *a, int32_t begin, int32_t end, uint8_t *scratch, const depthwise_tile *tile)
{
    const edgeconv_window *w = &a->window;
    const int32_t groups = row_groups(a, tile);
    const int32_t parts = column_parts(a, tile);
    const int32_t count = line_count(a, tile);
    const depthwise_lines lines = depthwise_lines_of(a, count, scratch);
    const depthwise_entry entry = tile->entries[a->requantization];
    depthwise_arguments arguments = {
        .convolution = a,
        .lines = (const int8_t **)(void *)(scratch + lines.bytes),
        .column_bytes = (int64_t)w->stride_width * w->output_channels,
        .tap_bytes = (int64_t)w->dilation_width * w->output_channels,
        .output_row_bytes = (int64_t)w->output_width * w->output_channels,
        .steps = (w->filter_height + tile->layout.depth - 1) / tile->layout.depth,
    };
    const int32_t planes = plane_count(a, tile->layout.weight_bytes);
    const int64_t plane_bytes = (int64_t)tile->layout.channels * w->filter_width * arguments.steps * tile->layout.depth * tile->layout.weight_bytes;
    arguments.block_bytes = 12 * tile->layout.channels + planes * plane_bytes;
    clear_lines(&lines, a);
    for (int32_t unit = begin; unit < end;)
    {
        const int32_t group = unit / parts;
        const int32_t last = end < (group + 1) * parts ? end : (group + 1) * parts;
        const int32_t x = (int32_t)((int64_t)w->output_width * (unit - group * parts) / parts);
        const int32_t right = (int32_t)((int64_t)w->output_width * (last - group * parts) / parts);
        const int32_t batch = group / groups;
        const int32_t y = (group - batch * groups) * tile->rows;
        const int32_t top = y * w->stride_height - w->pad_top;
        unit = last;
        for (int32_t i = 0; i < count; i++)
            arguments.lines[i] = line_at(&lines, a, batch, top + i * w->dilation_height) + x * arguments.column_bytes;
        for (int32_t i = 0; i < tile->layout.depth; i++)
            arguments.lines[count + i] = arguments.lines[count - 1];
        arguments.output = a->output + (((int64_t)batch * w->output_height + y) * w->output_width + x) * w->output_channels;
        arguments.rows = w->output_height - y < tile->rows ? w->output_height - y : tile->rows;
        arguments.columns = right - x;
        for (int32_t channel = 0; channel < w->output_channels; channel = arguments.end)
        {
            const uint8_t *block = a->packed + channel / tile->layout.channels * arguments.block_bytes;
            arguments.channel = channel;
            arguments.packed = block;
            arguments.planes = planes_of_block(block, tile, plane_bytes, planes);
            do
            {
                arguments.end = channel += tile->layout.channels;
                block += arguments.block_bytes;
            } while (channel < w->output_channels && planes_of_block(block, tile, plane_bytes, planes) == arguments.planes);
            entry(&arguments);
        }
    }
}

/* The entries of a tile kernel, from one inline function: tile(arguments, requantization). In the order of edgeconv_requantization. */
#define DEPTHWISE_ENTRIES                                                                                                                                      \
    static void run_exact(const depthwise_arguments *t)                                                                                                        \
    {                                                                                                                                                          \
        tile(t, EDGECONV_EXACT);                                                                                                                               \
    }                                                                                                                                                          \
    static void run_exact_right(const depthwise_arguments *t)                                                                                                  \
    {                                                                                                                                                          \
        tile(t, EDGECONV_EXACT_RIGHT);                                                                                                                         \
    }                                                                                                                                                          \
    static void run_exact_right_positive(const depthwise_arguments *t)                                                                                         \
    {                                                                                                                                                          \
        tile(t, EDGECONV_EXACT_RIGHT_POSITIVE);                                                                                                                \
    }                                                                                                                                                          \
    static void run_float(const depthwise_arguments *t)                                                                                                        \
    {                                                                                                                                                          \
        tile(t, EDGECONV_FLOAT);                                                                                                                               \
    }
#define DEPTHWISE_ENTRY_NAMES                                                                                                                                  \
    {                                                                                                                                                          \
        run_exact, run_exact_right, run_exact_right_positive, run_float                                                                                        \
    }

/* The descriptor of a kernel and its functions. LAYOUT is that of the tile, which C does not take for a constant. */
#define DEPTHWISE_KERNEL(symbol, kernel_name, features, tile, refusal)                                                                                         \
    static int32_t units(const edgeconv_convolution *a)                                                                                                        \
    {                                                                                                                                                          \
        return depthwise_units(a, &(tile));                                                                                                                    \
    }                                                                                                                                                          \
    static int32_t scratch_bytes(const edgeconv_convolution *a)                                                                                                \
    {                                                                                                                                                          \
        return depthwise_scratch(a, &(tile));                                                                                                                  \
    }                                                                                                                                                          \
    static void run(const edgeconv_convolution *a, int32_t begin, int32_t end, uint8_t *scratch)                                                               \
    {                                                                                                                                                          \
        depthwise_run(a, begin, end, scratch, &(tile));                                                                                                        \
    }                                                                                                                                                          \
    const edgeconv_kernel symbol = {kernel_name, features, LAYOUT, units, scratch_bytes, refusal, run}

#endif
