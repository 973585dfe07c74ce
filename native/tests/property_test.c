/* Every kernel against the oracle, byte for byte, over random convolutions: property_test convolution|depthwise [SEED]. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "oracle.h"
#include "packing.h"
#include "random_convolution.h"
#include "run_kernel.h"

enum
{
    CASES = 2000,
    MAX_KERNELS = 16,
};

typedef struct kernel_record
{
    const edgeconv_kernel *kernel;
    int32_t cases;
    int32_t failures;
} kernel_record;

static int wants_case(const kernel_record *record, const edgeconv_convolution *a)
{
    return record->cases < CASES && record->kernel->refusal(a) == NULL;
}

/* Runs a case with every kernel that does not refuse it. */
static void run_case(uint64_t seed, int is_depthwise, kernel_record *records, int32_t count)
{
    edgeconv_convolution a = random_convolution(seed, is_depthwise);
    int32_t wanted = 0;
    for (int32_t i = 0; i < count; i++)
        wanted += wants_case(&records[i], &a);
    int64_t outputs = output_count(&a);
    int8_t *expected = allocate(outputs);
    a.output = expected;
    if (wanted > 0)
        oracle_convolution(&a, is_depthwise);
    for (int32_t i = 0; i < count; i++)
    {
        kernel_record *record = &records[i];
        if (!wants_case(record, &a))
            continue;
        record->cases++;
        int64_t matching = matching_outputs(record->kernel, a, expected, is_depthwise, 1 + (int32_t)(seed % 3));
        if (matching == outputs)
            continue;
        if (record->failures++ < 3)
        {
            printf("FAILED: %s, seed %llu: %s %lld of %lld; ", record->kernel->name, (unsigned long long)seed,
                matching < 0 ? "bytes around the output changed," : "outputs differ from", (long long)matching, (long long)outputs);
            print_convolution(&a);
        }
    }
    free(expected);
    free_operands(&a);
}

int main(int argc, char **argv)
{
    int is_depthwise = argc > 1 && strcmp(argv[1], "depthwise") == 0;
    kernel_record records[MAX_KERNELS] = {{0}};
    int32_t count = 0;
    while (count < MAX_KERNELS && (records[count].kernel = edgeconv_kernel_at(is_depthwise ? EDGECONV_DEPTHWISE : EDGECONV_CONVOLUTION, count)) != NULL)
        count++;
    if (argc > 2)
    {
        run_case(strtoull(argv[2], NULL, 10), is_depthwise, records, count);
    }
    else
    {
        int32_t least = 0;
        for (uint64_t seed = 0; least < CASES && seed < 40 * CASES; seed++)
        {
            run_case(seed, is_depthwise, records, count);
            least = INT32_MAX;
            for (int32_t i = 0; i < count; i++)
                least = records[i].cases < least ? records[i].cases : least;
        }
    }

    int failed = count == 0;
    for (int32_t i = 0; i < count; i++)
    {
        printf("%s: %d cases from seed 0, %d failed\n", records[i].kernel->name, records[i].cases, records[i].failures);
        failed |= records[i].failures != 0 || (argc <= 2 && records[i].cases < CASES);
    }
    return failed;
}
