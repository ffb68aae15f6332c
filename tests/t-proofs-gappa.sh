#!/bin/sh
# Gappa proves the rounding bounds of the kernels' scalar steps, and the runner notices when it does not. That the formulas
# are what the kernels compute is t-proofs-gappa-tie's.
cd "$(dirname "$0")/.." || exit 1
. tests/tap.sh
command -v gappa >/dev/null || skip_all 'gappa is not installed (make setup PROOFS=1): no bound is proved'
check=proofs_checks/gappa/check.sh

report=$($check proofs_checks/gappa "$dir/build" 2>&1)
ok "every bound is proved, float32 and float64"
echo "$report" | sed 's/^/# /'

# Number and file of each row; the file says the number in u, and its kind.
rows=$(sed -n 's/^SGL_BOUND([A-Za-z_]*, f[0-9]*, \([a-z]*\), u, \([0-9.]*\), "proved: \(proofs_checks.gappa.*\)")$/\1 \2 \3/p' fast/bounds.def)
wrong=$(echo "$rows" | while read -r kind limit file; do
    grep -q "^# bound:.* $limit u\b" "$file" && grep -q "^# bound:.* $kind\b" "$file" || echo "# $file does not say $limit u $kind"
done)
echo "$wrong" | grep .
[ "$(echo "$rows" | grep -c .)" = "$(grep -c '/gappa/' fast/bounds.def)" ] && [ -n "$rows" ] && [ -z "$wrong" ]
ok "fast/bounds.def says what is proved"

# Each mutant is a folder with one file, changed.
mutant() { # expected message, file without .g.in, sed script, name
    rm -rf "$dir/source"
    mkdir "$dir/source"
    sed -n "1p; /^$2	/p" proofs_checks/gappa/index.tsv >"$dir/source/index.tsv"
    sed "$3" "proofs_checks/gappa/$2.g.in" >"$dir/source/$2.g.in"
    ! cmp -s "proofs_checks/gappa/$2.g.in" "$dir/source/$2.g.in" &&
        ! $check "$dir/source" "$dir/build" >"$dir/log" 2>&1 && grep -q "$1" "$dir/log"
    ok "$4"
    tail -n 1 "$dir/log" | sed 's/^/# /'
}
for file in proofs_checks/gappa/*.g.in; do
    name=$(basename "$file" .g.in)
    mutant 'goal 1 is not proved for f32' "$name" 's/p-@P@/p-25/g' "$name: half the bound is refused"
done
mutant 'goal 1 is not proved' dual 's/rnd(m_factor \* first + y)/rnd(rnd(m_factor * first) + y)/' "dual: without fma the bound is refused"
mutant "'# bound:' and the goals differ" finish 's/0x5.01p/0x5.03p/g' "a goal that says less than its file is caught"
mutant "do not have" dual 's/minus_fused(win/minus_fused(a/' "a quotation that the kernel does not have is caught"
mutant "has no goal" dual '/^{/d' "a file without a goal is caught"

finish
