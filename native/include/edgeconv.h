/*
 * libedgeconv: int8 convolution kernels in C, for what C# has no instructions or no schedule for. Every kernel gives the bytes of the
 * TensorFlow Lite reference kernels (fixed point, double rounding), whatever the CPU and however the work is divided.
 *
 * Nothing here checks, allocates or fails: the caller has checked shapes and pointers. Every block of memory handed in starts on a 64-byte line
 * and may be read EDGECONV_SLACK bytes past its end, but for scratch memory.
 */
#ifndef EDGECONV_H
#define EDGECONV_H

#include <stdint.h>

#ifdef __cplusplus
extern "C"
{
#endif

#if defined(__GNUC__)
#define EDGECONV_API __attribute__((visibility("default")))
#else
#define EDGECONV_API
#endif

/* Changes whenever a struct or the meaning of a field does. A caller built for another version must not use the library. */
#define EDGECONV_ABI_VERSION 3u

/* Bytes behind the end of every block that may be touched. */
#define EDGECONV_SLACK 256

    /* How an accumulator of 32 bits becomes an output: which arithmetic, and what the caller knows of the numbers. */
    enum edgeconv_requantization
    {
        /* The reference's fixed point, whatever the factors. */
        EDGECONV_EXACT = 0,
        /* The same where every accumulator stays below 2^30 in magnitude and every shift is to the right, by 1 to 22. */
        EDGECONV_EXACT_RIGHT = 1,
        /* EDGECONV_EXACT_RIGHT where outputs below the zero point are cut off: output_min >= output_zero_point. */
        EDGECONV_EXACT_RIGHT_POSITIVE = 2,
        /* Multipliers are the bits of float32 factors; rounded to the nearest integer, half to even (ONNX QLinearConv). */
        EDGECONV_FLOAT = 3,
    };

    /*
     * How a window of taps walks over NHWC pictures: output position (y, x), tap (fy, fx) reads input row
     * y * stride_height - pad_top + fy * dilation_height, and the column likewise. Positions outside the picture are padding.
     */
    typedef struct edgeconv_window
    {
        int32_t batches;
        int32_t input_height;
        int32_t input_width;
        int32_t input_channels;
        int32_t output_height;
        int32_t output_width;
        int32_t output_channels;
        int32_t filter_height;
        int32_t filter_width;
        int32_t stride_height;
        int32_t stride_width;
        int32_t dilation_height;
        int32_t dilation_width;
        int32_t pad_top;
        int32_t pad_left;
    } edgeconv_window;

    /*
     * A convolution, grouped or depthwise (as many groups as input channels), or a product of rows with a matrix (rows are pixels, the filter is 1x1):
     *
     *   acc = bias[o] + sum (x - input_zero_point) * (w - weight_zero_point)           padding contributes nothing
     *   y   = clamp(output_zero_point + requantize(acc, multiplier[o], shift[o]), output_min, output_max)
     *
     * Kernels read `packed` and not the four operands before it; those are there so that the struct is the managed ConvolutionArguments, field by field.
     */
    typedef struct edgeconv_convolution
    {
        edgeconv_window window;
        int32_t groups;
        int32_t requantization;
        const int8_t *input;   /* NHWC */
        const int8_t *weights; /* OHWI; depthwise: HWO */
        const int32_t *bias;
        const int32_t *multipliers; /* Q31 */
        const int32_t *shifts;      /* powers of two, negative to the right */
        const uint8_t *packed;      /* the four above in the kernel's edgeconv_layout */
        const int8_t *padding;      /* input_zero_point, as often as a picture row has values */
        int8_t *output;             /* NHWO */
        int32_t input_zero_point;
        int32_t weight_zero_point;
        int32_t output_zero_point;
        int32_t output_min;
        int32_t output_max;
        int32_t least_weight; /* no weight is less: -128, or -127 where no weight is -128 */
        const void *windows;  /* memory for a table of the caller's own kernels; not read here */
    } edgeconv_convolution;

    /*
     * How a kernel wants the constant operands arranged. Output channels come in blocks, group by group, each block being
     *
     *   int32 bias[channels], int32 multiplier[channels], int32 shift[channels], int8 weights[steps][channels][depth]
     *
     * with zeros where a block has more channels or a step more depth than the operator; where weight_bytes is 2, int16 weights, without their zero point. Steps are
     *   - of a convolution: tap by tap (filter rows, then columns), each `depth` input channels on; but a convolution of several taps, fewer than eight
     *     input channels, one group and dilation_width 1 is one tap of filter_height * filter_width * input_channels;
     *   - of a depthwise convolution: filter column by filter column, and down each column `depth` filter rows on, of weights without their zero point;
     *     where those leave -127..127 (least_weight, weight_zero_point) there are several such planes one behind the other, whose sum they are, but for weights of
     *     two bytes.
     *
     * The packed bias has the zero points in it: bias - (input_zero_point + input_offset) * sum (w - weight_zero_point), modulo 2^32, over one output channel's
     * filter. Convolutions still have to subtract weight_zero_point * sum (x + input_offset), but for weights of two bytes.
     */
    typedef struct edgeconv_layout
    {
        int32_t channels;
        int32_t depth;
        int32_t input_offset; /* what the kernel adds to each input value before multiplying: 128 or 0 */
        int32_t weight_bytes; /* 1, or 2 */
    } edgeconv_layout;

    /* A kernel. Its work is counted in units, which can be done in any order and by any thread. */
    typedef struct edgeconv_kernel
    {
        /* Operator, tile, instruction set: Convolution_12x32c4_Avx512Vnni_Native. */
        const char *name;
        /* What the CPU must have, in the words of /proc/cpuinfo; empty: nothing. */
        const char *required_features;
        edgeconv_layout layout;
        int32_t (*units)(const edgeconv_convolution *arguments);
        /* Bytes of memory of its own that each thread needs. */
        int32_t (*scratch)(const edgeconv_convolution *arguments);
        /* Why it cannot run with such arguments (pointers not yet set), or NULL when it can. Static text. */
        const char *(*refusal)(const edgeconv_convolution *arguments);
        /* Does the units in [begin, end). */
        void (*run)(const edgeconv_convolution *arguments, int32_t begin, int32_t end, uint8_t *scratch);
    } edgeconv_kernel;

    enum edgeconv_operator
    {
        EDGECONV_CONVOLUTION = 0,
        EDGECONV_DEPTHWISE = 1,
    };

    /* EDGECONV_ABI_VERSION of the library. */
    EDGECONV_API uint32_t edgeconv_abi_version(void);

    /* The kernels for an operator that this CPU can run, best first: the one at an index, or NULL past the last. */
    EDGECONV_API const edgeconv_kernel *edgeconv_kernel_at(int32_t edgeconv_operator, int32_t index);

#if defined(__cplusplus)
}
#else
#include <stddef.h>

/* The managed struct is laid out by the same rules; a change that moves a field changes EDGECONV_ABI_VERSION. */
_Static_assert(sizeof(edgeconv_window) == 60, "fifteen integers");
_Static_assert(offsetof(edgeconv_convolution, groups) == 60, "behind the window");
_Static_assert(offsetof(edgeconv_convolution, requantization) == 64, "behind groups");
_Static_assert(offsetof(edgeconv_convolution, input) == (sizeof(void *) == 8 ? 72 : 68), "aligned as pointers are");
_Static_assert(offsetof(edgeconv_convolution, packed) == offsetof(edgeconv_convolution, input) + 5 * sizeof(void *), "pointer by pointer");
_Static_assert(offsetof(edgeconv_convolution, output) == offsetof(edgeconv_convolution, input) + 7 * sizeof(void *), "pointer by pointer");
_Static_assert(offsetof(edgeconv_convolution, input_zero_point) == offsetof(edgeconv_convolution, output) + sizeof(void *), "behind the pointers");
_Static_assert(sizeof(edgeconv_convolution) == (sizeof(void *) == 8 ? 168 : 128), "six integers and a pointer behind the pointers");
_Static_assert(offsetof(edgeconv_kernel, units) == (sizeof(void *) == 8 ? 32 : 24), "two names and a layout before");
#endif

#endif
