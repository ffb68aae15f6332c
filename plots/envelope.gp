# title: The rounding envelope against the true error
# see: float32 Group Adam by the fast kernels, judged step by step from the implied state. Left: the error in units of the envelope E does not drift. E allows every order of evaluation and library roots of seven roundings; these kernels use a twentieth of it. Right: E and the error relative to |x*|, half of the weights below each line.
# needs: envelope t ratio_median ratio_99 ratio_max width_median error_median
s = data . "/envelope.tsv"
set multiplot layout 1,2
eval rounds
set logscale y
set xlabel "step t"
set ylabel "|x − x*| / E"
set yrange [0.003:2]
set key at graph 0.98, 0.85 right
plot 1 with lines linetype 7 notitle, \
    s using "t":"ratio_max" with linespoints linetype 2 title "largest", \
    s using "t":"ratio_99" with linespoints linetype 5 title "99 %", \
    s using "t":"ratio_median" with linespoints linetype 1 title "median"
set autoscale y
set format y "10^{%L}"
set ylabel "relative to |x*|, median"
set key at graph 0.03, 0.97 left
plot s using "t":"width_median" with linespoints linetype 3 title "E", \
    s using "t":"error_median" with linespoints linetype 1 title "|x − x*|", \
    2 ** -24 with lines linetype 7 dashtype 3 title "2^{−24}"
unset multiplot
