; The step of Theorem 3', one entry (so any dimension): m x - m^2/(2W) <= m u + W/2 (u - x)^2 for W > 0,
; any u.
; expect: unsat (its negation has no model: it holds)
(set-logic QF_NRA)
(declare-const m Real) (declare-const x Real) (declare-const u Real) (declare-const W Real)
(assert (> W 0))
(assert (> (- (* m x) (/ (* m m) (* 2 W))) (+ (* m u) (* (/ W 2) (- u x) (- u x)))))
(check-sat)
