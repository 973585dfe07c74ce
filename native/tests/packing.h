/* Constant operands in a kernel's layout, as edgeconv.h describes it. */
#ifndef EDGECONV_TESTS_PACKING_H
#define EDGECONV_TESTS_PACKING_H

#include "edgeconv.h"

/* Memory of the heap, aligned as kernels want it and followed by the slack they may touch; zeroed. */
void *allocate(int64_t bytes);

/* The packed operands, allocated. */
uint8_t *pack_operands(const edgeconv_layout *layout, const edgeconv_convolution *arguments, int is_depthwise);

#endif
