# title: s against s̃ with both exponents (Fig. 2)
# see: DCN, Group Adam: AUC at equal feature rate, mean over data sets. The advantage of s is there against s̃ as printed, A⁻¹s, and gone against A^{−1/2}s, which is the argmin. Bars: one standard error, each data set's own level taken out, which all three share; it differs ten times as much.
# needs: norms_rate rate auc sd_within n
s = data . "/norms_rate.tsv"
eval rates
stats s using "rate" name "R" nooutput
eval margin(R_min, R_max)
set xlabel "feature rate"
set ylabel "AUC"
set key bottom right
set format y "%.3f"
# Bars that would lie on each other stand apart a little.
at(n, y) = one("norm", n, y)
se(v) = column("n") > 1 ? column("sd_within") / sqrt(column("n")) : 0
aside(k) = column("rate") * (R_max / R_min) ** (0.006 * k)
plot s using (aside(-1)):(at("s", "auc")):(se(0)) with yerrorbars linetype 1 dashtype 1 notitle, \
    s using (aside(-1)):(at("s", "auc")) with linespoints linetype 1 title "‖s‖", \
    s using (aside(1)):(at("exact", "auc")):(se(0)) with yerrorbars linetype 3 dashtype 1 notitle, \
    s using (aside(1)):(at("exact", "auc")) with linespoints linetype 3 title "‖A^{-1/2}s‖  (argmin)", \
    s using "rate":(at("printed", "auc")):(se(0)) with yerrorbars linetype 2 dashtype 1 notitle, \
    s using "rate":(at("printed", "auc")) with linespoints linetype 2 title "‖A^{-1}s‖  (printed)"
