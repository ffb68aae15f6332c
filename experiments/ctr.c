#include "ctr.h"

#include "loader.h"
#include "rng.h"
#include "sweep.h"

#include <stdlib.h>
#include <string.h>

static bool load(ctr_source *source, experiment *e)
{
    char format[32];
    const char *colon = strchr(e->data, ':');
    loader_options options = {.bits = (unsigned)conf_count(&e->conf, "hash_bits"),
                              .min_count = (unsigned)conf_count(&e->conf, "min_count"),
                              .max_rows = conf_count(&e->conf, "max_rows"),
                              .bad_limit = conf_count(&e->conf, "bad_limit")};
    double test_share = conf_number(&e->conf, "test_share");

    source->resplit = conf_count(&e->conf, "resplit") > 0;
    loader_report report;

    snprintf(format, sizeof format, "%.*s", colon ? (int)(colon - e->data) : 0, e->data);
    if (!colon || loader_named(format) == LOADER_FORMATS) {
        fprintf(stderr, "--data %s: expected criteo:PATH, avazu:PATH or ipinyou:PATH\n", e->data);
        return false;
    }
    if (e->conf.failed || options.bits < 10 || options.bits > 31 || options.min_count < 1 ||
        options.min_count > 255 || !(test_share > 0 && test_share < 1)) {
        fprintf(stderr,
                "%s: expected hash_bits 10 to 31, min_count 1 to 255, test_share in (0, 1)\n",
                e->conf.file);
        return false;
    }
    if (!loader_dataset(&source->sets[0], &report, loader_named(format), colon + 1, &options,
                        test_share, stderr))
        return false;
    fprintf(stderr, "%s: %zu rows, %zu malformed, %zu fields, %zu features in training\n",
            colon + 1, report.rows, report.bad, report.fields, source->sets[0].present_count);
    return true;
}

bool ctr_source_open(ctr_source *source, experiment *e, size_t *seeds)
{
    static const char *const real_keys[] = {"hash_bits", "min_count",  "max_rows",
                                            "bad_limit", "test_share", "resplit"};

    memset(source, 0, sizeof *source);
    for (size_t i = 0; i <= CTR_SEEDS; i++)
        pthread_mutex_init(&source->locks[i], NULL);
    source->train = conf_count(&e->conf, "train_rows");
    source->test = conf_count(&e->conf, "test_rows");
    source->data_seed = conf_count(&e->conf, "data_seed");
    *seeds = conf_count(&e->conf, "seeds");
    source->real = *e->data != '\0';
    if (*seeds < 1 || *seeds > CTR_SEEDS || source->data_seed > CTR_SEEDS || source->train < 1 ||
        source->test < 1) {
        fprintf(stderr,
                "%s: expected seeds 1 to %d, data_seed at most that, train_rows and test_rows of "
                "at least 1\n",
                e->conf.file, CTR_SEEDS);
        return false;
    }
    for (size_t i = 0; !source->real && i < sizeof real_keys / sizeof *real_keys; i++)
        conf_number(&e->conf, real_keys[i]); /* known keys, used with --data only */
    return !source->real || load(source, e);
}

void ctr_source_close(ctr_source *source)
{
    for (size_t i = 0; i <= CTR_SEEDS; i++) {
        dataset_free(&source->sets[i]);
        pthread_mutex_destroy(&source->locks[i]);
    }
}

/* The rows of from in an order drawn from the seed (Fisher and Yates). */
static bool shuffle(dataset *to, const dataset *from, size_t seed)
{
    size_t n = from->train + from->test, fields = from->fields;
    rng r;

    *to = *from;
    to->present = NULL;
    to->ids = malloc(n * fields * sizeof *to->ids);
    to->labels = malloc(n * sizeof *to->labels);
    size_t *order = malloc(n * sizeof *order);
    bool made = to->ids && to->labels && order;
    rng_seed(&r, seed * 1000003u);
    for (size_t i = 0; made && i < n; i++) {
        size_t j = (size_t)(rng_uniform(&r) * (double)(i + 1));
        order[i] = order[j];
        order[j] = i;
    }
    for (size_t i = 0; made && i < n; i++) {
        memcpy(to->ids + i * fields, from->ids + order[i] * fields, fields * sizeof *to->ids);
        to->labels[i] = from->labels[order[i]];
    }
    made = made && dataset_mark_present(to);
    free(order);
    if (!made)
        dataset_free(to);
    return made;
}

const dataset *ctr_source_get(ctr_source *source, size_t seed)
{
    size_t i = source->data_seed ? source->data_seed : seed;
    bool there = true;

    if (source->real && !source->resplit)
        return &source->sets[0];
    pthread_mutex_lock(&source->locks[i]);
    if (!source->sets[i].ids)
        there = source->real ? shuffle(&source->sets[i], &source->sets[0], i)
                             : dataset_generate(&source->sets[i], i, source->train, source->test);
    pthread_mutex_unlock(&source->locks[i]);
    if (!there)
        fprintf(stderr, "out of memory for data set %zu\n", i);
    return there ? &source->sets[i] : NULL;
}

paired_test ctr_paired(const ctr_source *source, const double *a, const double *b, size_t n)
{
    const dataset *data = &source->sets[0];

    return paired_t_resplit(a, b, n,
                            source->resplit ? (double)data->test / (double)data->train : 0);
}

training ctr_training(experiment *e)
{
    const char *model = conf_word(&e->conf, "model"), *optimizer = conf_word(&e->conf, "optimizer");
    training how = {.model = network_named(model),
                    .d = conf_count(&e->conf, "d"),
                    .optimizer = strcmp(optimizer, "adagrad") ? SGL_ADAM : SGL_ADAGRAD,
                    .alpha = conf_number(&e->conf, "alpha"),
                    .init_sd = conf_number(&e->conf, "init_sd"),
                    .batch = conf_count(&e->conf, "batch"),
                    .epochs = conf_count(&e->conf, "epochs")};

    if (how.model == NETWORK_KINDS || (strcmp(optimizer, "adagrad") && strcmp(optimizer, "adam")) ||
        how.d < 1 || how.batch < 1 || how.epochs < 1) {
        fprintf(stderr,
                "%s: expected model mlp, dcn or opnn, optimizer adam or adagrad, d, batch and "
                "epochs >= 1\n",
                e->conf.file);
        e->conf.failed = true;
    }
    return how;
}

void ctr_penalty(training *how, const char *penalty, double lambda)
{
    bool lasso = !strcmp(penalty, "l1");

    how->norm = !strcmp(penalty, "exact")     ? SGL_NORM_EXACT
                : !strcmp(penalty, "printed") ? SGL_NORM_PRINTED
                                              : SGL_NORM_ALGORITHM1;
    how->lambda1 = lasso ? lambda : 0;
    how->lambda21 = lasso ? 0 : lambda;
}

void ctr_claim(table *t, const char *id, const char *statement, const char *setting,
               paired_test test)
{
    const char *verdict = "not";

    if (test.n == 0)
        return; /* the rate lies outside the grid of every seed: nothing was compared */
    if (test.mean > 0)
        verdict = test.p < 0.05 ? "reproduced" : "partly";
    table_row(t, "%s\t%s\t%s\t%zu\t%.6g\t%.3g\t%.3g\t%.3g\t%s", id, statement, setting, test.n,
              test.mean, test.sd, test.t, test.p, verdict);
}

typedef struct train_context {
    ctr_source *source;
    const training *runs;
} train_context;

static bool make(double *values, size_t run, void *context)
{
    const train_context *c = context;
    const dataset *data = ctr_source_get(c->source, c->runs[run].seed);
    outcome out;

    if (!data || !train(&out, &c->runs[run], data))
        return false;
    memcpy(values, &out, sizeof out);
    return true;
}

bool ctr_train_all(outcome *out, const experiment *e, ctr_source *source, const training *runs,
                   size_t n)
{
    train_context context = {source, runs};
    sweep s = {e, n, sizeof *out / sizeof(double), make, &context};

    return sweep_run(&s, (double *)out);
}
