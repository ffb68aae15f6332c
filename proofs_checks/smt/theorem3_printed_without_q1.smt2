; (14) at T = 1: f = a |x|, x_1 = c > 0, q = Q_1/alpha_1 > 0: a x > q/2 x^2 + a^2/2.
; expect: sat (the model is a counterexample)
(set-logic QF_NRA)
(declare-const a Real) (declare-const x Real) (declare-const q Real)
(assert (and (> a 0) (> x 0) (> q 0)))
(assert (> (* a x) (+ (/ (* q x x) 2) (/ (* a a) 2))))
(check-sat)
(get-value (a x q))
