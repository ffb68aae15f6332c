; ADAM's Q_2/alpha_2 = sqrt(V_2)/alpha_2 - sqrt(V_1)/alpha_1 can be negative (bias-corrected V, constant
; alpha).
; expect: sat (the model is a counterexample)
(set-logic QF_NRA)
(declare-const beta2 Real) (declare-const g1 Real) (declare-const g2 Real) (declare-const r1 Real)
(declare-const r2 Real)
(assert (and (> beta2 0) (< beta2 1) (> g1 0) (> g2 0) (>= r1 0) (>= r2 0)))
(assert (= (* r1 r1) (* g1 g1)))
(assert (= (* r2 r2 (+ 1 beta2)) (+ (* beta2 g1 g1) (* g2 g2))))
(assert (< r2 r1))
(check-sat)
(get-value (beta2 g1 g2 r1 r2))
