; One more entry in Cauchy-Schwarz: S^2 <= A B gives (S + p q)^2 <= (A + p^2)(B + q^2); by induction s.x
; <= |A^{-1/2}s| |A^{1/2}x| in any dimension.
; expect: unsat (its negation has no model: it holds)
(set-logic QF_NRA)
(declare-const S Real) (declare-const A Real) (declare-const B Real) (declare-const p Real)
(declare-const q Real)
(assert (and (>= A 0) (>= B 0) (<= (* S S) (* A B))))
(assert (> (* (+ S (* p q)) (+ S (* p q))) (* (+ A (* p p)) (+ B (* q q)))))
(check-sat)
