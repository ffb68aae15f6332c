; One more entry in a fused sum of squares: lo E <= a <= hi E, lo <= 1 <= hi, and a result within relative
; u of x^2 + a, lie within (1-u) lo and (1+u) hi of E + x^2.
; expect: unsat (its negation has no model: it holds)
(set-logic QF_NRA)
(declare-const lo Real) (declare-const hi Real) (declare-const E Real) (declare-const a Real)
(declare-const x2 Real) (declare-const u Real) (declare-const r Real)
(assert (and (<= 0 lo) (<= lo 1) (<= 1 hi) (>= E 0) (>= x2 0) (<= 0 u) (< u 1)))
(assert (and (<= (* lo E) a) (<= a (* hi E))))
(assert (and (<= (* (- 1 u) (+ x2 a)) r) (<= r (* (+ 1 u) (+ x2 a)))))
(assert (not (and (<= (* (- 1 u) lo (+ E x2)) r) (<= r (* (+ 1 u) hi (+ E x2))))))
(check-sat)
