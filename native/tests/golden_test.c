/* Every kernel against the golden vectors of CMSIS-NN: golden_test convolution|depthwise FOLDER. Exits with 77, "skipped", where the folder is absent. */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "golden_file.h"
#include "oracle.h"
#include "packing.h"
#include "random_convolution.h"
#include "run_kernel.h"

enum
{
    SKIPPED = 77,
};

static int8_t *narrow(int32_t *values, int64_t count)
{
    int8_t *bytes = allocate(count);
    for (int64_t i = 0; i < count; i++)
        bytes[i] = (int8_t)values[i];
    free(values);
    return bytes;
}

static int8_t *golden_bytes(const char *text, const char *name)
{
    int64_t count = 0;
    int32_t *values = golden_array(text, name, &count);
    return values == NULL ? NULL : narrow(values, count);
}

static edgeconv_convolution golden_convolution(const char *text, int is_depthwise)
{
    edgeconv_convolution a = {
        .window =
            {
                .batches = golden_number(text, "INPUT_BATCHES", 0),
                .input_height = golden_number(text, "INPUT_H", 0),
                .input_width = golden_number(text, "INPUT_W", 0),
                .input_channels = golden_number(text, "IN_CH", 0),
                .output_height = golden_number(text, "OUTPUT_H", 0),
                .output_width = golden_number(text, "OUTPUT_W", 0),
                .output_channels = golden_number(text, "OUT_CH", 0),
                .filter_height = golden_number(text, "FILTER_Y", 0),
                .filter_width = golden_number(text, "FILTER_X", 0),
                .stride_height = golden_number(text, "STRIDE_Y", 0),
                .stride_width = golden_number(text, "STRIDE_X", 0),
                .dilation_height = golden_number(text, "DILATION_Y", 1),
                .dilation_width = golden_number(text, "DILATION_X", 1),
                .pad_top = golden_number(text, "PAD_Y", 0),
                .pad_left = golden_number(text, "PAD_X", 0),
            },
        .input_zero_point = -golden_number(text, "INPUT_OFFSET", 0),
        .output_zero_point = golden_number(text, "OUTPUT_OFFSET", 0),
        .output_min = golden_number(text, "OUT_ACTIVATION_MIN", 0),
        .output_max = golden_number(text, "OUT_ACTIVATION_MAX", 0),
    };
    int64_t count = 0;
    a.groups = is_depthwise ? a.window.input_channels : a.window.input_channels / golden_number(text, "FILTER_CH", a.window.input_channels);
    a.input = golden_bytes(text, "input");
    a.weights = golden_bytes(text, "weights");
    a.bias = golden_array(text, "biases", &count);
    a.multipliers = golden_array(text, "output_mult", &count);
    a.shifts = golden_array(text, "output_shift", &count);
    a.padding = padding_of(&a);
    return a;
}

/* Returns the number of kernels that differ. */
static int check_file(const char *path, int is_depthwise)
{
    char *text = read_golden_file(path);
    if (text == NULL)
    {
        printf("FAILED: %s cannot be read\n", path);
        return 1;
    }
    edgeconv_convolution a = golden_convolution(text, is_depthwise);
    int8_t *expected = golden_bytes(text, "output_ref");
    free(text);
    int failures = 0;
    if (a.input == NULL || a.weights == NULL || a.bias == NULL || a.multipliers == NULL || a.shifts == NULL || expected == NULL)
    {
        printf("FAILED: %s lacks an array\n", path);
        failures = 1;
    }
    else
    {
        a.requantization = requantization_of(&a, is_depthwise);
        a.least_weight = least_weight_of(&a, is_depthwise);
        int64_t outputs = output_count(&a);
        const edgeconv_kernel *kernel;
        for (int32_t i = 0; (kernel = edgeconv_kernel_at(is_depthwise ? EDGECONV_DEPTHWISE : EDGECONV_CONVOLUTION, i)) != NULL; i++)
        {
            if (kernel->refusal(&a) == NULL && matching_outputs(kernel, a, expected, is_depthwise, 1) != outputs)
            {
                printf("FAILED: %s differs from %s\n", kernel->name, path);
                failures++;
            }
        }
    }
    free(expected);
    free_operands(&a);
    return failures;
}

static int is_case_of(const char *name, int is_depthwise)
{
    if (strstr(name, ".json") == NULL)
        return 0;
    return is_depthwise ? strncmp(name, "depthwise_conv_", 15) == 0 : strncmp(name, "convolve_", 9) == 0 || strncmp(name, "grouped_convolve_", 17) == 0;
}

int main(int argc, char **argv)
{
    if (argc < 3)
    {
        fprintf(stderr, "usage: golden_test convolution|depthwise FOLDER\n");
        return 2;
    }
    int is_depthwise = strcmp(argv[1], "depthwise") == 0;
    DIR *folder = opendir(argv[2]);
    if (folder == NULL)
    {
        printf("skipped: %s is absent\n", argv[2]);
        return SKIPPED;
    }
    int files = 0;
    int failures = 0;
    for (const struct dirent *entry; (entry = readdir(folder)) != NULL;)
    {
        if (!is_case_of(entry->d_name, is_depthwise))
            continue;
        char path[4096];
        snprintf(path, sizeof path, "%s/%s", argv[2], entry->d_name);
        failures += check_file(path, is_depthwise);
        files++;
    }
    closedir(folder);
    printf("%d files, %d failures\n", files, failures);
    return files == 0 || failures != 0;
}
