; (12) is an assumption: Momentum on f = x^2/2 can overshoot the minimum, <m_1, x_2> < 0.
; expect: sat (the model is a counterexample)
(set-logic QF_NRA)
(declare-const alpha Real) (declare-const x1 Real)
(assert (and (> alpha 0) (> x1 0)))
(assert (< (* x1 (- x1 (* alpha x1))) 0))
(check-sat)
(get-value (alpha x1))
