/* assay variants: the named readings of each optimizer, what ships them, and what they do. */
#include "arguments.h"
#include "command.h"
#include "judge/variants.h"

#include <jansson.h>
#include <stdio.h>
#include <string.h>

static const char help[] =
    "usage: assay variants [OPTION...] [NAME|OPTIMIZER]\n"
    "\n"
    "Lists the named variants: the ways in which programs that go by one optimizer's name differ. With a\n"
    "NAME all about it, with an OPTIMIZER (sgd momentum adagrad adam amsgrad adahessian ftrl) its own.\n"
    "\n"
    "  --format FORMAT    text (default) or json (an object a line)\n"
    "  -h, --help         this\n"
    "\n"
    "Exit: 0 well, 2 usage, or no such variant.\n"
    "\n"
    "Examples:\n"
    "  assay variants adam\n"
    "  assay variants adam-kingma-ba\n"
    "  assay variants --format json | jq -r .name\n";

static void write_json(const sgl_named_variant *v)
{
    json_t *axes = json_object(), *shipped = json_array(), *models = json_array(), *o;
    const char *axis, *value;
    const struct {
        const char *text;
        json_t *list;
    } lists[] = {{v->shipped_by, shipped}, {v->models, models}};

    for (size_t k = 0; (value = sgl_variant_axis(&v->variant, k, &axis)) != NULL; k++)
        if (strcmp(axis, "optimizer") != 0)
            json_object_set_new(axes, axis, json_string(value));
    json_object_set_new(axes, "accumulate_times", json_integer(v->variant.accumulate_times));
    json_object_set_new(axes, "power", json_real(v->variant.power));
    json_object_set_new(axes, "lambda_times_rate", json_boolean(v->variant.lambda_times_rate));
    for (size_t k = 0; k < 2; k++)
        for (const char *p = lists[k].text; *p != '\0';) {
            size_t n = strcspn(p, ",");

            json_array_append_new(lists[k].list, json_stringn(p, n));
            p += n;
            p += strspn(p, ", ");
        }
    o = json_pack("{s:s, s:s, s:o, s:s, s:o, s:o, s:s, s:b, s:b}", "name", v->name, "optimizer",
                  sgl_optimizer_name(v->variant.optimizer), "axes", axes, "formula", v->formula, "shipped_by", shipped, "models",
                  models, "advice", v->advice, "conforming", v->conforming, "paper",
                  sgl_variant_paper(v->variant.optimizer) == v);
    json_dumpf(o, stdout, JSON_COMPACT | JSON_PRESERVE_ORDER);
    putchar('\n');
    json_decref(o);
}

static void write_line(const sgl_named_variant *v)
{
    printf("  %-31s %s%s%s\n", v->name, v->formula, v->conforming ? "" : "  [defect, never found by auto]",
           sgl_variant_paper(v->variant.optimizer) == v ? "  [the paper's]" : "");
}

static void write_whole(const sgl_named_variant *v)
{
    const char *axis, *value;

    printf("%s\n  %s\n", v->name, v->formula);
    printf("  shipped by: %s\n", v->shipped_by[0] ? v->shipped_by : "nobody that we know");
    printf("  %s\n  axes:", v->advice);
    for (size_t k = 0; (value = sgl_variant_axis(&v->variant, k, &axis)) != NULL; k++)
        printf(" %s=%s", axis, value);
    putchar('\n');
}

int cmd_variants(int argc, char **argv)
{
    int json = 0;
    const argument list[] = {ARGUMENT_FORMAT(&json), {.name = NULL}};
    const arguments about = {.command = "assay variants", .help = help, .list = list};
    size_t count, shown = 0;
    const sgl_named_variant *variants = sgl_variants(&count);
    int rest, status = arguments_read(&rest, &about, argc, argv);
    const char *only;

    if (status != -1)
        return status;
    if (rest + 1 < argc)
        return arguments_error(&about, "one name at most, \"%s\" is a second", argv[rest + 1]);
    only = argv[rest];
    for (size_t k = 0; k < count; k++) {
        const char *optimizer = sgl_optimizer_name(variants[k].variant.optimizer);
        int by_name = only != NULL && strcmp(only, variants[k].name) == 0;

        if (only != NULL && !by_name && strcmp(only, optimizer) != 0)
            continue;
        if (json)
            write_json(&variants[k]);
        else if (by_name)
            write_whole(&variants[k]);
        else {
            if (shown == 0 || variants[k].variant.optimizer != variants[k - 1].variant.optimizer)
                printf("%s\n", optimizer);
            write_line(&variants[k]);
        }
        shown++;
    }
    if (shown == 0) {
        fprintf(stderr, "assay variants: no variant or optimizer \"%s\"; assay variants lists them\n", only);
        return EXIT_USAGE;
    }
    return 0;
}
