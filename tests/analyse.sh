#!/bin/sh
# cppcheck over the C sources, clang-tidy over those of the libraries and the command: each finding is printed, and exits 1. What is let
# through stands in tests/cppcheck.txt, tests/clang-tidy.txt and .clang-tidy, with its reason.
# FILES="reference/run.c ..." only those. A tool that is not there is said to be skipped.
set -u
cd "$(dirname "$0")/.." || exit 1
bad=0

if command -v cppcheck >/dev/null; then
    # shellcheck disable=SC2046,SC2086  # a list of files
    cppcheck --enable=warning,performance,portability --std=c11 --language=c --quiet --error-exitcode=1 -j2 \
        --suppressions-list=tests/cppcheck.txt --template='{file}:{line}: {id}: {message}' \
        -D__GNUC__=12 -D__x86_64__ -D__linux__ -D_GNU_SOURCE '-DSGL_VERSION="0"' -DSGL_MUTANT=0 \
        -Ireference -Ifast -Iproofs_checks -Iexperiments -Itests \
        ${FILES:-$(git ls-files 'reference/*.c' 'fast/*.c' 'proofs_checks/*.c' 'experiments/*.c')} || bad=1
else
    echo 'analyse: no cppcheck: skipped'
fi

if command -v clang-tidy >/dev/null; then
    # One file at a time: of several, clang-tidy 14 forgets what va_start does.
    # shellcheck disable=SC2016,SC2046,SC2086
    printf '%s\0' ${FILES:-$(git ls-files 'reference/*.c' 'fast/*.c' ':!fast/bench')} | xargs -0 -n 1 -P 2 sh -c 'clang-tidy --quiet "$@" -- \
            -std=c11 -D_GNU_SOURCE -DSGL_VERSION=\"0\" -Ireference -Ifast 2>/dev/null' clang-tidy | grep -E ': (warning|error): ' |
        sed "s,^$PWD/,," | awk -F'[][]' '
            BEGIN { while ((getline line < "tests/clang-tidy.txt") > 0) if (line !~ /^#/) through[line] }
            { file = $1; sub(/:.*/, "", file); sub(/,.*/, "", $(NF - 1)); if (!((file " " $(NF - 1)) in through)) { print; bad = 1 } }
            END { exit bad }' || bad=1
else
    echo 'analyse: no clang-tidy: skipped'
fi
[ "$bad" = 0 ] && echo 'analyse: clean'
exit "$bad"
