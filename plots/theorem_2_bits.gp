# title: Theorem 2 against the number of bits
# see: ADAM, 1000 steps: Algorithm 1 with all λ = 0 in its two forms and Eq. (1), each at p bits, against Eq. (1) at 512. All fall as 2^{−p}: the algorithms are one, the difference is rounding alone.
# needs: theorem_2_bits bits difference
set logscale y 2
set format y "2^{%L}"
set xlabel "bits p of every operation"
set ylabel "largest difference of x"
set key top right
s = data . "/theorem_2_bits.tsv"
plot 2 ** (-x + 8) with lines linetype 7 linewidth 0.8 title "2^{8−p}", \
    s using "bits":(one("form", "dual", "difference")) with points linetype 1 pointtype 6 pointsize 2 * dot title "z_t (Algorithm 1)", \
    s using "bits":(one("form", "stable", "difference")) with points linetype 2 pointtype 4 pointsize 1.2 * dot title "z_t + W_t x_{t+1}", \
    s using "bits":(one("form", "direct", "difference")) with points linetype 3 pointsize 0.6 * dot title "x_t (Eq. 1)"
