; Which gamma < 1 alone does not give.
; expect: sat (the model is a counterexample)
(set-logic QF_NRA)
(declare-const m Real) (declare-const n Real) (declare-const gamma Real)
(assert (< gamma 1))
(assert (< (* (- m (* gamma n)) (- m (* gamma n))) (* (- 1 gamma) (- (* m m) (* gamma n n)))))
(check-sat)
(get-value (m n gamma))
