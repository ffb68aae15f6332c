; Algorithm 2 as printed, line 8 not compounding, g = 0, every lambda = 0: x_3 = x_1 eps_1/eps_2 is not
; x_1, which Adam keeps.
; expect: sat (the model is a counterexample)
(set-logic QF_NRA)
(declare-const beta2 Real) (declare-const r1 Real) (declare-const r2 Real) (declare-const eps Real)
(declare-const x Real)
(assert (and (> beta2 0) (< beta2 1) (> eps 0) (> r1 0) (> r2 0)))
(assert (and (= (* r1 r1) (- 1 beta2)) (= (* r2 r2) (- 1 (* beta2 beta2)))))
; z = -(eps_1/alpha) x_1 stays, the denominator is eps_2/alpha
(assert (not (= (/ (* (/ eps r1) x) (/ eps r2)) x)))
(check-sat)
(get-value (beta2 r1 r2 eps x))
