# title: Speed over the number of weights
# see: Group Adam by the dense float32 kernel, d = 16: bytes moved per second over n. The plateau on the left is the cache, the one on the right memory. Threads pay where the dashed line is above; on a machine that others use they wait for each other.
# needs: ../bench n value GB/s
set logscale x
set format x "10^{%L}"
set xlabel "weights n"
set ylabel "GB/s"
set yrange [0:*]
set key bottom left
s = data . "/../bench.tsv"
v(t) = (strcol("what") eq "group_adam dense growth" && column("threads") == t) ? column("GB/s") : NaN
stats s using (strcol("what") eq "group_adam dense growth" ? column("threads") : NaN) name "T" nooutput
plot s using "n":(v(1)) with linespoints linetype 1 title "1 thread", \
    s using "n":(T_max > 1 ? v(T_max) : NaN) with linespoints linetype 2 title (T_max > 1 ? sprintf("%.0f threads", T_max) : "")
