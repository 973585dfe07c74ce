/* Walks a depthwise convolution by output rows. Included into each kernel's file, so that it is compiled for that kernel's instruction set. */
#ifndef EDGECONV_DEPTHWISE_DRIVER_H
#define EDGECONV_DEPTHWISE_DRIVER_H

#include <stddef.h>

#include "../inline.h"
#include "../kernels.h"

/* One row of output positions, or two, all channels. */
typedef struct depthwise_arguments
{
    const edgeconv_convolution *convolution;
    /*
     * The first pixel of the input line of each filter row (for two output rows: one more), or of padding. Behind the last are pointers enough for
     * filter rows to be taken as many at a time as the layout is deep.
     */
    const int8_t **lines;
    int8_t *output;
    /* Output rows: 1 or 2. */
    int32_t rows;
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

/* Planes of packed weights, each within -127..127. */
static inline int32_t plane_count(const edgeconv_convolution *a)
{
    int32_t least = a->weight_zero_point == 0 ? a->least_weight : -128 - a->weight_zero_point;
    int32_t greatest = 127 - a->weight_zero_point;
    return ((-least > greatest ? -least : greatest) + 126) / 127;
}

static inline int32_t row_groups(const edgeconv_convolution *a, const depthwise_tile *tile)
{
    return (a->window.output_height + tile->rows - 1) / tile->rows;
}

static inline int32_t depthwise_units(const edgeconv_convolution *a, const depthwise_tile *tile)
{
    return a->window.batches * row_groups(a, tile);
}

static inline int32_t depthwise_scratch(const edgeconv_convolution *a, const depthwise_tile *tile)
{
    return (a->window.filter_height + tile->rows + tile->layout.depth) * (int32_t)sizeof(int8_t *);
}

static inline const char *depthwise_refusal(const edgeconv_convolution *a)
{
    return a->window.output_channels != a->window.input_channels ? "needs one output channel an input channel" : NULL;
}

/* Of the kernels for two output rows of 3x3 filters. */
static inline const char *depthwise_refusal_of_2x3x3(const edgeconv_convolution *a)
{
    const edgeconv_window *w = &a->window;
    if (w->filter_height != 3 || w->filter_width != 3)
        return "needs 3x3 filters";
    if (w->stride_height != 1 || w->stride_width != 1 || w->dilation_height != 1 || w->dilation_width != 1)
        return "needs stride and dilation 1";
    return plane_count(a) > 1 ? "needs one plane of weights" : depthwise_refusal(a);
}

ALWAYS_INLINE void depthwise_run(const edgeconv_convolution *a, int32_t begin, int32_t end, uint8_t *scratch, const depthwise_tile *tile)
{
    const edgeconv_window *w = &a->window;
    const int32_t groups = row_groups(a, tile);
    const int32_t line_count = w->filter_height + tile->rows - 1;
    const int64_t line_bytes = (int64_t)w->input_width * w->input_channels;
    const depthwise_entry entry = tile->entries[a->requantization];
    depthwise_arguments arguments = {
        .convolution = a,
        .lines = (const int8_t **)(void *)scratch,
        .planes = plane_count(a),
        .steps = (w->filter_height + tile->layout.depth - 1) / tile->layout.depth,
    };
    arguments.block_bytes = (int64_t)tile->layout.channels * (12 + (int64_t)arguments.planes * w->filter_width * arguments.steps * tile->layout.depth);
    for (int32_t unit = begin; unit < end; unit++)
    {
        const int32_t batch = unit / groups;
        const int32_t y = (unit - batch * groups) * tile->rows;
        const int32_t top = y * w->stride_height - w->pad_top;
        for (int32_t i = 0; i < line_count + tile->layout.depth; i++)
        {
            const int32_t row = top + (i < line_count ? i : line_count - 1) * w->dilation_height;
            const int is_inside = (uint32_t)row < (uint32_t)w->input_height;
            arguments.lines[i] = is_inside ? a->input + ((int64_t)batch * w->input_height + row) * line_bytes : a->padding;
        }
        arguments.output = a->output + ((int64_t)batch * w->output_height + y) * w->output_width * w->output_channels;
        arguments.rows = w->output_height - y < tile->rows ? w->output_height - y : tile->rows;
        entry(&arguments);
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
