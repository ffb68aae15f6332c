/* What a person wants to read first: verdict, variant, worst ratio, first divergence with got and allowed. */
#include "report.h"

#include <math.h>

static void divergence(FILE *out, const report *r)
{
    static const char *const kind[SGL_DIVERGENCE_KINDS] = {
        "outside what rounding allows", "not zero where the group or weight is zero for certain",
        "zero where the group or weight is not zero for certain", "changed, though the step does not touch its row"};
    const sgl_divergence *d = &r->judgement.first;

    fprintf(out, "  first divergence: step %zu, group %zu, element %zu: %s\n", d->at.step, d->at.group, d->at.element,
            kind[d->kind]);
    fprintf(out, "    got     %.9g  (%a)\n    allowed [%.9g, %.9g]\n", d->got, d->got, d->low, d->high);
    fprintf(out, "  %zu of %zu steps diverge\n", r->judgement.steps_over, r->trace->steps);
}

static void zero_pattern(FILE *out, const sgl_judgement *j)
{
    if (j->zero_agree + j->wrongly_kept + j->wrongly_dropped + j->undecided == 0)
        return;
    fprintf(out, "  zero pattern: %zu agree, %zu wrongly kept, %zu wrongly dropped, %zu undecided (within rounding of a threshold)\n",
            j->zero_agree, j->wrongly_kept, j->wrongly_dropped, j->undecided);
}

static void others(FILE *out, const report *r)
{
    size_t shown = 0;

    for (size_t k = 0; k < r->candidate_count; k++)
        if (report_indistinguishable(r, k) && !r->candidates[k].same)
            fprintf(out, "%s %s", shown++ == 0 ? "  indistinguishable on this input:" : ",", r->candidates[k].named->name);
    if (shown > 0)
        fputc('\n', out);
    for (size_t k = 0; k < r->candidate_count; k++) {
        const sgl_candidate *c = &r->candidates[k];

        if (c->named == r->named || c->status != SGL_OK || report_indistinguishable(r, k))
            continue;
        fprintf(out, "  nearest other: %s, ratio %.3g%s\n", c->named->name, c->judgement.max_ratio,
                c->judgement.wrongly_kept + c->judgement.wrongly_dropped > 0 ? ", zero pattern wrong" : "");
        break;
    }
}

void report_text(FILE *out, const report *r)
{
    static const char *const powers[SGL_POWERS_KINDS] = {"exact", "multiplied up in the dtype", "by pow in the dtype"};
    const sgl_judgement *j = &r->judgement;

    if (r->skipped != NULL || (r->named == NULL && r->live))
        fprintf(out, "%-12s %s\n  %s\n", report_verdict(r), r->folder, r->message);
    if (r->trace == NULL || r->named == NULL)
        return; /* check: the message is a diagnostic, and went to stderr */
    fprintf(out, "%-12s %s\n", report_verdict(r), r->trace->name);
    fprintf(out, "  %s, %s, %zu steps of %zu weights in %zu groups\n", sgl_optimizer_name(r->trace->optimizer),
            r->trace->dtype == SGL_FLOAT32 ? "float32" : "float64", r->trace->steps, r->trace->layout.size,
            r->trace->layout.groups);
    fprintf(out, "  variant %s: %s\n", r->named->name, r->named->formula);
    if (j->powers != SGL_POWERS_EXACT)
        fprintf(out, "    powers of beta %s\n", powers[j->powers]);
    fprintf(out, "  worst ratio %.3g of 1 allowed, at step %zu, group %zu, element %zu (last tenth of the run: %.3g)\n",
            j->max_ratio, j->max_at.step, j->max_at.group, j->max_at.element, j->late_ratio);
    if (j->diverges)
        divergence(out, r);
    zero_pattern(out, j);
    if (j->vacuous > 0)
        fprintf(out, "  %zu live entries are vacuous: the allowance is as large as the value\n", j->vacuous);
    if (j->undefined > 0)
        fprintf(out, "  %zu entries not judged: the exact recursion divides by 0\n", j->undefined);
    if (j->unsure > 0)
        fprintf(out, "  %zu entries not decided at %ld bits\n", j->unsure, (long)j->bits);
    fprintf(out, "  largest error: %.3g ulp in one step", j->step_ulp_max);
    if (!isnan(j->trajectory_ulp_max))
        fprintf(out, ", %.3g ulp along the whole run (open loop, for information)", j->trajectory_ulp_max);
    fputc('\n', out);
    others(out, r);
    if (j->diverges && !r->live)
        fprintf(out, r->candidates != NULL ? "  no documented variant explains it, this is the nearest; assay identify %s searches the known defects too\n"
                                           : "  assay identify %s tells which variant it is\n", r->folder);
    else if (!j->diverges && sgl_variant_paper(r->trace->optimizer) != r->named)
        fprintf(out, "  against the paper: %s\n", r->named->advice);
    if (r->message[0] != '\0')
        fprintf(out, "  %s\n", r->message);
    if (r->live && r->command != NULL && j->verdict != SGL_CONFORMS)
        fprintf(out, "  again: %s\n", r->command);
}
