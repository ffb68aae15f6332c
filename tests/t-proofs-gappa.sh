#!/bin/sh
# Gappa proves the rounding bounds of the kernels' scalar steps, and the runner notices when it does not. That the formulas
# are what the kernels compute is t-proofs-gappa-tie's.
cd "$(dirname "$0")/.." || exit 1
command -v gappa >/dev/null || { echo "1..0 # SKIP gappa is not installed (make setup PROOFS=1): no bound is proved"; exit 0; }
check=proofs_checks/gappa/check.sh
echo "TAP version 13"

n=0
result() { # status, name
    n=$((n + 1))
    if [ "$1" = 0 ]; then echo "ok $n - $2"; else echo "not ok $n - $2"; fi
}
copy=$(mktemp -d) || exit 1
trap 'rm -rf "$copy"' EXIT INT TERM

report=$($check proofs_checks/gappa "$copy/build" 2>&1)
result $? "every bound is proved, float32 and float64"
echo "$report" | sed 's/^/# /'

# Number and file of each row; the file says the number in u, and its kind.
rows=$(sed -n 's/^SGL_BOUND([A-Za-z_]*, f[0-9]*, \([a-z]*\), u, \([0-9.]*\), "proved: \(proofs_checks.gappa.*\)")$/\1 \2 \3/p' fast/bounds.def)
wrong=$(echo "$rows" | while read -r kind limit file; do
    grep -q "^# bound:.* $limit u\b" "$file" && grep -q "^# bound:.* $kind\b" "$file" || echo "# $file does not say $limit u $kind"
done)
echo "$wrong" | grep .
[ "$(echo "$rows" | grep -c .)" = "$(grep -c '/gappa/' fast/bounds.def)" ] && [ -n "$rows" ] && [ -z "$wrong" ]
result $? "fast/bounds.def says what is proved"

# Each mutant is a folder with one file, changed.
mutant() { # expected message, file without .g.in, sed script, name
    rm -rf "$copy/source"
    mkdir "$copy/source"
    sed -n "1p; /^$2	/p" proofs_checks/gappa/index.tsv >"$copy/source/index.tsv"
    sed "$3" "proofs_checks/gappa/$2.g.in" >"$copy/source/$2.g.in"
    ! cmp -s "proofs_checks/gappa/$2.g.in" "$copy/source/$2.g.in" &&
        ! $check "$copy/source" "$copy/build" >"$copy/log" 2>&1 && grep -q "$1" "$copy/log"
    result $? "$4"
    tail -n 1 "$copy/log" | sed 's/^/# /'
}
for file in proofs_checks/gappa/*.g.in; do
    name=$(basename "$file" .g.in)
    mutant 'goal 1 is not proved for f32' "$name" 's/p-@P@/p-25/g' "$name: half the bound is refused"
done
mutant 'goal 1 is not proved' dual 's/rnd(m_factor \* first + y)/rnd(rnd(m_factor * first) + y)/' "dual: without fma the bound is refused"
mutant "'# bound:' and the goals differ" finish 's/0x5.01p/0x5.03p/g' "a goal that says less than its file is caught"
mutant "do not have" dual 's/minus_fused(win/minus_fused(a/' "a quotation that the kernel does not have is caught"
mutant "has no goal" dual '/^{/d' "a file without a goal is caught"
echo "1..$n"
