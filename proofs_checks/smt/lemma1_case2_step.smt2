; Case 2: (1-kappa)(sigma_1 + ... + sigma_t) <= sigma_t is kept when sigma_t <= kappa sigma_{t+1}.
; expect: unsat (its negation has no model: it holds)
(set-logic QF_NRA)
(declare-const kappa Real) (declare-const S Real) (declare-const sigma Real) (declare-const next Real)
(assert (and (<= (* (- 1 kappa) S) sigma) (<= sigma (* kappa next))))
(assert (> (* (- 1 kappa) (+ S next)) next))
(check-sat)
