(* The subdifferential of |y|_2 (Appendix A, after (30)).

   In words: zeta is a subgradient of the Euclidean norm at 0 iff |zeta|_2 <= 1, and at y /= 0 iff zeta = y/|y|_2.
   The paper prints the l-infinity ball {|zeta_i| <= 1} at 0. That holds for one entry only, and with it the
   optimality condition (30) accepts points that are not optimal. *)
Require Import Reals Lra Psatz Lia.
From Assay Require Import Paper Sums.
Open Scope R_scope.

Definition norm (d : nat) (v : nat -> R) : R := sqrt (Sum d (fun i => v i ^ 2)).
Definition norm_subgradient (d : nat) (zeta y : nat -> R) : Prop :=
  forall u, norm d y + Sum d (fun i => zeta i * (u i - y i)) <= norm d u.

Lemma norm_nonneg d v : 0 <= norm d v.
Proof. apply sqrt_pos. Qed.

Lemma norm_square d v : norm d v * norm d v = Sum d (fun i => v i ^ 2).
Proof. apply sqrt_sqrt, Sum_nonneg. intros; apply pow2_ge_0. Qed.

Lemma norm_0 d : norm d (fun _ => 0) = 0.
Proof. unfold norm. rewrite (Sum_ext d _ (fun _ => 0)) by (intros; ring). rewrite Sum_0. apply sqrt_0. Qed.

Lemma norm_Cauchy_Schwarz d u v : Sum d (fun i => u i * v i) <= norm d u * norm d v.
Proof.
  assert (H := Cauchy_Schwarz d (fun _ => 1) u v ltac:(intros; lra)). unfold norm.
  rewrite (Sum_ext d (fun i => u i ^ 2) (fun i => u i ^ 2 / 1)) by (intros; field).
  rewrite (Sum_ext d (fun i => v i ^ 2) (fun i => 1 * v i ^ 2)) by (intros; ring). exact H.
Qed.

Theorem Subdifferential_at_0 : forall d zeta, norm_subgradient d zeta (fun _ => 0) <-> norm d zeta <= 1.
Proof.
  intros d zeta. assert (N := norm_nonneg d zeta). assert (Q := norm_square d zeta). split; intros H.
  - specialize (H zeta). rewrite norm_0 in H.
    rewrite (Sum_ext d _ (fun i => zeta i ^ 2)) in H by (intros; ring). rewrite <- Q in H. nra.
  - intros u. rewrite norm_0, (Sum_ext d _ (fun i => zeta i * u i)) by (intros; ring).
    assert (C := norm_Cauchy_Schwarz d zeta u). assert (P := norm_nonneg d u). nra.
Qed.

Theorem Subdifferential_elsewhere : forall d zeta y, norm d y <> 0 ->
  (norm_subgradient d zeta y <-> forall i, (1 <= i <= d)%nat -> zeta i = y i / norm d y).
Proof.
  intros d zeta y Hy. assert (N := norm_nonneg d y). assert (Q := norm_square d y).
  set (n := norm d y) in *. assert (P : 0 < n) by lra. split; intros H.
  - (* zeta.y = |y| from u = 0 and u = 2y; zeta.u <= |u| for every u, so |zeta| <= 1 *)
    assert (E : Sum d (fun i => zeta i * y i) = n).
    { assert (A := H (fun _ => 0)). assert (B := H (fun i => 2 * y i)). fold n in A, B. cbv beta in A, B.
      rewrite norm_0, (Sum_ext d _ (fun i => (-1) * (zeta i * y i))), Sum_scal in A by (intros; ring).
      rewrite (Sum_ext d (fun i => zeta i * (2 * y i - y i)) (fun i => zeta i * y i)) in B by (intros; ring).
      replace (norm d (fun i => 2 * y i)) with (2 * n) in B; [lra |].
      unfold n, norm. rewrite (Sum_ext d (fun i => (2 * y i) ^ 2) (fun i => 2 ^ 2 * y i ^ 2)) by (intros; ring).
      rewrite Sum_scal, sqrt_mult_alt, sqrt_pow2 by lra. reflexivity. }
    assert (U : norm d zeta <= 1).
    { apply Subdifferential_at_0. intros u. specialize (H u). fold n in H.
      rewrite norm_0, (Sum_ext d _ (fun i => zeta i * u i)) by (intros; ring).
      rewrite (Sum_ext d _ (fun i => zeta i * u i + (-1) * (zeta i * y i))) in H by (intros; ring).
      rewrite Sum_plus, Sum_scal, E in H. lra. }
    assert (Z := norm_square d zeta). assert (NZ := norm_nonneg d zeta).
    assert (S0 : Sum d (fun i => (zeta i - y i / n) ^ 2) = 0).
    { apply Rle_antisym; [| apply Sum_nonneg; intros; apply pow2_ge_0].
      rewrite (Sum_ext d _ (fun i => zeta i ^ 2 + (- (2 / n) * (zeta i * y i) + (/ n) ^ 2 * y i ^ 2))) by (intros; field; lra).
      rewrite !Sum_plus, !Sum_scal, E, <- Q, <- Z.
      replace (norm d zeta * norm d zeta + (- (2 / n) * n + (/ n) ^ 2 * (n * n))) with (norm d zeta * norm d zeta - 1)
        by (field; lra). nra. }
    intros i Hi. assert (T0 := Sum_zero d _ (fun j _ => pow2_ge_0 _) S0 i Hi). cbv beta in T0. nra.
  - intros u. fold n. rewrite (Sum_ext d _ (fun i => / n * (y i * u i) + (- / n) * y i ^ 2))
      by (intros i Hi; rewrite (H i Hi); field; lra).
    rewrite Sum_plus, !Sum_scal, <- Q. assert (C := norm_Cauchy_Schwarz d y u). fold n in C.
    apply (Rmult_le_compat_l (/ n)) in C; [| left; now apply Rinv_0_lt_compat].
    replace (/ n * (n * norm d u)) with (norm d u) in C by (field; lra).
    replace (- / n * (n * n)) with (- n) by (field; lra). lra.
Qed.

(* d = 2, zeta = (1, 1), u = (3, 4): 7 > 5 *)
Theorem Subdifferential_printed_refuted :
  ~ (forall d zeta, (forall i, (1 <= i <= d)%nat -> -1 <= zeta i <= 1) -> norm_subgradient d zeta (fun _ => 0)).
Proof.
  intros H. specialize (H 2%nat (fun _ => 1) ltac:(intros; lra) (fun i => match i with 1%nat => 3 | _ => 4 end)).
  rewrite norm_0 in H. unfold norm in H. simpl in H.
  replace (0 + 3 * (3 * 1) + 4 * (4 * 1)) with (5 ^ 2) in H by ring. rewrite sqrt_pow2 in H by lra. lra.
Qed.

(* The consequence for (30): with the printed set, a y that satisfies -s~ + c xi + 2y = 0 for some xi of the set need
   not minimise (29). s~ = (3, 4), c = lambda21 sqrt(d) = 4: y = 0 passes with xi = (3/4, 1); y = (3/10, 2/5) gives -1/4. *)
Theorem Equation30_with_printed_subdifferential_refuted :
  ~ (forall d c s_tilde xi, 0 <= c -> (forall i, (1 <= i <= d)%nat -> -1 <= xi i <= 1) ->
     (forall i, (1 <= i <= d)%nat -> - s_tilde i + c * xi i + 2 * 0 = 0) ->
     forall y, 0 <= - Sum d (fun i => s_tilde i * y i) + c * norm d y + Sum d (fun i => y i ^ 2)).
Proof.
  intros H. specialize (H 2%nat 4 (fun i => match i with 1%nat => 3 | _ => 4 end)
    (fun i => match i with 1%nat => 3 / 4 | _ => 1 end) ltac:(lra)
    ltac:(intros i _; destruct i as [| [|]]; lra) ltac:(intros i _; destruct i as [| [|]]; lra)
    (fun i => match i with 1%nat => 3 / 10 | _ => 2 / 5 end)).
  unfold norm in H. simpl in H.
  replace (0 + 3 / 10 * (3 / 10 * 1) + 2 / 5 * (2 / 5 * 1)) with ((1 / 2) ^ 2) in H by field.
  rewrite sqrt_pow2 in H by lra. lra.
Qed.
