; With A_2 < A_1 (Q_2 < 0) the penalty falls: Psi_2(x) < Psi_1(x), one weight.
; expect: sat (the model is a counterexample)
(set-logic QF_NRA)
(declare-const root1 Real) (declare-const root2 Real) (declare-const lambda21 Real) (declare-const x Real)
(assert (and (> root1 0) (> root2 0) (> lambda21 0) (< root2 root1) (> x 0)))
(assert (< (* lambda21 root2 x) (* lambda21 root1 x)))
(check-sat)
(get-value (root1 root2 lambda21 x))
