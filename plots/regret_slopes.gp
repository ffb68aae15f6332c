# title: Growth of the regret
# see: Slope of log R_T against log T over the upper half of the horizons, with its standard error. The line is √T. Constant step sizes on noisy problems stand to the right of it; strongly convex losses to the left.
# needs: regret_slope slope error
set xlabel "slope of log R_T in log T"
set yrange [9.6:-0.6]
set xrange [-0.1:1.15]
set key outside top center horizontal samplen 0.5 width (column ? -3 : -1)
set grid noytics
rules = "SGD MOMENTUM ADAGRAD ADAM ADAM_beta1=0 AMSGRAD AMSGRAD_Reddi ADAHESSIAN ALGORITHM_2 ALGORITHM_3"
set ytics ("SGD" 0, "MOMENTUM" 1, "ADAGRAD" 2, "ADAM" 3, "ADAM, β_1 = 0" 4, "AMSGRAD" 5, "AMSGRAD (Reddi)" 6, "ADAHESSIAN" 7, "Algorithm 2" 8, "Algorithm 3" 9)
place(r) = sum [i=1:10] (word(rules, i) eq r ? i - 1 : 0)
known(r) = sum [i=1:10] (word(rules, i) eq r ? 1 : 0)
s = data . "/regret_slope.tsv"
set arrow from 0.5, graph 0 to 0.5, graph 1 nohead linetype 7 dashtype 3
plot for [i=1:5] p = word("logistic squares absolute hinge period_3", i) \
    s using (known(strcol("rule")) ? two("problem", p, "variant", "plain", "slope") : NaN):(place(strcol("rule")) + 0.12 * (i - 3)):"error" \
    with xerrorbars linetype i dashtype 1 title (p eq "period_3" ? "period three" : p)
