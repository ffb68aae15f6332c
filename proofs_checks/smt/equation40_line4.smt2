; (40), line 4, as printed: T = 1, c = 0: h_1^*(-m_1) = m_1^2/(2q) <= 0.
; expect: sat (the model is a counterexample)
(set-logic QF_NRA)
(declare-const m Real) (declare-const q Real)
(assert (>= q 1))
(assert (> (/ (* m m) (* 2 q)) 0))
(check-sat)
(get-value (m q))
