(* The minimiser of (6) for any diagonal A_t > 0 in the l21 term, e.g. A_t = I, where no closed form exists.

   In words, one group of d entries: let D = W_t + 2 lambda2 > 0, A > 0, lambda1 >= 0, c = lambda21 sqrt(d) >= 0,
   s = soft threshold of z. Then
     z.u + lambda1 |u|_1 + c |A^{1/2} u|_2 + u'Du/2
   has exactly one minimiser x, and grows from it at least like |D^{1/2}(u - x)|^2/2:
   - x = 0 if |A^{-1/2} s| <= c;
   - otherwise, if c > 0, x_i = s_i nu/(D_i nu + c A_i), where nu > 0 is the one root of
       phi(nu) = sum_i A_i s_i^2/(D_i nu + c A_i)^2 = 1;
   - if c = 0, x_i = s_i/D_i.
   The paper solves (6) for A_t = D/2 only (Theorem 1); it allows any A_t (after (5)). *)
Require Import Reals Ranalysis5 Lra Psatz Lia.
From Assay Require Import Paper Sums Theorem1 Penalty.
Open Scope R_scope.

(* one group of (6), with W_t and lambda2 together in D *)
Definition group_problem (d : nat) (z D A : nat -> R) (lambda1 c : R) (u : nat -> R) : R :=
  Sum d (fun i => z i * u i) + lambda1 * Sum d (fun i => Rabs (u i)) + c * weighted_norm d A u +
  / 2 * Sum d (fun i => D i * u i ^ 2).

Definition root_equation (d : nat) (s D A : nat -> R) (c nu : R) : Prop :=
  0 < nu /\ Sum d (fun i => A i * s i ^ 2 / (D i * nu + c * A i) ^ 2) = 1.

Definition grows_from (d : nat) (D : nat -> R) (F : (nat -> R) -> R) (x : nat -> R) : Prop :=
  forall u, F x + / 2 * Sum d (fun i => D i * (u i - x i) ^ 2) <= F u.

Section Group.
Variables (d : nat) (z D A : nat -> R) (lambda1 c : R).
Hypothesis lambda1_nonneg : 0 <= lambda1.
Hypothesis c_nonneg : 0 <= c.
Hypothesis D_pos : forall i, (1 <= i <= d)%nat -> 0 < D i.
Hypothesis A_pos : forall i, (1 <= i <= d)%nat -> 0 < A i.
Let s i := soft lambda1 (z i).
Let F := group_problem d z D A lambda1 c.

(* F(u) >= -s.u + c |A^{1/2}u| + u'Du/2, with equality where u_i = k_i s_i, k_i >= 0 *)
Lemma problem_ge u :
  - Sum d (fun i => s i * u i) + c * weighted_norm d A u + / 2 * Sum d (fun i => D i * u i ^ 2) <= F u.
Proof.
  generalize (linear_part_ge d z lambda1 lambda1_nonneg u). unfold F, group_problem, s, s1. lra.
Qed.

Lemma problem_eq u k : (forall i, (1 <= i <= d)%nat -> 0 <= k i /\ u i = k i * s i) ->
  F u = - Sum d (fun i => s i * u i) + c * weighted_norm d A u + / 2 * Sum d (fun i => D i * u i ^ 2).
Proof.
  intros H. unfold F, group_problem. do 2 f_equal.
  rewrite <- Sum_scal, <- Sum_plus. replace (- Sum d (fun i => s i * u i)) with (Sum d (fun i => (-1) * (s i * u i)))
    by (rewrite Sum_scal; ring).
  apply Sum_ext; intros i Hi. destruct (H i Hi) as [K E]. rewrite E. unfold s.
  rewrite (soft_eq lambda1 (z i) (k i)) by auto. ring.
Qed.

Lemma zero_group : sqrt (Sum d (fun i => s i ^ 2 / A i)) <= c -> grows_from d D F (fun _ => 0).
Proof.
  intros HN u. rewrite (problem_eq (fun _ => 0) (fun _ => 0)) by (intros; lra).
  unfold weighted_norm. rewrite (Sum_ext d (fun i => A i * 0 ^ 2) (fun _ => 0)) by (intros; ring).
  rewrite (Sum_ext d (fun i => D i * 0 ^ 2) (fun _ => 0)), (Sum_ext d (fun i => s i * 0) (fun _ => 0)) by (intros; ring).
  rewrite (Sum_ext d (fun i => D i * (u i - 0) ^ 2) (fun i => D i * u i ^ 2)) by (intros; ring).
  rewrite !Sum_0, sqrt_0. eapply Rle_trans; [| apply problem_ge].
  assert (CS := Cauchy_Schwarz d A s u A_pos). unfold weighted_norm.
  assert (sqrt (Sum d (fun i => s i ^ 2 / A i)) * sqrt (Sum d (fun i => A i * u i ^ 2)) <=
          c * sqrt (Sum d (fun i => A i * u i ^ 2))) by (apply Rmult_le_compat_r; [apply sqrt_pos | auto]).
  lra.
Qed.

Lemma kept_group nu : root_equation d s D A c nu -> grows_from d D F (fun i => nu / (D i * nu + c * A i) * s i).
Proof.
  intros [Hnu E] u. set (x := fun i => nu / (D i * nu + c * A i) * s i).
  assert (Y : forall i, (1 <= i <= d)%nat -> 0 < D i * nu + c * A i).
  { intros i Hi. assert (0 < D i * nu) by (apply Rmult_lt_0_compat; auto).
    assert (0 <= c * A i) by (apply Rmult_le_pos; auto; left; auto). lra. }
  (* |A^{1/2}x| = nu and s_i = (D_i + c A_i/nu) x_i *)
  assert (N : weighted_norm d A x = nu).
  { unfold weighted_norm. rewrite (Sum_ext d _ (fun i => nu ^ 2 * (A i * s i ^ 2 / (D i * nu + c * A i) ^ 2)))
      by (intros i Hi; unfold x; field; apply Rgt_not_eq, Y, Hi).
    rewrite Sum_scal, E, Rmult_1_r. apply sqrt_pow2; lra. }
  assert (SX : forall i, (1 <= i <= d)%nat -> s i = (D i + c / nu * A i) * x i).
  { intros i Hi. unfold x. field. split; [| lra]. apply Rgt_not_eq, Y, Hi. }
  assert (K : forall i, (1 <= i <= d)%nat -> 0 <= nu / (D i * nu + c * A i) /\ x i = nu / (D i * nu + c * A i) * s i).
  { intros i Hi. split; [| reflexivity]. apply Rlt_le, Rdiv_lt_0_compat; auto. }
  change (F (fun i => nu / (D i * nu + c * A i) * s i)) with (F x).
  rewrite (problem_eq x _ K), N. eapply Rle_trans; [| apply problem_ge].
  assert (CS := weighted_Cauchy_Schwarz d A (fun i Hi => Rlt_le _ _ (A_pos i Hi)) x u). rewrite N in CS.
  assert (C : c / nu * Sum d (fun i => A i * x i * u i) <= c * weighted_norm d A u).
  { replace (c * weighted_norm d A u) with (c / nu * (nu * weighted_norm d A u)) by (field; lra).
    apply Rmult_le_compat_l; auto. apply Rmult_le_pos; [auto | left; now apply Rinv_0_lt_compat]. }
  assert (Q : Sum d (fun i => A i * x i ^ 2) = nu * nu).
  { rewrite <- N. symmetry. apply sqrt_sqrt. apply weighted_square_nonneg. intros; left; auto. }
  assert (S1 : Sum d (fun i => s i * x i) = Sum d (fun i => D i * x i ^ 2) + c / nu * (nu * nu)).
  { rewrite <- Q, <- Sum_scal, <- Sum_plus. apply Sum_ext; intros i Hi. rewrite (SX i Hi) at 1. ring. }
  assert (S2 : Sum d (fun i => s i * u i) = Sum d (fun i => D i * x i * u i) + c / nu * Sum d (fun i => A i * x i * u i)).
  { rewrite <- Sum_scal, <- Sum_plus. apply Sum_ext; intros i Hi. rewrite (SX i Hi). ring. }
  assert (S3 : Sum d (fun i => D i * (u i - x i) ^ 2) =
    Sum d (fun i => D i * u i ^ 2) + (-2 * Sum d (fun i => D i * x i * u i) + Sum d (fun i => D i * x i ^ 2))).
  { rewrite <- Sum_scal, <- !Sum_plus. apply Sum_ext; intros; ring. }
  change (Sum d (fun i => D i * (u i - nu / (D i * nu + c * A i) * s i) ^ 2)) with (Sum d (fun i => D i * (u i - x i) ^ 2)).
  rewrite S1, S2, S3. replace (c / nu * (nu * nu)) with (c * nu) by (field; lra). lra.
Qed.

(* ---- the root exists: phi is continuous, above 1 near 0 and below 1 far out *)

Let phi nu := Sum d (fun i => A i * s i ^ 2 / (D i * nu + c * A i) ^ 2).

Lemma Sum_continuous n (f : nat -> R -> R) x : (forall i, (1 <= i <= n)%nat -> continuity_pt (f i) x) ->
  continuity_pt (fun y => Sum n (fun i => f i y)) x.
Proof.
  induction n; intros H.
  - apply continuity_pt_const. intros a b. reflexivity.
  - apply (continuity_pt_plus (fun y => Sum n (fun i => f i y)) (f (S n))); [apply IHn; intros; apply H; lia | apply H; lia].
Qed.

Lemma phi_continuous nu : 0 < c -> 0 <= nu -> continuity_pt phi nu.
Proof.
  intros Hc Hnu. apply Sum_continuous. intros i Hi. assert (Di := D_pos i Hi). assert (Ai := A_pos i Hi).
  assert (Y : 0 < D i * nu + c * A i).
  { assert (0 <= D i * nu) by (apply Rmult_le_pos; lra). assert (0 < c * A i) by now apply Rmult_lt_0_compat. lra. }
  assert (Y2 : (D i * nu + c * A i) ^ 2 <> 0) by (apply Rgt_not_eq, pow_lt, Y).
  apply derivable_continuous_pt. reg.
Qed.

Lemma root_exists : 0 < c -> c < sqrt (Sum d (fun i => s i ^ 2 / A i)) -> exists nu, root_equation d s D A c nu.
Proof.
  intros Hc HN. set (N2 := Sum d (fun i => s i ^ 2 / A i)) in *.
  assert (P0 : 1 < phi 0).
  { unfold phi. rewrite (Sum_ext d _ (fun i => (/ c) ^ 2 * (s i ^ 2 / A i)))
      by (intros i Hi; assert (Ai := A_pos i Hi); field; lra).
    rewrite Sum_scal. fold N2. assert (HN2 : 0 <= N2) by now apply Sum_div_nonneg.
    assert (Q := sqrt_sqrt N2 HN2). assert (c * c < N2) by nra.
    replace ((/ c) ^ 2 * N2) with (N2 / (c * c)) by (field; lra).
    apply Rmult_lt_reg_r with (c * c); [nra |]. unfold Rdiv. rewrite Rmult_assoc, Rinv_l by nra. lra. }
  (* beyond B = sum (1 + A_i s_i^2/D_i^2) + 1 every term is below its share *)
  set (B := 1 + Sum d (fun i => A i * s i ^ 2 / D i ^ 2)).
  assert (T : forall i, (1 <= i <= d)%nat -> 0 <= A i * s i ^ 2 / D i ^ 2).
  { intros i Hi. apply Rmult_le_pos; [apply Rmult_le_pos; [left; auto | apply pow2_ge_0] |].
    left. apply Rinv_0_lt_compat, pow_lt, D_pos, Hi. }
  assert (B1 : 1 <= B) by (unfold B; generalize (Sum_nonneg d _ T); lra).
  assert (PB : phi B < 1).
  { apply Rle_lt_trans with ((/ B) ^ 2 * Sum d (fun i => A i * s i ^ 2 / D i ^ 2)).
    - rewrite <- Sum_scal. apply Sum_le; intros i Hi. assert (Di := D_pos i Hi). assert (Ai := A_pos i Hi).
      replace ((/ B) ^ 2 * (A i * s i ^ 2 / D i ^ 2)) with (A i * s i ^ 2 / (D i * B) ^ 2) by (field; lra).
      apply Rmult_le_compat_l; [apply Rmult_le_pos; [lra | apply pow2_ge_0] |].
      assert (0 < D i * B) by (apply Rmult_lt_0_compat; lra).
      apply Rinv_le_contravar; [now apply pow_lt |]. apply pow_incr.
      assert (0 <= c * A i) by (apply Rmult_le_pos; lra). lra.
    - replace (Sum d (fun i => A i * s i ^ 2 / D i ^ 2)) with (B - 1) by (unfold B; ring).
      apply Rmult_lt_reg_l with (B ^ 2); [apply pow_lt; lra |].
      replace (B ^ 2 * ((/ B) ^ 2 * (B - 1))) with (B - 1) by (field; lra). nra. }
  destruct (IVT_interv (fun nu => 1 - phi nu) 0 B) as [nu [[L0 LB] E]]; try lra.
  - intros nu Hn. apply (continuity_pt_minus (fun _ => 1) phi); [| apply phi_continuous; lra].
    apply continuity_pt_const. intros a b. reflexivity.
  - exists nu. split; [| unfold phi in E; lra].
    destruct (Rle_lt_or_eq_dec 0 nu L0) as [P | <-]; [exact P | lra].
Qed.

(* c = 0: the problem without l21 term *)
Lemma unpenalised : c = 0 -> grows_from d D F (fun i => / D i * s i).
Proof.
  intros C0 u. set (x := fun i => / D i * s i).
  change (fun i => / D i * s i) with x. change (Sum d (fun i => D i * (u i - / D i * s i) ^ 2)) with (Sum d (fun i => D i * (u i - x i) ^ 2)).
  rewrite (problem_eq x (fun i => / D i)).
  2:{ intros i Hi. split; [left; now apply Rinv_0_lt_compat, D_pos | reflexivity]. }
  eapply Rle_trans; [| apply problem_ge]. rewrite C0, !Rmult_0_l.
  assert (SX : forall i, (1 <= i <= d)%nat -> s i = D i * x i).
  { intros i Hi. assert (Di := D_pos i Hi). unfold x. field. lra. }
  rewrite (Sum_ext d (fun i => s i * x i) (fun i => D i * x i ^ 2)) by (intros i Hi; rewrite (SX i Hi) at 1; ring).
  rewrite (Sum_ext d (fun i => s i * u i) (fun i => D i * x i * u i)) by (intros i Hi; rewrite (SX i Hi); ring).
  assert (S3 : Sum d (fun i => D i * (u i - x i) ^ 2) =
    Sum d (fun i => D i * u i ^ 2) + (-2 * Sum d (fun i => D i * x i * u i) + Sum d (fun i => D i * x i ^ 2))).
  { rewrite <- Sum_scal, <- !Sum_plus. apply Sum_ext; intros; ring. }
  rewrite S3. lra.
Qed.

Lemma growth_unique x y : grows_from d D F x -> (forall u, F y <= F u) -> forall i, (1 <= i <= d)%nat -> y i = x i.
Proof.
  intros G H i Hi. specialize (G y). specialize (H x).
  assert (P : forall j, (1 <= j <= d)%nat -> 0 <= D j * (y j - x j) ^ 2)
    by (intros j Hj; apply Rmult_le_pos; [left; auto | apply pow2_ge_0]).
  assert (Z : Sum d (fun j => D j * (y j - x j) ^ 2) = 0) by (apply Rle_antisym; [lra | now apply Sum_nonneg]).
  assert (E := Sum_zero d _ P Z i Hi). cbv beta in E. assert (Di := D_pos i Hi).
  apply Rmult_integral in E as [E | E]; [lra |]. assert (y i - x i = 0) by nra. lra.
Qed.
End Group.

Lemma grows_from_argmin d D F x : (forall i, (1 <= i <= d)%nat -> 0 < D i) -> grows_from d D F x -> forall u, F x <= F u.
Proof.
  intros HD G u. specialize (G u). assert (0 <= Sum d (fun i => D i * (u i - x i) ^ 2)); [| lra].
  apply Sum_nonneg; intros i Hi. apply Rmult_le_pos; [left; auto | apply pow2_ge_0].
Qed.

Theorem Argmin_any_A : forall d z D A lambda1 c,
  0 <= lambda1 -> 0 <= c ->
  (forall i, (1 <= i <= d)%nat -> 0 < D i) -> (forall i, (1 <= i <= d)%nat -> 0 < A i) ->
  let s i := soft lambda1 (z i) in
  let F := group_problem d z D A lambda1 c in
  (sqrt (Sum d (fun i => s i ^ 2 / A i)) <= c -> grows_from d D F (fun _ => 0)) /\
  (forall nu, root_equation d s D A c nu -> grows_from d D F (fun i => nu / (D i * nu + c * A i) * s i)) /\
  (0 < c -> c < sqrt (Sum d (fun i => s i ^ 2 / A i)) -> exists nu, root_equation d s D A c nu) /\
  (c = 0 -> grows_from d D F (fun i => / D i * s i)).
Proof.
  intros d z D A lambda1 c H1 Hc HD HA s F. repeat split.
  - now apply zero_group.
  - intros nu. now apply kept_group.
  - now apply root_exists.
  - now apply unpenalised.
Qed.

(* (6) has exactly one minimiser, whatever A_t > 0 *)
Theorem Argmin_exists_unique : forall d z D A lambda1 c,
  0 <= lambda1 -> 0 <= c ->
  (forall i, (1 <= i <= d)%nat -> 0 < D i) -> (forall i, (1 <= i <= d)%nat -> 0 < A i) ->
  let F := group_problem d z D A lambda1 c in
  exists x, (forall u, F x <= F u) /\
    forall y, (forall u, F y <= F u) -> forall i, (1 <= i <= d)%nat -> y i = x i.
Proof.
  intros d z D A lambda1 c H1 Hc HD HA F.
  assert (E : exists x, grows_from d D F x).
  { destruct (Argmin_any_A d z D A lambda1 c H1 Hc HD HA) as [Z [K [R U]]].
    destruct (Rle_dec (sqrt (Sum d (fun i => soft lambda1 (z i) ^ 2 / A i))) c) as [L | L]; [eexists; now apply Z |].
    destruct (Rle_lt_or_eq_dec 0 c Hc) as [P | <-]; [| eexists; now apply U].
    destruct (R P ltac:(lra)) as [nu Hnu]. eexists. now apply (K nu). }
  destruct E as [x G]. exists x. split; [now apply (grows_from_argmin d D) |].
  intros y Hy. now apply (growth_unique d z D A lambda1 c HD x y G).
Qed.

(* phi(nu) = 1 has one root at most, because the minimiser has |A^{1/2}x| = nu *)
Theorem Argmin_root_unique : forall d s D A c nu nu',
  0 <= c -> (forall i, (1 <= i <= d)%nat -> 0 < D i) -> (forall i, (1 <= i <= d)%nat -> 0 < A i) ->
  root_equation d s D A c nu -> root_equation d s D A c nu' -> nu = nu'.
Proof.
  assert (LT : forall d s D A c nu nu', 0 <= c -> (forall i, (1 <= i <= d)%nat -> 0 < D i) ->
    (forall i, (1 <= i <= d)%nat -> 0 < A i) -> root_equation d s D A c nu -> root_equation d s D A c nu' -> ~ nu < nu').
  { intros d s D A c nu nu' Hc HD HA [P E] [P' E'] L.
    (* every term is smaller at nu', strictly where s_i is not 0, so all s_i are 0, and the sum is not 1 *)
    assert (M : forall i, (1 <= i <= d)%nat ->
      0 <= A i * s i ^ 2 / (D i * nu + c * A i) ^ 2 + (-1) * (A i * s i ^ 2 / (D i * nu' + c * A i) ^ 2)).
    { intros i Hi. assert (Di := HD i Hi). assert (Ai := HA i Hi).
      assert (0 < D i * nu) by (apply Rmult_lt_0_compat; auto). assert (0 <= c * A i) by (apply Rmult_le_pos; lra).
      assert (D i * nu <= D i * nu') by (apply Rmult_le_compat_l; lra).
      assert (A i * s i ^ 2 / (D i * nu' + c * A i) ^ 2 <= A i * s i ^ 2 / (D i * nu + c * A i) ^ 2); [| lra].
      apply Rmult_le_compat_l; [apply Rmult_le_pos; [lra | apply pow2_ge_0] |].
      apply Rinv_le_contravar; [apply pow_lt; lra | apply pow_incr; lra]. }
    assert (S0 : Sum d (fun i => A i * s i ^ 2 / (D i * nu + c * A i) ^ 2 + (-1) * (A i * s i ^ 2 / (D i * nu' + c * A i) ^ 2)) = 0)
      by (rewrite Sum_plus, Sum_scal; lra).
    rewrite (Sum_ext d _ (fun _ => 0)), Sum_0 in E; [lra |]. intros k Hk.
    assert (Dk := HD k Hk). assert (Ak := HA k Hk).
    destruct (Req_dec (A k * s k ^ 2) 0) as [-> | NZ]; [unfold Rdiv; ring | exfalso].
    assert (Z := Sum_zero d _ M S0 k Hk). cbv beta in Z.
    assert (0 < D k * nu) by (apply Rmult_lt_0_compat; auto). assert (0 <= c * A k) by (apply Rmult_le_pos; lra).
    assert (D k * nu < D k * nu') by (apply Rmult_lt_compat_l; lra).
    assert (Q : 0 < A k * s k ^ 2) by (assert (0 <= A k * s k ^ 2) by (apply Rmult_le_pos; [lra | apply pow2_ge_0]); lra).
    assert (/ (D k * nu' + c * A k) ^ 2 < / (D k * nu + c * A k) ^ 2).
    { apply Rinv_lt_contravar; [apply Rmult_lt_0_compat; apply pow_lt; lra |].
      rewrite <- !Rsqr_pow2. apply Rsqr_incrst_1; lra. }
    assert (A k * s k ^ 2 * / (D k * nu' + c * A k) ^ 2 < A k * s k ^ 2 * / (D k * nu + c * A k) ^ 2)
      by now apply Rmult_lt_compat_l.
    unfold Rdiv in Z. lra. }
  intros d s D A c nu nu' Hc HD HA H H'.
  destruct (Rtotal_order nu nu') as [L | [E | L]]; auto; exfalso;
    [now apply (LT d s D A c nu nu') | now apply (LT d s D A c nu' nu)].
Qed.
