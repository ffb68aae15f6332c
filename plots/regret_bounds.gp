# title: Group Adagrad's regret under its bounds
# see: ADAGRAD by the update (6), all λ > 0, least absolute deviations. Theorem 3′ is the lowest bound and is never crossed; Corollary 1 is far above, because it takes D₂ and G for every coordinate at once.
# needs: regret T regret printed prime corollary
eval rounds
set logscale y
set xlabel "rounds T"
set ylabel "regret R_T and bounds"
set key bottom right
s = data . "/regret.tsv"
v(y) = positive(three("problem", "absolute", "rule", "ADAGRAD", "variant", "all_lambdas", y))
plot s using "T":(v("regret")) with linespoints linetype 1 pointinterval 3 title "R_T", \
    s using "T":(v("prime")) with linespoints linetype 3 pointinterval 3 title "Theorem 3′", \
    s using "T":(v("printed")) with linespoints linetype 2 pointinterval 3 title "(14) as printed", \
    s using "T":(v("corollary")) with linespoints linetype 4 pointinterval 3 title "Corollary 1"
