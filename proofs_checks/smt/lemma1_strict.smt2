; (16) as printed, with <, T = 1, gamma = 0.
; expect: sat (the model is a counterexample)
(set-logic QF_NRA)
(declare-const g Real) (declare-const root Real)
(assert (and (>= root 0) (= (* root root) (* g g))))
; m_1^2/sqrt(V_1) = |g_1|
(assert (not (< root (* 2 root))))
(check-sat)
(get-value (g root))
