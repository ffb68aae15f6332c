(* Theorem 2 (Section 2.2, Appendix B): without regularisation Algorithm 1 is Eq. (1).

   In words: when lambda1 = lambda21 = lambda2 = 0, alpha_t > 0, V_0 = 0 and every entry of V_t is positive for
   t >= 1, a sequence x is a run of Algorithm 1 with moments (m_t, V_t) iff it is a run of (1) with them.
   Nothing is asked of m_t and V_t, so this holds for any rule phi_t, psi_t; Theorem2_any_rule spells that out for
   moments that are functions of the past gradients, taken along the run itself.

   The last line of the proof in Appendix B prints alpha_T where alpha_{T+1} belongs (last theorem). *)
Require Import Reals Lra Psatz Lia.
From Assay Require Import Paper Sums Equivalence_1_3_4.
Open Scope R_scope.

(* line 5 telescopes *)
Lemma q_algorithm1_rates L T alpha V : (forall g i, entry L g i -> V 0%nat g i = 0) ->
  rates L T alpha V (q_algorithm1 alpha V).
Proof.
  intros V0 t g i _ E. unfold upto. induction t; [| rewrite Sum_S, IHt; unfold q_algorithm1; ring].
  simpl. rewrite (V0 g i E), sqrt_0. unfold Rdiv. ring.
Qed.

Lemma soft_0 a : soft 0 a = - a.
Proof. unfold soft, sign, Rabs. repeat destruct Rcase_abs; repeat destruct Rle_dec; lra. Qed.

(* (8) with every lambda = 0 is D^{-1} s *)
Lemma equation8_unregularised L D s s_tilde g i : equation8 L 0 D s s_tilde g i = / D g i * s g i.
Proof.
  unfold equation8. replace (sqrt (INR (size L g)) * 0 / group_norm L s_tilde g) with 0 by (unfold Rdiv; ring).
  rewrite Rminus_0_r, Rmax_left by lra. ring.
Qed.

Theorem Theorem2 : forall L T alpha m V x,
  (forall t, (1 <= t <= T)%nat -> 0 < alpha t) ->
  (forall t g i, (1 <= t <= T)%nat -> entry L g i -> 0 < V t g i) ->
  (forall g i, entry L g i -> V 0%nat g i = 0) ->
  (follows_algorithm1 L T 0 0 0 alpha m V x <-> follows_1 L T alpha m V x).
Proof.
  intros L T alpha m V x Ha HV V0. set (q := q_algorithm1 alpha V).
  assert (Hq : rates L T alpha V q) by now apply q_algorithm1_rates.
  rewrite (equation1_iff_dual L T alpha m V q x Ha HV Hq). unfold follows_algorithm1. fold q.
  assert (STEP : forall t g i, (1 <= t <= T)%nat -> entry L g i ->
    (x (S t) g i = / (sqrt (V t g i) / alpha t + 2 * 0) * - z m q x t g i <->
     z m q x t g i + upto q t g i * x (S t) g i = 0)).
  { intros t g i Ht E. rewrite (Hq t g i Ht E), Rmult_0_r, Rplus_0_r.
    assert (W : 0 < sqrt (V t g i) / alpha t) by (apply Rdiv_lt_0_compat; [apply sqrt_lt_R0 |]; auto).
    set (w := sqrt (V t g i) / alpha t) in *. clearbody w. split; intros H.
    - rewrite H. field; lra.
    - apply Rmult_eq_reg_l with w; [| lra]. replace (w * (/ w * - z m q x t g i)) with (- z m q x t g i) by (field; lra).
      lra. }
  split.
  - intros [_ H] t g i Ht E. apply STEP; auto. specialize (H t g i Ht E). cbv zeta in H.
    rewrite equation8_unregularised in H. unfold soft_threshold in H. rewrite soft_0 in H. exact H.
  - intros H. split; [exact V0 |]. intros t g i Ht E. cbv zeta.
    rewrite equation8_unregularised. unfold soft_threshold. rewrite soft_0. apply STEP; auto.
Qed.

(* A rule: m_t = phi_t(g_1..g_t), V_t = psi_t(g_1..g_t), V_0 = 0, with g_t = grad_t(x_t). That phi and psi read
   g_1..g_t only is "phi t g = phi t g' when g and g' agree up to t". *)
Definition causal (L : layout) (phi : nat -> sequence -> vector) : Prop := forall t g g',
  (forall s, (1 <= s <= t)%nat -> same L (g s) (g' s)) -> same L (phi t g) (phi t g').
Definition along (grad : nat -> vector -> vector) (x : sequence) : sequence := fun t => grad t (x t).

Theorem Theorem2_any_rule : forall L T alpha grad phi psi x y,
  (forall t u v, same L u v -> same L (grad t u) (grad t v)) -> causal L phi -> causal L psi ->
  (forall t, (1 <= t <= T)%nat -> 0 < alpha t) ->
  (forall t g k i, (1 <= t <= T)%nat -> entry L k i -> 0 < psi t g k i) ->
  (forall g k i, entry L k i -> psi 0%nat g k i = 0) ->
  same L (x 1%nat) (y 1%nat) ->
  follows_algorithm1 L T 0 0 0 alpha (fun t => phi t (along grad x)) (fun t => psi t (along grad x)) x ->
  follows_1 L T alpha (fun t => phi t (along grad y)) (fun t => psi t (along grad y)) y ->
  forall t, (1 <= t <= S T)%nat -> same L (x t) (y t).
Proof.
  intros L T alpha grad phi psi x y Hg Hphi Hpsi Ha HV V0 X1 Hx Hy.
  apply Theorem2 in Hx; auto.
  assert (K : forall n t, (1 <= t <= n)%nat -> (n <= S T)%nat -> same L (x t) (y t)).
  { induction n; intros t Ht Hn; [lia |].
    destruct (Nat.eq_dec t (S n)) as [-> | N]; [| apply IHn; lia].
    destruct n; [exact X1 |]. intros g i E.
    assert (P : forall s, (1 <= s <= S n)%nat -> same L (along grad x s) (along grad y s))
      by (intros s Hs; apply Hg, IHn; lia).
    rewrite (Hx (S n) g i ltac:(lia) E), (Hy (S n) g i ltac:(lia) E).
    rewrite (IHn (S n) ltac:(lia) ltac:(lia) g i E), (Hphi _ _ _ P g i E), (Hpsi _ _ _ P g i E). reflexivity. }
  intros t Ht. apply (K t); lia.
Qed.

(* Appendix B, last line: x_{T+2} = x_{T+1} - alpha_T m_{T+1}/sqrt(V_{T+1}). With alpha = (1, 1/2), V = 1, m = (1, 1),
   x_1 = 0, Algorithm 1 gives x_2 = -1, x_3 = -3/2; the printed line gives -2. *)
Theorem Theorem2_last_line_refuted :
  ~ (forall L T alpha m V x, (1 <= T)%nat -> (forall t, 0 < alpha t) ->
     (forall t g i, (1 <= t)%nat -> entry L g i -> 0 < V t g i) ->
     follows_algorithm1 L (S T) 0 0 0 alpha m V x ->
     forall g i, entry L g i ->
     x (S (S T)) g i = x (S T) g i - alpha T * m (S T) g i / sqrt (V (S T) g i)).
Proof.
  intros H. set (L := Layout 1 (fun _ => 1%nat)).
  set (alpha := fun t => match t with 2%nat => 1 / 2 | _ => 1 end).
  set (V := fun t _ _ : nat => match t with O => 0 | _ => 1 end).
  set (x := fun t _ _ : nat => match t with 1%nat => 0 | 2%nat => -1 | _ => - (3 / 2) end).
  assert (E : entry L 1 1) by (unfold entry, L; simpl; lia).
  specialize (H L 1%nat alpha (fun _ _ _ => 1) V x).
  assert (A : follows_algorithm1 L 2 0 0 0 alpha (fun _ _ _ => 1) V x).
  { apply Theorem2.
    - intros t Ht. unfold alpha. destruct t as [| [| [|]]]; lra.
    - intros t g i Ht _. unfold V. destruct t; [lia | lra].
    - intros. reflexivity.
    - intros t g i Ht _. unfold alpha, V, x. destruct t as [| [| [|]]]; try lia; rewrite sqrt_1; lra. }
  assert (B : x 3%nat 1%nat 1%nat = x 2%nat 1%nat 1%nat - alpha 1%nat * 1 / sqrt (V 2%nat 1%nat 1%nat)).
  { apply H; auto.
    - intros t. unfold alpha. destruct t as [| [| [|]]]; lra.
    - intros t g i Ht _. unfold V. destruct t; [lia | lra]. }
  unfold x, alpha, V in B. rewrite sqrt_1 in B. lra.
Qed.
