/* How the library says what is wrong with an input: one line in a buffer of the caller's, never printed. */
#ifndef SGL_JUDGE_ERROR_H
#define SGL_JUDGE_ERROR_H

#include "sgl_spec.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Writes "path: " and the formatted rest. A path of more than 200 bytes loses its front, so that the rest always
 *  fits; control characters (a name may hold a newline) become '?'.
 *
 *  Returns: status, for `return sgl_error_set(...)`.
 *  Out:     error   or NULL, when nobody asks
 *  In:      path    or NULL */
#if defined(__GNUC__)
__attribute__((format(printf, 4, 5)))
#endif
sgl_status
sgl_error_set(sgl_error *error, sgl_status status, const char *path, const char *format, ...);

#ifdef __cplusplus
}
#endif

#endif
