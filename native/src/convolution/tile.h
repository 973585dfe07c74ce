/* What a tile kernel, the inner loop of a convolution for one instruction set, is told and tells. */
#ifndef EDGECONV_CONVOLUTION_TILE_H
#define EDGECONV_CONVOLUTION_TILE_H

#include "edgeconv.h"

/* A few output positions and one strip of channel blocks. */
typedef struct tile_arguments
{
    /* The input values of each position in the order of the packed steps: a row. Bytes, or int16 where the tile says so. */
    const uint8_t *rows;
    int64_t row_bytes;
    /* One a position, added to every accumulator: -weight_zero_point * sum (x + input_offset). */
    const int32_t *corrections;
    /* The first block, and bytes from block to block. */
    const uint8_t *packed;
    int64_t block_bytes;
    int8_t *output;
    int32_t output_channels;
    /* Positions, from 1 to the tile's. */
    int32_t positions;
    /* Output channels from the first block on, in this strip. */
    int32_t channels;
    int32_t steps;
    /* Values of the last step; the others of its depth are multiplied by zeros. */
    int32_t last_step_values;
    /* Whether any correction is not 0. */
    int32_t has_corrections;
    int32_t output_zero_point;
    int32_t output_min;
    int32_t output_max;
} tile_arguments;

typedef void (*tile_entry)(const tile_arguments *);

/* A tile kernel: constant, and compiled into the driver. */
typedef struct convolution_tile
{
    int32_t positions;
    edgeconv_layout layout;
    /* Bytes of a value in a row: 1, or 2 where the inner loop multiplies 16-bit values. */
    int32_t value_bytes;
    /* Channels that it works on together; groups much narrower than that are left to others. */
    int32_t channels;
    /* By edgeconv_requantization. */
    tile_entry entries[4];
    /* Positions that its loop takes at once, where a tile is several times as high; 0: all. */
    int32_t positions_at_once;
} convolution_tile;

#endif
