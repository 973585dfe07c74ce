#include "cpu_features.h"

unsigned cpu_features(void)
{
    return 0;
}
