/* What every kernel must compute, written from the definition: no blocks, no packing, no trick. */
#ifndef EDGECONV_TESTS_ORACLE_H
#define EDGECONV_TESTS_ORACLE_H

#include "edgeconv.h"

/* Reads the plain operands and writes arguments->output. Depthwise: weights are HWO. */
void oracle_convolution(const edgeconv_convolution *arguments, int is_depthwise);

#endif
