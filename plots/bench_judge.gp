# title: Judging a recording, over its size
# see: assay check on Group Adam of 1000 steps on disk, three ways of taking the powers of beta: weight-steps a second of the whole command, and its largest resident memory, which does not grow with the recording.
# needs: ../bench n value
s = data . "/../bench.tsv"
v(what) = strcol("what") eq what ? column("value") : NaN
set multiplot layout 1,2
set logscale x
set format x "10^{%L}"
set xlabel "weight-steps"
set ylabel "million weight-steps a second"
set yrange [0:*]
plot s using "n":(v("assay check growth") / 1e6) with linespoints linetype 1 notitle
set ylabel "memory, MiB"
plot s using "n":(v("assay check peak memory")) with linespoints linetype 2 notitle
unset multiplot
