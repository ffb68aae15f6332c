/* assay step: one exact step, every intermediate of Algorithm 1 as an enclosure. */
#include "command.h"
#include "number.h"

#include "judge/trace_json.h"
#include "judge/variants.h"

#include <getopt.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

static const char help[] =
    "usage: assay step [OPTION...] [FILE|-]\n"
    "\n"
    "Makes steps of an optimizer in interval arithmetic and prints every intermediate of the last one. Without --optimizer\n"
    "it reads JSON Lines from FILE or standard input, an object a run:\n"
    "  {\"optimizer\":\"adam\", \"variant\":\"adam-algorithm2\", \"hyperparameters\":{\"alpha\":0.1, ...}, \"group_size\":2,\n"
    "   \"x\":[..], \"g\":[[g_1], .., [g_t]], \"hessian\":[[D_1], .., [D_t]]}\n"
    "x is x_1, or a list of x_1 .. x_t: then z_t follows from the recorded ones. Without variant the paper's algorithm.\n"
    "\n"
    "  --optimizer NAME    sgd momentum adagrad adam amsgrad adahessian ftrl; the run is then given by options:\n"
    "  --variant NAME      assay variants lists them\n"
    "  --set KEY=VALUE     a hyper-parameter: alpha beta1 beta2 gamma epsilon lambda1 lambda21 lambda2 ...\n"
    "  --x A,B,...         x_1\n"
    "  --g A,B,...         a gradient; once for each step\n"
    "  --hessian A,B,...   D_t; once for each step\n"
    "  --group-size D      default: all weights in one group\n"
    "  --format FORMAT     text (default) or json\n"
    "  --digits N          decimal digits of the text (default 17)\n"
    "  --bits N            precision (default 256)\n"
    "\n"
    "  assay step --optimizer adam --set alpha=0.1 --set beta1=0.9 --set beta2=0.999 --set epsilon=1e-8 \\\n"
    "             --set lambda21=0.05 --x 0.5,-0.25 --g 0.3,-0.1\n"
    "  assay step --optimizer momentum --set alpha=1 --set gamma=0 --set lambda21=1 --x 0,0 --g=-7,-1\n";

typedef struct options {
    json_t *run; /* NULL: read lines */
    bool json;
    int digits;
    mpfr_prec_t bits;
} options;

static int usage_error(const char *what, const char *got)
{
    fprintf(stderr, "assay step: %s%s; assay step --help tells more\n", what, got);
    return EXIT_USAGE;
}

/* "0.5,-0x1p-2" as a list of numbers, or NULL. */
static json_t *number_list(const char *text)
{
    json_t *list = json_array();
    char *end;

    for (const char *p = text;; p = end + 1) {
        json_array_append_new(list, json_real(strtod(p, &end)));
        if (end == p || (*end != ',' && *end != '\0')) {
            json_decref(list);
            return NULL;
        }
        if (*end == '\0')
            return list;
    }
}

/* ---- A run from JSON. */

/* The numbers of a list into v [n]; false with a message where it is anything else. */
static bool read_numbers(double *v, size_t n, const json_t *list, const char *key, const char *where, sgl_error *error)
{
    if (json_array_size(list) != n) {
        sgl_error_set(error, SGL_EFORMAT, where, "%s: %zu numbers; expected %zu", key, json_array_size(list), n);
        return false;
    }
    for (size_t i = 0; i < n; i++) {
        const json_t *value = json_array_get(list, i);
        const char *text = json_string_value(value);
        char *end = NULL;

        v[i] = text != NULL ? strtod(text, &end) : json_number_value(value);
        if (!(json_is_number(value) || (text != NULL && *text != '\0' && *end == '\0')) || !(v[i] - v[i] == 0)) {
            sgl_error_set(error, SGL_EFORMAT, where, "%s[%zu]: expected a finite number or a \"%%a\" string", key, i);
            return false;
        }
    }
    return true;
}

typedef struct steps {
    sgl_trace trace; /* hyper-parameters, layout, optimizer; no arrays */
    const sgl_named_variant *named;
    const json_t *x, *g, *hessian;
    bool recorded; /* x holds x_1 .. x_t */
} steps;

/* What trace.json would say of the run, so that one reader checks all hyper-parameters and their other names. */
static bool read_header(steps *s, const json_t *run, const char *where, sgl_error *error)
{
    json_t *document;
    char *text;
    bool groups;
    sgl_status status;
    size_t n, t;

    s->x = json_object_get(run, "x");
    s->g = json_object_get(run, "g");
    s->hessian = json_object_get(run, "hessian");
    t = json_array_size(s->g);
    s->recorded = json_is_array(json_array_get(s->x, 0));
    n = json_array_size(s->recorded ? json_array_get(s->x, 0) : s->x);
    if (t == 0 || n == 0) {
        sgl_error_set(error, SGL_EFORMAT, where, "%s: expected a list that is not empty", n == 0 ? "x" : "g");
        return false;
    }
    if (s->recorded && json_array_size(s->x) != t) {
        sgl_error_set(error, SGL_EFORMAT, where, "x: %zu vectors; expected as many as g has, %zu", json_array_size(s->x), t);
        return false;
    }
    document = json_copy((json_t *)run);
    json_object_del(document, "x");
    json_object_del(document, "g");
    json_object_del(document, "hessian");
    json_object_set_new(document, "format", json_string("sgl-trace/1"));
    json_object_set_new(document, "dtype", json_string("float64"));
    json_object_set_new(document, "steps", json_integer((json_int_t)t));
    json_object_set_new(document, "size", json_integer((json_int_t)n));
    if (json_object_get(document, "group_size") == NULL)
        json_object_set_new(document, "group_size", json_integer((json_int_t)n));
    text = json_dumps(document, 0);
    json_decref(document);
    if (text == NULL) {
        sgl_error_set(error, SGL_ENOMEM, where, "out of memory");
        return false;
    }
    status = sgl_trace_json_parse(&s->trace, &groups, text, strlen(text), where, error);
    free(text);
    if (status == SGL_OK && !(s->trace.given & 1u << SGL_HYPER_ALPHA))
        status = sgl_trace_json_missing(&s->trace, SGL_HYPER_ALPHA, where, error);
    if (status == SGL_OK && groups) {
        sgl_error_set(error, SGL_EFORMAT, where, "groups: expected group_size");
        status = SGL_EFORMAT;
    }
    return status == SGL_OK;
}

static bool find_variant(steps *s, const char *where, sgl_error *error)
{
    s->named = s->trace.declared == NULL || strcmp(s->trace.declared, "paper") == 0
                   ? sgl_variant_paper(s->trace.optimizer)
                   : sgl_variant_find(s->trace.declared);
    if (s->named == NULL || s->named->variant.optimizer != s->trace.optimizer) {
        sgl_error_set(error, SGL_EFORMAT, where, "variant: no \"%s\" for %s; assay variants lists them", s->trace.declared,
                      sgl_optimizer_name(s->trace.optimizer));
        return false;
    }
    return true;
}

/* All steps; x is x_{t+1} then. */
static bool make_steps(mpfi_ptr x, sgl_ref_run *run, const steps *s, const char *where, sgl_error *error)
{
    size_t n = s->trace.layout.size;
    double *numbers = calloc(3 * n, sizeof *numbers), *g = numbers + n, *hessian = g + n;
    bool good = numbers != NULL;

    for (size_t t = 0; good && t < json_array_size(s->g); t++) {
        sgl_status status;

        good = read_numbers(g, n, json_array_get(s->g, t), "g", where, error);
        if (good && run->variant.second != SGL_SECOND_GRADIENT)
            good = read_numbers(hessian, n, json_array_get(s->hessian, t), "hessian", where, error);
        if (good && (s->recorded || t == 0)) {
            good = read_numbers(numbers, n, s->recorded ? json_array_get(s->x, t) : s->x, "x", where, error);
            if (good && sgl_ref_vector_set(x, numbers, n) != SGL_OK)
                good = false;
        }
        if (!good)
            break;
        status = sgl_ref_step(x, run, g, hessian, run->hyper.alpha);
        if (status != SGL_OK) {
            sgl_error_set(error, status, where, "step %zu divides by W_t + 2 lambda2 = 0: expected a positive one", t + 1);
            good = false;
        }
    }
    free(numbers);
    return good;
}

/* ---- What is printed. */

/* Row k of what is printed: every intermediate of step t, in the order of Algorithm 1. Returns its length, 0 after the last. */
static size_t row(const sgl_ref_run *r, mpfi_srcptr x, size_t k, const char **name, const char **what, mpfi_srcptr *v)
{
    const struct {
        const char *name, *what;
        mpfi_srcptr v;
        size_t n;
    } all[] = {
        {"alpha", "alpha_t", r->scalars.alpha, 1},
        {"bias1", "1 - beta1^t", r->scalars.bias1, 1},
        {"bias2", "1 - beta2^t", r->scalars.bias2, 1},
        {"epsilon_dual", "the epsilon of W^z, scaled", r->scalars.epsilon_dual, 1},
        {"epsilon_denominator", "the epsilon of W^d, scaled", r->scalars.epsilon_denominator, 1},
        {"first", "first moment, not corrected", r->first, r->layout.size},
        {"second", "second moment or accumulator, not corrected", r->second, r->layout.size},
        {"maximum", "AMSGrad's maximum", r->maximum, r->layout.size},
        {"m", "m_t", r->m, r->layout.size},
        {"root", "sqrt(V_t), without epsilon", r->root, r->layout.size},
        {"w_previous", "W^z_{t-1}, what the step subtracts", r->w_previous, r->layout.size},
        {"w_dual", "W^z_t = sum Q_s/alpha_s", r->w_dual, r->layout.size},
        {"w_denominator", "W^d_t = (sqrt(V_t) + epsilon)/alpha_t", r->w_denominator, r->layout.size},
        {"z", "z_t = z_{t-1} + m_t - (W^z_t - W^z_{t-1}) x_t, Eq. (23)", r->z, r->layout.size},
        {"s", "s_t = -sign(z_t) max(|z_t| - lambda1, 0), Eq. (9)", r->s, r->layout.size},
        {"denominator", "2 A_t = W^d_t + 2 lambda2", r->denominator, r->layout.size},
        {"weighted", "what the norm is taken of", r->weighted, r->layout.size},
        {"norm", "|.|_2 of each group", r->norm, r->layout.groups},
        {"threshold", "sqrt(d) lambda21 of each group", r->threshold, r->layout.groups},
        {"x", "x_{t+1} = max(1 - threshold/norm, 0) s_t/(2 A_t), line 10", x, r->layout.size},
    };

    if (k >= sizeof all / sizeof *all)
        return 0;
    *name = all[k].name;
    *what = all[k].what;
    *v = all[k].v;
    return all[k].n;
}

/* Whether the optimizer has that row: a reader need not see an accumulator of SGD. */
static bool applies(const sgl_variant *v, const char *name)
{
    bool averages = v->optimizer == SGL_ADAM || v->optimizer == SGL_AMSGRAD || v->optimizer == SGL_ADAHESSIAN;

    if (strncmp(name, "bias", 4) == 0 || strncmp(name, "epsilon", 7) == 0)
        return averages;
    if (strcmp(name, "first") == 0)
        return averages || v->optimizer == SGL_MOMENTUM;
    if (strcmp(name, "second") == 0)
        return averages || v->optimizer == SGL_ADAGRAD || v->optimizer == SGL_FTRL;
    return strcmp(name, "maximum") != 0 || v->maximum != SGL_MAXIMUM_NONE;
}

static void write_json(const steps *s, const sgl_ref_run *run, mpfi_srcptr x)
{
    const char *name, *what;
    mpfi_srcptr v;
    size_t n;

    printf("{\"optimizer\":\"%s\",\"variant\":\"%s\",\"step\":%zu,\"bits\":%ld", sgl_optimizer_name(run->variant.optimizer),
           s->named->name, run->t, (long)run->bits);
    for (size_t k = 0; (n = row(run, x, k, &name, &what, &v)) > 0; k++) {
        putchar(',');
        number_write_vector(stdout, name, v, n);
    }
    fputs(",\"zero\":[", stdout);
    for (size_t k = 0; k < run->layout.groups; k++)
        printf("%s%s", k > 0 ? "," : "", run->group_zero[k] > 0 ? "true" : run->group_zero[k] < 0 ? "false" : "null");
    puts("]}");
}

static void write_text(const steps *s, const sgl_ref_run *run, mpfi_srcptr x, int digits)
{
    const char *name, *what;
    mpfi_srcptr v;
    size_t n;

    printf("%s, step %zu\n  %s\n", s->named->name, run->t, s->named->formula);
    for (size_t k = 0; (n = row(run, x, k, &name, &what, &v)) > 0; k++)
        if (applies(&run->variant, name))
            number_write_column(stdout, name, what, v, n, digits);
    for (size_t k = 0; k < run->layout.groups; k++)
        printf("  group %zu: %s\n", k,
               run->group_zero[k] > 0   ? "zero"
               : run->group_zero[k] < 0 ? "not zero"
                                        : "zero or not is undecided at this precision (a tie, or nearly)");
}

static int step(const json_t *run_json, const options *o, const char *where)
{
    steps s = {.named = NULL};
    sgl_ref_run *run = NULL;
    mpfi_ptr x = NULL;
    sgl_error error = {""};
    bool good = read_header(&s, run_json, where, &error) && find_variant(&s, where, &error);

    if (good) {
        x = sgl_ref_vector_new(s.trace.layout.size, o->bits);
        good = x != NULL && sgl_ref_run_new(&run, &s.named->variant, &s.trace.hyper, &s.trace.layout, o->bits) == SGL_OK;
        if (!good)
            sgl_error_set(&error, SGL_ENOMEM, where, "out of memory");
    }
    good = good && make_steps(x, run, &s, where, &error);
    if (!good)
        fprintf(stderr, "assay: %s\n", error.text);
    else if (o->json)
        write_json(&s, run, x);
    else
        write_text(&s, run, x, o->digits);
    if (x != NULL)
        sgl_ref_vector_free(x, s.trace.layout.size);
    sgl_ref_run_free(run);
    json_decref(s.trace.document);
    return good ? 0 : EXIT_BAD_INPUT;
}

static int step_lines(FILE *in, const options *o, const char *name)
{
    char *line = NULL, where[300];
    size_t size = 0, number = 0;
    int status = 0;

    while (getline(&line, &size, in) >= 0) {
        json_error_t why;
        json_t *run;

        number++;
        if (line[strspn(line, " \t\r\n")] == '\0')
            continue;
        snprintf(where, sizeof where, "%.250s:%zu", name, number);
        run = json_loads(line, JSON_REJECT_DUPLICATES, &why);
        if (!json_is_object(run)) {
            fprintf(stderr, "assay: %s:%d: %s; expected a JSON object\n", where, run ? 1 : why.column, run ? "no object" : why.text);
            status = EXIT_BAD_INPUT;
        } else if (step(run, o, where) != 0) {
            status = EXIT_BAD_INPUT;
        }
        json_decref(run);
        fflush(stdout);
    }
    free(line);
    if (number == 0) {
        fprintf(stderr, "assay: %s: empty; expected a JSON object a line\n", name);
        status = EXIT_BAD_INPUT;
    }
    return status;
}

/* An option of the run that options describe; false where its value is no number. */
static bool add_option(options *o, int option, const char *value)
{
    json_t *hyper, *list = NULL;
    const char *equals = strchr(value, '=');

    if (o->run == NULL) {
        o->run = json_pack("{s:{}, s:[]}", "hyperparameters", "g");
    }
    hyper = json_object_get(o->run, "hyperparameters");
    switch (option) {
    case 'O':
        return json_object_set_new(o->run, "optimizer", json_string(value)) == 0;
    case 'v':
        return json_object_set_new(o->run, "variant", json_string(value)) == 0;
    case 'd':
        return json_object_set_new(o->run, "group_size", json_integer(strtoll(value, NULL, 10))) == 0;
    case 's': {
        char key[64], *end;
        double number;

        if (equals == NULL || (size_t)(equals - value) >= sizeof key)
            return false;
        memcpy(key, value, (size_t)(equals - value));
        key[equals - value] = '\0';
        number = strtod(equals + 1, &end);
        return end != equals + 1 && *end == '\0' && json_object_set_new(hyper, key, json_real(number)) == 0;
    }
    default:
        list = number_list(value);
        if (list == NULL)
            return false;
        if (option == 'x')
            return json_object_set_new(o->run, "x", list) == 0;
        if (option == 'H' && json_object_get(o->run, "hessian") == NULL)
            json_object_set_new(o->run, "hessian", json_array());
        return json_array_append_new(json_object_get(o->run, option == 'g' ? "g" : "hessian"), list) == 0;
    }
}

static int parse(options *o, int argc, char **argv)
{
    static const struct option longs[] = {{"optimizer", required_argument, NULL, 'O'}, {"variant", required_argument, NULL, 'v'},
                                          {"set", required_argument, NULL, 's'},       {"x", required_argument, NULL, 'x'},
                                          {"g", required_argument, NULL, 'g'},         {"hessian", required_argument, NULL, 'H'},
                                          {"group-size", required_argument, NULL, 'd'}, {"format", required_argument, NULL, 'f'},
                                          {"digits", required_argument, NULL, 'D'},    {"bits", required_argument, NULL, 'b'},
                                          {"help", no_argument, NULL, 'h'},            {NULL, 0, NULL, 0}};
    int c;

    optind = 1;
    while ((c = getopt_long(argc, argv, "h", longs, NULL)) != -1) {
        long number = optarg ? strtol(optarg, NULL, 10) : 0;

        switch (c) {
        case 'h':
            fputs(help, stdout);
            return -2;
        case '?':
            return EXIT_USAGE;
        case 'f':
            if (strcmp(optarg, "json") != 0 && strcmp(optarg, "text") != 0)
                return usage_error("--format is text or json, not ", optarg);
            o->json = optarg[0] == 'j';
            break;
        case 'D':
            if (number < 1 || number > 10000)
                return usage_error("--digits is a number from 1 to 10000, not ", optarg);
            o->digits = (int)number;
            break;
        case 'b':
            if (number < 64 || number > 1 << 20)
                return usage_error("--bits is a number from 64 to 1048576, not ", optarg);
            o->bits = number;
            break;
        default:
            if (!add_option(o, c, optarg))
                return usage_error("expected numbers with commas between (--set: KEY=NUMBER), not ", optarg);
        }
    }
    return -1;
}

int cmd_step(int argc, char **argv)
{
    options o = {.digits = 17, .bits = 256};
    int status = parse(&o, argc, argv);
    const char *name = optind < argc ? argv[optind] : "-";
    FILE *in = stdin;

    if (status == -1 && o.run != NULL) {
        status = step(o.run, &o, "the run given by options");
    } else if (status == -1) {
        if (strcmp(name, "-") != 0)
            in = fopen(name, "r");
        if (in == NULL) {
            perror(name);
            status = EXIT_BAD_INPUT;
        } else {
            status = step_lines(in, &o, in == stdin ? "standard input" : name);
            if (in != stdin)
                fclose(in);
        }
    }
    json_decref(o.run);
    return status == -2 ? 0 : status;
}
