/* Runs a kernel as a session with several threads would, and looks whether it stays inside its output. */
#ifndef EDGECONV_TESTS_RUN_KERNEL_H
#define EDGECONV_TESTS_RUN_KERNEL_H

#include "edgeconv.h"

int64_t output_count(const edgeconv_convolution *arguments);

/*
 * Compares a kernel with expected outputs; the work is done in parts, the last first. Returns how many of the outputs are right before the first that
 * is wrong, so output_count when all are; -1 when bytes around the output changed.
 */
int64_t matching_outputs(const edgeconv_kernel *kernel, edgeconv_convolution arguments, const int8_t *expected, int is_depthwise, int32_t parts);

#endif
