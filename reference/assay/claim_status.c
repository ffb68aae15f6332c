#include "claim_status.h"

#include <limits.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

const char *claim_status_name(claim_status status)
{
    static const char *const names[] = {"skipped", "established", "failed"};

    return names[status];
}

static bool is_folder_of_checks(const char *folder)
{
    char path[PATH_MAX];
    int length = snprintf(path, sizeof path, "%s/c-theorem_1", folder);

    return length > 0 && (size_t)length < sizeof path && access(path, X_OK) == 0;
}

bool claim_programs(char *folder, size_t size)
{
    static const char *const beside[] = {"proofs_checks", "../libexec/assay"};
    const char *given = getenv("SGL_CHECKS");
    char self[PATH_MAX], *slash;
    ssize_t n;

    if (given != NULL) {
        snprintf(folder, size, "%s", given);
        return is_folder_of_checks(folder);
    }
    n = readlink("/proc/self/exe", self, sizeof self - 1);
    if (n <= 0)
        return false;
    self[n] = '\0';
    slash = strrchr(self, '/');
    if (slash == NULL)
        return false;
    *slash = '\0';
    for (size_t k = 0; k < sizeof beside / sizeof *beside; k++) {
        int length = snprintf(folder, size, "%s/%s", self, beside[k]);

        if (length > 0 && (size_t)length < size && is_folder_of_checks(folder))
            return true;
    }
    return false;
}

bool claim_next_program(const char **place, char *program, size_t size)
{
    const char *p = *place;

    while (*p != '\0') {
        size_t n;

        p += strspn(p, "; ");
        n = strcspn(p, ";:");
        if (n >= 2 && n < size && p[0] == 'c' && p[1] == '-') {
            memcpy(program, p, n);
            program[n] = '\0';
            *place = p + strcspn(p, ";");
            return true;
        }
        p += strcspn(p, ";");
    }
    *place = p;
    return false;
}

static bool names_program(const sgl_claim *claim, const char *program)
{
    const char *place = claim->evidence;
    char name[128];

    while (claim_next_program(&place, name, sizeof name))
        if (strcmp(name, program) == 0)
            return true;
    return false;
}

/* "ok 3 - TH1: A = 4" or "not ok 3 - TH1: A = 4": folds it in. Returns whether it is a test that failed. */
static bool fold(const sgl_ledger *ledger, const char *line, claim_status *status)
{
    bool failed = strncmp(line, "not ok ", 7) == 0;
    const char *name;
    char id[64];
    size_t n;
    const sgl_claim *claim;

    if (!failed && strncmp(line, "ok ", 3) != 0)
        return false;
    name = strstr(line, " - ");
    if (name == NULL)
        return failed;
    name += 3;
    n = strcspn(name, ":");
    if (n < sizeof id && name[n] == ':') {
        memcpy(id, name, n);
        id[n] = '\0';
        claim = sgl_ledger_find(ledger, id);
        if (claim != NULL && (failed || status[claim - ledger->claims] == CLAIM_SKIPPED))
            status[claim - ledger->claims] = failed ? CLAIM_FAILED : CLAIM_ESTABLISHED;
    }
    return failed;
}

/* Starts the program with its standard output in a pipe. */
static pid_t start(const char *file, const char *id, const char *path, FILE **from)
{
    int ends[2];
    pid_t child;
    sigset_t none;

    sigemptyset(&none);
    fflush(NULL);
    if (pipe(ends) != 0)
        return -1;
    child = fork();
    if (child == 0) {
        pthread_sigmask(SIG_SETMASK, &none, NULL); /* leavings.h blocks what interrupts it */
        dup2(ends[1], STDOUT_FILENO);
        close(ends[0]);
        close(ends[1]);
        if (path != NULL)
            setenv("SGL_LEDGER", path, 1);
        else
            unsetenv("SGL_LEDGER");
        execl(file, file, id, (char *)NULL);
        _exit(127);
    }
    close(ends[1]);
    *from = child > 0 ? fdopen(ends[0], "r") : NULL;
    if (*from == NULL)
        close(ends[0]);
    return child;
}

bool claim_run(const sgl_ledger *ledger, const char *path, const char *folder, const char *program, const char *id,
               claim_status *status, FILE *echo)
{
    char file[PATH_MAX], line[2048];
    bool some_failed = false, planned = false;
    FILE *from = NULL;
    int how = 0;
    pid_t child;

    snprintf(file, sizeof file, "%s/%s", folder, program);
    if (access(file, X_OK) != 0)
        return false;
    child = start(file, id, path, &from);
    if (child < 0)
        return false;
    while (from != NULL && fgets(line, sizeof line, from) != NULL) {
        some_failed |= fold(ledger, line, status);
        planned |= strncmp(line, "1..", 3) == 0;
        if (echo != NULL)
            fputs(line, echo);
    }
    if (from != NULL)
        fclose(from);
    waitpid(child, &how, 0);
    if (planned && WIFEXITED(how) && (WEXITSTATUS(how) == 0 || some_failed))
        return true;
    for (size_t k = 0; k < ledger->count; k++)
        if (id != NULL ? strcmp(id, ledger->claims[k].id) == 0 : names_program(&ledger->claims[k], program))
            status[k] = CLAIM_FAILED;
    return true;
}

/* Whether an earlier claim names the program, so that it has been run. */
static bool named_before(const sgl_ledger *ledger, size_t k, const char *program)
{
    for (size_t j = 0; j < k; j++)
        if (names_program(&ledger->claims[j], program))
            return true;
    return false;
}

bool claim_run_all(const sgl_ledger *ledger, const char *path, claim_status *status)
{
    char folder[PATH_MAX], program[128];
    bool ran = false;

    memset(status, 0, ledger->count * sizeof *status);
    if (!claim_programs(folder, sizeof folder))
        return false;
    for (size_t k = 0; k < ledger->count; k++) {
        const char *place = ledger->claims[k].evidence;

        while (claim_next_program(&place, program, sizeof program))
            if (!named_before(ledger, k, program))
                ran |= claim_run(ledger, path, folder, program, NULL, status, NULL);
    }
    return ran;
}
