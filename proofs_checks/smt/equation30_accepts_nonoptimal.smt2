; With the printed set (30) accepts y = 0 although some y has a negative objective, d = 2, s~ = c xi.
; expect: sat (the model is a counterexample)
(set-logic QF_NRA)
(declare-const xi1 Real) (declare-const xi2 Real) (declare-const c Real) (declare-const y1 Real)
(declare-const y2 Real) (declare-const Y Real)
(assert (and (<= (- 1) xi1 1) (<= (- 1) xi2 1) (> c 0) (>= Y 0) (= (* Y Y) (+ (* y1 y1) (* y2 y2)))))
(assert (< (+ (- (* c (+ (* xi1 y1) (* xi2 y2)))) (* c Y) (* Y Y)) 0))
(check-sat)
(get-value (xi1 xi2 c y1 y2 Y))
