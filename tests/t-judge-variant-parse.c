/* Names of lattice points: what is written reads as the same point, and what is no point is refused with what there is instead. */
#include "judge/variant_axes.h"
#include "tap.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* Every point one or two changes away from a named variant, by walking the axes as a person would type them. */
static size_t round_trip(const sgl_named_variant *named)
{
    size_t wrong = 0;

    for (int a = 0; a < SGL_AXES; a++) {
        for (size_t i = 0; i < sgl_axis_count((sgl_axis)a); i++) {
            for (int b = a; b < SGL_AXES; b++) {
                for (size_t j = 0; j < sgl_axis_count((sgl_axis)b); j++) {
                    sgl_variant v = named->variant;
                    sgl_written_variant read;
                    char text[SGL_VARIANT_TEXT];
                    sgl_error error;

                    if (!sgl_axis_applies(v.optimizer, (sgl_axis)a, i) || !sgl_axis_applies(v.optimizer, (sgl_axis)b, j))
                        continue;
                    sgl_axis_set(&v, (sgl_axis)a, i);
                    sgl_axis_set(&v, (sgl_axis)b, j);
                    sgl_variant_write(text, &v);
                    if (sgl_variant_read(&read, text, &error) != SGL_OK || !sgl_variant_equal(&read.named.variant, &v) ||
                        strcmp(read.named.name, text) != 0) {
                        diag("%s", text);
                        wrong++;
                    }
                }
            }
        }
    }
    return wrong;
}

/* The axes that sgl_variant_axis tells of a named variant, where they are not the paper's, put behind the paper's name. */
static bool told_axes_make_it(const sgl_named_variant *named)
{
    const sgl_named_variant *paper = sgl_variant_paper(named->variant.optimizer);
    const char *axis, *value, *same;
    sgl_written_variant read;
    char text[2 * SGL_VARIANT_TEXT];
    sgl_error error;
    int used = snprintf(text, sizeof text, "%s", paper->name);

    value = sgl_variant_axis(&named->variant, 0, &axis);
    if (strcmp(axis, "optimizer") != 0 || strcmp(value, sgl_optimizer_name(named->variant.optimizer)) != 0)
        return false;
    for (size_t k = 1; (value = sgl_variant_axis(&named->variant, k, &axis)) != NULL; k++) {
        same = sgl_variant_axis(&paper->variant, k, &axis);
        if (strcmp(value, same) != 0)
            used += snprintf(text + used, sizeof text - (size_t)used, "+%s=%s", axis, value);
    }
    if (sgl_variant_read(&read, text, &error) == SGL_OK) {
        double *power = &read.named.variant.power, want = named->variant.power;

        if (fabs(*power - want) < 0x1p-24) /* "0.3" is told of the float32 that tfplus receives */
            *power = want;
        if (sgl_variant_equal(&read.named.variant, &named->variant))
            return true;
    }
    diag("%s: %s", named->name, text);
    return false;
}

static void changes(void)
{
    sgl_written_variant read;
    sgl_error error;
    sgl_variant want = sgl_variant_find("adam-algorithm2")->variant;

    want.norm = SGL_NORM_PRINTED;
    want.l2 = SGL_L2_HALF;
    ok(sgl_variant_read(&read, "adam-algorithm2+norm=printed+l2=half", &error) == SGL_OK &&
           sgl_variant_equal(&read.named.variant, &want),
       "adam-algorithm2+norm=printed+l2=half");
    ok(strcmp(read.named.name, "adam-printed-norm+l2=half") == 0 && !read.named.conforming && strstr(read.named.advice, "lambda2") != NULL,
       "it is called adam-printed-norm+l2=half, is no documented variant, and the advice is about lambda2");
    ok(sgl_variant_read(&read, "adam-algorithm2+norm=printed", &error) == SGL_OK &&
           strcmp(read.named.name, "adam-printed-norm") == 0 && read.named.conforming,
       "adam-algorithm2+norm=printed has a name of its own");
    ok(sgl_variant_read(&read, "ftrl-proximal+power=0.3125", &error) == SGL_OK && read.named.variant.power == 0.3125,
       "any power");
    ok(sgl_variant_read(&read, "adam-prox+norm=exact+norm=algorithm1", &error) == SGL_OK &&
           strcmp(read.named.name, "adam-prox") == 0,
       "the last change wins");
}

static const struct {
    const char *why, *text, *says;
} refused[] = {
    {"no such name", "adam", "no variant adam"},
    {"nothing", "", "no variant "},
    {"no such axis", "adam-prox+color=red", "the axes of adam are scaling"},
    {"an axis without a value", "adam-prox+norm", "AXIS=VALUE"},
    {"no such value", "adam-prox+norm=max", "norm is one of algorithm1, exact, printed, dual"},
    {"the beginning of a value", "adam-prox+norm=exa", "norm is one of"},
    {"an empty value", "adam-prox+norm=", "norm is one of"},
    {"an empty change", "adam-prox+", "AXIS=VALUE"},
    {"an axis of another optimizer", "adam-prox+momentum=sum", "the axes of adam"},
    {"a value of another optimizer", "ftrl-proximal+epsilon=hat", "epsilon is one of outside, inside, none"},
    {"a power of 0", "ftrl-proximal+power=0", "a number in (0, 2]"},
    {"a power that is no number", "ftrl-proximal+power=nan", "a number in (0, 2]"},
    {"text after a power", "ftrl-proximal+power=0.5x", "a number in (0, 2]"},
};

int main(void)
{
    size_t count, told = 0;
    const sgl_named_variant *all = sgl_variants(&count);

    plan(count + 6 + ARRAY_SIZE(refused));
    for (size_t k = 0; k < count; k++)
        ok(round_trip(&all[k]) == 0, "around %s every name reads as what it was written from", all[k].name);
    for (size_t k = 0; k < count; k++)
        told += told_axes_make_it(&all[k]);
    ok(told == count, "the axes that are told of a variant, put behind the paper's name, read as it: %zu of %zu", told, count);
    changes();
    for (size_t k = 0; k < ARRAY_SIZE(refused); k++) {
        sgl_written_variant read;
        sgl_error error = {""};

        if (!ok(sgl_variant_read(&read, refused[k].text, &error) == SGL_EFORMAT && strstr(error.text, refused[k].says) != NULL,
                "%s is refused", refused[k].why))
            diag("%s: %s", refused[k].text, error.text);
    }
    return tap_status();
}
