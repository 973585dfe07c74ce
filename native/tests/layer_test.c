/* Every kernel of this CPU on the convolutions of real models, byte for byte: layer_test FILE... Files are written by the managed tests; layer_file.h says how. */
#include <stdio.h>

#include "layer_file.h"
#include "run_kernel.h"

/* The number of kernels that differ. */
static int check_layer(const recorded_layer *layer, const char *path, int number)
{
    int failures = 0;
    const edgeconv_kernel *kernel;
    for (int32_t i = 0; (kernel = edgeconv_kernel_at(layer->is_depthwise ? EDGECONV_DEPTHWISE : EDGECONV_CONVOLUTION, i)) != NULL; i++)
    {
        if (kernel->refusal(&layer->arguments) != NULL)
            continue;
        int64_t matching = matching_outputs(kernel, layer->arguments, layer->outputs, layer->is_depthwise, 2);
        if (matching == output_count(&layer->arguments))
            continue;
        printf("FAILED: %s, convolution %d of %s: output %lld\n", kernel->name, number, path, (long long)matching);
        failures++;
    }
    return failures;
}

/* The number of failures in a file. */
static int check_file(const char *path)
{
    FILE *file = fopen(path, "rb");
    if (file == NULL)
    {
        printf("FAILED: %s cannot be read\n", path);
        return 1;
    }
    int layers = 0;
    int failures = 0;
    recorded_layer layer;
    int state;
    while ((state = read_layer(file, &layer)) == 1)
    {
        failures += check_layer(&layer, path, layers++);
        free_layer(&layer);
    }
    fclose(file);
    printf("%s: %d convolutions, %d failures\n", path, layers, failures);
    return failures + (state < 0 || layers == 0);
}

int main(int argc, char **argv)
{
    int failures = argc < 2;
    for (int i = 1; i < argc; i++)
        failures += check_file(argv[i]);
    return failures != 0;
}
