# What all figures share. draw.sh sets: data (folder of the tables), column (1: half-column size).
# Colours are Okabe and Ito's; each comes with its own dash and point, so that grey print and colour-blind eyes lose
# nothing. Line types 1..8 keep their meaning inside a figure only.
set encoding utf8
set datafile separator "\t"
set datafile columnheaders
set datafile missing NaN
set datafile commentschars "#"

set linetype 1 linecolor rgb "#0072b2" dashtype 1          pointtype 7  linewidth 1.8
set linetype 2 linecolor rgb "#d55e00" dashtype (10,4)     pointtype 5  linewidth 1.8
set linetype 3 linecolor rgb "#009e73" dashtype (3,3)      pointtype 9  linewidth 1.8
set linetype 4 linecolor rgb "#cc79a7" dashtype (12,3,3,3) pointtype 13 linewidth 1.8
set linetype 5 linecolor rgb "#e69f00" dashtype (6,3)      pointtype 11 linewidth 1.8
set linetype 6 linecolor rgb "#56b4e9" dashtype (2,4)      pointtype 4  linewidth 1.8
set linetype 7 linecolor rgb "#000000" dashtype 1          pointtype 2  linewidth 1.2
set linetype 8 linecolor rgb "#666666" dashtype (14,3,2,3,2,3) pointtype 6 linewidth 1.5
set linetype cycle 8

set border 3 linecolor rgb "#444444" linewidth 0.8
set tics nomirror textcolor rgb "#222222"
set grid linecolor rgb "#dddddd" linewidth 0.5 dashtype 1
set key samplen (column ? 2.2 : 3) spacing 1.1 noopaque Left reverse
dot = column ? 0.5 : 0.7
set pointsize dot
set errorbars small
set format y "%h"
set autoscale xfix

# Axes of counts T and t, and of feature rates.
rounds = "set logscale x; set format x '10^{%L}'; set mxtics 10"
rates = "set logscale x; set xtics (0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1)"
# On a logarithmic axis, the range of the numbers that stats has put into NAME_min and NAME_max, and a margin for their points.
margin(low, high) = sprintf("set xrange [%g:%g]", low / (high / low) ** 0.04, high * (high / low) ** 0.04)

# The value of column y where the words of columns a (and b, c) are these, else nothing: one series of a long table.
one(a, u, y) = strcol(a) eq u ? column(y) : NaN
two(a, u, b, v, y) = (strcol(a) eq u && strcol(b) eq v) ? column(y) : NaN
three(a, u, b, v, c, w, y) = (strcol(a) eq u && strcol(b) eq v && strcol(c) eq w) ? column(y) : NaN
positive(v) = v > 0 ? v : NaN
