; (43) with >= : (1-gamma)(m^2 + (1-gamma) S) >= (1-gamma)^2 (m^2 + S).
; expect: unsat (its negation has no model: it holds)
(set-logic QF_NRA)
(declare-const m Real) (declare-const S Real) (declare-const gamma Real)
(assert (and (>= gamma 0) (< gamma 1) (>= S 0)))
(assert (< (* (- 1 gamma) (+ (* m m) (* (- 1 gamma) S))) (* (- 1 gamma) (- 1 gamma) (+ (* m m) S))))
(check-sat)
