(* Appendix C, the paper's road to Theorem 3: the strong convexity of h_t, (37), (38), (39), and the chain (40), (41) with its sum
   from t = 1. Theorem 3' does without them.

   In words, with W = sum_{s<=t} Q_s/alpha_s > 0 (Q_s of any sign), Psi_t convex, h_t of the first line of Appendix C, and y(u)
   a minimiser of -u.x + Psi_t(x) + h_t(x), which is the gradient of the conjugate h_t^* at u:
   - h_t is 1-strongly convex in |.|_W, with equality;
   - for the paper's Psi_t with Theorem 1's A_t the supremum is attained, at the corrected closed form;
   - x_{t+1} of (6) is y(-m_{1:t}), (38);
   - |y(u_1) - y(u_2)|_W <= |u_1 - u_2|_{W^{-1}}, (37), stated in squares;
   - h_t^*(u + delta) <= h_t^*(u) + y(u).delta + |delta|^2_{W^{-1}}/2, (39), where h_t^*(u + delta) is the supremum of
     (u + delta).v - Psi_t(v) - h_t(v) over v: the inequality is stated for every v;
   - h_{t+1}^* <= h_t^*, line 1 of (40), where Q_{t+1} >= 0 and Psi_{t+1} >= Psi_t, and for t = 0 where Q_1/alpha_1 >= I;
   - h_T^*(-m_{1:T}) <= -sum_t <m_t, x_t> + sum_{t>=1} |m_t|^2/2, (40), from which (36) gives (14), (41). *)
Require Import Reals Lra Psatz Lia.
From Assay Require Import Paper Sums Equivalence_1_3_4 Theorem1 Theorem3.
Open Scope R_scope.

(* y is the gradient of the conjugate of P + h_t at u *)
Definition conjugate_gradient (L : layout) (q x : sequence) (t : nat) (P : vector -> R) (u y : vector) : Prop :=
  argmin (fun v => - dot L u v + P v + h L q x t v) y.

(* -u as m_{1:t} *)
Definition minus_at_1 (u : vector) : sequence := fun s k i => if Nat.eqb s 1 then - u k i else 0.

Lemma objective4_h L m q x t v : objective4 L m q x t v = dot L (upto m t) v + h L q x t v.
Proof. reflexivity. Qed.

Lemma dot_minus_at_1 L u t v : (1 <= t)%nat -> dot L (upto (minus_at_1 u) t) v = - dot L u v.
Proof.
  intros Ht. unfold dot. replace (- Total L (fun g i => u g i * v g i)) with (Total L (fun g i => (-1) * (u g i * v g i)))
    by (rewrite Total_scal; ring).
  apply Total_ext; intros g i _. unfold upto, minus_at_1. rewrite (Sum_single t _ 1) by
    (lia || (intros j _ N; apply Nat.eqb_neq in N; now rewrite N)). simpl. ring.
Qed.

Lemma conjugate_growth L q x t P u y : (1 <= t)%nat -> convex P -> conjugate_gradient L q x t P u y ->
  forall v, - dot L u y + P y + h L q x t y + Total L (fun g i => upto q t g i / 2 * (v g i - y g i) ^ 2) <=
            - dot L u v + P v + h L q x t v.
Proof.
  intros Ht HP Hy v. assert (G := growth L (minus_at_1 u) q x t P y HP).
  assert (A : argmin (fun u0 => objective4 L (minus_at_1 u) q x t u0 + P u0) y).
  { intros w. rewrite !objective4_h, !dot_minus_at_1 by auto. specialize (Hy w). cbv beta in Hy. lra. }
  specialize (G A v). rewrite !objective4_h, !dot_minus_at_1 in G by auto. lra.
Qed.

Lemma dot_plus L u v w : dot L (fun g i => u g i + v g i) w = dot L u w + dot L v w.
Proof. unfold dot. rewrite <- Total_plus. apply Total_ext; intros g i _. ring. Qed.

(* e.d <= |d|_W^2/2 + |e|^2_{W^{-1}}/2 *)
Lemma Young_total L q t e d : (forall g i, entry L g i -> 0 < upto q t g i) ->
  dot L e d <= Total L (fun g i => upto q t g i / 2 * d g i ^ 2) + / 2 * Total L (fun g i => e g i ^ 2 / upto q t g i).
Proof.
  intros HW. unfold dot. rewrite <- Total_scal, <- Total_plus. apply Total_le; intros g i E. specialize (HW g i E).
  generalize (Young (upto q t g i) (- e g i) (d g i) 0 HW). rewrite Rminus_0_r.
  replace ((- e g i) ^ 2) with (e g i ^ 2) by ring. lra.
Qed.

Theorem Appendix_C_strong_convexity : forall L q x t u v a,
  h L q x t (fun g i => a * u g i + (1 - a) * v g i) =
  a * h L q x t u + (1 - a) * h L q x t v -
  / 2 * a * (1 - a) * Total L (fun g i => upto q t g i * (u g i - v g i) ^ 2).
Proof.
  intros L q x t u v a. assert (S := objective4_segment L (fun _ _ _ => 0) q x t u v a).
  assert (Z : forall w, dot L (upto (fun _ _ _ => 0) t) w = 0).
  { intros w. unfold dot. rewrite (Total_ext L _ (fun _ _ => 0)); [apply Total_0 |]. intros g i _. unfold upto. rewrite Sum_0. ring. }
  rewrite !objective4_h, !Z in S. rewrite (Total_ext L _ (fun g i => / 2 * (upto q t g i * (u g i - v g i) ^ 2))) in S
    by (intros g i _; field). rewrite Total_scal in S. lra.
Qed.

(* the argument of h_t^* is arbitrary: -m_{1:t} of a run whose first moment is -u *)
Theorem Appendix_C_conjugate : forall L lambda1 lambda21 lambda2 q x t u,
  (1 <= t)%nat -> 0 <= lambda1 -> 0 <= lambda21 -> (forall g i, entry L g i -> 0 < A_theorem1 lambda2 q t g i) ->
  conjugate_gradient L q x t (Psi5 L lambda1 lambda21 lambda2 (A_theorem1 lambda2 q t)) u
    (theorem1_corrected L lambda1 lambda21 lambda2 (minus_at_1 u) q x t).
Proof.
  intros L lambda1 lambda21 lambda2 q x t u Ht H1 H21 HA v.
  destruct (Theorem1_corrected L lambda1 lambda21 lambda2 (minus_at_1 u) q x t H1 H21 HA) as [M _].
  specialize (M v). unfold objective6 in M. rewrite !objective4_h, !dot_minus_at_1 in M by auto. cbv beta in M |- *. lra.
Qed.

Theorem Appendix_C_38 : forall L m q x t Psi y,
  argmin (objective6 L m q x Psi t) y <-> conjugate_gradient L q x t (Psi t) (fun g i => - upto m t g i) y.
Proof.
  intros L m q x t Psi y. apply argmin_ext. intros v. unfold objective6. rewrite objective4_h.
  replace (dot L (fun g i => - upto m t g i) v) with (- dot L (upto m t) v); [ring |].
  unfold dot. replace (- Total L (fun g i => upto m t g i * v g i)) with (Total L (fun g i => (-1) * (upto m t g i * v g i)))
    by (rewrite Total_scal; ring). apply Total_ext; intros g i _. ring.
Qed.

Theorem Appendix_C_37 : forall L q x t P u1 u2 y1 y2,
  (1 <= t)%nat -> convex P -> (forall g i, entry L g i -> 0 < upto q t g i) ->
  conjugate_gradient L q x t P u1 y1 -> conjugate_gradient L q x t P u2 y2 ->
  Total L (fun g i => upto q t g i * (y1 g i - y2 g i) ^ 2) <= Total L (fun g i => (u1 g i - u2 g i) ^ 2 / upto q t g i).
Proof.
  intros L q x t P u1 u2 y1 y2 Ht HP HW H1 H2.
  assert (G1 := conjugate_growth L q x t P u1 y1 Ht HP H1 y2). assert (G2 := conjugate_growth L q x t P u2 y2 Ht HP H2 y1).
  assert (Y := Young_total L q t (fun g i => u1 g i - u2 g i) (fun g i => y1 g i - y2 g i) HW). cbv beta in Y.
  assert (D : dot L (fun g i => u1 g i - u2 g i) (fun g i => y1 g i - y2 g i) =
              dot L u1 y1 - dot L u1 y2 - dot L u2 y1 + dot L u2 y2).
  { unfold dot. assert (forall a b c d, a - b - c + d = a + ((-1) * b + ((-1) * c + d))) as -> by (intros; ring).
    rewrite <- !Total_scal, <- !Total_plus. apply Total_ext; intros g i _. ring. }
  rewrite (Total_ext L (fun g i => upto q t g i / 2 * (y2 g i - y1 g i) ^ 2)
             (fun g i => upto q t g i / 2 * (y1 g i - y2 g i) ^ 2)) in G1 by (intros g i _; field).
  assert (E : Total L (fun g i => upto q t g i * (y1 g i - y2 g i) ^ 2) =
              2 * Total L (fun g i => upto q t g i / 2 * (y1 g i - y2 g i) ^ 2)).
  { rewrite <- Total_scal. apply Total_ext; intros g i _. field. }
  lra.
Qed.

Theorem Appendix_C_39 : forall L q x t P u delta y,
  (1 <= t)%nat -> convex P -> (forall g i, entry L g i -> 0 < upto q t g i) ->
  conjugate_gradient L q x t P u y ->
  forall v, dot L (fun g i => u g i + delta g i) v - P v - h L q x t v <=
            (dot L u y - P y - h L q x t y) + dot L delta y + / 2 * Total L (fun g i => delta g i ^ 2 / upto q t g i).
Proof.
  intros L q x t P u delta y Ht HP HW Hy v. rewrite dot_plus.
  assert (G := conjugate_growth L q x t P u y Ht HP Hy v).
  assert (Y := Young_total L q t delta (fun g i => v g i - y g i) HW). cbv beta in Y. rewrite dot_minus in Y. lra.
Qed.

(* ---- (40) and (41) *)

(* Psi_t + h_t, with Psi_0 = 0 and h_0(v) = |v - x_1|^2/2 *)
Definition penalised (L : layout) (q x : sequence) (Psi : nat -> vector -> R) (t : nat) (v : vector) : R :=
  match t with
  | O => / 2 * Total L (fun g i => (v g i - x 1%nat g i) ^ 2)
  | _ => Psi t v + h L q x t v
  end.

(* h_t^*(u) is the supremum of this over v *)
Definition below_conjugate (L : layout) (q x : sequence) (Psi : nat -> vector -> R) (t : nat) (u v : vector) : R :=
  dot L u v - penalised L q x Psi t v.

Definition minus_moments (m : sequence) (t : nat) : vector := fun g i => - upto m t g i.

Lemma h_S L q x t v : h L q x (S t) v = h L q x t v + Total L (fun g i => q (S t) g i / 2 * (v g i - x (S t) g i) ^ 2).
Proof. unfold h. now rewrite Sum_S. Qed.

Theorem Appendix_C_40_line_1 : forall L q x Psi t u v,
  (t = 0%nat -> (forall g i, entry L g i -> 1 <= q 1%nat g i) /\ 0 <= Psi 1%nat v) ->
  ((1 <= t)%nat -> (forall g i, entry L g i -> 0 <= q (S t) g i) /\ Psi t v <= Psi (S t) v) ->
  below_conjugate L q x Psi (S t) u v <= below_conjugate L q x Psi t u v.
Proof.
  intros L q x Psi t u v H0 H1. unfold below_conjugate, penalised. rewrite h_S.
  destruct t as [| t].
  - destruct (H0 eq_refl) as [Q P]. unfold h. simpl Sum. rewrite <- Total_scal.
    assert (Total L (fun g i => / 2 * (v g i - x 1%nat g i) ^ 2) <= Total L (fun g i => q 1%nat g i / 2 * (v g i - x 1%nat g i) ^ 2)).
    { apply Total_le; intros g i E. apply Rmult_le_compat_r; [apply pow2_ge_0 |]. specialize (Q g i E). lra. }
    lra.
  - destruct (H1 ltac:(lia)) as [Q P].
    assert (0 <= Total L (fun g i => q (S (S t)) g i / 2 * (v g i - x (S (S t)) g i) ^ 2)).
    { apply Total_nonneg; intros g i E. apply Rmult_le_pos; [specialize (Q g i E); lra | apply pow2_ge_0]. }
    lra.
Qed.

Lemma dot_minus_moments_S L m t v : dot L (minus_moments m (S t)) v = dot L (minus_moments m t) v - dot L (m (S t)) v.
Proof.
  unfold dot, minus_moments, Rminus. rewrite <- (Rmult_1_l (Total L (fun g i => m (S t) g i * v g i))), Ropp_mult_distr_l.
  rewrite <- Total_scal, <- Total_plus. apply Total_ext; intros g i _. unfold upto. rewrite Sum_S. ring.
Qed.

(* lines 2 and 3: (39) at -m_{1:t}, whose gradient is x_{t+1} by (38) *)
Lemma Appendix_C_40_line_3 L T m q x Psi t v : (t < T)%nat ->
  (forall s g i, (1 <= s <= T)%nat -> entry L g i -> 0 < upto q s g i) ->
  (forall s, (1 <= s < T)%nat -> convex (Psi s)) ->
  (forall s, (1 <= s < T)%nat -> argmin (objective6 L m q x Psi s) (x (S s))) ->
  below_conjugate L q x Psi t (minus_moments m (S t)) v <=
  below_conjugate L q x Psi t (minus_moments m t) (x (S t)) - dot L (m (S t)) (x (S t)) + / 2 * dual_norm2_printed L q m (S t).
Proof.
  intros Ht HW HC HU. unfold below_conjugate. destruct t as [| t].
  - unfold penalised, dual_norm2_printed. rewrite dot_minus_moments_S.
    assert (Z : forall w, dot L (minus_moments m 0) w = 0).
    { intros w. unfold dot. rewrite (Total_ext L _ (fun _ _ => 0)); [apply Total_0 |]. intros g i _. unfold minus_moments, upto. simpl. ring. }
    rewrite !Z, (Total_ext L (fun g i => (x 1%nat g i - x 1%nat g i) ^ 2) (fun _ _ => 0)), Total_0 by (intros g i _; ring).
    assert (0 <= Total L (fun g i => / 2 * (v g i - x 1%nat g i + m 1%nat g i) ^ 2)).
    { apply Total_nonneg; intros g i _. generalize (pow2_ge_0 (v g i - x 1%nat g i + m 1%nat g i)). lra. }
    assert (E : Total L (fun g i => / 2 * (v g i - x 1%nat g i + m 1%nat g i) ^ 2) =
                / 2 * Total L (fun g i => (v g i - x 1%nat g i) ^ 2) + (dot L (m 1%nat) v - dot L (m 1%nat) (x 1%nat)) +
                / 2 * Total L (fun g i => m 1%nat g i ^ 2)).
    { rewrite <- dot_minus. unfold dot. rewrite <- !Total_scal, <- !Total_plus. apply Total_ext; intros g i _. field. }
    lra.
  - assert (G : conjugate_gradient L q x (S t) (Psi (S t)) (minus_moments m (S t)) (x (S (S t)))).
    { apply Appendix_C_38, HU. lia. }
    assert (B := Appendix_C_39 L q x (S t) (Psi (S t)) (minus_moments m (S t)) (fun g i => - m (S (S t)) g i) (x (S (S t)))
      ltac:(lia) (HC (S t) ltac:(lia)) (fun g i E => HW (S t) g i ltac:(lia) E) G v).
    rewrite dot_plus in B. unfold penalised, dual_norm2_printed, dual_norm2. rewrite dot_minus_moments_S.
    assert (N : forall w, dot L (fun g i => - m (S (S t)) g i) w = - dot L (m (S (S t))) w).
    { intros w. unfold dot. replace (- Total L (fun g i => m (S (S t)) g i * w g i))
        with (Total L (fun g i => (-1) * (m (S (S t)) g i * w g i))) by (rewrite Total_scal; ring).
      apply Total_ext; intros g i _. ring. }
    rewrite !N in B.
    rewrite (Total_ext L (fun g i => (- m (S (S t)) g i) ^ 2 / upto q (S t) g i) (fun g i => m (S (S t)) g i ^ 2 / upto q (S t) g i)) in B
      by (intros g i _; unfold Rdiv; ring).
    lra.
Qed.

Theorem Appendix_C_40 : forall L T m q x Psi,
  (forall g i, entry L g i -> 1 <= q 1%nat g i) ->
  (forall t g i, (2 <= t <= T)%nat -> entry L g i -> 0 <= q t g i) ->
  (forall t, (1 <= t < T)%nat -> convex (Psi t)) ->
  (forall t u, (1 <= t < T)%nat -> Psi t u <= Psi (S t) u) ->
  (forall u, 0 <= Psi 1%nat u) ->
  (forall t, (1 <= t < T)%nat -> argmin (objective6 L m q x Psi t) (x (S t))) ->
  forall v, below_conjugate L q x Psi T (minus_moments m T) v <=
            - Sum T (fun t => dot L (m t) (x t)) + / 2 * Sum T (dual_norm2_printed L q m).
Proof.
  intros L T m q x Psi Q1 Q HC Hmono HN HU.
  assert (W : forall t g i, (1 <= t <= T)%nat -> entry L g i -> 0 < upto q t g i).
  { intros t g i Ht E. enough (1 <= upto q t g i) by lra. unfold upto. induction t; [lia |]. rewrite Sum_S.
    destruct t; [simpl; generalize (Q1 g i E); lra |]. specialize (IHt ltac:(lia)). generalize (Q (S (S t)) g i ltac:(lia) E). lra. }
  enough (H : forall n, (n <= T)%nat -> forall v, below_conjugate L q x Psi n (minus_moments m n) v <=
              - Sum n (fun t => dot L (m t) (x t)) + / 2 * Sum n (dual_norm2_printed L q m)) by (apply H; lia).
  induction n; intros Hn v.
  - unfold below_conjugate, penalised. simpl Sum.
    assert (dot L (minus_moments m 0) v = 0) as ->.
    { unfold dot. rewrite (Total_ext L _ (fun _ _ => 0)); [apply Total_0 |]. intros g i _. unfold minus_moments, upto. simpl. ring. }
    assert (0 <= Total L (fun g i => (v g i - x 1%nat g i) ^ 2)) by (apply Total_nonneg; intros; apply pow2_ge_0). lra.
  - rewrite !Sum_S.
    assert (L1 := Appendix_C_40_line_1 L q x Psi n (minus_moments m (S n)) v
      (fun _ => conj Q1 (HN v)) (fun H => conj (fun g i E => Q (S n) g i ltac:(lia) E) (Hmono n v ltac:(lia)))).
    assert (L3 := Appendix_C_40_line_3 L T m q x Psi n v ltac:(lia) W HC HU).
    specialize (IHn ltac:(lia) (x (S n))). lra.
Qed.

(* (36) with the supremum taken at x_star, and (40): (14) under Theorem3_corrected's hypotheses, by the paper's road *)
Theorem Appendix_C_41 : forall L T gamma f g m q x Psi x_star,
  (1 <= T)%nat ->
  (forall t, (1 <= t <= T)%nat -> subgradient L (f t) (g t) (x t)) ->
  0 <= gamma ->
  follows_13 L T gamma g m ->
  (0 < gamma -> condition12 L T m x x_star) ->
  (forall k i, entry L k i -> 1 <= q 1%nat k i) ->
  (forall t k i, (2 <= t <= T)%nat -> entry L k i -> 0 <= q t k i) ->
  (forall t, (1 <= t < T)%nat -> convex (Psi t)) ->
  (forall t u, (1 <= t < T)%nat -> Psi t u <= Psi (S t) u) ->
  (forall u, 0 <= Psi 1%nat u) ->
  (forall t, (1 <= t < T)%nat -> argmin (objective6 L m q x Psi t) (x (S t))) ->
  regret f x T x_star <=
    Sum T (fun t => dot L (m t) (x t)) + below_conjugate L q x Psi T (minus_moments m T) x_star + Psi T x_star + h L q x T x_star /\
  regret f x T x_star <= Psi T x_star + h L q x T x_star + / 2 * Sum T (dual_norm2_printed L q m).
Proof.
  intros L T gamma f g m q x Psi x_star HT Hf H0 HM H12 Q1 Q HC Hmono HN HU.
  assert (R := regret_of_moments L T gamma f g m x x_star Hf H0 HM H12).
  assert (B := Appendix_C_40 L T m q x Psi Q1 Q HC Hmono HN HU x_star).
  assert (E : Sum T (fun t => dot L (m t) (fun k i => x t k i - x_star k i)) =
              Sum T (fun t => dot L (m t) (x t)) + dot L (minus_moments m T) x_star).
  { unfold dot at 3. unfold minus_moments, upto.
    rewrite (Total_ext L (fun g0 i => - Sum T (fun s => m s g0 i) * x_star g0 i) (fun g0 i => Sum T (fun s => (-1) * (m s g0 i * x_star g0 i))))
      by (intros g0 i _; rewrite Sum_scal, (Sum_ext T (fun s => m s g0 i * x_star g0 i) (fun s => x_star g0 i * m s g0 i)) by (intros; ring);
          rewrite Sum_scal; ring).
    rewrite <- (Sum_Total L T (fun s g0 i => (-1) * (m s g0 i * x_star g0 i))), <- Sum_plus.
    apply Sum_ext; intros t _. rewrite dot_minus, Total_scal. unfold dot. ring. }
  destruct T as [| n]; [lia |]. unfold below_conjugate, penalised in *. split; lra.
Qed.
