; Corrected Theorem 1, any dimension, group kept: N > c, k = 1 - c/N give -D + c Y + Y^2 >= -(k N/2)^2 +
; |A^{1/2}(x - k A^{-1}s/2)|^2, so x = k A^{-1}s/2 is the one minimiser.
; expect: unsat (its negation has no model: it holds)
(set-logic QF_NRA)
(declare-const N Real) (declare-const Y Real) (declare-const D Real) (declare-const c Real)
(declare-const k Real)
(assert (and (>= N 0) (>= Y 0) (>= c 0) (<= D (* N Y)) (> N c) (= (* k N) (- N c))))
; |A^{1/2}(x - k A^{-1}s/2)|^2 = Y^2 - k D + k^2 N^2/4
(define-fun distance2 () Real (+ (* Y Y) (- (* k D)) (/ (* k k N N) 4)))
(assert (< (+ (- D) (* c Y) (* Y Y)) (- distance2 (/ (* k k N N) 4))))
(check-sat)
