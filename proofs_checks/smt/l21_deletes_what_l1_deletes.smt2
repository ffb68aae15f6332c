; |z|_oo <= lambda gives |z|_2 <= lambda sqrt(d), any dimension, by induction: n^2 <= d lambda^2 and |z|
; <= lambda give n^2 + z^2 <= (d+1) lambda^2.
; expect: unsat (its negation has no model: it holds)
(set-logic QF_NRA)
(define-fun absolute ((a Real)) Real (ite (>= a 0) a (- a)))
(declare-const n2 Real) (declare-const d Real) (declare-const z Real) (declare-const lambda Real)
(assert (and (>= lambda 0) (<= n2 (* d lambda lambda)) (<= (absolute z) lambda)))
(assert (> (+ n2 (* z z)) (* (+ d 1) lambda lambda)))
(check-sat)
