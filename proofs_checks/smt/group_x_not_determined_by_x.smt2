; (m, W) and (k m, k W) are one update (1), but one step of Algorithm 1 with lambda1 > 0 from them
; differs.
; expect: sat (the model is a counterexample)
(set-logic QF_NRA)
(define-fun absolute ((a Real)) Real (ite (>= a 0) a (- a)))
; (9)
(define-fun soft ((lambda1 Real) (z Real)) Real
  (ite (<= (absolute z) lambda1) 0 (ite (>= z 0) (- lambda1 z) (- (- lambda1) z))))
(declare-const m Real) (declare-const W Real) (declare-const k Real) (declare-const x Real)
(declare-const lambda1 Real)
(assert (and (> W 0) (> k 0) (> lambda1 0)))
(define-fun next ((f Real)) Real (/ (soft lambda1 (- (* f m) (* f W x))) (* f W)))
(assert (not (= (next 1) (next k))))
(check-sat)
(get-value (m W k x lambda1))
