#!/bin/sh
# z3 decides every SMT file as the file expects, and the runner notices when it does not.
cd "$(dirname "$0")/.." || exit 1
. tests/tap.sh
command -v z3 >/dev/null || skip_all 'z3 is not installed (make setup)'
check=proofs_checks/smt/check.sh
echo 1..6

report=$($check proofs_checks/smt 2>&1)
ok "every statement is decided as expected"
echo "$report" | sed 's/^/# /'

# Each mutant is a folder with one file, changed.
mutant() { # expected message, file without .smt2, sed script, name
    rm -f "$dir"/*
    sed -n "1p; /^$2	/p" proofs_checks/smt/index.tsv >"$dir/index.tsv"
    sed "$3" "proofs_checks/smt/$2.smt2" >"$dir/$2.smt2"
    ! cmp -s "proofs_checks/smt/$2.smt2" "$dir/$2.smt2" && ! $check "$dir" >"$dir/log" 2>&1 && grep -q "$1" "$dir/log"
    ok "$4"
    tail -n 1 "$dir/log" | sed 's/^/# /'
}
mutant 'z3 says sat, expected unsat' theorem1_one_weight 's/(\/ (absolute s) root)/(\/ (absolute s) A)/' \
    "the closed form with the printed exponent -1 is refuted"
mutant 'z3 says unsat, expected sat' theorem1_printed_one_weight 's/(\/ (absolute s) A)/(\/ (absolute s) root)/' \
    "a refutation of what is true is caught"
mutant 'z3 says sat, expected unsat' inequality42_step 's/(>= gamma 0) //' "(42) without gamma >= 0 is refuted"
mutant "no line '; expect" inequality42_step '/expect/d' "a file that expects nothing is caught"
mutant 'z3 reports an error' theorem3_printed_without_q1 's/(get-value (/&nosuch /' "an error of z3 is not an answer"
