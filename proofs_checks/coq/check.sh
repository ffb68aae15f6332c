#!/bin/sh
# Compiles every proof of SOURCE in BUILD and audits what was proved.
#   check.sh [SOURCE [BUILD]]           report on stdout; exit 0 no gap, 1 a gap, 77 coqc is not installed
#   check.sh --golden SOURCE [BUILD]    rewrites SOURCE/golden.txt, after the statements were read
# No gap means: no Admitted and the like, every file compiles, its theorems rest on the whitelisted axioms of
# Coq's classical reals only, the statements and the definitions they use are those of golden.txt, the index lists
# every theorem once, and every theorem that asserts something under hypotheses has an instance in a NonVacuity_*.v.
# What compiled is kept in BUILD for the next time, as long as this file and Coq are the same.
# RECHECK=1 in the environment: coqchk, a second and smaller program, checks the compiled proofs once more.
set -eu
golden=no
[ "${1:-}" != --golden ] || { golden=yes; shift; }
source=${1:-$(dirname "$0")}
build=${2:-${BUILD:-build}/proofs/coq}
# Decidability of equality of reals (two forms) and functional extensionality, which Coq's reals are built on, and
# excluded middle, which some of their lemmas use.
whitelist='ClassicalDedekindReals.sig_not_dec ClassicalDedekindReals.sig_forall_dec FunctionalExtensionality.functional_extensionality_dep Classical_Prop.classic'
forbidden='Admitted|admit|Axioms?|Parameters?|Conjectures?|Guard|Positivity|Universe|bypass_check|type_in_type|Declare|Load|Add'

gap() { echo "coq: GAP: $*"; exit 1; }
command -v coqc >/dev/null || { echo "coq: SKIPPED, coqc is not installed (make setup PROOFS=1): nothing was proved"; exit 77; }
now() { perl -MTime::HiRes=time -e 'printf "%.2f\n", time'; }
seconds() { awk -v a="$1" -v b="$(now)" 'BEGIN {printf "%.1f", b - a}'; }

# golden.txt and "no warning" bind the version that printed golden.txt; later ones word both differently.
version=$(coqc --version | sed -n 's/.*version \([0-9]*\.[0-9]*\).*/\1/p')
printed_by=$(sed -n '1s/Printed by Coq //p' "$source/golden.txt" 2>/dev/null || true)

files=$(sed -n 's/\.v$//p' "$source/_CoqProject")
for v in "$source"/*.v; do
    f=$(basename "$v" .v)
    echo "$files" | grep -qx "$f" || gap "$f.v is not listed in _CoqProject"
done
mkdir -p "$build"
asked="$(coqc --version) $(cksum <"$0")"
if [ "$(cat "$build/asked" 2>/dev/null)" != "$asked" ]; then
    rm -f "$build"/*.seconds "$build/coqchk.txt"
    echo "$asked" >"$build/asked"
fi

# 1. Nothing assumed or skipped in the text.
for f in $files; do
    grep -nwE "$forbidden" "$source/$f.v" && gap "$f.v uses a forbidden word"
    grep -nE '^ *(Variable|Variables|Hypothesis|Hypotheses|Context)\b' "$source/$f.v" >/dev/null || continue
    awk '/^ *Section /{n++} /^ *End /{n--} /^ *(Variables?|Hypothes[ie]s|Context)[ (]/ && n < 1 {exit 1}' "$source/$f.v" ||
        gap "$f.v assumes something outside a section"
done

# 2. Every file compiles, and is asked what its theorems rest on and what they say. Files that did not change since
#    the last time, nor a file they use, are kept.
names() { sed -nE "s/^($1) ([A-Za-z0-9_']+).*/\2/p" "$source/$2.v"; }
coq() {
    (cd "$build" && coqc -q -Q . Assay "$1.v") >"$build/$1.txt" 2>&1 || { cat "$build/$1.txt"; gap "$1.v does not compile"; }
    [ "$version" != "$printed_by" ] || ! grep -qi '^warning' "$build/$1.txt" || { cat "$build/$1.txt"; gap "$1.v compiles with a warning"; }
}
changed=' '
for f in $files; do
    fresh=yes
    cmp -s "$source/$f.v" "$build/$f.v" && [ -e "$build/$f.seconds" ] || fresh=no
    used=$(sed -n 's/^From Assay Require Import \(.*\)\.$/\1/p' "$source/$f.v")
    for u in $used; do
        case "$changed" in *" $u "*) fresh=no ;; esac
    done
    [ $fresh = no ] || continue
    rm -f "$build/$f."*
    cp "$source/$f.v" "$build/$f.v"
    start=$(now)
    coq "$f"
    {
        # One walk through Coq's reals for all theorems of the file together: what they rest on at most.
        echo "From Assay Require $f."
        echo "Definition theorems := (tt$(for t in $(names Theorem "$f"); do printf ', @Assay.%s.%s' "$f" "$t"; done))."
        echo 'Print Assumptions theorems.'
    } >"$build/axioms_$f.v"
    coq "axioms_$f"
    {
        echo 'Set Printing Width 110.'
        echo 'Set Printing Depth 10000.'
        echo 'Require Import Reals.'
        echo "From Assay Require Import Paper $f."
        echo 'Open Scope R_scope.'
        for d in $(names 'Definition|Fixpoint|Inductive|Record' "$f"); do echo "Print Assay.$f.$d."; done
        for t in $(names Theorem "$f"); do echo "Check Assay.$f.$t."; done
    } >"$build/statements_$f.v"
    coq "statements_$f"
    seconds "$start" >"$build/$f.seconds"
    changed="$changed$f "
done

# 3. The theorems, the index, the instances.
theorems=
for f in $files; do
    for name in $(names Theorem "$f"); do theorems="$theorems $f.$name"; done
done
instances=$(for t in $theorems; do case "$t" in NonVacuity_*.*) printf ' %s ' "${t#*.}" ;; esac; done)
tail -n +2 "$source/index.tsv" | awk -F'\t' 'NF != 4 {print "index.tsv:" NR + 1 ": " NF " columns, expected 4"; bad = 1} END {exit bad}' ||
    gap "index.tsv is malformed"
for t in $theorems; do
    [ "$(awk -F'\t' -v n="${t#*.}" -v f="${t%%.*}.v" '$1 == n && $2 == f' "$source/index.tsv" | wc -l)" = 1 ] ||
        gap "index.tsv does not list ${t#*.} of ${t%%.*}.v once"
    case "$t" in
        NonVacuity_*.* | *_refuted | *_refuted_*) ;;
        *) case "$instances" in *" ${t#*.}_instance "*) ;; *) gap "no NonVacuity_*.v has ${t#*.}_instance" ;; esac ;;
    esac
done
[ "$(tail -n +2 "$source/index.tsv" | wc -l)" = "$(echo "$theorems" | wc -w)" ] || gap "index.tsv lists a theorem that is not there"

# 4. What the theorems of each file rest on, and what each says.
for f in $files; do
    awk -v file="$f" -v whitelist="$whitelist" '
        BEGIN {split(whitelist, w, " "); for (i in w) ok[w[i]] = 1}
        /^(Closed under the global context|Axioms:)/ {answered = 1; next}
        /^[A-Za-z_][A-Za-z0-9_.]*( :|$)/ {
            if (!($1 in ok)) {print "coq: GAP: " file ".v rests on " $1; bad = 1}
            sub(/^.*\./, "", $1); used = used " " $1
        }
        END {print used; exit bad || !answered}
    ' "$build/axioms_$f.txt" >"$build/$f.axioms" || { cat "$build/$f.axioms"; gap "axioms of $f.v"; }
done

# 5. The second opinion.
if [ -n "${RECHECK:-}" ] && command -v coqchk >/dev/null; then
    if [ ! -e "$build/coqchk.txt" ] || [ "$changed" != ' ' ]; then
        rm -f "$build/coqchk.txt"
        start=$(now)
        # shellcheck disable=SC2046  # one word a module
        (cd "$build" && coqchk -silent -o -Q . Assay $(for f in $files; do echo "Assay.$f"; done)) >"$build/coqchk.log" 2>&1 ||
            { tail -n 20 "$build/coqchk.log"; gap "coqchk rejects a compiled file"; }
        awk -v whitelist="$whitelist" '
            BEGIN {split(whitelist, w, " "); for (i in w) ok[w[i]] = 1}
            /^\* / {part = $0; if (/(type-in-type|unsafe|assumed):/ && !/<none>/) {print "coqchk: " $0; bad = 1}; next}
            part ~ /^\* Axioms/ && NF == 1 {name = $1; sub(/^Coq\.([A-Za-z]*\.)/, "", name); if (!(name in ok)) {print "coqchk: axiom " $1; bad = 1}}
            END {exit bad || part == ""}
        ' "$build/coqchk.log" || gap "coqchk finds more than the whitelisted axioms"
        echo "$(seconds "$start") s" >"$build/coqchk.txt"
    fi
elif [ "$changed" != ' ' ]; then
    rm -f "$build/coqchk.txt"
fi

# 6. The statements.
{ echo "Printed by Coq $version"; for f in $files; do cat "$build/statements_$f.txt"; done; } >"$build/golden.txt"
if [ $golden = yes ]; then
    cp "$build/golden.txt" "$source/golden.txt"
elif [ ! -e "$source/golden.txt" ]; then
    gap "golden.txt is missing"
elif [ "$version" != "$printed_by" ]; then
    echo "coq: note: golden.txt was printed by Coq $printed_by; the statements were not compared"
else
    diff "$source/golden.txt" "$build/golden.txt" || gap "a statement or a definition differs from golden.txt (if it is meant, check.sh --golden)"
fi

echo "Coq $version, standard library only. Theorem, then the axioms that its file rests on."
for t in $theorems; do echo "coq	$t	$(sed 's/^ //' "$build/${t%%.*}.axioms")"; done
for f in $files; do echo "coq	$f.v	$(cat "$build/$f.seconds") s with its audit"; done
[ ! -e "$build/coqchk.txt" ] || echo "coq	coqchk agrees	$(cat "$build/coqchk.txt")"
echo "coq: $(echo "$theorems" | wc -w) theorems, no gap"
