; (17): delta^2 + V_{t-1} >= g_t^2 + eta V_{t-1} for delta >= |g_t|, 0 <= eta <= 1.
; expect: unsat (its negation has no model: it holds)
(set-logic QF_NRA)
(declare-const delta Real) (declare-const V Real) (declare-const g Real) (declare-const eta Real)
(assert (and (<= 0 eta) (<= eta 1) (>= V 0) (>= (* delta delta) (* g g))))
(assert (< (+ (* delta delta) V) (+ (* g g) (* eta V))))
(check-sat)
