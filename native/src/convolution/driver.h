/* Walks a convolution tile by tile. Included into each kernel's file, so that it is compiled for that kernel's tile and instruction set. */
#ifndef EDGECONV_CONVOLUTION_DRIVER_H
#define EDGECONV_CONVOLUTION_DRIVER_H

#include "kernels.h"
#include "rows.h"

enum
{
    CACHE_LINE = 64,
    MAX_TILE_POSITIONS = 16,
    MAX_GATHERED_BYTES = 1 << 20, /* of a position */
    NARROW_TILE = 16,             /* channels */
};

/* Whether a position's values can be read where they are: positions one behind the other, as they are. */
static inline int reads_in_place(const convolution_tiling *t, const convolution_tile *tile)
{
    return t->source == ROWS_DENSE && tile->layout.input_offset == 0 && tile->value_bytes == 1;
}

/* Bytes of a gathered row: an odd number of cache lines, so that rows do not fall into the same cache set. */
static inline int64_t gathered_row_bytes(const convolution_tiling *t, const convolution_tile *tile)
{
    int64_t bytes = ((int64_t)t->taps * t->steps * tile->layout.depth + COPY_SLACK) * tile->value_bytes;
    return ((bytes + CACHE_LINE - 1) / CACHE_LINE | 1) * CACHE_LINE;
}

static inline int32_t convolution_units(const edgeconv_convolution *a, const convolution_tile *tile)
{
    convolution_tiling t = convolution_tiling_of(a, tile);
    return a->groups * t.strips * t.tiles;
}

static inline int32_t convolution_scratch(const edgeconv_convolution *a, const convolution_tile *tile)
{
    convolution_tiling t = convolution_tiling_of(a, tile);
    return reads_in_place(&t, tile) ? 0 : (int32_t)(2 * t.tile_positions * gathered_row_bytes(&t, tile));
}

static inline const char *convolution_refusal(const edgeconv_convolution *a, const convolution_tile *tile)
{
    /* A tile of up to NARROW_TILE channels, which each instruction set has, takes groups of any width: most of it idle, it is still faster than none. */
    if (tile->layout.channels > NARROW_TILE && a->groups > 1 && a->window.output_channels / a->groups * 2 < tile->layout.channels)
        return "groups are much narrower than its tile";
    convolution_tiling t = convolution_tiling_of(a, tile);
    return gathered_row_bytes(&t, tile) > MAX_GATHERED_BYTES ? "its taps would take too much memory" : NULL;
}

/* Where a unit of work lies. */
typedef struct unit_place
{
    int32_t first; /* position */
    int32_t group;
    int32_t block; /* of the group */
} unit_place;

static inline unit_place place_of(const convolution_tiling *t, int32_t unit)
{
    unit_place place;
    int32_t strip = unit / t->tiles;
    place.first = (unit - strip * t->tiles) * t->tile_positions;
    place.group = strip / t->strips;
    place.block = (strip - place.group * t->strips) * t->blocks_a_strip;
    return place;
}

/*
 * Rows are gathered one unit ahead: a load of four bytes that two stores have written waits until both have left the store buffer, so what has just been
 * written should not be read at once.
 */
ALWAYS_INLINE void convolution_run(const edgeconv_convolution *a, int32_t begin, int32_t end, uint8_t *scratch, const convolution_tile *tile)
{
    const edgeconv_window *w = &a->window;
    const convolution_tiling t = convolution_tiling_of(a, tile);
    const int in_place = reads_in_place(&t, tile);
    const int64_t row_bytes = in_place ? w->input_channels : gathered_row_bytes(&t, tile);
    const tile_entry entry = tile->entries[a->requantization];
    int32_t corrections[MAX_TILE_POSITIONS] = {0};
    uint8_t *rows[2] = {scratch, scratch + t.tile_positions * row_bytes};
    tile_arguments arguments = {
        .row_bytes = row_bytes,
        .corrections = corrections,
        .block_bytes = t.block_bytes,
        .output_channels = w->output_channels,
        .steps = t.taps * t.steps,
        .last_step_values = t.depth - (t.steps - 1) * tile->layout.depth,
        .has_corrections = a->weight_zero_point != 0 && tile->layout.weight_bytes == 1,
        .output_zero_point = a->output_zero_point,
        .output_min = a->output_min,
        .output_max = a->output_max,
    };
    unit_place next = place_of(&t, begin);
    if (begin < end && !in_place)
        gather_rows(a, &t, tile, next.group, next.first, rows[0], row_bytes);
    for (int32_t unit = begin; unit < end; unit++)
    {
        const unit_place place = next;
        const int32_t channel = place.block * tile->layout.channels;
        const int32_t left = t.group_channels - channel;
        const int32_t strip_channels = t.blocks_a_strip * tile->layout.channels;
        next = place_of(&t, unit + 1);
        arguments.positions = tile_height(&t, place.first);
        arguments.channels = left < strip_channels ? left : strip_channels;
        arguments.packed = a->packed + ((int64_t)place.group * t.blocks + place.block) * t.block_bytes;
        arguments.output = a->output + (int64_t)place.first * w->output_channels + place.group * t.group_channels + channel;
        arguments.rows = rows[(unit - begin) % 2];
        if (in_place)
            arguments.rows = (const uint8_t *)(a->input + (int64_t)place.first * w->input_channels + place.group * (w->input_channels / a->groups));
        else if (unit + 1 < end)
            gather_rows(a, &t, tile, next.group, next.first, rows[(unit + 1 - begin) % 2], row_bytes);
        if (arguments.has_corrections)
        {
            for (int32_t i = 0; i < arguments.positions; i++)
                corrections[i] = -a->weight_zero_point * sum_row(&t, tile, arguments.rows + i * row_bytes);
        }
        entry(&arguments);
    }
}

/* The descriptor of a kernel and its functions. LAYOUT is that of the tile, which C does not take for a constant. */
#define CONVOLUTION_KERNEL_THAT_REFUSES(symbol, kernel_name, features, tile, refusal)                                                                          \
    static int32_t units(const edgeconv_convolution *a)                                                                                                        \
    {                                                                                                                                                          \
        return convolution_units(a, &(tile));                                                                                                                  \
    }                                                                                                                                                          \
    static int32_t scratch_bytes(const edgeconv_convolution *a)                                                                                                \
    {                                                                                                                                                          \
        return convolution_scratch(a, &(tile));                                                                                                                \
    }                                                                                                                                                          \
    static void run(const edgeconv_convolution *a, int32_t begin, int32_t end, uint8_t *scratch)                                                               \
    {                                                                                                                                                          \
        convolution_run(a, begin, end, scratch, &(tile));                                                                                                      \
    }                                                                                                                                                          \
    const edgeconv_kernel symbol = {kernel_name, features, LAYOUT, units, scratch_bytes, refusal, run}

#define CONVOLUTION_KERNEL(symbol, kernel_name, features, tile)                                                                                                \
    static const char *refusal_of_groups(const edgeconv_convolution *a)                                                                                        \
    {                                                                                                                                                          \
        return convolution_refusal(a, &(tile));                                                                                                                \
    }                                                                                                                                                          \
    CONVOLUTION_KERNEL_THAT_REFUSES(symbol, kernel_name, features, tile, refusal_of_groups)

#endif
