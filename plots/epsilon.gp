# title: ε of Algorithm 2, line 8, in its readings
# see: Read as an assignment, ε compounds: it passes 1 (10⁸ times its value) after 7 steps and overflows float32 at step 56. Read as ε/√(1−β₂^t) it falls from 31.6 ε to ε; Kingma and Ba's is constant.
# needs: epsilon t epsilon
eval rounds
set logscale y
set xlabel "step t"
set ylabel "ε_t / ε"
set yrange [0.3:1e50]
set format y "10^{%L}"
set key top right
s = data . "/epsilon.tsv"
plot s using "t":(one("reading", "compounding", "epsilon")) with linespoints linetype 2 title "compounding", \
    s using "t":(one("reading", "algorithm_2", "epsilon")) with linespoints linetype 1 title "ε/√(1−β_2^t)", \
    s using "t":(one("reading", "constant", "epsilon")) with linespoints linetype 3 title "ε, constant"
