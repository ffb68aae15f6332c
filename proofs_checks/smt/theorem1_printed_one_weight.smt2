; Theorem 1 as printed, (10) with A^{-1}, one weight: some y beats the closed form.
; expect: sat (the model is a counterexample)
(set-logic QF_NRA)
(define-fun absolute ((a Real)) Real (ite (>= a 0) a (- a)))
; (9)
(define-fun soft ((lambda1 Real) (z Real)) Real
  (ite (<= (absolute z) lambda1) 0 (ite (>= z 0) (- lambda1 z) (- (- lambda1) z))))
(define-fun maximum ((a Real) (b Real)) Real (ite (>= a b) a b))
(declare-const root Real) (declare-const z Real) (declare-const y Real) (declare-const lambda1 Real)
(declare-const c Real)
; A = root^2; one weight, c = lambda21
(define-fun A () Real (* root root))
(define-fun s () Real (soft lambda1 z))
; |A^{-1} s|
(define-fun norm () Real (/ (absolute s) A))
(define-fun x () Real (ite (<= norm c) 0 (/ (* (- 1 (/ c norm)) s) (* 2 A))))
(define-fun objective ((v Real)) Real
  (+ (* z v) (* lambda1 (absolute v)) (* c (* root (absolute v))) (* A v v)))
(assert (and (> root 0) (>= lambda1 0) (>= c 0)))
(assert (< (objective y) (objective x)))
(check-sat)
(get-value (root z y lambda1 c))
