# title: Judging a recording, over its size
# see: assay check on Group Adam of 1000 steps on disk, float32. Left: seconds of the whole command. What does not depend on the size comes first: the groups of the largest values in MPFI, and of small recordings the open-loop error. Then it follows the dotted line, which is the fastest walk alone, once over all weights; the three ways of taking β^t are up to three walks. Right: its largest resident memory beside the recording's size: it grows until each thread holds a full window of 16 MiB.
# needs: ../bench n value threads
s = data . "/../bench.tsv"
v(what) = strcol("what") eq what ? column("value") : NaN
walk(y) = (strstrt(strcol("what"), "judge ") == 1 && strstrt(strcol("what") . " ", "T=1000 ") > 0 && strcol("dtype") eq "float32") ? column(y) : NaN
stats s using (v("assay check growth") > 0 ? column("n") : NaN) name "N" nooutput
stats s using (column("n") / v("assay check growth")) name "SECONDS" nooutput
stats s using (walk("value")) name "WALK" nooutput
set multiplot layout 1,2
set logscale xy
set format xy "10^{%L}"
set xlabel "weight-steps"
eval margin(N_min, N_max)
set key top left
set ylabel "seconds"
set yrange [0.01:10 * SECONDS_max]
plot s using "n":(column("n") / v("assay check growth")) with linespoints linetype 1 title "assay check", \
    [N_min:N_max] x / WALK_max with lines linetype 7 dashtype 3 title "one walk"
set ylabel "MiB"
set yrange [0.5:5 * N_max * 8 / 2 ** 20]
plot s using "n":(v("assay check peak memory")) with linespoints linetype 2 title "memory", \
    [N_min:N_max] 8 * x / 2 ** 20 with lines linetype 7 dashtype 3 title "recording"
unset multiplot
