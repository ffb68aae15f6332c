; Induction step of (42): sigma >= (1-gamma)(m^2 + (eta-gamma) W) gives the same one step later, gamma,
; eta >= 0.
; expect: unsat (its negation has no model: it holds)
(set-logic QF_NRA)
(declare-const sigma Real) (declare-const gamma Real) (declare-const eta Real) (declare-const m Real)
(declare-const n Real) (declare-const W Real)
(assert (and (>= gamma 0) (< gamma 1) (>= eta 0) (>= W 0)))
(assert (>= sigma (* (- 1 gamma) (+ (* m m) (* (- eta gamma) W)))))
(define-fun g () Real (- n (* gamma m)))
(assert (< (+ (* eta sigma) (* g g)) (* (- 1 gamma) (+ (* n n) (* (- eta gamma) (+ (* eta W) (* m m)))))))
(check-sat)
