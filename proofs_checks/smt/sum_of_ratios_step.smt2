; Induction step of sum b_t/sqrt(b_1 + ... + b_t) <= 2 sqrt(sum): 2 p + b/q <= 2 q for q^2 = p^2 + b.
; expect: unsat (its negation has no model: it holds)
(set-logic QF_NRA)
(declare-const p Real) (declare-const q Real) (declare-const b Real)
(assert (and (>= p 0) (> q 0) (>= b 0) (= (* q q) (+ (* p p) b))))
(assert (> (+ (* 2 p) (/ b q)) (* 2 q)))
(check-sat)
