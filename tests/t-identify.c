/* assay identify on recordings of other people's programs: the first answer, or what it cannot be told from, contains the model that
 * the index of the recordings names. The index was written by those who ran the programs, from another model of them.
 *
 * TRACES is the folder of recordings (index.json and one folder each); without it the tests are skipped. By default the short
 * recordings and the non-conforming ones; with SGL_TEST_MULT > 1 all. */
#include "judge/lattice.h"
#include "tap.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool lists(const char *models, const char *model)
{
    size_t length = strlen(model);

    for (const char *at = strstr(models, model); at != NULL; at = strstr(at + 1, model))
        if ((at == models || at[-1] == ' ') && (at[length] == '\0' || at[length] == ','))
            return true;
    return false;
}

/* "tfplus_adam_v1 lazy": the model, and the defect that its parameters switch on. */
static void model_of(char *text, size_t room, const json_t *entry)
{
    static const char *const defects[] = {"nesterov", "lazy", "lr_power"};
    const json_t *params = json_object_get(entry, "model_params");
    size_t used = (size_t)snprintf(text, room, "%s", json_string_value(json_object_get(entry, "model")));

    for (size_t k = 0; k < ARRAY_SIZE(defects); k++)
        if (json_object_get(params, defects[k]) != NULL)
            snprintf(text + used, room - used, " %s", defects[k]);
}

static bool known(const char *model)
{
    size_t count;
    const sgl_named_variant *all = sgl_variants(&count);

    for (size_t k = 0; k < count; k++)
        if (lists(all[k].models, model))
            return true;
    return false;
}

static void identify(const char *folder, const char *name, const json_t *entry)
{
    static const sgl_judge_options options = {.bits = 128, .max_bits = 4096};
    const char *answer = "none of these";
    sgl_identification found = {0};
    char path[4096], model[128], text[SGL_VARIANT_TEXT];
    sgl_trace *trace;
    sgl_error error;
    bool contains = false, defect = json_is_false(json_object_get(entry, "conforms"));

    snprintf(path, sizeof path, "%s/%s", folder, name);
    model_of(model, sizeof model, entry);
    if (sgl_trace_open(&trace, path, &error) != SGL_OK)
        bail_out("%s", error.text);
    if (sgl_identify(&found, trace, false, &options) != SGL_OK)
        bail_out("%s: not judged", name);
    for (size_t k = 0; k < found.explains; k++)
        if (found.points[k].apart == 0 && lists(found.points[k].base->models, model))
            contains = true;
    if (found.explains > 0) {
        sgl_variant_write(text, &found.points[0].variant);
        answer = text;
    }
    if (known(model))
        ok(contains, "%s (%s): %s, with %zu others of %zu", name, model, answer, found.explains - (found.explains > 0), found.judged);
    else
        ok(found.explains == 0 || !found.points[0].base->conforming, "%s (%s, not in the lattice): %s", name, model, answer);
    if (defect && found.explains > 0)
        ok(found.points[0].apart > 0 || !found.points[0].base->conforming, "%s: no documented variant explains it", name);
    else if (defect)
        ok(true, "%s: nothing explains it", name);
    sgl_identification_free(&found);
    sgl_trace_close(trace);
}

/* Short, or a defect. */
static bool quick(const char *name)
{
    return strstr(name, "_small_") != NULL || strstr(name, "_NC_") != NULL || strstr(name, "prox") != NULL;
}

int main(void)
{
    const char *folder = getenv("TRACES") != NULL ? getenv("TRACES") : "../shared/traces", *name;
    char path[4096];
    json_t *index, *entry;
    size_t tests = 0;

    snprintf(path, sizeof path, "%s/index.json", folder);
    index = json_load_file(path, 0, NULL);
    if (index == NULL) {
        plan(1);
        skip("NO RECORDINGS: %s is not there; set TRACES to the folder that has it", path);
        return tap_status();
    }
    json_object_foreach(index, name, entry) {
        if (test_cases(1) == 1 && !quick(name))
            continue;
        identify(folder, name, entry);
        tests += 1 + json_is_false(json_object_get(entry, "conforms"));
    }
    plan(tests);
    json_decref(index);
    return tap_status();
}
