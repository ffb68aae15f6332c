# title: One float32 step of the fast kernels
# see: Error of x after one step of Group Adam, in units in the last place of the terms of z before they cancel. Every zero is where the reference has it. The larger λ₂₁, the more weights the norm's own rounding reaches.
# needs: ulp unit share
set xlabel "error, units in the last place of the uncancelled terms"
set ylabel "share of the weights"
set format y "%.0f %%"
set xrange [-2:2]
set key top right
s = data . "/ulp.tsv"
v(l) = strcol("norm") eq "s" && abs(column("lambda21") - l) < 1e-9 ? 100 * column("share") : NaN
plot s using "unit":(v(0)) with histeps linetype 1 title "λ_{21} = 0", \
    s using "unit":(v(0.3)) with histeps linetype 2 title "λ_{21} = 0.3", \
    s using "unit":(v(1)) with histeps linetype 3 title "λ_{21} = 1"
