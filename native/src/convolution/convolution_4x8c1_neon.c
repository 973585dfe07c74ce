/* Four positions by eight channels with VMLAL: 32-bit ARM, which has sixteen vector registers. */
enum
{
    POSITIONS = 4,
};

#include "tile_c1_neon.h"

TILE_ENTRIES(TILE_CASES_OF_4)

static const convolution_tile tile_kernel = {POSITIONS, LAYOUT, 2, BLOCK, TILE_ENTRY_NAMES, 0};

CONVOLUTION_KERNEL(edgeconv_convolution_4x8c1_neon, "Convolution_4x8c1_Neon_Native", "neon", tile_kernel);
