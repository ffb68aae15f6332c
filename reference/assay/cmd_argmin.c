/* assay argmin: the argmin of Eq. (6) for one group a line, certified. */
#include "argmin_problem.h"
#include "argmin_report.h"
#include "arguments.h"
#include "command.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

static const char help[] =
    "usage: assay argmin [OPTION...] [FILE...]\n"
    "\n"
    "The argmin of Eq. (6), z.x + W x.x/2 + lambda1 |x|_1 + lambda21 sqrt(d) |A^{1/2} x| + lambda2 |x|^2, of\n"
    "one group a line, enclosed by a solver that works for any diagonal A > 0, certified by the\n"
    "subdifferential, and beside Theorem 1's closed form (corrected, as printed, and as Algorithms 1 to 3\n"
    "run it).\n"
    "\n"
    "FILE, or - or none for standard input, holds JSON Lines:\n"
    "  {\"z\": [-3], \"w\": [8], \"lambda1\": 0, \"lambda21\": 1, \"lambda2\": 0}\n"
    "and may give \"a\" (the diagonal of A; absent: Theorem 1's W/2 + lambda2) and \"bits\". Numbers are taken\n"
    "exactly: JSON numbers as float64, \"%a\" strings to the last bit.\n"
    "\n"
    "  --format FORMAT    text (default) shows every intermediate; json writes one object a line: x [[lo, hi],\n"
    "                     ..], closed_form [[lo, hi], ..] or null, distance (a bound of |midpoint of x -\n"
    "                     argmin| in the norm of D = W + 2 lambda2), zero true, false or null (undecided),\n"
    "                     bits, line\n"
    "  --digits N         decimal digits of the text (default 20)\n"
    "  --bits N           precision where a line gives none (default 256)\n"
    "  --max-bits N       precision up to which a decision is sought (default 16384)\n"
    "  -h, --help         this\n"
    "\n"
    "Exit: 0 every line was answered, 1 a closed form lies outside its argmin's enclosure (Theorem 1 refuted,\n"
    "or a defect here), 2 usage, 3 no line was answered, or an answer is undecided, 4 a line could not be read.\n"
    "\n"
    "Examples:\n"
    "  echo '{\"z\":[-3],\"w\":[8],\"lambda1\":0,\"lambda21\":1,\"lambda2\":0}' | assay argmin\n"
    "  echo '{\"z\":[-3,4],\"w\":[1,16],\"lambda1\":0,\"lambda21\":2,\"lambda2\":0}' | assay argmin --format json\n";

typedef struct options {
    int json;
    long digits, bits, max_bits;
} options;

/* What the lines have led to so far. */
typedef struct outcome {
    size_t answered, undecided, apart, bad;
} outcome;

static void answer_clear(argmin_answer *answer, size_t d)
{
    sgl_ref_objective_free(answer->objective);
    sgl_ref_vector_free(answer->x, d);
    sgl_ref_vector_free(answer->closed_form, d);
    mpfr_clear(answer->distance);
}

static sgl_status make_objective(sgl_ref_objective **objective, const argmin_problem *p)
{
    mpfi_ptr origin = sgl_ref_vector_new(p->d, 2);
    sgl_status status = SGL_ENOMEM;

    if (origin == NULL)
        return status;
    status = sgl_ref_objective_new(objective, p->d, p->lambda1, p->lambda21, p->lambda2, p->bits);
    if (status == SGL_OK)
        status = sgl_ref_objective_add(*objective, p->z, p->w, origin);
    if (status == SGL_OK)
        status = sgl_ref_objective_set_a(*objective, p->a);
    sgl_ref_vector_free(origin, p->d);
    return status;
}

/* distance at the midpoint of x: rounding x to its middle costs nothing that the bound does not see. */
static sgl_status certify(argmin_answer *answer, const argmin_problem *p)
{
    mpfi_ptr middle = sgl_ref_vector_new(p->d, p->bits);
    mpfr_t t;
    sgl_status status;

    if (middle == NULL)
        return SGL_ENOMEM;
    mpfr_init2(t, p->bits);
    for (size_t i = 0; i < p->d; i++) {
        mpfi_mid(t, answer->x + i);
        mpfi_set_fr(middle + i, t);
    }
    status = sgl_ref_certificate(answer->distance, answer->objective, middle);
    mpfr_clear(t);
    sgl_ref_vector_free(middle, p->d);
    return status;
}

/* The answer is to be cleared whatever the status. */
static sgl_status solve(argmin_answer *answer, const argmin_problem *p, mpfr_prec_t max_bits)
{
    sgl_status status;

    *answer = (argmin_answer){.x = sgl_ref_vector_new(p->d, p->bits)};
    mpfr_init2(answer->distance, 53);
    if (answer->x == NULL)
        return SGL_ENOMEM;
    status = make_objective(&answer->objective, p);
    if (status != SGL_OK)
        return status;
    status = sgl_ref_argmin(answer->x, &answer->zero, answer->objective, max_bits);
    answer->decided = status == SGL_OK;
    if (status != SGL_OK && status != SGL_EUNSURE)
        return status;
    status = certify(answer, p);
    if (status == SGL_OK && p->a == NULL) {
        answer->closed_form = sgl_ref_vector_new(p->d, p->bits);
        status = answer->closed_form == NULL
                     ? SGL_ENOMEM
                     : sgl_ref_closed_form(answer->closed_form, NULL, p->z, p->w, p->d, p->lambda1,
                                           p->lambda21, p->lambda2, SGL_NORM_EXACT);
    }
    return status;
}

static bool overlap(mpfi_srcptr u, mpfi_srcptr v, size_t d)
{
    for (size_t i = 0; i < d; i++)
        if (mpfr_less_p(&u[i].right, &v[i].left) || mpfr_less_p(&v[i].right, &u[i].left))
            return false;
    return true;
}

static void one_line(outcome *out, const options *o, const char *name, size_t line,
                     const char *text, size_t length)
{
    argmin_problem problem;
    argmin_answer answer;
    char why[200];
    sgl_status status;

    if (!argmin_problem_read(&problem, why, sizeof why, text, length, (mpfr_prec_t)o->bits)) {
        fprintf(stderr, "assay argmin: %s:%zu: %s\n", name, line, why);
        out->bad++;
        return;
    }
    status = solve(&answer, &problem, (mpfr_prec_t)o->max_bits);
    if (status == SGL_OK && !o->json)
        status = argmin_report_text(stdout, &problem, &answer, line, (int)o->digits);
    else if (status == SGL_OK)
        argmin_report_json(stdout, &problem, &answer, line);
    if (status != SGL_OK) {
        fprintf(stderr, "assay argmin: %s:%zu: %s\n", name, line,
                status == SGL_ENOMEM ? "out of memory"
                                     : "the argmin could not be enclosed at this precision");
        out->bad++;
    } else {
        out->answered++;
        out->undecided += !answer.decided;
        if (answer.closed_form != NULL && !overlap(answer.x, answer.closed_form, problem.d)) {
            fprintf(stderr, "assay argmin: %s:%zu: the closed form is not the argmin\n", name,
                    line);
            out->apart++;
        }
    }
    answer_clear(&answer, problem.d);
    argmin_problem_clear(&problem);
}

static void one_file(outcome *out, const options *o, const char *path)
{
    bool standard = strcmp(path, "-") == 0;
    FILE *from = standard ? stdin : fopen(path, "r");
    char *text = NULL;
    size_t room = 0, line = 0;
    ssize_t length;

    if (from == NULL) {
        fprintf(stderr, "assay argmin: %s: expected a file of JSON Lines: %s\n", path,
                strerror(errno));
        out->bad++;
        return;
    }
    while ((length = getline(&text, &room, from)) != -1) {
        line++;
        while (length > 0 && (text[length - 1] == '\n' || text[length - 1] == '\r'))
            text[--length] = '\0';
        if (strspn(text, " \t") != (size_t)length) /* an empty line asks nothing */
            one_line(out, o, path, line, text, (size_t)length);
        if (o->json)
            fflush(stdout); /* a program may be waiting for its answer */
    }
    if (ferror(from)) {
        fprintf(stderr, "assay argmin: %s:%zu: could not be read on: %s\n", path, line + 1,
                strerror(errno));
        out->bad++;
    }
    free(text);
    if (!standard)
        fclose(from);
}

int cmd_argmin(int argc, char **argv)
{
    outcome out = {0};
    options o = {.digits = 20, .bits = 256, .max_bits = 16384};
    const argument list[] = {ARGUMENT_FORMAT(&o.json),
                             {.name = "digits", .kind = ARGUMENT_WHOLE, .out = &o.digits, .low = 1, .high = 20000},
                             {.name = "bits", .kind = ARGUMENT_WHOLE, .out = &o.bits, .low = ARGMIN_BITS_LEAST, .high = ARGMIN_BITS_MOST},
                             {.name = "max-bits", .kind = ARGUMENT_WHOLE, .out = &o.max_bits, .low = ARGMIN_BITS_LEAST, .high = 1 << 24},
                             {.name = NULL}};
    const arguments about = {.command = "assay argmin", .help = help, .list = list};
    int rest, status = arguments_read(&rest, &about, argc, argv);

    if (status != -1)
        return status;
    if (rest == argc)
        one_file(&out, &o, "-");
    for (int k = rest; k < argc; k++)
        one_file(&out, &o, argv[k]);
    if (fflush(stdout) != 0 || ferror(stdout)) {
        fprintf(stderr, "assay argmin: standard output: could not be written: %s\n",
                strerror(errno));
        return EXIT_BAD_INPUT;
    }
    mpfr_free_cache();
    if (out.bad > 0)
        return EXIT_BAD_INPUT;
    if (out.apart > 0)
        return EXIT_DEVIATES;
    if (out.answered == 0) {
        fputs("assay argmin: no line to answer\n", stderr);
        return EXIT_INCONCLUSIVE;
    }
    return out.undecided > 0 ? EXIT_INCONCLUSIVE : EXIT_SUCCESS;
}
