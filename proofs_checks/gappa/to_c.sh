#!/bin/sh
# The rounded operations of every .g.in file as a C function of its name: what Gappa reasons about, to be run.
#   to_c.sh [SOURCE] > FILE.inc
# The including file gives REAL, FN(name), FMA, SQRT. A statement is one operation, rounded once:
#     a = rnd(a_);              an input: an argument, in the order of the file
#     a rnd= b * c;             + - * / or sqrt(b)
#     a = rnd(b * c + d);       fma, also -b * c + d
# Names in capitals are exact values, which C does not have. Anything else is refused.
set -eu
source=${1:-$(dirname "$0")}
for file in "$source"/*.g.in; do
    awk -v name="$(basename "$file" .g.in)" '
        function made(variable, expression) {
            body = body "    const REAL " variable " = " expression ";\n"
            fields = fields (fields == "" ? "" : ", ") variable
        }
        /^(#|@|$)/ {next}
        /^{/ {exit}
        {
            parts = split($0, part, / *; */)
            for (i = 1; i < parts; i++) {
                p = part[i]
                word = "[a-z][a-z0-9_]*"
                if (p ~ "^" word " = rnd\\(" word "_\\)$") {
                    sub(/ = .*/, "", p)
                    arguments = arguments (arguments == "" ? "" : ", ") "REAL " p
                } else if (p ~ "^" word " rnd= (" word " [-+*/] " word "|sqrt\\(" word "\\))$") {
                    split(p, side, " rnd= ")
                    sub(/sqrt/, "SQRT", side[2])
                    made(side[1], side[2])
                } else if (p ~ "^" word " = rnd\\(-?" word " \\* " word " \\+ " word "\\)$") {
                    split(p, side, / = rnd\(/)
                    gsub(/ [*+] /, ", ", side[2])
                    made(side[1], "FMA(" side[2])
                } else if (p !~ /^[A-Z_]+ = /) {
                    print FILENAME ":" FNR ": expected an input, one operation, a fma or an exact value, found " p >"/dev/stderr"
                    exit bad = 1
                }
            }
        }
        END {
            if (bad) exit 1
            type = "FN(" name "_results)"
            printf "typedef struct %s {\n    REAL %s;\n} %s;\n\n", type, fields, type
            printf "static inline %s FN(%s)(%s)\n{\n%s\n    return (%s){%s};\n}\n\n", type, name, arguments, body, type, fields
        }' "$file"
done
