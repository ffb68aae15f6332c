# title: Extreme sparsity against the plain optimizer (Table 3)
# see: AUC of Group X minus AUC of X, unpruned, over the feature rate that Group X keeps, one standard error. After one epoch the penalty costs a little; after more, plain X overfits and the penalty wins by far.
# needs: extreme_mean rate difference
# needs: extreme_adagrad_mean rate difference
eval rates
set xlabel "feature rate of Group X"
set ylabel "difference in AUC"
set format y "%+.3f"
set xrange [0.005:1.1]
set key outside top center horizontal
a = data . "/extreme_mean.tsv"
b = data . "/extreme_adagrad_mean.tsv"
v(e, y) = column("lambda21") > 0 && abs(column("init_sd") - 0.01) < 1e-9 && (e == 1) == (column("epochs") == 1) ? column(y) : NaN
se(v) = column("difference_sd") / sqrt(column("n"))
plot 0 with lines linetype 7 linewidth 0.8 notitle, \
    a using "rate":(v(1, "difference")):(se(0)) with yerrorbars linetype 1 dashtype 1 pointsize 1.4 * dot title "Adam, 1 epoch", \
    a using "rate":(v(2, "difference")):(se(0)) with yerrorbars linetype 2 dashtype 1 pointsize 1.4 * dot title "Adam, more epochs", \
    b using "rate":(v(1, "difference")):(se(0)) with yerrorbars linetype 3 dashtype 1 pointsize 1.4 * dot title "Adagrad, 1 epoch", \
    b using "rate":(v(2, "difference")):(se(0)) with yerrorbars linetype 4 dashtype 1 pointsize 1.4 * dot title "Adagrad, more epochs"
