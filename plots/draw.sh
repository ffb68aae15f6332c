#!/bin/sh
# Draw one figure: draw.sh NAME FORMAT OUT [column]. FORMAT is svg, pdf, png, tex (cairolatex) or dumb (terminal).
# The tables come from DATA (build/experiments). Fails, and leaves no file, when a table or column that the script's
# "# needs:" lines name is missing or empty, or when gnuplot says anything at all.
set -eu
name=$1 format=$2 out=$3 column=0 width=16cm height=9cm font=10
here=$(dirname "$0")
data=${DATA:-build/experiments}
[ "${4:-}" = column ] && column=1 width=8.4cm height=6cm font=7
case $format in
svg) px=$([ "$column" = 1 ] && echo "420,300" || echo "760,428")
    font=$([ "$column" = 1 ] && echo 9 || echo 12)
    terminal="svg size $px dynamic font 'DejaVu Sans,$font' enhanced background '#ffffff'" ;;
pdf) terminal="pdfcairo size $width,$height font 'DejaVu Sans,$font' enhanced" ;;
png) px=$([ "$column" = 1 ] && echo "840,600" || echo "1600,900")
    terminal="pngcairo size $px font 'DejaVu Sans,$([ "$column" = 1 ] && echo 15 || echo 20)' fontscale 1 linewidth 2 pointscale 2 enhanced" ;;
tex) terminal="cairolatex pdf size $width,$height" ;;
dumb) terminal="dumb size 100,32 aspect 1" ;;
*) echo "draw.sh: $format: expected svg, pdf, png, tex or dumb" >&2; exit 2 ;;
esac

# Every "# needs: table column ..." line: the table is there, has these columns, and a number in each.
sed -n 's/^# needs: *//p' "$here/$name.gp" | while read -r table columns; do
    [ -s "$data/$table.tsv" ] || { echo "draw.sh: $name: $data/$table.tsv is missing or empty" >&2; exit 1; }
    awk -F'\t' -v wanted="$columns" -v file="$data/$table.tsv" -v figure="$name" '
        /^#/ || /^$/ { next }
        !head { head = 1; for (i = 1; i <= NF; i++) at[$i] = i; n = split(wanted, want, " "); next }
        { rows++; for (i = 1; i <= n; i++) if (want[i] in at && $(at[want[i]]) ~ /^[-+0-9.]/) seen[want[i]] = 1 }
        END {
            for (i = 1; i <= n; i++) {
                if (!(want[i] in at)) { print "draw.sh: " figure ": " file " has no column " want[i]; bad = 1 }
                else if (!seen[want[i]]) { print "draw.sh: " figure ": no number in column " want[i] " of " file; bad = 1 }
            }
            if (!rows) { print "draw.sh: " figure ": " file " has no rows"; bad = 1 }
            exit bad
        }' "$data/$table.tsv" >&2
done || exit 1

mkdir -p "$(dirname "$out")"
case $out in *.*) part=${out%.*}.part.${out##*.} ;; *) part=$out ;; esac
messages=$(mktemp)
trap 'rm -f "$messages"' EXIT
output="set output '$part'"
[ "$format" = dumb ] && output="unset output"
if gnuplot -e "column = $column; data = '$data'; set terminal $terminal; $output" \
    "$here/style.gp" "$here/$name.gp" 2>"$messages" && ! [ -s "$messages" ]; then
    [ "$format" = dumb ] || mv "$part" "$out"
else
    echo "draw.sh: $name:" >&2
    cat "$messages" >&2
    rm -f "$part"
    exit 1
fi
