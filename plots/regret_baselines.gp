# title: The predecessors: FTRL-Proximal, G-FTRL, DA-GL
# see: Least squares with half of the groups zero in the truth. Left: average regret of f alone. Right: groups kept of four (curves set apart a little); two are in the truth. DA-GL's penalty weighs every round, so it keeps pruning; the others' weighs once and is forgotten.
# needs: regret T average groups
s = data . "/regret.tsv"
v(r, w, y) = three("problem", "squares", "rule", r, "variant", w, y)
set multiplot layout 1,2
eval rounds
set logscale y
set xlabel "rounds T"
set ylabel "R_T / T"
set key bottom left
if (column) { unset key }
plot s using "T":(positive(v("FTRL_Proximal", "lasso", "average"))) with linespoints linetype 1 pointinterval 3 title "FTRL-Proximal", \
    s using "T":(positive(v("FTRL_Proximal", "G-FTRL", "average"))) with linespoints linetype 2 pointinterval 3 title "G-FTRL", \
    s using "T":(positive(v("SGD", "DA-GL", "average"))) with linespoints linetype 3 pointinterval 3 title "DA-GL", \
    s using "T":(positive(v("ALGORITHM_3", "algorithm_1", "average"))) with linespoints linetype 4 pointinterval 3 title "Algorithm 3"
unset logscale y
set yrange [-0.2:5.4]
set ytics 1
set ylabel "groups kept" offset -1
set key bottom left
plot s using "T":(v("FTRL_Proximal", "lasso", "groups") + 0.12) with linespoints linetype 1 pointinterval 3 title "FTRL-Proximal", \
    s using "T":(v("FTRL_Proximal", "G-FTRL", "groups") + 0.04) with linespoints linetype 2 pointinterval 4 title "G-FTRL", \
    s using "T":(v("SGD", "DA-GL", "groups")) with linespoints linetype 3 pointinterval 3 title "DA-GL", \
    s using "T":(v("ALGORITHM_3", "algorithm_1", "groups") - 0.04) with linespoints linetype 4 pointinterval 5 title "Algorithm 3"
unset multiplot
