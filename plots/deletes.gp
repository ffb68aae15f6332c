# title: Who deletes what the argmin keeps
# see: On the states of a plain ADAM run, the share of groups that each norm deletes wrongly (left) and keeps wrongly (right), against the argmin of (6) at the same λ₂₁. The printed norm deletes up to half of all groups too many, s keeps up to a third too many. The exact norm is the argmin.
# needs: deletes lambda21 wrongly_deleted wrongly_kept
s = data . "/deletes.tsv"
set multiplot layout 1,2
set logscale x
set format x "10^{%L}"
set xlabel "λ_{21}"
set format y "%.0f %%"
set yrange [-2:55]
set key top left
set ylabel "deleted, the argmin keeps"
plot s using "lambda21":(100 * one("norm", "s", "wrongly_deleted")) with linespoints linetype 1 title "‖s‖", \
    s using "lambda21":(100 * one("norm", "printed", "wrongly_deleted")) with linespoints linetype 2 title "‖A^{-1}s‖"
set ylabel "kept, the argmin deletes"
plot s using "lambda21":(100 * one("norm", "s", "wrongly_kept")) with linespoints linetype 1 title "‖s‖", \
    s using "lambda21":(100 * one("norm", "printed", "wrongly_kept")) with linespoints linetype 2 title "‖A^{-1}s‖"
unset multiplot
