; (20) as printed at T = 4: one weight, f = |x|, G = D2 = alpha = 1, r_t = sqrt(delta^2 + t): R_4 > 3.
; expect: sat (the model is a counterexample)
(set-logic QF_NRA)
(declare-const delta Real) (declare-const r1 Real) (declare-const r2 Real) (declare-const r3 Real)
(assert (and (= delta 10) (> r1 0) (> r2 0) (> r3 0)))
(assert (and (= (* r1 r1) (+ (* delta delta) 1)) (= (* r2 r2) (+ (* delta delta) 2)) (= (* r3 r3) (+ (* delta delta) 3))))
(define-fun x2 () Real (- 1 (/ 1 r1)))
(define-fun x3 () Real (- x2 (/ 1 r2)))
(define-fun x4 () Real (- x3 (/ 1 r3)))
(assert (and (> x2 0) (> x3 0) (> x4 0)))
; 1/2 sqrt(4) + sqrt(4) = 3
(assert (> (+ 1 x2 x3 x4) 3))
(check-sat)
(get-value (delta r1 r2 r3))
