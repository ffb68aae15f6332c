# title: Embedding dimension (Table 4) and its reason
# see: Features kept over d, DCN, Group Adam, with standard deviations. With the factor √d the rate falls; at a fixed threshold it is flat: the factor makes the threshold a root mean square, free of d.
# needs: dimension_mean d rate rate_sd
set logscale x 2
set logscale y
set xlabel "embedding dimension d"
set ylabel "feature rate"
set xrange [3.5:37]
set yrange [0.03:0.4]
set ytics (0.03, 0.05, 0.1, 0.2, 0.3, 0.4)
set key bottom left
s = data . "/dimension_mean.tsv"
plot s using "d":(one("factor", "sqrt_d", "rate")):"rate_sd" with yerrorbars linetype 1 dashtype 1 notitle, \
    s using "d":(one("factor", "sqrt_d", "rate")) with linespoints linetype 1 title "c = √d λ_{21}", \
    s using "d":(one("factor", "one", "rate")):"rate_sd" with yerrorbars linetype 2 dashtype 1 notitle, \
    s using "d":(one("factor", "one", "rate")) with linespoints linetype 2 title "c = √8 λ_{21}"
