; Appendix B's last line, alpha_T for alpha_{T+1}: x_{T+2} = x_{T+1} - alpha_T m_{T+1}/sqrt(V_{T+1}).
; expect: sat (the model is a counterexample)
(set-logic QF_NRA)
(declare-const m Real) (declare-const root Real) (declare-const alphaT Real) (declare-const alphaN Real)
(declare-const x Real)
(assert (and (> root 0) (> alphaT 0) (> alphaN 0)))
(assert (not (= (- x (/ (* alphaN m) root)) (- x (/ (* alphaT m) root)))))
(check-sat)
(get-value (m root alphaT alphaN x))
