; Where 2A = 2a I the step is monotone along any two s, t (any dimension): with S = |s|, T = |t|, D = s.t
; <= S T, the product <x(s)-x(t), s-t> >= 0.
; expect: unsat (its negation has no model: it holds)
(set-logic QF_NRA)
(declare-const S Real) (declare-const T Real) (declare-const D Real) (declare-const c Real)
(declare-const k Real) (declare-const l Real)
(assert (and (>= c 0) (> S 0) (> T 0) (<= D (* S T)) (>= D (- (* S T)))))
; k = max(1 - c/S, 0), l = max(1 - c/T, 0)
(assert (ite (<= S c) (= k 0) (= (* k S) (- S c))))
(assert (ite (<= T c) (= l 0) (= (* l T) (- T c))))
(assert (< (+ (* k S S) (- (* (+ k l) D)) (* l T T)) 0))
(check-sat)
