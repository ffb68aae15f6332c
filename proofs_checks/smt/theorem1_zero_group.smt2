; Corrected Theorem 1, any dimension, group deleted: N = |A^{-1/2}s| <= c, Y = |A^{1/2}x|, D = s.x <= N Y
; give -D + c Y + Y^2 >= Y^2, the objective's growth from 0.
; expect: unsat (its negation has no model: it holds)
(set-logic QF_NRA)
(declare-const N Real) (declare-const Y Real) (declare-const D Real) (declare-const c Real)
(assert (and (>= N 0) (>= Y 0) (>= c 0) (<= D (* N Y)) (<= N c)))
(assert (< (+ (- D) (* c Y) (* Y Y)) (* Y Y)))
(check-sat)
