; (43) as printed, with >, even when m is not 0.
; expect: sat (the model is a counterexample)
(set-logic QF_NRA)
(declare-const m Real) (declare-const S Real) (declare-const gamma Real)
(assert (and (>= gamma 0) (< gamma 1) (>= S 0) (not (= m 0))))
(assert (not (> (* (- 1 gamma) (+ (* m m) (* (- 1 gamma) S))) (* (- 1 gamma) (- 1 gamma) (+ (* m m) S)))))
(check-sat)
(get-value (m S gamma))
