#include "layer_file.h"

#include <stdlib.h>
#include <string.h>

#include "packing.h"
#include "random_convolution.h"
#include "run_kernel.h"

static void *read_array(FILE *file, int64_t bytes, int *is_whole)
{
    void *values = allocate(bytes);
    *is_whole &= fread(values, 1, (size_t)bytes, file) == (size_t)bytes;
    return values;
}

int read_layer(FILE *file, recorded_layer *layer)
{
    enum
    {
        WINDOW = 15,
        REST = 8,
    };
    int32_t header[1 + WINDOW + REST];
    size_t numbers = fread(header, sizeof header[0], sizeof header / sizeof header[0], file);
    if (numbers != sizeof header / sizeof header[0])
        return numbers == 0 ? 0 : -1;
    const int32_t *rest = header + 1 + WINDOW;
    edgeconv_convolution *a = &layer->arguments;
    memset(a, 0, sizeof *a);
    layer->is_depthwise = header[0];
    memcpy(&a->window, header + 1, sizeof a->window);
    a->groups = rest[0];
    a->requantization = rest[1];
    a->input_zero_point = rest[2];
    a->weight_zero_point = rest[3];
    a->output_zero_point = rest[4];
    a->output_min = rest[5];
    a->output_max = rest[6];
    a->least_weight = rest[7];
    const edgeconv_window *w = &a->window;
    int64_t channel_bytes = (int64_t)w->output_channels * (int64_t)sizeof(int32_t);
    int is_whole = 1;
    a->input = read_array(file, (int64_t)w->batches * w->input_height * w->input_width * w->input_channels, &is_whole);
    a->weights = read_array(file, weight_count(a, layer->is_depthwise), &is_whole);
    a->bias = read_array(file, channel_bytes, &is_whole);
    a->multipliers = read_array(file, channel_bytes, &is_whole);
    a->shifts = read_array(file, channel_bytes, &is_whole);
    layer->outputs = read_array(file, output_count(a), &is_whole);
    a->padding = padding_of(a);
    return is_whole ? 1 : -1;
}

void free_layer(recorded_layer *layer)
{
    free_operands(&layer->arguments);
    free(layer->outputs);
}
