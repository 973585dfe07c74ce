/* Convolutions drawn at random: extents, strides, dilation, padding, zero points, extreme weights and factors of every kind. */
#ifndef EDGECONV_TESTS_RANDOM_CONVOLUTION_H
#define EDGECONV_TESTS_RANDOM_CONVOLUTION_H

#include "edgeconv.h"

/* The case of a seed, with plain operands and padding on the heap; no output, nothing packed. */
edgeconv_convolution random_convolution(uint64_t seed, int is_depthwise);

/* The requantization that fits the operands, as planning finds it. */
int32_t requantization_of(const edgeconv_convolution *arguments, int is_depthwise);

/* The least weight, or 0. */
int32_t least_weight_of(const edgeconv_convolution *arguments, int is_depthwise);

int64_t weight_count(const edgeconv_convolution *arguments, int is_depthwise);

/* The row of zero points that stands for padding, on the heap. */
const int8_t *padding_of(const edgeconv_convolution *arguments);

void free_operands(edgeconv_convolution *arguments);

void print_convolution(const edgeconv_convolution *arguments);

#endif
