; When every |z_i| is |z|, lambda1 alone and lambda21 alone give the same step of Algorithm 1, any
; dimension.
; expect: unsat (its negation has no model: it holds)
(set-logic QF_NRA)
(define-fun absolute ((a Real)) Real (ite (>= a 0) a (- a)))
; (9)
(define-fun soft ((lambda1 Real) (z Real)) Real
  (ite (<= (absolute z) lambda1) 0 (ite (>= z 0) (- lambda1 z) (- (- lambda1) z))))
(define-fun maximum ((a Real) (b Real)) Real (ite (>= a b) a b))
(declare-const z Real) (declare-const lambda Real) (declare-const D Real)
(assert (and (>= lambda 0) (> D 0) (not (= z 0))))
; |s| = |z| sqrt(d), so sqrt(d) lambda/|s| = lambda/|z|
(assert (not (= (/ (soft lambda z) D) (/ (* (maximum (- 1 (/ lambda (absolute z))) 0) (- z)) D))))
(check-sat)
