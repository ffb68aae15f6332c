# title: Group Adam against magnitude pruning (Fig. 1)
# see: DCN, one epoch: AUC at equal feature rate, mean over data sets; bars as in the figure of the norms. Shares are of the training rows kept for fine-tuning after the cut. Below a rate of one half Group Adam is ahead of every schedule, and the more so the fewer features are kept.
# needs: pruning_rate rate auc sd_within n
s = data . "/pruning_rate.tsv"
eval rates
stats s using "rate" name "R" nooutput
eval margin(R_min, R_max)
set xlabel "feature rate"
set ylabel "AUC"
set format y "%.3f"
set key bottom right
if (column) { set key outside top center horizontal samplen 1.5 }
methods = "group prune_0 prune_0.1 prune_0.2 prune_0.3"
titles = "'Group Adam' 'Adam, pruned' 'fine-tuned on 10 %' 'on 20 %' 'on 30 %'"
v(m) = column("epochs") == 1 ? one("method", m, "auc") : NaN
se(v) = column("n") > 1 ? column("sd_within") / sqrt(column("n")) : 0
# Bars that would lie on each other stand apart a little.
aside(k) = column("rate") * (R_max / R_min) ** (0.008 * (k - 3))
plot for [k=1:5] s using (aside(k)):(v(word(methods, k))):(se(0)) with yerrorbars linetype k dashtype 1 notitle, \
    for [k=1:5] s using (aside(k)):(v(word(methods, k))) with linespoints linetype k title word(titles, k)
