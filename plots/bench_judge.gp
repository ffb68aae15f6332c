# title: Judging a recording, over its size
# see: assay check on Group Adam of 1000 steps on disk. Left: seconds of the whole command. What does not depend on the size comes first, the scalars of all steps and the groups of the largest values walked in MPFI; then it follows the line, the filter alone, once over all weights. Right: its largest resident memory, which does not grow with the recording.
# needs: ../bench n value threads
s = data . "/../bench.tsv"
v(what) = strcol("what") eq what ? column("value") : NaN
rung(y) = (strstrt(strcol("what"), "judge estimates") == 1 && strstrt(strcol("what") . " ", "T=1000 ") > 0) ? column(y) : NaN
stats s using (v("assay check growth") > 0 ? column("n") : NaN) name "N" nooutput
stats s using (rung("value")) name "FILTER" nooutput
set multiplot layout 1,2
set logscale x
set format x "10^{%L}"
set xlabel "weight-steps"
eval margin(N_min, N_max)
set logscale y
set format y "10^{%L}"
set ylabel "seconds"
set key bottom right
set yrange [0.01:*]
plot s using "n":(column("n") / v("assay check growth")) with linespoints linetype 1 title "assay check", \
    [N_min:N_max] x / FILTER_max with lines linetype 7 dashtype 3 title "filter, once"
unset logscale y
set format y "%h"
set yrange [0:*]
set ylabel "memory, MiB"
plot s using "n":(v("assay check peak memory")) with linespoints linetype 2 notitle
unset multiplot
