/*
 * One output row, any filter, stride and dilation, sixteen channels, two filter rows a step: their values, widened to 16 bits, are interleaved, and VPMADDWD
 * sums both products exactly. Weights have 16 bits, which hold them without their zero point.
 */
#include "output_avx2.h"

/* clang-format off */
#define LAYOUT {16, 2, 0, 2}
/* clang-format on */

enum
{
    STEP_BYTES = BLOCK * 2 * 2,
};

ALWAYS_INLINE __m256i widen(const int8_t *sixteen)
{
    return _mm256_cvtepi8_epi16(_mm_loadu_si128((const __m128i *)(const void *)sixteen));
}

ALWAYS_INLINE channels_16 add_products(channels_16 sums, __m256i top, __m256i bottom, channels_16 weights)
{
    return (channels_16){
        _mm256_add_epi32(sums.first, _mm256_madd_epi16(_mm256_unpacklo_epi16(top, bottom), weights.first)),
        _mm256_add_epi32(sums.second, _mm256_madd_epi16(_mm256_unpackhi_epi16(top, bottom), weights.second)),
    };
}

/* The sums of one position; with constants for the extents of the filter its loops vanish. `ready` are all its weights, in order, or NULL. */
ALWAYS_INLINE channels_16 sum_window(
    const depthwise_arguments *t, const uint8_t *block, const channels_16 *ready, int64_t offset, int32_t width, int32_t steps)
{
    channels_16 sums = load_channels(block);
    int32_t i = 0;
    for (int32_t fx = 0; fx < width; fx++)
    {
        for (int32_t step = 0; step < steps; step++, i++)
        {
            const __m256i top = widen(t->lines[2 * step] + offset + fx * t->tap_bytes);
            const __m256i bottom = widen(t->lines[2 * step + 1] + offset + fx * t->tap_bytes);
            sums = add_products(sums, top, bottom, ready != NULL ? ready[i] : load_channels(block + HEADER_BYTES + i * STEP_BYTES));
        }
    }
    return sums;
}

/* `size` is that of filters whose loops vanish, 3 or 5, or 0. */
ALWAYS_INLINE void walk(const depthwise_arguments *t, int kind, int size)
{
    enum
    {
        STEPS_OF_5X5 = 15,
    };
    const int steps = (size + 1) / 2;
    const edgeconv_convolution *a = t->convolution;
    const edgeconv_window *w = &a->window;
    const uint8_t *block = t->packed;
    for (int32_t channel = t->channel; channel < t->end; channel += BLOCK, block += t->block_bytes)
    {
        const block_output finish = block_output_of(a, block, channel, kind);
        channels_16 ready[STEPS_OF_5X5];
        for (int i = 0; i < size * steps; i++)
            ready[i] = load_channels(block + HEADER_BYTES + i * STEP_BYTES);
        int8_t *output = t->output + channel;
        int64_t offset = channel;
        for (int32_t x = 0; x < t->columns; x++, offset += t->column_bytes, output += w->output_channels)
        {
            const channels_16 sums =
                size > 0 ? sum_window(t, block, ready, offset, size, steps) : sum_window(t, block, NULL, offset, w->filter_width, t->steps);
            finish_channels(&finish, sums, output, kind);
        }
    }
}

ALWAYS_INLINE void tile(const depthwise_arguments *t, int kind)
{
    const int32_t width = t->convolution->window.filter_width;
    if (width == 3 && t->steps == 2)
        walk(t, kind, 3);
    else if (width == 5 && t->steps == 3)
        walk(t, kind, 5);
    else
        walk(t, kind, 0);
}

DEPTHWISE_ENTRIES

static const depthwise_tile tile_kernel = {1, LAYOUT, DEPTHWISE_ENTRY_NAMES};

DEPTHWISE_KERNEL(edgeconv_depthwise_c16_avx2, "Depthwise_c16_Avx2_Native", "avx2", tile_kernel, depthwise_refusal);
