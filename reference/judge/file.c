#include "judge/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

sgl_status sgl_file_map_open(void **bytes, size_t *size, int *file, const char *path, sgl_error *error)
{
    /* O_NONBLOCK: a FIFO must be refused, not waited for. */
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK), saved;
    void *map = NULL;
    struct stat st;

    *bytes = NULL;
    *size = 0;
    *file = -1;
    if (fd < 0)
        return sgl_error_set(error, SGL_EIO, path, "cannot be opened (%s); expected a file",
                             strerror(errno));
    if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode)) {
        close(fd);
        return sgl_error_set(error, SGL_EIO, path, "no regular file; expected one");
    }
    errno = ENOMEM;
    if ((uintmax_t)st.st_size > SIZE_MAX)
        map = MAP_FAILED;
    else if (st.st_size > 0)
        map = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
    saved = errno;
    if (map == MAP_FAILED) {
        close(fd);
        return sgl_error_set(error, saved == ENOMEM ? SGL_ENOMEM : SGL_EIO, path,
                             "cannot be mapped (%s); expected a readable file", strerror(saved));
    }
    *bytes = map;
    *size = (size_t)st.st_size;
    *file = fd;
    return SGL_OK;
}

sgl_status sgl_file_map(void **bytes, size_t *size, const char *path, sgl_error *error)
{
    int file;
    sgl_status status = sgl_file_map_open(bytes, size, &file, path, error);

    if (status == SGL_OK)
        close(file);
    return status;
}

void sgl_file_unmap(void *bytes, size_t size)
{
    if (bytes != NULL)
        munmap(bytes, size);
}

static bool put(int fd, const void *data, size_t size)
{
    const unsigned char *at = data;

    while (size > 0) {
        ssize_t n = write(fd, at, size);

        if (n < 0 && errno != EINTR)
            return false;
        if (n > 0) {
            at += n;
            size -= (size_t)n;
        }
    }
    return true;
}

/* The folder that path lies in, "./" for a bare name; to be freed. NULL when memory is short. */
static char *folder_of(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash == NULL ? strdup("./") : strndup(path, (size_t)(slash - path) + 1);
}

void sgl_file_sync_folder(const char *path)
{
    char *folder = folder_of(path);
    int fd = folder == NULL ? -1 : open(folder, O_RDONLY | O_CLOEXEC | O_DIRECTORY);

    if (fd >= 0) {
        (void)!fsync(fd);
        close(fd);
    }
    free(folder);
}

sgl_status sgl_file_write(const char *path, const void *header, size_t header_size,
                          const void *data, size_t size, sgl_error *error)
{
    size_t room = strlen(path) + 64;
    char *temporary = malloc(room);
    int fd = -1, saved;
    bool good;

    if (temporary == NULL)
        return sgl_error_set(error, SGL_ENOMEM, path, "out of memory");
    /* Not mkstemp: that makes files which only their owner can read, whatever the umask. */
    errno = EEXIST;
    for (unsigned k = 0; fd < 0 && errno == EEXIST && k < 1000; k++) {
        snprintf(temporary, room, "%s.%ld-%u.tmp", path, (long)getpid(), k);
        fd = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    }
    saved = errno;
    good = fd >= 0;
    if (good) {
        good = put(fd, header, header_size) && put(fd, data, size) && fsync(fd) == 0;
        saved = errno;
        if (close(fd) != 0 && good) {
            good = false;
            saved = errno;
        }
        if (good && rename(temporary, path) != 0) {
            good = false;
            saved = errno;
        }
#if SGL_MUTANT != 173
        if (!good)
            unlink(temporary);
#endif
    }
    free(temporary);
    if (!good)
        return sgl_error_set(error, SGL_EIO, path, "cannot be written (%s)", strerror(saved));
    sgl_file_sync_folder(path);
    return SGL_OK;
}
