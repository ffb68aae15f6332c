/* The filter's walk in intervals of doubles, on every machine. */
#define PATH sgl_filter_groups_portable
#include "judge/filter_path_portable.h"
