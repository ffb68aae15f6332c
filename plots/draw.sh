#!/bin/sh
# Draw one figure: draw.sh NAME FORMAT OUT [column]. FORMAT is svg, pdf, png, tex (cairolatex) or dumb (terminal).
# The tables come from DATA (build/experiments). "# height: F" in the script makes a figure F times as high as the others. Fails, and leaves no file, when a table or column that the script's
# "# needs:" lines name is missing or empty, or when gnuplot says anything at all.
set -eu
command -v gnuplot >/dev/null || { echo "draw.sh: gnuplot is not installed: no figure (make setup)" >&2; exit 1; }
name=$1 format=$2 out=$3 column=0 width=16cm height=9cm font=10
here=$(dirname "$0")
data=${DATA:-build/experiments}
share=$(sed -n 's/^# height: *\([0-9.]*\)$/\1/p' "$here/$name.gp")
high() { awk "BEGIN { printf \"%.4g\", $1 * ${share:-1} }"; }
[ "${4:-}" = column ] && column=1 width=8.4cm height=6cm font=7
height=$(high "${height%cm}")cm
case $format in
svg) px=$([ "$column" = 1 ] && echo "364,$(high 260)" || echo "760,$(high 428)")
    font=$([ "$column" = 1 ] && echo 10 || echo 12)
    terminal="svg size $px dynamic font 'DejaVu Sans,$font' enhanced background '#ffffff'" ;;
pdf) terminal="pdfcairo size $width,$height font 'DejaVu Sans,$font' enhanced" ;;
png) px=$([ "$column" = 1 ] && echo "840,$(high 600)" || echo "1600,$(high 900)")
    terminal="pngcairo size $px font 'DejaVu Sans,$([ "$column" = 1 ] && echo 15 || echo 20)' fontscale 1 linewidth 2 pointscale 2 enhanced" ;;
tex) terminal="cairolatex pdf size $width,$height" ;;
dumb) terminal="dumb size 100,32 aspect 1" ;;
*) echo "draw.sh: $format: expected svg, pdf, png, tex or dumb" >&2; exit 2 ;;
esac

# Every "# needs: table column ..." line: the table is there, has these columns, and a number in each.
sed -n 's/^# needs: *//p' "$here/$name.gp" | while read -r table columns; do
    [ -s "$data/$table.tsv" ] || { echo "draw.sh: $name: $data/$table.tsv is missing or empty; make experiments writes it" >&2; exit 1; }
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

# cairolatex writes the labels as they are: give LaTeX its own marks.
latex_labels() {
    sed -e '/\\strut{}/!b' -e 's/%/\\%/g' -e 's/\\%$/%/' -e 's/_{\([^}]*\)}/\\ensuremath{_{\1}}/g' -e 's/_\([A-Za-z0-9]\)/\\ensuremath{_{\1}}/g' \
        -e 's/\^{\([^}]*\)}/\\ensuremath{^{\1}}/g' -e 's/\^\([A-Za-z0-9]\)/\\ensuremath{^{\1}}/g' \
        -e 's/λ/\\ensuremath{\\lambda}/g' -e 's/α/\\ensuremath{\\alpha}/g' -e 's/β/\\ensuremath{\\beta}/g' -e 's/γ/\\ensuremath{\\gamma}/g' \
        -e 's/δ/\\ensuremath{\\delta}/g' -e 's/ε/\\ensuremath{\\varepsilon}/g' -e 's/Σ/\\ensuremath{\\Sigma}/g' -e 's/√/\\ensuremath{\\surd}/g' \
        -e 's/‖/\\ensuremath{\\|}/g' -e 's/ℓ/\\ensuremath{\\ell}/g' -e 's/×/\\ensuremath{\\times}/g' -e 's/⪰/\\ensuremath{\\succeq}/g' \
        -e 's/≥/\\ensuremath{\\ge}/g' -e 's/≤/\\ensuremath{\\le}/g' -e 's/′/\\ensuremath{^{\\prime}}/g' -e 's/−/\\ensuremath{-}/g' "$1"
}

# Drawn in a folder of its own and moved when all is well; cairolatex names its PDF after the file.
folder=$(dirname "$out")
mkdir -p "$folder"
work=$(mktemp -d "$folder/.part.XXXXXX")
trap 'rm -rf "$work"' EXIT
part=$work/$(basename "$out")
output="set output '$part'"
[ "$format" = dumb ] && output="unset output"
[ "$format" = tex ] && here=$(cd "$here" && pwd) data=$(cd "$data" && pwd)
if ! (
    if [ "$format" = tex ]; then cd "$work" && output="set output '$(basename "$out")'"; fi
    gnuplot -e "column = $column; data = '$data'; set terminal $terminal; $output" "$here/style.gp" "$here/$name.gp"
) 2>"$work/messages" || [ -s "$work/messages" ]; then
    echo "draw.sh: $name:" >&2
    cat "$work/messages" >&2
    exit 1
fi
rm "$work/messages"
[ "$format" = dumb ] && exit 0
if [ "$format" = tex ]; then
    latex_labels "$part" >"$part.new"
    mv "$part.new" "$part"
fi
mv "$work"/* "$folder/"
