(* The rounding error of a group's norm |s|_2, for any number d of entries and any order of summation.

   In words: when every operation is off by at most u times its exact result, a sum of d squares computed in any
   order, each square rounded or fused into an addition, lies within (1-u)^d and (1+u)^d times the exact sum, and the
   root of it within relative (d/2 + 1) u (1 + (d+2) u) of |s|_2 if (d+2) u <= 1/4; so within (d/2 + 2) u if
   (d+2)^2 u <= 2. Rounding to nearest with p bits has u = 2^-p (last theorem), barring overflow and underflow.
   (A sum that starts from 0 is covered: 0 + x is exact, so it is the sum without that 0.) *)
Require Import Reals Lra Psatz Lia ZArith.
From Assay Require Import Paper Sums.
Open Scope R_scope.

(* A way to compute a sum of squares, and the numbers it can give. *)
Inductive sum_of_squares :=
  | Square (x : R)                              (* fl(x x)        *)
  | Plus (a b : sum_of_squares)                 (* fl(a + b)      *)
  | Fused (x : R) (a : sum_of_squares).         (* fl(x x + a)    *)

Fixpoint exact (e : sum_of_squares) : R :=
  match e with
  | Square x => x ^ 2
  | Plus a b => exact a + exact b
  | Fused x a => x ^ 2 + exact a
  end.

Fixpoint entries (e : sum_of_squares) : nat :=
  match e with
  | Square _ => 1
  | Plus a b => entries a + entries b
  | Fused _ a => S (entries a)
  end.

Definition within (u computed value : R) : Prop := Rabs (computed - value) <= u * Rabs value.

Inductive computes (u : R) : sum_of_squares -> R -> Prop :=
  | computes_square x r : within u r (x ^ 2) -> computes u (Square x) r
  | computes_plus a b ra rb r : computes u a ra -> computes u b rb -> within u r (ra + rb) -> computes u (Plus a b) r
  | computes_fused x a ra r : computes u a ra -> within u r (x ^ 2 + ra) -> computes u (Fused x a) r.

Lemma exact_nonneg e : 0 <= exact e.
Proof. induction e; simpl exact; try apply Rplus_le_le_0_compat; auto; apply pow2_ge_0. Qed.

Lemma entries_pos e : (1 <= entries e)%nat.
Proof. induction e; simpl; lia. Qed.

Lemma within_nonneg u r v : 0 <= v -> within u r v -> (1 - u) * v <= r <= (1 + u) * v.
Proof. intros Hv H. unfold within in H. rewrite (Rabs_right v) in H by lra. revert H. unfold Rabs. destruct Rcase_abs; intros; lra. Qed.

Lemma down_le u n k : 0 <= u < 1 -> (n <= k)%nat -> 0 <= (1 - u) ^ k <= (1 - u) ^ n.
Proof.
  intros Hu Hn. split; [apply pow_le; lra |]. replace k with (n + (k - n))%nat by lia. rewrite pow_add.
  rewrite <- (Rmult_1_r ((1 - u) ^ n)) at 2. apply Rmult_le_compat_l; [apply pow_le; lra |].
  apply Rle_trans with (1 ^ (k - n)); [apply pow_incr; lra | rewrite pow1; lra].
Qed.

Lemma up_le u n k : 0 <= u < 1 -> (n <= k)%nat -> 0 <= (1 + u) ^ n <= (1 + u) ^ k.
Proof. intros Hu Hn. split; [apply pow_le; lra | apply Rle_pow; [lra | auto]]. Qed.

Theorem Sum_of_squares_error : forall u e r, 0 <= u < 1 -> computes u e r ->
  (1 - u) ^ entries e * exact e <= r <= (1 + u) ^ entries e * exact e.
Proof.
  intros u e r Hu H. induction H as [x r H | a b ra rb r Ha IHa Hb IHb H | x a ra r Ha IHa H]; cbn [exact entries].
  - apply within_nonneg in H; [| apply pow2_ge_0]. simpl pow in *. lra.
  - assert (Ea := exact_nonneg a). assert (Eb := exact_nonneg b).
    assert (Na := entries_pos a). assert (Nb := entries_pos b).
    assert (Da := down_le u (S (entries a)) (entries a + entries b) Hu ltac:(lia)).
    assert (Db := down_le u (S (entries b)) (entries a + entries b) Hu ltac:(lia)).
    assert (Ua := up_le u (S (entries a)) (entries a + entries b) Hu ltac:(lia)).
    assert (Ub := up_le u (S (entries b)) (entries a + entries b) Hu ltac:(lia)).
    assert (A0 := down_le u 0 (entries a) Hu ltac:(lia)). assert (B0 := down_le u 0 (entries b) Hu ltac:(lia)).
    assert (Pa : 0 <= (1 - u) ^ entries a * exact a) by (apply Rmult_le_pos; lra).
    assert (Pb : 0 <= (1 - u) ^ entries b * exact b) by (apply Rmult_le_pos; lra).
    apply within_nonneg in H; [| lra]. cbn [pow] in *. split.
    + apply Rle_trans with ((1 - u) * (ra + rb)); [| tauto].
      apply Rle_trans with ((1 - u) * ((1 - u) ^ entries a * exact a + (1 - u) ^ entries b * exact b)).
      * rewrite !Rmult_plus_distr_l, <- !Rmult_assoc. apply Rplus_le_compat; apply Rmult_le_compat_r; tauto.
      * apply Rmult_le_compat_l; lra.
    + apply Rle_trans with ((1 + u) * (ra + rb)); [tauto |].
      apply Rle_trans with ((1 + u) * ((1 + u) ^ entries a * exact a + (1 + u) ^ entries b * exact b)).
      * apply Rmult_le_compat_l; lra.
      * rewrite !Rmult_plus_distr_l, <- !Rmult_assoc. apply Rplus_le_compat; apply Rmult_le_compat_r; tauto.
  - assert (Ea := exact_nonneg a). assert (X := pow2_ge_0 x).
    assert (D := down_le u 0 (entries a) Hu ltac:(lia)). assert (U := up_le u 0 (entries a) Hu ltac:(lia)).
    assert (Pa : 0 <= (1 - u) ^ entries a * exact a) by (apply Rmult_le_pos; lra).
    apply within_nonneg in H; [| lra]. set (xx := x ^ 2) in *. clearbody xx. cbn [pow] in *. split.
    + apply Rle_trans with ((1 - u) * (xx + ra)); [| tauto]. rewrite Rmult_assoc. apply Rmult_le_compat_l; [lra |].
      assert ((1 - u) ^ entries a * xx <= 1 * xx) by (apply Rmult_le_compat_r; tauto). lra.
    + apply Rle_trans with ((1 + u) * (xx + ra)); [tauto |]. rewrite Rmult_assoc. apply Rmult_le_compat_l; [lra |].
      assert (1 * xx <= (1 + u) ^ entries a * xx) by (apply Rmult_le_compat_r; tauto). lra.
Qed.

(* ---- the root *)

Lemma Bernoulli_down u n : 0 <= u -> INR n * u <= 1 -> 1 - INR n * u <= (1 - u) ^ n.
Proof.
  intros Hu. induction n; intros Hn; [simpl; lra |]. rewrite S_INR in *. simpl pow. assert (P := pos_INR n).
  assert (Q : 0 <= INR n * u) by now apply Rmult_le_pos.
  specialize (IHn ltac:(lra)).
  apply Rle_trans with ((1 - u) * (1 - INR n * u)); [| apply Rmult_le_compat_l; lra].
  assert (0 <= INR n * u * u) by now apply Rmult_le_pos. lra.
Qed.

Lemma Bernoulli_up u n : 0 <= u -> INR n * u <= 1 -> (1 + u) ^ n * (1 - INR n * u) <= 1.
Proof.
  intros Hu. induction n; intros Hn; [simpl; lra |]. rewrite S_INR in *. simpl pow. assert (P := pos_INR n).
  assert (Q : 0 <= INR n * u) by now apply Rmult_le_pos.
  specialize (IHn ltac:(lra)).
  apply Rle_trans with ((1 + u) ^ n * (1 - INR n * u)); [| auto].
  rewrite (Rmult_comm (1 + u)), Rmult_assoc. apply Rmult_le_compat_l; [apply pow_le; lra |].
  assert (0 <= (INR n + 1) * u * u) by (apply Rmult_le_pos; [apply Rmult_le_pos |]; lra). lra.
Qed.

(* rho = fl(sqrt(r)): relative error y/2 (1 + y) with y = (d+2) u *)
Theorem Group_norm_error : forall u e r rho,
  0 <= u -> (INR (entries e) + 2) * u <= 1 / 4 ->
  computes u e r -> within u rho (sqrt r) ->
  Rabs (rho - sqrt (exact e)) <= (INR (entries e) / 2 + 1) * u * (1 + (INR (entries e) + 2) * u) * sqrt (exact e).
Proof.
  intros u e r rho Hu Hd Hr Hrho. set (n := (entries e + 2)%nat). set (y := (INR (entries e) + 2) * u) in *.
  assert (Y : y = INR n * u) by (unfold y, n; rewrite plus_INR; simpl; ring).
  assert (P := pos_INR (entries e)). assert (Y0 : 0 <= y) by (apply Rmult_le_pos; lra).
  assert (U1 : u <= 1 / 8).
  { assert (0 <= INR (entries e) * u) by now apply Rmult_le_pos. unfold y in Hd. lra. }
  destruct (Sum_of_squares_error u e r ltac:(lra) Hr) as [Lo Hi].
  set (E := exact e) in *. assert (E0 : 0 <= E) by apply exact_nonneg.
  assert (DP : 0 <= (1 - u) ^ entries e) by (apply pow_le; lra).
  assert (UP : 0 <= (1 + u) ^ entries e) by (apply pow_le; lra).
  assert (R0 : 0 <= r) by (apply Rle_trans with ((1 - u) ^ entries e * E); [now apply Rmult_le_pos | auto]).
  apply within_nonneg in Hrho; [| apply sqrt_pos].
  assert (SE := sqrt_pos E). assert (QE := sqrt_sqrt E E0). assert (SR := sqrt_pos r). assert (QR := sqrt_sqrt r R0).
  (* both sides by squares: ((1+u) sqrt r)^2 <= (1+u)^n E <= ((1 + y/2 + y^2/2) sqrt E)^2 *)
  assert (UB : (1 + u) * sqrt r <= (1 + y / 2 + y ^ 2 / 2) * sqrt E).
  { assert (K : 0 <= 1 + y / 2 + y ^ 2 / 2) by nra.
    apply Rsqr_incr_0_var; [| now apply Rmult_le_pos]. unfold Rsqr.
    replace ((1 + u) * sqrt r * ((1 + u) * sqrt r)) with ((1 + u) ^ 2 * (sqrt r * sqrt r)) by ring. rewrite QR.
    replace ((1 + y / 2 + y ^ 2 / 2) * sqrt E * ((1 + y / 2 + y ^ 2 / 2) * sqrt E))
      with ((1 + y / 2 + y ^ 2 / 2) ^ 2 * (sqrt E * sqrt E)) by ring. rewrite QE.
    apply Rle_trans with ((1 + u) ^ n * E).
    - replace ((1 + u) ^ n) with ((1 + u) ^ 2 * (1 + u) ^ entries e) by (unfold n; rewrite pow_add; ring).
      rewrite Rmult_assoc. apply Rmult_le_compat_l; [apply pow2_ge_0 | auto].
    - apply Rmult_le_compat_r; auto. assert (B := Bernoulli_up u n Hu ltac:(lra)). rewrite <- Y in B.
      apply Rmult_le_reg_r with (1 - y); [lra |]. apply Rle_trans with (1 := B).
      assert (0 <= y ^ 2) by apply pow2_ge_0. assert (0 <= y ^ 2 * (1 / 4 - y)) by (apply Rmult_le_pos; lra).
      assert (0 <= y ^ 3 * (1 / 4 - y)) by (apply Rmult_le_pos; [apply pow_le |]; lra).
      assert (0 <= y ^ 4 * (1 / 4 - y)) by (apply Rmult_le_pos; [apply pow_le |]; lra). nra. }
  assert (LB : (1 - y / 2 - y ^ 2 / 2) * sqrt E <= (1 - u) * sqrt r).
  { apply Rsqr_incr_0_var; [| apply Rmult_le_pos; lra]. unfold Rsqr.
    replace ((1 - u) * sqrt r * ((1 - u) * sqrt r)) with ((1 - u) ^ 2 * (sqrt r * sqrt r)) by ring. rewrite QR.
    replace ((1 - y / 2 - y ^ 2 / 2) * sqrt E * ((1 - y / 2 - y ^ 2 / 2) * sqrt E))
      with ((1 - y / 2 - y ^ 2 / 2) ^ 2 * (sqrt E * sqrt E)) by ring. rewrite QE.
    apply Rle_trans with ((1 - u) ^ n * E).
    - apply Rmult_le_compat_r; auto. assert (B := Bernoulli_down u n Hu ltac:(lra)). rewrite <- Y in B.
      apply Rle_trans with (2 := B). nra.
    - replace ((1 - u) ^ n) with ((1 - u) ^ 2 * (1 - u) ^ entries e) by (unfold n; rewrite pow_add; ring).
      rewrite Rmult_assoc. apply Rmult_le_compat_l; [apply pow2_ge_0 | auto]. }
  replace ((INR (entries e) / 2 + 1) * u) with (y / 2) by (unfold y; field).
  apply Rabs_le. lra.
Qed.

(* the bound that the reference states: d/2 + 2 units, when (d+2)^2 u <= 2 *)
Theorem Group_norm_error_simple : forall u e r rho,
  0 <= u -> (INR (entries e) + 2) * u <= 1 / 4 -> (INR (entries e) + 2) ^ 2 * u <= 2 ->
  computes u e r -> within u rho (sqrt r) ->
  Rabs (rho - sqrt (exact e)) <= (INR (entries e) / 2 + 2) * u * sqrt (exact e).
Proof.
  intros u e r rho Hu H1 H2 Hr Hrho.
  eapply Rle_trans; [now apply (Group_norm_error u e r rho) |].
  apply Rmult_le_compat_r; [apply sqrt_pos |]. assert (P := pos_INR (entries e)).
  assert (0 <= u * (2 - (INR (entries e) + 2) ^ 2 * u)) by (apply Rmult_le_pos; lra). nra.
Qed.

(* ---- rounding to nearest with p bits and any exponent has u = 2^-p *)

Definition float (p : nat) (r : R) : Prop := exists m e : Z, Rabs (IZR m) <= 2 ^ p /\ r = IZR m * powerRZ 2 e.
Definition nearest (p : nat) (r x : R) : Prop := float p r /\ forall y, float p y -> Rabs (r - x) <= Rabs (y - x).

Lemma powerRZ_2_pos e : 0 < powerRZ 2 e.
Proof. apply powerRZ_lt; lra. Qed.

Lemma binade_from_1 x : 1 <= x -> exists n, 2 ^ n <= x < 2 ^ S n.
Proof.
  intros Hx. assert (B : exists n, x < 2 ^ n).
  { destruct (Pow_x_infinity 2 ltac:(rewrite Rabs_right; lra) (x + 1)) as [n Hn]. exists n.
    specialize (Hn n (le_n n)). rewrite Rabs_right in Hn by (apply Rle_ge, pow_le; lra). lra. }
  destruct B as [n Hn]. induction n; [simpl in Hn; lra |].
  destruct (Rlt_le_dec x (2 ^ n)) as [A | A]; [now apply IHn | now exists n].
Qed.

Lemma binade x : 0 < x -> exists e : Z, powerRZ 2 e <= x < 2 * powerRZ 2 e.
Proof.
  intros Hx.
  assert (K : exists k, 1 <= x * 2 ^ k).
  { destruct (Pow_x_infinity 2 ltac:(rewrite Rabs_right; lra) (/ x)) as [k Hk]. exists k.
    specialize (Hk k (le_n k)). rewrite Rabs_right in Hk by (apply Rle_ge, pow_le; lra).
    apply Rmult_le_reg_l with (/ x); [now apply Rinv_0_lt_compat |].
    rewrite <- Rmult_assoc, Rinv_l by lra. lra. }
  destruct K as [k Hk]. destruct (binade_from_1 _ Hk) as [n [Lo Hi]].
  exists (Z.of_nat n - Z.of_nat k)%Z.
  assert (E : powerRZ 2 (Z.of_nat n - Z.of_nat k) * 2 ^ k = 2 ^ n).
  { rewrite !pow_powerRZ, <- powerRZ_add by lra. f_equal. ring. }
  assert (P : 0 < 2 ^ k) by (apply pow_lt; lra). cbn [pow] in Hi. rewrite <- E in Lo, Hi.
  split; [apply Rmult_le_reg_r with (2 ^ k) | apply Rmult_lt_reg_r with (2 ^ k)]; lra.
Qed.

Lemma nearest_integer x : exists m : Z, Rabs (IZR m - x) <= 1 / 2.
Proof.
  destruct (archimed (x - 1 / 2)) as [A B]. exists (up (x - 1 / 2)). apply Rabs_le. lra.
Qed.

Theorem Rounding_to_nearest : forall p r x, (1 <= p)%nat -> nearest p r x -> within (/ 2 ^ p) r x.
Proof.
  intros p r x Hp [_ H]. unfold within.
  assert (P2 : 0 < 2 ^ p) by (apply pow_lt; lra).
  destruct (Req_dec x 0) as [-> | Nx].
  - rewrite Rabs_R0, Rmult_0_r, Rminus_0_r. specialize (H 0). rewrite !Rminus_0_r, Rabs_R0 in H. apply H.
    exists 0%Z, 0%Z. rewrite Rabs_R0. split; [lra | simpl; ring].
  - (* the float m step next to x, step = 2^(e-p+1), is within step/2 of x *)
    destruct (binade (Rabs x) (Rabs_pos_lt x Nx)) as [e [Lo Hi]].
    set (step := powerRZ 2 (e - Z.of_nat p + 1)). assert (Ps : 0 < step) by apply powerRZ_2_pos.
    assert (Es : step * 2 ^ p = 2 * powerRZ 2 e).
    { unfold step. rewrite pow_powerRZ, <- powerRZ_add by lra. replace (e - Z.of_nat p + 1 + Z.of_nat p)%Z with (1 + e)%Z by ring.
      rewrite powerRZ_add by lra. simpl powerRZ at 1. ring. }
    destruct (nearest_integer (x / step)) as [m Hm].
    assert (D : Rabs (IZR m * step - x) <= step / 2).
    { replace (IZR m * step - x) with ((IZR m - x / step) * step) by (field; lra).
      rewrite Rabs_mult, (Rabs_right step) by lra. nra. }
    assert (F : float p (IZR m * step)).
    { exists m, (e - Z.of_nat p + 1)%Z. split; [| reflexivity].
      assert (B : Rabs (IZR m) < 2 ^ p + 1).
      { apply Rle_lt_trans with (Rabs (x / step) + 1 / 2).
        - replace (IZR m) with (x / step + (IZR m - x / step)) by ring. eapply Rle_trans; [apply Rabs_triang | lra].
        - assert (Rabs (x / step) < 2 ^ p); [| lra]. unfold Rdiv. rewrite Rabs_mult, Rabs_inv, (Rabs_right step) by lra.
          apply Rmult_lt_reg_r with step; auto. rewrite Rmult_assoc, Rinv_l by lra. lra. }
      rewrite pow_IZR, Rabs_Zabs in *. rewrite <- plus_IZR in B. apply lt_IZR in B. apply IZR_le. lia. }
    eapply Rle_trans; [apply (H _ F) |]. eapply Rle_trans; [exact D |].
    apply Rmult_le_reg_l with (2 ^ p); auto. rewrite <- Rmult_assoc, Rinv_r by lra. lra.
Qed.
