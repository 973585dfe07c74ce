/*
 * Recorded convolutions of real models, one behind the other, numbers in little-endian order: int32 is_depthwise; the fifteen of edgeconv_window; groups,
 * requantization, input, weight and output zero point, output_min, output_max, least_weight; then input, weights, bias, multipliers, shifts and the right outputs.
 */
#ifndef EDGECONV_TESTS_LAYER_FILE_H
#define EDGECONV_TESTS_LAYER_FILE_H

#include <stdio.h>

#include "edgeconv.h"

typedef struct recorded_layer
{
    edgeconv_convolution arguments; /* its operands are on the heap */
    int32_t is_depthwise;
    int8_t *outputs;
} recorded_layer;

/* Reads the next layer: 1; 0 at the end of the file; -1 where it ends within a layer. */
int read_layer(FILE *file, recorded_layer *layer);

void free_layer(recorded_layer *layer);

#endif
