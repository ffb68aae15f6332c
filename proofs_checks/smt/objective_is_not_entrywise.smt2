; (26): the sum over entries of Phi(x_i) is not the group's Phi(x), A = I, d = 2.
; expect: sat (the model is a counterexample)
(set-logic QF_NRA)
(declare-const x1 Real) (declare-const x2 Real) (declare-const n Real) (declare-const c Real)
(define-fun absolute ((a Real)) Real (ite (>= a 0) a (- a)))
(assert (and (> c 0) (>= n 0) (= (* n n) (+ (* x1 x1) (* x2 x2)))))
(assert (not (= (* c (+ (absolute x1) (absolute x2))) (* c n))))
(check-sat)
(get-value (x1 x2 n c))
