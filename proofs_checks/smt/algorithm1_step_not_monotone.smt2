; Algorithm 1's step in a group of two with 2A = diag(1, D): the inner product of the steps' and the s'
; differences is negative.
; expect: sat (the model is a counterexample)
(set-logic QF_NRA)
(declare-const D Real) (declare-const c Real) (declare-const s1 Real) (declare-const s2 Real)
(declare-const n Real) (declare-const t1 Real)
(assert (and (> D 1) (> c 0) (> n c) (= (* n n) (+ (* s1 s1) (* s2 s2)))))
; s' = (t1, 0) with |s'| = c is deleted
(assert (= t1 c))
(define-fun k () Real (- 1 (/ c n)))
(define-fun x1 () Real (* k s1))
(define-fun x2 () Real (/ (* k s2) D))
(assert (< (+ (* x1 (- s1 t1)) (* x2 s2)) 0))
(check-sat)
(get-value (D c s1 s2 n t1))
