# title: s minus s̃, paired
# see: Difference in AUC at equal feature rate, paired by data set, with one standard error. Against the printed exponent the gain grows as the rate falls; against the correct one it is within noise of zero.
# needs: norms_difference rate difference sd n
eval rates
s = data . "/norms_difference.tsv"
stats s using "rate" name "R" nooutput
eval margin(R_min, R_max)
set xlabel "feature rate"
set ylabel "difference in AUC × 10^4"
set key top right
se(v) = column("n") > 1 ? 1e4 * column("sd") / sqrt(column("n")) : 0
plot 0 with lines linetype 7 linewidth 0.8 notitle, \
    s using "rate":(1e4 * one("against", "printed", "difference")):(se(0)) with yerrorbars linetype 2 dashtype 1 notitle, \
    s using "rate":(1e4 * one("against", "printed", "difference")) with linespoints linetype 2 title "‖s‖ − ‖A^{-1}s‖ (printed)", \
    s using "rate":(1e4 * one("against", "exact", "difference")):(se(0)) with yerrorbars linetype 3 dashtype 1 notitle, \
    s using "rate":(1e4 * one("against", "exact", "difference")) with linespoints linetype 3 title "‖s‖ − ‖A^{-1/2}s‖ (argmin)"
