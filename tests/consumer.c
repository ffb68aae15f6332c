/* A user's program in C, built against what make install left and nothing else: Group Adam's kernel, judged from inside by
 * sgl_check.h, and the same run written as a recording.
 *
 *     consumer FOLDER     writes FOLDER (right) and FOLDER-wrong (every weight of step 3 a little off) */
#include <sgl_check.h>
#include <sgl_fast.h>
#include <sgl_trace.h>
#include <stdio.h>
#include <string.h>

enum { N = 8, D = 4, T = 20 };

static const sgl_layout layout = {.size = N, .groups = N / D, .group_size = D};
static const sgl_hyperparameters hyper = {
    .alpha = 0.0625, .beta1 = 0.875, .beta2 = 0.96875, .epsilon = 0x1p-10, .lambda1 = 0x1p-6, .lambda21 = 0x1p-4, .lambda2 = 0x1p-5};

/* The gradients and weights of a run; wrong: what step 3 leaves is not what it should. 0 when all went well. */
static int run(float *x1, float *grads, float *weights, int wrong)
{
    const sgl_variant adam = {.optimizer = SGL_ADAM};
    float x[N], m[N], v[N], y[N];
    const sgl_arrays_f32 arrays = {.x = x, .m = m, .v = v, .y = y};
    sgl_step step;

    for (int i = 0; i < N; i++)
        x[i] = x1[i] = (float)(i - 3) / 4;
    if (sgl_step_begin(&step, &adam, &hyper) != SGL_OK || sgl_dense_start_f32(&arrays, N, &step) != SGL_OK)
        return 1;
    for (int t = 0; t < T; t++) {
        float *g = grads + t * N;

        for (int i = 0; i < N; i++)
            g[i] = x[i] - (i < D ? 1.0f : 0.03125f);
        if (sgl_step_next(&step, hyper.alpha) != SGL_OK || sgl_dense_f32(&arrays, g, NULL, &layout, &step) != SGL_OK)
            return 1;
        for (int i = 0; i < N && wrong && t == 2; i++)
            x[i] += 0x1p-8f;
        memcpy(weights + t * N, x, sizeof x);
    }
    return 0;
}

/* The verdict of sgl_check.h, printed; -1 when it could not be had. */
static int judge(const float *x1, const float *grads, const float *weights)
{
    const sgl_check_problem problem = {
        .optimizer = SGL_ADAM, .dtype = SGL_FLOAT32, .layout = layout, .hyper = hyper, .variant = "paper", .x1 = x1};
    sgl_check_result result;
    sgl_check *check;
    int verdict = -1;

    if (sgl_check_new(&check, &problem) != SGL_OK)
        return -1;
    for (int t = 0; t < T; t++)
        if (sgl_check_step(check, grads + t * N, NULL, weights + t * N) != SGL_OK)
            goto done;
    if (sgl_check_finish(&result, check) == SGL_OK)
        verdict = (int)result.verdict;
    puts(result.text);
done:
    sgl_check_free(check);
    return verdict;
}

int main(int argc, char **argv)
{
    float x1[N], grads[T * N], weights[T * N];
    char folder[4096];
    sgl_error error;

    for (int wrong = 0; argc == 2 && wrong < 2; wrong++) {
        const sgl_trace_record record = {.source = "consumer.c", .dtype = SGL_FLOAT32, .steps = T, .layout = layout,
                                         .optimizer = SGL_ADAM, .hyper = hyper, .x1 = x1, .grads = grads, .x = weights};

        snprintf(folder, sizeof folder, "%s%s", argv[1], wrong ? "-wrong" : "");
        if (run(x1, grads, weights, wrong) != 0 ||
            judge(x1, grads, weights) != (wrong ? SGL_CHECK_DEVIATES : SGL_CHECK_CONFORMS))
            return 1;
        if (sgl_trace_write(folder, &record, &error) != SGL_OK) {
            fprintf(stderr, "%s\n", error.text);
            return 1;
        }
    }
    return argc != 2;
}
