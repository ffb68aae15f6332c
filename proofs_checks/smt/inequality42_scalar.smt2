; (m - gamma n)^2 >= (1-gamma)(m^2 - gamma n^2) for gamma >= 0.
; expect: unsat (its negation has no model: it holds)
(set-logic QF_NRA)
(declare-const m Real) (declare-const n Real) (declare-const gamma Real)
(assert (>= gamma 0))
(assert (< (* (- m (* gamma n)) (- m (* gamma n))) (* (- 1 gamma) (- (* m m) (* gamma n n)))))
(check-sat)
