# title: ADAM on logistic regression: regret, bounds, and what fails
# see: ADAM with β₁ = 0, update (6), all λ > 0. The band below shows, horizon by horizon, the share of steps at which Q_t ⪰ 0 failed and at which V_t did not grow (Lemma 1, case 2): neither hypothesis ever holds for long, so (14) is not proved for this run although it is not crossed.
# needs: regret T regret printed prime negative_Q no_growth
s = data . "/regret.tsv"
v(y) = three("problem", "logistic", "rule", "ADAM_beta1=0", "variant", "all_lambdas", y)
set multiplot
set lmargin at screen (column ? 0.17 : 0.13)
set rmargin at screen 0.97
eval rounds
set logscale y
set yrange [0.5:*]
set bmargin at screen (column ? 0.48 : 0.42)
set tmargin at screen 0.97
set format x ""
set ylabel "R_T and bounds"
set key bottom right
plot s using "T":(positive(v("regret"))) with linespoints linetype 1 pointinterval 3 title "R_T", \
    s using "T":(v("prime")) with linespoints linetype 3 pointinterval 2 title "Theorem 3′", \
    s using "T":(v("printed")) with linespoints linetype 2 pointinterval 4 pointsize 0.7 * dot title "(14) as printed"
unset logscale y
set tmargin at screen (column ? 0.43 : 0.38)
set bmargin at screen (column ? 0.2 : 0.15)
eval rounds
set format y "%.0f %%"
set yrange [0:105]
set ytics 50
set xlabel "rounds T"
set ylabel "steps failing"
set key bottom right
plot s using "T":(100 * v("no_growth")) with steps linetype 5 title "V_t did not grow", \
    s using "T":(100 * v("negative_Q")) with steps linetype 4 title "not Q_t ⪰ 0"
unset multiplot
