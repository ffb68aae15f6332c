# title: ℓ₁ against ℓ₂₁ (Fig. 3)
# see: DCN, Group Adam: features kept at equal λ, with standard deviations. ℓ₂₁ deletes more at every λ. One step explains it: ‖z‖₂ ≤ √d ‖z‖_∞, so whatever ℓ₁ deletes ℓ₂₁ deletes too.
# needs: lasso_mean lambda rate rate_sd
set logscale x
set format x "10^{%L}"
s = data . "/lasso_mean.tsv"
stats s using "lambda" name "L" nooutput
eval margin(L_min, L_max)
set xlabel "λ_1 or λ_{21}"
set ylabel "feature rate"
set yrange [-0.03:1.08]
set key top right
plot s using "lambda":(one("penalty", "l1", "rate")):"rate_sd" with yerrorbars linetype 2 dashtype 1 notitle, \
    s using "lambda":(one("penalty", "l1", "rate")) with linespoints linetype 2 title "ℓ_1", \
    s using "lambda":(one("penalty", "l21", "rate")):"rate_sd" with yerrorbars linetype 1 dashtype 1 notitle, \
    s using "lambda":(one("penalty", "l21", "rate")) with linespoints linetype 1 title "ℓ_{21}"
