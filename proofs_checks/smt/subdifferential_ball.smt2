; The l2 ball is in it, any dimension: D = zeta.u <= Z U (Cauchy-Schwarz), Z = |zeta| <= 1 give D <= U =
; |u|.
; expect: unsat (its negation has no model: it holds)
(set-logic QF_NRA)
(declare-const D Real) (declare-const Z Real) (declare-const U Real)
(assert (and (>= Z 0) (<= Z 1) (>= U 0) (<= D (* Z U))))
(assert (> D U))
(check-sat)
