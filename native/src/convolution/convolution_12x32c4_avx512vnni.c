/*
 * Up to twelve positions by 32 channels (two packed blocks), four products a step: VPDPBUSD of input bytes made unsigned, four of them repeated over the
 * vector, with signed weights. Registers: 24 sums, two of weights, one of inputs. The sums go through memory to the requantization, which then keeps
 * the factors of its channels in registers.
 */
#include "../requantize/requantize_avx512.h"
#include "driver.h"

/* clang-format off */
#define LAYOUT {16, 4, 128, 1}
/* clang-format on */

enum
{
    POSITIONS = 12,
    BLOCK = 16,
    CHANNELS = 2 * BLOCK,
};

typedef void (*multiply_entry)(const tile_arguments *t, const uint8_t *block, int32_t *sums);

ALWAYS_INLINE __m512i repeat(const uint8_t *four)
{
    int32_t bytes;
    memcpy(&bytes, four, sizeof bytes);
    return _mm512_set1_epi32(bytes);
}

ALWAYS_INLINE void multiply(const tile_arguments *t, const uint8_t *block, int32_t *sums, int positions, int vectors)
{
    __m512i c[POSITIONS][2];
    const uint8_t *weights[2] = {block + 3 * BLOCK * sizeof(int32_t), block + t->block_bytes + 3 * BLOCK * sizeof(int32_t)};
#pragma GCC unroll 2
    for (int j = 0; j < vectors; j++)
    {
        const __m512i bias = _mm512_loadu_si512(block + j * t->block_bytes);
#pragma GCC unroll 12
        for (int i = 0; i < positions; i++)
            c[i][j] = bias;
    }

    if (t->has_corrections)
    {
#pragma GCC unroll 12
        for (int i = 0; i < positions; i++)
        {
#pragma GCC unroll 2
            for (int j = 0; j < vectors; j++)
                c[i][j] = _mm512_add_epi32(c[i][j], _mm512_set1_epi32(t->corrections[i]));
        }
    }

    /* Three rows an address register: base, base + 1 row, base + 2 rows. */
    const int64_t row = t->row_bytes;
    const uint8_t *rows[4] = {t->rows, t->rows + 3 * row, t->rows + 6 * row, t->rows + 9 * row};
    for (int64_t offset = 0; offset < (int64_t)t->steps * BLOCK * 4; offset += BLOCK * 4)
    {
        const __m512i w0 = _mm512_loadu_si512(weights[0] + offset);
        const __m512i w1 = vectors == 2 ? _mm512_loadu_si512(weights[1] + offset) : w0;
#pragma GCC unroll 12
        for (int i = 0; i < positions; i++)
        {
            const __m512i x = repeat(rows[i / 3] + (i % 3) * row);
            c[i][0] = _mm512_dpbusd_epi32(c[i][0], x, w0);
            if (vectors == 2)
                c[i][1] = _mm512_dpbusd_epi32(c[i][1], x, w1);
        }
#pragma GCC unroll 4
        for (int i = 0; i < 4; i++)
            rows[i] += 4;
    }

#pragma GCC unroll 12
    for (int i = 0; i < positions; i++)
    {
#pragma GCC unroll 2
        for (int j = 0; j < vectors; j++)
            _mm512_store_si512(sums + (i * 2 + j) * BLOCK, c[i][j]);
    }
}

#define MULTIPLY(positions, vectors)                                                                                                                           \
    static void multiply_##positions##x##vectors(const tile_arguments *t, const uint8_t *block, int32_t *sums)                                                 \
    {                                                                                                                                                          \
        multiply(t, block, sums, positions, vectors);                                                                                                          \
    }
#define MULTIPLY_BOTH(positions) MULTIPLY(positions, 1) MULTIPLY(positions, 2)
MULTIPLY_BOTH(1)
MULTIPLY_BOTH(2)
MULTIPLY_BOTH(3)
MULTIPLY_BOTH(4)
MULTIPLY_BOTH(5)
MULTIPLY_BOTH(6)
MULTIPLY_BOTH(7)
MULTIPLY_BOTH(8)
MULTIPLY_BOTH(9)
MULTIPLY_BOTH(10)
MULTIPLY_BOTH(11)
MULTIPLY_BOTH(12)

#define ENTRIES(vectors)                                                                                                                                       \
    {                                                                                                                                                          \
        multiply_1x##vectors, multiply_2x##vectors, multiply_3x##vectors, multiply_4x##vectors, multiply_5x##vectors, multiply_6x##vectors,                    \
            multiply_7x##vectors, multiply_8x##vectors, multiply_9x##vectors, multiply_10x##vectors, multiply_11x##vectors, multiply_12x##vectors              \
    }
static const multiply_entry multiply_by_positions[2][POSITIONS] = {ENTRIES(1), ENTRIES(2)};

/* Two rows of 32 sums to bytes: the first row's in the lower half. */
ALWAYS_INLINE __m512i narrow(const requantizer_512 q[2], const int32_t *first, const int32_t *second, int kind, int vectors)
{
    /* The packs work within quarters of the vector: in each, four channels of every row and block. */
    const __m512i order = _mm512_setr_epi32(0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15);
    const __m512i a0 = requantize_512(&q[0], _mm512_load_si512(first), kind);
    const __m512i b0 = requantize_512(&q[0], _mm512_load_si512(second), kind);
    const __m512i a1 = vectors == 2 ? requantize_512(&q[1], _mm512_load_si512(first + BLOCK), kind) : a0;
    const __m512i b1 = vectors == 2 ? requantize_512(&q[1], _mm512_load_si512(second + BLOCK), kind) : b0;
    const __m512i a = _mm512_adds_epi16(_mm512_packs_epi32(a0, a1), q[0].zero_point);
    const __m512i b = _mm512_adds_epi16(_mm512_packs_epi32(b0, b1), q[0].zero_point);
    return _mm512_permutexvar_epi32(order, _mm512_packs_epi16(a, b));
}

ALWAYS_INLINE void requantize(const tile_arguments *t, const uint8_t *block, const int32_t *sums, int8_t *output, int32_t channels, int kind, int vectors)
{
    const int32_t *header = (const int32_t *)(const void *)block;
    const int32_t *next = (const int32_t *)(const void *)(block + (vectors == 2 ? t->block_bytes : 0));
    const requantizer_512 q[2] = {
        requantizer_512_of(header + BLOCK, header + 2 * BLOCK, t->output_zero_point, kind),
        requantizer_512_of(next + BLOCK, next + 2 * BLOCK, t->output_zero_point, kind),
    };
    const __m512i least = _mm512_set1_epi8((char)t->output_min);
    const __m512i greatest = _mm512_set1_epi8((char)t->output_max);
    const __mmask32 mask = channels >= CHANNELS ? 0xFFFFFFFFu : (1u << channels) - 1;
    for (int32_t i = 0; i < t->positions; i += 2)
    {
        const int32_t *row = sums + i * CHANNELS;
        const int has_second = i + 1 < t->positions;
        __m512i bytes = narrow(q, row, has_second ? row + CHANNELS : row, kind, vectors);
        bytes = _mm512_max_epi8(_mm512_min_epi8(bytes, greatest), least);
        int8_t *to = output + (int64_t)i * t->output_channels;
        _mm256_mask_storeu_epi8(to, mask, _mm512_castsi512_si256(bytes));
        if (has_second)
            _mm256_mask_storeu_epi8(to + t->output_channels, mask, _mm512_extracti64x4_epi64(bytes, 1));
    }
}

ALWAYS_INLINE void run_tile(const tile_arguments *t, int kind)
{
    _Alignas(64) int32_t sums[POSITIONS * CHANNELS];
    const uint8_t *block = t->packed;
    for (int32_t channel = 0; channel < t->channels; channel += CHANNELS, block += 2 * t->block_bytes)
    {
        int32_t left = t->channels - channel;
        int is_single = left <= BLOCK;
        multiply_by_positions[!is_single][t->positions - 1](t, block, sums);
        if (is_single)
            requantize(t, block, sums, t->output + channel, left, kind, 1);
        else
            requantize(t, block, sums, t->output + channel, left, kind, 2);
    }
}

static void run_exact(const tile_arguments *t)
{
    run_tile(t, EDGECONV_EXACT);
}

static void run_exact_right(const tile_arguments *t)
{
    run_tile(t, EDGECONV_EXACT_RIGHT);
}

static void run_exact_right_positive(const tile_arguments *t)
{
    run_tile(t, EDGECONV_EXACT_RIGHT_POSITIVE);
}

static void run_float(const tile_arguments *t)
{
    run_tile(t, EDGECONV_FLOAT);
}

static const convolution_tile tile = {POSITIONS, LAYOUT, 1, CHANNELS, {run_exact, run_exact_right, run_exact_right_positive, run_float}, 0};

CONVOLUTION_KERNEL(edgeconv_convolution_12x32c4_avx512vnni, "Convolution_12x32c4_Avx512Vnni_Native", "avx512bw avx512_vnni", tile);
