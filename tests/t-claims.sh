#!/bin/sh
# The ledger of claims: what it must hold, that every mathematical row has evidence which exists and can fail, and that
# assay claims says so. A wrong verdict, number or exponent must make the check programs fail.
: "${BUILD:=build}" "${ASSAY:=$BUILD/assay}"
ledger=proofs_checks/claims.tsv
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
n=0
echo "TAP version 13"
ok() { # status name
    n=$((n + 1))
    if [ "$1" = 0 ]; then echo "ok $n - $2"; else echo "not ok $n - $2"; fi
}
none() { # file name: nothing was found wrong
    if [ -s "$1" ]; then ok 1 "$2"; sed 's/^/# /' "$1" | head -20; else ok 0 "$2"; fi
}
exits() { # status name command...
    want=$1 name=$2
    shift 2
    "$@" >"$work/out" 2>"$work/err"
    got=$?
    [ "$got" = "$want" ]
    ok $? "$name: exit $want"
    [ "$got" = "$want" ] || sed 's/^/# /' "$work/err"
}
[ -x "$BUILD/proofs_checks/c-theorem_1" ] || { echo "Bail out! build the checks first: make checks"; exit 1; }

# ---- the file
awk -F'\t' 'NF != 9 {print FILENAME ":" NR ": " NF " columns"}' "$ledger" >"$work/bad"
none "$work/bad" "nine columns in every row"
awk -F'\t' 'NR > 1 && $4 !~ /^(holds|holds if|false as printed|vacuous|ambiguous|empirical|editorial)$/ {print $1 ": verdict " $4}
    NR > 1 && $7 !~ /^(formal|exact|certified|sampled|empirical|editorial)$/ {print $1 ": level " $7}
    NR > 1 && ($2 == "" || $3 == "") {print $1 ": no place or statement"}
    NR > 1 && ($4 == "empirical") != ($7 == "empirical") {print $1 ": empirical in one of verdict and level"}
    NR > 1 && ($4 == "editorial") != ($7 == "editorial") {print $1 ": editorial in one of verdict and level"}
    NR > 1 && ($4 == "holds if" || $4 == "false as printed") && $5 == "" {print $1 ": " $4 ", and no correction"}
    NR > 1 && $4 == "false as printed" && $6 == "" {print $1 ": false, and no counterexample"}' "$ledger" >"$work/bad"
none "$work/bad" "verdicts and levels are of the list, and go with corrections and counterexamples"

# ---- evidence
for source in proofs_checks/c-*.c; do # what else is in the folder was built of sources that are gone
    program=$BUILD/${source%.c}
    "$program" --list | sed "s|^|${program##*/}:|"
done | sort >"$work/programs"
awk -F'\t' 'NR > 1 {n = split($8, e, "; "); for (k = 1; k <= n; k++) if (e[k] ~ /^c-/) print e[k]}' "$ledger" | sort >"$work/named"
comm -3 "$work/programs" "$work/named" >"$work/bad"
none "$work/bad" "the checks that the ledger names are those that the programs have"
awk -F'\t' 'NR > 1 && $7 !~ /^(empirical|editorial)$/ && $8 !~ /(^|; )c-/ {print $1 ": no check program"}' "$ledger" >"$work/bad"
none "$work/bad" "every mathematical row has a check program"
awk -F'\t' '$7 == "formal" && $8 !~ /coq:/ {print $1 ": formal without a theorem"}' "$ledger" >"$work/bad"
none "$work/bad" "every formal row names a theorem"
awk -F'\t' 'NR > 1 {n = split($8, e, "; "); for (k = 1; k <= n; k++) if (e[k] ~ /^(coq|smt):/) print $1, e[k]}' "$ledger" |
    while read -r id proof; do
        file=proofs_checks/$(echo "$proof" | cut -d: -f1)/$(echo "$proof" | cut -d: -f2)
        name=$(echo "$proof" | cut -d: -f3)
        if [ ! -e "$file" ]; then
            echo "$id: $file is not there"
        elif [ -n "$name" ] && ! grep -qE "^ *(Theorem|Lemma|Corollary|Proposition|Fact|Example) $name\\b" "$file"; then
            echo "$id: $file has no theorem $name"
        fi
    done >"$work/bad"
none "$work/bad" "every proof that the ledger names is there"
awk -F'\t' 'NR > 1 {n = split($8, e, "; "); for (k = 1; k <= n; k++) if (e[k] !~ /^(c-|coq:|smt:)/) print e[k]}' "$ledger" |
    while IFS=: read -r program id; do
        grep -q "\"$id" "experiments/$program.c" 2>/dev/null || echo "$program does not report $id"
    done >"$work/bad"
none "$work/bad" "every experiment that the ledger names reports its claim"
cut -f1 "$ledger" >"$work/ids"
cat proofs_checks/coq/index.tsv proofs_checks/smt/index.tsv 2>/dev/null | cut -f3 | tr ' ' '\n' | sort -u |
    grep -vE '^(-|claims|)$' | while read -r id; do
    grep -qxF -- "$id" "$work/ids" || cut -f9 "$ledger" | grep -qE "(^|[ ,])also $id([ ,;.]|\$)" || echo "$id"
done >"$work/bad"
none "$work/bad" "every claim that a proof is indexed under is a row, or merged into one"

# ---- what a mutated ledger does
perl tests/mutate-ledger.pl "$ledger" "$work" ${SGL_TEST_MULT:+all} >"$work/mutants"
while read -r k id program what; do
    SGL_TEST_MULT=1 SGL_LEDGER="$work/$k.tsv" "$BUILD/proofs_checks/$program" "$id" >/dev/null 2>&1 && echo "$id survives $what"
done <"$work/mutants" >"$work/bad"
[ "$(wc -l <"$work/mutants")" -gt 250 ]
ok $? "$(wc -l <"$work/mutants" | tr -d ' ') ledgers with one verdict, number or exponent changed"
none "$work/bad" "each makes its check fail"
grep -q 'exponent: -1' "$work/mutants"
ok $? "the exponent -1 restored is among them"
make -n -W "$ledger" B="$BUILD" "$BUILD/proofs_checks/c-theorem_1" 2>/dev/null | grep -q embed.sh
ok $? "make rebuilds the checks when the ledger changes"

with() { # name sed-script: TH1 must fail against the changed ledger
    sed "/^TH1	/$2" "$ledger" >"$work/with.tsv"
    if SGL_LEDGER="$work/with.tsv" "$BUILD/proofs_checks/c-theorem_1" TH1 >"$work/out" 2>&1; then ok 1 "$1"; else
        grep -q '^not ok' "$work/out"
        ok $? "$1"
    fi
}
with "a number that no check reads" 's/lambda21=1 ->/lambda21=1; extra=1 ->/'
with "a number that is none" 's/alpha=1\/8;/alpha=1\/8; beta=x;/'
with "a vector that is not closed" 's/alpha=1\/8;/alpha=1\/8; v=(1,2;/'

# ---- assay claims
exits 0 "list without running" "$ASSAY" claims --no-run --format json
cp "$work/out" "$work/compiled"
[ "$(wc -l <"$work/compiled")" -eq $(($(wc -l <"$ledger") - 1)) ]
ok $? "one JSON object for each row"
bad=0
for key in id where statement verdict correction counterexample level evidence status; do
    [ "$(grep -c "\"$key\":" "$work/compiled")" -eq "$(wc -l <"$work/compiled")" ] || bad=1
done
ok $bad "every object has every key"
exits 0 "the file read at run time" "$ASSAY" claims --no-run --format json --ledger "$ledger"
cmp -s "$work/out" "$work/compiled"
ok $? "the compiled-in ledger is the file"
exits 0 "all claims, rerun" "$ASSAY" claims
grep -q ' failed ' "$work/out"
[ $? = 1 ]
ok $? "none failed"
awk '$0 ~ / (formal|exact|certified|sampled) +skipped/' "$work/out" >"$work/bad"
none "$work/bad" "no mathematical claim is skipped"
exits 0 "one claim" "$ASSAY" claims TH1
grep -q '^status *established' "$work/out"
ok $? "it is established"
grep -q 'printed = 3/10' "$work/out"
ok $? "and its numbers are shown"
exits 0 "explain does the same" "$ASSAY" explain TH1
exits 0 "explain a variant" "$ASSAY" explain adam-kingma-ba
exits 2 "explain what is neither" "$ASSAY" explain nothing-of-the-kind
grep -q '^assay explain: "nothing-of-the-kind" is no statement' "$work/err"
ok $? "and says so"
exits 3 "an editorial claim has nothing to run" "$ASSAY" explain CONCL
sed 's/exponent=-1\/2/exponent=-1/' "$ledger" >"$work/exponent.tsv"
exits 1 "a ledger with exponent -1" "$ASSAY" claims --ledger "$work/exponent.tsv" TH1
grep -q '^status *failed' "$work/out"
ok $? "TH1 fails against it"
exits 0 "markdown" "$ASSAY" claims --no-run --format markdown
[ "$(wc -l <"$work/out")" -eq $(($(wc -l <"$ledger") + 1)) ]
ok $? "a row a claim"
exits 2 "an unknown claim" "$ASSAY" claims TH99
exits 0 "a place" "$ASSAY" claims --no-run --format json 'theorem 1'
awk -F'\t' 'tolower($2) ~ /(^|[^a-z0-9])theorem 1([^a-z0-9]|$)/ {print $1}' "$ledger" >"$work/there"
sed 's/{"id":"\([^"]*\)".*/\1/' "$work/out" | diff - "$work/there" >"$work/bad" && [ -s "$work/there" ]
ok $? "the statements that stand there, and no others"
exits 0 "a place, rerun" "$ASSAY" claims '(10)'
exits 2 "part of a word is no place" "$ASSAY" claims heorem
exits 2 "an unknown format" "$ASSAY" claims --format yaml
exits 2 "an unknown option" "$ASSAY" claims --frobnicate
exits 4 "no such ledger" "$ASSAY" claims --ledger "$work/nowhere.tsv"
printf 'id\twhere\n' >"$work/header.tsv"
exits 4 "another header" "$ASSAY" claims --ledger "$work/header.tsv"
grep -q 'header.tsv:1: ' "$work/err"
ok $? "file and line are named"
{ head -3 "$ledger"; printf 'X\ttoo\tfew\n'; } >"$work/short.tsv"
exits 4 "a short row" "$ASSAY" claims --ledger "$work/short.tsv"
grep -q 'short.tsv:4: ' "$work/err"
ok $? "file and line are named"
{ head -3 "$ledger"; sed -n 2p "$ledger"; } >"$work/twice.tsv"
exits 4 "an id twice" "$ASSAY" claims --ledger "$work/twice.tsv"
SGL_CHECKS=$work exits 3 "no check programs" "$ASSAY" claims
exits 0 "to a file" "$ASSAY" claims --no-run -o "$work/list.txt"
[ -s "$work/list.txt" ]
ok $? "the file is there"
echo "1..$n"
