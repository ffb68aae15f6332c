(* Algorithm 2 (Group Adam) with every lambda = 0, against Adam (Section 2.2 says: "equivalent").

   In words. Let m_t be any first moments, and r_t >= 0 the roots sqrt(V_t) of any second moments. Adam steps by
   alpha m_t/(r_t + eps_t). Algorithm 2 keeps z with Q_1 = r_1 + eps_1, Q_t = r_t - r_{t-1} for t > 1, but divides by
   r_t + eps_t. When eps_t is constant (line 8 deleted) the two are one algorithm; so they are for any eps_t > 0 when
   eps_t - eps_{t-1} is added to Q_t.
   As printed, with eps_t = eps/sqrt(1 - beta2^t), they are not: a weight that never gets a gradient becomes
       x_{t+1} = x_1 sqrt(1 - beta2^t)/sqrt(1 - beta2),
   which tends to x_1/sqrt(1 - beta2) = 31.6 x_1 for beta2 = 0.999; Adam leaves it alone. *)
Require Import Reals Lra Psatz Lia.
From Assay Require Import Paper Sums.
Open Scope R_scope.

(* One weight: groups play no part when every lambda = 0. root t is sqrt(V_t), root 0 = 0. *)
Definition adam (T : nat) (alpha : R) (eps root m x : nat -> R) : Prop :=
  forall t, (1 <= t <= T)%nat -> x (S t) = x t - alpha * m t / (root t + eps t).

(* lines 9, 10, 14: z_t = z_{t-1} + m_t - Q_t x_t/alpha, x_{t+1} = -z_t/((root_t + eps_t)/alpha) *)
Fixpoint z_algorithm2 (alpha : R) (Q m x : nat -> R) (t : nat) : R :=
  match t with O => 0 | S p => z_algorithm2 alpha Q m x p + m t - Q t / alpha * x t end.
Definition algorithm2 (T : nat) (alpha : R) (eps Q root m x : nat -> R) : Prop :=
  forall t, (1 <= t <= T)%nat -> x (S t) = - z_algorithm2 alpha Q m x t / ((root t + eps t) / alpha).

(* Q_t as printed (line 9), and with the increment of eps *)
Definition Q_printed (eps root : nat -> R) (t : nat) : R :=
  match t with O => 0 | S O => root 1%nat + eps 1%nat | S p => root t - root p end.
Definition Q_repaired (eps root : nat -> R) (t : nat) : R :=
  match t with O => 0 | S O => root 1%nat + eps 1%nat | S p => root t + eps t - (root p + eps p) end.

Lemma z_repaired T alpha eps root m x : 0 < alpha -> (forall t, (1 <= t <= T)%nat -> 0 < root t + eps t) ->
  (forall t, (1 <= t < T)%nat -> x (S t) = x t - alpha * m t / (root t + eps t)) ->
  forall t, (1 <= t <= T)%nat -> z_algorithm2 alpha (Q_repaired eps root) m x t = m t - (root t + eps t) / alpha * x t.
Proof.
  intros Ha HW Hx t. induction t; intros Ht; [lia |].
  destruct t; [unfold Q_repaired; simpl; field; lra |].
  change (z_algorithm2 alpha (Q_repaired eps root) m x (S (S t))) with
    (z_algorithm2 alpha (Q_repaired eps root) m x (S t) + m (S (S t)) - Q_repaired eps root (S (S t)) / alpha * x (S (S t))).
  rewrite IHt by lia. rewrite (Hx (S t)) by lia. unfold Q_repaired. assert (P := HW (S t) ltac:(lia)). field. lra.
Qed.

Theorem Algorithm2_repaired_is_Adam : forall T alpha eps root m x,
  0 < alpha -> (forall t, (1 <= t <= T)%nat -> 0 < root t + eps t) ->
  (algorithm2 T alpha eps (Q_repaired eps root) root m x <-> adam T alpha eps root m x).
Proof.
  intros T alpha eps root m x Ha HW.
  assert (K : forall n, (n <= T)%nat ->
    (algorithm2 n alpha eps (Q_repaired eps root) root m x <-> adam n alpha eps root m x)).
  { induction n; intros Hn; [split; intros _ t Ht; lia |]. specialize (IHn ltac:(lia)).
    assert (ST : adam n alpha eps root m x ->
      (x (S (S n)) = - z_algorithm2 alpha (Q_repaired eps root) m x (S n) / ((root (S n) + eps (S n)) / alpha) <->
       x (S (S n)) = x (S n) - alpha * m (S n) / (root (S n) + eps (S n)))).
    { intros H. rewrite (z_repaired (S n) alpha eps root m x Ha); [| intros; apply HW; lia | intros; apply H; lia | lia].
      assert (P := HW (S n) ltac:(lia)).
      replace (- (m (S n) - (root (S n) + eps (S n)) / alpha * x (S n)) / ((root (S n) + eps (S n)) / alpha)) with
        (x (S n) - alpha * m (S n) / (root (S n) + eps (S n))) by (field; lra). tauto. }
    split; intros H t Ht.
    - assert (A : adam n alpha eps root m x) by (apply IHn; intros s Hs; apply H; lia).
      destruct (Nat.eq_dec t (S n)) as [-> | N]; [apply (ST A), H; lia | apply A; lia].
    - assert (A : adam n alpha eps root m x) by (intros s Hs; apply H; lia).
      destruct (Nat.eq_dec t (S n)) as [-> | N]; [apply (ST A), H; lia | apply IHn; auto; lia]. }
  now apply K.
Qed.

(* With constant eps the printed Q_t is the repaired one: Algorithm 1 of Kingma and Ba. *)
Theorem Algorithm2_constant_epsilon_is_Adam : forall T alpha eps root m x,
  0 < alpha -> 0 < eps -> (forall t, (1 <= t <= T)%nat -> 0 <= root t) ->
  (algorithm2 T alpha (fun _ => eps) (Q_printed (fun _ => eps) root) root m x <-> adam T alpha (fun _ => eps) root m x).
Proof.
  intros T alpha eps root m x Ha He Hr.
  rewrite <- (Algorithm2_repaired_is_Adam T alpha (fun _ => eps) root m x Ha)
    by (intros t Ht; specialize (Hr t Ht); lra).
  assert (E : forall t, z_algorithm2 alpha (Q_printed (fun _ => eps) root) m x t =
                        z_algorithm2 alpha (Q_repaired (fun _ => eps) root) m x t).
  { induction t; [reflexivity |]. cbn [z_algorithm2]. rewrite IHt. do 3 f_equal.
    unfold Q_printed, Q_repaired. destruct t; ring. }
  split; intros H t Ht; specialize (H t Ht); rewrite H, ?E; try rewrite <- E; reflexivity.
Qed.

(* eps_t = eps/sqrt(1 - beta2^t), line 8 read as not compounding *)
Definition eps_hat (eps beta2 : R) (t : nat) : R := eps / sqrt (1 - beta2 ^ t).

Lemma power_below_1 beta2 t : 0 <= beta2 < 1 -> (1 <= t)%nat -> 0 <= beta2 ^ t < 1.
Proof.
  intros Hb Ht. split; [apply pow_le; lra |]. destruct t; [lia |]. simpl.
  assert (0 <= beta2 ^ t <= 1). { split; [apply pow_le; lra |]. rewrite <- (pow1 t). apply pow_incr; lra. } nra.
Qed.

Theorem Algorithm2_inflates_untouched_weights : forall T alpha eps beta2 x,
  0 < alpha -> 0 < eps -> 0 <= beta2 < 1 ->
  algorithm2 T alpha (eps_hat eps beta2) (Q_printed (eps_hat eps beta2) (fun _ => 0)) (fun _ => 0) (fun _ => 0) x ->
  forall t, (1 <= t <= T)%nat -> x (S t) = x 1%nat * (sqrt (1 - beta2 ^ t) / sqrt (1 - beta2)).
Proof.
  intros T alpha eps beta2 x Ha He Hb H t Ht. rewrite (H t Ht).
  assert (Z : forall s, (1 <= s)%nat ->
    z_algorithm2 alpha (Q_printed (eps_hat eps beta2) (fun _ => 0)) (fun _ => 0) x s = - (eps_hat eps beta2 1 / alpha * x 1%nat)).
  { induction s; intros Hs; [lia |]. cbn [z_algorithm2]. destruct s; [unfold Q_printed; simpl; field; lra |].
    rewrite IHs by lia. unfold Q_printed, Rdiv. ring. }
  rewrite Z by lia. unfold eps_hat. rewrite pow_1.
  assert (P1 : 0 < sqrt (1 - beta2)) by (apply sqrt_lt_R0; lra).
  assert (B := power_below_1 beta2 t Hb ltac:(lia)).
  assert (Pt : 0 < sqrt (1 - beta2 ^ t)) by (apply sqrt_lt_R0; lra). field. repeat split; lra.
Qed.

(* the factor tends to 1/sqrt(1 - beta2) *)
Theorem Algorithm2_inflation_limit : forall beta2, 0 <= beta2 < 1 ->
  Un_cv (fun t => sqrt (1 - beta2 ^ t) / sqrt (1 - beta2)) (/ sqrt (1 - beta2)).
Proof.
  intros beta2 Hb e He. set (b := sqrt (1 - beta2)). assert (Pb : 0 < b) by (apply sqrt_lt_R0; lra).
  destruct (pow_lt_1_zero beta2 ltac:(rewrite Rabs_right; lra) (e * b) ltac:(now apply Rmult_lt_0_compat)) as [N HN].
  exists (S N). intros t Ht. specialize (HN t ltac:(lia)). unfold R_dist.
  assert (B := power_below_1 beta2 t Hb ltac:(lia)). rewrite Rabs_right in HN by lra.
  (* 1 - beta2^t <= sqrt(1 - beta2^t) <= 1 *)
  assert (P := sqrt_pos (1 - beta2 ^ t)). assert (Q := sqrt_sqrt (1 - beta2 ^ t) ltac:(lra)).
  set (r := sqrt (1 - beta2 ^ t)) in *. assert (R1 : r <= 1) by nra. assert (R2 : 1 - beta2 ^ t <= r) by nra.
  replace (r / b - / b) with (- ((1 - r) / b)) by (field; lra). rewrite Rabs_Ropp, Rabs_right.
  - apply Rmult_lt_reg_r with b; auto. unfold Rdiv. rewrite Rmult_assoc, Rinv_l by lra. lra.
  - apply Rle_ge, Rmult_le_pos; [lra | left; now apply Rinv_0_lt_compat].
Qed.

(* beta2 = 24/25, eps = alpha = 1, no gradient, x_1 = 1: eps_1 = 5, eps_2 = 25/7; Algorithm 2 has x_3 = 7/5, Adam x_3 = 1 *)
Theorem Algorithm2_printed_is_Adam_refuted :
  ~ (forall T alpha eps beta2 root m x, 0 < alpha -> 0 < eps -> 0 <= beta2 < 1 -> (forall t, 0 <= root t) ->
     algorithm2 T alpha (eps_hat eps beta2) (Q_printed (eps_hat eps beta2) root) root m x ->
     adam T alpha (eps_hat eps beta2) root m x).
Proof.
  intros H. set (x := fun t => match t with 3%nat => 7 / 5 | _ => 1 end).
  assert (E1 : eps_hat 1 (24 / 25) 1 = 5).
  { unfold eps_hat. replace (1 - (24 / 25) ^ 1) with ((1 / 5) ^ 2) by field. rewrite sqrt_pow2 by lra. field. }
  assert (E2 : eps_hat 1 (24 / 25) 2 = 25 / 7).
  { unfold eps_hat. replace (1 - (24 / 25) ^ 2) with ((7 / 25) ^ 2) by field. rewrite sqrt_pow2 by lra. field. }
  specialize (H 2%nat 1 1 (24 / 25) (fun _ => 0) (fun _ => 0) x ltac:(lra) ltac:(lra) ltac:(lra) ltac:(intros; lra)).
  assert (A : adam 2 1 (eps_hat 1 (24 / 25)) (fun _ => 0) (fun _ => 0) x).
  { apply H. intros t Ht. destruct t as [| [| [| t]]]; try lia; unfold x; simpl z_algorithm2; unfold Q_printed;
      rewrite E1, ?E2; field. }
  specialize (A 2%nat ltac:(lia)). unfold x in A. rewrite E2 in A. lra.
Qed.
