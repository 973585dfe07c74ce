#include "golden_file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "packing.h"

char *read_golden_file(const char *path)
{
    FILE *file = fopen(path, "rb");
    if (file == NULL)
        return NULL;
    char *text = NULL;
    if (fseek(file, 0, SEEK_END) == 0)
    {
        long length = ftell(file);
        rewind(file);
        text = allocate(length + 1);
        if (fread(text, 1, (size_t)length, file) != (size_t)length)
        {
            free(text);
            text = NULL;
        }
    }
    fclose(file);
    return text;
}

/* What follows "name":, or NULL. */
static const char *value_of(const char *text, const char *name)
{
    char key[80];
    snprintf(key, sizeof key, "\"%s\":", name);
    const char *at = strstr(text, key);
    return at == NULL ? NULL : at + strlen(key);
}

int32_t golden_number(const char *text, const char *name, int32_t otherwise)
{
    const char *value = value_of(text, name);
    return value == NULL ? otherwise : (int32_t)strtol(value, NULL, 10);
}

int32_t *golden_array(const char *text, const char *name, int64_t *count)
{
    const char *arrays = value_of(text, "arrays");
    const char *array = arrays == NULL ? NULL : value_of(arrays, name);
    const char *at = array == NULL ? NULL : value_of(array, "data");
    if (at == NULL || *at != '[')
        return NULL;
    int64_t capacity = 1;
    for (const char *c = at; *c != ']' && *c != 0; c++)
        capacity += *c == ',';
    int32_t *values = allocate(capacity * 4);
    *count = 0;
    for (char *end = NULL; *at != ']' && *at != 0; at = end)
    {
        values[*count] = (int32_t)strtol(at + 1, &end, 10);
        if (end == at + 1)
            break;
        ++*count;
    }
    return values;
}
