; With eps_t - eps_{t-1} added to Q_t an untouched weight stays: z_2 = -(eps_1 x_1) - (eps_2 - eps_1) x_2,
; x_3 = -z_2/eps_2.
; expect: unsat (its negation has no model: it holds)
(set-logic QF_NRA)
(declare-const e1 Real) (declare-const e2 Real) (declare-const x1 Real)
(assert (and (> e1 0) (> e2 0)))
(define-fun x2 () Real (/ (* e1 x1) e1))
(define-fun z2 () Real (- (- (* e1 x1)) (* (- e2 e1) x2)))
(assert (not (= (/ (- z2) e2) x1)))
(check-sat)
