# title: Group Adam against magnitude pruning (Fig. 1)
# see: DCN, one epoch: AUC at equal feature rate, mean over data sets. Shares are of the training rows kept for fine-tuning after the cut. Below a rate of one half Group Adam is ahead of every schedule, and the more so the fewer features are kept.
# needs: pruning_rate rate auc
eval rates
set xlabel "feature rate"
set ylabel "AUC"
set format y "%.3f"
set key bottom right
s = data . "/pruning_rate.tsv"
v(m) = column("epochs") == 1 ? one("method", m, "auc") : NaN
plot s using "rate":(v("group")) with linespoints linetype 1 title "Group Adam", \
    s using "rate":(v("prune_0")) with linespoints linetype 2 title "Adam, pruned", \
    s using "rate":(v("prune_0.1")) with linespoints linetype 3 title "fine-tuned on 10 %", \
    s using "rate":(v("prune_0.2")) with linespoints linetype 4 title "on 20 %", \
    s using "rate":(v("prune_0.3")) with linespoints linetype 5 title "on 30 %"
