; With equality at x = k s, k >= 0.
; expect: unsat (its negation has no model: it holds)
(set-logic QF_NRA)
(define-fun absolute ((a Real)) Real (ite (>= a 0) a (- a)))
; (9)
(define-fun soft ((lambda1 Real) (z Real)) Real
  (ite (<= (absolute z) lambda1) 0 (ite (>= z 0) (- lambda1 z) (- (- lambda1) z))))
(declare-const z Real) (declare-const k Real) (declare-const lambda1 Real)
(define-fun x () Real (* k (soft lambda1 z)))
(assert (and (>= lambda1 0) (>= k 0)))
(assert (not (= (+ (* z x) (* lambda1 (absolute x))) (- (* (soft lambda1 z) x)))))
(check-sat)
