; (40) uses h_1 >= h_0: q/2 (x-c)^2 >= 1/2 (x-c)^2 for q = Q_1/alpha_1 > 0.
; expect: sat (the model is a counterexample)
(set-logic QF_NRA)
(declare-const q Real) (declare-const x Real) (declare-const c Real)
(assert (> q 0))
(assert (< (* q (- x c) (- x c)) (* (- x c) (- x c))))
(check-sat)
(get-value (q x c))
