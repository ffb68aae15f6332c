; What (18) needs of the Euclidean h_0 of Theorem 3: |m_1|^2 <= alpha |m_1| although |g_1| <= delta.
; expect: sat (the model is a counterexample)
(set-logic QF_NRA)
(declare-const alpha Real) (declare-const g Real) (declare-const delta Real)
(assert (and (> alpha 0) (> g 0) (<= g delta)))
(assert (> (* g g) (* alpha g)))
(check-sat)
(get-value (alpha g delta))
