(* Every theorem under hypotheses, applied once to numbers: its hypotheses can be met, and what it then says is
   something. Updates: Theorems 1 and 2, the argmin of (6), Algorithms 1 and 2, sparsity, the subdifferential. *)
Require Import Reals Lra Psatz Lia.
From Assay Require Import Paper Sums Equivalence_1_3_4 Theorem1 Theorem2 Penalty Theorem3 Theorem3Printed Subdifferential Algorithm1Step Argmin Algorithm2 Sparsity.
Open Scope R_scope.

Definition constant (c : R) : sequence := fun _ _ _ => c.

(* ---- alpha = 1, m_t = 1, V_t = 4: x_t = 5 - (t-1)/2 *)

Definition V4 : sequence := fun t _ _ => match t with O => 0 | _ => 4 end.
Definition q2 : sequence := fun t _ _ => match t with 1%nat => 2 | _ => 0 end.
Definition line : sequence := fun t _ _ => 5 - (INR t - 1) / 2.

Lemma V4_pos T t g i : (1 <= t <= T)%nat -> entry one_weight g i -> 0 < V4 t g i.
Proof. intros Ht _. unfold V4. destruct t; [lia | lra]. Qed.

Lemma sqrt_4 : sqrt 4 = 2.
Proof. replace 4 with (2 ^ 2) by ring. apply sqrt_pow2; lra. Qed.

Lemma q2_rates T : rates one_weight T (fun _ => 1) V4 q2.
Proof.
  intros t g i Ht _. unfold upto. destruct t; [lia |]. clear Ht. unfold V4. rewrite sqrt_4.
  induction t; [simpl; field |]. rewrite Sum_S, IHt. simpl. field.
Qed.

Lemma line_follows_1 T : follows_1 one_weight T (fun _ => 1) (constant 1) V4 line.
Proof.
  intros t g i Ht _. unfold line, V4, constant. destruct t; [lia |]. rewrite sqrt_4, S_INR. field.
Qed.

Theorem Equivalence_1_3_4_instance :
  argmin (objective3 one_weight (fun _ => 1) (constant 1) V4 line 3%nat) (fun _ _ => 7 / 2) /\
  argmin (objective4 one_weight (constant 1) q2 line 3%nat) (fun _ _ => 7 / 2).
Proof.
  destruct (Equivalence_1_3_4 one_weight 3 (fun _ => 1) (constant 1) V4 q2 line) as [A3 A4].
  - intros; lra.
  - apply V4_pos.
  - apply q2_rates.
  - replace (fun _ _ : nat => 7 / 2) with (line 4%nat).
    + split; [apply A3 | apply A4]; try lia; apply line_follows_1.
    + unfold line. replace (5 - (INR 4 - 1) / 2) with (7 / 2) by (simpl; field). reflexivity.
Qed.

Theorem Theorem2_instance : follows_algorithm1 one_weight 9 0 0 0 (fun _ => 1) (constant 1) V4 line.
Proof. apply Theorem2; [intros; lra | apply V4_pos | reflexivity | apply line_follows_1]. Qed.

Theorem Theorem2_any_rule_instance : forall x,
  x 1%nat = line 1%nat ->
  follows_algorithm1 one_weight 9 0 0 0 (fun _ => 1) (fun t => upto (along (fun _ _ _ _ => 1 / INR t) x) t) V4 x ->
  x 10%nat 1%nat 1%nat = 1 / 2.
Proof.
  intros x X1 H.
  assert (S1 : forall t g i, (1 <= t)%nat -> upto (along (fun _ _ _ _ => 1 / INR t) line) t g i = 1).
  { intros t g i Ht. unfold upto, along. rewrite Sum_const. field. apply not_0_INR. lia. }
  rewrite (Theorem2_any_rule one_weight 9 (fun _ => 1) (fun _ _ _ _ => 1) (fun t g k i => upto g t k i / INR t)
    (fun t _ => V4 t) x line); try (unfold entry, one_weight; simpl; lia).
  - unfold line. simpl. field.
  - intros t u v E k i Hk. reflexivity.
  - intros t g g' E k i Hk. unfold upto. f_equal. apply Sum_ext. intros s Hs. apply E; auto.
  - intros t g g' E k i Hk. reflexivity.
  - intros; lra.
  - intros t g k i Ht Hk. apply (V4_pos 9 t k i); auto.
  - reflexivity.
  - rewrite X1. intros k i Hk. reflexivity.
  - destruct H as [V0 H]. split; [exact V0 |]. intros t k i Ht Hk. specialize (H t k i Ht Hk).
    cbv zeta in *. rewrite H. clear H.
    assert (Z : forall t, same one_weight (z (fun t => upto (along (fun _ _ _ _ => 1 / INR t) x) t)
                                              (q_algorithm1 (fun _ => 1) V4) x t)
                                          (z (fun t k i => upto (along (fun _ _ _ _ => 1) x) t k i / INR t)
                                              (q_algorithm1 (fun _ => 1) V4) x t)).
    { clear. intros t k i Hk. induction t; [reflexivity |]. cbn [z]. rewrite IHt.
      unfold upto, along. rewrite !Sum_const. do 2 f_equal. field. apply not_0_INR. lia. }
    rewrite !equation8_unregularised. unfold soft_threshold. rewrite (Z t k i Hk). reflexivity.
  - intros t k i Ht Hk. rewrite (line_follows_1 9 t k i Ht Hk). unfold constant, upto, along.
    rewrite Sum_const. do 2 f_equal. field. apply not_0_INR. lia.
Qed.

(* ---- one group of two: A = diag(4, 9), s = (6, 12), lambda1 = 1, sqrt(d) lambda21 = 3: |A^{-1/2} s| = 5,
   x = (3/10, 4/15), objective -1 *)

Definition two (a b : R) : vector := fun _ i => match i with 1%nat => a | _ => b end.
Definition m_pair : sequence := fun _ => two (-7) (-13).
Definition q_pair : sequence := fun _ => two 8 18.

Lemma A_pair_pos g i : entry pair g i -> 0 < A_theorem1 0 q_pair 1 g i.
Proof.
  intros [_ Hi]. unfold A_theorem1, upto, q_pair, two. simpl in *. destruct i as [| [| [|]]]; try lia; lra.
Qed.

Lemma closed_form_pair :
  let y := theorem1_corrected pair 1 (3 / sqrt 2) 0 m_pair q_pair (constant 0) 1 in
  y 1%nat 1%nat = 3 / 10 /\ y 1%nat 2%nat = 4 / 15.
Proof.
  intros y.
  assert (S : forall a, a < -1 -> soft 1 a = - 1 - a).
  { intros a Ha. unfold soft, sign. rewrite Rabs_left by lra. repeat destruct Rle_dec; lra. }
  assert (Z1 : z m_pair q_pair (constant 0) 1 1%nat 1%nat = -7) by (simpl; unfold m_pair, q_pair, two, constant; ring).
  assert (Z2 : z m_pair q_pair (constant 0) 1 1%nat 2%nat = -13) by (simpl; unfold m_pair, q_pair, two, constant; ring).
  assert (R2 : 0 < sqrt 2) by (apply sqrt_lt_R0; lra).
  assert (N : group_norm pair (s_tilde_corrected (A_theorem1 0 q_pair 1)
                (soft_threshold 1 (z m_pair q_pair (constant 0) 1))) 1 = 5).
  { unfold group_norm, pair, s_tilde_corrected, soft_threshold, A_theorem1. cbn [size Sum].
    rewrite Z1, Z2, !S by lra. unfold upto, q_pair, two. cbn [Sum].
    replace ((0 + 8) / 2 + 0) with (2 ^ 2) by field. replace ((0 + 18) / 2 + 0) with (3 ^ 2) by field.
    rewrite !sqrt_pow2 by lra.
    replace (0 + ((-1 - -7) / 2) ^ 2 + ((-1 - -13) / 3) ^ 2) with (5 ^ 2) by field. apply sqrt_pow2; lra. }
  assert (F : 1 - sqrt (INR 2) * (3 / sqrt 2) / 5 = 2 / 5) by (change (INR 2) with 2; field; lra).
  unfold y, theorem1_corrected, step8, equation8. rewrite N. change (size pair 1) with 2%nat. rewrite F.
  rewrite Rmax_left by lra. unfold soft_threshold. rewrite Z1, Z2, !S by lra.
  unfold upto, q_pair, two. cbn [Sum]. split; field.
Qed.

Definition objective_pair := objective6 pair m_pair q_pair (constant 0)
  (fun t => Psi5 pair 1 (3 / sqrt 2) 0 (A_theorem1 0 q_pair t)) 1.

Theorem Theorem1_corrected_instance : forall u, argmin objective_pair u ->
  u 1%nat 1%nat = 3 / 10 /\ u 1%nat 2%nat = 4 / 15.
Proof.
  intros u Hu. assert (R2 : 0 < sqrt 2) by (apply sqrt_lt_R0; lra).
  assert (P : 0 <= 3 / sqrt 2) by (apply Rlt_le, Rdiv_lt_0_compat; lra).
  destruct (Theorem1_corrected pair 1 (3 / sqrt 2) 0 m_pair q_pair (constant 0) 1 ltac:(lra) P A_pair_pos) as [_ U].
  destruct closed_form_pair as [E1 E2]. rewrite <- E1, <- E2.
  split; apply (U u Hu); unfold entry, pair; simpl; lia.
Qed.

Theorem Theorem1_growth_instance : exists u, objective_pair u <= -1.
Proof.
  exists (theorem1_corrected pair 1 (3 / sqrt 2) 0 m_pair q_pair (constant 0) 1).
  assert (R2 : 0 < sqrt 2) by (apply sqrt_lt_R0; lra).
  assert (P : 0 <= 3 / sqrt 2) by (apply Rlt_le, Rdiv_lt_0_compat; lra).
  assert (G := Theorem1_growth pair 1 (3 / sqrt 2) 0 m_pair q_pair (constant 0) 1 ltac:(lra) P A_pair_pos
    (fun _ _ => 0)).
  cbv zeta in G. fold objective_pair in G. destruct closed_form_pair as [E1 E2].
  assert (O : objective_pair (fun _ _ => 0) = 0).
  { unfold objective_pair, objective6, objective4, dot, Psi5, Total, pair, constant. cbn [groups size Sum].
    rewrite Rabs_R0. rewrite !Rmult_0_r, !Rminus_0_r. replace (0 ^ 2) with 0 by ring.
    rewrite !Rmult_0_r, !Rplus_0_r, sqrt_0. ring. }
  rewrite O in G. set (best := objective_pair (theorem1_corrected _ _ _ _ _ _ _ _)) in *. unfold Total in G. cbn [groups size pair Sum] in G. rewrite E1, E2 in G.
  unfold A_theorem1, upto, q_pair, two in G. cbn [Sum] in G. lra.
Qed.

(* ---- the subdifferential at 0 and at (3, 4) *)

Lemma norm_34 : norm 2 (two_entries 3 4) = 5.
Proof. unfold norm, two_entries. cbn [Sum]. replace (0 + 3 ^ 2 + 4 ^ 2) with (5 ^ 2) by ring. apply sqrt_pow2; lra. Qed.

Theorem Subdifferential_at_0_instance : norm_subgradient 2 (two_entries (3 / 5) (4 / 5)) (fun _ => 0).
Proof.
  apply Subdifferential_at_0. unfold norm, two_entries. cbn [Sum].
  replace (0 + (3 / 5) ^ 2 + (4 / 5) ^ 2) with (1 ^ 2) by field. rewrite sqrt_pow2; lra.
Qed.

Theorem Subdifferential_elsewhere_instance : norm_subgradient 2 (two_entries (3 / 5) (4 / 5)) (two_entries 3 4).
Proof.
  apply Subdifferential_elsewhere; rewrite norm_34; [lra |].
  intros i _. unfold two_entries. destruct i as [| [|]]; field.
Qed.

(* ---- Algorithm 1's step *)

(* z = (-3, -4), 2A = I, c = 4: x = (3/5, 4/5), objective -1/2 *)
Theorem Algorithm1_step_isotropic_instance : forall u,
  - (1 / 2) <= -3 * u 1%nat + -4 * u 2%nat + 4 * norm 2 u + 1 / 2 * (u 1%nat ^ 2 + u 2%nat ^ 2).
Proof.
  intros u. assert (H := Algorithm1_step_isotropic 2 (1 / 2) 4 0 (two_entries (-3) (-4)) ltac:(lra) ltac:(lra) ltac:(lra) u).
  cbv zeta beta in H. set (s := fun i => soft 0 (two_entries (-3) (-4) i)) in H.
  assert (E1 : s 1%nat = 3) by (unfold s, two_entries; rewrite soft_0; ring).
  assert (E2 : s 2%nat = 4) by (unfold s, two_entries; rewrite soft_0; ring).
  assert (NS : norm 2 s = 5).
  { unfold norm. cbn [Sum]. rewrite E1, E2. replace (0 + 3 ^ 2 + 4 ^ 2) with (5 ^ 2) by ring. apply sqrt_pow2; lra. }
  set (y := step 2 4 (fun _ => 2 * (1 / 2)) s) in H.
  assert (Y : forall i, y i = 1 / 5 * s i) by (intros; unfold y, step; rewrite NS, Rmax_left by lra; field).
  assert (NY : norm 2 y = 1).
  { unfold norm. cbn [Sum]. rewrite !Y, E1, E2. replace (0 + (1 / 5 * 3) ^ 2 + (1 / 5 * 4) ^ 2) with (1 ^ 2) by field.
    apply sqrt_pow2; lra. }
  rewrite NY in H. cbn [Sum] in H. rewrite !Y, E1, E2 in H. unfold two_entries in H. lra.
Qed.

Theorem Algorithm1_step_not_monotone_instance : exists s s',
  Sum 2 (fun i => (step 2 1 (two_entries 1 2) s i - step 2 1 (two_entries 1 2) s' i) * (s i - s' i)) < 0.
Proof.
  apply (Algorithm1_step_not_monotone 2 1 (two_entries 1 2) 1 2); try lia; try lra; unfold two_entries; try lra.
  intros i _. destruct i as [| [|]]; lra.
Qed.

Theorem Algorithm1_step_is_no_argmin_instance :
  ~ exists (finite : (nat -> R) -> Prop) (P : (nat -> R) -> R),
      forall s, finite (step 2 1 (two_entries 1 2) s) /\
        forall u, finite u ->
        - Sum 2 (fun i => s i * step 2 1 (two_entries 1 2) s i) + P (step 2 1 (two_entries 1 2) s) <=
        - Sum 2 (fun i => s i * u i) + P u.
Proof.
  apply (Algorithm1_step_is_no_argmin 2 1 (two_entries 1 2) 1 2); try lia; try lra; unfold two_entries; try lra.
  intros i _. destruct i as [| [|]]; lra.
Qed.

(* ---- (6) with A_t = I: D = diag(1, 2), s = (6, 12), c = 5: nu = 5, x = (3, 4) *)

Lemma root_34 : root_equation 2 (fun i => soft 0 (two_entries (-6) (-12) i)) (two_entries 1 2) (fun _ => 1) 5 5.
Proof. split; [lra |]. cbn [Sum]. unfold two_entries. rewrite !soft_0. field. Qed.

Lemma D_12 i : (1 <= i <= 2)%nat -> 0 < two_entries 1 2 i.
Proof. intros _. unfold two_entries. destruct i as [| [|]]; lra. Qed.

Theorem Argmin_any_A_instance : forall u,
  group_problem 2 (two_entries (-6) (-12)) (two_entries 1 2) (fun _ => 1) 0 5 u >=
  group_problem 2 (two_entries (-6) (-12)) (two_entries 1 2) (fun _ => 1) 0 5 (two_entries 3 4).
Proof.
  intros u. apply Rle_ge.
  destruct (Argmin_any_A 2 (two_entries (-6) (-12)) (two_entries 1 2) (fun _ => 1) 0 5 ltac:(lra) ltac:(lra) D_12
    ltac:(intros; lra)) as [_ [K _]].
  assert (G := grows_from_argmin 2 (two_entries 1 2) _ _ D_12 (K 5 root_34) u).
  eapply Rle_trans; [right | exact G]. unfold group_problem, weighted_norm. cbn [Sum].
  unfold two_entries. rewrite !soft_0.
  replace (5 / (1 * 5 + 5 * 1) * - (-6)) with 3 by field. replace (5 / (2 * 5 + 5 * 1) * - (-12)) with 4 by field.
  reflexivity.
Qed.

Theorem Argmin_exists_unique_instance : exists x,
  (forall u, group_problem 2 (two_entries (-6) (-12)) (two_entries 1 2) (fun _ => 1) 0 5 x <=
             group_problem 2 (two_entries (-6) (-12)) (two_entries 1 2) (fun _ => 1) 0 5 u) /\
  x 1%nat = 3 /\ x 2%nat = 4.
Proof.
  destruct (Argmin_exists_unique 2 (two_entries (-6) (-12)) (two_entries 1 2) (fun _ => 1) 0 5 ltac:(lra) ltac:(lra) D_12
    ltac:(intros; lra)) as [x [M U]].
  assert (O : forall u, group_problem 2 (two_entries (-6) (-12)) (two_entries 1 2) (fun _ => 1) 0 5 (two_entries 3 4) <=
                        group_problem 2 (two_entries (-6) (-12)) (two_entries 1 2) (fun _ => 1) 0 5 u)
    by (intros u; apply Rge_le, Argmin_any_A_instance).
  exists x. repeat split; [exact M | |].
  - rewrite <- (U _ O 1%nat ltac:(lia)). reflexivity.
  - rewrite <- (U _ O 2%nat ltac:(lia)). reflexivity.
Qed.

Theorem Argmin_root_unique_instance : forall nu,
  root_equation 2 (fun i => soft 0 (two_entries (-6) (-12) i)) (two_entries 1 2) (fun _ => 1) 5 nu -> nu = 5.
Proof.
  intros nu H. apply (Argmin_root_unique 2 _ (two_entries 1 2) (fun _ => 1) 5 nu 5 ltac:(lra) D_12 ltac:(intros; lra) H root_34).
Qed.

(* ---- Algorithm 2 and Adam *)

(* alpha = 1, m = 1, sqrt(V) = 1, eps_t = t: x = (1, 1/2, 1/6) *)
Theorem Algorithm2_repaired_is_Adam_instance :
  algorithm2 2 1 INR (Q_repaired INR (fun _ => 1)) (fun _ => 1) (fun _ => 1)
    (fun t => match t with 1%nat => 1 | 2%nat => 1 / 2 | _ => 1 / 6 end).
Proof.
  apply Algorithm2_repaired_is_Adam; [lra | intros t _; generalize (pos_INR t); lra |].
  intros t Ht. destruct t as [| [| [| t]]]; try lia; simpl; field.
Qed.

(* eps = 1: x_t = 1 - (t-1)/2 *)
Theorem Algorithm2_constant_epsilon_is_Adam_instance :
  algorithm2 9 1 (fun _ => 1) (Q_printed (fun _ => 1) (fun _ => 1)) (fun _ => 1) (fun _ => 1)
    (fun t => 1 - (INR t - 1) / 2).
Proof.
  apply Algorithm2_constant_epsilon_is_Adam; try lra; [intros; lra |].
  intros t _. rewrite S_INR. field.
Qed.

(* beta2 = 24/25: x_3 = 7/5 x_1, and 5 x_1 in the limit *)
Theorem Algorithm2_inflates_untouched_weights_instance : forall x, x 1%nat = 1 ->
  algorithm2 2 1 (eps_hat 1 (24 / 25)) (Q_printed (eps_hat 1 (24 / 25)) (fun _ => 0)) (fun _ => 0) (fun _ => 0) x ->
  x 3%nat = 7 / 5.
Proof.
  intros x X1 H.
  rewrite (Algorithm2_inflates_untouched_weights 2 1 1 (24 / 25) x ltac:(lra) ltac:(lra) ltac:(lra) H 2 ltac:(lia)), X1.
  replace (1 - (24 / 25) ^ 2) with ((7 / 25) ^ 2) by field. replace (1 - 24 / 25) with ((1 / 5) ^ 2) by field.
  rewrite !sqrt_pow2 by lra. field.
Qed.

Theorem Algorithm2_inflation_limit_instance : Un_cv (fun t => sqrt (1 - (24 / 25) ^ t) / sqrt (1 - 24 / 25)) 5.
Proof.
  replace 5 with (/ sqrt (1 - 24 / 25)).
  - apply Algorithm2_inflation_limit. lra.
  - replace (1 - 24 / 25) with ((1 / 5) ^ 2) by field. rewrite sqrt_pow2 by lra. field.
Qed.

(* ---- which groups one step deletes *)

(* s = (3, 4), A = diag(1, 4), c = 5 *)
Theorem Deleted_groups_where_A_at_least_I_instance : exact_norm 2 (two_entries 1 4) (two_entries 3 4) <= 5.
Proof.
  apply Deleted_groups_where_A_at_least_I; [| rewrite norm_34; lra].
  intros i _. unfold two_entries. destruct i as [| [|]]; lra.
Qed.

(* s = (3, 4), A = diag(1, 1/4): |A^{-1/2}s| = sqrt 73 *)
Theorem Deleted_groups_where_A_at_most_I_instance : 5 <= sqrt 73.
Proof.
  assert (H := Deleted_groups_where_A_at_most_I 2 (two_entries 1 (1 / 4)) (two_entries 3 4) (sqrt 73)
    ltac:(intros i _; unfold two_entries; destruct i as [| [|]]; lra)).
  rewrite norm_34 in H. apply H. unfold exact_norm, two_entries. cbn [Sum]. right. f_equal. field.
Qed.

(* A = diag(1, 4): the factor lies between 1/2 and 1 *)
Theorem Algorithm1_step_effective_lambda21_instance :
  / sqrt 4 <= exact_norm 2 (two_entries 1 4) (two_entries 3 4) / norm 2 (two_entries 3 4) <= / sqrt 1.
Proof.
  destruct (Algorithm1_step_effective_lambda21 2 (two_entries 1 4) (two_entries 3 4) 1 1 4 ltac:(lra) ltac:(lra)) as [_ B].
  - intros i _. unfold two_entries. destruct i as [| [|]]; lra.
  - rewrite norm_34. lra.
  - exact B.
Qed.

Theorem L21_deletes_what_L1_deletes_instance : norm 2 (two_entries 3 4) <= sqrt (INR 2) * 4.
Proof.
  apply L21_deletes_what_L1_deletes; [lra |]. intros i _. unfold two_entries. destruct i as [| [|]]; rewrite Rabs_right; lra.
Qed.

(* z = (3, -3), lambda = 1, D = 2: both give -1 on the first entry *)
Theorem Equal_entries_lambda1_is_lambda21_instance :
  step 2 (sqrt (INR 2) * 1) (fun _ => 2) (fun i => soft 0 (two_entries 3 (-3) i)) 1 = -1.
Proof.
  rewrite <- (Equal_entries_lambda1_is_lambda21 2 1 3 (fun _ => 2) (two_entries 3 (-3)) ltac:(lia) ltac:(lra) ltac:(lra)); [| | lia].
  - unfold step. unfold Rdiv. rewrite Rmult_0_l, Rminus_0_r, Rmax_left by lra.
    unfold soft, sign, two_entries. rewrite Rabs_right by lra. repeat destruct Rle_dec; lra.
  - intros i _. unfold two_entries. destruct i as [| [|]]; [rewrite Rabs_left | rewrite Rabs_right | rewrite Rabs_left]; lra.
Qed.
