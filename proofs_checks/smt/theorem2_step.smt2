; Induction step of Theorem 2, with P = sqrt(V_T)/alpha_T, R = sqrt(V_{T+1})/alpha_{T+1}: z_T = m_T - P
; x_T and x_{T+1} = x_T - m_T/P give the same at T+1.
; expect: unsat (its negation has no model: it holds)
(set-logic QF_NRA)
(declare-const mT Real) (declare-const mN Real) (declare-const P Real) (declare-const R Real)
(declare-const x Real)
(assert (and (> P 0) (> R 0)))
(define-fun zT () Real (- mT (* P x)))
(define-fun xN () Real (- x (/ mT P)))
(define-fun zN () Real (- (+ zT mN) (* (- R P) xN)))
(define-fun xNN () Real (/ (- zN) R))
(assert (not (and (= zN (- mN (* R xN))) (= xNN (- xN (/ mN R))))))
(check-sat)
