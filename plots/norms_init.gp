# title: s minus s̃ and the size of the initial embeddings
# see: DCN, Group Adam, feature rate 0.1, one standard error. Left against the printed exponent, right, on its own scale, against the argmin's. Where embeddings start larger, s pulls ahead of the correct s̃ too.
# needs: norms_init_difference init_sd difference sd n
s = data . "/norms_init_difference.tsv"
at(a, y) = abs(column("rate") - 0.1) < 1e-9 ? one("against", a, y) : NaN
se(v) = column("n") > 1 ? 1e4 * column("sd") / sqrt(column("n")) : 0
set multiplot layout 1,2
set logscale x
set xtics (0.003, 0.01, 0.03, 0.1)
stats s using "init_sd" name "I" nooutput
eval margin(I_min, I_max)
set xlabel "sd of the initial embeddings"
unset key
set title "‖s‖ − ‖A^{-1}s‖ (printed)"
set ylabel "difference in AUC × 10^4"
plot 0 with lines linetype 7 linewidth 0.8 notitle, \
    s using "init_sd":(1e4 * at("printed", "difference")):(se(0)) with yerrorbars linetype 2 dashtype 1 notitle, \
    s using "init_sd":(1e4 * at("printed", "difference")) with linespoints linetype 2 notitle
unset ylabel
set title "‖s‖ − ‖A^{-1/2}s‖ (argmin)"
plot 0 with lines linetype 7 linewidth 0.8 notitle, \
    s using "init_sd":(1e4 * at("exact", "difference")):(se(0)) with yerrorbars linetype 3 dashtype 1 notitle, \
    s using "init_sd":(1e4 * at("exact", "difference")) with linespoints linetype 3 notitle
unset multiplot
