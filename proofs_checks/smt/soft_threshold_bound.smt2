; -s x <= z x + lambda1 |x| for s of (9): the linear and the l1 part of the objective (25) are at least
; -s.x.
; expect: unsat (its negation has no model: it holds)
(set-logic QF_NRA)
(define-fun absolute ((a Real)) Real (ite (>= a 0) a (- a)))
; (9)
(define-fun soft ((lambda1 Real) (z Real)) Real
  (ite (<= (absolute z) lambda1) 0 (ite (>= z 0) (- lambda1 z) (- (- lambda1) z))))
(declare-const z Real) (declare-const x Real) (declare-const lambda1 Real)
(assert (>= lambda1 0))
(assert (< (+ (* z x) (* lambda1 (absolute x))) (- (* (soft lambda1 z) x))))
(check-sat)
