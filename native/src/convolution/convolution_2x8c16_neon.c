/*
 * Two positions by eight channels, four times over, sixteen products a step: SMULL2 and SMLAL of a step's halves sum in 16 bits, SADALP adds pairs to 32. Two
 * products fit 16 bits unless all four factors are -128. Registers: sixteen sums, two of inputs, eight of products, the rest weights.
 *
 * Compilers keep no order that suits cores which issue in order, so the loop is in assembly: the products of two channels by two positions stand together, and
 * those before them are added to their sums between a product's first half and its second. A Cortex-A53 takes a cycle for each eight bytes that it loads into
 * vectors, so loads of 32 at once cost it nothing and save instructions.
 */
#include "../requantize/requantize_neon.h"
#include "driver.h"

/* clang-format off */
#define LAYOUT {8, 16, 0, 1}
/* clang-format on */

enum
{
    POSITIONS = 8,
    AT_ONCE = 2,
    BLOCK = 8,
    STEP = 16,
    STEP_BYTES = BLOCK * STEP,
};

/* The sums of four vectors, one a lane. */
ALWAYS_INLINE int32x4_t add_across(const int32x4_t *c)
{
    return vpaddq_s32(vpaddq_s32(c[0], c[1]), vpaddq_s32(c[2], c[3]));
}

/*
 * Registers of the loop: v0, v1 the inputs of both positions; v4, v5 and v6, v7 in turn the weights of these two channels and of the next; v8-v11 and v12-v15
 * in turn the products of these two channels and of the two before. `following` is the byte offset of the next weights. What becomes of the products of the two
 * channels before is said by ADD: the first time round sums begin with them.
 */
#define ADD_PAIRS(sum, products) "sadalp %[" #sum "].4s, " products ".8h\n"
#define BEGIN_PAIRS(sum, products) "saddlp %[" #sum "].4s, " products ".8h\n"
#define BEGIN_EMPTY(sum, products) "movi %[" #sum "].4s, #0\n"

#define ADD_FOUR(ADD, q0, q1, q2, q3, sum0, sum1, sum2, sum3) ADD(sum0, q0) ADD(sum1, q1) ADD(sum2, q2) ADD(sum3, q3)

#define UPPER_PRODUCTS(w0, w1, p0, p1, p2, p3, load)                                                                                                           \
    "smull2 " p0 ".8h, v0.16b, " w0 ".16b\n" load "smull2 " p1 ".8h, v1.16b, " w0 ".16b\n"                                                                     \
    "smull2 " p2 ".8h, v0.16b, " w1 ".16b\n smull2 " p3 ".8h, v1.16b, " w1 ".16b\n"

#define LOWER_PRODUCTS(w0, w1, p0, p1, p2, p3, load0, load1)                                                                                                   \
    "smlal " p0 ".8h, v0.8b, " w0 ".8b\n smlal " p1 ".8h, v1.8b, " w0 ".8b\n"                                                                                  \
    "smlal " p2 ".8h, v0.8b, " w1 ".8b\n" load0 "smlal " p3 ".8h, v1.8b, " w1 ".8b\n" load1

#define HALF_PRODUCTS(w0, w1, p0, p1, p2, p3, load)                                                                                                            \
    "smull " p0 ".8h, v0.8b, " w0 ".8b\n" load "smull " p1 ".8h, v1.8b, " w0 ".8b\n"                                                                           \
    "smull " p2 ".8h, v0.8b, " w1 ".8b\n smull " p3 ".8h, v1.8b, " w1 ".8b\n"

#define EVEN "v4", "v5"
#define ODD "v6", "v7"
#define EVEN_PRODUCTS "v8", "v9", "v10", "v11"
#define ODD_PRODUCTS "v12", "v13", "v14", "v15"
#define LOAD_EVEN(following) "ldp q4, q5, [%[weights], #" #following "]\n"
#define LOAD_ODD(following) "ldp q6, q7, [%[weights], #" #following "]\n"
/* Macros whose arguments are lists. */
#define UPPER(...) UPPER_PRODUCTS(__VA_ARGS__)
#define LOWER(...) LOWER_PRODUCTS(__VA_ARGS__)
#define HALF(...) HALF_PRODUCTS(__VA_ARGS__)
#define SUMS(...) ADD_FOUR(__VA_ARGS__)

/* A step; the flags say whether it is the last. */
/* clang-format off */
#define WHOLE_STEP(ADD_LAST, ADD)                                                                                                                              \
    "adds %[index], %[index], #16\n"                                                                                                                           \
    UPPER(EVEN, EVEN_PRODUCTS, LOAD_ODD(32)) SUMS(ADD_LAST, ODD_PRODUCTS, a6, b6, a7, b7) LOWER(EVEN, EVEN_PRODUCTS, "", "")                                   \
    UPPER(ODD, ODD_PRODUCTS, LOAD_EVEN(64)) SUMS(ADD, EVEN_PRODUCTS, a0, b0, a1, b1) LOWER(ODD, ODD_PRODUCTS, "", "")                                          \
    UPPER(EVEN, EVEN_PRODUCTS, LOAD_ODD(96)) SUMS(ADD, ODD_PRODUCTS, a2, b2, a3, b3) LOWER(EVEN, EVEN_PRODUCTS, "", "")                                        \
    UPPER(ODD, ODD_PRODUCTS, LOAD_EVEN(128)) SUMS(ADD, EVEN_PRODUCTS, a4, b4, a5, b5)                                                                          \
    LOWER(ODD, ODD_PRODUCTS, "ldr q0, [%[row], %[index]]\n", "ldr q1, [%[other], %[index]]\n")                                                                 \
    "add %[weights], %[weights], #128\n"

/* A last step of which the lower half is enough. */
#define HALF_STEP(ADD_LAST, ADD)                                                                                                                               \
    HALF(EVEN, EVEN_PRODUCTS, LOAD_ODD(32)) SUMS(ADD_LAST, ODD_PRODUCTS, a6, b6, a7, b7)                                                                       \
    HALF(ODD, ODD_PRODUCTS, LOAD_EVEN(64)) SUMS(ADD, EVEN_PRODUCTS, a0, b0, a1, b1)                                                                            \
    HALF(EVEN, EVEN_PRODUCTS, LOAD_ODD(96)) SUMS(ADD, ODD_PRODUCTS, a2, b2, a3, b3)                                                                            \
    HALF(ODD, ODD_PRODUCTS, "") SUMS(ADD, EVEN_PRODUCTS, a4, b4, a5, b5)
/* clang-format on */

/*
 * The sums of products of two positions. The products of the last two channels are added when the loop comes round, so it ends with them, and it has read one
 * step too far, or the half step that may follow.
 */
ALWAYS_INLINE void multiply_two(
    int32x4_t a[BLOCK], int32x4_t b[BLOCK], const int8_t *row, const int8_t *other, const int8_t *weights, int64_t steps, int64_t half)
{
    row += STEP * steps;
    other += STEP * steps;
    int64_t index = -STEP * steps;
    /* clang-format off */
    __asm__ volatile(
        "ldr q0, [%[row], %[index]]\n ldr q1, [%[other], %[index]]\n" LOAD_EVEN(0)
        "cbz %[index], 3f\n"
        WHOLE_STEP(BEGIN_EMPTY, BEGIN_PAIRS)
        "b.eq 2f\n"
        "1:\n"
        WHOLE_STEP(ADD_PAIRS, ADD_PAIRS)
        "b.ne 1b\n"
        "2:\n"
        "cbz %[half], 4f\n"
        HALF_STEP(ADD_PAIRS, ADD_PAIRS)
        "b 4f\n"
        "3:\n"
        HALF_STEP(BEGIN_EMPTY, BEGIN_PAIRS)
        "4:\n"
        SUMS(ADD_PAIRS, ODD_PRODUCTS, a6, b6, a7, b7)
        : [weights] "+r"(weights), [index] "+r"(index),
        [a0] "=&w"(a[0]), [a1] "=&w"(a[1]), [a2] "=&w"(a[2]), [a3] "=&w"(a[3]), [a4] "=&w"(a[4]), [a5] "=&w"(a[5]), [a6] "=&w"(a[6]), [a7] "=&w"(a[7]),
        [b0] "=&w"(b[0]), [b1] "=&w"(b[1]), [b2] "=&w"(b[2]), [b3] "=&w"(b[3]), [b4] "=&w"(b[4]), [b5] "=&w"(b[5]), [b6] "=&w"(b[6]), [b7] "=&w"(b[7])
        : [row] "r"(row), [other] "r"(other), [half] "r"(half)
        : "v0", "v1", "v4", "v5", "v6", "v7", "v8", "v9", "v10", "v11", "v12", "v13", "v14", "v15", "cc", "memory");
    /* clang-format on */
}

/* Those of one position, which is seldom alone. */
ALWAYS_INLINE void multiply_one(int32x4_t c[BLOCK], const int8_t *row, const int8_t *weights, int32_t steps)
{
#pragma GCC unroll 8
    for (int j = 0; j < BLOCK; j++)
        c[j] = vdupq_n_s32(0);
    for (; steps > 0; steps--, row += STEP, weights += STEP_BYTES)
    {
        const int8x16_t x = vld1q_s8(row);
#pragma GCC unroll 8
        for (int j = 0; j < BLOCK; j++)
        {
            const int8x16_t w = vld1q_s8(weights + j * STEP);
            c[j] = vpadalq_s16(c[j], vmlal_s8(vmull_high_s8(x, w), vget_low_s8(x), vget_low_s8(w)));
        }
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
    /* A last step of which half is enough takes less than half the work. */
    const int64_t half = t.last_step_values <= STEP / 2;
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
            multiply_two(c[0], c[1], row, row + t.row_bytes, weights, t.steps - half, half);
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

static const char *refusal_of_two_products(const edgeconv_convolution *a)
{
    if (a->least_weight == -128)
        return "a weight is -128: two products would not fit 16 bits";
    const convolution_tiling t = convolution_tiling_of(a, &tile_kernel);
    return t.taps > 1 && t.depth <= STEP / 2 ? "more than half of each of its steps would be empty" : convolution_refusal(a, &tile_kernel);
}

CONVOLUTION_KERNEL_THAT_REFUSES(edgeconv_convolution_2x8c16_neon, "Convolution_2x8c16_Neon_Native", "asimd", tile_kernel, refusal_of_two_products);
