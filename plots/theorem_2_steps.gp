# title: Rounding over time, float32 and float64
# see: The same three forms at 24 and 53 bits over t, in units 2^{−p} (x_1 is between 1 and 2). Rounding errors add up slowly; the dual form is not worse than the direct one on plain ADAM.
# needs: theorem_2_steps t ulp
s = data . "/theorem_2_steps.tsv"
v(f, p) = column("bits") == p ? one("form", f, "ulp") : NaN
set multiplot layout 1,2
eval rounds
set logscale y
set xlabel "steps t"
set yrange [0.1:1e4]
set format y "10^{%L}"
set key top left
set ylabel "difference of x × 2^{24}"
plot s using "t":(positive(v("dual", 24))) with linespoints linetype 1 pointinterval 2 title "z_t", \
    s using "t":(positive(v("stable", 24))) with linespoints linetype 2 pointinterval 2 title "z_t + W_t x_{t+1}", \
    s using "t":(positive(v("direct", 24))) with linespoints linetype 3 pointinterval 2 title "x_t"
set ylabel "difference of x × 2^{53}"
plot s using "t":(positive(v("dual", 53))) with linespoints linetype 1 pointinterval 2 title "z_t", \
    s using "t":(positive(v("stable", 53))) with linespoints linetype 2 pointinterval 2 title "z_t + W_t x_{t+1}", \
    s using "t":(positive(v("direct", 53))) with linespoints linetype 3 pointinterval 2 title "x_t"
unset multiplot
