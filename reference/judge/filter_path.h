/* A path of the filter, named PATH: a walk where MACHINE_HAS_IT is defined, and true; else nothing. */
#include "judge/filter.h"

#ifdef MACHINE_HAS_IT
#include "judge/filter_walk.h"

sgl_status PATH(sgl_filter_group *out, const sgl_filter *filter, size_t first, size_t count, const sgl_filter_probe *probe)
{
    return MACHINE_HAS_IT ? walk_path(out, filter, first, count, probe) : SGL_EDOM;
}
#else
sgl_status PATH(sgl_filter_group *out, const sgl_filter *filter, size_t first, size_t count, const sgl_filter_probe *probe)
{
    (void)out, (void)filter, (void)first, (void)count, (void)probe;
    return SGL_EDOM;
}
#endif
