; Sum_s kappa^{t-s} sigma_s >= sum_s sigma_s, the reading with sigma_s, t = 2.
; expect: sat (the model is a counterexample)
(set-logic QF_NRA)
(declare-const kappa Real) (declare-const sigma1 Real) (declare-const sigma2 Real)
(assert (and (> kappa 0) (< kappa 1) (> sigma1 0) (>= (* kappa sigma2) sigma1)))
(assert (< (+ (* kappa sigma1) sigma2) (+ sigma1 sigma2)))
(check-sat)
(get-value (kappa sigma1 sigma2))
