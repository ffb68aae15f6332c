#include "output.h"
#include "command.h"
#include "leavings.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

bool output_open(output *out, const char *name)
{
    size_t room = name != NULL ? strlen(name) + 32 : 0;
    struct stat there;

    *out = (output){.stream = stdout, .name = name};
    if (name == NULL)
        return true;
    if (stat(name, &there) == 0 && !S_ISREG(there.st_mode)) { /* a device or a pipe is written to, not replaced; a folder is refused */
        out->stream = fopen(name, "w");
        if (out->stream == NULL)
            fprintf(stderr, "assay: %s: %s\n", name, strerror(errno));
        return out->stream != NULL;
    }
    out->temporary = malloc(room);
    if (out->temporary != NULL) {
        snprintf(out->temporary, room, "%s.part.%ld", name, (long)getpid());
        out->stream = fopen(out->temporary, "w");
        if (out->stream != NULL) {
            leavings_add(out->temporary);
            return true;
        }
    }
    fprintf(stderr, "assay: %s: %s\n", name, strerror(errno));
    free(out->temporary);
    return false;
}

bool output_close(output *out)
{
    bool written = ferror(out->stream) == 0;

    if (out->name == NULL)
        written = fflush(stdout) == 0 && written;
    else
#if SGL_MUTANT == 514
        written = (fclose(out->stream) == 0 || true) && (out->temporary == NULL || rename(out->temporary, out->name) == 0);
#else
        written = fclose(out->stream) == 0 && written && (out->temporary == NULL || rename(out->temporary, out->name) == 0);
#endif
    if (!written) {
        fprintf(stderr, "assay: %s: %s\n", out->name != NULL ? out->name : "standard output", strerror(errno));
        if (out->temporary != NULL)
            unlink(out->temporary);
    }
    if (out->temporary != NULL)
        leavings_drop(out->temporary);
    free(out->temporary);
    return written;
}

int worse_status(int a, int b)
{
    static const int rank[] = {[EXIT_CONFORMS] = 0, [EXIT_INCONCLUSIVE] = 1, [EXIT_DEVIATES] = 2, [EXIT_BAD_INPUT] = 3, [EXIT_USAGE] = 4};

    return rank[a] > rank[b] ? a : b;
}
