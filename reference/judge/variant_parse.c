/* Names of lattice points, written and read. */
#include "judge/variant_axes.h"

#include <float.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#if SGL_MUTANT == 80
#define POWER_MIN 0
#else
#define POWER_MIN DBL_MIN
#endif

static bool same_on(const sgl_variant *a, const sgl_variant *b, sgl_axis axis)
{
    if (axis == SGL_AXIS_POWER)
        return a->power == b->power;
    if (axis == SGL_AXIS_ACCUMULATE)
        return a->accumulate_times == b->accumulate_times;
    return sgl_axis_get(a, axis) == sgl_axis_get(b, axis);
}

static size_t distance(const sgl_variant *a, const sgl_variant *b)
{
    size_t apart = 0;

    for (int axis = 0; axis < SGL_AXES; axis++)
        apart += !same_on(a, b, (sgl_axis)axis);
    return apart;
}

const sgl_named_variant *sgl_variant_nearest(const sgl_variant *v, size_t *apart)
{
    size_t count, best = SGL_AXES + 1;
    const sgl_named_variant *all = sgl_variants(&count), *nearest = NULL;

    for (size_t k = 0; k < count; k++) {
        size_t d = all[k].variant.optimizer == v->optimizer ? distance(&all[k].variant, v) : SGL_AXES + 1;

        if (d < best) {
            best = d;
            nearest = &all[k];
        }
    }
    *apart = best;
    return nearest;
}

/* The shortest decimal that reads as v. */
static void write_power(char *text, size_t room, double v)
{
    for (int digits = 1; digits <= 17; digits++) {
        snprintf(text, room, "%.*g", digits, v);
        if (strtod(text, NULL) == v)
            return;
    }
}

void sgl_variant_write(char *text, const sgl_variant *v)
{
    size_t apart, used;
    const sgl_named_variant *base = sgl_variant_nearest(v, &apart);

    used = (size_t)snprintf(text, SGL_VARIANT_TEXT, "%s", base->name);
    for (int axis = 0; axis < SGL_AXES && used < SGL_VARIANT_TEXT; axis++) {
        char power[32];
        const char *value;

        if (same_on(v, &base->variant, (sgl_axis)axis))
            continue;
        value = sgl_axis_value((sgl_axis)axis, sgl_axis_get(v, (sgl_axis)axis));
        if (axis == SGL_AXIS_POWER && (value == NULL || strtod(value, NULL) != v->power)) {
            write_power(power, sizeof power, v->power);
            value = power;
        }
        used += (size_t)snprintf(text + used, SGL_VARIANT_TEXT - used, "+%s=%s", sgl_axis_name((sgl_axis)axis), value);
    }
}

/* "a, b or c", into text. */
static void list_values(char *text, size_t room, sgl_optimizer optimizer, sgl_axis axis)
{
    size_t used = 0;

    text[0] = '\0';
    for (size_t k = 0; k < sgl_axis_count(axis) && used < room; k++)
        if (sgl_axis_applies(optimizer, axis, k))
            used += (size_t)snprintf(text + used, room - used, "%s%s", used > 0 ? ", " : "", sgl_axis_value(axis, k));
}

static void list_axes(char *text, size_t room, sgl_optimizer optimizer)
{
    size_t used = 0;

    text[0] = '\0';
    for (int axis = 0; axis < SGL_AXES && used < room; axis++) {
        bool applies = false;

        for (size_t k = 0; k < sgl_axis_count((sgl_axis)axis); k++)
            applies |= sgl_axis_applies(optimizer, (sgl_axis)axis, k);
        if (applies)
            used += (size_t)snprintf(text + used, room - used, "%s%s", used > 0 ? ", " : "", sgl_axis_name((sgl_axis)axis));
    }
}

static bool token_is(const char *token, size_t length, const char *word)
{
#if SGL_MUTANT == 81
    return strncmp(token, word, length) == 0;
#else
    return strlen(word) == length && memcmp(token, word, length) == 0;
#endif
}

static sgl_status read_power(sgl_variant *v, const char *token, size_t length, sgl_error *error)
{
    char number[32], *end;
    double power;

    snprintf(number, sizeof number, "%.*s", (int)(length < 31 ? length : 31), token);
    power = strtod(number, &end);
    if (length > 31 || end == number || *end != '\0' || !(power >= POWER_MIN && power <= 2))
        return sgl_error_set(error, SGL_EFORMAT, NULL, "power=%s: a number in (0, 2] is expected", number);
    v->power = power;
    return SGL_OK;
}

/* One "axis=value" of length bytes. */
static sgl_status read_change(sgl_variant *v, const char *token, size_t length, sgl_error *error)
{
    const char *equals = memchr(token, '=', length);
    size_t name = equals != NULL ? (size_t)(equals - token) : length;
    char list[300];

    for (int axis = 0; equals != NULL && axis < SGL_AXES; axis++) {
        size_t count = sgl_axis_count((sgl_axis)axis);

        list_values(list, sizeof list, v->optimizer, (sgl_axis)axis);
        if (!token_is(token, name, sgl_axis_name((sgl_axis)axis)) || list[0] == '\0')
            continue;
        if (axis == SGL_AXIS_POWER)
            return read_power(v, equals + 1, length - name - 1, error);
        for (size_t k = 0; k < count; k++) {
            if (!token_is(equals + 1, length - name - 1, sgl_axis_value((sgl_axis)axis, k)) ||
                !sgl_axis_applies(v->optimizer, (sgl_axis)axis, k))
                continue;
            sgl_axis_set(v, (sgl_axis)axis, k);
            return SGL_OK;
        }
        return sgl_error_set(error, SGL_EFORMAT, NULL, "%.*s: %s is one of %s", (int)length, token,
                             sgl_axis_name((sgl_axis)axis), list);
    }
    list_axes(list, sizeof list, v->optimizer);
    return sgl_error_set(error, SGL_EFORMAT, NULL, "%.*s: AXIS=VALUE is expected; the axes of %s are %s", (int)length, token,
                         sgl_optimizer_name(v->optimizer), list);
}

void sgl_variant_describe(sgl_written_variant *out, const sgl_variant *v)
{
    size_t apart, used = 0;
    const sgl_named_variant *base = sgl_variant_nearest(v, &apart);

    out->named = *base;
    if (apart == 0)
        return;
    sgl_variant_write(out->text, v);
    out->advice[0] = '\0';
    for (int axis = 0; axis < SGL_AXES && used < sizeof out->advice; axis++) {
        const char *advice = sgl_axis_advice((sgl_axis)axis, sgl_axis_get(v, (sgl_axis)axis));

        if (!same_on(v, &base->variant, (sgl_axis)axis))
            used += (size_t)snprintf(out->advice + used, sizeof out->advice - used, "%s%s", used > 0 ? " " : "",
                                     advice != NULL ? advice : base->advice);
    }
    out->named = (sgl_named_variant){.name = out->text, .variant = *v, .conforming = false, .formula = base->formula,
                                     .shipped_by = "", .models = "", .advice = out->advice};
}

sgl_status sgl_variant_read(sgl_written_variant *out, const char *text, sgl_error *error)
{
    size_t length = strcspn(text, "+");
    const sgl_named_variant *base;
    char name[64];
    sgl_variant v;

    snprintf(name, sizeof name, "%.*s", (int)(length < 63 ? length : 63), text);
    base = sgl_variant_find(name);
    if (base == NULL)
        return sgl_error_set(error, SGL_EFORMAT, NULL, "no variant %s", name);
    v = base->variant;
    for (const char *token = text + length; *token == '+'; token += length) {
        sgl_status status;

        token++;
        length = strcspn(token, "+");
        status = read_change(&v, token, length, error);
        if (status != SGL_OK)
            return status;
    }
    sgl_variant_describe(out, &v);
    return SGL_OK;
}
