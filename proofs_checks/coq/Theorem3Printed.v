(* Theorem 3 as printed, refuted; and each of the conditions that it lacks refuted with the others granted, by games on one
   weight. (12) cannot be dropped either. What holds is in Theorem3.v. *)
Require Import Reals Lra Psatz Lia.
From Assay Require Import Paper Sums Equivalence_1_3_4 Penalty Theorem3.
Open Scope R_scope.

(* ---- the printed theorem, with room for conditions that it lacks *)

Definition Theorem3_with (extra : layout -> nat -> R -> sequence -> Prop) : Prop :=
  forall L T gamma lambda1 lambda21 lambda2 f g m q x A x_star,
  (1 <= T)%nat -> 0 <= lambda1 -> 0 <= lambda21 -> 0 <= lambda2 ->
  (forall t, (1 <= t <= T)%nat -> convex (f t) /\ subgradient L (f t) (g t) (x t)) ->
  argmin (fun u => Sum T (fun t => f t u)) x_star ->
  gamma < 1 -> follows_13 L T gamma g m -> condition12 L T m x x_star ->
  (forall t k i, (1 <= t <= T)%nat -> entry L k i -> 0 < upto q t k i) ->
  (forall t k i, (1 <= t <= T)%nat -> entry L k i -> 0 < A t k i <= A (S t) k i) ->
  let Psi t := Psi5 L lambda1 lambda21 lambda2 (A t) in
  (forall t, (1 <= t <= T)%nat -> argmin (objective6 L m q x Psi t) (x (S t))) ->
  extra L T gamma q ->
  regret f x T x_star <= Psi T x_star + h L q x T x_star + / 2 * Sum T (dual_norm2_printed L q m).

Definition Q1_at_least_I (L : layout) (q : sequence) : Prop := forall k i, entry L k i -> 1 <= q 1%nat k i.
Definition Q_nonnegative (L : layout) (T : nat) (q : sequence) : Prop :=
  forall t k i, (2 <= t <= T)%nat -> entry L k i -> 0 <= q t k i.

Definition Theorem3_printed : Prop := Theorem3_with (fun _ _ _ _ => True).

(* Games on one weight: f_t(x) = a_t |x| with a_t >= 0 and x_t > 0, so that g_t = a_t and x_star = 0. *)
Definition one_weight := Layout 1 (fun _ => 1%nat).
Definition absolute (a : nat -> R) (t : nat) (u : vector) : R := a t * Rabs (u 1%nat 1%nat).
Definition scalars (c : nat -> R) : sequence := fun t _ _ => c t.

Lemma Total_one f : Total one_weight f = f 1%nat 1%nat.
Proof. unfold Total. simpl. ring. Qed.

Lemma absolute_convex a t : 0 <= a t -> convex (absolute a t).
Proof.
  intros Ha u v b Hb. unfold absolute.
  replace (b * (a t * Rabs (u 1%nat 1%nat)) + (1 - b) * (a t * Rabs (v 1%nat 1%nat)))
    with (a t * (b * Rabs (u 1%nat 1%nat) + (1 - b) * Rabs (v 1%nat 1%nat))) by ring.
  apply Rmult_le_compat_l; auto. eapply Rle_trans; [apply Rabs_triang |].
  rewrite !Rabs_mult, (Rabs_right b), (Rabs_right (1 - b)) by lra. lra.
Qed.

Lemma absolute_subgradient a x t : 0 <= a t -> 0 <= x t ->
  subgradient one_weight (absolute a t) (scalars a t) (scalars x t).
Proof.
  intros Ha Hx u. unfold absolute, dot, scalars. rewrite Total_one, (Rabs_right (x t)) by lra.
  replace (a t * x t + a t * (u 1%nat 1%nat - x t)) with (a t * u 1%nat 1%nat) by ring.
  apply Rmult_le_compat_l; [auto | apply Rle_abs].
Qed.

Lemma absolute_minimum a T : (forall t, (1 <= t <= T)%nat -> 0 <= a t) ->
  argmin (fun u => Sum T (fun t => absolute a t u)) (fun _ _ => 0).
Proof.
  intros Ha u. apply Sum_le; intros t Ht. unfold absolute. rewrite Rabs_R0.
  apply Rmult_le_compat_l; [auto | apply Rabs_pos].
Qed.

Lemma unregularised L m q x A t y : argmin (objective4 L m q x t) y ->
  argmin (objective6 L m q x (fun t => Psi5 L 0 0 0 (A t)) t) y.
Proof.
  apply argmin_ext. intros u. unfold objective6, Psi5. rewrite (Sum_ext _ _ (fun _ => 0)) by (intros; ring).
  rewrite Sum_0. ring.
Qed.

Lemma unregularised_update m q x t A : 0 < Sum t q -> z (scalars m) (scalars q) (scalars x) t 1%nat 1%nat + Sum t q * x (S t) = 0 ->
  argmin (objective6 one_weight (scalars m) (scalars q) (scalars x) (fun t => Psi5 one_weight 0 0 0 (A t)) t)
         (scalars x (S t)).
Proof.
  intros Hq H. apply unregularised, argmin4; [intros; exact Hq |]. intros g i [Hg Hi]. simpl in Hg, Hi.
  assert (g = 1%nat) by lia. assert (i = 1%nat) by lia. subst. exact H.
Qed.

(* what Theorem3_with says of such a game *)
Lemma absolute_game extra T gamma a m q x : Theorem3_with extra ->
  (1 <= T)%nat -> gamma < 1 ->
  (forall t, (1 <= t <= T)%nat -> 0 <= a t /\ 0 <= x t /\ 0 < Sum t q) ->
  m 0%nat = 0 -> (forall t, (1 <= t <= T)%nat -> m t = gamma * m (t - 1)%nat + a t) ->
  (forall t, (1 <= t <= T)%nat -> 0 <= m (t - 1)%nat * x t) ->
  (forall t, (1 <= t <= T)%nat -> z (scalars m) (scalars q) (scalars x) t 1%nat 1%nat + Sum t q * x (S t) = 0) ->
  extra one_weight T gamma (scalars q) ->
  Sum T (fun t => a t * x t) <=
  Sum T (fun t => q t / 2 * x t ^ 2) + / 2 * Sum T (dual_norm2_printed one_weight (scalars q) (scalars m)).
Proof.
  intros TH HT Hg H M0 M1 H12 HU HE.
  assert (B := TH one_weight T gamma 0 0 0 (absolute a) (scalars a) (scalars m) (scalars q) (scalars x)
    (fun _ _ _ => 1) (fun _ _ => 0) HT ltac:(lra) ltac:(lra) ltac:(lra)). cbv zeta in B.
  assert (R : regret (absolute a) (scalars x) T (fun _ _ => 0) = Sum T (fun t => a t * x t)).
  { apply Sum_ext; intros t Ht. destruct (H t Ht) as [_ [Hx _]]. unfold absolute, scalars.
    rewrite Rabs_R0, Rabs_right by lra. ring. }
  assert (Z : Psi5 one_weight 0 0 0 (fun _ _ => 1) (fun _ _ => 0) = 0).
  { unfold Psi5. rewrite (Sum_ext _ _ (fun _ => 0)) by (intros; ring). rewrite Sum_0. ring. }
  assert (HH : h one_weight (scalars q) (scalars x) T (fun _ _ => 0) = Sum T (fun t => q t / 2 * x t ^ 2)).
  { apply Sum_ext; intros t Ht. rewrite Total_one. unfold scalars. f_equal. ring. }
  rewrite R, Z, HH in B. rewrite <- (Rplus_0_l (Sum T (fun t => q t / 2 * x t ^ 2))). apply B; auto.
  - intros t Ht. destruct (H t Ht) as [Ha [Hx _]]. split; [now apply absolute_convex | now apply absolute_subgradient].
  - apply absolute_minimum. intros t Ht. apply (H t Ht).
  - split; intros; [exact M0 | now apply M1].
  - intros t Ht. unfold dot. rewrite Total_one. unfold scalars. rewrite Rminus_0_r. now apply H12.
  - intros t k i Ht _. apply (H t Ht).
  - intros; lra.
  - intros t Ht. apply (unregularised_update m q x t (fun _ _ _ => 1)); [apply (H t Ht) | now apply HU].
Qed.

(* (a) Q_1/alpha_1 = 1/2 (SGD or Adagrad with alpha = 2): T = 1, f = |x|, x_1 = 1: R_1 = 1 > 3/4. *)
Theorem Theorem3_without_Q1_refuted : ~ Theorem3_with (fun L T gamma q => Q_nonnegative L T q /\ 0 <= gamma).
Proof.
  intros TH.
  assert (B := absolute_game _ 1 0 (fun _ => 1) (fun t => match t with O => 0 | _ => 1 end) (fun _ => 1 / 2)
    (fun t => match t with 1%nat => 1 | _ => -1 end) TH).
  assert (C : Sum 1 (fun t => 1 * match t with 1%nat => 1 | _ => -1 end) <= 3 / 4); [| simpl in C; lra].
  eapply Rle_trans; [apply B; try lia; try lra |].
  - intros t Ht. assert (t = 1%nat) by lia. subst. simpl. lra.
  - intros t Ht. assert (t = 1%nat) by lia. subst. simpl. lra.
  - intros t Ht. assert (t = 1%nat) by lia. subst. simpl. lra.
  - intros t Ht. assert (t = 1%nat) by lia. subst. unfold scalars. simpl. lra.
  - split; [intros t k i Ht; lia | lra].
  - simpl. rewrite Total_one. unfold scalars. lra.
Qed.

Theorem Theorem3_printed_refuted : ~ Theorem3_printed.
Proof.
  intros TH. apply Theorem3_without_Q1_refuted.
  unfold Theorem3_with in *. intros. apply TH with (g := g) (gamma := gamma); auto.
Qed.

(* (b) Q_2 < 0 (V = I, alpha = (1, 2)): f = |x| twice, x_1 = 2: x_2 = 1, R_2 = 3 > 11/4. *)
Theorem Theorem3_without_Q_refuted : ~ Theorem3_with (fun L _ gamma q => Q1_at_least_I L q /\ 0 <= gamma).
Proof.
  intros TH.
  set (q := fun t => match t with 1%nat => 1 | 2%nat => - (1 / 2) | _ => 0 end).
  set (x := fun t => match t with 1%nat => 2 | 2%nat => 1 | _ => -1 end).
  set (m := fun t => match t with O => 0 | _ => 1 end).
  assert (B := absolute_game _ 2 0 (fun _ => 1) m q x TH).
  assert (C : Sum 2 (fun t => 1 * x t) <= 11 / 4); [| unfold x in C; simpl in C; lra].
  eapply Rle_trans; [apply B; try lia; try lra |].
  - intros t Ht. destruct t as [| [| [| t]]]; try lia; unfold q, x; simpl; lra.
  - reflexivity.
  - intros t Ht. destruct t as [| [| [| t]]]; try lia; unfold m; simpl; lra.
  - intros t Ht. destruct t as [| [| [| t]]]; try lia; unfold m, x; simpl; lra.
  - intros t Ht. destruct t as [| [| [| t]]]; try lia; unfold scalars, m, q, x; simpl; lra.
  - split; [intros k i _; unfold scalars, q; lra | lra].
  - simpl. unfold dual_norm2. rewrite !Total_one. unfold upto, scalars, m, q, x. simpl. lra.
Qed.

(* (c) gamma = -1/2 (Momentum, alpha = 1): f_1 = |x|, f_2 = 3/2 |x|, x_1 = 2: (12) holds, R_2 = 7/2 > 3. *)
Theorem Theorem3_without_gamma_refuted : ~ Theorem3_with (fun L T _ q => Q1_at_least_I L q /\ Q_nonnegative L T q).
Proof.
  intros TH.
  set (q := fun t => match t with 1%nat => 1 | _ => 0 end).
  set (x := fun t => match t with 1%nat => 2 | 2%nat => 1 | _ => 0 end).
  set (m := fun t => match t with O => 0 | _ => 1 end).
  set (a := fun t => match t with 1%nat => 1 | _ => 3 / 2 end).
  assert (B := absolute_game _ 2 (- (1 / 2)) a m q x TH).
  assert (C : Sum 2 (fun t => a t * x t) <= 3); [| unfold a, x in C; simpl in C; lra].
  eapply Rle_trans; [apply B; try lia; try lra |].
  - intros t Ht. destruct t as [| [| [| t]]]; try lia; unfold a, q, x; simpl; lra.
  - reflexivity.
  - intros t Ht. destruct t as [| [| [| t]]]; try lia; unfold a, m; simpl; lra.
  - intros t Ht. destruct t as [| [| [| t]]]; try lia; unfold m, x; simpl; lra.
  - intros t Ht. destruct t as [| [| [| t]]]; try lia; unfold scalars, m, q, x; simpl; lra.
  - split; intros t; intros; unfold scalars, q; [lra |]. destruct t as [| [|]]; lra.
  - simpl. unfold dual_norm2. rewrite !Total_one. unfold upto, scalars, m, q, x. simpl. lra.
Qed.

(* (12) cannot be dropped, even from Theorem 3': Momentum with alpha = 1, gamma = 1/2, f = 2|x| twice, x_1 = 1: x_2 = -1,
   <m_1, x_2> = -2 < 0, R_2 = 4 > 3. *)
Theorem Theorem3_prime_without_condition12_refuted :
  ~ (forall L T gamma f g m q x Psi x_star,
     (1 <= T)%nat ->
     (forall t, (1 <= t <= T)%nat -> convex (f t) /\ subgradient L (f t) (g t) (x t)) ->
     argmin (fun u => Sum T (fun t => f t u)) x_star ->
     0 <= gamma < 1 ->
     follows_13 L T gamma g m ->
     Q1_at_least_I L q -> Q_nonnegative L T q ->
     (forall t, (1 <= t < T)%nat -> convex (Psi t)) ->
     (forall t u, (1 <= t < T)%nat -> Psi t u <= Psi (S t) u) ->
     (forall u, 0 <= Psi 1%nat u) ->
     (forall t, (1 <= t < T)%nat -> argmin (objective6 L m q x Psi t) (x (S t))) ->
     regret f x T x_star <= Psi T x_star + h L q x T x_star + / 2 * Sum T (fun t => dual_norm2 L q m t t)).
Proof.
  intros H.
  set (q := fun t => match t with 1%nat => 1 | _ => 0 end).
  set (x := fun t => match t with 1%nat => 1 | _ => -1 end).
  set (g := fun t => match t with 1%nat => 2 | _ => -2 end).
  set (m := fun t => match t with O => 0 | 1%nat => 2 | _ => -1 end).
  assert (P : forall u, Psi5 one_weight 0 0 0 (fun _ _ => 0) u = 0).
  { intros u. unfold Psi5. rewrite (Sum_ext _ _ (fun _ => 0)) by (intros; ring). rewrite Sum_0. ring. }
  assert (B : regret (absolute (fun _ => 2)) (scalars x) 2 (fun _ _ => 0) <= 3).
  { eapply Rle_trans; [apply (H one_weight 2%nat (1 / 2) (absolute (fun _ => 2)) (scalars g) (scalars m) (scalars q) (scalars x)
      (fun t => Psi5 one_weight 0 0 0 (fun _ _ => 0))); try lia; try lra |].
    - intros t Ht. split; [apply absolute_convex; lra |]. intros u. unfold absolute, dot, scalars.
      rewrite Total_one. unfold g, x. destruct t as [| [| [| t]]]; try lia; unfold Rabs; repeat destruct Rcase_abs; lra.
    - apply absolute_minimum. intros; lra.
    - split; [reflexivity |]. intros t k i Ht _. unfold scalars, m, g. destruct t as [| [| [| t]]]; try lia; simpl; lra.
    - intros k i _. unfold scalars, q. lra.
    - intros t k i Ht _. unfold scalars, q. destruct t as [| [|]]; lra.
    - intros t Ht u v a Ha. rewrite !P. lra.
    - intros t u Ht. rewrite !P. lra.
    - intros u. rewrite P. lra.
    - intros t Ht. assert (t = 1%nat) by lia. subst t.
      apply (unregularised_update m q x 1 (fun _ _ _ => 0)); unfold scalars, m, q, x; simpl; lra.
    - rewrite P. unfold h, dual_norm2. cbn [Sum]. rewrite !Total_one. unfold upto, scalars, m, q, x. simpl. right. field. }
  unfold regret, absolute, scalars, x in B. cbn [Sum] in B. rewrite Rabs_R0, Rabs_R1, (Rabs_left (-1)) in B by lra. lra.
Qed.
