# title: The regularisation path of one group
# see: Entries of x over λ₂₁, for the three norms (lines) and the argmin found by the other road (rings). The rings lie on the middle norm's lines alone. All entries of a group die at once.
# needs: path lambda21 x argmin
s = data . "/path.tsv"
set multiplot layout 1,3 margins (column ? 0.19 : 0.1),0.985,(column ? 0.21 : 0.15),(column ? 0.86 : 0.9) spacing 0.035,0
set xlabel "λ_{21}"
set yrange [-0.6:2.3]
set xtics 0.5
unset key
do for [i=1:3] {
    if (i == 1) { set ylabel "entries of x" } else { unset ylabel; set format y "" }
    n = word("s exact printed", i)
    set title (i == 1 ? "‖s‖" : i == 2 ? "‖A^{-1/2}s‖ (argmin)" : "‖A^{-1}s‖ (printed)")
    plot for [k=1:4] s using "lambda21":(column("entry") == k ? one("norm", n, "x") : NaN) with lines linetype k notitle, \
        s using "lambda21":(int(column(0)) % 3 == 0 ? one("norm", n, "argmin") : NaN) with points linecolor rgb "#222222" pointtype 6 pointsize (column ? 0.4 : 0.6) linewidth 0.8 notitle
}
unset multiplot
