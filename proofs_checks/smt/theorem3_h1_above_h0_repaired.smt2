; Which holds for q >= 1.
; expect: unsat (its negation has no model: it holds)
(set-logic QF_NRA)
(declare-const q Real) (declare-const x Real) (declare-const c Real)
(assert (>= q 1))
(assert (< (* q (- x c) (- x c)) (* (- x c) (- x c))))
(check-sat)
