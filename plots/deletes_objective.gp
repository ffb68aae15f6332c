# title: What the wrong norm costs in (6)
# see: Objective of (6) at each norm's x above its least value, relative to that value, on the states of a plain ADAM run. At 1 the step gains nothing at all; above it the step is worse than zero.
# needs: deletes lambda21 objective_gap
set logscale xy
set format x "10^{%L}"
set format y "10^{%L}"
s = data . "/deletes.tsv"
stats s using "lambda21" name "L" nooutput
eval margin(L_min, L_max)
set xlabel "λ_{21}"
set ylabel "relative gap of the objective"
set key bottom right
plot 1 with lines linetype 7 linewidth 0.8 notitle, \
    s using "lambda21":(positive(one("norm", "s", "objective_gap"))) with linespoints linetype 1 title "‖s‖", \
    s using "lambda21":(positive(one("norm", "printed", "objective_gap"))) with linespoints linetype 2 title "‖A^{-1}s‖ (printed)"
