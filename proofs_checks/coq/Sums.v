(* Finite sums and the Cauchy-Schwarz inequality with positive weights: the tools of the other files. *)
Require Import Reals Lra Psatz Lia.
From Assay Require Import Paper.
Open Scope R_scope.

(* ---- one index *)

Lemma Sum_S n f : Sum (S n) f = Sum n f + f (S n).
Proof. reflexivity. Qed.

Lemma Sum_ext n f g : (forall i, (1 <= i <= n)%nat -> f i = g i) -> Sum n f = Sum n g.
Proof. induction n; intros H; simpl; auto. rewrite IHn, (H (S n)); auto; [lia | intros; apply H; lia]. Qed.

Lemma Sum_le n f g : (forall i, (1 <= i <= n)%nat -> f i <= g i) -> Sum n f <= Sum n g.
Proof.
  induction n; intros H; simpl; [lra |].
  apply Rplus_le_compat; [apply IHn; intros; apply H; lia | apply H; lia].
Qed.

Lemma Sum_0 n : Sum n (fun _ => 0) = 0.
Proof. induction n; simpl; [| rewrite IHn]; ring. Qed.

Lemma Sum_plus n f g : Sum n (fun i => f i + g i) = Sum n f + Sum n g.
Proof. induction n; simpl; [| rewrite IHn]; ring. Qed.

Lemma Sum_scal n k f : Sum n (fun i => k * f i) = k * Sum n f.
Proof. induction n; simpl; [| rewrite IHn]; ring. Qed.

Lemma Sum_const n c : Sum n (fun _ => c) = INR n * c.
Proof. induction n; [simpl; ring |]. rewrite S_INR. simpl Sum. rewrite IHn. ring. Qed.

Lemma Sum_nonneg n f : (forall i, (1 <= i <= n)%nat -> 0 <= f i) -> 0 <= Sum n f.
Proof. intros H. rewrite <- (Sum_0 n). now apply Sum_le. Qed.

Lemma Sum_zero n f : (forall i, (1 <= i <= n)%nat -> 0 <= f i) -> Sum n f = 0 ->
  forall i, (1 <= i <= n)%nat -> f i = 0.
Proof.
  induction n; intros H E i Hi; [lia |]. simpl in E.
  assert (0 <= f (S n)) by (apply H; lia).
  assert (0 <= Sum n f) by (apply Sum_nonneg; intros; apply H; lia).
  destruct (Nat.eq_dec i (S n)) as [-> | Hn]; [lra |]. apply IHn; try lia; [intros; apply H; lia | lra].
Qed.

Lemma Sum_single n f k : (1 <= k <= n)%nat -> (forall i, (1 <= i <= n)%nat -> i <> k -> f i = 0) -> Sum n f = f k.
Proof.
  induction n; intros Hk H; [lia |]. simpl.
  destruct (Nat.eq_dec k (S n)) as [-> | Hn].
  - rewrite (Sum_ext n f (fun _ => 0)) by (intros; apply H; lia). rewrite Sum_0. ring.
  - rewrite (H (S n)) by lia. rewrite IHn by (lia || (intros; apply H; lia)). ring.
Qed.

Lemma Sum_swap n k (f : nat -> nat -> R) :
  Sum n (fun a => Sum k (fun b => f a b)) = Sum k (fun b => Sum n (fun a => f a b)).
Proof. induction n; simpl; [symmetry; apply Sum_0 |]. rewrite IHn, <- Sum_plus. reflexivity. Qed.

(* ---- the entries of a vector in groups *)

Section Entries.
Variable L : layout.

Lemma Total_ext f g : same L f g -> Total L f = Total L g.
Proof. intros H. apply Sum_ext; intros k Hk. apply Sum_ext; intros i Hi. apply H. now split. Qed.

Lemma Total_le f g : (forall k i, entry L k i -> f k i <= g k i) -> Total L f <= Total L g.
Proof. intros H. apply Sum_le; intros k Hk. apply Sum_le; intros i Hi. apply H. now split. Qed.

Lemma Total_0 : Total L (fun _ _ => 0) = 0.
Proof. unfold Total. rewrite (Sum_ext _ _ (fun _ => 0)); intros; apply Sum_0. Qed.

Lemma Total_plus f g : Total L (fun k i => f k i + g k i) = Total L f + Total L g.
Proof. unfold Total. rewrite <- Sum_plus. apply Sum_ext; intros. apply Sum_plus. Qed.

Lemma Total_scal c f : Total L (fun k i => c * f k i) = c * Total L f.
Proof. unfold Total. rewrite <- Sum_scal. apply Sum_ext; intros. apply Sum_scal. Qed.

Lemma Total_nonneg f : (forall k i, entry L k i -> 0 <= f k i) -> 0 <= Total L f.
Proof. intros H. rewrite <- Total_0. now apply Total_le. Qed.

Lemma Total_zero f : (forall k i, entry L k i -> 0 <= f k i) -> Total L f = 0 ->
  forall k i, entry L k i -> f k i = 0.
Proof.
  intros H E k i [Hk Hi].
  assert (P : forall a, (1 <= a <= groups L)%nat -> 0 <= Sum (size L a) (fun b => f a b))
    by (intros a Ha; apply Sum_nonneg; intros; apply H; now split).
  apply (Sum_zero (size L k) (f k)); [intros; apply H; now split | | auto].
  exact (Sum_zero _ _ P E k Hk).
Qed.

Lemma Total_single f k i : entry L k i -> (forall a b, entry L a b -> (a, b) <> (k, i) -> f a b = 0) ->
  Total L f = f k i.
Proof.
  intros [Hk Hi] H. unfold Total. rewrite (Sum_single _ _ k Hk).
  - apply Sum_single; auto. intros b Hb N. apply H; [now split | congruence].
  - intros a Ha N. rewrite (Sum_ext _ _ (fun _ => 0)); [apply Sum_0 |].
    intros b Hb. apply H; [now split | congruence].
Qed.

Lemma Sum_Total n (f : sequence) :
  Sum n (fun t => Total L (f t)) = Total L (fun k i => Sum n (fun t => f t k i)).
Proof. unfold Total. rewrite Sum_swap. apply Sum_ext; intros. apply Sum_swap. Qed.

Lemma Total_const_le f c : (forall k i, entry L k i -> f k i <= c) -> Total L f <= dimension L * c.
Proof.
  intros H. unfold dimension. rewrite Rmult_comm, <- Total_scal. apply Total_le; intros.
  rewrite Rmult_1_r. auto.
Qed.
End Entries.

(* ---- Cauchy-Schwarz: (sum s x)^2 <= (sum s^2/a)(sum a x^2) *)

Lemma Cauchy_Schwarz_square n (a s x : nat -> R) : (forall i, (1 <= i <= n)%nat -> 0 < a i) ->
  Sum n (fun i => s i * x i) ^ 2 <= Sum n (fun i => s i ^ 2 / a i) * Sum n (fun i => a i * x i ^ 2).
Proof.
  induction n; intros Ha; [simpl; lra |]. rewrite !Sum_S.
  set (P := Sum n (fun i => s i * x i)) in *.
  set (U := Sum n (fun i => s i ^ 2 / a i)) in *.
  set (W := Sum n (fun i => a i * x i ^ 2)) in *.
  assert (HU : 0 <= U).
  { apply Sum_nonneg; intros i Hi. assert (0 < a i) by (apply Ha; lia).
    apply Rmult_le_pos; [nra |]. left; now apply Rinv_0_lt_compat. }
  assert (HW : 0 <= W) by (apply Sum_nonneg; intros i Hi; assert (0 < a i) by (apply Ha; lia); nra).
  assert (IH : P ^ 2 <= U * W) by (apply IHn; intros; apply Ha; lia).
  assert (an : 0 < a (S n)) by (apply Ha; lia).
  set (u := s (S n) / a (S n)). assert (Es : s (S n) = a (S n) * u) by (unfold u; field; lra).
  replace (s (S n) ^ 2 / a (S n)) with (a (S n) * u ^ 2) by (unfold u; field; lra).
  rewrite Es. clearbody P U W u. clear Es. generalize dependent (a (S n)); intros b Hb.
  generalize (x (S n)); intros v.
  assert (K : 2 * P * (u * v) <= U * v ^ 2 + W * u ^ 2).
  { destruct (Rle_dec (P * (u * v)) 0) as [Hn | Hp]; [nra |].
    assert (Q : (2 * P * (u * v)) ^ 2 <= (U * v ^ 2 + W * u ^ 2) ^ 2).
    { replace ((2 * P * (u * v)) ^ 2) with (4 * (P ^ 2 * (u * v) ^ 2)) by ring.
      apply Rle_trans with (4 * (U * W * (u * v) ^ 2)).
      - apply Rmult_le_compat_l; [lra |]. apply Rmult_le_compat_r; [apply pow2_ge_0 | lra].
      - assert (0 <= (U * v ^ 2 - W * u ^ 2) ^ 2) by apply pow2_ge_0. lra. }
    apply Rsqr_incr_0_var; [unfold Rsqr; lra |]. nra. }
  assert (b * (2 * P * (u * v)) <= b * (U * v ^ 2 + W * u ^ 2)) by (apply Rmult_le_compat_l; lra).
  lra.
Qed.

Lemma Sum_div_nonneg n (a s : nat -> R) : (forall i, (1 <= i <= n)%nat -> 0 < a i) ->
  0 <= Sum n (fun i => s i ^ 2 / a i).
Proof.
  intros Ha. apply Sum_nonneg; intros i Hi. apply Rmult_le_pos; [apply pow2_ge_0 |].
  left; now apply Rinv_0_lt_compat, Ha.
Qed.

Lemma Cauchy_Schwarz n (a s x : nat -> R) : (forall i, (1 <= i <= n)%nat -> 0 < a i) ->
  Sum n (fun i => s i * x i) <=
  sqrt (Sum n (fun i => s i ^ 2 / a i)) * sqrt (Sum n (fun i => a i * x i ^ 2)).
Proof.
  intros Ha. rewrite <- sqrt_mult_alt by now apply Sum_div_nonneg.
  apply Rle_trans with (Rabs (Sum n (fun i => s i * x i))); [apply Rle_abs |].
  rewrite <- sqrt_Rsqr_abs. apply sqrt_le_1_alt. unfold Rsqr.
  generalize (Cauchy_Schwarz_square n a s x Ha). simpl pow. lra.
Qed.
