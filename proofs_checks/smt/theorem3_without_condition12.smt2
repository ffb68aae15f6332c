; (14) at T = 2 with Q_1/alpha_1 >= 1, Q_2 >= 0, 0 <= gamma < 1, but (12) violated: (12) cannot be
; dropped.
; expect: sat (the model is a counterexample)
(set-logic QF_NRA)
(declare-const a Real) (declare-const x1 Real) (declare-const gamma Real)
; Momentum, alpha = 1, f = a |x| twice, x_2 < 0
(define-fun m1 () Real a)
(define-fun x2 () Real (- x1 m1))
(define-fun m2 () Real (- (* gamma m1) a))
(assert (and (> a 0) (> x1 0) (< x2 0) (>= gamma 0) (< gamma 1)))
(assert (> (- (* a x1) (* a x2)) (+ (/ (* x1 x1) 2) (/ (* m1 m1) 2) (/ (* m2 m2) 2))))
(check-sat)
(get-value (a x1 gamma))
