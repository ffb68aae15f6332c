# title: A weight that never gets a gradient
# see: x_1 = 1, g_t = 0, all λ = 0. Algorithm 2 keeps ε_1 in z and divides by ε_t, so the weight grows by up to 1/√(1−β₂) = 31.6; compounding sends it to 0. With ε_t − ε_{t−1} in Q_t, or a constant ε, it stays.
# needs: untouched t x
eval rounds
set logscale y
set xlabel "step t"
set ylabel "|x_t|"
set yrange [1e-4:100]
set format y "10^{%L}"
set key bottom right
s = data . "/untouched.tsv"
plot 1 / sqrt(1 - 0.999) with lines linetype 7 linewidth 0.8 title "1/√(1−β_2)", \
    s using "t":(one("reading", "algorithm_2", "x")) with linespoints linetype 1 title "Algorithm 2", \
    s using "t":(positive(one("reading", "compounding", "x"))) with linespoints linetype 2 title "compounding", \
    s using "t":(one("reading", "consistent", "x")) with linespoints linetype 3 pointtype 8 pointsize 2 * dot title "consistent", \
    s using "t":(one("reading", "constant", "x")) with linespoints linetype 4 pointsize 0.8 * dot title "constant"
