#include "run_kernel.h"

#include <stdlib.h>
#include <string.h>

#include "packing.h"

enum
{
    GUARD = 64,
    GUARD_VALUE = 77,
};

int64_t output_count(const edgeconv_convolution *a)
{
    const edgeconv_window *w = &a->window;
    return (int64_t)w->batches * w->output_height * w->output_width * w->output_channels;
}

static int is_guarded(const int8_t *bytes, int64_t count)
{
    for (int64_t i = 0; i < count; i++)
    {
        if (bytes[i] != GUARD_VALUE)
            return 0;
    }
    return 1;
}

int64_t matching_outputs(const edgeconv_kernel *kernel, edgeconv_convolution a, const int8_t *expected, int is_depthwise, int32_t parts)
{
    int64_t count = output_count(&a);
    int8_t *output = allocate(count + GUARD);
    memset(output, GUARD_VALUE, (size_t)(count + GUARD + EDGECONV_SLACK));
    uint8_t *packed = pack_operands(&kernel->layout, &a, is_depthwise);
    int32_t scratch_bytes = kernel->scratch(&a);
    uint8_t *scratch = allocate(scratch_bytes);
    /* Other threads' scratch memory may lie there. */
    memset(scratch + scratch_bytes, GUARD_VALUE, EDGECONV_SLACK);
    a.packed = packed;
    a.output = output + GUARD;
    int32_t units = kernel->units(&a);
    for (int32_t part = parts - 1; part >= 0; part--)
        kernel->run(&a, (int32_t)((int64_t)part * units / parts), (int32_t)((int64_t)(part + 1) * units / parts), scratch);

    int64_t matching = 0;
    while (matching < count && a.output[matching] == expected[matching])
        matching++;
    if (!is_guarded(output, GUARD) || !is_guarded(a.output + count, EDGECONV_SLACK) || !is_guarded((int8_t *)scratch + scratch_bytes, EDGECONV_SLACK))
        matching = -1;
    free(output);
    free(packed);
    free(scratch);
    return matching;
}
