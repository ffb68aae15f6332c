; Algorithm 3 with lambda21 = 0, eps = 0 takes FTRL's step when 2 lambda2 = lambda2_ftrl + beta/alpha.
; expect: unsat (its negation has no model: it holds)
(set-logic QF_NRA)
(declare-const s Real) (declare-const root Real) (declare-const alpha Real) (declare-const beta Real)
(declare-const l2 Real) (declare-const l2ftrl Real)
(assert (and (> alpha 0) (>= beta 0) (>= l2ftrl 0) (> root 0) (= (* 2 l2) (+ l2ftrl (/ beta alpha)))))
(assert (not (= (/ s (+ (/ root alpha) (* 2 l2))) (/ s (+ (/ (+ beta root) alpha) l2ftrl)))))
(check-sat)
