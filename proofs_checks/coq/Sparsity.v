(* Which groups one step deletes (Sections 2.1 and 4.4). One group of d entries, s after the soft threshold (9),
   c = sqrt(d) lambda21, A of Theorem 1. Algorithm 1 deletes the group iff |s| <= c, (6) iff |A^{-1/2}s| <= c.

   In words:
   - where A >= I, (6) deletes every group that Algorithm 1 deletes; where A <= I the reverse;
   - Algorithm 1's step is the step of (6) with lambda21 times |A^{-1/2}s|/|s|, a factor between 1/sqrt(max A) and
     1/sqrt(min A): the strength of its penalty depends on V_t, alpha and lambda2 after all;
   - at equal lambda the l21 penalty deletes every group that the l1 penalty deletes, in Algorithm 1;
   - when all |z_i| are equal lambda1 alone and lambda21 alone give one and the same step of Algorithm 1. *)
Require Import Reals Lra Psatz Lia.
From Assay Require Import Paper Sums Theorem1 Theorem2 Subdifferential Algorithm1Step.
Open Scope R_scope.

(* |A^{-1/2} s| *)
Definition exact_norm (d : nat) (A s : nat -> R) : R := sqrt (Sum d (fun i => s i ^ 2 / A i)).

Lemma exact_norm_between d A s lo hi : 0 < lo -> (forall i, (1 <= i <= d)%nat -> lo <= A i <= hi) ->
  / hi * Sum d (fun i => s i ^ 2) <= Sum d (fun i => s i ^ 2 / A i) <= / lo * Sum d (fun i => s i ^ 2).
Proof.
  intros Hlo HA. rewrite <- !Sum_scal.
  split; apply Sum_le; intros i Hi; specialize (HA i Hi); unfold Rdiv; rewrite (Rmult_comm (s i ^ 2));
    (apply Rmult_le_compat_r; [apply pow2_ge_0 | apply Rinv_le_contravar; lra]).
Qed.

Theorem Deleted_groups_where_A_at_least_I : forall d A s c,
  (forall i, (1 <= i <= d)%nat -> 1 <= A i) -> norm d s <= c -> exact_norm d A s <= c.
Proof.
  intros d A s c HA H. eapply Rle_trans; [| exact H]. apply sqrt_le_1_alt, Sum_le. intros i Hi. specialize (HA i Hi).
  rewrite <- (Rmult_1_r (s i ^ 2)) at 2. apply Rmult_le_compat_l; [apply pow2_ge_0 |].
  rewrite <- Rinv_1. apply Rinv_le_contravar; lra.
Qed.

Theorem Deleted_groups_where_A_at_most_I : forall d A s c,
  (forall i, (1 <= i <= d)%nat -> 0 < A i <= 1) -> exact_norm d A s <= c -> norm d s <= c.
Proof.
  intros d A s c HA H. eapply Rle_trans; [| exact H]. apply sqrt_le_1_alt, Sum_le. intros i Hi. specialize (HA i Hi).
  rewrite <- (Rmult_1_r (s i ^ 2)) at 1. apply Rmult_le_compat_l; [apply pow2_ge_0 |].
  rewrite <- Rinv_1. apply Rinv_le_contravar; lra.
Qed.

(* line 10 = (8) with c' = c |A^{-1/2}s|/|s| *)
Theorem Algorithm1_step_effective_lambda21 : forall d A s c lo hi,
  0 <= c -> 0 < lo -> (forall i, (1 <= i <= d)%nat -> lo <= A i <= hi) -> norm d s <> 0 ->
  let factor := exact_norm d A s / norm d s in
  (forall i, step d c (fun i => 2 * A i) s i = / (2 * A i) * Rmax (1 - c * factor / exact_norm d A s) 0 * s i) /\
  / sqrt hi <= factor <= / sqrt lo.
Proof.
  intros d A s c lo hi Hc Hlo HA Hs factor.
  assert (Ns := norm_nonneg d s). assert (Qs := norm_square d s). assert (P : 0 < norm d s) by lra.
  destruct (exact_norm_between d A s lo hi Hlo HA) as [B1 B2]. rewrite <- Qs in B1, B2.
  assert (Hhi : lo <= hi).
  { destruct d; [exfalso; apply Hs; unfold norm; simpl; apply sqrt_0 | specialize (HA 1%nat ltac:(lia)); lra]. }
  assert (S1 := sqrt_lt_R0 lo Hlo). assert (S2 := sqrt_lt_R0 hi ltac:(lra)).
  assert (E1 : / sqrt hi * norm d s <= exact_norm d A s).
  { unfold exact_norm. apply Rsqr_incr_0_var; [| apply sqrt_pos]. unfold Rsqr. rewrite sqrt_sqrt.
    - replace (/ sqrt hi * norm d s * (/ sqrt hi * norm d s)) with (/ (sqrt hi * sqrt hi) * (norm d s * norm d s)) by (field; lra).
      rewrite sqrt_sqrt by lra. exact B1.
    - eapply Rle_trans; [| exact B1]. apply Rmult_le_pos; [left; apply Rinv_0_lt_compat; lra | nra]. }
  assert (E2 : exact_norm d A s <= / sqrt lo * norm d s).
  { unfold exact_norm. apply Rsqr_incr_0_var; [| apply Rmult_le_pos; [left; now apply Rinv_0_lt_compat | lra]].
    unfold Rsqr. rewrite sqrt_sqrt.
    - replace (/ sqrt lo * norm d s * (/ sqrt lo * norm d s)) with (/ (sqrt lo * sqrt lo) * (norm d s * norm d s)) by (field; lra).
      rewrite sqrt_sqrt by lra. exact B2.
    - eapply Rle_trans; [| exact B1]. apply Rmult_le_pos; [left; apply Rinv_0_lt_compat; lra | nra]. }
  assert (PE : 0 < exact_norm d A s).
  { eapply Rlt_le_trans; [| exact E1]. apply Rmult_lt_0_compat; [now apply Rinv_0_lt_compat | exact P]. }
  split.
  - intros i. unfold step, factor. replace (c * (exact_norm d A s / norm d s) / exact_norm d A s) with (c / norm d s)
      by (field; lra). reflexivity.
  - unfold factor. split; apply Rmult_le_reg_r with (norm d s); auto; unfold Rdiv; rewrite Rmult_assoc, Rinv_l by lra; lra.
Qed.

(* lambda1 = lambda alone deletes the group iff |z_i| <= lambda for all i; lambda21 = lambda alone iff |z| <= sqrt(d) lambda *)
Theorem L21_deletes_what_L1_deletes : forall d lambda z, 0 <= lambda ->
  (forall i, (1 <= i <= d)%nat -> Rabs (z i) <= lambda) -> norm d z <= sqrt (INR d) * lambda.
Proof.
  intros d lambda z Hl Hz. rewrite <- (sqrt_pow2 lambda Hl), <- sqrt_mult_alt by apply pos_INR.
  apply sqrt_le_1_alt. rewrite <- Sum_const. apply Sum_le; intros i Hi. rewrite <- (pow2_abs (z i)).
  apply pow_incr. split; [apply Rabs_pos | auto].
Qed.

Theorem Equal_entries_lambda1_is_lambda21 : forall d lambda a D z,
  (1 <= d)%nat -> 0 <= lambda -> 0 < a -> (forall i, (1 <= i <= d)%nat -> Rabs (z i) = a) ->
  forall i, (1 <= i <= d)%nat ->
  step d 0 D (fun i => soft lambda (z i)) i = step d (sqrt (INR d) * lambda) D (fun i => soft 0 (z i)) i.
Proof.
  intros d lambda a D z Hd Hl Ha Hz i Hi.
  assert (PD : 0 < sqrt (INR d)) by (apply sqrt_lt_R0, lt_0_INR; lia).
  assert (N : norm d (fun i => soft 0 (z i)) = sqrt (INR d) * a).
  { unfold norm. rewrite (Sum_ext d _ (fun _ => a ^ 2)).
    - rewrite Sum_const, sqrt_mult_alt by apply pos_INR. rewrite sqrt_pow2; lra.
    - intros j Hj. rewrite soft_0, <- (Hz j Hj), pow2_abs. ring. }
  unfold step. rewrite N. replace (sqrt (INR d) * lambda / (sqrt (INR d) * a)) with (lambda / a) by (field; lra).
  replace (1 - 0 / norm d (fun i => soft lambda (z i))) with 1 by (unfold Rdiv; ring). rewrite (Rmax_left 1 0) by lra.
  rewrite soft_0, Rmult_1_r, Rmult_assoc. f_equal. specialize (Hz i Hi). unfold soft, sign. rewrite Hz.
  assert (Q : lambda / a * a = lambda) by (field; lra).
  destruct (Rle_dec a lambda) as [L | L].
  - rewrite Rmax_right; [ring |]. assert (a / a <= lambda / a) by (apply Rmult_le_compat_r; [left; now apply Rinv_0_lt_compat | lra]).
    unfold Rdiv in H at 1. rewrite Rinv_r in H by lra. lra.
  - assert (lambda / a < 1) by (apply Rmult_lt_reg_r with a; [lra | rewrite Q; lra]). rewrite Rmax_left by lra.
    assert (Z : z i = a \/ z i = - a) by (unfold Rabs in Hz; destruct Rcase_abs; lra).
    destruct (Rle_dec 0 (z i)) as [S | S]; destruct Z as [Z | Z]; rewrite Z in S |- *; lra.
Qed.

(* not so for the closed form of Theorem 1: one weight, A = 4, lambda = 1, z = -3: 1/4 from lambda1, 1/8 from lambda21 *)
Theorem Equal_entries_theorem1_refuted :
  ~ (forall d lambda a A z, (1 <= d)%nat -> 0 <= lambda -> 0 < a ->
     (forall i, (1 <= i <= d)%nat -> 0 < A i) -> (forall i, (1 <= i <= d)%nat -> Rabs (z i) = a) ->
     forall i, (1 <= i <= d)%nat ->
     group_solution d z A lambda 0 i = group_solution d z A 0 (sqrt (INR d) * lambda) i).
Proof.
  intros H. specialize (H 1%nat 1 3 (fun _ => 4) (fun _ => -3) ltac:(lia) ltac:(lra) ltac:(lra) ltac:(intros; lra)
    ltac:(intros; rewrite Rabs_left; lra) 1%nat ltac:(lia)).
  assert (S1 : soft 1 (-3) = 2) by (unfold soft, sign; rewrite Rabs_left by lra; repeat destruct Rle_dec; lra).
  unfold group_solution, N, s1 in H. cbn [Sum] in H. rewrite soft_0, S1 in H.
  replace (0 + (- -3) ^ 2 / 4) with ((3 / 2) ^ 2) in H by field. rewrite sqrt_pow2 in H by lra.
  change (INR 1) with 1 in H. rewrite sqrt_1 in H. unfold Rdiv at 1 in H. rewrite Rmult_0_l, Rminus_0_r in H.
  rewrite (Rmax_left 1 0) in H by lra. replace (1 - 1 * 1 / (3 / 2)) with (1 / 3) in H by field.
  rewrite Rmax_left in H by lra. lra.
Qed.
