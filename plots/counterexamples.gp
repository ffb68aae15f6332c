# title: Regret over bound on the smallest instances
# see: Right of the line the bound is broken. (14) as printed breaks on all seven instances; Theorem 3′ holds on the three that its hypotheses cover. What the printed theorem leaves out stands in brackets.
# height: 1.2
# needs: counterexamples over_printed over_prime
set xlabel "R_T / bound"
set yrange [6.6:-0.6]
set xrange [0.7:1.45]
set key outside top center horizontal samplen 1
set grid noytics
set arrow from 1, graph 0 to 1, graph 1 nohead linetype 7
s = data . "/counterexamples.tsv"
covered(c) = column("prime_applies") == c ? column("over_prime") : NaN
plot s using "over_printed":0:ytic(sprintf("%s\n[%s]", strcol("instance"), strcol("missing"))) with points linetype 2 pointsize 1.4 * dot title "(14) as printed", \
    s using (covered(1)):0 with points linetype 1 pointsize 1.4 * dot title "Theorem 3′", \
    s using (covered(0)):0 with points linetype 6 linecolor rgb "#000000" pointsize 2.6 * dot linewidth 1.2 title "3′, not covered"
