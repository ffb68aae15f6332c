(* Every theorem under hypotheses, applied once to numbers: its hypotheses can be met, and what it then says is
   something. Regret: Lemmas 1 and 2, Theorem 3, the corollaries, Appendix C. *)
Require Import Reals Lra Psatz Lia.
From Assay Require Import Paper Sums Equivalence_1_3_4 Theorem1 Theorem2 Lemma1 Penalty Theorem3 Theorem3Printed Corollary1 Subdifferential Rate Corollary2 AppendixC NonVacuity_Updates.
Open Scope R_scope.

(* ---- (42) and Lemma 1 *)

Theorem Inequality_42_instance : V15 1 (fun _ => 1) 2 >= 11 / 8.
Proof.
  assert (H := Inequality_42 (1 / 2) 1 (fun _ => 1) 2 ltac:(lra) ltac:(lra) ltac:(lia)). simpl in *. lra.
Qed.

(* gamma = 1/2, eta = 1, g = (1, 1): m = (1, 3/2), V = (1, 2) *)
Theorem Lemma1_case1_instance : 1 + 9 / 4 / sqrt 2 <= 4 * sqrt (13 / 4).
Proof.
  assert (H := Lemma1_case1 one_weight 2 1 (1 / 2) (1 / 2) (constant 1) ltac:(lra) ltac:(lra) ltac:(lra) ltac:(lra)).
  unfold moment_norm2, M_norms, M2 in H. cbn [Sum] in H. rewrite !Total_one in H. unfold constant in H.
  cbn [V15 m13 Sum] in H. replace (1 * 0 + 1 ^ 2) with 1 in H by ring.
  replace (1 * 1 + 1 ^ 2) with 2 in H by ring. rewrite sqrt_1 in H.
  replace (0 + (1 / 2 * 0 + 1) ^ 2 + (1 / 2 * (1 / 2 * 0 + 1) + 1) ^ 2) with (13 / 4) in H by field.
  replace ((1 / 2 * (1 / 2 * 0 + 1) + 1) ^ 2 / (sqrt 2 / 1)) with (9 / 4 / sqrt 2) in H
    by (field; apply Rgt_not_eq, sqrt_lt_R0; lra). lra.
Qed.

(* eta = kappa = nu = 1/2, gamma = 1/4, g = (1, 2): m = (1, 9/4), V = (1, 9/2) *)
Definition growing (t : nat) : R := match t with 1%nat => 1 | _ => 2 end.

Lemma growing_kappa t : (1 <= t <= 2)%nat -> V15 (1 / 2) growing (t - 1) <= 1 / 2 * V15 (1 / 2) growing t.
Proof. intros Ht. destruct t as [| [| [|]]]; try lia; simpl; lra. Qed.

Theorem Lemma1_case2_instance : 1 + 81 / 16 / sqrt (9 / 2) <= 4 * sqrt (97 / 16).
Proof.
  assert (H := Lemma1_case2 one_weight 2 1 (1 / 4) (1 / 2) (1 / 2) (1 / 2) (fun t _ _ => growing t)
    ltac:(lra) ltac:(lra) ltac:(lra) ltac:(lra) ltac:(lra) ltac:(lra)
    ltac:(intros t k i Ht _; now apply growing_kappa)).
  unfold moment_norm2, M_norms, M2 in H. cbn [Sum] in H. rewrite !Total_one in H.
  cbn [V15 m13 Sum growing] in H. replace (1 / 2 * 0 + 1 ^ 2) with 1 in H by field.
  replace (1 / 2 * 1 + 2 ^ 2) with (9 / 2) in H by field. rewrite sqrt_1 in H.
  replace (0 + (1 / 4 * 0 + 1) ^ 2 + (1 / 4 * (1 / 4 * 0 + 1) + 2) ^ 2) with (97 / 16) in H by field.
  replace ((1 / 4 * (1 / 4 * 0 + 1) + 2) ^ 2 / (sqrt (9 / 2) / 1)) with (81 / 16 / sqrt (9 / 2)) in H
    by (field; apply Rgt_not_eq, sqrt_lt_R0; lra). lra.
Qed.

Theorem Lemma1_case2_horizon_instance : (1 - 1 / 2) * 1 ^ 2 <= (1 / 2) ^ 1 * 2 ^ 2.
Proof.
  apply (Lemma1_case2_horizon 2 (1 / 2) (1 / 2) 2 growing); try lia; try lra.
  - intros t Ht. unfold growing. destruct t as [| [|]]; rewrite Rabs_right; lra.
  - intros t Ht. now apply growing_kappa.
Qed.

(* ---- Theorem 3' where (14) fails: Q_2 < 0, f = |x| twice, x = (2, 1): 3 <= 13/4 *)

Theorem Theorem3_prime_instance : 3 <= 13 / 4.
Proof.
  set (q := fun t => match t with 1%nat => 1 | 2%nat => - (1 / 2) | _ => 0 end).
  set (x := fun t => match t with 1%nat => 2 | _ => 1 end).
  set (m := fun t => match t with O => 0 | _ => 1 end).
  assert (H := Theorem3_prime one_weight 2 0 (absolute (fun _ => 1)) (scalars (fun _ => 1)) (scalars m) (scalars q)
    (scalars x) (fun t => Psi5 one_weight 0 0 0 (fun _ _ => 0)) (fun _ _ => 0) ltac:(lia)).
  assert (P : forall u, Psi5 one_weight 0 0 0 (fun _ _ => 0) u = 0).
  { intros u. unfold Psi5. rewrite (Sum_ext _ _ (fun _ => 0)) by (intros; ring). rewrite Sum_0. ring. }
  assert (B : regret (absolute (fun _ => 1)) (scalars x) 2 (fun _ _ => 0) <= 13 / 4).
  { eapply Rle_trans; [apply H; try lra |].
    - intros t Ht. apply absolute_subgradient; [lra |]. unfold x. destruct t as [| [|]]; lra.
    - split; [reflexivity |]. intros t k i Ht _. unfold scalars, m. destruct t; [lia | ring].
    - intros t k i Ht _. unfold upto, scalars, q. destruct t as [| [| [|]]]; try lia; simpl; lra.
    - intros t Ht u v a Ha. rewrite !P. lra.
    - intros t u Ht. rewrite !P. lra.
    - intros u. rewrite P. lra.
    - intros t Ht. assert (t = 1%nat) by lia. subst t.
      apply (unregularised_update m q x 1 (fun _ _ _ => 0)); unfold scalars, m, q, x; simpl; lra.
    - rewrite P. unfold h, dual_norm2. cbn [Sum]. rewrite !Total_one. unfold upto, scalars, m, q, x. simpl. right. field. }
  unfold regret, absolute, scalars, x in B. simpl in B. rewrite Rabs_R0, !Rabs_right in B by lra. lra.
Qed.

(* with a sparse group lasso: lambda1 = lambda21 = 1/4, Q/alpha = (2, 1), f = |x|, x_1 = 1: x_2 = 1/4, 5/4 <= 139/96 *)
Definition q_lasso (t : nat) : R := match t with 1%nat => 2 | _ => 1 end.
Definition x_lasso (t : nat) : R := match t with 1%nat => 1 | _ => 1 / 4 end.
Definition m_lasso (t : nat) : R := match t with O => 0 | _ => 1 end.

Lemma x_lasso_closed_form : same one_weight (scalars x_lasso 2%nat)
  (theorem1_corrected one_weight (1 / 4) (1 / 4) 0 (scalars m_lasso) (scalars q_lasso) (scalars x_lasso) 1).
Proof.
  intros g i [Hg Hi]. simpl in Hg, Hi. assert (g = 1%nat) by lia. assert (i = 1%nat) by lia. subst.
  assert (Z : z (scalars m_lasso) (scalars q_lasso) (scalars x_lasso) 1 1%nat 1%nat = -1)
    by (unfold scalars, m_lasso, q_lasso, x_lasso; simpl; ring).
  assert (W : upto (scalars q_lasso) 1 1%nat 1%nat = 2) by (unfold upto, scalars, q_lasso; simpl; ring).
  assert (S : soft (1 / 4) (-1) = 3 / 4).
  { unfold soft, sign. rewrite Rabs_left by lra. repeat destruct Rle_dec; lra. }
  unfold theorem1_corrected, step8, equation8. rewrite group_norm_1 by reflexivity.
  unfold s_tilde_corrected, soft_threshold, A_theorem1. rewrite Z, W, S.
  change (INR (size one_weight 1)) with 1. replace (2 / 2 + 0) with 1 by field. rewrite sqrt_1, Rabs_right by lra.
  replace (1 - 1 * (1 / 4) / (3 / 4 / 1)) with (2 / 3) by field. rewrite Rmax_left by lra.
  unfold scalars, x_lasso. field.
Qed.

Lemma x_lasso_bound :
  Psi5 one_weight (1 / 4) (1 / 4) 0 (A_theorem1 0 (scalars q_lasso) 2) (fun _ _ => 0) +
  h one_weight (scalars q_lasso) (scalars x_lasso) 2 (fun _ _ => 0) +
  / 2 * Sum 2 (fun t => dual_norm2 one_weight (scalars q_lasso) (scalars m_lasso) t t) = 139 / 96 /\
  regret (absolute (fun _ => 1)) (scalars x_lasso) 2 (fun _ _ => 0) = 5 / 4.
Proof.
  split.
  - unfold Psi5, h, dual_norm2. cbn [groups size one_weight Sum]. rewrite !Total_one.
    unfold A_theorem1, upto, scalars, q_lasso, x_lasso, m_lasso. cbn [Sum]. rewrite Rabs_R0.
    replace (0 + ((0 + 2 + 1) / 2 + 0) * 0 ^ 2) with 0 by field. rewrite sqrt_0. field.
  - unfold regret, absolute, scalars, x_lasso. cbn [Sum]. rewrite Rabs_R0, !Rabs_right by lra. field.
Qed.

Theorem Theorem3_prime_closed_form_instance : 5 / 4 <= 139 / 96.
Proof.
  destruct x_lasso_bound as [<- <-].
  apply (Theorem3_prime_closed_form one_weight 2 0 (1 / 4) (1 / 4) 0 (absolute (fun _ => 1)) (scalars (fun _ => 1)));
    try lia; try lra.
  - intros t Ht. apply absolute_subgradient; [lra |]. unfold x_lasso. destruct t as [| [|]]; lra.
  - split; [reflexivity |]. intros t k i Ht _. unfold scalars, m_lasso. destruct t; [lia | ring].
  - intros t k i Ht _. unfold upto, scalars, q_lasso. destruct t as [| [| [|]]]; try lia; simpl; lra.
  - right. intros t k i Ht _. unfold scalars, q_lasso. destruct t as [| [|]]; lra.
  - intros t Ht. assert (t = 1%nat) by lia. subst t. exact x_lasso_closed_form.
Qed.

Theorem Theorem3_prime_lasso_instance : 5 / 4 <= 139 / 96.
Proof.
  destruct x_lasso_bound as [<- <-].
  apply (Theorem3_prime_lasso one_weight 2 0 (1 / 4) (1 / 4) 0 (absolute (fun _ => 1)) (scalars (fun _ => 1))
    (scalars m_lasso) (scalars q_lasso) (scalars x_lasso) (A_theorem1 0 (scalars q_lasso))); try lia; try lra.
  - intros t Ht. apply absolute_subgradient; [lra |]. unfold x_lasso. destruct t as [| [|]]; lra.
  - split; [reflexivity |]. intros t k i Ht _. unfold scalars, m_lasso. destruct t; [lia | ring].
  - intros t k i Ht _. unfold upto, scalars, q_lasso. destruct t as [| [| [|]]]; try lia; simpl; lra.
  - intros t k i Ht _. unfold A_theorem1, upto, scalars, q_lasso. destruct t as [| [|]]; try lia; simpl; lra.
  - right. intros t k i Ht _. unfold A_theorem1, upto, scalars, q_lasso. destruct t as [| [|]]; try lia; simpl; lra.
  - intros t Ht. assert (t = 1%nat) by lia. subst t. intros u.
    destruct (Theorem1_corrected one_weight (1 / 4) (1 / 4) 0 (scalars m_lasso) (scalars q_lasso) (scalars x_lasso) 1
      ltac:(lra) ltac:(lra)) as [M _].
    { intros g i _. unfold A_theorem1, upto, scalars, q_lasso. simpl. lra. }
    specialize (M u). eapply Rle_trans; [| exact M]. unfold objective6.
    rewrite (objective4_same _ _ _ _ _ _ _ x_lasso_closed_form), (Psi5_same _ _ _ _ _ _ _ x_lasso_closed_form). lra.
Qed.

(* (14): Q/alpha = (1, 1), f = |x|, x = (2, 1): 3 <= 7/2 *)
Theorem Theorem3_corrected_instance : 3 <= 7 / 2.
Proof.
  set (x := fun t => match t with 1%nat => 2 | _ => 1 end).
  assert (P : forall u, Psi5 one_weight 0 0 0 (fun _ _ => 0) u = 0).
  { intros u. unfold Psi5. rewrite (Sum_ext _ _ (fun _ => 0)) by (intros; ring). rewrite Sum_0. ring. }
  assert (B : regret (absolute (fun _ => 1)) (scalars x) 2 (fun _ _ => 0) <= 7 / 2).
  { eapply Rle_trans; [apply (Theorem3_corrected one_weight 2 0 (absolute (fun _ => 1)) (scalars (fun _ => 1))
      (scalars m_lasso) (scalars (fun _ => 1)) (scalars x) (fun t => Psi5 one_weight 0 0 0 (fun _ _ => 0)));
      try lia; try lra |].
    - intros t Ht. apply absolute_subgradient; [lra |]. unfold x. destruct t as [| [|]]; lra.
    - split; [reflexivity |]. intros t k i Ht _. unfold scalars, m_lasso. destruct t; [lia | ring].
    - intros k i _. unfold scalars. lra.
    - intros t k i _ _. unfold scalars. lra.
    - intros t Ht u v a Ha. rewrite !P. lra.
    - intros t u Ht. rewrite !P. lra.
    - intros u. rewrite P. lra.
    - intros t Ht. assert (t = 1%nat) by lia. subst t.
      apply (unregularised_update m_lasso (fun _ => 1) x 1 (fun _ _ _ => 0)); unfold scalars, m_lasso, x; simpl; lra.
    - rewrite P. unfold h, dual_norm2_printed, dual_norm2. cbn [Sum]. rewrite !Total_one.
      unfold upto, scalars, m_lasso, x. simpl. right. field. }
  unfold regret, absolute, scalars, x in B. simpl in B. rewrite Rabs_R0, !Rabs_right in B by lra. lra.
Qed.

(* ---- Corollary 1: g = (a, 0), alpha = root of V_1, so x_2 = x_1 - a; no regularisation, x_star = 0 *)

Lemma corollary1_run_instance a delta alpha x1 : 0 < a -> 0 <= delta -> 0 < alpha -> a <= x1 -> alpha ^ 2 = delta ^ 2 + a ^ 2 ->
  corollary1_run one_weight 2 0 0 0 0 0 alpha delta a 0 x1
    (absolute (fun t => match t with 1%nat => a | _ => 0 end)) (scalars (fun t => match t with 1%nat => a | _ => 0 end))
    (scalars (fun t => match t with 1%nat => x1 | _ => x1 - a end)) (fun _ _ => 0).
Proof.
  intros Ha Hd Hal Hx E. split; try lia; try lra.
  - intros. unfold scalars. nra.
  - intros t Ht. apply absolute_subgradient; destruct t as [| [|]]; lra.
  - intros t k i Ht _. unfold scalars. destruct t as [| [|]]; rewrite Rabs_right; lra.
  - intros. rewrite Rabs_R0. lra.
  - intros t k i Ht _. unfold scalars. rewrite Rabs_right; destruct t as [| [|]]; lra.
  - intros t Ht. assert (t = 1%nat) by lia. subst t. apply (unregularised one_weight _ _ _ (A_theorem1 0 _)).
    assert (W : forall g i, upto (q_delta alpha delta (scalars (fun t => match t with 1%nat => a | _ => 0 end))) 1 g i = 1).
    { intros. unfold upto, q_delta, q_algorithm1, V_delta, scalars. cbn [Sum V15].
      replace (delta ^ 2 + (1 * 0 + a ^ 2)) with (alpha ^ 2) by lra. rewrite sqrt_pow2, sqrt_0 by lra. field. lra. }
    apply argmin4.
    + intros g i _. rewrite W. lra.
    + intros g i _. rewrite W. cbn [z]. unfold upto in W. cbn [Sum] in W. specialize (W g i).
      replace (q_delta alpha delta (scalars (fun t => match t with 1%nat => a | _ => 0 end)) 1%nat g i) with 1 by lra.
      unfold m_13, scalars. simpl m13. ring.
Qed.

Theorem Corollary1_corrected_instance : 12 <= 8 / 5 * sqrt 34 + 15 * sqrt 2.
Proof.
  assert (H := Corollary1_corrected _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _
    (corollary1_run_instance 3 4 5 4 ltac:(lra) ltac:(lra) ltac:(lra) ltac:(lra) ltac:(ring))).
  unfold regret, absolute, scalars, bound20, dimension in H. cbn [Sum] in H.
  rewrite Total_one, Rabs_R0, !Rabs_right in H by lra.
  change (INR 2) with 2 in H. replace (4 ^ 2 + 2 * 3 ^ 2) with 34 in H by ring. lra.
Qed.

Theorem Corollary1_delta_0_instance : 1 <= 3 / 2 * sqrt 2.
Proof.
  assert (H := Corollary1_delta_0 _ _ _ _ _ _ _ _ _ _ _ _ _ _ _
    (corollary1_run_instance 1 0 1 1 ltac:(lra) ltac:(lra) ltac:(lra) ltac:(lra) ltac:(ring))).
  unfold regret, absolute, scalars, dimension in H. cbn [Sum] in H.
  rewrite Total_one, Rabs_R0, !Rabs_right in H by lra. change (INR 2) with 2 in H. lra.
Qed.

(* ---- Lemma 2 and Corollary 2 *)

(* gamma = 1/2, g = (1, 1), delta = root_0 = 2 *)
Theorem Lemma2_case1_instance : 1 / 2 + 9 / 4 / sqrt 5 <= 4 * sqrt (13 / 4).
Proof.
  assert (H := Lemma2_case1 one_weight 2 1 (1 / 2) (1 / 2) 2 2 (constant 1) ltac:(lra) ltac:(lra) ltac:(lra) ltac:(lra)
    ltac:(lra) ltac:(lra) ltac:(intros; unfold constant; rewrite Rabs_R1; lra)).
  unfold lemma2_norm2, M_norms, M2 in H. cbn [Sum] in H. rewrite !Total_one in H. unfold constant in H.
  cbn [V15 m13 Sum] in H. replace (2 ^ 2 + (1 * 0 + 1 ^ 2)) with 5 in H by ring.
  replace (0 + (1 / 2 * 0 + 1) ^ 2 + (1 / 2 * (1 / 2 * 0 + 1) + 1) ^ 2) with (13 / 4) in H by field.
  replace ((1 / 2 * (1 / 2 * 0 + 1) + 1) ^ 2 / (sqrt 5 / 1)) with (9 / 4 / sqrt 5) in H
    by (field; apply Rgt_not_eq, sqrt_lt_R0; lra). lra.
Qed.

(* eta = kappa = nu = 1/2, gamma = 1/4, g = (1, 2), delta = root_0 = 2 *)
Theorem Lemma2_case2_instance : 1 / 2 + 81 / 16 / sqrt 5 <= 4 * sqrt (97 / 16).
Proof.
  assert (H := Lemma2_case2 one_weight 2 1 (1 / 4) (1 / 2) (1 / 2) (1 / 2) 2 2 (fun t _ _ => growing t)
    ltac:(lra) ltac:(lra) ltac:(lra) ltac:(lra) ltac:(lra) ltac:(lra) ltac:(lra) ltac:(lra) ltac:(lra)
    ltac:(intros t k i _ _; unfold growing; destruct t as [| [|]]; rewrite Rabs_right; lra)
    ltac:(intros t k i Ht _; now apply growing_kappa)).
  unfold lemma2_norm2, M_norms, M2 in H. cbn [Sum] in H. rewrite !Total_one in H.
  cbn [V15 m13 Sum growing] in H. replace (2 ^ 2 + (1 / 2 * 0 + 1 ^ 2)) with 5 in H by field.
  replace (0 + (1 / 4 * 0 + 1) ^ 2 + (1 / 4 * (1 / 4 * 0 + 1) + 2) ^ 2) with (97 / 16) in H by field.
  replace ((1 / 4 * (1 / 4 * 0 + 1) + 2) ^ 2 / (sqrt 5 / 1)) with (81 / 16 / sqrt 5) in H
    by (field; apply Rgt_not_eq, sqrt_lt_R0; lra). lra.
Qed.

(* the run of Corollary1_delta_0_instance: V = (1, 1) *)
Theorem Corollary2_corrected_instance : 1 <= 3 / 2 * sqrt 2.
Proof.
  set (a := fun t => match t with 1%nat => 1 | _ => 0 end).
  destruct (corollary1_run_instance 1 0 1 1 ltac:(lra) ltac:(lra) ltac:(lra) ltac:(lra) ltac:(ring))
    as [HT _ _ _ _ _ Hf H12 Hg Hx Hxt HU].
  assert (V1 : forall t k i, (1 <= t <= 2)%nat -> V_delta 0 (scalars a) t k i = 1).
  { intros t k i Ht. unfold V_delta, scalars, a. destruct t as [| [| [| t]]]; try lia; simpl; ring. }
  assert (W1 : forall t, (1 <= t <= 2)%nat -> upto (q_algorithm1 (fun _ => 1) (V_delta 0 (scalars a))) t 1%nat 1%nat = 1).
  { intros t Ht. rewrite (q_algorithm1_rates one_weight 2 (fun _ => 1) (V_delta 0 (scalars a)) ltac:(reflexivity) t 1%nat 1%nat Ht)
      by (unfold entry, one_weight; simpl; lia). rewrite V1, sqrt_1 by lia. field. }
  assert (B : regret (absolute a) (scalars (fun t => match t with 1%nat => 1 | _ => 1 - 1 end)) 2 (fun _ _ => 0) <= 3 / 2 * sqrt 2).
  { eapply Rle_trans; [apply (Corollary2_corrected one_weight 2 0 0 0 0 0 1 1 0 1 (V_delta 0 (scalars a)) (absolute a)
      (scalars a)); auto; try lra |].
    - intros t k i Ht _. split; [rewrite V1 by lia; lra |]. destruct (Nat.eq_dec t 1) as [-> | N].
      + rewrite (V1 1%nat) by lia. simpl. lra.
      + rewrite !V1 by lia. lra.
    - intros k i _. rewrite V1 by lia. simpl. lra.
    - cbn [Sum]. unfold M_norms, M2, dual_norm2, m_13. rewrite !Total_one, !W1 by lia. unfold scalars, a. simpl.
      replace (0 + (0 * 0 + 1) * ((0 * 0 + 1) * 1) + (0 * (0 * 0 + 1) + 0) * ((0 * (0 * 0 + 1) + 0) * 1)) with 1 by ring.
      rewrite sqrt_1. lra.
    - unfold dimension. rewrite Total_one. change (INR 2) with 2. right. field. }
  unfold regret, absolute, scalars, a in B. cbn [Sum] in B. rewrite Rabs_R0, !Rabs_right in B by lra. lra.
Qed.

Theorem Corollary1_rate_instance : 1 <= 3 / 2 * sqrt 2.
Proof.
  assert (H := Corollary1_rate _ _ _ _ _ _ _ _ _ _ _ _ _ _ _
    (corollary1_run_instance 1 0 1 1 ltac:(lra) ltac:(lra) ltac:(lra) ltac:(lra) ltac:(ring))).
  unfold regret, absolute, scalars, dimension in H. cbn [Sum] in H.
  rewrite Total_one, Rabs_R0, !Rabs_right in H by lra. change (INR 2) with 2 in H. lra.
Qed.

(* ---- Appendix C: one weight, W = 2, x_1 = 0, no penalty, so h(v) = v^2 and the gradient of its conjugate at u is u/2 *)

Definition h2 (v : R) : R := h one_weight (constant 2) (constant 0) 1 (fun _ _ => v).

Lemma h_square v : h one_weight (constant 2) (constant 0) 1 v = v 1%nat 1%nat ^ 2.
Proof. unfold h. cbn [Sum]. rewrite Total_one. unfold constant. field. Qed.

Lemma half u : conjugate_gradient one_weight (constant 2) (constant 0) 1 (fun _ => 0) (fun _ _ => u) (fun _ _ => u / 2).
Proof.
  intros v. rewrite !h_square. unfold dot. rewrite !Total_one. generalize (pow2_ge_0 (v 1%nat 1%nat - u / 2)).
  intros. nra.
Qed.

Lemma zero_convex : convex (fun _ => 0).
Proof. intros u v a Ha. lra. Qed.

Lemma W2_pos g i : entry one_weight g i -> 0 < upto (constant 2) 1 g i.
Proof. intros _. unfold upto, constant. simpl. lra. Qed.

Theorem Appendix_C_strong_convexity_instance : h2 (1 / 2 * 1 + (1 - 1 / 2) * 3) = 4.
Proof.
  unfold h2. rewrite (Appendix_C_strong_convexity one_weight (constant 2) (constant 0) 1 (fun _ _ => 1) (fun _ _ => 3) (1 / 2)).
  rewrite !h_square, Total_one. unfold upto, constant. simpl. field.
Qed.

Theorem Appendix_C_conjugate_instance : forall u : R,
  conjugate_gradient one_weight (constant 2) (constant 0) 1 (Psi5 one_weight 0 0 0 (A_theorem1 0 (constant 2) 1)) (fun _ _ => u)
    (theorem1_corrected one_weight 0 0 0 (minus_at_1 (fun _ _ => u)) (constant 2) (constant 0) 1).
Proof.
  intros u. apply Appendix_C_conjugate; [lia | lra | lra |].
  intros g i _. unfold A_theorem1, upto, constant. simpl. lra.
Qed.

Theorem Appendix_C_38_instance :
  argmin (objective6 one_weight (constant (-2)) (constant 2) (constant 0) (fun _ _ => 0) 1) (fun _ _ => 2 / 2).
Proof.
  apply Appendix_C_38. intros v. generalize (half 2 v). unfold dot. rewrite !Total_one. unfold upto, constant. simpl.
  intros. lra.
Qed.

Theorem Appendix_C_37_instance : 2 * (1 - 2) ^ 2 <= (2 - 4) ^ 2 / 2.
Proof.
  assert (H := Appendix_C_37 one_weight (constant 2) (constant 0) 1 (fun _ => 0) _ _ _ _ ltac:(lia) zero_convex W2_pos
    (half 2) (half 4)).
  rewrite !Total_one in H. unfold upto, constant in H. simpl in H. lra.
Qed.

Theorem Appendix_C_39_instance : forall v, 4 * v - v ^ 2 <= 4.
Proof.
  intros v. assert (H := Appendix_C_39 one_weight (constant 2) (constant 0) 1 (fun _ => 0) _ (fun _ _ => 2) _ ltac:(lia)
    zero_convex W2_pos (half 2) (fun _ _ => v)).
  rewrite !h_square in H. unfold dot in H. rewrite !Total_one in H. unfold upto, constant in H. simpl in H. lra.
Qed.

Theorem Appendix_C_40_line_1_instance : forall u v : R,
  below_conjugate one_weight (constant 2) (constant 0) (fun _ _ => 0) 1 (fun _ _ => u) (fun _ _ => v) <= u * v - / 2 * v ^ 2.
Proof.
  intros u v. eapply Rle_trans; [apply Appendix_C_40_line_1 |].
  - intros _. split; [intros; unfold constant |]; lra.
  - intros H. lia.
  - unfold below_conjugate, penalised, dot. rewrite !Total_one. unfold constant. lra.
Qed.

(* Q/alpha = (1, 1), x = (2, 1), m = (1, 1), the run of Theorem3_corrected_instance: h_2^*(-2) = -9/4 <= -3 + 1/2 + 1/2 *)
Definition q_two (t : nat) : R := match t with O => 0 | _ => 1 end.
Definition x_two (t : nat) : R := match t with 1%nat => 2 | 2%nat => 1 | _ => 0 end.
Definition m_two (t : nat) : R := match t with O => 0 | _ => 1 end.

Lemma x_two_update t : (1 <= t < 2)%nat ->
  argmin (objective6 one_weight (scalars m_two) (scalars q_two) (scalars x_two) (fun _ _ => 0) t) (scalars x_two (S t)).
Proof.
  intros Ht. assert (t = 1%nat) by lia. subst t. intros v. unfold objective6, objective4, dot. cbn [Sum]. rewrite !Total_one.
  unfold upto, scalars, m_two, q_two, x_two. simpl. generalize (pow2_ge_0 (v 1%nat 1%nat - 1)). lra.
Qed.

Theorem Appendix_C_40_instance : forall v : R,
  -2 * v - ((v - 2) ^ 2 / 2 + (v - 1) ^ 2 / 2) <= -3 + / 2 * 2.
Proof.
  intros v. assert (B := Appendix_C_40 one_weight 2 (scalars m_two) (scalars q_two) (scalars x_two) (fun _ _ => 0)).
  assert (C := B ltac:(intros; unfold scalars, q_two; lra) ltac:(intros t g i Ht _; unfold scalars, q_two; destruct t; [lia | lra])
    ltac:(intros t _ a b c _; lra) ltac:(intros; lra) ltac:(intros; lra) x_two_update (fun _ _ => v)).
  unfold below_conjugate, penalised, h, dot in C. cbn [Sum] in C. rewrite !Total_one in C.
  unfold minus_moments, dual_norm2_printed, dual_norm2, upto, scalars, m_two, q_two, x_two in C. rewrite !Total_one in C. simpl in C. lra.
Qed.

(* f = |x| twice, x_star = 0: R_2 = 3 <= 7/2 *)
Theorem Appendix_C_41_instance : 3 <= 7 / 2.
Proof.
  assert (B : regret (absolute (fun _ => 1)) (scalars x_two) 2 (fun _ _ => 0) <=
    0 + h one_weight (scalars q_two) (scalars x_two) 2 (fun _ _ => 0) +
    / 2 * Sum 2 (dual_norm2_printed one_weight (scalars q_two) (scalars m_two))).
  { apply (Appendix_C_41 one_weight 2 0 (absolute (fun _ => 1)) (scalars m_two) (scalars m_two) (scalars q_two) (scalars x_two)
      (fun _ _ => 0) (fun _ _ => 0)); try lia; try lra.
    - intros t Ht. destruct t as [| [| [| t]]]; try lia;
        [apply (absolute_subgradient (fun _ => 1) x_two 1) | apply (absolute_subgradient (fun _ => 1) x_two 2)]; unfold x_two; lra.
    - split; [reflexivity |]. intros t k i Ht _. unfold scalars, m_two. destruct t; [lia | lra].
    - intros; unfold scalars, q_two; lra.
    - intros t k i Ht _. unfold scalars, q_two. destruct t; [lia | lra].
    - intros t Ht a b c _. lra.
    - intros; lra.
    - intros; lra.
    - apply x_two_update. }
  unfold regret, h, absolute, dual_norm2_printed, dual_norm2, upto, scalars, m_two, q_two, x_two in B. cbn [Sum] in B.
  rewrite !Total_one in B. rewrite Rabs_R0, (Rabs_right 2), (Rabs_right 1) in B by lra. simpl in B.
  lra.
Qed.
