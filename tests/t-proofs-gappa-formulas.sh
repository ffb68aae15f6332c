#!/bin/sh
# t-proofs-gappa-tie notices a formula that Gappa bounds but the kernels do not compute.
cd "$(dirname "$0")/.." || exit 1
. tests/tap.sh
for f in "$build/tests/tap.o" "$build/libsglfast.a"; do
    [ -e "$f" ] || skip_all "$f is not built (make check)"
done
openmp=
${CC:-cc} -fopenmp -E -x c /dev/null >/dev/null 2>&1 && openmp=-fopenmp

mutant() { # file without .g.in, sed script, name
    rm -rf "$dir/source"
    mkdir "$dir/source"
    cp proofs_checks/gappa/*.g.in "$dir/source"
    sed "$2" "proofs_checks/gappa/$1.g.in" >"$dir/source/$1.g.in"
    # shellcheck disable=SC2086  # flags
    ! cmp -s "proofs_checks/gappa/$1.g.in" "$dir/source/$1.g.in" &&
        proofs_checks/gappa/to_c.sh "$dir/source" >"$dir/gappa_steps.inc" &&
        ${CC:-cc} -std=c11 -D_GNU_SOURCE -ffp-contract=off -fno-math-errno ${CFLAGS:-} -O0 -Ireference -Ifast -Itests -I"$dir" \
            tests/t-proofs-gappa-tie.c "$build/tests/tap.o" "$build/libsglfast.a" ${LDFLAGS:-} $openmp -lm -o "$dir/tie" &&
        ! SGL_TEST_MULT='' "$dir/tie" >"$dir/log" && grep -q '^not ok .* differ' "$dir/log"
    ok "$3"
    grep -m 1 '^not ok' "$dir/log" | sed 's/^/# /'
}
mutant first_moment 's/first = rnd(decay1 \* m + gained);/kept rnd= decay1 * m; first rnd= kept + gained;/' "m without fma"
mutant second_moment 's/square rnd= h \* h/square rnd= gain2 * h/; s/gained rnd= gain2 \* square/gained rnd= square * h/' "(gain h) h for gain (h h)"
mutant dual 's/a = rnd(m_factor \* first + y)/a rnd= first + y/' "z without the factor of m"
mutant accumulate 's/next = rnd(g \* g + v);/square rnd= g * g; next rnd= square + v;/' "FTRL's v without fma"
mutant finish 's/x rnd= q \* shrink/top rnd= s * shrink; x rnd= top \/ denominator/' "(s f)/D for (s/D) f"
mutant stored_dual 's/y = rnd(wout \* x + z);/move rnd= wout * x; y rnd= move + z;/' "y without fma"
sed 's/gained rnd= gain1 \* g;/gained rnd= gain1 * g + m;/' proofs_checks/gappa/first_moment.g.in >"$dir/source/first_moment.g.in"
    ! proofs_checks/gappa/to_c.sh "$dir/source" >"$dir/log" 2>&1 && grep -q 'expected an input' "$dir/log"
ok "two operations rounded once, which no fma is, are refused"

finish
