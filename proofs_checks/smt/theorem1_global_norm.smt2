; (8) with the norm of the whole s~: two groups of one weight, A = I, s = (3, 1/2); some u2 beats the
; second weight.
; expect: sat (the model is a counterexample)
(set-logic QF_NRA)
(declare-const n Real) (declare-const c Real) (declare-const u2 Real)
(define-fun absolute ((a Real)) Real (ite (>= a 0) a (- a)))
(assert (and (> n 0) (= (* n n) (+ 9 (/ 1 4))) (> c 0) (< c n)))
(define-fun x2 () Real (/ (* (- 1 (/ c n)) (/ 1 2)) 2))
(define-fun objective ((v Real)) Real (+ (- (/ v 2)) (* c (absolute v)) (* v v)))
(assert (< (objective u2) (objective x2)))
(check-sat)
(get-value (n c u2))
