(* Every theorem under hypotheses, applied once to numbers: its hypotheses can be met, and what it then says is
   something. *)
Require Import Reals Lra Psatz Lia.
From Assay Require Import Paper Sums Equivalence_1_3_4 Theorem1 Theorem2.
Open Scope R_scope.

Definition one_weight := Layout 1 (fun _ => 1%nat).
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

Definition pair := Layout 1 (fun _ => 2%nat).
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
