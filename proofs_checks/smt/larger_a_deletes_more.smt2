; A >= I: |A^{-1/2}s| <= |s|, so (6) deletes every group that Algorithm 1 deletes; one entry at a time,
; any dimension.
; expect: unsat (its negation has no model: it holds)
(set-logic QF_NRA)
(declare-const exact2 Real) (declare-const plain2 Real) (declare-const s Real) (declare-const A Real)
(assert (and (>= A 1) (<= exact2 plain2)))
(assert (> (+ exact2 (/ (* s s) A)) (+ plain2 (* s s))))
(check-sat)
