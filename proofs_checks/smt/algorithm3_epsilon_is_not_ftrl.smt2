; With eps > 0, Q_1 = sqrt(g^2 + eps) and not sqrt(g^2 + eps) - sqrt(eps): one unregularised step from x_1
; differs from FTRL's with that accumulator.
; expect: sat (the model is a counterexample)
(set-logic QF_NRA)
(declare-const g Real) (declare-const x Real) (declare-const e Real) (declare-const r Real)
(declare-const alpha Real)
(assert (and (> alpha 0) (> e 0) (> r 0) (= (* r r) (+ (* g g) (* e e)))))
; e = sqrt(eps), r = sqrt(g^2 + eps)
(assert (not (= (/ (- (* (/ r alpha) x) g) (/ r alpha)) (/ (- (* (/ (- r e) alpha) x) g) (/ r alpha)))))
(check-sat)
(get-value (g x e r alpha))
