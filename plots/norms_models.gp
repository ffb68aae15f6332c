# title: s minus s̃ on other models and rules
# see: Difference in AUC at feature rate 0.05, paired by data set, one standard error. What Fig. 2 shows for DCN and Group Adam holds for MLP and for Group Adagrad; for OPNN it is within noise at this rate. Against the exponent −1/2 nothing is left anywhere.
# needs: norms_difference difference sd
# needs: norms_mlp_difference difference sd
# needs: norms_opnn_difference difference sd
# needs: norms_adagrad_difference difference sd
set ylabel "difference in AUC × 10^4"
set xrange [-0.6:3.6]
set xtics ("DCN" 0, "MLP" 1, "OPNN" 2, "DCN, Adagrad" 3)
set key outside top center horizontal
set grid noxtics
at(a) = abs(column("rate") - 0.05) < 1e-9 ? one("against", a, "difference") : NaN
se(v) = column("n") > 1 ? 1e4 * column("sd") / sqrt(column("n")) : 0
f = "norms norms_mlp norms_opnn norms_adagrad"
plot 0 with lines linetype 7 linewidth 0.8 notitle, \
    for [i=1:4] data . "/" . word(f, i) . "_difference.tsv" using (i - 1.1):(1e4 * at("printed")):(se(0)) \
    with yerrorbars linetype 2 dashtype 1 pointsize 1.4 * dot title (i == 1 ? "‖s‖ − ‖A^{-1}s‖ (printed)" : ""), \
    for [i=1:4] data . "/" . word(f, i) . "_difference.tsv" using (i - 0.9):(1e4 * at("exact")):(se(0)) \
    with yerrorbars linetype 3 dashtype 1 pointsize 1.4 * dot title (i == 1 ? "‖s‖ − ‖A^{-1/2}s‖ (argmin)" : "")
