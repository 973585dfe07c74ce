/*
 * Two positions by eight channels, four times over, eight products a step: SMULL of one step and SMLAL of the next sum in 16 bits, SADALP adds pairs to 32. Two
 * products fit 16 bits unless all four factors are -128. Registers: sixteen sums, four of inputs, eight of products, the rest weights.
 *
 * Compilers keep no order that suits cores which issue in order, so the loop is in assembly: every result is used four multiplications after it was asked
 * for, and the products of two channels are added to their sums while those of the next two are made.
 */
#include "../requantize/requantize_neon.h"
#include "driver.h"

/* clang-format off */
#define LAYOUT {8, 8, 0}
/* clang-format on */

enum
{
    POSITIONS = 8,
    AT_ONCE = 2,
    BLOCK = 8,
    STEP_BYTES = BLOCK * 8,
};

/* The sums of four vectors, one a lane. */
ALWAYS_INLINE int32x4_t add_across(const int32x4_t *c)
{
    return vpaddq_s32(vpaddq_s32(c[0], c[1]), vpaddq_s32(c[2], c[3]));
}

/*
 * Registers of the loop: v0, v1 the first step's inputs of both positions, v2, v3 the second's; v4, v5 the first step's weights of two channels, v6, v7 the
 * second's; v8-v11 and v12-v15 in turn the products of these two channels and of the two before. `at` and `following` are byte offsets of weights. What becomes
 * of the products of the two channels before is said by ADD: the first time round sums begin with them.
 */
#define ADD_PAIRS(sum, products) "sadalp %[" #sum "].4s, " products ".8h\n"
#define BEGIN_PAIRS(sum, products) "saddlp %[" #sum "].4s, " products ".8h\n"
#define BEGIN_EMPTY(sum, products) "movi %[" #sum "].4s, #0\n"

#define FIRST_PRODUCTS(ADD, at, following, p0, p1, p2, p3, q0, q1, q2, q3, sum0, sum1, sum2, sum3)                                                             \
    "smull " p0 ".8h, v0.8b, v4.8b\n ldr d6, [%[weights], #(64 + " #at                                                                                         \
    ")]\n" ADD(sum0, q0) "smull " p1 ".8h, v1.8b, v4.8b\n ldr d7, [%[weights], #(72 + " #at                                                                    \
                         ")]\n" ADD(sum1, q1) "smull " p2 ".8h, v0.8b, v5.8b\n ldr d4, [%[weights], #(" #following                                             \
                                              ")]\n" ADD(sum2, q2) "smull " p3 ".8h, v1.8b, v5.8b\n ldr d5, [%[weights], #(8 + " #following                    \
                                                                   ")]\n" ADD(sum3, q3)

#define SECOND_PRODUCTS(p0, p1, p2, p3)                                                                                                                        \
    "smlal " p0 ".8h, v2.8b, v6.8b\n smlal " p1 ".8h, v3.8b, v6.8b\n smlal " p2 ".8h, v2.8b, v7.8b\n smlal " p3 ".8h, v3.8b, v7.8b\n"

#define TWO_STEPS(ADD_LAST, ADD)                                                                                                                               \
    FIRST_PRODUCTS(ADD_LAST, 0, 16, "v8", "v9", "v10", "v11", "v12", "v13", "v14", "v15", a6, b6, a7, b7)                                                      \
    SECOND_PRODUCTS("v8", "v9", "v10", "v11")                                                                                                                  \
    FIRST_PRODUCTS(ADD, 16, 32, "v12", "v13", "v14", "v15", "v8", "v9", "v10", "v11", a0, b0, a1, b1)                                                          \
    SECOND_PRODUCTS("v12", "v13", "v14", "v15")                                                                                                                \
    FIRST_PRODUCTS(ADD, 32, 48, "v8", "v9", "v10", "v11", "v12", "v13", "v14", "v15", a2, b2, a3, b3)                                                          \
    SECOND_PRODUCTS("v8", "v9", "v10", "v11")                                                                                                                  \
    FIRST_PRODUCTS(ADD, 48, 128, "v12", "v13", "v14", "v15", "v8", "v9", "v10", "v11", a4, b4, a5, b5)                                                         \
    "smlal v12.8h, v2.8b, v6.8b\n ldr d0, [%[row], #16]\n smlal v13.8h, v3.8b, v6.8b\n ldr d1, [%[other], #16]\n"                                              \
    "smlal v14.8h, v2.8b, v7.8b\n ldr d2, [%[row], #24]\n smlal v15.8h, v3.8b, v7.8b\n ldr d3, [%[other], #24]\n"                                              \
    "add %[row], %[row], #16\n add %[other], %[other], #16\n"                                                                                                  \
    "subs %[pairs], %[pairs], #1\n add %[weights], %[weights], #128\n"

/*
 * The sums of products of two positions, two steps at a time. Where steps do not pair, the first pair begins a step early, with zeros for inputs. The products
 * of the last two channels are added when the loop comes round, so it ends with them, and it has read one pair of steps too far.
 */
ALWAYS_INLINE void multiply_two(int32x4_t a[BLOCK], int32x4_t b[BLOCK], const int8_t *row, const int8_t *other, const int8_t *weights, int64_t steps)
{
    static const int8_t zeros[8] = {0};
    const int64_t early = steps % 2;
    const int8_t *first = early ? zeros : row;
    const int8_t *first_other = early ? zeros : other;
    row -= 8 * early;
    other -= 8 * early;
    weights -= STEP_BYTES * early;
    int64_t pairs = (steps + 1) / 2;
    /* clang-format off */
    __asm__ volatile(
        "ldr d0, [%[first]]\n ldr d1, [%[first_other]]\n ldr d2, [%[row], #8]\n ldr d3, [%[other], #8]\n ldp d4, d5, [%[weights]]\n"
        TWO_STEPS(BEGIN_EMPTY, BEGIN_PAIRS)
        "b.eq 2f\n"
        "1:\n"
        TWO_STEPS(ADD_PAIRS, ADD_PAIRS)
        "b.ne 1b\n"
        "2:\n"
        "sadalp %[a6].4s, v12.8h\n sadalp %[b6].4s, v13.8h\n sadalp %[a7].4s, v14.8h\n sadalp %[b7].4s, v15.8h\n"
        : [weights] "+r"(weights), [row] "+r"(row), [other] "+r"(other), [pairs] "+r"(pairs),
        [a0] "=&w"(a[0]), [a1] "=&w"(a[1]), [a2] "=&w"(a[2]), [a3] "=&w"(a[3]), [a4] "=&w"(a[4]), [a5] "=&w"(a[5]), [a6] "=&w"(a[6]), [a7] "=&w"(a[7]),
        [b0] "=&w"(b[0]), [b1] "=&w"(b[1]), [b2] "=&w"(b[2]), [b3] "=&w"(b[3]), [b4] "=&w"(b[4]), [b5] "=&w"(b[5]), [b6] "=&w"(b[6]), [b7] "=&w"(b[7])
        : [first] "r"(first), [first_other] "r"(first_other)
        : "v0", "v1", "v2", "v3", "v4", "v5", "v6", "v7", "v8", "v9", "v10", "v11", "v12", "v13", "v14", "v15", "cc", "memory");
    /* clang-format on */
}

/* Those of one position, which is seldom alone. */
ALWAYS_INLINE void multiply_one(int32x4_t c[BLOCK], const int8_t *row, const int8_t *weights, int32_t steps)
{
#pragma GCC unroll 8
    for (int j = 0; j < BLOCK; j++)
        c[j] = vdupq_n_s32(0);
    for (; steps >= 2; steps -= 2, row += 16, weights += 2 * STEP_BYTES)
    {
        const int8x8_t x0 = vld1_s8(row);
        const int8x8_t x1 = vld1_s8(row + 8);
#pragma GCC unroll 8
        for (int j = 0; j < BLOCK; j++)
            c[j] = vpadalq_s16(c[j], vmlal_s8(vmull_s8(x0, vld1_s8(weights + j * 8)), x1, vld1_s8(weights + STEP_BYTES + j * 8)));
    }
    if (steps > 0)
    {
        const int8x8_t x = vld1_s8(row);
#pragma GCC unroll 8
        for (int j = 0; j < BLOCK; j++)
            c[j] = vpadalq_s16(c[j], vmull_s8(x, vld1_s8(weights + j * 8)));
    }
}

/* Eight sums of a position, from those of eight vectors. */
ALWAYS_INLINE void store_sums(int32_t *sums, const int32x4_t c[BLOCK])
{
    vst1q_s32(sums, add_across(c));
    vst1q_s32(sums + 4, add_across(c + 4));
}

/* What is added to the sums of products of a position. */
typedef struct addends
{
    int32x4_t bias[2];
    const int32_t *corrections; /* NULL: none */
} addends;

ALWAYS_INLINE void load_sums(int32x4_t loaded[2], const int32_t *sums, const addends *a, int32_t i)
{
    const int32x4_t correction = a->corrections != NULL ? vld1q_dup_s32(a->corrections + i) : vdupq_n_s32(0);
#pragma GCC unroll 2
    for (int h = 0; h < 2; h++)
    {
        const int32x4_t sum = vaddq_s32(vld1q_s32(sums + i * BLOCK + 4 * h), a->bias[h]);
        loaded[h] = a->corrections != NULL ? vaddq_s32(sum, correction) : sum;
    }
}

ALWAYS_INLINE int8x16_t narrow_sums(const requantizer_neon *q, const int32_t *sums, const addends *a, int32_t i, int kind)
{
    int32x4_t first[2];
    int32x4_t second[2];
    load_sums(first, sums, a, i);
    load_sums(second, sums, a, i + 1);
    return narrow_two_neon(q, first, second, kind);
}

/* The sums of a tile to outputs, four positions at a time where there are so many: each has to wait for itself after every instruction. */
ALWAYS_INLINE void requantize(
    const tile_arguments *t, const int32_t *header, const int32_t *sums, const int32_t *corrections, int8_t *output, int32_t left, int kind)
{
    const requantizer_neon q = requantizer_neon_of(header + BLOCK, header + 2 * BLOCK, t->output_zero_point, t->output_min, t->output_max);
    const addends a = {{vld1q_s32(header), vld1q_s32(header + 4)}, corrections};
    const int64_t position_bytes = t->output_channels;
    int32_t i = 0;
    for (; i + 3 < t->positions; i += 4, output += 4 * position_bytes)
    {
        const int8x16_t bytes = narrow_sums(&q, sums, &a, i, kind);
        const int8x16_t more = narrow_sums(&q, sums, &a, i + 2, kind);
        store_two_neon(output, position_bytes, bytes, left);
        store_two_neon(output + 2 * position_bytes, position_bytes, more, left);
    }
    for (; i + 1 < t->positions; i += 2, output += 2 * position_bytes)
        store_two_neon(output, position_bytes, narrow_sums(&q, sums, &a, i, kind), left);
    if (i < t->positions)
    {
        int32x4_t last[2];
        load_sums(last, sums, &a, i);
        finish_neon(&q, last[0], last[1], output, left, kind);
    }
}

/* Arguments are copied, so that compilers need not think that outputs, which are bytes, write over them. */
ALWAYS_INLINE void run_tile(const tile_arguments *arguments, int kind)
{
    const tile_arguments t = *arguments;
    const uint8_t *block = t.packed;
    int32_t sums[POSITIONS * BLOCK];
    for (int32_t channel = 0; channel < t.channels; channel += BLOCK, block += t.block_bytes)
    {
        const int32_t *header = (const int32_t *)(const void *)block;
        const int8_t *weights = (const int8_t *)(header + 3 * BLOCK);
        const int8_t *row = (const int8_t *)t.rows;
        int32x4_t c[AT_ONCE][BLOCK];
        int32_t i = 0;
        for (; i + 1 < t.positions; i += AT_ONCE, row += AT_ONCE * t.row_bytes)
        {
            multiply_two(c[0], c[1], row, row + t.row_bytes, weights, t.steps);
            store_sums(sums + i * BLOCK, c[0]);
            store_sums(sums + (i + 1) * BLOCK, c[1]);
        }
        if (i < t.positions)
        {
            multiply_one(c[0], row, weights, t.steps);
            store_sums(sums + i * BLOCK, c[0]);
        }

        const int32_t left = t.channels - channel;
        if (left >= BLOCK && !t.has_corrections)
            requantize(&t, header, sums, NULL, t.output + channel, BLOCK, kind);
        else
            requantize(&t, header, sums, t.corrections, t.output + channel, left, kind);
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

static const convolution_tile tile_kernel = {POSITIONS, LAYOUT, 1, BLOCK, {run_exact, run_exact_right, run_exact_right_positive, run_float}, AT_ONCE};

static const char *refusal_of_least_weight(const edgeconv_convolution *a)
{
    return a->least_weight > -128 ? convolution_refusal(a, &tile_kernel) : "a weight is -128: two products would not fit 16 bits";
}

CONVOLUTION_KERNEL_THAT_REFUSES(edgeconv_convolution_2x8c8_neon, "Convolution_2x8c8_Neon_Native", "asimd", tile_kernel, refusal_of_least_weight);
