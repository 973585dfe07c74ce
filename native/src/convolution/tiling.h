/* How a convolution is cut into tiles, strips and units. */
#ifndef EDGECONV_CONVOLUTION_TILING_H
#define EDGECONV_CONVOLUTION_TILING_H

#include "tile.h"

/* Where the input values of an output position are found. */
typedef enum row_source
{
    /* 1x1 filters, stride 1: the pixel itself; positions lie one behind the other. */
    ROWS_DENSE,
    /* One pixel a tap, or padding. */
    ROWS_WINDOW,
    /* Few channels (a picture's first layer): the pixels under a filter row are one run of bytes; all taps are one. */
    ROWS_RUNS,
} row_source;

/*
 * A tile is a few output positions by all blocks of a strip; a strip is the blocks whose weights stay in a second-level cache while all positions go by; a
 * unit of work is one tile of one strip. Units are numbered strip by strip. Tiles are of nearly equal height: 49 positions by 12 are five tiles of 10,
 * not four of 12 and one.
 */
typedef struct convolution_tiling
{
    row_source source;
    int32_t taps;
    int32_t depth; /* values a tap */
    int32_t steps; /* packed steps a tap */
    int32_t group_channels;
    int32_t blocks; /* a group */
    int64_t block_bytes;
    int32_t positions;
    int32_t tile_positions;
    int32_t tiles;
    int32_t blocks_a_strip;
    int32_t strips;
} convolution_tiling;

static inline int32_t divide_up(int32_t value, int32_t divisor)
{
    return (value + divisor - 1) / divisor;
}

static inline row_source row_source_of(const edgeconv_convolution *a)
{
    const edgeconv_window *w = &a->window;
    if (w->filter_height * w->filter_width == 1)
    {
        int is_dense = w->stride_height == 1 && w->stride_width == 1 && w->pad_top == 0 && w->pad_left == 0 && w->output_height == w->input_height &&
                       w->output_width == w->input_width;
        return is_dense ? ROWS_DENSE : ROWS_WINDOW;
    }
    return a->groups == 1 && w->input_channels < 8 && w->dilation_width == 1 ? ROWS_RUNS : ROWS_WINDOW;
}

static inline convolution_tiling convolution_tiling_of(const edgeconv_convolution *a, const convolution_tile *tile)
{
    enum
    {
        STRIP_BYTES = 256 * 1024,
        FEW_UNITS = 8,
    };
    const edgeconv_window *w = &a->window;
    const edgeconv_layout *layout = &tile->layout;
    int32_t channels = w->input_channels / a->groups;
    int32_t window = w->filter_height * w->filter_width;
    convolution_tiling t;
    t.source = row_source_of(a);
    t.taps = t.source == ROWS_WINDOW ? window : 1;
    t.depth = t.source == ROWS_WINDOW ? channels : channels * window;
    t.steps = divide_up(t.depth, layout->depth);
    t.group_channels = w->output_channels / a->groups;
    t.blocks = divide_up(t.group_channels, layout->channels);
    t.block_bytes = (int64_t)layout->channels * (3 * (int32_t)sizeof(int32_t) + (int64_t)t.taps * t.steps * layout->depth * layout->weight_bytes);
    t.positions = w->batches * w->output_height * w->output_width;
    t.tiles = divide_up(t.positions, tile->positions);
    const int32_t at_once = tile->positions_at_once > 0 ? tile->positions_at_once : 1;
    /* A batch of no pictures has no tiles to share its positions. */
    t.tile_positions = t.tiles == 0 ? at_once : divide_up(divide_up(t.positions, t.tiles), at_once) * at_once;
    t.tiles = divide_up(t.positions, t.tile_positions);

    int64_t cached = STRIP_BYTES / t.block_bytes;
    int32_t blocks = t.blocks;
    if (t.tiles < FEW_UNITS && blocks > divide_up(t.blocks, FEW_UNITS))
        blocks = divide_up(t.blocks, FEW_UNITS);
    if (blocks > cached)
        blocks = cached > 1 ? (int32_t)cached : 1;
    /* Whole groups of blocks that the tile works on together. */
    int32_t together = tile->channels / layout->channels;
    t.blocks_a_strip = blocks == 0 ? together : divide_up(blocks, together) * together;
    /* Strips of nearly equal width, so that threads that have as many of them have as much to do. */
    t.strips = divide_up(t.blocks, t.blocks_a_strip);
    t.blocks_a_strip = t.strips == 0 ? together : divide_up(divide_up(t.blocks, t.strips), together) * together;
    t.strips = divide_up(t.blocks, t.blocks_a_strip);
    return t;
}

/* Positions of the tile that begins at one. */
static inline int32_t tile_height(const convolution_tiling *t, int32_t first)
{
    return t->positions - first < t->tile_positions ? t->positions - first : t->tile_positions;
}

#endif
