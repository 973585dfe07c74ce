/* Eight positions by eight channels with SMLAL: 64-bit ARM without dot product, for weights of -128. */
enum
{
    POSITIONS = 8,
};

#include "tile_c1_neon.h"

TILE_ENTRIES(TILE_CASES_OF_8)

static const convolution_tile tile_kernel = {POSITIONS, LAYOUT, 2, BLOCK, TILE_ENTRY_NAMES, 0};

CONVOLUTION_KERNEL(edgeconv_convolution_8x8c1_neon, "Convolution_8x8c1_Neon_Native", "asimd", tile_kernel);
