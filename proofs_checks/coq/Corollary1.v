(* Corollary 1 (Section 3, Appendix D.2), eta = 1, alpha_t = alpha, delta^2 I added to V_t:
   sqrt(V_t) in the update is sqrt(delta^2 + g_1^2 + ... + g_t^2).

   In words, corrected: with convex f_t, 0 <= gamma <= nu < 1, (12) when gamma > 0, |g_t|_oo <= G, |x_star|_oo <= D1,
   |x_t - x_star|_oo <= D2 for t <= T, delta >= 0 with delta^2 + g_{1,i}^2 > 0, and x_{t+1} the minimiser of (6),
     R_T <= d D1 (lambda1 + lambda21 sqrt(r/(2 alpha) + lambda2) + lambda2 D1)
            + d (D2^2/(2 alpha) r + alpha G/(1 - nu)^2 sqrt(T)),   r = sqrt(delta^2 + T G^2).
   The printed (20) has r = sqrt(T) G and delta >= G: its proof, (46) and (47), forgets delta. That is refuted. With
   delta = 0, which Theorem 3' allows, (20) is true as printed but for <= in place of <. *)
Require Import Reals Lra Psatz Lia.
From Assay Require Import Paper Sums Equivalence_1_3_4 Theorem1 Theorem2 Lemma1 Theorem3 Theorem3Printed Rate.
Open Scope R_scope.

(* delta^2 + V_t of (15) with eta = 1, and 0 at t = 0 *)
Definition V_delta (delta : R) (g : sequence) : sequence := fun t k i =>
  match t with O => 0 | _ => delta ^ 2 + V15 1 (fun s => g s k i) t end.
Definition q_delta (alpha delta : R) (g : sequence) : sequence := q_algorithm1 (fun _ => alpha) (V_delta delta g).

Record corollary1_run (L : layout) (T : nat) (lambda1 lambda21 lambda2 gamma nu alpha delta G D1 D2 : R)
    (f : nat -> vector -> R) (g x : sequence) (x_star : vector) : Prop := {
  horizon : (1 <= T)%nat;
  lambdas_nonneg : 0 <= lambda1 /\ 0 <= lambda21 /\ 0 <= lambda2;
  gamma_nu : 0 <= gamma <= nu /\ nu < 1;
  alpha_delta : 0 < alpha /\ 0 <= delta;
  bounds_nonneg : 0 <= G /\ 0 <= D1 /\ 0 <= D2;
  V_positive : forall k i, entry L k i -> 0 < delta ^ 2 + g 1%nat k i ^ 2;
  g_subgradient : forall t, (1 <= t <= T)%nat -> subgradient L (f t) (g t) (x t);
  correlation : 0 < gamma -> condition12 L T (m_13 gamma g) x x_star;
  g_bounded : forall t k i, (1 <= t <= T)%nat -> entry L k i -> Rabs (g t k i) <= G;
  x_star_bounded : forall k i, entry L k i -> Rabs (x_star k i) <= D1;
  distance_bounded : forall t k i, (1 <= t <= T)%nat -> entry L k i -> Rabs (x t k i - x_star k i) <= D2;
  x_update : forall t, (1 <= t < T)%nat ->
    argmin (objective6 L (m_13 gamma g) (q_delta alpha delta g) x
              (fun t => Psi5 L lambda1 lambda21 lambda2 (A_theorem1 lambda2 (q_delta alpha delta g) t)) t) (x (S t))
}.

Section V.
Variables (L : layout) (T : nat) (gamma nu alpha delta G : R) (g : sequence).
Hypothesis gamma_nonneg : 0 <= gamma.
Hypothesis gamma_nu_le : gamma <= nu.
Hypothesis nu_1 : nu < 1.
Hypothesis alpha_pos : 0 < alpha.
Hypothesis V_1_pos : forall k i, entry L k i -> 0 < delta ^ 2 + g 1%nat k i ^ 2.
Hypothesis g_le : forall t k i, (1 <= t <= T)%nat -> entry L k i -> Rabs (g t k i) <= G.
Let q := q_delta alpha delta g.
Let V k i t := V15 1 (fun s => g s k i) t.
Let r := sqrt (delta ^ 2 + INR T * G ^ 2).

Lemma V_step k i t : V k i (S t) = V k i t + g (S t) k i ^ 2.
Proof. unfold V. simpl V15. ring. Qed.

Lemma V_pos k i t : (1 <= t)%nat -> entry L k i -> 0 < delta ^ 2 + V k i t.
Proof.
  intros Ht E. destruct t; [lia |]. clear Ht. induction t.
  - replace (V k i 1) with (g 1%nat k i ^ 2) by (unfold V; simpl; ring). auto.
  - rewrite V_step. generalize (pow2_ge_0 (g (S (S t)) k i)). lra.
Qed.

Lemma W_is k i t : (1 <= t)%nat -> entry L k i -> upto q t k i = sqrt (delta ^ 2 + V k i t) / alpha.
Proof.
  intros Ht E. unfold q, q_delta.
  rewrite (q_algorithm1_rates L t (fun _ => alpha) (V_delta delta g) ltac:(reflexivity) t k i ltac:(lia) E).
  unfold V_delta. destruct t; [lia | reflexivity].
Qed.

Lemma W_positive k i t : (1 <= t)%nat -> entry L k i -> 0 < upto q t k i.
Proof. intros Ht E. rewrite W_is by auto. apply Rdiv_lt_0_compat; auto. now apply sqrt_lt_R0, V_pos. Qed.

Lemma q_nonneg k i t : (1 <= t)%nat -> entry L k i -> 0 <= q t k i.
Proof.
  intros Ht E. destruct t; [lia |]. destruct t.
  - replace (q 1%nat k i) with (upto q 1 k i) by (unfold upto; simpl; ring). left. now apply W_positive.
  - replace (q (S (S t)) k i) with (upto q (S (S t)) k i - upto q (S t) k i) by (unfold upto; rewrite (Sum_S (S t)); ring).
    rewrite !W_is by (auto; lia). unfold Rdiv. rewrite <- Rmult_minus_distr_r.
    apply Rmult_le_pos; [| left; now apply Rinv_0_lt_compat].
    assert (sqrt (delta ^ 2 + V k i (S t)) <= sqrt (delta ^ 2 + V k i (S (S t)))); [| lra].
    apply sqrt_le_1_alt. rewrite (V_step k i (S t)). generalize (pow2_ge_0 (g (S (S t)) k i)). lra.
Qed.

Lemma V_le k i t : (t <= T)%nat -> entry L k i -> V k i t <= INR t * G ^ 2.
Proof.
  intros Ht E. induction t; [unfold V; simpl; lra |]. rewrite V_step, S_INR.
  generalize (IHt ltac:(lia)) (square_le _ _ (g_le (S t) k i ltac:(lia) E)). lra.
Qed.

Lemma W_bounded k i : (1 <= T)%nat -> entry L k i -> upto q T k i <= r / alpha.
Proof.
  intros HT E. rewrite W_is by auto. apply Rmult_le_compat_r; [left; now apply Rinv_0_lt_compat |].
  apply sqrt_le_1_alt. generalize (V_le k i T (le_n T) E). lra.
Qed.

(* adding delta^2 only lowers the dual norms of Lemma 1 *)
Lemma dual_norms_le : Sum T (fun t => dual_norm2 L q (m_13 gamma g) t t) <= 2 * alpha / (1 - nu) * M_norms L gamma g T.
Proof.
  eapply Rle_trans; [| now apply (Lemma1_case1 L T alpha gamma nu g)].
  apply Sum_le; intros t Ht. apply Total_le; intros k i E.
  rewrite W_is by (auto; lia). unfold m_13. change (V15 1 (fun s => g s k i) t) with (V k i t).
  set (b := m13 gamma (fun s => g s k i) t ^ 2). assert (Hb : 0 <= b) by apply pow2_ge_0.
  assert (V0 : 0 <= V k i t) by (apply V15_nonneg; lra).
  destruct (Req_dec (V k i t) 0) as [Z | N].
  + assert (LB := below_case1 gamma 1 gamma (fun s => g s k i) gamma_nonneg (Rle_refl _) ltac:(lra) t eq_refl ltac:(lia)).
    change (V15 1 (fun s => g s k i) t) with (V k i t) in LB. rewrite Z in LB.
    assert (M : b <= M2 gamma (fun s => g s k i) t).
    { destruct t; [lia |]. unfold M2. rewrite Sum_S. fold b. generalize (M2_nonneg gamma (fun s => g s k i) t).
      unfold M2. lra. }
    assert (0 < (1 - gamma) ^ 2) by (apply pow_lt; lra). assert (b = 0) by nra.
    rewrite H0. unfold Rdiv. rewrite !Rmult_0_l. lra.
  + apply Rmult_le_compat_l; auto. apply Rinv_le_contravar.
    * apply Rdiv_lt_0_compat; auto. apply sqrt_lt_R0; lra.
    * apply Rmult_le_compat_r; [left; now apply Rinv_0_lt_compat |]. apply sqrt_le_1_alt.
      generalize (pow2_ge_0 delta). lra.
Qed.
End V.

Theorem Corollary1_corrected : forall L T lambda1 lambda21 lambda2 gamma nu alpha delta G D1 D2 f g x x_star,
  corollary1_run L T lambda1 lambda21 lambda2 gamma nu alpha delta G D1 D2 f g x x_star ->
  regret f x T x_star <=
  bound20 L T lambda1 lambda21 lambda2 nu alpha G D1 D2 (sqrt (delta ^ 2 + INR T * G ^ 2)).
Proof.
  intros L T lambda1 lambda21 lambda2 gamma nu alpha delta G D1 D2 f g x x_star
    [HT [H1 [H21 H2]] [[H0 Hn] Hn1] [Ha Hd] [HG [HD1 HD2]] HV Hf H12 Hg Hx Hxt HU].
  apply (regret_rate L T gamma nu alpha G _ g (q_delta alpha delta g)); auto.
  - apply sqrt_pos.
  - intros t k i Ht E. apply (W_positive L); auto; lia.
  - intros t k i Ht E. apply (q_nonneg L alpha delta g Ha HV k i t); auto; lia.
  - intros k i E. now apply (W_bounded L).
  - now apply dual_norms_le.
Qed.

Theorem Corollary1_delta_0 : forall L T lambda1 lambda21 lambda2 gamma nu alpha G D1 D2 f g x x_star,
  corollary1_run L T lambda1 lambda21 lambda2 gamma nu alpha 0 G D1 D2 f g x x_star ->
  regret f x T x_star <=
  dimension L * D1 * (lambda1 + lambda21 * sqrt (sqrt (INR T) * G / (2 * alpha) + lambda2) + lambda2 * D1) +
  dimension L * G * (D2 ^ 2 / (2 * alpha) + alpha / (1 - nu) ^ 2) * sqrt (INR T).
Proof.
  intros L T lambda1 lambda21 lambda2 gamma nu alpha G D1 D2 f g x x_star H.
  assert (B := Corollary1_corrected _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ H).
  destruct H as [_ _ [_ Hn1] [Ha _] [HG _] _ _ _ _ _ _ _]. rewrite <- bound20_printed by auto.
  replace (sqrt (INR T) * G) with (sqrt (0 ^ 2 + INR T * G ^ 2)); [exact B |].
  rewrite <- (sqrt_pow2 G HG) at 2. rewrite <- sqrt_mult_alt by apply pos_INR. f_equal. ring.
Qed.

(* O(sqrt T): the factor does not depend on T, if G, D1 and D2 do not *)
Theorem Corollary1_rate : forall L T lambda1 lambda21 lambda2 gamma nu alpha G D1 D2 f g x x_star,
  corollary1_run L T lambda1 lambda21 lambda2 gamma nu alpha 0 G D1 D2 f g x x_star ->
  regret f x T x_star <=
  (dimension L * D1 * (lambda1 + lambda21 * sqrt (G / (2 * alpha) + lambda2) + lambda2 * D1) +
   dimension L * G * (D2 ^ 2 / (2 * alpha) + alpha / (1 - nu) ^ 2)) * sqrt (INR T).
Proof.
  intros L T lambda1 lambda21 lambda2 gamma nu alpha G D1 D2 f g x x_star H.
  eapply Rle_trans; [apply (Corollary1_delta_0 _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ H) |].
  destruct H as [HT [H1 [H21 H2]] _ [Ha _] [HG [HD1 _]] _ _ _ _ _ _ _].
  rewrite Rmult_plus_distr_r. apply Rplus_le_compat_r. set (r := sqrt (INR T)).
  assert (R1 : 1 <= r).
  { unfold r. rewrite <- sqrt_1. apply sqrt_le_1_alt. change 1 with (INR 1). now apply le_INR. }
  assert (D0 : 0 <= dimension L) by (apply Total_nonneg; intros; lra).
  assert (C0 : 0 <= G / (2 * alpha)) by (apply Rmult_le_pos; [auto | left; apply Rinv_0_lt_compat; lra]).
  assert (SQ : sqrt (r * G / (2 * alpha) + lambda2) <= sqrt (G / (2 * alpha) + lambda2) * r).
  { rewrite <- (sqrt_pow2 r) at 2 by lra. rewrite <- sqrt_mult_alt by lra. apply sqrt_le_1_alt.
    replace (r * G / (2 * alpha)) with (r * (G / (2 * alpha))) by (field; lra).
    assert (r <= r ^ 2) by nra. assert (1 <= r ^ 2) by nra.
    assert (r * (G / (2 * alpha)) <= r ^ 2 * (G / (2 * alpha))) by now apply Rmult_le_compat_r.
    assert (1 * lambda2 <= r ^ 2 * lambda2) by now apply Rmult_le_compat_r. lra. }
  rewrite !Rmult_assoc. apply Rmult_le_compat_l; auto. apply Rmult_le_compat_l; auto.
  apply (Rmult_le_compat_l lambda21) in SQ; auto.
  assert (lambda1 * 1 <= lambda1 * r) by now apply Rmult_le_compat_l.
  assert (lambda2 * D1 * 1 <= lambda2 * D1 * r) by (apply Rmult_le_compat_l; [now apply Rmult_le_pos | auto]). lra.
Qed.

(* ---- (20) as printed, with delta >= G; <= for the printed < makes it weaker, and it is false still *)

Definition Corollary1_printed : Prop := forall L T lambda1 lambda21 lambda2 gamma nu alpha delta G D1 D2 f g x x_star,
  corollary1_run L T lambda1 lambda21 lambda2 gamma nu alpha delta G D1 D2 f g x x_star -> G <= delta ->
  regret f x T x_star <= bound20 L T lambda1 lambda21 lambda2 nu alpha G D1 D2 (sqrt (INR T) * G).

(* One weight, lambda = gamma = 0, alpha = 1, delta = 10, f_t = |x|, x_1 = 1, T = 4: steps of 1/sqrt(100 + t) <= 1/10, so
   R_4 >= 17/5; (20) says 3. *)
Theorem Corollary1_printed_refuted : ~ Corollary1_printed.
Proof.
  intros H. set (x := fun t => 1 - Sum (t - 1) (fun s => / sqrt (100 + INR s))).
  assert (V : forall t k i, (1 <= t)%nat -> V_delta 10 (scalars (fun _ => 1)) t k i = 100 + INR t).
  { intros t k i Ht. unfold V_delta, scalars. destruct t; [lia |]. clear Ht.
    replace (V15 1 (fun _ => 1) (S t)) with (INR (S t)); [ring |].
    induction t; [simpl; ring |]. change (V15 1 (fun _ => 1) (S (S t))) with (1 * V15 1 (fun _ => 1) (S t) + 1 ^ 2).
    rewrite <- IHt, (S_INR (S t)). ring. }
  assert (I : forall s, (1 <= s)%nat -> 0 < / sqrt (100 + INR s) <= / 10).
  { intros s Hs. assert (P := pos_INR s). split; [apply Rinv_0_lt_compat, sqrt_lt_R0; lra |].
    apply Rinv_le_contravar; [lra |]. rewrite <- (sqrt_pow2 10) at 1 by lra. apply sqrt_le_1_alt. lra. }
  assert (XB : forall t, (1 <= t <= 4)%nat -> 1 - INR (t - 1) / 10 <= x t <= 1).
  { intros t Ht. unfold x. split.
    - assert (Sum (t - 1) (fun s => / sqrt (100 + INR s)) <= INR (t - 1) * / 10); [| lra].
      rewrite <- Sum_const. apply Sum_le; intros s Hs. apply I; lia.
    - assert (0 <= Sum (t - 1) (fun s => / sqrt (100 + INR s))); [| lra].
      apply Sum_nonneg; intros s Hs. generalize (I s ltac:(lia)). lra. }
  assert (XP : forall t, (1 <= t <= 4)%nat -> 0 <= x t <= 1).
  { intros t Ht. specialize (XB t Ht). destruct t as [| [| [| [| [|]]]]]; try lia; simpl in XB; lra. }
  specialize (H one_weight 4%nat 0 0 0 0 0 1 10 1 0 1 (absolute (fun _ => 1)) (scalars (fun _ => 1)) (scalars x) (fun _ _ => 0)).
  assert (B : regret (absolute (fun _ => 1)) (scalars x) 4 (fun _ _ => 0) <= 3).
  { eapply Rle_trans; [apply H; [split |]; try lia; try lra |].
    - intros. unfold scalars. lra.
    - intros t Ht. apply absolute_subgradient; [lra | apply XP; auto].
    - intros. unfold scalars. rewrite Rabs_R1. lra.
    - intros. rewrite Rabs_R0. lra.
    - intros t k i Ht _. unfold scalars. rewrite Rminus_0_r, Rabs_right by (apply Rle_ge, XP; auto). apply XP; auto.
    - intros t Ht. apply (unregularised one_weight _ _ _ (A_theorem1 0 (q_delta 1 10 (scalars (fun _ => 1))))).
      apply (proj2 (Equivalence_1_3_4 one_weight 4 (fun _ => 1) (m_13 0 (scalars (fun _ => 1)))
        (V_delta 10 (scalars (fun _ => 1))) (q_delta 1 10 (scalars (fun _ => 1))) (scalars x)
        ltac:(intros; lra)
        ltac:(intros s k i Hs E; rewrite V by lia; generalize (pos_INR s); lra)
        ltac:(apply q_algorithm1_rates; reflexivity))); [| lia].
      intros s k i Hs _. rewrite V by lia. unfold m_13, scalars, x. destruct s; [lia |].
      replace (S (S s) - 1)%nat with (S s) by lia. replace (S s - 1)%nat with s by lia. rewrite Sum_S.
      simpl m13. field. apply Rgt_not_eq, sqrt_lt_R0. generalize (pos_INR (S s)). lra.
    - unfold bound20, dimension. rewrite Total_one. replace (sqrt (INR 4)) with 2.
      + rewrite Rmult_0_r, Rmult_0_l. lra.
      + replace (INR 4) with (2 ^ 2) by (simpl; ring). symmetry. apply sqrt_pow2; lra. }
  assert (C := XB 1%nat ltac:(lia)). assert (C2 := XB 2%nat ltac:(lia)). assert (C3 := XB 3%nat ltac:(lia)).
  assert (C4 := XB 4%nat ltac:(lia)). unfold regret, absolute, scalars in B. cbn [Sum] in B. rewrite Rabs_R0 in B.
  rewrite !Rabs_right in B by (apply Rle_ge, XP; lia). simpl in C, C2, C3, C4. lra.
Qed.

(* and < for <= is false of the corrected bound too: f = 0, x = 0 *)
Theorem Corollary1_strict_refuted :
  ~ (forall L T lambda1 lambda21 lambda2 gamma nu alpha delta G D1 D2 f g x x_star,
     corollary1_run L T lambda1 lambda21 lambda2 gamma nu alpha delta G D1 D2 f g x x_star ->
     regret f x T x_star <
     bound20 L T lambda1 lambda21 lambda2 nu alpha G D1 D2 (sqrt (delta ^ 2 + INR T * G ^ 2))).
Proof.
  intros H. specialize (H one_weight 1%nat 0 0 0 0 0 1 1 0 0 0 (absolute (fun _ => 0)) (scalars (fun _ => 0))
    (scalars (fun _ => 0)) (fun _ _ => 0)).
  assert (B : regret (absolute (fun _ => 0)) (scalars (fun _ => 0)) 1 (fun _ _ => 0) < 0).
  { eapply Rlt_le_trans; [apply H; split; try lia; try lra |].
    - intros. unfold scalars. lra.
    - intros. apply absolute_subgradient; lra.
    - intros. unfold scalars. rewrite Rabs_R0. lra.
    - intros. rewrite Rabs_R0. lra.
    - intros. unfold scalars. rewrite Rminus_0_r, Rabs_R0. lra.
    - unfold bound20, dimension. rewrite Total_one. unfold Rdiv. rewrite !Rmult_0_r, !Rmult_0_l. simpl. lra. }
  unfold regret, absolute, scalars in B. simpl in B. rewrite Rabs_R0 in B. lra.
Qed.
