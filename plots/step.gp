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
column_format = column ? "%.2f" : "%.4f"
# Right edges of the four columns of numbers, closer together where the formulas need the room.
edge(k) = column ? 5.9 + 0.97 * k + (k > 2 ? 0.15 : 0) : 5.0 + 1.2 * k
set label "formula" at 1, -0.6 left
set label "group 1" at (edge(1) + edge(2)) / 2, -0.6 right
set label "group 2" at (edge(3) + edge(4)) / 2, -0.6 right
set arrow from 0, 0 to 10, 0 nohead linecolor rgb "#444444"
set arrow from 0, 12.5 to 10, 12.5 nohead linecolor rgb "#444444"
set arrow from edge(2) + 0.2, -1.1 to edge(2) + 0.2, 12.5 nohead linecolor rgb "#cccccc"
plot s using (0):($0 + 0.6):(strcol("symbol")) with labels left notitle, \
    s using (1):($0 + 0.6):(strcol("formula")) with labels left textcolor rgb "#555555" notitle, \
    for [k=1:4] s using (edge(k)):($0 + 0.6):(sprintf(column_format, column(sprintf("e%d", k)))) with labels right notitle
