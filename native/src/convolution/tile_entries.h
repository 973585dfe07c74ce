/*
 * The entries of a tile kernel, from one inline function: tile(arguments, block, output, channels left, positions, requantization), compiled for each number of
 * positions and each kind of requantization. BLOCK is the layout's channels. The arguments are copied, so that compilers need not think that outputs, which are
 * bytes, write over them.
 */
#ifndef EDGECONV_CONVOLUTION_TILE_ENTRIES_H
#define EDGECONV_CONVOLUTION_TILE_ENTRIES_H

#define TILE_CASE(positions, kind)                                                                                                                             \
    case positions:                                                                                                                                            \
        for (int32_t channel = 0; channel < t.channels; channel += BLOCK, block += t.block_bytes)                                                              \
            tile(&t, block, t.output + channel, t.channels - channel, positions, kind);                                                                        \
        break

#define TILE_ENTRY(name, cases, kind)                                                                                                                          \
    static void name(const tile_arguments *arguments)                                                                                                          \
    {                                                                                                                                                          \
        const tile_arguments t = *arguments;                                                                                                                   \
        const uint8_t *block = t.packed;                                                                                                                       \
        switch (t.positions)                                                                                                                                   \
        {                                                                                                                                                      \
            cases(kind);                                                                                                                                       \
        }                                                                                                                                                      \
    }

#define TILE_CASES_OF_2(kind)                                                                                                                                  \
    TILE_CASE(1, kind);                                                                                                                                        \
    TILE_CASE(2, kind)

#define TILE_CASES_OF_4(kind)                                                                                                                                  \
    TILE_CASES_OF_2(kind);                                                                                                                                     \
    TILE_CASE(3, kind);                                                                                                                                        \
    TILE_CASE(4, kind)

#define TILE_CASES_OF_6(kind)                                                                                                                                  \
    TILE_CASES_OF_4(kind);                                                                                                                                     \
    TILE_CASE(5, kind);                                                                                                                                        \
    TILE_CASE(6, kind)

#define TILE_CASES_OF_8(kind)                                                                                                                                  \
    TILE_CASES_OF_6(kind);                                                                                                                                     \
    TILE_CASE(7, kind);                                                                                                                                        \
    TILE_CASE(8, kind)

#define TILE_ENTRIES(cases)                                                                                                                                    \
    TILE_ENTRY(run_exact, cases, EDGECONV_EXACT)                                                                                                               \
    TILE_ENTRY(run_exact_right, cases, EDGECONV_EXACT_RIGHT)                                                                                                   \
    TILE_ENTRY(run_exact_right_positive, cases, EDGECONV_EXACT_RIGHT_POSITIVE)                                                                                 \
    TILE_ENTRY(run_float, cases, EDGECONV_FLOAT)

/* In the order of edgeconv_requantization. */
#define TILE_ENTRY_NAMES                                                                                                                                       \
    {                                                                                                                                                          \
        run_exact, run_exact_right, run_exact_right_positive, run_float                                                                                        \
    }

#endif
