# title: A sequence of period three
# see: 4(x+1)₊, then (1−x)₊ twice, and so on; x* = −1. With β₁ = 0 and β₂ = 1/17 ADAM walks the wrong way and its average regret stays at 4/3. With β₁ = 0.9 it comes right but levels off, for α is constant; AMSGRAD's memory of the largest gradient, or steps that shrink, bring it to zero.
# needs: regret T average
eval rounds
set logscale y
set xlabel "rounds T"
set ylabel "R_T / T"
set key bottom left
set yrange [5e-5:10]
s = data . "/regret.tsv"
plot for [i=1:6] r = word("SGD ADAM_beta1=0 ADAM AMSGRAD AMSGRAD_Reddi ADAGRAD", i) \
    s using "T":(positive(three("problem", "period_3", "rule", r, "variant", "plain", "average"))) \
    with linespoints linetype i pointinterval 3 title (r eq "ADAM_beta1=0" ? "ADAM, β_1 = 0" : r eq "AMSGRAD_Reddi" ? "AMSGRAD (Reddi)" : r), \
    4.0 / 3 with lines linetype 7 linewidth 0.8 title "4/3"
