; Theorem 1 as printed in a group of two with A = a I and lambda1 = 0, s = (3, 4).
; expect: sat (the model is a counterexample)
(set-logic QF_NRA)
(declare-const root Real) (declare-const c Real) (declare-const Y Real) (declare-const u1 Real)
(declare-const u2 Real)
; |A^{-1} s| = 5/A
(define-fun A () Real (* root root))
(define-fun k () Real (ite (<= 5 (* c A)) 0 (- 1 (/ (* c A) 5))))
(define-fun x1 () Real (/ (* k 3) (* 2 A)))
(define-fun x2 () Real (/ (* k 4) (* 2 A)))
(define-fun objective ((v1 Real) (v2 Real) (norm Real)) Real
  (+ (- (* 3 v1)) (- (* 4 v2)) (* c root norm) (* A norm norm)))
(assert (and (= root 2) (>= c 0) (>= Y 0) (= (* Y Y) (+ (* u1 u1) (* u2 u2)))))
(assert (< (objective u1 u2 Y) (objective x1 x2 (/ (* 5 k) (* 2 A)))))
(check-sat)
(get-value (root c Y u1 u2))
