# title: The shrink map in the plane
# see: Arrows lead from u, the point without λ₂₁, to x. The points inside the dashed border go to zero. W = diag(1, 4): the argmin's dead zone is an ellipse, the printed norm's a circle, and s's the flattest of the three.
# height: 0.74
# needs: shrink_map u1 u2 x1 x2
# needs: dead_zone u1 u2
set multiplot layout 1,3 margins (column ? 0.1 : 0.07),0.985,(column ? 0.29 : 0.22),(column ? 0.87 : 0.9) spacing 0.07,0
set size ratio -1
set xrange [-2.2:2.2]
set yrange [-2.2:2.2]
set xtics 1
set ytics 1
set xlabel "x_1" offset 0, 0.4
unset key
a = data . "/shrink_map.tsv"
b = data . "/dead_zone.tsv"
do for [i=1:3] {
    if (i == 1) { set ylabel "x_2" offset 1 } else { unset ylabel }
    n = word("s exact printed", i)
    set title (i == 1 ? "‖s‖" : i == 2 ? "‖A^{-1/2}s‖ (argmin)" : "‖A^{-1}s‖ (printed)")
    plot a using (one("norm", n, "u1")):"u2":(0.9 * (column("x1") - column("u1"))):(0.9 * (column("x2") - column("u2"))) \
        with vectors head size 0.08,25 filled linecolor rgb "#56b4e9" linewidth 1 notitle, \
        b using (one("norm", n, "u1")):"u2" with lines linetype 2 linewidth 2.5 notitle, \
        "+" using (0):(0) every ::::0 with points linetype 7 pointtype 7 notitle
}
unset multiplot
