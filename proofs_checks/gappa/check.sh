#!/bin/sh
# Has Gappa prove every bound of SOURCE, for float32 and float64, and Coq check Gappa's certificates.
#   check.sh [SOURCE [BUILD]]    report on stdout; exit 0 no gap, 1 a gap, 77 Gappa is not installed
# A file NAME.g.in quotes the statements of fast/kernel_*.inc that it models (# C:), which must stand there, states the
# operations, and then one goal { ... } or more. @W@ is the width of the dtype, @P@ its digits: u = 2^-@P@.
# RECHECK=1 in the environment: Gappa writes each proof for Coq, which checks it, where Coq's library for it is installed.
set -u
source=${1:-$(dirname "$0")}
build=${2:-${BUILD:-build}/proofs/gappa}
kernel=$(dirname "$0")/../../fast
whitelist='ClassicalDedekindReals.sig_not_dec|ClassicalDedekindReals.sig_forall_dec|FunctionalExtensionality.functional_extensionality_dep|Classical_Prop.classic'
gap() { echo "gappa: GAP: $*"; exit 1; }
command -v gappa >/dev/null || { echo "gappa: SKIPPED, gappa is not installed (make setup PROOFS=1): no bound was proved"; exit 77; }
mkdir -p "$build" || exit 1

certify=no
if [ -n "${RECHECK:-}" ]; then
    certify="SKIPPED, coqc is not installed"
    if command -v coqc >/dev/null; then
        certify="SKIPPED, Coq has no library Gappa.Gappa_library (apt: libcoq-gappa)"
        echo 'Require Import Gappa.Gappa_library.' >"$build/library.v"
        ! coqc -q "$build/library.v" >/dev/null 2>&1 || certify=yes
    fi
fi

# Goal $2 of file $1 as a file of its own; empty when there are fewer.
goal() {
    awk -v wanted="$2" '/^{/ {n++} n == 0 || n == wanted {text = text $0 "\n"} END {if (n >= wanted) printf "%s", text}' "$1"
}

# The numbers of u on the line '# bound:', rounded up to 0.01, are those of the goals.
agrees() {
    perl -ne '
        if (/^# bound: (.*)/) {$said{$_} = 1 for $1 =~ /([\d.]+) u\b/g}
        if (!/^#/) {
            while (/0x([0-9a-f]+)(?:\.([0-9a-f]+))?p-\@P\@/g) {
                $u = hex($1) + (defined $2 ? hex($2) / 16 ** length $2 : 0);
                $rounded = int(100 * $u) / 100 + (100 * $u > int(100 * $u) ? 0.01 : 0);
                $proved{0 + sprintf "%.2f", $rounded} = 1;
            }
        }
        END {exit 1 if join(" ", sort keys %said) ne join(" ", sort keys %proved)}' "$1"
}

# Nothing assumed in the certificate, and nothing under its last lemma but Coq's reals.
check_certificate() { # path without .v
    gappa -Bcoq "$1.g" >"$1.v" 2>/dev/null || gap "$1.g: Gappa writes no certificate"
    ! grep -nE '^(Hypothesis|Axiom|Parameter)|Admitted' "$1.v" || gap "$1.v assumes something"
    echo "Print Assumptions $(sed -n 's/^Lemma \([a-z0-9]*\) .*/\1/p' "$1.v" | tail -n 1)." >>"$1.v"
    coqc -q "$1.v" >"$1.txt" 2>"$1.log" || { cat "$1.log"; gap "$1.v: Coq rejects the certificate"; }
    grep -E '^[A-Za-z][A-Za-z0-9_.]*( :|$)' "$1.txt" | grep -vE "^($whitelist|Axioms)( :|\$)" | grep . && gap "$1.v rests on more than Coq's reals"
    return 0
}

tail -n +2 "$source/index.tsv" | awk -F'\t' 'NF != 3 || $2 != $1 ".g.in" {print "index.tsv:" NR + 1 ": expected name, name.g.in, bound"; bad = 1} END {exit bad}' ||
    gap "index.tsv is malformed"
gappa --version
count=0 proved=0
for file in "$source"/*.g.in; do
    name=$(basename "$file" .g.in)
    [ "$(cut -f1 "$source/index.tsv" | grep -cx "$name")" = 1 ] || gap "index.tsv does not list $name once"
    bound=$(awk -F'\t' -v n="$name" '$1 == n {print $3}' "$source/index.tsv")
    grep -qxF -- "# bound: $bound" "$file" || gap "$file does not say '# bound: $bound' as index.tsv does"
    grep -q '^# C: ' "$file" || gap "$file quotes no statement of the kernel (# C: ...)"
    sed -n 's/^# C: //p' "$file" >"$build/$name.quoted"
    while IFS= read -r statement; do
        grep -qF -- "$statement" "$kernel"/kernel_*.inc || gap "$file quotes '$statement', which fast/kernel_*.inc do not have"
    done <"$build/$name.quoted"
    for dtype in f32:32:24 f64:64:53; do
        bits=${dtype#*:}
        sed "s/@W@/${bits%:*}/g; s/@P@/${bits#*:}/g" "$file" >"$build/$name.$$"
        k=1
        while goal "$build/$name.$$" $k >"$build/${name}_${dtype%%:*}_$k.g" && [ -s "$build/${name}_${dtype%%:*}_$k.g" ]; do
            out=$build/${name}_${dtype%%:*}_$k
            timeout 60 gappa "$out.g" >"$out.log" 2>&1 || { sed 10q "$out.log"; gap "$file: goal $k is not proved for ${dtype%%:*}"; }
            [ "$certify" != yes ] || check_certificate "$out"
            proved=$((proved + 1)) k=$((k + 1))
        done
        rm -f "$build/${name}_${dtype%%:*}_$k.g" "$build/$name.$$"
        [ $k -gt 1 ] || gap "$file has no goal"
    done
    agrees "$file" || gap "$file: '# bound:' and the goals differ"
    count=$((count + 1))
    printf 'gappa\t%s\t%s\n' "$name" "$bound"
done
[ "$(tail -n +2 "$source/index.tsv" | wc -l)" -eq "$count" ] || gap "index.tsv lists a file that is not there"
case "$certify" in
    yes) printf 'gappa\tcertificates\tCoq accepts all %s, which rest on its reals only\n' "$proved" ;;
    SKIPPED*) echo "gappa: $certify: no certificate was checked, the bounds rest on Gappa alone" ;;
esac
echo "gappa: $proved bounds proved, no gap"
