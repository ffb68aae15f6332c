#!/bin/sh
# Bash completion, as a person meets it after pressing TAB, in a bash that is not interactive.
cd "$(dirname "$0")/.." || exit 1
command -v bash >/dev/null || { printf 'TAP version 13\n1..0 # SKIP no bash\n'; exit 0; }
exec bash -s -- "${ASSAY:-$PWD/build/assay}" "$PWD" <<'END'
assay=$1
dir=$(mktemp -d) || exit 1
trap 'rm -rf "$dir"' EXIT
echo 'TAP version 13'
n=0 bad=0
# shellcheck source=/dev/null
. "$2/reference/assay/completion.bash" || { echo 'Bail out! the completion cannot be read'; exit 1; }
mkdir "$dir/run_1" "$dir/run 2"
: >"$dir/lib.so"
cd "$dir" || exit 1

# completes 'WORDS' WANT...: the words as bash splits them, the last being typed; each WANT is offered, and -WANT is not.
completes() {
    local line=$1 want good=1
    shift
    COMP_WORDS=()
    while IFS= read -r want; do COMP_WORDS+=("$want"); done < <(tr '|' '\n' <<<"$line")
    COMP_WORDS[0]=$assay
    COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
    _assay "$assay" 2>"$dir/.err"
    for want; do
        case $want in
        '!'*) printf '%s\n' "${COMPREPLY[@]}" | grep -qxF -e "${want#!}" && good=0 && echo "# offered: ${want#!}" ;;
        *) printf '%s\n' "${COMPREPLY[@]}" | grep -qxF -e "$want" || { good=0 && echo "# not offered: $want"; } ;;
        esac
    done
    [ -s "$dir/.err" ] && good=0 && sed 's/^/# /' "$dir/.err"
    n=$((n + 1))
    if [ $good = 1 ]; then echo "ok $n - $line"; else
        echo "not ok $n - $line"
        printf '# got: %s\n' "${COMPREPLY[*]:0:12}"
        bad=1
    fi
}
nothing() {
    completes "$1"
    [ ${#COMPREPLY[@]} = 0 ] || { echo "# offered: ${COMPREPLY[*]}"; bad=1; }
}

completes 'assay|' check identify run doctor plugin step variants separate vectors argmin claims explain help --version
completes 'assay|c' check claims '!run'
completes 'assay|help|c' check claims '!run'
completes 'assay|check|-' --variant --format --ranking --shrink --resume --save --exact --bits -o --output -h --help '!--pairs'
completes 'assay|identify|--' --pairs --top '!--exact'
completes 'assay|step|--g' --g --group-size '!--x'
completes 'assay|check|--variant|adam-k' adam-kingma-ba '!adam-algorithm2'
completes 'assay|check|--variant|' paper auto ftrl-proximal adam-algorithm2
completes 'assay|check|--variant|=|adam-k' adam-kingma-ba
completes 'assay|check|--variant|=' adam-kingma-ba paper
completes 'assay|step|--variant|' adam-algorithm2 '!paper' '!auto'
completes 'assay|check|--format|' text json tap junit markdown html '!table'
completes 'assay|claims|--format|' table json markdown '!tap'
completes 'assay|identify|--format|j' json '!text'
completes 'assay|separate|--dtype|' float32 float64
completes 'assay|step|--optimizer|ad' adagrad adam adahessian '!sgd'
completes 'assay|step|--set|be' beta1= beta2=
completes 'assay|check|run' run_1 'run 2' '!lib.so'
completes 'assay|run|--plugin|l' lib.so
completes 'assay|check|--shrink|run_' run_1
completes 'assay|claims|TH' TH1 TH1-FIX TH3 TH3-PRIME '!adam-kingma-ba'
completes 'assay|explain|TH3' TH3 TH3-FIX
completes 'assay|explain|adam-k' adam-kingma-ba
completes 'assay|variants|ada' adam adagrad adahessian adagrad-algorithm3
completes 'assay|separate|adam-algorithm2|adam-k' adam-kingma-ba
completes 'assay|run|--|bas' bash
completes 'assay|run|--|bash|run' run_1 'run 2'
nothing 'assay|check|--bits|1'
nothing 'assay|nonsense|--x'
# Every statement and variant, no more: what the command lists is what is offered.
completes 'assay|claims|'
[ "$(printf '%s\n' "${COMPREPLY[@]}" | sort)" = "$("$assay" claims --no-run --format json | sed 's/{"id":"\([^"]*\)".*/\1/' | sort)" ] || { echo "# claims: another list"; bad=1; }
completes 'assay|separate|'
[ "$(printf '%s\n' "${COMPREPLY[@]}" | sort)" = "$("$assay" variants --format json | sed 's/{"name":"\([^"]*\)".*/\1/' | sort)" ] || { echo "# variants: another list"; bad=1; }
complete -p assay | grep -q -- '-F _assay assay' || { echo 'Bail out! assay has no completion'; exit 1; }
echo "1..$n"
exit $bad
END
