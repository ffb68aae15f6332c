#!/bin/sh
# The Coq proofs check, and the checker catches what it is there to catch.
cd "$(dirname "$0")/.." || exit 1
. tests/tap.sh
command -v coqc >/dev/null || skip_all 'coqc is not installed (make setup PROOFS=1)'
build=$build/proofs/coq
check=proofs_checks/coq/check.sh
echo 1..9

report=$($check proofs_checks/coq "$build" 2>&1)
ok "every theorem is proved, from whitelisted axioms, as golden.txt states it"
echo "$report" | sed 's/^/# /'

# Each mutant is a copy of the sources with one change, beside a copy of what was compiled.
mutant() { # expected message, file, sed script, name
    rm -rf "$dir/source" "$dir/build"
    cp -r proofs_checks/coq "$dir/source" && cp -r "$build" "$dir/build" || exit 1
    sed "$3" "proofs_checks/coq/$2" >"$dir/source/$2"
    ! cmp -s "proofs_checks/coq/$2" "$dir/source/$2" && ! $check "$dir/source" "$dir/build" >"$dir/log" 2>&1 &&
        grep -q "$1" "$dir/log"
    ok "$4"
    tail -n 3 "$dir/log" | sed 's/^/# /'
}
mutant 'Theorem1.v does not compile' Paper.v \
    's/^\(Definition s_tilde_corrected .* s g i\) \/ sqrt (A g i)\./\1 \/ A g i./' \
    "the closed form with the printed exponent -1 is not proved"
mutant 'forbidden word' Theorem2.v '$ s/Qed\./Admitted./' "Admitted is caught"
mutant 'forbidden word' Theorem2.v '$ s/$/ Axiom cheat : False./' "an axiom of our own is caught"
mutant 'outside a section' Theorem2.v 's/^Open Scope R_scope\.$/&\
Variable cheat : 0 = 1./' "an assumption outside a section is caught"
case "$report" in
    *'were not compared'*)
        skip "a statement that changed is caught" "golden.txt was printed by another version of Coq"
        ;;
    *) mutant 'differs from golden' NonVacuity_Regret.v 's/11 \/ 8/10 \/ 8/' "a statement that changed is caught" ;;
esac
mutant 'no NonVacuity_.* has\|does not list' NonVacuity_Regret.v 's/^Theorem Inequality_42_instance/Theorem Inequality_42_other/' \
    "a theorem without its instance is caught"

# A checker that changed asks anew: what was kept is gone before it stops at the forbidden word.
rm -rf "$dir/source" "$dir/build"
cp -r proofs_checks/coq "$dir/source" && cp -r "$build" "$dir/build" || exit 1
echo '# another' | cat $check - >"$dir/check.sh"
sed '$ s/Qed\./Admitted./' proofs_checks/coq/Theorem2.v >"$dir/source/Theorem2.v"
[ -e "$dir/build/Theorem2.seconds" ] && ! sh "$dir/check.sh" "$dir/source" "$dir/build" >"$dir/log" 2>&1 &&
    grep -q 'forbidden word' "$dir/log" && [ ! -e "$dir/build/Theorem2.seconds" ]
ok "another check.sh believes nothing that the last one kept"

missing=$(awk -F'\t' 'NR > 1 && $2 !~ /^NonVacuity_/ {print $1}' proofs_checks/coq/index.tsv | while read -r name; do
    grep -q "\`$name\`" proofs_checks/coq/README.md || echo "$name"
done)
[ -z "$missing" ]
ok "the reader's guide names every theorem"
[ -z "$missing" ] || echo "# not in README.md: $missing"
