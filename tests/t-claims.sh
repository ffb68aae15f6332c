#!/bin/sh
# The ledger of claims: what it must hold, that every mathematical row has evidence which exists and can fail, and that
# assay claims says so. A wrong verdict, number or exponent must make the check programs fail.
cd "$(dirname "$0")/.." || exit 1
. tests/tap.sh
ledger=proofs_checks/claims.tsv
none() { # file name: nothing was found wrong
    [ ! -s "$1" ]
    ok "$2"
    sed 's/^/# /' "$1" | head -20
}
exits() { # status name command...
    want=$1 name=$2
    shift 2
    "$@" >"$dir/out" 2>"$dir/err"
    got=$?
    [ "$got" = "$want" ]
    ok "$name: exit $want"
}
[ -x "$build/proofs_checks/c-theorem_1" ] || { echo "Bail out! build the checks first: make checks"; exit 1; }

# ---- the file
awk -F'\t' 'NF != 9 {print FILENAME ":" NR ": " NF " columns"}' "$ledger" >"$dir/bad"
none "$dir/bad" "nine columns in every row"
awk -F'\t' 'NR > 1 && $4 !~ /^(holds|holds if|false as printed|vacuous|ambiguous|empirical|editorial)$/ {print $1 ": verdict " $4}
    NR > 1 && $7 !~ /^(formal|exact|certified|sampled|empirical|editorial)$/ {print $1 ": level " $7}
    NR > 1 && ($2 == "" || $3 == "") {print $1 ": no place or statement"}
    NR > 1 && ($4 == "empirical") != ($7 == "empirical") {print $1 ": empirical in one of verdict and level"}
    NR > 1 && ($4 == "editorial") != ($7 == "editorial") {print $1 ": editorial in one of verdict and level"}
    NR > 1 && ($4 == "holds if" || $4 == "false as printed") && $5 == "" {print $1 ": " $4 ", and no correction"}
    NR > 1 && $4 == "false as printed" && $6 == "" {print $1 ": false, and no counterexample"}' "$ledger" >"$dir/bad"
none "$dir/bad" "verdicts and levels are of the list, and go with corrections and counterexamples"

# ---- evidence
for source in proofs_checks/c-*.c; do # what else is in the folder was built of sources that are gone
    program=$build/${source%.c}
    "$program" --list | sed "s|^|${program##*/}:|"
done | sort >"$dir/programs"
awk -F'\t' 'NR > 1 {n = split($8, e, "; "); for (k = 1; k <= n; k++) if (e[k] ~ /^c-/) print e[k]}' "$ledger" | sort >"$dir/named"
comm -3 "$dir/programs" "$dir/named" >"$dir/bad"
none "$dir/bad" "the checks that the ledger names are those that the programs have"
awk -F'\t' 'NR > 1 && $7 !~ /^(empirical|editorial)$/ && $8 !~ /(^|; )c-/ {print $1 ": no check program"}' "$ledger" >"$dir/bad"
none "$dir/bad" "every mathematical row has a check program"
awk -F'\t' '$7 == "formal" && $8 !~ /coq:/ {print $1 ": formal without a theorem"}' "$ledger" >"$dir/bad"
none "$dir/bad" "every formal row names a theorem"
awk -F'\t' 'NR > 1 {n = split($8, e, "; "); for (k = 1; k <= n; k++) if (e[k] ~ /^(coq|smt):/) print $1, e[k]}' "$ledger" |
    while read -r id proof; do
        file=proofs_checks/$(echo "$proof" | cut -d: -f1)/$(echo "$proof" | cut -d: -f2)
        name=$(echo "$proof" | cut -d: -f3)
        if [ ! -e "$file" ]; then
            echo "$id: $file is not there"
        elif [ -n "$name" ] && ! grep -qE "^ *(Theorem|Lemma|Corollary|Proposition|Fact|Example) $name\\b" "$file"; then
            echo "$id: $file has no theorem $name"
        fi
    done >"$dir/bad"
none "$dir/bad" "every proof that the ledger names is there"
awk -F'\t' 'NR > 1 {n = split($8, e, "; "); for (k = 1; k <= n; k++) if (e[k] !~ /^(c-|coq:|smt:)/) print e[k]}' "$ledger" |
    while IFS=: read -r program id; do
        grep -q "\"$id" "experiments/$program.c" 2>/dev/null || echo "$program does not report $id"
    done >"$dir/bad"
none "$dir/bad" "every experiment that the ledger names reports its claim"
cut -f1 "$ledger" >"$dir/ids"
cat proofs_checks/coq/index.tsv proofs_checks/smt/index.tsv 2>/dev/null | cut -f3 | tr ' ' '\n' | sort -u |
    grep -vE '^(-|claims|)$' | while read -r id; do
    grep -qxF -- "$id" "$dir/ids" || cut -f9 "$ledger" | grep -qE "(^|[ ,])also $id([ ,;.]|\$)" || echo "$id"
done >"$dir/bad"
none "$dir/bad" "every claim that a proof is indexed under is a row, or merged into one"

# ---- what a mutated ledger does
perl tests/mutate-ledger.pl "$ledger" "$dir" ${SGL_TEST_MULT:+all} >"$dir/mutants"
while read -r k id program what; do
    SGL_TEST_MULT=1 SGL_LEDGER="$dir/$k.tsv" "$build/proofs_checks/$program" "$id" >/dev/null 2>&1 && echo "$id survives $what"
done <"$dir/mutants" >"$dir/bad"
mutants=$(wc -l <"$dir/mutants" | tr -d ' ')
[ "$mutants" -gt 250 ]
ok "$mutants ledgers with one verdict, number or exponent changed"
none "$dir/bad" "each makes its check fail"
grep -q 'exponent: -1' "$dir/mutants"
ok "the exponent -1 restored is among them"
make -n -W "$ledger" B="$build" "$build/proofs_checks/c-theorem_1" 2>/dev/null | grep -q embed.sh
ok "make rebuilds the checks when the ledger changes"

with() { # name sed-script: TH1 must fail against the changed ledger
    sed "/^TH1	/$2" "$ledger" >"$dir/with.tsv"
    ! SGL_LEDGER="$dir/with.tsv" "$build/proofs_checks/c-theorem_1" TH1 >"$dir/out" 2>&1 && grep -q '^not ok' "$dir/out"
    ok "$1"
}
with "a number that no check reads" 's/lambda21=1 ->/lambda21=1; extra=1 ->/'
with "a number that is none" 's/alpha=1\/8;/alpha=1\/8; beta=x;/'
with "a vector that is not closed" 's/alpha=1\/8;/alpha=1\/8; v=(1,2;/'

# ---- assay claims
exits 0 "list without running" "$assay" claims --no-run --format json
cp "$dir/out" "$dir/compiled"
[ "$(wc -l <"$dir/compiled")" -eq $(($(wc -l <"$ledger") - 1)) ]
ok "one JSON object for each row"
bad=0
for key in id where statement verdict correction counterexample level evidence status; do
    [ "$(grep -c "\"$key\":" "$dir/compiled")" -eq "$(wc -l <"$dir/compiled")" ] || bad=1
done
[ $bad = 0 ]
ok "every object has every key"
exits 0 "the file read at run time" "$assay" claims --no-run --format json --ledger "$ledger"
cmp -s "$dir/out" "$dir/compiled"
ok "the compiled-in ledger is the file"
exits 0 "all claims, rerun" "$assay" claims
grep -q ' failed ' "$dir/out"
[ $? = 1 ]
ok "none failed"
awk '$0 ~ / (formal|exact|certified|sampled) +skipped/' "$dir/out" >"$dir/bad"
none "$dir/bad" "no mathematical claim is skipped"
exits 0 "one claim" "$assay" claims TH1
grep -q '^status *established' "$dir/out"
ok "it is established"
grep -q 'printed = 3/10' "$dir/out"
ok "and its numbers are shown"
exits 0 "explain does the same" "$assay" explain TH1
exits 0 "explain a variant" "$assay" explain adam-kingma-ba
exits 2 "explain what is neither" "$assay" explain nothing-of-the-kind
grep -q '^assay explain: "nothing-of-the-kind" is no statement' "$dir/err"
ok "and says so"
exits 3 "an editorial claim has nothing to run" "$assay" explain CONCL
sed 's/exponent=-1\/2/exponent=-1/' "$ledger" >"$dir/exponent.tsv"
exits 1 "a ledger with exponent -1" "$assay" claims --ledger "$dir/exponent.tsv" TH1
grep -q '^status *failed' "$dir/out"
ok "TH1 fails against it"
exits 0 "markdown" "$assay" claims --no-run --format markdown
[ "$(wc -l <"$dir/out")" -eq $(($(wc -l <"$ledger") + 1)) ]
ok "a row a claim"
exits 2 "an unknown claim" "$assay" claims TH99
exits 0 "a place" "$assay" claims --no-run --format json 'theorem 1'
awk -F'\t' 'tolower($2) ~ /(^|[^a-z0-9])theorem 1([^a-z0-9]|$)/ {print $1}' "$ledger" >"$dir/there"
sed 's/{"id":"\([^"]*\)".*/\1/' "$dir/out" | diff - "$dir/there" >"$dir/bad" && [ -s "$dir/there" ]
ok "the statements that stand there, and no others"
exits 0 "a place, rerun" "$assay" claims '(10)'
exits 2 "part of a word is no place" "$assay" claims heorem
exits 2 "an unknown format" "$assay" claims --format yaml
exits 2 "an unknown option" "$assay" claims --frobnicate
exits 4 "no such ledger" "$assay" claims --ledger "$dir/nowhere.tsv"
printf 'id\twhere\n' >"$dir/header.tsv"
exits 4 "another header" "$assay" claims --ledger "$dir/header.tsv"
grep -q 'header.tsv:1: ' "$dir/err"
ok "file and line are named"
{ head -3 "$ledger"; printf 'X\ttoo\tfew\n'; } >"$dir/short.tsv"
exits 4 "a short row" "$assay" claims --ledger "$dir/short.tsv"
grep -q 'short.tsv:4: ' "$dir/err"
ok "file and line are named"
{ head -3 "$ledger"; sed -n 2p "$ledger"; } >"$dir/twice.tsv"
exits 4 "an id twice" "$assay" claims --ledger "$dir/twice.tsv"
SGL_CHECKS=$dir exits 3 "no check programs" "$assay" claims
exits 0 "to a file" "$assay" claims --no-run -o "$dir/list.txt"
[ -s "$dir/list.txt" ]
ok "the file is there"

finish
