#include "child.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

enum { MOST_CHILDREN = 256, CHUNK = 65536 };

/* The process groups alive. */
static pid_t alive[MOST_CHILDREN];
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static double now(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static void enlist(pid_t from, pid_t to)
{
    for (size_t k = 0; k < MOST_CHILDREN; k++) {
        if (alive[k] == from) {
            alive[k] = to;
            return;
        }
    }
}

void child_kill_all(void)
{
    pthread_mutex_lock(&lock); /* for good: no child starts or ends from here on */
    for (size_t k = 0; k < MOST_CHILDREN; k++)
        if (alive[k] != 0)
            kill(-alive[k], SIGKILL);
}

static void shut(int *fd)
{
    if (*fd >= 0)
        close(*fd);
    *fd = -1;
}

/* Pipes p[0..2] for stdin, stdout, stderr, none inherited by anybody else. */
static bool pipes(int p[3][2])
{
    for (int k = 0; k < 3; k++) {
        if (pipe(p[k]) != 0)
            return false;
        for (int end = 0; end < 2; end++)
            fcntl(p[k][end], F_SETFD, FD_CLOEXEC);
    }
    return true;
}

static int spawn(pid_t *pid, int p[3][2], char *const argv[])
{
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    sigset_t defaults, none;
    int failed;

    posix_spawn_file_actions_init(&actions);
    posix_spawnattr_init(&attributes);
    posix_spawn_file_actions_adddup2(&actions, p[0][0], STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, p[1][1], STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&actions, p[2][1], STDERR_FILENO);
    sigemptyset(&none);
    sigemptyset(&defaults);
    sigaddset(&defaults, SIGPIPE);
    sigaddset(&defaults, SIGXFSZ);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setsigdefault(&attributes, &defaults);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK);
    failed = posix_spawnp(pid, argv[0], &actions, &attributes, argv, environ);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    return failed;
}

sgl_status child_start(child *c, char *const argv[], sgl_error *error)
{
    int p[3][2] = {{-1, -1}, {-1, -1}, {-1, -1}}, failed;

    memset(c, 0, sizeof *c);
    c->in = c->out = c->err = -1;
    pthread_mutex_lock(&lock); /* between pipe and FD_CLOEXEC no other thread may spawn */
    failed = pipes(p) ? 0 : errno;
    /* A pipe on 0, 1 or 2 would be its own target. */
    for (int k = 0; failed == 0 && k < 6; k++)
        if (p[k / 2][k % 2] <= STDERR_FILENO)
            failed = EBADF;
    if (failed == 0)
        failed = spawn(&c->pid, p, argv);
    if (failed == 0)
        enlist(0, c->pid);
    pthread_mutex_unlock(&lock);
    shut(&p[0][0]);
    shut(&p[1][1]);
    shut(&p[2][1]);
    if (failed != 0) {
        shut(&p[0][1]);
        shut(&p[1][0]);
        shut(&p[2][0]);
        c->pid = 0;
        return sgl_error_set(error, SGL_EIO, argv[0], "cannot be started (%s); expected a program", strerror(failed));
    }
    c->in = p[0][1];
    c->out = p[1][0];
    c->err = p[2][0];
    fcntl(c->in, F_SETFL, O_NONBLOCK);
    fcntl(c->out, F_SETFL, O_NONBLOCK);
    fcntl(c->err, F_SETFL, O_NONBLOCK);
    return SGL_OK;
}

/* Whatever is on its stderr, into the ring. */
static void read_log(child *c)
{
    char chunk[4096];
    ssize_t got;

    for (int k = 0; k < 16; k++) { /* a flood there must not keep us from its answer */
        got = read(c->err, chunk, sizeof chunk);
        if (got <= 0) {
            if (got == 0 || (errno != EAGAIN && errno != EINTR))
                shut(&c->err);
            return;
        }
        for (ssize_t i = 0; i < got; i++)
            c->log[c->logged++ % CHILD_LOG] = chunk[i];
    }
}

/* Some of its output into the buffer. False when it has ended. */
static bool read_output(child *c)
{
    ssize_t got;

    if (c->room - c->filled < CHUNK) {
        char *larger = realloc(c->buffer, 2 * c->room + CHUNK);

        if (larger == NULL)
            return false;
        c->buffer = larger;
        c->room = 2 * c->room + CHUNK;
    }
    got = read(c->out, c->buffer + c->filled, c->room - c->filled);
    if (got > 0)
        c->filled += (size_t)got;
    else if (got == 0 || (errno != EAGAIN && errno != EINTR))
        shut(&c->out);
    return c->out >= 0;
}

/* The first length bytes of the buffer as text to be freed, or NULL; taken out, and skip more. */
static char *take(child *c, size_t length, size_t skip)
{
    char *text = malloc(length + 1);

    if (text == NULL)
        return NULL;
    if (length > 0)
        memcpy(text, c->buffer, length);
    text[length] = '\0';
    c->filled -= length + skip;
    if (c->filled > 0)
        memmove(c->buffer, c->buffer + length + skip, c->filled);
    return text;
}

static child_event give(child *c, child_event event, size_t size, char **line, size_t *length)
{
    enum { ENOUGH_TO_QUOTE = 256 };

    if (event != CHILD_ANSWERED && size > ENOUGH_TO_QUOTE)
        size = ENOUGH_TO_QUOTE;
    *line = take(c, size, event == CHILD_ANSWERED ? 1 : 0);
    *length = *line != NULL ? size : 0;
    if (event == CHILD_ANSWERED)
        c->lines++;
    return *line == NULL ? CHILD_ENDED : event;
}

/* As much of text as its pipe takes. False when nobody reads it. */
static bool send_some(child *c, const char *text, size_t size, size_t *sent)
{
    ssize_t put = write(c->in, text + *sent, size - *sent);

    if (put > 0)
        *sent += (size_t)put;
    return put >= 0 || errno == EAGAIN || errno == EINTR;
}

child_event child_ask(child *c, const char *text, size_t size, size_t limit, double seconds, char **line, size_t *length)
{
    double deadline = now() + seconds;
    size_t sent = 0, scanned = 0;

    if (c->out >= 0)
        (void)read_output(c);
#if SGL_MUTANT != 402
    if (c->filled > 0)
        return give(c, CHILD_UNASKED, c->filled, line, length);
#endif
    for (;;) {
        struct pollfd polled[3] = {{c->out, POLLIN, 0}, {c->err, POLLIN, 0}, {sent < size ? c->in : -1, POLLOUT, 0}};
        char *end = c->filled > scanned ? memchr(c->buffer + scanned, '\n', c->filled - scanned) : NULL;
        size_t whole = end != NULL ? (size_t)(end - c->buffer) : c->filled;
        double left = deadline - now();

        if (whole > limit)
            return give(c, CHILD_FLOOD, whole, line, length);
        if (end != NULL && sent == size)
            return give(c, CHILD_ANSWERED, whole, line, length);
        scanned = end == NULL ? c->filled : 0;
        if (end == NULL && c->out < 0)
            return give(c, CHILD_ENDED, whole, line, length);
        if (left <= 0)
            return give(c, CHILD_TIMEOUT, whole, line, length);
        if (end != NULL)
            polled[0].fd = -1; /* one line is enough while it has not read the question */
        if (poll(polled, 3, left < 1000 ? (int)(1000 * left) + 1 : 1000000) < 0 && errno != EINTR)
            return give(c, CHILD_ENDED, whole, line, length);
        if (polled[1].revents != 0 && c->err >= 0)
            read_log(c);
        if (polled[0].revents != 0 && c->out >= 0)
            (void)read_output(c);
        if (polled[2].revents != 0 && !send_some(c, text, size, &sent))
            sent = size; /* its input is closed: what it has to say comes, or its output ends */
    }
}

/* Whether it has ended; it stays a zombie, so that its process group keeps its number. */
static bool has_ended(const child *c)
{
    siginfo_t info = {0};

    return waitid(P_PID, (id_t)c->pid, &info, WEXITED | WNOHANG | WNOWAIT) == 0 && info.si_pid == c->pid;
}

void child_end(child *c, double seconds)
{
    double deadline = now() + seconds;
    bool by_itself;

    if (c->pid == 0)
        return;
    shut(&c->in);
    while (!(by_itself = has_ended(c)) && now() < deadline) {
        struct pollfd polled = {c->err, POLLIN, 0};

        poll(&polled, 1, 5);
        if (polled.revents != 0 && c->err >= 0)
            read_log(c);
    }
    if (c->err >= 0)
        read_log(c);
    pthread_mutex_lock(&lock);
    kill(-c->pid, SIGKILL); /* and what it has started */
    enlist(c->pid, 0);
    pthread_mutex_unlock(&lock);
    while (waitpid(c->pid, &c->status, 0) < 0 && errno == EINTR)
        continue;
    if (!by_itself)
        c->status = -1;
    shut(&c->out);
    shut(&c->err);
    free(c->buffer);
    c->buffer = NULL;
    c->filled = c->room = 0;
    c->pid = 0;
}

void child_fate(const child *c, char *text, size_t size)
{
    if (c->status == -1)
        snprintf(text, size, "was still running");
    else if (WIFSIGNALED(c->status))
        snprintf(text, size, "was killed by signal %d (%s)", WTERMSIG(c->status), strsignal(WTERMSIG(c->status)));
    else
        snprintf(text, size, "exited with status %d", WEXITSTATUS(c->status));
}

char *child_log(const child *c)
{
    size_t kept = c->logged < CHILD_LOG ? c->logged : CHILD_LOG;
    char *text = kept > 0 ? malloc(kept + 1) : NULL;

    if (text == NULL)
        return NULL;
    for (size_t k = 0; k < kept; k++) {
        unsigned char at = (unsigned char)c->log[(c->logged - kept + k) % CHILD_LOG];

        text[k] = (at < ' ' && at != '\n' && at != '\t') || at > '~' ? '?' : (char)at;
    }
    while (kept > 0 && text[kept - 1] == '\n')
        kept--;
    text[kept] = '\0';
    return text;
}
