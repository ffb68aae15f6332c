# title: Embedding rows under four penalties
# see: |x| of 48 features of one field after one epoch; black is exactly zero. ℓ₁ leaves holes inside rows, ℓ₂₁ deletes whole rows, both do both. Rows and not weights are what memory is saved by.
# needs: heatmap row column x
s = data . "/heatmap.tsv"
shade(v) = column("x") == 0 ? NaN : log10(abs(column("x")))
set multiplot layout 1,4 margins (column ? 0.12 : 0.08),(column ? 0.83 : 0.88),(column ? 0.2 : 0.14),(column ? 0.89 : 0.92) spacing 0.035,0
set xrange [0.5:8.5]
set yrange [48.5:0.5]
set cbrange [-4:-1]
set palette defined (-4 "#fff3d6", -3 "#fdc776", -2 "#f1873e", -1 "#c8350f")
set border 15
unset grid
set xlabel "entry"
set ytics 12
set xtics 2
unset key
do for [i=1:4] {
    n = word("none l1 l21 both", i)
    set title (i == 1 ? "no penalty" : i == 2 ? "ℓ_1" : i == 3 ? "ℓ_{21}" : "both")
    if (i == 1) { set ylabel "feature" } else { unset ylabel }
    if (i > 1) { set format y "" }
    if (i == 4) { set colorbox user origin (column ? 0.85 : 0.9),(column ? 0.2 : 0.14) size 0.015,(column ? 0.69 : 0.78); set cblabel "log_{10} |x|" } else { unset colorbox }
    # Zeros are drawn over the map; without a penalty there are none.
    if (i == 1) {
        plot s using (one("penalty", n, "column")):"row":(shade(0)) with image pixels notitle
    } else {
        plot s using (one("penalty", n, "column")):"row":(shade(0)) with image pixels notitle, \
            s using (column("x") == 0 ? one("penalty", n, "column") : NaN):"row":(0.5):(0.5) \
            with boxxyerror fillcolor rgb "#0a0a0a" fillstyle solid noborder notitle
    }
}
unset multiplot
