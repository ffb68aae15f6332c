; Lemma 2's h_0 in Theorem 3 needs delta^2 + 1 <= delta^2 + g_1^2.
; expect: sat (the model is a counterexample)
(set-logic QF_NRA)
(declare-const delta Real) (declare-const g Real)
(assert (and (> delta 0) (> g 0) (<= g delta)))
(assert (> (+ (* delta delta) 1) (+ (* delta delta) (* g g))))
(check-sat)
(get-value (delta g))
