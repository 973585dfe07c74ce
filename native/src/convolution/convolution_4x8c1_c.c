/* Up to four positions by eight channels, one product a step, in plain C: for CPUs without any of the instruction sets of the others. */
#include "../inline.h"
#include "../requantize/requantize_scalar.h"
#include "driver.h"

/* clang-format off */
#define LAYOUT {8, 1, 0, 1}
/* clang-format on */

enum
{
    POSITIONS = 4,
    CHANNELS = 8,
};

/* Sums wrap around as the reference's do. */
ALWAYS_INLINE void multiply(const tile_arguments *t, const uint8_t *block, int32_t position, uint32_t sums[CHANNELS])
{
    const int8_t *values = (const int8_t *)t->rows + position * t->row_bytes;
    const int8_t *weights = (const int8_t *)block + 3 * CHANNELS * sizeof(int32_t);
    memcpy(sums, block, CHANNELS * sizeof(int32_t));
    for (int32_t i = 0; i < CHANNELS; i++)
        sums[i] += (uint32_t)t->corrections[position];
    for (int32_t step = 0; step < t->steps; step++, weights += CHANNELS)
    {
        for (int32_t i = 0; i < CHANNELS; i++)
            sums[i] += (uint32_t)(values[step] * weights[i]);
    }
}

ALWAYS_INLINE void run_tile(const tile_arguments *t, int kind)
{
    const uint8_t *block = t->packed;
    for (int32_t channel = 0; channel < t->channels; channel += CHANNELS, block += t->block_bytes)
    {
        const int32_t *multipliers = (const int32_t *)(const void *)block + CHANNELS;
        const int32_t *shifts = multipliers + CHANNELS;
        int32_t left = t->channels - channel < CHANNELS ? t->channels - channel : CHANNELS;
        for (int32_t position = 0; position < t->positions; position++)
        {
            uint32_t sums[CHANNELS];
            multiply(t, block, position, sums);
            int8_t *output = t->output + (int64_t)position * t->output_channels + channel;
            for (int32_t i = 0; i < left; i++)
            {
                int32_t sum = (int32_t)sums[i];
                int32_t scaled =
                    kind == EDGECONV_FLOAT ? multiply_by_float(sum, multipliers[i]) : multiply_by_quantized_multiplier(sum, multipliers[i], shifts[i]);
                output[i] = clamp_output((int64_t)scaled + t->output_zero_point, t->output_min, t->output_max);
            }
        }
    }
}

static void run_exact(const tile_arguments *t)
{
    run_tile(t, EDGECONV_EXACT);
}

static void run_float(const tile_arguments *t)
{
    run_tile(t, EDGECONV_FLOAT);
}

static const convolution_tile tile = {POSITIONS, LAYOUT, 1, CHANNELS, {run_exact, run_exact, run_exact, run_float}, 0};

CONVOLUTION_KERNEL(edgeconv_convolution_4x8c1_c, "Convolution_4x8c1_C_Native", "", tile);
