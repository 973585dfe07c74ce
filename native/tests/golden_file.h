/* The golden vectors of CMSIS-NN: JSON with one object of numbers and one of arrays of numbers. No other JSON is read. */
#ifndef EDGECONV_TESTS_GOLDEN_FILE_H
#define EDGECONV_TESTS_GOLDEN_FILE_H

#include <stdint.h>

/* A file's text, on the heap; NULL when it cannot be read. */
char *read_golden_file(const char *path);

/* A number of the configuration, or `otherwise` when it is not there. */
int32_t golden_number(const char *text, const char *name, int32_t otherwise);

/* An array, on the heap; NULL when it is not there. */
int32_t *golden_array(const char *text, const char *name, int64_t *count);

#endif
