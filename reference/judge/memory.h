/* How much memory a judgement may take here. */
#ifndef SGL_MEMORY_H
#define SGL_MEMORY_H

#include <stddef.h>

/** Bytes that this process can have at most: the machine's memory, or less where a limit (ulimit -v, -d) is set. SIZE_MAX where
 *  nothing is known. */
size_t sgl_memory_here(void);

#endif
