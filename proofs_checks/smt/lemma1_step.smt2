; Induction step of Lemma 1 from sqrt(sigma_t) >= u |M_t|, u = 1 - nu: T <= 2 p/u gives T +
; b/sqrt(sigma_t) <= 2 q/u.
; expect: unsat (its negation has no model: it holds)
(set-logic QF_NRA)
(declare-const p Real) (declare-const q Real) (declare-const b Real) (declare-const root Real)
(declare-const u Real) (declare-const T Real)
(assert (and (>= p 0) (> q 0) (>= b 0) (= (* q q) (+ (* p p) b)) (> u 0) (> root 0) (>= root (* u q)) (<= (* u T) (* 2 p))))
(assert (> (* u (+ T (/ b root))) (* 2 q)))
(check-sat)
