#!/bin/sh
# Installs what assay needs and is not there yet, and says what else it could use.
#   setup.sh [--proofs] [--torch] [--chromium]     also coq and gappa; PyTorch, which the adapters are tested with; Chromium,
#   which the report page is tested in
set -eu
proofs=no torch=no chromium=no
for option; do
    case $option in
    --proofs) proofs=yes ;;
    --torch) torch=yes ;;
    --chromium) chromium=yes ;;
    *) echo "setup: unknown option $option; expected --proofs, --torch or --chromium" >&2; exit 2 ;;
    esac
done

sudo=
[ "$(id -u)" = 0 ] || sudo=sudo

if command -v apt-get >/dev/null; then
    required='gcc libc6-dev make pkg-config perl libmpfr-dev libmpfi-dev libgmp-dev libgsl-dev libjansson-dev gnuplot-nox'
    optional='z3 libopenblas-dev python3-numpy'
    prover='coq gappa libcoq-gappa' pytorch=python3-torch
    have() { dpkg-query -W -f '${Status}' "$1" 2>/dev/null | grep -q 'ok installed'; }
    get() { $sudo apt-get update -qq && DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends "$@" >/dev/null; }
elif command -v dnf >/dev/null; then
    required='gcc make pkgconf-pkg-config perl mpfr-devel libmpfi-devel gmp-devel gsl-devel jansson-devel gnuplot'
    optional='z3 openblas-devel python3-numpy'
    prover='coq gappa' pytorch=python3-torch
    have() { rpm -q "$1" >/dev/null 2>&1; }
    get() { $sudo dnf install -y -q "$@"; }
elif command -v brew >/dev/null; then
    required='mpfr mpfi gmp gsl jansson gnuplot'
    optional='z3 openblas numpy libomp'
    prover='coq gappa' pytorch=pytorch
    have() { brew list "$1" >/dev/null 2>&1; }
    get() { brew install "$@"; }
else
    echo "setup: no apt-get, dnf or brew here; install by hand: MPFR, MPFI, GMP, GSL, jansson, gnuplot, prove" >&2
    exit 1
fi

missing=
for p in $required; do have "$p" || missing="$missing $p"; done
if [ -n "$missing" ]; then
    echo "setup: installing$missing"
    # shellcheck disable=SC2086  # a list of packages
    get $missing
fi
wanted=$optional
[ $proofs = no ] || wanted="$wanted $prover"
[ $torch = no ] || wanted="$wanted $pytorch"
[ $chromium = no ] || wanted="$wanted chromium"
for p in $wanted; do
    have "$p" && continue
    echo "setup: installing $p (optional)"
    get "$p" || echo "setup: $p is not to be had; the tests that need it will say that they are skipped" >&2
done
echo "setup: ready. Optional and not installed by this: coq and gappa (make setup PROOFS=1), PyTorch (TORCH=1), Chromium (CHROMIUM=1), openmpi"
