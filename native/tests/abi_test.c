/* The interface as a stranger meets it: a version, and lists of complete descriptors, best first, ending in a kernel that any CPU runs. */
#include <stdio.h>
#include <string.h>

#include "edgeconv.h"

static int failures;

static void expect(int condition, const char *what)
{
    if (condition)
        return;
    printf("FAILED: %s\n", what);
    failures++;
}

static void check_operator(int32_t operator_number, const char *operator_name)
{
    const edgeconv_kernel *last = NULL;
    int32_t count = 0;
    for (const edgeconv_kernel *k; (k = edgeconv_kernel_at(operator_number, count)) != NULL; count++, last = k)
    {
        printf("%s %d: %s needs [%s], layout %d x %d + %d\n", operator_name, count, k->name, k->required_features, k->layout.channels, k->layout.depth,
            k->layout.input_offset);
        expect(k->units != NULL && k->scratch != NULL && k->refusal != NULL && k->run != NULL, "a kernel has all its functions");
        expect(strncmp(k->name, operator_name, strlen(operator_name)) == 0, "a kernel's name begins with its operator");
        expect(strstr(k->name, "_Native") != NULL, "a kernel's name ends in _Native");
        expect(k->layout.channels > 0 && k->layout.depth > 0 && (k->layout.input_offset == 0 || k->layout.input_offset == 128), "a layout is sound");
        expect(k->layout.weight_bytes == 1 || k->layout.weight_bytes == 2, "a weight has one byte or two");
        for (int32_t i = 0; i < count; i++)
            expect(strcmp(edgeconv_kernel_at(operator_number, i)->name, k->name) != 0, "names are unique");
    }
    expect(last != NULL && last->required_features[0] == 0, "the last kernel needs nothing");
    expect(edgeconv_kernel_at(operator_number, -1) == NULL, "there is no kernel before the first");
}

int main(void)
{
    expect(edgeconv_abi_version() == EDGECONV_ABI_VERSION, "header and library have one version");
    check_operator(EDGECONV_CONVOLUTION, "Convolution");
    check_operator(EDGECONV_DEPTHWISE, "Depthwise");
    expect(edgeconv_kernel_at(99, 0) == NULL, "an unknown operator has no kernels");
    return failures != 0;
}
