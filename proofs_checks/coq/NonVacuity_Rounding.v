(* Every theorem under hypotheses, applied once to numbers: its hypotheses can be met, and what it then says is
   something. Rounding: the group norm. *)
Require Import Reals Lra Psatz Lia.
From Assay Require Import Paper Sums GroupNormError.
Open Scope R_scope.

(* ---- rounding: |(3, 4)| in float32, by fma(4, 4, fl(3 3)) *)

Definition sum_34 := Fused 4 (Square 3).

Lemma sum_34_exact : exact sum_34 = 5 ^ 2.
Proof. simpl. ring. Qed.

Lemma sum_34_computed : computes (/ 2 ^ 24) sum_34 25.
Proof.
  assert (U : 0 < / 2 ^ 24) by (apply Rinv_0_lt_compat, pow_lt; lra).
  assert (W : forall v, within (/ 2 ^ 24) v v).
  { intros v. unfold within. rewrite Rminus_diag_eq, Rabs_R0 by reflexivity. apply Rmult_le_pos; [lra | apply Rabs_pos]. }
  apply computes_fused with (ra := 9); [apply computes_square |].
  - replace (3 ^ 2) with 9 by ring. apply W.
  - replace (4 ^ 2 + 9) with 25 by ring. apply W.
Qed.

Theorem Sum_of_squares_error_instance : computes (/ 2 ^ 24) sum_34 25 /\
  forall r, computes (/ 2 ^ 24) sum_34 r -> (1 - / 2 ^ 24) ^ 2 * 25 <= r <= (1 + / 2 ^ 24) ^ 2 * 25.
Proof.
  split; [exact sum_34_computed |]. intros r H. replace 25 with (exact sum_34) by (rewrite sum_34_exact; ring).
  apply (Sum_of_squares_error _ sum_34); [lra | exact H].
Qed.

Theorem Group_norm_error_instance : forall r rho, computes (/ 2 ^ 24) sum_34 r -> within (/ 2 ^ 24) rho (sqrt r) ->
  Rabs (rho - 5) <= 2 * / 2 ^ 24 * (1 + 4 * / 2 ^ 24) * 5.
Proof.
  intros r rho Hr Hrho. assert (H := Group_norm_error (/ 2 ^ 24) sum_34 r rho).
  rewrite sum_34_exact, sqrt_pow2 in H by lra. cbn [entries sum_34] in H. change (INR 2) with 2 in H.
  specialize (H ltac:(lra) ltac:(lra) Hr Hrho). lra.
Qed.

Theorem Group_norm_error_simple_instance : forall r rho, computes (/ 2 ^ 24) sum_34 r -> within (/ 2 ^ 24) rho (sqrt r) ->
  Rabs (rho - 5) <= 15 * / 2 ^ 24.
Proof.
  intros r rho Hr Hrho. assert (H := Group_norm_error_simple (/ 2 ^ 24) sum_34 r rho).
  rewrite sum_34_exact, sqrt_pow2 in H by lra. cbn [entries sum_34] in H. change (INR 2) with 2 in H.
  specialize (H ltac:(lra) ltac:(lra) ltac:(lra) Hr Hrho). lra.
Qed.

(* 3/4 is a float of 2 bits *)
Theorem Rounding_to_nearest_instance : nearest 2 (3 / 4) (3 / 4) /\ within (/ 2 ^ 2) (3 / 4) (3 / 4).
Proof.
  assert (N : nearest 2 (3 / 4) (3 / 4)).
  { split.
    - exists 3%Z, (-2)%Z. split; [rewrite Rabs_right; lra | simpl; field].
    - intros y _. rewrite Rminus_diag_eq, Rabs_R0 by reflexivity. apply Rabs_pos. }
  split; [exact N |]. apply Rounding_to_nearest; [lia | exact N].
Qed.
