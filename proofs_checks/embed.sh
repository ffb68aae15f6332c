#!/bin/sh
# A text file as a NULL-terminated array of its lines in C, on standard output.
printf '/* Generated from %s. */\n#include "assay/ledger.h"\n\nconst char *const sgl_claims_tsv[] = {\n' "$1"
sed -e 's/\\/\\\\/g' -e 's/"/\\"/g' -e 's/\t/\\t/g' -e 's/?/\\?/g' -e 's/^/    "/' -e 's/$/",/' "$1"
printf '    0,\n};\n'
