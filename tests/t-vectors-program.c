/* The intervals of the golden vectors: a plain program in float, and one in double, given the file's weights before each step, must land in
 * them; and a slip in it must not, where the case's flags say that it is hunted. */
#include "vectors_read.h"

#include <math.h>

#define MAX(a, b) ((a) > (b) ? (a) : (b))

static int is_touched(const read_case *q, size_t t, size_t group)
{
    int any = q->named->variant.rows == SGL_ROWS_DENSE;

    for (size_t i = q->offsets[group]; i < q->offsets[group + 1]; i++)
        any |= q->g[t - 1][i] != 0;
    return any && q->touched[t - 1][group];
}

static double nearest_to_edge; /* |x - middle| over half the interval, the largest */
static bool quiet;

static bool allowed(const read_case *q, int dtype, size_t t, size_t i, double x)
{
    double low = q->want[dtype].low[t - 1][i], high = q->want[dtype].high[t - 1][i];
    char zero = q->want[dtype].zero[t - 1][i];
    bool good = zero == '0' ? x == 0 : (zero == '?' && x == 0) || (low <= x && x <= high && (zero == '?' || x != 0));

    if (!good && !quiet)
        diag("%s, float%d: step %zu, entry %zu: %a, [%a, %a] %c", q->id, dtype ? 64 : 32, t, i, x, low, high, zero);
    if (good && high > low && !(zero == '?' && x == 0))
        nearest_to_edge = fmax(nearest_to_edge, fabs(x - (low + high) / 2) / ((high - low) / 2));
    return good;
}

#define REAL float
#define NAME(f) f##_f32
#define ROOT sqrtf
#define POW powf
#include "vector_program.inc"
#undef REAL
#undef NAME
#undef ROOT
#undef POW

#define REAL double
#define NAME(f) f##_f64
#define ROOT sqrt
#define POW pow
#include "vector_program.inc"

static size_t slips_tried, slips_found;

/* The same program of another variant: a case that separates the two must find it out. */
static void separated(const read_case *q, const json_t *separates)
{
    quiet = true;
    for (size_t k = 0; k < json_array_size(separates); k++) {
        read_case other = *q;

        other.named = sgl_variant_find(json_string_value(json_array_get(separates, k)));
        slips_tried++;
        if (other.named != NULL && run_f32(&other, SGL_FLOAT32) > 0)
            slips_found++;
        else
            diag("%s does not tell %s", q->id, json_string_value(json_array_get(separates, k)));
    }
    quiet = false;
}

static void program(const read_case *q)
{
    size_t wrong = run_f32(q, SGL_FLOAT32) + run_f64(q, SGL_FLOAT64);

    ok(wrong == 0, "%s", q->id);
    if (q->separates != NULL)
        separated(q, q->separates);
}

int main(void)
{
    size_t tests = 0;

    for (int o = 0; o < SGL_OPTIMIZERS; o++)
        tests += read_vectors((sgl_optimizer)o, program);
    ok(slips_tried > 300 && slips_found == slips_tried, "%zu of %zu programs of another variant are found out", slips_found, slips_tried);
    ok(nearest_to_edge > 0.01 && nearest_to_edge <= 1, "the intervals are used: up to %.2f of their half width", nearest_to_edge);
    plan(tests + 2);
    return tap_status();
}
