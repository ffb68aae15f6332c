# Bash completion of assay: subcommands, options, values, variants and statements, all asked of the command itself.

# The block of --help about one option: its line, and those that go on under it.
_assay_option() {
    "$1" "$2" --help 2>/dev/null | awk -v option="$3" '
        /^  -/ { inside = 0; for (i = 1; i <= 3; i++) if ($i == option || $i == option ",") inside = 1 }
        /^$/ { inside = 0 }
        inside'
}

_assay_variants() { "$1" variants 2>/dev/null | awk '/^  / { print $1 }'; }
_assay_optimizers() { "$1" variants 2>/dev/null | awk '/^[a-z]/ { print $1 }'; }
_assay_claims() { "$1" claims --no-run 2>/dev/null | awk 'NR > 1 && NF == 0 { exit } NR > 1 { print $1 }'; }

# _assay_files WORD [-d]: files, or folders alone.
_assay_files() {
    compopt -o filenames 2>/dev/null
    mapfile -t COMPREPLY < <(compgen "${2:--f}" -- "$1")
}

_assay() {
    local assay=${1/#\~/$HOME} cur=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]} command=${COMP_WORDS[1]} words='' k
    COMPREPLY=()

    # --option=value comes as three words.
    if [ "$cur" = = ]; then
        cur=''
    elif [ "$previous" = = ]; then
        previous=${COMP_WORDS[COMP_CWORD - 2]}
    fi
    if [ "$COMP_CWORD" -le 1 ]; then
        words="help --help --version $("$assay" --help 2>/dev/null | sed -n -e '/^Exit:/q' -e 's/^  \([a-z]\{3,\}\) .*/\1/p')"
        mapfile -t COMPREPLY < <(compgen -W "$words" -- "$cur")
        return
    fi
    if [ "$command" = help ]; then
        [ "$COMP_CWORD" = 2 ] && COMP_CWORD=1 COMP_WORDS=("$1" "$cur") && _assay "$1"
        return
    fi
    # After -- it is another program's line.
    for ((k = 2; k < COMP_CWORD; k++)); do
        [ "${COMP_WORDS[k]}" = -- ] || continue
        if [ $((k + 1)) = "$COMP_CWORD" ]; then mapfile -t COMPREPLY < <(compgen -c -- "$cur"; compgen -f -- "$cur"); else _assay_files "$cur"; fi
        return
    done
    case $previous in
    --variant)
        words="$(_assay_variants "$assay") $(_assay_option "$assay" "$command" "$previous" | grep -ow 'paper\|auto' | sort -u)" ;;
    --format | --dtype)
        words=$(_assay_option "$assay" "$command" "$previous" | grep -ow 'text\|table\|json\|tap\|junit\|markdown\|html\|float32\|float64' | sort -u) ;;
    --optimizer) words=$(_assay_optimizers "$assay") ;;
    --set)
        compopt -o nospace 2>/dev/null
        words=$(_assay_option "$assay" "$command" "$previous" | sed 's/.*: //' | grep -o '[a-z][a-z0-9]*' | sed 's/$/=/') ;;
    --shrink | --keep | --emit | --lint) _assay_files "$cur" -d; return ;;
    -o | --output | --resume | --ledger | --plugin) _assay_files "$cur"; return ;;
    --bits | --save | --max-bits | --digits | --top | --timeout | --case | -j | --jobs | --x | --g | --hessian | --group-size) return ;;
    *)
        case $cur in
        -*) words="$("$assay" "$command" --help 2>/dev/null | grep -o '^  -.*' | grep -o -- '  -[-a-z]*\|, --[a-z-]*' | tr -d ' ,')" ;;
        *)
            case $command in
            check | identify) _assay_files "$cur" -d; return ;;
            variants) words="$(_assay_optimizers "$assay") $(_assay_variants "$assay")" ;;
            separate) words=$(_assay_variants "$assay") ;;
            claims) words=$(_assay_claims "$assay") ;;
            explain) words="$(_assay_claims "$assay") $(_assay_variants "$assay")" ;;
            *) _assay_files "$cur"; return ;;
            esac ;;
        esac ;;
    esac
    mapfile -t COMPREPLY < <(compgen -W "$words" -- "$cur")
}

complete -F _assay assay
