# title: Dense kernels at the limit of memory
# see: Group Adam out of memory, by group size: left in GB/s beside STREAM triad, right as a ratio to a loop that moves the same streams and computes nothing, with half the distance of the quartiles. At 1 the arithmetic is free.
# needs: ../bench d value ratio spread GB/s
s = data . "/../bench.tsv"
is(what, type, t) = strcol("what") eq what && strcol("dtype") eq type && column("threads") == t
v(type, y) = is("group_adam dense DRAM", type, 1) ? column(y) : NaN
stats s using (is("STREAM triad", "float32", 1) ? column("GB/s") : NaN) name "TRIAD" nooutput
set multiplot layout 1,2
set logscale x 2
set xrange [0.8:80]
set xlabel "group size d"
set ylabel "GB/s, 1 thread"
set yrange [0:*]
set key bottom left
plot TRIAD_max with lines linetype 7 title "STREAM triad", \
    s using "d":(v("float32", "GB/s")) with linespoints linetype 1 title "float32", \
    s using "d":(v("float64", "GB/s")) with linespoints linetype 2 title "float64"
set ylabel "ratio to the loop without arithmetic"
set yrange [0.5:1.25]
plot 1 with lines linetype 7 notitle, \
    s using "d":(v("float32", "ratio")):(column("spread")) with yerrorbars linetype 1 dashtype 1 title "float32", \
    s using (column("d") * 1.08):(v("float64", "ratio")):(column("spread")) with yerrorbars linetype 2 dashtype 1 title "float64"
unset multiplot
