#include "identify_report.h"

#include <string.h>

static void line(FILE *out, const sgl_lattice_point *p)
{
    const sgl_judgement *j = &p->judgement;
    char name[SGL_VARIANT_TEXT];

    sgl_variant_write(name, &p->variant);
    fprintf(out, "    %-44s ratio %-9.3g", name, j->max_ratio);
    if (j->diverges)
        fprintf(out, " diverges at step %zu, group %zu, element %zu%s", j->first.at.step, j->first.at.group, j->first.at.element,
                j->wrongly_kept + j->wrongly_dropped > 0 ? ", zero pattern wrong" : "");
    else if (p->same != NULL)
        fprintf(out, " here the same algorithm as %s", p->same->name);
    else if (j->verdict == SGL_INCONCLUSIVE)
        fprintf(out, " nothing decided");
    else if (j->undefined > 0)
        fprintf(out, " %zu entries divide by 0 and were not judged", j->undefined);
    fputc('\n', out);
}

static void headline(FILE *out, const identify_report *r)
{
    const char *answer = identify_answer(r);
    const sgl_lattice_point *best = r->found.points;
    sgl_written_variant written;

    sgl_variant_describe(&written, &best->variant);
    if (strcmp(answer, "none") == 0)
        fprintf(out, "none of these  %s\n", r->trace->name);
    else if (strcmp(answer, "inconclusive") == 0)
        fprintf(out, "inconclusive  %s\n", r->trace->name);
    else
        fprintf(out, "%s  %s\n", written.named.name, r->trace->name);
    fprintf(out, "  %s, %s, %zu steps of %zu weights in %zu groups; %zu points of the lattice judged%s\n",
            sgl_optimizer_name(r->trace->optimizer), r->trace->dtype == SGL_FLOAT32 ? "float32" : "float64", r->trace->steps,
            r->trace->layout.size, r->trace->layout.groups, r->found.judged, r->found.depth == 2 ? ", pairs included" : "");
    if (r->found.explains > 0)
        fprintf(out, "  %s%s: %s\n",
                best->apart > 0 ? "an unnamed point of the lattice, nearest to " : best->base->conforming ? "a documented variant" : "a known defect",
                best->apart > 0 ? best->base->name : "", written.named.formula);
    else
        fprintf(out, "  nearest named variant: %s: %s\n", best->base->name, best->base->formula);
}

void identify_text(FILE *out, const identify_report *r)
{
    const sgl_identification *found = &r->found;
    char text[512];

    if (found->points == NULL)
        return; /* the message is a diagnostic, and went to stderr */
    headline(out, r);
    if (found->explains > 0)
        line(out, &found->points[0]);
    if (found->explains > 1)
        fprintf(out, "  indistinguishable on this input:\n");
    for (size_t k = 1; k < found->explains; k++)
        line(out, &found->points[k]);
    if (found->explains < found->count && found->points[found->explains].status == SGL_OK)
        fprintf(out, "  nearest that do not explain it:\n");
    for (size_t k = found->explains; k < found->count && k < found->explains + r->top && found->points[k].status == SGL_OK; k++)
        line(out, &found->points[k]);
    identify_advice(text, r);
    fprintf(out, "  to change: %s\n", text);
    identify_sparsity(text, r);
    if (text[0] != '\0')
        fprintf(out, "  sparsity: %s\n", text);
}
