# title: s against s̃ with both exponents (Fig. 2)
# see: DCN, Group Adam: AUC at equal feature rate, mean over data sets. The advantage of s is there against s̃ as printed, A⁻¹s, and gone against A^{−1/2}s, which is the argmin. The spread between data sets is left out here; paired differences are in the next figure.
# needs: norms_rate rate auc
eval rates
set xlabel "feature rate"
set ylabel "AUC"
set key bottom right
set format y "%.3f"
s = data . "/norms_rate.tsv"
plot s using "rate":(one("norm", "s", "auc")) with linespoints linetype 1 title "‖s‖", \
    s using "rate":(one("norm", "exact", "auc")) with linespoints linetype 3 title "‖A^{-1/2}s‖  (argmin)", \
    s using "rate":(one("norm", "printed", "auc")) with linespoints linetype 2 title "‖A^{-1}s‖  (printed)"
