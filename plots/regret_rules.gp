# title: Regret over √T, rule by rule
# see: Least absolute deviations, x* known. A curve that stays flat or falls has regret O(√T): SGD, ADAGRAD and Reddi's AMSGRAD, whose steps shrink. MOMENTUM, ADAM and AMSGRAD of Table 1 keep α constant and rise: their regret grows faster than √T.
# needs: regret T over_sqrt_T
eval rounds
set logscale y
set yrange [1:(column ? 1000 : 200)]
set xlabel "rounds T"
set ylabel "R_T / √T"
set key top left
s = data . "/regret.tsv"
p = "absolute"
plot for [i=1:6] r = word("SGD MOMENTUM ADAGRAD ADAM AMSGRAD AMSGRAD_Reddi", i) \
    s using "T":(positive(three("problem", p, "rule", r, "variant", "plain", "over_sqrt_T"))) \
    with linespoints linetype i pointinterval 3 title (r eq "AMSGRAD_Reddi" ? "AMSGRAD (Reddi)" : r)
