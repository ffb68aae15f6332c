; The same with q >= 1 has no counterexample.
; expect: unsat (its negation has no model: it holds)
(set-logic QF_NRA)
(declare-const a Real) (declare-const x Real) (declare-const q Real)
(assert (and (>= q 1)))
(assert (> (* a x) (+ (/ (* q x x) 2) (/ (* a a) 2))))
(check-sat)
