(* The sparse group lasso (5): convex, nonnegative, nondecreasing in A, and a function of the entries alone. What
   Section 3 uses of Psi_t. *)
Require Import Reals Lra Psatz Lia.
From Assay Require Import Paper Sums.
Open Scope R_scope.

Section Norm.
Variables (d : nat) (a : nat -> R).
Hypothesis a_nonneg : forall i, (1 <= i <= d)%nat -> 0 <= a i.

Definition weighted_norm (u : nat -> R) : R := sqrt (Sum d (fun i => a i * u i ^ 2)). (* |A^{1/2} u| *)

Lemma weighted_square_nonneg u : 0 <= Sum d (fun i => a i * u i ^ 2).
Proof. apply Sum_nonneg; intros i Hi. apply Rmult_le_pos; [auto | apply pow2_ge_0]. Qed.

Lemma weighted_Cauchy_Schwarz u v : Sum d (fun i => a i * u i * v i) <= weighted_norm u * weighted_norm v.
Proof.
  assert (H := Cauchy_Schwarz d (fun _ => 1) (fun i => sqrt (a i) * u i) (fun i => sqrt (a i) * v i)
                 ltac:(intros; lra)).
  cbv beta in H. unfold weighted_norm.
  assert (SQ : forall i, (1 <= i <= d)%nat -> sqrt (a i) * sqrt (a i) = a i) by (intros; apply sqrt_sqrt; auto).
  rewrite (Sum_ext d (fun i => a i * u i * v i) (fun i => sqrt (a i) * u i * (sqrt (a i) * v i)))
    by (intros i Hi; rewrite <- (SQ i Hi) at 1; ring).
  rewrite (Sum_ext d (fun i => a i * u i ^ 2) (fun i => (sqrt (a i) * u i) ^ 2 / 1))
    by (intros i Hi; rewrite <- (SQ i Hi) at 1; field).
  rewrite (Sum_ext d (fun i => a i * v i ^ 2) (fun i => 1 * (sqrt (a i) * v i) ^ 2))
    by (intros i Hi; rewrite <- (SQ i Hi) at 1; ring).
  exact H.
Qed.

Lemma weighted_norm_convex u v b : 0 <= b <= 1 ->
  weighted_norm (fun i => b * u i + (1 - b) * v i) <= b * weighted_norm u + (1 - b) * weighted_norm v.
Proof.
  intros Hb. assert (Nu := sqrt_pos (Sum d (fun i => a i * u i ^ 2))).
  assert (Nv := sqrt_pos (Sum d (fun i => a i * v i ^ 2))).
  assert (Qu := sqrt_sqrt _ (weighted_square_nonneg u)). assert (Qv := sqrt_sqrt _ (weighted_square_nonneg v)).
  assert (C := weighted_Cauchy_Schwarz u v). unfold weighted_norm in *.
  set (U := sqrt (Sum d (fun i => a i * u i ^ 2))) in *. set (W := sqrt (Sum d (fun i => a i * v i ^ 2))) in *.
  assert (P : 0 <= b * U + (1 - b) * W) by (apply Rplus_le_le_0_compat; apply Rmult_le_pos; lra).
  rewrite <- (sqrt_pow2 (b * U + (1 - b) * W) P). apply sqrt_le_1_alt.
  rewrite (Sum_ext d _ (fun i => b ^ 2 * (a i * u i ^ 2) + ((2 * b * (1 - b)) * (a i * u i * v i) +
                                 (1 - b) ^ 2 * (a i * v i ^ 2)))) by (intros; ring).
  rewrite !Sum_plus, !Sum_scal, <- Qu, <- Qv.
  assert (K : 2 * b * (1 - b) * Sum d (fun i => a i * u i * v i) <= 2 * b * (1 - b) * (U * W)).
  { apply Rmult_le_compat_l; [| exact C]. apply Rmult_le_pos; lra. }
  lra.
Qed.
End Norm.

Section Psi.
Variables (L : layout) (lambda1 lambda21 lambda2 : R).
Hypothesis lambda1_nonneg : 0 <= lambda1.
Hypothesis lambda21_nonneg : 0 <= lambda21.
Hypothesis lambda2_nonneg : 0 <= lambda2.

Lemma group_factor_nonneg g : 0 <= lambda21 * sqrt (INR (size L g)).
Proof. apply Rmult_le_pos; [auto | apply sqrt_pos]. Qed.

Lemma Psi5_nonneg A u : 0 <= Psi5 L lambda1 lambda21 lambda2 A u.
Proof.
  unfold Psi5. apply Rplus_le_le_0_compat.
  - apply Sum_nonneg; intros g Hg. apply Rplus_le_le_0_compat; apply Rmult_le_pos; auto.
    + apply Sum_nonneg; intros; apply Rabs_pos.
    + apply group_factor_nonneg.
    + apply sqrt_pos.
  - apply Rmult_le_pos; auto. apply Total_nonneg; intros; apply pow2_ge_0.
Qed.

Lemma Psi5_monotone A B u : lambda21 = 0 \/ (forall g i, entry L g i -> A g i <= B g i) ->
  Psi5 L lambda1 lambda21 lambda2 A u <= Psi5 L lambda1 lambda21 lambda2 B u.
Proof.
  intros H. unfold Psi5. apply Rplus_le_compat_r, Sum_le; intros g Hg. apply Rplus_le_compat_l.
  destruct H as [-> | H]; [rewrite !Rmult_0_l; lra |].
  apply Rmult_le_compat_l; [apply group_factor_nonneg |]. apply sqrt_le_1_alt, Sum_le; intros i Hi.
  apply Rmult_le_compat_r; [apply pow2_ge_0 | apply H; now split].
Qed.

Lemma Psi5_same A u v : same L u v -> Psi5 L lambda1 lambda21 lambda2 A u = Psi5 L lambda1 lambda21 lambda2 A v.
Proof.
  intros E. unfold Psi5. f_equal.
  - apply Sum_ext; intros g Hg. f_equal; [| f_equal]; f_equal; apply Sum_ext; intros i Hi; rewrite (E g i); auto; now split.
  - f_equal. apply Total_ext; intros g i Hi. now rewrite (E g i Hi).
Qed.

Lemma Psi5_groups A u : Psi5 L lambda1 lambda21 lambda2 A u = Sum (groups L) (fun g =>
  lambda1 * Sum (size L g) (fun i => Rabs (u g i)) +
  lambda21 * sqrt (INR (size L g)) * sqrt (Sum (size L g) (fun i => A g i * u g i ^ 2)) +
  lambda2 * Sum (size L g) (fun i => u g i ^ 2)).
Proof. unfold Psi5, Total. rewrite <- (Sum_scal (groups L) lambda2), <- Sum_plus. reflexivity. Qed.

Lemma Psi5_convex A : (forall g i, entry L g i -> 0 <= A g i) -> convex (Psi5 L lambda1 lambda21 lambda2 A).
Proof.
  intros HA u v b Hb. rewrite !Psi5_groups, <- !Sum_scal, <- Sum_plus. apply Sum_le; intros g Hg.
  assert (N := weighted_norm_convex (size L g) (A g) ltac:(intros; apply HA; now split) (u g) (v g) b Hb).
  unfold weighted_norm in N.
  assert (C := group_factor_nonneg g).
  apply (Rmult_le_compat_l _ _ _ C) in N.
  assert (AB : lambda1 * Sum (size L g) (fun i => Rabs (b * u g i + (1 - b) * v g i)) <=
               lambda1 * (b * Sum (size L g) (fun i => Rabs (u g i)) + (1 - b) * Sum (size L g) (fun i => Rabs (v g i)))).
  { apply Rmult_le_compat_l; auto. rewrite <- !Sum_scal, <- Sum_plus. apply Sum_le; intros i _.
    eapply Rle_trans; [apply Rabs_triang |]. rewrite !Rabs_mult, (Rabs_right b), (Rabs_right (1 - b)) by lra. lra. }
  assert (SQ : lambda2 * Sum (size L g) (fun i => (b * u g i + (1 - b) * v g i) ^ 2) <=
               lambda2 * (b * Sum (size L g) (fun i => u g i ^ 2) + (1 - b) * Sum (size L g) (fun i => v g i ^ 2))).
  { apply Rmult_le_compat_l; auto. rewrite <- !Sum_scal, <- Sum_plus. apply Sum_le; intros i _.
    assert (0 <= b * (1 - b) * (u g i - v g i) ^ 2) by (apply Rmult_le_pos; [apply Rmult_le_pos; lra | apply pow2_ge_0]). lra. }
  lra.
Qed.
End Psi.
