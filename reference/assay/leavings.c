/* A thread that waits for the signals, not a handler: it may lock, allocate and read folders. */
#include "leavings.h"
#include "child.h"

#include <dirent.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { MOST = 8 };

static char *paths[MOST];
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static void remove_folder(const char *path, DIR *dir)
{
    struct dirent *entry;

    while ((entry = readdir(dir)) != NULL)
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
            unlinkat(dirfd(dir), entry->d_name, 0);
    rmdir(path);
}

static void remove_path(const char *path)
{
    /* Another thread may be writing there. */
    for (int k = 0; k < 100 && access(path, F_OK) == 0; k++) {
        DIR *dir = opendir(path);

        if (dir == NULL) {
            unlink(path);
            continue;
        }
        remove_folder(path, dir);
        closedir(dir);
    }
}

static void *wait_for_signal(void *context)
{
    sigset_t *ends = context;
    int number;

    if (sigwait(ends, &number) != 0)
        return NULL;
    child_kill_all();
    pthread_mutex_lock(&lock);
    for (size_t k = 0; k < MOST; k++)
        if (paths[k] != NULL)
#if SGL_MUTANT == 512
            continue;
#else
            remove_path(paths[k]);
#endif
    signal(number, SIG_DFL);
    pthread_sigmask(SIG_UNBLOCK, ends, NULL);
    raise(number);
    return NULL;
}

static void watch(void)
{
    static const int numbers[] = {SIGINT, SIGTERM, SIGHUP};
    static sigset_t ends;
    pthread_t thread;

    sigemptyset(&ends);
    for (size_t k = 0; k < sizeof numbers / sizeof *numbers; k++) {
        struct sigaction now;

        if (sigaction(numbers[k], NULL, &now) == 0 && now.sa_handler != SIG_IGN)
            sigaddset(&ends, numbers[k]);
    }
    pthread_sigmask(SIG_BLOCK, &ends, NULL); /* in the threads that are started later too */
    if (pthread_create(&thread, NULL, wait_for_signal, &ends) != 0)
        pthread_sigmask(SIG_UNBLOCK, &ends, NULL);
    else
        pthread_detach(thread);
}

void leavings_add(const char *path)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;

    pthread_once(&once, watch);
    pthread_mutex_lock(&lock);
    for (size_t k = 0; k < MOST; k++)
        if (paths[k] == NULL) {
            paths[k] = strdup(path);
            break;
        }
    pthread_mutex_unlock(&lock);
}

void leavings_remove(const char *path)
{
    remove_path(path);
    leavings_drop(path);
}

void leavings_drop(const char *path)
{
    pthread_mutex_lock(&lock);
    for (size_t k = 0; k < MOST; k++)
        if (paths[k] != NULL && strcmp(paths[k], path) == 0) {
            free(paths[k]);
            paths[k] = NULL;
            break;
        }
    pthread_mutex_unlock(&lock);
}
