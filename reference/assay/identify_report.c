#include "identify_report.h"
#include "command.h"

#include <string.h>

const char *identify_answer(const identify_report *r)
{
    const sgl_lattice_point *best = r->found.points;

    if (best == NULL)
        return "error";
    if (r->found.explains == 0)
        return "none";
    if (best->judgement.verdict == SGL_INCONCLUSIVE)
        return "inconclusive";
    return best->apart > 0 ? "unnamed" : best->base->conforming ? "documented" : "defect";
}

int identify_status(const identify_report *r)
{
    const char *answer = identify_answer(r);

    if (strcmp(answer, "error") == 0)
        return EXIT_BAD_INPUT;
    if (strcmp(answer, "inconclusive") == 0)
        return EXIT_INCONCLUSIVE;
    return strcmp(answer, "documented") == 0 ? EXIT_CONFORMS : EXIT_DEVIATES;
}

void identify_advice(char *text, const identify_report *r)
{
    const sgl_lattice_point *best = r->found.points;
    const sgl_named_variant *paper = sgl_variant_paper(r->trace->optimizer);
    sgl_written_variant written;
    const char *answer = identify_answer(r);

    sgl_variant_describe(&written, &best->variant);
    if (strcmp(answer, "none") == 0)
        snprintf(text, 512, "None of these: no known variant of %s, with one or two axes changed, explains the recording; make sure that "
                            "the hyper-parameters are those of the run, then start from the first divergence from %s.", sgl_optimizer_name(r->trace->optimizer), written.named.name);
    else if (strcmp(answer, "inconclusive") == 0)
        snprintf(text, 512, "Record a longer run, with larger gradients or other lambdas: on this one nothing is decided.");
    else
        snprintf(text, 512, "%s%s", best->base == paper && best->apart == 0 ? "Nothing to change: " : "", written.named.advice);
}

/* Of the axes on which a differs from b, the first that has something to say about zeros. */
static const char *sparsity(const sgl_variant *a, const sgl_variant *b)
{
    for (int axis = 0; axis < SGL_AXES; axis++) {
        size_t value = sgl_axis_get(a, (sgl_axis)axis);
        const char *says = sgl_axis_sparsity((sgl_axis)axis, value);

        if (value != sgl_axis_get(b, (sgl_axis)axis) && says != NULL)
            return says;
    }
    return "";
}

void identify_sparsity(char *text, const identify_report *r)
{
    const sgl_lattice_point *best = r->found.points;
    const sgl_named_variant *other = best->apart > 0 ? best->base : sgl_variant_paper(r->trace->optimizer);
    const char *says = r->found.explains > 0 ? sparsity(&best->variant, &other->variant) : "";

    text[0] = '\0';
    if (says[0] != '\0')
        snprintf(text, 512, "Against %s: %s", other->name, says);
}
