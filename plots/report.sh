#!/bin/sh
# The report page: report.sh BUILD OUT writes OUT/index.html, one file with its figures in it, and the tables in OUT/data.
# It reads BUILD/plots/*.svg, BUILD/experiments/*.tsv, the scripts' captions, and `assay claims` where the command has it.
set -eu
build=$1 out=$2
here=$(dirname "$0")
tables=$build/experiments
mkdir -p "$out/data"
page=$out/index.part
trap 'rm -f "$page"' EXIT

escape() { sed 's/&/\&amp;/g; s/</\&lt;/g; s/>/\&gt;/g'; }
# A line of a script's head as HTML; x_t, x_{t+1}, 2^t and 2^{-p} become indices and powers.
caption() {
    sed -n "s/^# $2: *//p" "$here/$1.gp" | escape |
        sed -e 's/_{\([^}]*\)}/<sub>\1<\/sub>/g' -e 's/_\([A-Za-z0-9]\)/<sub>\1<\/sub>/g' \
            -e 's/\^{\([^}]*\)}/<sup>\1<\/sup>/g' -e 's/\^\([A-Za-z0-9]\)/<sup>\1<\/sup>/g'
}

# gnuplot gives every figure the same ids; inside one page each needs its own.
inline() {
    sed -e '1,/<svg/{/<svg/!d;}' -e "s/id=\(['\"]\)/id=\1$1_/g" -e "s/url(#/url(#$1_/g" \
        -e "s/href=\(['\"]\)#/href=\1#$1_/g" -e 's/<svg \(width="[0-9]*" height="[0-9]*"\)\{0,1\}/<svg role="img" /' "$build/plots/$1.svg"
}

figure() {
    [ -s "$build/plots/$1.svg" ] || { echo "report.sh: $build/plots/$1.svg is missing: make plots" >&2; exit 1; }
    printf '<figure id="%s"><h3>%s</h3>\n' "$1" "$(caption "$1" title)"
    inline "$1"
    printf '<figcaption>%s <span class="data">Data:' "$(caption "$1" see)"
    sed -n 's/^# needs: *\([a-z0-9_./]*\).*/\1/p' "$here/$1.gp" | while read -r t; do
        cp "$tables/$t.tsv" "$out/data/"
        printf ' <a href="data/%s.tsv">%s</a>' "$(basename "$t")" "$(basename "$t")"
    done
    printf '</span></figcaption></figure>\n'
}

# A tab-separated table as HTML, its first line as the head; the cells of verdict columns carry their word as class.
html_table() {
    grep -v '^#' "$1" | escape | awk -F'\t' '
        NR == 1 { print "<table><thead><tr>"; for (i = 1; i <= NF; i++) print "<th>" $i "</th>"; print "</tr></thead><tbody>"; next }
        NF { print "<tr>"; for (i = 1; i <= NF; i++) print "<td class=\"" ($i ~ /^(reproduced|partly|not)$/ ? $i : "") "\">" $i "</td>"; print "</tr>" }
        END { print "</tbody></table>" }'
}

# The ledger: how many claims by verdict, by the level that a machine establishes them at, and by what it says of them now.
ledger() {
    SGL_CHECKS=$build/proofs_checks "$build/assay" claims --format json >"$out/data/claims.jsonl" || true
    [ -s "$out/data/claims.jsonl" ] || { echo "report.sh: assay claims gave nothing" >&2; exit 1; }
    awk '
        function value(key,   s) { if (!match($0, "\"" key "\": *\"[^\"]*\"")) return "?"; s = substr($0, RSTART, RLENGTH); sub(/^"[^"]*": *"/, "", s); sub(/"$/, "", s); return s }
        { v = value("verdict"); l = value("level"); count[v "," l]++; all[v]++; levels[l]++; now[value("status")]++; n++ }
        END {
            print "<p>" n " statements of the paper, by verdict and by the level at which a machine establishes it.</p><table><thead><tr><th>verdict</th>"
            m = split("formal exact certified sampled empirical editorial", order, " ")
            for (i = 1; i <= m; i++) if (order[i] in levels) print "<th>" order[i] "</th>"
            print "<th>all</th></tr></thead><tbody>"
            k = split("holds;holds if;false as printed;vacuous;ambiguous;empirical;editorial", verdicts, ";")
            for (j = 1; j <= k; j++) { v = verdicts[j]; if (!(v in all)) continue
                print "<tr><td>" v "</td>"; for (i = 1; i <= m; i++) if (order[i] in levels) print "<td>" count[v "," order[i]] "</td>"
                print "<td>" all[v] "</td></tr>"; sum += all[v] }
            if (sum < n) print "<tr><td>other</td><td>" n - sum "</td></tr>"
            print "</tbody></table><p>Rerun for this page: " now["established"] + 0 " established, " now["failed"] + 0 " failed, " now["skipped"] + 0 " skipped (no check, or it is not built). All of them: <a href=\"data/claims.jsonl\">claims.jsonl</a>, or <code>assay claims</code>.</p>"
        }' "$out/data/claims.jsonl"
}

# The claims of Section 4 from every sweep: a line a claim, then every comparison.
empirical() {
    all=$out/data/section_4_comparisons.tsv lines=$out/data/section_4_claims.tsv
    first=1
    for f in norms norms_init norms_mlp norms_opnn norms_adagrad lasso pruning dimension extreme extreme_adagrad; do
        [ -s "$tables/${f}_claims.tsv" ] || continue
        grep -v '^#' "$tables/${f}_claims.tsv" | if [ $first = 1 ]; then cat; else sed 1d; fi
        first=0
    done >"$all"
    awk -F'\t' 'BEGIN { OFS = "\t"; print "id", "statement", "comparisons", "reproduced", "partly", "not", "least effect", "largest effect", "verdict" }
        NR == 1 || $4 == 0 { next }
        !($1 in n) { order[++ids] = $1; what[$1] = $2; least[$1] = most[$1] = $5 }
        { n[$1]++; count[$1 "," $9]++; if ($5 < least[$1]) least[$1] = $5; if ($5 > most[$1]) most[$1] = $5 }
        END { for (i = 1; i <= ids; i++) { k = order[i]; r = count[k ",reproduced"] + 0; p = count[k ",partly"] + 0; no = count[k ",not"] + 0
            print k, what[k], n[k], r, p, no, least[k], most[k], (no == 0 && r > 0 && r >= p ? "reproduced" : r + p == 0 ? "not" : "partly") } }' "$all" >"$lines"
    html_table "$lines"
    awk -F'\t' 'NR > 1 && $4 > 0 { n++; small += $8 < 0.05 } END {
        printf "<p>%d comparisons, paired by data set and two-sided. A comparison is reproduced when it has the claimed sign and p &lt; 0.05, partly when it has the sign alone. By chance alone about %.0f of %d would reach p &lt; 0.05; %d did, in either direction.</p>\n", n, 0.05 * n, n, small }' "$all"
    echo '<details><summary>All comparisons</summary>'
    html_table "$all"
    echo '</details>'
}

version() { printf '<tr><td>%s</td><td>%s</td></tr>\n' "$1" "$(printf '%s' "$2" | escape)"; }
field() { sed -n "s/^# $1: *//p" "$tables/regret.tsv" | head -1; }

section() {
    printf '<section><h2>%s</h2><p>%s</p>\n' "$1" "$2"
    shift 2
    for f in "$@"; do figure "$f"; done
    echo '</section>'
}

{
    cat <<'HTML'
<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>assay: adaptive optimizers with sparse group lasso, checked</title>
<style>
body { font: 16px/1.55 system-ui, "DejaVu Sans", sans-serif; color: #1d1d1d; background: #fff; max-width: 62rem; margin: 2rem auto; padding: 0 1.2rem; }
h1 { font-size: 1.7rem; line-height: 1.25; } h2 { margin-top: 3rem; border-bottom: 1px solid #ccc; } h3 { font-size: 1.05rem; margin: 0 0 .4rem; }
figure { margin: 2rem 0; } svg { width: 100%; height: auto; } figcaption { font-size: .92rem; color: #333; max-width: 52rem; }
.data { color: #666; } a { color: #00558c; }
table { border-collapse: collapse; font-size: .85rem; margin: 1rem 0; } th, td { text-align: left; padding: .2rem .7rem .2rem 0; border-bottom: 1px solid #ddd; vertical-align: top; }
td.reproduced::before { content: "● "; } td.partly::before { content: "◐ "; } td.not::before { content: "○ "; }
nav a { margin-right: 1rem; } code { font-size: .9em; } @media print { figure { break-inside: avoid; } }
</style></head><body>
<h1>Adaptive optimizers with sparse group lasso, checked</h1>
<p>What <code>assay</code> finds about the optimizers of Yue et al. (ECML-PKDD 2021): which statements hold, what the
regret does, what the experiments show when they are repeated on synthetic click data. Every figure is drawn from the
table named under it; <code>make report</code> makes all of this again.</p>
HTML
    echo '<section><h2>The ledger</h2>'
    ledger
    echo '</section>'
    section "Regret" "The update (6) on convex problems whose minimiser is known or certified, against the bounds of Section 3." \
        regret_rules regret_bounds regret_adam curvature regret_adversary regret_slopes counterexamples corollary regret_baselines
    section "s against s̃" "The group norm: s as it is run, A⁻¹s as printed, A^{−1/2}s as the argmin of (6) has it." \
        norms norms_difference norms_init norms_models deletes deletes_objective
    echo '<section><h2>The other claims of Section 4</h2>'
    empirical
    for f in lasso pruning dimension extreme; do figure $f; done
    echo '</section>'
    section "Arithmetic" "Theorem 2, ε and rounding." theorem_2_bits theorem_2_steps epsilon untouched ulp envelope
    section "To teach with" "What one step does." shrink_map path heatmap step
    if [ -s "$build/bench.tsv" ]; then
        section "Speed" "The kernels of fast/ on the machine that made this page (<code>make bench</code>)." bench_roofline bench_growth
    fi
    echo '<section><h2>Versions</h2><table><tbody>'
    version "commit" "$(field commit)"
    version "profile" "$(sed -n 's/^# experiment: .*profile //p' "$tables/regret.tsv" | head -1)"
    version "data" "$(sed -n 's/^# data: *//p' "$tables/norms.tsv" | head -1)"
    version "compiler" "$(field compiler)"
    version "flags" "$(field flags)"
    version "gnuplot" "$(gnuplot --version 2>/dev/null)"
    version "MPFR, GSL" "$(pkg-config --modversion mpfr 2>/dev/null || echo '?'), $(pkg-config --modversion gsl 2>/dev/null || echo '?')"
    echo '</tbody></table></section></body></html>'
} >"$page"
mv "$page" "$out/index.html"
