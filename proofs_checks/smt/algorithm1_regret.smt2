; Algorithm 1's step can lose more than (6) does on one entry: V = 1, alpha = lambda21 = 1, x_1 = 1, f_1 =
; 0, f_2 = a |x - b|: R_2 beats (14) with the paper's A_t = 1/2.
; expect: sat (the model is a counterexample)
(set-logic QF_NRA)
(declare-const root Real) (declare-const a Real) (declare-const b Real)
; A_t = 1/2: root = sqrt(1/2); x_2 = 0 (s = 1, |s| <= 1), x_star = b
(assert (and (> root 0) (= (* 2 root root) 1) (> a 0) (> b 0)))
(define-fun regret () Real (* a b))
(define-fun Psi () Real (* root b))
(define-fun h () Real (/ (* (- b 1) (- b 1)) 2))
(assert (> regret (+ Psi h (/ (* a a) 2))))
(check-sat)
(get-value (root a b))
