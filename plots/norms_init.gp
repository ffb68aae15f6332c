# title: s minus s̃ and the size of the initial embeddings
# see: DCN, Group Adam, feature rate 0.1, one standard error. Where embeddings start larger, s pulls ahead of the correct s̃ too.
# needs: norms_init_difference init_sd difference sd n
set logscale x
set xtics (0.003, 0.01, 0.03, 0.1)
set xlabel "standard deviation of the initial embeddings"
set ylabel "difference in AUC × 10^4"
set key top left
set xrange [0.0025:0.12]
s = data . "/norms_init_difference.tsv"
at(a, y) = abs(column("rate") - 0.1) < 1e-9 ? one("against", a, y) : NaN
se(v) = column("n") > 1 ? 1e4 * column("sd") / sqrt(column("n")) : 0
plot 0 with lines linetype 7 linewidth 0.8 notitle, \
    s using "init_sd":(1e4 * at("printed", "difference")):(se(0)) with yerrorbars linetype 2 dashtype 1 notitle, \
    s using "init_sd":(1e4 * at("printed", "difference")) with linespoints linetype 2 title "‖s‖ − ‖A^{-1}s‖ (printed)", \
    s using "init_sd":(1e4 * at("exact", "difference")):(se(0)) with yerrorbars linetype 3 dashtype 1 notitle, \
    s using "init_sd":(1e4 * at("exact", "difference")) with linespoints linetype 3 title "‖s‖ − ‖A^{-1/2}s‖ (argmin)"
