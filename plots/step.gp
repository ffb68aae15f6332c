# title: One step of Group Adam, every number
# see: Second step of Algorithm 2 on two groups of two weights (α = 0.1, β = 0.9, 0.99, λ₁ = 0.2, λ₂₁ = 0.6, λ₂ = 0.5), from 256-bit enclosures. The first group's norm is above c and it is shrunk; the second's is below, and it is deleted.
# needs: step e1 e2 e3 e4
set xrange [0:10]
set yrange [13:-1.2]
unset border
unset tics
unset grid
unset key
s = data . "/step.tsv"
column_format = column ? "%.3f" : "%.4f"
set label "formula" at 1, -0.6 left
set label "group 1" at 6.8, -0.6 center
set label "group 2" at 9.2, -0.6 center
set arrow from 0, 0 to 10, 0 nohead linecolor rgb "#444444"
set arrow from 0, 12.5 to 10, 12.5 nohead linecolor rgb "#444444"
set arrow from 7.75, -1.1 to 7.75, 12.5 nohead linecolor rgb "#cccccc"
plot s using (0):($0 + 0.6):(strcol("symbol")) with labels left notitle, \
    s using (1):($0 + 0.6):(strcol("formula")) with labels left textcolor rgb "#555555" notitle, \
    for [k=1:4] s using (5.0 + 1.2 * k):($0 + 0.6):(sprintf(column_format, column(sprintf("e%d", k)))) with labels right notitle
