# title: Which rules lose Q_t ⪰ 0, and when
# see: A square is a horizon; its colour is the share of the steps, since the horizon before, at which some entry of Q_t is negative. ADAM, AMSGRAD of Table 1 and ADAHESSIAN lose Q_t ⪰ 0 within the first dozen steps, and Theorem 3 as printed with it; AMSGRAD regains it when the bias correction has worn off, after some 10^{4} steps (in the full profile). SGD, ADAGRAD and Reddi's AMSGRAD never lose it.
# needs: regret T negative_Q
eval rounds
set xlabel "rounds T"
set xrange [0.7:*]
set yrange [8.6:-0.6]
set grid noytics
rules = "SGD MOMENTUM ADAGRAD FTRL_Proximal AMSGRAD_Reddi ADAM ADAM_beta1=0 AMSGRAD ADAHESSIAN"
set ytics ("SGD" 0, "MOMENTUM" 1, "ADAGRAD" 2, "FTRL-Proximal" 3, "AMSGRAD (Reddi)" 4, "ADAM" 5, "ADAM, β_1 = 0" 6, "AMSGRAD" 7, "ADAHESSIAN" 8)
set cbrange [0:100]
set palette defined (0 "#e8e8e8", 1 "#f6c89a", 50 "#e07b39", 100 "#8c2d04")
set cblabel "steps with a negative entry"
set format cb "%.0f %%"
unset key
s = data . "/regret.tsv"
plot for [i=1:9] s using "T":(i - 1):(100 * three("problem", "logistic", "rule", word(rules, i), "variant", i == 4 ? "lasso" : "plain", "negative_Q")) \
    with points pointtype 5 pointsize (column ? 0.65 : 1.3) linecolor palette notitle
