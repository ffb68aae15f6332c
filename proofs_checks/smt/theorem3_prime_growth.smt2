; Growth from a minimiser, any dimension: F(y) <= a Fu + (1-a) F(y) - a(1-a) K for a = e/(e + |K|), e =
; F(y) + K - Fu > 0, is impossible, so F(y) + K <= Fu.
; expect: unsat (its negation has no model: it holds)
(set-logic QF_NRA)
(define-fun absolute ((a Real)) Real (ite (>= a 0) a (- a)))
(declare-const Fy Real) (declare-const Fu Real) (declare-const K Real) (declare-const a Real)
(define-fun e () Real (- (+ Fy K) Fu))
(assert (> e 0))
(assert (= (* a (+ e (absolute K))) e))
(assert (<= Fy (- (+ (* a Fu) (* (- 1 a) Fy)) (* a (- 1 a) K))))
(check-sat)
