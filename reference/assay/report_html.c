/* One self-contained page: verdict first, then pictures, the first divergence with its numbers, advice, and the command that
 * gives it again. No script, nothing fetched. */
#include "report_html.h"
#include "report_escape.h"
#include "report_picture.h"

#include <math.h>

static const char style[] =
    ":root{color-scheme:light dark;--ink:#1c1f23;--paper:#fff;--soft:#545c65;--line:#d5dadf;--good:#1b7f4b;--bad:#b3261e;"
    "--open:#8a5a00;--blue:#2a62b8;--zero:#3b4a5a;--live:#f0c34e;--part:#9aa070;--undecided:#8e5bc2;--panel:#f1f2f4}"
    "@media screen and (prefers-color-scheme:dark){:root{--ink:#e8eaed;--paper:#15181b;--soft:#9aa5b0;--line:#3a4149;--good:#5dc78f;"
    "--bad:#ff8a80;--open:#e6b34d;--blue:#82b1ff;--zero:#5b6f85;--live:#d9ab38;--part:#8a8f62;--undecided:#b48ae0;--panel:#20252a}}"
    "body{font:16px/1.5 system-ui,sans-serif;color:var(--ink);background:var(--paper);max-width:62rem;margin:0 auto;padding:1rem}"
    "h1{font-size:1.5rem;margin:.5rem 0}h2{font-size:1.25rem;margin:2rem 0 .3rem;border-top:1px solid var(--line);padding-top:1rem;"
    "overflow-wrap:anywhere}h3{font-size:1rem;margin:1rem 0 .2rem}p{margin:.4rem 0}"
    "a{color:var(--blue)}:focus-visible{outline:3px solid var(--open);outline-offset:2px}.skip{position:absolute;left:-100vw}"
    ".skip:focus{position:static}caption{text-align:left;color:var(--soft);padding:.2rem 0 .3rem}tbody th{font-weight:400}"
    "@media print{:root{color-scheme:light}body{max-width:none;padding:0}.skip{display:none}.wide,figure.full{overflow:visible}"
    "figure,tr{break-inside:avoid}h2,h3{break-after:avoid}*{print-color-adjust:exact}}"
    ".conforms{color:var(--good)}.deviates,.error{color:var(--bad)}.inconclusive,.skipped{color:var(--open)}.v{font-weight:700}"
    "table{border-collapse:collapse;width:100%;font-size:.9rem}td,th{text-align:left;padding:.25rem .6rem .25rem 0;"
    "border-bottom:1px solid var(--line);vertical-align:top}table.all{min-width:42rem}td.n{font-variant-numeric:tabular-nums;"
    "white-space:nowrap}.wide{overflow-x:auto}table.few{width:auto}.few td,.few th{padding-right:1.5rem}.key{white-space:nowrap}.pictures{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(26rem,100%),1fr));"
    "gap:0 1.5rem}figure{margin:.6rem 0;min-width:0}figure.full{grid-column:1/-1}figcaption{font-size:.85rem;color:var(--soft)}"
    "figure.full{overflow-x:auto}svg{width:100%;height:auto;display:block}@media screen{figure.full svg{min-width:44rem}}h2 span{margin-right:.6rem}svg text{font:11px system-ui,sans-serif;fill:var(--soft)}"
    "pre,code{font:13px/1.45 ui-monospace,monospace}pre{background:var(--panel);padding:.6rem;"
    "overflow-x:auto;white-space:pre-wrap;overflow-wrap:anywhere;border-radius:4px}.box{display:inline-block;width:.8em;height:.8em;"
    "margin:0 .25em 0 .4em;vertical-align:-.05em}";

void report_html_begin(FILE *out, size_t count, const size_t *verdicts)
{
    static const char *const names[] = {"conform", "deviate", "inconclusive", "failed", "skipped"};
    static const char *const classes[] = {"conforms", "deviates", "inconclusive", "error", "skipped"};

    fprintf(out, "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" "
                 "content=\"width=device-width,initial-scale=1\">\n<title>assay check</title>\n<style>%s</style>\n</head>\n<body>\n", style);
    fprintf(out, "%s<main><h1>", count > 1 ? "<a class=\"skip\" href=\"#r1\">Skip to the first recording</a>" : "");
    for (size_t k = 0, shown = 0; k < 5; k++)
        if (verdicts[k] > 0)
            fprintf(out, "%s<span class=\"%s\">%zu of %zu %s</span>", shown++ > 0 ? ", " : "", classes[k], verdicts[k], count, names[k]);
    fputs("</h1>\n", out);
}

void report_html_row(FILE *out, const report *r, size_t k)
{
    const sgl_judgement *j = &r->judgement;

    fprintf(out, "<tr><td class=\"v %s\">%s</td><th scope=\"row\"><a href=\"#r%zu\">", report_verdict(r), report_verdict(r), k);
    escape_xml(out, r->trace != NULL ? r->trace->name : r->folder);
    fputs("</a></th><td>", out);
    escape_xml(out, r->named != NULL ? r->named->name : "");
    fputs("</td><td class=\"n\">", out);
    if (r->named != NULL)
        fprintf(out, "%.3g", j->max_ratio);
    fputs("</td><td>", out);
    if (r->named != NULL && j->diverges)
        fprintf(out, "step %zu, group %zu", j->first.at.step, j->first.at.group);
    else if (r->named == NULL)
        escape_xml(out, r->message);
    fputs("</td></tr>\n", out);
}

static void divergence(FILE *out, const sgl_judgement *j)
{
    static const char *const kind[SGL_DIVERGENCE_KINDS] = {
        "outside what rounding allows", "not zero, where it is zero for certain", "zero, where it is not zero for certain",
        "changed, though the step does not touch its row"};
    const sgl_divergence *d = &j->first;

    fprintf(out, "<h3>First divergence</h3>\n<p>Step %zu, group %zu, element %zu: %s.</p>\n<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"First divergence\"><table class=\"few\">\n<tbody>", d->at.step,
            d->at.group, d->at.element, kind[d->kind]);
    fprintf(out, "<tr><th scope=\"row\">got</th><td class=\"n\">%.9g</td><td class=\"n\"><code>%a</code></td></tr>\n", d->got, d->got);
    fprintf(out, "<tr><th scope=\"row\">allowed from</th><td class=\"n\">%.9g</td><td class=\"n\"><code>%a</code></td></tr>\n", d->low, d->low);
    fprintf(out, "<tr><th scope=\"row\">to</th><td class=\"n\">%.9g</td><td class=\"n\"><code>%a</code></td></tr>\n</tbody></table></div>\n", d->high, d->high);
}

static void numbers(FILE *out, const report *r)
{
    const sgl_judgement *j = &r->judgement;

    fprintf(out, "<p>%s, %s, %zu steps of %zu weights in %zu groups. Largest error %.3g ulp in one step.", sgl_optimizer_name(r->trace->optimizer),
            r->trace->dtype == SGL_FLOAT32 ? "float32" : "float64", r->trace->steps, r->trace->layout.size, r->trace->layout.groups,
            j->step_ulp_max);
    if (j->steps_over > 0)
        fprintf(out, " %zu of %zu steps diverge.", j->steps_over, r->trace->steps);
    if (j->zero_agree + j->wrongly_kept + j->wrongly_dropped + j->undecided > 0)
        fprintf(out, " Zero pattern: %zu agree, %zu wrongly kept, %zu wrongly dropped, %zu undecided.", j->zero_agree, j->wrongly_kept,
                j->wrongly_dropped, j->undecided);
    if (j->vacuous > 0)
        fprintf(out, " %zu live entries are vacuous: the allowance is as large as the value.", j->vacuous);
    fputs("</p>\n", out);
}

static void pictures(FILE *out, const report *r)
{
    const sgl_judgement *j = &r->judgement;

    fputs("<div class=\"pictures\">\n<figure class=\"full\" tabindex=\"0\">", out);
    picture_ratio(out, r->detail);
    fputs("<figcaption>Error over what rounding allows, the largest of each step. 1 is the bound; above it is another algorithm or a "
          "bug.", out);
    if (j->wrongly_kept + j->wrongly_dropped > 0)
        fputs(" A tick at the top is a step with a wrong zero.", out);
    fputs("</figcaption></figure>\n<figure>", out);
    picture_histogram(out, r->detail);
    fputs("<figcaption>Signed error of every weight and step, in allowances.</figcaption></figure>\n", out);
    if (j->zero_agree + j->wrongly_kept + j->wrongly_dropped + j->undecided > 0) {
        fputs("<figure>", out);
        picture_pattern(out, r->detail);
        fputs("<figcaption>Which groups are zero, step by step: <span class=\"key\"><span class=\"box\" style=\"background:var(--zero)\"></span>zero</span>"
              " <span class=\"key\"><span class=\"box\" style=\"background:var(--part)\"></span>partly</span>"
              " <span class=\"key\"><span class=\"box\" style=\"background:var(--live)\"></span>live</span>"
              " <span class=\"key\"><span class=\"box\" style=\"background:var(--undecided)\"></span>within rounding of the threshold</span>"
              " <span class=\"key\"><span class=\"box\" style=\"background:var(--bad)\"></span>wrong</span></figcaption></figure>\n", out);
    }
    fputs("</div>\n", out);
}

void report_html(FILE *out, const report *r, size_t k)
{
    const sgl_judgement *j = &r->judgement;

    fprintf(out, "<h2 id=\"r%zu\"><span class=\"%s\">%s</span>", k, report_verdict(r), report_verdict(r));
    escape_xml(out, r->trace != NULL ? r->trace->name : r->folder);
    fputs("</h2>\n", out);
    if (r->named != NULL) {
        fprintf(out, "<p>Worst ratio <b>%.3g</b> of 1 allowed, against <b>", j->max_ratio);
        escape_xml(out, r->named->name);
        fputs("</b>: <code>", out);
        escape_xml(out, r->named->formula);
        fputs("</code></p>\n", out);
        numbers(out, r);
    }
    if (r->message[0] != '\0') {
        fputs(r->named != NULL && j->diverges ? "<h3>What to change</h3>\n<p>" : "<p>", out);
        escape_xml(out, r->message);
        fputs("</p>\n", out);
    } else if (r->named != NULL && sgl_variant_paper(r->trace->optimizer) != r->named && !j->diverges) {
        fputs("<p>Against the paper: ", out);
        escape_xml(out, r->named->advice);
        fputs("</p>\n", out);
    }
    if (r->named != NULL && j->diverges)
        divergence(out, j);
    if (r->named != NULL && r->detail != NULL)
        pictures(out, r);
    if (r->log != NULL) {
        fputs("<h3>The program's standard error</h3>\n<pre>", out);
        escape_xml(out, r->log);
        fputs("</pre>\n", out);
    }
    if (r->command != NULL) {
        fputs("<h3>Again</h3>\n<pre>", out);
        escape_xml(out, r->command);
        fputs("</pre>\n", out);
    }
}

void report_html_end(FILE *out)
{
    fputs("<p><small>assay " SGL_VERSION "</small></p></main>\n</body>\n</html>\n", out);
}
