; But not the same step of Theorem 1's closed form, one weight, A = root^2.
; expect: sat (the model is a counterexample)
(set-logic QF_NRA)
(define-fun absolute ((a Real)) Real (ite (>= a 0) a (- a)))
; (9)
(define-fun soft ((lambda1 Real) (z Real)) Real
  (ite (<= (absolute z) lambda1) 0 (ite (>= z 0) (- lambda1 z) (- (- lambda1) z))))
(define-fun maximum ((a Real) (b Real)) Real (ite (>= a b) a b))
(declare-const z Real) (declare-const lambda Real) (declare-const root Real)
(assert (and (> lambda 0) (> root 0) (not (= z 0))))
(assert (not (= (soft lambda z) (* (maximum (- 1 (/ (* lambda root) (absolute z))) 0) (- z)))))
(check-sat)
(get-value (z lambda root))
