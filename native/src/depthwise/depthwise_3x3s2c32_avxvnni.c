/*
 * One output row, 3x3 filters, horizontal stride 2, thirty-two channels. The last column of a position is the first of the next and is interleaved once: its products
 * start the next position's sums.
 */
#include "output_avxvnni.h"

/* clang-format off */
#define LAYOUT {32, 4, 128, 1}
/* clang-format on */

ALWAYS_INLINE void walk(const depthwise_arguments *t, int kind, int planes)
{
    const edgeconv_convolution *a = t->convolution;
    const edgeconv_window *w = &a->window;
    const int8_t *lines[4] = {t->lines[0], t->lines[1], t->lines[2], t->lines[2]};
    const int64_t tap_bytes = t->tap_bytes;
    const uint8_t *block = t->packed;
    for (int32_t channel = t->channel; channel < t->end; channel += BLOCK, block += t->block_bytes)
    {
        const block_output finish = block_output_of(a, block, channel, kind);
        const channels_32 bias = load_block(block);
        channels_32 filter[2][3];
        for (int i = 0; i < 3 * planes; i++)
            filter[i / 3][i % 3] = load_block(block + HEADER_BYTES + i * STEP_BYTES);
        int8_t *output = t->output + channel;
        int64_t offset = channel;
        channels_32 values = interleave(lines, offset);
        channels_32 next = add_products(bias, values, filter[0][0]);
        if (planes == 2)
            next = add_products(next, values, filter[1][0]);
        for (int32_t x = 0; x < t->columns; x++, output += w->output_channels)
        {
            values = interleave(lines, offset + tap_bytes);
            channels_32 sums = add_products(next, values, filter[0][1]);
            if (planes == 2)
                sums = add_products(sums, values, filter[1][1]);
            offset += 2 * tap_bytes;
            values = interleave(lines, offset);
            sums = add_products(sums, values, filter[0][2]);
            next = add_products(bias, values, filter[0][0]);
            if (planes == 2)
            {
                sums = add_products(sums, values, filter[1][2]);
                next = add_products(next, values, filter[1][0]);
            }
            finish_channels(&finish, sums, output, kind);
        }
    }
}

ALWAYS_INLINE void tile(const depthwise_arguments *t, int kind)
{
    if (t->planes == 1)
        walk(t, kind, 1);
    else
        walk(t, kind, 2);
}

DEPTHWISE_ENTRIES

static const depthwise_tile tile_kernel = {1, LAYOUT, DEPTHWISE_ENTRY_NAMES};

DEPTHWISE_KERNEL(edgeconv_depthwise_3x3s2c32_avxvnni, "Depthwise_3x3s2c32_AvxVnni_Native", "avx2 avx_vnni", tile_kernel, depthwise_refusal_of_3x3s2_bytes);
