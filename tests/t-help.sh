#!/bin/sh
# What --help says is so: one style for all subcommands, every option that a subcommand reads is told and no other, and every
# example is run as it stands.
set -u
cd "$(dirname "$0")/.." || exit 1
. tests/tap.sh
commands=$("$assay" --help | sed -n -e '/^Exit:/q' -e 's/^  \([a-z]\{3,\}\) .*/\1/p')
[ -n "$commands" ] || { echo 'Bail out! assay --help lists no command'; exit 1; }

# ---- one style, and the options of the source
for c in $commands; do
    "$assay" "$c" --help >"$dir/help" 2>"$dir/err"
    status=$?
    {
        [ $status = 0 ] || echo "--help exits with $status"
        [ ! -s "$dir/err" ] || echo "--help writes to standard error"
        "$assay" "$c" -h | cmp - "$dir/help"
        "$assay" help "$c" | cmp - "$dir/help"
        head -1 "$dir/help" | grep -q "^usage: assay $c " || echo "no usage line"
        grep -q '^  -h, --help         this$' "$dir/help" || echo "no line on --help"
        sed -n '/^Exit: 0 /,/^$/p' "$dir/help" | grep -q '2 usage' || echo "no exit statuses"
        grep -q '^Examples:$' "$dir/help" || echo "no examples"
        awk 'length > 106 { print "a line of " length " columns" }' "$dir/help"
        sed -n 's/^  \(\(-[a-zA-Z], \)\{0,1\}--[a-z-]*\).*/\1/p' "$dir/help" | grep -o -- '--[a-z-]*' | sort >"$dir/told"
        { # --help is every list's, and ARGUMENT_FORMAT is --format
            echo --help
            grep -o '\.name = "[a-z-]*"' "reference/assay/cmd_$c.c" | sed 's/.*"\(.*\)"/--\1/'
            ! grep -q 'ARGUMENT_FORMAT(' "reference/assay/cmd_$c.c" || echo --format
        } | sort >"$dir/read"
        diff "$dir/read" "$dir/told"
        sed -n '/^Examples:/,$p' "$dir/help" | grep -qE "assay $c( |\$)" || echo "no example of its own"
        "$assay" "$c" --no-such-option >"$dir/out" 2>"$dir/err2"
        [ $? = 2 ] || echo "an unknown option is no usage error"
        [ ! -s "$dir/out" ] || echo "an unknown option writes to standard output"
    } >"$dir/log" 2>&1
    [ ! -s "$dir/log" ]
    ok "assay $c --help: style, options"
done

# ---- the examples, in a folder that has what they name
mkdir "$dir/work" "$dir/bin"
ln -s "$assay" "$dir/bin/assay"
for p in "${PYTHON:-python3}" /usr/bin/python3; do
    if "$p" -c 'import numpy' 2>/dev/null; then ln -sf "$(command -v "$p")" "$dir/bin/python3" && break; fi
done
cp tests/adapters/record.py "$dir/work/"
cp tests/adapters/group_adam.py "$dir/work/my_optimizer.py"
for t in my_run other; do perl tests/make-trace.pl "$dir/work/$t" lambda1=0.25; done
perl tests/make-trace.pl "$dir/work/wrong_run" wrong=2
${CC:-cc} -O1 -shared -fPIC -Ireference tests/adapters/plugin_example.c -lm -o "$dir/work/libmine.so" 2>"$dir/log" ||
    { echo 'Bail out! the example plugin does not compile'; exit 1; }
PATH=$dir/bin:$PATH
export PATH
# What an example is to end with, where that is not 0.
expected() {
    case $1 in
    *wrong_run* | *momentum=nesterov*) echo 1 ;;
    *) echo 0 ;;
    esac
}
for c in '' $commands; do
    # A line that ends in \ goes on in the next one.
    # The command itself is no example of a subcommand's help.
    # shellcheck disable=SC2086
    "$assay" $c --help | sed -n '/^Examples:/,$p' | sed -n 's/^  //p' | sed -e :a -e '/\\$/{N;s/\\\n *//;ba' -e '}' -e 's/  *# .*//' >"$dir/examples"
    while read -r example; do
        case $example in
        *jq*) command -v jq >/dev/null || { skip "$example" 'no jq'; continue; } ;;
        *python3*) [ -e "$dir/bin/python3" ] || { skip "$example" 'no python3 with numpy'; continue; } ;;
        esac
        (cd "$dir/work" && sh -c "$example") >"$dir/log" 2>&1 </dev/null
        got=$?
        [ $got = "$(expected "$example")" ]
        ok "$example"
    done <"$dir/examples"
done
(cd "$dir/work" && "$assay" run --list --plugin libmine.so) >"$dir/log" 2>&1
ok "a library named without ./ is the file that is there"

finish
