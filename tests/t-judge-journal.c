/* A judgement that is killed and resumed from its journal is the same, to the last bit; a journal of something else is refused. */
#include "judge/choose.h"
#include "judge/journal.h"
#include "same_judgement.h"
#include "simulate_case.h"
#include "tap.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#ifdef _OPENMP
#include <omp.h>
#endif

enum { N = 4 * 2600, T = 12 }; /* some forty blocks of groups */

static char path[64];

/* Group Adam on many small groups; with wrong, one weight late in the recording is off. */
static void make(simulate_run *run, bool wrong)
{
    unsigned long long state = 7;

    memset(run, 0, sizeof *run);
    run->variant = sgl_variant_paper(SGL_ADAM)->variant;
    run->dtype = SGL_FLOAT32;
    run->steps = T;
    run->layout = (sgl_layout){.size = N, .groups = N / 4, .group_size = 4};
    run->hyper = (sgl_hyperparameters){.alpha = 0.125, .beta1 = 0.5, .beta2 = 0.75, .epsilon = 0x1p-20, .lambda1 = 0.125, .lambda21 = 0.25};
    run->g = malloc(T * N * sizeof *run->g);
    run->x = calloc((T + 1) * N, sizeof *run->x);
    if (run->g == NULL || run->x == NULL)
        bail_out("out of memory");
    for (size_t k = 0; k < T * N; k++)
        run->g[k] = simulate_round(SGL_FLOAT32, 2 * simulate_uniform(&state) - 1);
    simulate(run);
    if (wrong)
        run->x[7 * N + 9000] += 1;
}

static sgl_status judge(sgl_judgement *j, const sgl_trace *trace, const sgl_variant *v, sgl_journal *journal)
{
    const sgl_judge_options options = {.bits = 128, .max_bits = 512, .journal = journal};

    return sgl_judge_variant(j, trace, v, &options);
}

/* Judge in a process of its own that is killed after so many microseconds; true when it was. */
static bool killed_after(const sgl_trace *trace, const sgl_variant *v, unsigned microseconds)
{
    pid_t child = fork();
    int status;

    if (child == 0) {
        sgl_journal *journal;
        sgl_judgement j;

#ifdef _OPENMP
        omp_set_num_threads(1); /* the parent's threads are not in this process */
#endif
        if (sgl_journal_open(&journal, path, trace, 0.002, NULL, NULL) != SGL_OK || judge(&j, trace, v, journal) != SGL_OK)
            _exit(1);
        sgl_journal_close(journal, false);
        _exit(0);
    }
    if (child < 0)
        bail_out("no process to be had");
    usleep(microseconds);
    kill(child, SIGKILL);
    waitpid(child, &status, 0);
    if (WIFEXITED(status) && WEXITSTATUS(status) != 0)
        bail_out("the judgement with a journal fails");
    return WIFSIGNALED(status);
}

/* As killed_after, at a random time, and earlier where the judgement was already over: its journal would end the next at once. */
static bool killed_somewhere(const sgl_trace *trace, const sgl_variant *v)
{
    for (unsigned most = 300000; most > 500; most /= 2) {
        if (killed_after(trace, v, 500 + (unsigned)(test_random() % most)))
            return true;
        unlink(path);
    }
    return false;
}

static void test_resume(bool wrong)
{
    sgl_journal *journal;
    sgl_judgement whole, resumed;
    simulate_run run;
    sgl_trace trace;
    sgl_error error = {""};
    size_t killed = 0, different = 0, kept = 0;

    make(&run, wrong);
    simulate_trace(&trace, &run);
    for (size_t k = 0; k < test_cases(2); k++) {
        for (int again = 0; again < 3; again++)
            killed += killed_somewhere(&trace, &run.variant);
        if (sgl_journal_open(&journal, path, &trace, 0, NULL, &error) != SGL_OK)
            bail_out("%s", error.text);
        kept += journal->count > 0;
        if (judge(&resumed, &trace, &run.variant, journal) != SGL_OK)
            bail_out("not resumed: %s", journal->error.text);
        sgl_journal_close(journal, true);
        if (k == 0 && judge(&whole, &trace, &run.variant, NULL) != SGL_OK)
            bail_out("not judged");
        different += !same_judgement(&whole, &resumed);
    }
    diag("killed %zu times, work kept %zu times", killed, kept);
    ok(different == 0 && killed > 0 && access(path, F_OK) != 0, "%s: resumed after being killed it says the same, and the journal is gone",
       wrong ? "deviates" : "conforms");
    ok((whole.verdict == SGL_DEVIATES) == wrong, "%s", wrong ? "the slip is found" : "it conforms");
    free(run.g);
    free(run.x);
}

static void test_refused(void)
{
    sgl_journal *journal;
    sgl_judgement j;
    simulate_run run, other;
    sgl_trace trace, other_trace;
    sgl_error error = {""};
    sgl_variant v;
    FILE *file;
    int last;

    make(&run, false);
    make(&other, true);
    simulate_trace(&trace, &run);
    simulate_trace(&other_trace, &other);
    other.x[N + 3] += 1; /* in the first row */
    if (sgl_journal_open(&journal, path, &trace, 0, NULL, NULL) != SGL_OK || judge(&j, &trace, &run.variant, journal) != SGL_OK)
        bail_out("not judged");
    sgl_journal_close(journal, false);
    ok(sgl_journal_open(&journal, path, &other_trace, 0, NULL, &error) == SGL_EFORMAT && journal == NULL && strstr(error.text, "another recording"),
       "another recording's journal: %s", error.text);
    v = run.variant;
    v.scaling = SGL_SCALING_FOLDED;
    if (sgl_journal_open(&journal, path, &trace, 0, NULL, &error) != SGL_OK)
        bail_out("%s", error.text);
    ok(judge(&j, &trace, &v, journal) == SGL_EFORMAT && strstr(journal->error.text, "other options"), "another variant: %s", journal->error.text);
    sgl_journal_close(journal, false);
    file = fopen(path, "r+");
    if (file == NULL || fseek(file, -9, SEEK_END) != 0 || (last = fgetc(file)) == EOF || fseek(file, -1, SEEK_CUR) != 0 ||
        fputc(last ^ 1, file) == EOF || fclose(file) != 0)
        bail_out("%s cannot be changed", path);
    ok(sgl_journal_open(&journal, path, &trace, 0, NULL, &error) == SGL_EFORMAT && strstr(error.text, "damaged"), "one bit of it changed: %s", error.text);
    if (truncate(path, 1000) != 0)
        bail_out("%s cannot be shortened", path);
    ok(sgl_journal_open(&journal, path, &trace, 0, NULL, &error) == SGL_EFORMAT && strstr(error.text, "ends early"), "a part of one: %s", error.text);
    file = fopen(path, "w");
    if (file == NULL || fputs("notes\n", file) < 0 || fclose(file) != 0)
        bail_out("%s cannot be written", path);
    ok(sgl_journal_open(&journal, path, &trace, 0, NULL, &error) == SGL_EFORMAT && strstr(error.text, "no journal"), "another file: %s", error.text);
    unlink(path);
    free(run.g);
    free(run.x);
    free(other.g);
    free(other.x);
}

int main(void)
{
    snprintf(path, sizeof path, "journal-test.%ld", (long)getpid());
    if (chdir(getenv("TMPDIR") != NULL ? getenv("TMPDIR") : "/tmp") != 0)
        bail_out("no folder for temporary files");
    plan(9);
    test_resume(false);
    test_resume(true);
    test_refused();
    return tap_status();
}
