#!/bin/sh
# z3 decides every SMT file as the file expects, and the runner notices when it does not.
cd "$(dirname "$0")/.." || exit 1
command -v z3 >/dev/null || { echo "1..0 # SKIP z3 is not installed (make setup)"; exit 0; }
check=proofs_checks/smt/check.sh
echo "TAP version 13"
echo 1..6

n=0
result() { # status, name
    n=$((n + 1))
    if [ "$1" = 0 ]; then echo "ok $n - $2"; else echo "not ok $n - $2"; fi
}

report=$($check proofs_checks/smt 2>&1)
result $? "every statement is decided as expected"
echo "$report" | sed 's/^/# /'

# Each mutant is a folder with one file, changed.
copy=$(mktemp -d) || exit 1
trap 'rm -rf "$copy"' EXIT INT TERM
mutant() { # expected message, file without .smt2, sed script, name
    rm -f "$copy"/*
    sed -n "1p; /^$2	/p" proofs_checks/smt/index.tsv >"$copy/index.tsv"
    sed "$3" "proofs_checks/smt/$2.smt2" >"$copy/$2.smt2"
    ! cmp -s "proofs_checks/smt/$2.smt2" "$copy/$2.smt2" && ! $check "$copy" >"$copy/log" 2>&1 && grep -q "$1" "$copy/log"
    result $? "$4"
    tail -n 1 "$copy/log" | sed 's/^/# /'
}
mutant 'z3 says sat, expected unsat' theorem1_one_weight 's/(\/ (absolute s) root)/(\/ (absolute s) A)/' \
    "the closed form with the printed exponent -1 is refuted"
mutant 'z3 says unsat, expected sat' theorem1_printed_one_weight 's/(\/ (absolute s) A)/(\/ (absolute s) root)/' \
    "a refutation of what is true is caught"
mutant 'z3 says sat, expected unsat' inequality42_step 's/(>= gamma 0) //' "(42) without gamma >= 0 is refuted"
mutant "no line '; expect" inequality42_step '/expect/d' "a file that expects nothing is caught"
mutant 'z3 reports an error' theorem3_printed_without_q1 's/(get-value (/&nosuch /' "an error of z3 is not an answer"
