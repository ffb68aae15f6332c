# title: Corollary 1 and δ
# see: ADAGRAD with δ² added to V on f = |x|, G = 1: the worst R_T over bound for any α and T. As printed it breaks from δ/G ≈ 2.65 on; with √(δ² + TG²) for √T G it never does.
# needs: corollary delta over_printed over_corrected
set logscale x
set xtics (0.5, 1, 2, 5, 10, 20, 50, 100)
set xlabel "δ / G"
set ylabel "largest R_T / bound"
set key top left
set yrange [0:*]
s = data . "/corollary.tsv"
plot s using (positive(column("delta"))):"over_printed" with linespoints linetype 2 title "(20) as printed", \
    s using (positive(column("delta"))):"over_corrected" with linespoints linetype 1 title "corrected", \
    1 with lines linetype 7 notitle
