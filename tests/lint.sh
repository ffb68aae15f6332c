#!/bin/sh
# The conventions that a machine can see. Prints each breach as FILE:LINE: what; exits 1 when there is one.
set -u
cd "$(dirname "$0")/.." || exit 1
bad=0
say() { echo "lint: $*"; bad=1; }
files() { git ls-files -- "$@" 2>/dev/null || find . -name "$1"; }

# One way in: fast/ and the libraries under it know sgl_spec.h and nothing else of reference/.
for f in $(files 'fast/*.[ch]'); do
    sed -n 's/^ *# *include "\([^"]*\)".*/\1/p' "$f" | while read -r h; do
        case "$h" in
            sgl_spec.h | bounds.def) ;;
            *) [ -e "fast/$h" ] || echo "$f: includes $h, which is not of fast/" ;;
        esac
    done
done | grep . && bad=1
for f in $(files 'reference/*.[ch]'); do
    grep -Hn '# *include *[<"]\(gsl/\|sgl_fast\|tap\.h\)' "$f"
done | grep . && bad=1
for f in $(files 'reference/*.c' 'reference/*.h' 'reference/rules/*'); do
    case "$f" in reference/judge/* | reference/assay/*) continue ;; esac
    grep -Hn '# *include *"\(judge\|assay\)/' "$f"
done | grep . && bad=1

# GSL is GPL: the libraries never link it.
files 'reference/*.[ch]' 'fast/*.[ch]' | xargs -r grep -Hn 'gsl_' | grep . && say "GSL inside a library"

# Nothing of one machine, no unfinished work.
git grep -nIE '(^|[^a-zA-Z.])/(home|root|work|tmp)/[a-z]' -- . ':!tests/lint.sh' ':!tests/setup.sh' 2>/dev/null | grep . && say "absolute path"
git grep -nIE '\b(TO''DO|FIX''ME|XX''X)\b' -- '*.[ch]' '*.sh' '*.gp' '*.v' Makefile 2>/dev/null | grep -v '# TO''DO' | grep . && say "unfinished work"
git grep -nI '[[:space:]]$' -- '*.[ch]' '*.sh' '*.gp' '*.v' '*.md' Makefile 2>/dev/null | grep . && say "space at the end of a line"
git grep -nI -- '-ffast-math' -- Makefile '*.mk' 2>/dev/null | grep . && say "-ffast-math"

# Every header compiles alone; every external name starts with sgl_.
for h in $(files '*.h'); do
    printf '#include "%s"\n' "$h" | ${CC:-cc} -std=c11 -D_GNU_SOURCE -I. -Ireference -Ifast -Itests -Wall -Werror -fsyntax-only -x c - || say "$h does not compile alone"
done
for lib in build/libsglref.a build/libsglfast.a; do
    [ -e "$lib" ] || continue
    nm -g --defined-only "$lib" 2>/dev/null | awk 'NF == 3 && $3 !~ /^(_?sgl_|[.])/ {print "lint: '"$lib"' exports " $3}' | grep . && bad=1
done

# Shell scripts.
if command -v shellcheck >/dev/null; then
    files '*.sh' | xargs -r shellcheck -s sh -x || bad=1
fi
[ "$bad" = 0 ] && echo "lint: clean"
exit "$bad"
