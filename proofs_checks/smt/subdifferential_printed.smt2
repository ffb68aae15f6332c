; The printed subdifferential of |y|_2 at 0, d = 2: some zeta with |zeta_i| <= 1 has zeta.u > |u|.
; expect: sat (the model is a counterexample)
(set-logic QF_NRA)
(declare-const zeta1 Real) (declare-const zeta2 Real) (declare-const u1 Real) (declare-const u2 Real)
(declare-const U Real)
(assert (and (<= (- 1) zeta1 1) (<= (- 1) zeta2 1) (>= U 0) (= (* U U) (+ (* u1 u1) (* u2 u2)))))
(assert (> (+ (* zeta1 u1) (* zeta2 u2)) U))
(check-sat)
(get-value (zeta1 zeta2 u1 u2 U))
