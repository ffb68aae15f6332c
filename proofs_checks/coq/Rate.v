(* What Corollaries 1 and 2 share (Appendix D.2): the three terms of Theorem 3' under bounds on g_t, x_star and
   x_t - x_star, when Q_t >= 0 and W_T = sum_{s<=T} Q_s/alpha_s <= r/alpha. (46), (47) and (48) with r in place of sqrt(T) G. *)
Require Import Reals Lra Psatz Lia.
From Assay Require Import Paper Sums Lemma1 Penalty Theorem3.
Open Scope R_scope.

(* m_t of (13), as a sequence *)
Definition m_13 (gamma : R) (g : sequence) : sequence := fun t k i => m13 gamma (fun s => g s k i) t.

(* the right side of (20), r in place of sqrt(T) G in its first two terms *)
Definition bound20 (L : layout) (T : nat) (lambda1 lambda21 lambda2 nu alpha G D1 D2 r : R) : R :=
  dimension L * D1 * (lambda1 + lambda21 * sqrt (r / (2 * alpha) + lambda2) + lambda2 * D1) +
  dimension L * (D2 ^ 2 / (2 * alpha) * r + alpha * G / (1 - nu) ^ 2 * sqrt (INR T)).

Lemma square_le a b : Rabs a <= b -> a ^ 2 <= b ^ 2.
Proof. intros H. rewrite <- (pow2_abs a). apply pow_incr. split; [apply Rabs_pos | auto]. Qed.

Lemma m_13_follows L T gamma g : follows_13 L T gamma g (m_13 gamma g).
Proof.
  split; [reflexivity |]. intros t k i Ht _. destruct t; [lia |]. replace (S t - 1)%nat with t by lia. reflexivity.
Qed.

Section Rate.
Variables (L : layout) (T : nat) (gamma nu alpha G r : R) (g q : sequence).
Hypothesis horizon : (1 <= T)%nat.
Hypothesis gamma_nonneg : 0 <= gamma.
Hypothesis gamma_nu_le : gamma <= nu.
Hypothesis nu_1 : nu < 1.
Hypothesis alpha_pos : 0 < alpha.
Hypothesis G_nonneg : 0 <= G.
Hypothesis r_nonneg : 0 <= r.
Hypothesis W_pos : forall t k i, (1 <= t <= T)%nat -> entry L k i -> 0 < upto q t k i.
Hypothesis q_nonneg : forall t k i, (1 <= t <= T)%nat -> entry L k i -> 0 <= q t k i.
Hypothesis W_le : forall k i, entry L k i -> upto q T k i <= r / alpha.
Hypothesis g_le : forall t k i, (1 <= t <= T)%nat -> entry L k i -> Rabs (g t k i) <= G.

(* (46) *)
Lemma Psi_le lambda1 lambda21 lambda2 D1 x_star :
  0 <= lambda1 -> 0 <= lambda21 -> 0 <= lambda2 -> 0 <= D1 -> (forall k i, entry L k i -> Rabs (x_star k i) <= D1) ->
  Psi5 L lambda1 lambda21 lambda2 (A_theorem1 lambda2 q T) x_star <=
  dimension L * D1 * (lambda1 + lambda21 * sqrt (r / (2 * alpha) + lambda2) + lambda2 * D1).
Proof.
  intros H1 H21 H2 HD HX. set (B := r / (2 * alpha) + lambda2).
  assert (HB : 0 <= B).
  { unfold B. assert (0 <= r / (2 * alpha)); [| lra]. apply Rmult_le_pos; [exact r_nonneg |].
    left. apply Rinv_0_lt_compat; lra. }
  rewrite Psi5_groups. unfold dimension, Total. rewrite Rmult_assoc, Rmult_comm, <- Sum_scal.
  apply Sum_le; intros k Hk. rewrite Sum_const, Rmult_1_r. set (n := INR (size L k)). assert (Hn : 0 <= n) by apply pos_INR.
  assert (S1 : Sum (size L k) (fun i => Rabs (x_star k i)) <= n * D1).
  { unfold n. rewrite <- Sum_const. apply Sum_le; intros i Hi. apply HX. now split. }
  assert (S2 : Sum (size L k) (fun i => x_star k i ^ 2) <= n * D1 ^ 2).
  { unfold n. rewrite <- Sum_const. apply Sum_le; intros i Hi. apply square_le, HX. now split. }
  assert (S3 : sqrt (Sum (size L k) (fun i => A_theorem1 lambda2 q T k i * x_star k i ^ 2)) <= sqrt n * (sqrt B * D1)).
  { rewrite <- (sqrt_pow2 D1) by auto. rewrite <- !sqrt_mult_alt by auto. apply sqrt_le_1_alt.
    unfold n. rewrite <- Sum_const. apply Sum_le; intros i Hi. assert (E : entry L k i) by now split.
    apply Rmult_le_compat; [| apply pow2_ge_0 | | now apply square_le, HX].
    - unfold A_theorem1. generalize (W_pos T k i ltac:(lia) E). lra.
    - unfold A_theorem1, B. generalize (W_le k i E). replace (r / (2 * alpha)) with (r / alpha / 2) by (field; lra). lra. }
  assert (B1 : lambda1 * Sum (size L k) (fun i => Rabs (x_star k i)) <= lambda1 * (n * D1)) by now apply Rmult_le_compat_l.
  assert (B2 : lambda2 * Sum (size L k) (fun i => x_star k i ^ 2) <= lambda2 * (n * D1 ^ 2)) by now apply Rmult_le_compat_l.
  assert (C : 0 <= lambda21 * sqrt n) by (apply Rmult_le_pos; [auto | apply sqrt_pos]).
  assert (B3 := Rmult_le_compat_l _ _ _ C S3).
  replace (lambda21 * sqrt n * (sqrt n * (sqrt B * D1))) with (lambda21 * (sqrt n * sqrt n) * (sqrt B * D1)) in B3 by ring.
  rewrite sqrt_sqrt in B3 by auto. lra.
Qed.

(* (47) *)
Lemma h_le D2 x x_star :
  (forall t k i, (1 <= t <= T)%nat -> entry L k i -> Rabs (x t k i - x_star k i) <= D2) ->
  h L q x T x_star <= dimension L * (D2 ^ 2 / (2 * alpha) * r).
Proof.
  intros HD. unfold h. rewrite Sum_Total. apply Total_const_le; intros k i E.
  apply Rle_trans with (Sum T (fun t => D2 ^ 2 / 2 * q t k i)).
  - apply Sum_le; intros t Ht. generalize (square_le _ _ (HD t k i Ht E)) (q_nonneg t k i Ht E).
    replace ((x_star k i - x t k i) ^ 2) with ((x t k i - x_star k i) ^ 2) by ring.
    replace (D2 ^ 2 / 2 * q t k i) with (q t k i / 2 * D2 ^ 2) by field. intros. apply Rmult_le_compat_l; lra.
  - rewrite Sum_scal. change (Sum T (fun t => q t k i)) with (upto q T k i).
    replace (D2 ^ 2 / (2 * alpha) * r) with (D2 ^ 2 / 2 * (r / alpha)) by (field; lra).
    apply Rmult_le_compat_l; [generalize (pow2_ge_0 D2); lra | now apply W_le].
Qed.

Lemma m_le k i t : (t <= T)%nat -> entry L k i -> Rabs (m13 gamma (fun s => g s k i) t) <= G / (1 - nu).
Proof.
  intros Ht E. assert (P : 0 <= G / (1 - nu)) by (apply Rmult_le_pos; [auto | left; apply Rinv_0_lt_compat; lra]).
  assert (K : G / (1 - nu) * (1 - nu) = G) by (field; lra).
  induction t; [simpl; rewrite Rabs_R0; auto |].
  change (m13 gamma (fun s => g s k i) (S t)) with (gamma * m13 gamma (fun s => g s k i) t + g (S t) k i).
  eapply Rle_trans; [apply Rabs_triang |]. rewrite Rabs_mult, (Rabs_right gamma) by lra.
  specialize (IHt ltac:(lia)). generalize (g_le (S t) k i ltac:(lia) E).
  assert (gamma * Rabs (m13 gamma (fun s => g s k i) t) <= nu * (G / (1 - nu))).
  { apply Rle_trans with (gamma * (G / (1 - nu))); [now apply Rmult_le_compat_l | now apply Rmult_le_compat_r]. }
  lra.
Qed.

(* (48) *)
Lemma M_norms_le : M_norms L gamma g T <= dimension L * (G / (1 - nu) * sqrt (INR T)).
Proof.
  apply Total_const_le; intros k i E.
  assert (P : 0 <= G / (1 - nu)) by (apply Rmult_le_pos; [auto | left; apply Rinv_0_lt_compat; lra]).
  rewrite <- (sqrt_pow2 (G / (1 - nu))) by auto. rewrite <- sqrt_mult_alt by apply pow2_ge_0.
  apply sqrt_le_1_alt. rewrite Rmult_comm, <- Sum_const. apply Sum_le; intros s Hs. apply square_le, m_le; [lia | auto].
Qed.

Lemma regret_rate lambda1 lambda21 lambda2 D1 D2 f x x_star :
  0 <= lambda1 -> 0 <= lambda21 -> 0 <= lambda2 -> 0 <= D1 ->
  (forall t, (1 <= t <= T)%nat -> subgradient L (f t) (g t) (x t)) ->
  (0 < gamma -> condition12 L T (m_13 gamma g) x x_star) ->
  (forall k i, entry L k i -> Rabs (x_star k i) <= D1) ->
  (forall t k i, (1 <= t <= T)%nat -> entry L k i -> Rabs (x t k i - x_star k i) <= D2) ->
  (forall t, (1 <= t < T)%nat ->
    argmin (objective6 L (m_13 gamma g) q x (fun t => Psi5 L lambda1 lambda21 lambda2 (A_theorem1 lambda2 q t)) t) (x (S t))) ->
  Sum T (fun t => dual_norm2 L q (m_13 gamma g) t t) <= 2 * alpha / (1 - nu) * M_norms L gamma g T ->
  regret f x T x_star <= bound20 L T lambda1 lambda21 lambda2 nu alpha G D1 D2 r.
Proof.
  intros H1 H21 H2 HD1 Hf H12 Hx Hxt HU HM.
  assert (R := Theorem3_prime_lasso L T gamma lambda1 lambda21 lambda2 f g (m_13 gamma g) q x
    (A_theorem1 lambda2 q) x_star horizon H1 H21 H2 Hf gamma_nonneg (m_13_follows L T gamma g) H12 W_pos).
  cbv zeta in R. eapply Rle_trans; [apply R; clear R; auto |].
  - intros t k i Ht E. unfold A_theorem1. generalize (W_pos t k i ltac:(lia) E). lra.
  - right. intros t k i Ht E. unfold A_theorem1, upto. rewrite Sum_S. generalize (q_nonneg (S t) k i ltac:(lia) E). lra.
  - unfold bound20. assert (P := Psi_le lambda1 lambda21 lambda2 D1 x_star H1 H21 H2 HD1 Hx).
    assert (Q := h_le D2 x x_star Hxt). assert (M := M_norms_le).
    assert (C : 0 <= 2 * alpha / (1 - nu)) by (apply Rmult_le_pos; [lra | left; apply Rinv_0_lt_compat; lra]).
    apply (Rmult_le_compat_l _ _ _ C) in M.
    replace (2 * alpha / (1 - nu) * (dimension L * (G / (1 - nu) * sqrt (INR T)))) with
      (2 * (dimension L * (alpha * G / (1 - nu) ^ 2 * sqrt (INR T)))) in M by (field; lra).
    lra.
Qed.
End Rate.

(* r = sqrt(T) G gives (20) and (21) *)
Lemma bound20_printed L T lambda1 lambda21 lambda2 nu alpha G D1 D2 : nu < 1 -> 0 < alpha ->
  bound20 L T lambda1 lambda21 lambda2 nu alpha G D1 D2 (sqrt (INR T) * G) =
  dimension L * D1 * (lambda1 + lambda21 * sqrt (sqrt (INR T) * G / (2 * alpha) + lambda2) + lambda2 * D1) +
  dimension L * G * (D2 ^ 2 / (2 * alpha) + alpha / (1 - nu) ^ 2) * sqrt (INR T).
Proof. intros Hn Ha. unfold bound20. field. split; lra. Qed.
