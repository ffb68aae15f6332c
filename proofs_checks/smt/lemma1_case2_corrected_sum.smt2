; Sum_s kappa^{t-s} sigma_t >= sum_s sigma_s, step: K sigma >= S and kappa sigma' >= sigma give (kappa K +
; 1) sigma' >= S + sigma', K > 0.
; expect: unsat (its negation has no model: it holds)
(set-logic QF_NRA)
(declare-const kappa Real) (declare-const K Real) (declare-const S Real) (declare-const sigma Real)
(declare-const next Real)
(assert (and (>= kappa 0) (> K 0) (>= (* K sigma) S) (>= (* kappa next) sigma)))
(assert (< (+ (* kappa K next) next) (+ S next)))
(check-sat)
