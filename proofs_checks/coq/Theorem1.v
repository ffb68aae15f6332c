(* Theorem 1 (Section 2.1, Appendix A): the closed form of the update (6).

   In words, corrected: for A_t = sum_{s<=t} Q_s/(2 alpha_s) + lambda2 I > 0, lambda1, lambda21 >= 0, any number of
   groups of any sizes, the objective (6) has exactly one minimiser,
       x_{t+1}^g = (2 A_t)^{-1} max(1 - sqrt(d_g) lambda21 / |A_t^{-1/2} s_t^g|, 0) s_t^g,
   with z_t of (23) and s_t of (9). Q_s >= 0 is not needed. When s_t^g = 0 the value of the factor does not
   matter: x_{t+1}^g = 0 (and Coq's c/0 = 0 is as good as any).

   As printed, (10) has A^{-1} where A^{-1/2} belongs, and (8) does not say that the norm is the group's. Both are
   refuted below. The slip is between (29) and (34): x = A^{-1/2} y turns -s.x into -(A^{-1/2} s).y. *)
Require Import Reals Lra Psatz Lia.
From Assay Require Import Paper Sums Equivalence_1_3_4.
Open Scope R_scope.

(* ---- the soft threshold (9): -soft(z) x <= z x + lambda1 |x|, with equality at x = k soft(z), k >= 0 *)

Lemma soft_le lambda1 a x : 0 <= lambda1 -> - soft lambda1 a * x <= a * x + lambda1 * Rabs x.
Proof. intros H. unfold soft, sign, Rabs. repeat destruct Rcase_abs; repeat destruct Rle_dec; nra. Qed.

Lemma soft_eq lambda1 a k : 0 <= lambda1 -> 0 <= k ->
  a * (k * soft lambda1 a) + lambda1 * Rabs (k * soft lambda1 a) = - soft lambda1 a * (k * soft lambda1 a).
Proof.
  intros H Hk. rewrite Rabs_mult, (Rabs_right k) by lra.
  unfold soft, sign, Rabs. repeat destruct Rcase_abs; repeat destruct Rle_dec; try nra.
Qed.

(* ---- one group of d entries: a = diagonal of A, c = sqrt(d) lambda21 *)

Section OneGroup.
Variables (d : nat) (v a : nat -> R) (lambda1 c : R).
Hypothesis lambda1_nonneg : 0 <= lambda1.
Hypothesis c_nonneg : 0 <= c.
Hypothesis a_pos : forall i, (1 <= i <= d)%nat -> 0 < a i.

Definition quadratic (x : nat -> R) := Sum d (fun i => a i * x i ^ 2). (* |A^{1/2} x|^2 *)
Definition group_objective (x : nat -> R) : R :=
  Sum d (fun i => v i * x i) + lambda1 * Sum d (fun i => Rabs (x i)) + c * sqrt (quadratic x) + quadratic x.

Definition s1 i := soft lambda1 (v i).
Definition N := sqrt (Sum d (fun i => s1 i ^ 2 / a i)). (* |A^{-1/2} s| *)
Definition group_solution i := / (2 * a i) * Rmax (1 - c / N) 0 * s1 i.

Lemma quadratic_nonneg x : 0 <= quadratic x.
Proof. apply Sum_nonneg; intros i Hi. specialize (a_pos i Hi). nra. Qed.

Lemma linear_part_ge x :
  - Sum d (fun i => s1 i * x i) <= Sum d (fun i => v i * x i) + lambda1 * Sum d (fun i => Rabs (x i)).
Proof.
  rewrite <- Sum_scal, <- Sum_plus.
  replace (- Sum d (fun i => s1 i * x i)) with (Sum d (fun i => (-1) * (s1 i * x i))) by (rewrite Sum_scal; ring).
  apply Sum_le; intros i Hi. generalize (soft_le lambda1 (v i) (x i) lambda1_nonneg). unfold s1. lra.
Qed.

(* N = 0 only when s = 0 *)
Lemma N_zero : N = 0 -> forall i, (1 <= i <= d)%nat -> s1 i = 0.
Proof.
  intros HN i Hi. apply sqrt_eq_0 in HN; [| now apply Sum_div_nonneg].
  assert (Hs : forall j, (1 <= j <= d)%nat -> 0 <= s1 j ^ 2 / a j).
  { intros j Hj. apply Rmult_le_pos; [apply pow2_ge_0 |]. left. now apply Rinv_0_lt_compat, a_pos. }
  assert (E := Sum_zero _ _ Hs HN i Hi). simpl in E. apply Rmult_integral in E as [E | E].
  - nra.
  - assert (0 < / a i) by now apply Rinv_0_lt_compat, a_pos. lra.
Qed.

(* the solution is a minimiser, and the objective grows from it at least like |A^{1/2}(x - solution)|^2 *)
Lemma group_growth x :
  group_objective group_solution + Sum d (fun i => a i * (x i - group_solution i) ^ 2) <= group_objective x.
Proof.
  assert (HN0 : 0 <= N) by apply sqrt_pos.
  assert (CS : Sum d (fun i => s1 i * x i) <= N * sqrt (quadratic x)) by now apply Cauchy_Schwarz.
  assert (LP := linear_part_ge x). assert (Hq := quadratic_nonneg x).
  assert (Hy := sqrt_pos (quadratic x)). assert (Ey := sqrt_sqrt _ Hq).
  destruct (Rle_dec N c) as [Hle | Hgt].
  - (* the group is zero *)
    assert (Z : forall i, (1 <= i <= d)%nat -> group_solution i = 0).
    { intros i Hi. unfold group_solution. destruct (Req_dec N 0) as [E | E].
      - rewrite (N_zero E i Hi). ring.
      - rewrite Rmax_right; [ring |].
        assert (N / N <= c / N) by (apply Rmult_le_compat_r; [left; apply Rinv_0_lt_compat; lra | lra]).
        unfold Rdiv in H at 1. rewrite Rinv_r in H by lra. lra. }
    assert (E0 : group_objective group_solution = 0).
    { unfold group_objective, quadratic.
      rewrite (Sum_ext d (fun i => v i * group_solution i) (fun _ => 0)) by (intros i Hi; rewrite (Z i Hi); ring).
      rewrite (Sum_ext d (fun i => Rabs (group_solution i)) (fun _ => 0)) by (intros i Hi; rewrite (Z i Hi); apply Rabs_R0).
      rewrite (Sum_ext d (fun i => a i * group_solution i ^ 2) (fun _ => 0)) by (intros i Hi; rewrite (Z i Hi); ring).
      rewrite Sum_0, sqrt_0. ring. }
    rewrite E0, (Sum_ext d _ (fun i => a i * x i ^ 2)) by (intros i Hi; rewrite (Z i Hi); ring).
    fold (quadratic x). unfold group_objective. nra.
  - assert (HN : 0 < N) by lra.
    set (k := 1 - c / N).
    assert (HcN : c / N * N = c) by (field; lra).
    assert (HcN0 : 0 <= c / N) by (apply Rmult_le_pos; [lra | left; now apply Rinv_0_lt_compat]).
    assert (Hk : 0 < k) by (unfold k; nra).
    assert (Hxo : forall i, group_solution i = / (2 * a i) * k * s1 i)
      by (intros; unfold group_solution; rewrite Rmax_left; fold k; auto; lra).
    set (S2 := Sum d (fun i => s1 i ^ 2 / a i)).
    assert (HS : N * N = S2) by (unfold N; apply sqrt_sqrt; now apply Sum_div_nonneg).
    assert (Qo : quadratic group_solution = (k * N / 2) ^ 2).
    { unfold quadratic. rewrite (Sum_ext d _ (fun i => (k / 2) ^ 2 * (s1 i ^ 2 / a i))).
      - rewrite Sum_scal. fold S2. rewrite <- HS. field.
      - intros i Hi. rewrite Hxo. assert (Ha := a_pos i Hi). field. lra. }
    assert (SQ : sqrt (quadratic group_solution) = k * N / 2).
    { rewrite Qo. apply sqrt_pow2. assert (0 <= k * N) by (apply Rmult_le_pos; lra). lra. }
    assert (Lo : Sum d (fun i => v i * group_solution i) + lambda1 * Sum d (fun i => Rabs (group_solution i)) =
                 - (k / 2) * S2).
    { rewrite <- Sum_scal, <- Sum_plus. unfold S2. rewrite <- Sum_scal. apply Sum_ext; intros i Hi.
      assert (Ha := a_pos i Hi). rewrite Hxo.
      replace (/ (2 * a i) * k * s1 i) with (k / (2 * a i) * soft lambda1 (v i)) by (unfold s1; field; lra).
      rewrite soft_eq; auto; [unfold s1; field; lra |].
      apply Rmult_le_pos; [lra |]. left; apply Rinv_0_lt_compat; lra. }
    assert (Eo : group_objective group_solution = - (k * N / 2) ^ 2).
    { unfold group_objective. rewrite Lo, SQ, Qo, <- HS. assert (c = N - k * N) by (unfold k; lra). nra. }
    assert (SQR : Sum d (fun i => a i * (x i - group_solution i) ^ 2) =
                  quadratic x - k * Sum d (fun i => s1 i * x i) + (k * N / 2) ^ 2).
    { rewrite <- Qo. unfold quadratic.
      rewrite (Sum_ext d _ (fun i => (a i * x i ^ 2 + (- k) * (s1 i * x i)) + a i * group_solution i ^ 2)).
      - rewrite !Sum_plus, Sum_scal. ring.
      - intros i Hi. rewrite Hxo. assert (Ha := a_pos i Hi). field. lra. }
    rewrite Eo, SQR. unfold group_objective.
    assert (c * sqrt (quadratic x) >= c / N * Sum d (fun i => s1 i * x i)) by nra.
    assert (k * Sum d (fun i => s1 i * x i) = Sum d (fun i => s1 i * x i) - c / N * Sum d (fun i => s1 i * x i))
      by (unfold k; ring).
    lra.
Qed.
End OneGroup.

(* ---- all groups, and the objective (6) itself *)

Section Groups.
Variables (L : layout) (lambda1 lambda21 lambda2 : R) (m q x : sequence) (t : nat).
Let A := A_theorem1 lambda2 q t.
Let F := objective6 L m q x (fun t => Psi5 L lambda1 lambda21 lambda2 (A_theorem1 lambda2 q t)) t.
Let c g := sqrt (INR (size L g)) * lambda21.

(* (22) to (25) *)
Lemma objective6_groups u : F u =
  Total L (fun g i => Sum t (fun s => q s g i / 2 * x s g i ^ 2)) +
  Sum (groups L) (fun g => group_objective (size L g) (z m q x t g) (A g) lambda1 (c g) (u g)).
Proof.
  unfold F, objective6. rewrite objective4_z, !Total_plus. unfold Psi5. unfold Total.
  replace (lambda2 * Sum (groups L) (fun g => Sum (size L g) (fun i => u g i ^ 2))) with
    (Sum (groups L) (fun g => lambda2 * Sum (size L g) (fun i => u g i ^ 2))) by apply Sum_scal.
  rewrite !Rplus_assoc. f_equal. rewrite <- !Sum_plus. apply Sum_ext; intros g _.
  unfold group_objective, quadratic.
  rewrite (Sum_ext (size L g) (fun i => A g i * u g i ^ 2)
             (fun i => upto q t g i / 2 * u g i ^ 2 + lambda2 * u g i ^ 2)) at 2
    by (intros; unfold A, A_theorem1; ring).
  rewrite Sum_plus, Sum_scal. unfold c, A. ring.
Qed.

Lemma solution_group g i : (1 <= i <= size L g)%nat -> (forall j, (1 <= j <= size L g)%nat -> 0 < A g j) ->
  theorem1_corrected L lambda1 lambda21 lambda2 m q x t g i =
  group_solution (size L g) (z m q x t g) (A g) lambda1 (c g) i.
Proof.
  intros Hi Ha. unfold theorem1_corrected, step8, equation8, group_solution, group_norm, N. fold A.
  replace (upto q t g i + 2 * lambda2) with (2 * A g i) by (unfold A, A_theorem1; field).
  do 3 f_equal. unfold c. do 3 f_equal. apply Sum_ext; intros j Hj. unfold s_tilde_corrected, soft_threshold, s1.
  assert (P := sqrt_lt_R0 _ (Ha j Hj)). rewrite <- (sqrt_sqrt (A g j)) at 2 by (apply Rlt_le, Ha, Hj). field. lra.
Qed.
End Groups.

Theorem Theorem1_growth : forall L lambda1 lambda21 lambda2 m q x t,
  0 <= lambda1 -> 0 <= lambda21 ->
  (forall g i, entry L g i -> 0 < A_theorem1 lambda2 q t g i) ->
  let F := objective6 L m q x (fun t => Psi5 L lambda1 lambda21 lambda2 (A_theorem1 lambda2 q t)) t in
  let y := theorem1_corrected L lambda1 lambda21 lambda2 m q x t in
  forall u, F y + Total L (fun g i => A_theorem1 lambda2 q t g i * (u g i - y g i) ^ 2) <= F u.
Proof.
  intros L lambda1 lambda21 lambda2 m q x t H1 H21 HA F y u. unfold F.
  rewrite !objective6_groups, Rplus_assoc. apply Rplus_le_compat_l. unfold Total. rewrite <- Sum_plus.
  apply Sum_le; intros g Hg.
  assert (Ha : forall i, (1 <= i <= size L g)%nat -> 0 < A_theorem1 lambda2 q t g i) by (intros; apply HA; now split).
  assert (C : 0 <= sqrt (INR (size L g)) * lambda21) by (apply Rmult_le_pos; [apply sqrt_pos | auto]).
  assert (G := group_growth (size L g) (z m q x t g) (A_theorem1 lambda2 q t g) lambda1 _ H1 C Ha (u g)).
  set (gs := group_solution _ _ _ _ _) in G.
  assert (E : forall i, (1 <= i <= size L g)%nat -> y g i = gs i) by (intros; apply solution_group; auto).
  rewrite (Sum_ext (size L g) _ (fun i => A_theorem1 lambda2 q t g i * (u g i - gs i) ^ 2))
    by (intros i Hi; rewrite (E i Hi); reflexivity).
  replace (group_objective (size L g) (z m q x t g) (A_theorem1 lambda2 q t g) lambda1 _ (y g)) with
    (group_objective (size L g) (z m q x t g) (A_theorem1 lambda2 q t g) lambda1
       (sqrt (INR (size L g)) * lambda21) gs); [exact G |].
  unfold group_objective, quadratic. symmetry.
  rewrite (Sum_ext _ (fun i => z m q x t g i * y g i) (fun i => z m q x t g i * gs i)) by (intros i Hi; now rewrite (E i Hi)).
  rewrite (Sum_ext _ (fun i => Rabs (y g i)) (fun i => Rabs (gs i))) by (intros i Hi; now rewrite (E i Hi)).
  rewrite (Sum_ext _ (fun i => A_theorem1 lambda2 q t g i * y g i ^ 2) (fun i => A_theorem1 lambda2 q t g i * gs i ^ 2))
    by (intros i Hi; now rewrite (E i Hi)).
  reflexivity.
Qed.

Theorem Theorem1_corrected : forall L lambda1 lambda21 lambda2 m q x t,
  0 <= lambda1 -> 0 <= lambda21 ->
  (forall g i, entry L g i -> 0 < A_theorem1 lambda2 q t g i) ->
  let F := objective6 L m q x (fun t => Psi5 L lambda1 lambda21 lambda2 (A_theorem1 lambda2 q t)) t in
  let y := theorem1_corrected L lambda1 lambda21 lambda2 m q x t in
  argmin F y /\ forall u, argmin F u -> same L u y.
Proof.
  intros L lambda1 lambda21 lambda2 m q x t H1 H21 HA F y.
  assert (G := Theorem1_growth L lambda1 lambda21 lambda2 m q x t H1 H21 HA). cbv zeta in G. fold F y in G.
  assert (P : forall u g i, entry L g i -> 0 <= A_theorem1 lambda2 q t g i * (u g i - y g i) ^ 2).
  { intros u g i E. specialize (HA g i E). apply Rmult_le_pos; [lra | apply pow2_ge_0]. }
  split.
  - intros u. specialize (G u). generalize (Total_nonneg L _ (P u)). lra.
  - intros u Hu g i E. specialize (Hu y). specialize (G u).
    assert (T0 := Total_nonneg L _ (P u)).
    assert (T1 := Total_zero L _ (P u) ltac:(lra) g i E). cbv beta in T1. specialize (HA g i E).
    apply Rmult_integral in T1 as [T1 | T1]; [lra |]. assert (u g i - y g i = 0) by nra. lra.
Qed.

(* ---- the printed theorem *)

Definition Theorem1_printed : Prop := forall L lambda1 lambda21 lambda2 m q x t,
  0 <= lambda1 -> 0 <= lambda21 -> 0 <= lambda2 -> (1 <= t)%nat ->
  (forall g i, entry L g i -> 0 < upto q t g i) ->
  argmin (objective6 L m q x (fun t => Psi5 L lambda1 lambda21 lambda2 (A_theorem1 lambda2 q t)) t)
         (theorem1_printed L lambda1 lambda21 lambda2 m q x t).

Lemma group_norm_1 L v g : size L g = 1%nat -> group_norm L v g = Rabs (v g 1%nat).
Proof.
  intros E. unfold group_norm. rewrite E. simpl. rewrite Rplus_0_l, Rmult_1_r. apply sqrt_Rsqr_abs.
Qed.

Lemma soft_0_neg a : a <= 0 -> soft 0 a = - a.
Proof.
  intros H. unfold soft. destruct (Rle_dec (Rabs a) 0) as [A | A]; [| ring].
  rewrite Rabs_left1 in A by lra. lra.
Qed.

(* One entry, lambda1 = lambda2 = 0, lambda21 = 1, Q_1/alpha_1 = 8, so A = 4; x_1 = 0, m_1 = -3, so s = 3.
   Printed: |A^{-1} s| = 3/4 < 1 deletes the weight. The minimiser is 1/8. (SGD with alpha = 1/8 gets there.) *)
Theorem Theorem1_printed_refuted : ~ Theorem1_printed.
Proof.
  intros H. set (L := Layout 1 (fun _ => 1%nat)).
  set (m := fun _ _ _ : nat => -3). set (q := fun _ _ _ : nat => 8). set (x := fun _ _ _ : nat => 0).
  assert (P : forall g i, entry L g i -> 0 < upto q 1 g i) by (intros; unfold upto, q; simpl; lra).
  specialize (H L 0 1 0 m q x 1%nat ltac:(lra) ltac:(lra) ltac:(lra) ltac:(lia) P).
  assert (U := proj2 (Theorem1_corrected L 0 1 0 m q x 1%nat ltac:(lra) ltac:(lra)
    ltac:(intros; unfold A_theorem1; generalize (P g i H0); lra)) _ H 1%nat 1%nat ltac:(unfold entry, L; simpl; lia)).
  unfold theorem1_printed, theorem1_corrected, step8, equation8 in U. rewrite !group_norm_1 in U by reflexivity.
  assert (Z : z m q x 1 1%nat 1%nat = -3) by (simpl; unfold m, q, x; ring).
  assert (W : upto q 1 1%nat 1%nat = 8) by (unfold upto, q; simpl; ring).
  unfold s_tilde_printed, s_tilde_corrected, soft_threshold, A_theorem1 in U. rewrite Z, W, soft_0_neg in U by lra.
  change (INR (size L 1)) with 1 in U. replace (8 / 2 + 0) with (2 ^ 2) in U by field.
  rewrite sqrt_1, sqrt_pow2, !Rabs_right in U by lra.
  replace (1 - 1 * 1 / (- -3 / 2 ^ 2)) with (- (1 / 3)) in U by field.
  replace (1 - 1 * 1 / (- -3 / 2)) with (1 / 3) in U by field.
  rewrite Rmax_right, Rmax_left in U by lra. lra.
Qed.

(* And the other way: Q_1/alpha_1 = 1/2, so A = 1/4; s = 2/5, lambda21 = 1. The printed form keeps the weight
   (|A^{-1} s| = 8/5 > 1) at 3/10; the minimiser is 0. *)
Theorem Theorem1_printed_keeps_too_much_refuted : exists L lambda21 m q x,
  argmin (objective6 L m q x (fun t => Psi5 L 0 lambda21 0 (A_theorem1 0 q t)) 1)
         (theorem1_corrected L 0 lambda21 0 m q x 1) /\
  theorem1_corrected L 0 lambda21 0 m q x 1 1%nat 1%nat = 0 /\
  theorem1_printed L 0 lambda21 0 m q x 1 1%nat 1%nat = 3 / 10.
Proof.
  exists (Layout 1 (fun _ => 1%nat)), 1, (fun _ _ _ => - (2 / 5)), (fun _ _ _ => 1 / 2), (fun _ _ _ => 0).
  set (L := Layout 1 (fun _ => 1%nat)).
  set (m := fun _ _ _ : nat => - (2 / 5)). set (q := fun _ _ _ : nat => 1 / 2). set (x := fun _ _ _ : nat => 0).
  assert (Z : z m q x 1 1%nat 1%nat = - (2 / 5)) by (simpl; unfold m, q, x; ring).
  assert (W : upto q 1 1%nat 1%nat = 1 / 2) by (unfold upto, q; simpl; ring).
  split; [| split].
  - apply Theorem1_corrected; try lra. intros. unfold A_theorem1, upto, q. simpl. lra.
  - unfold theorem1_corrected, step8, equation8. rewrite group_norm_1 by reflexivity.
    unfold s_tilde_corrected, soft_threshold, A_theorem1. rewrite Z, W, soft_0_neg by lra.
    change (INR (size L 1)) with 1. replace (1 / 2 / 2 + 0) with ((1 / 2) ^ 2) by field.
    rewrite sqrt_1, sqrt_pow2, Rabs_right by lra.
    replace (1 - 1 * 1 / (- - (2 / 5) / (1 / 2))) with (- (1 / 4)) by field. rewrite Rmax_right by lra. ring.
  - unfold theorem1_printed, step8, equation8. rewrite group_norm_1 by reflexivity.
    unfold s_tilde_printed, soft_threshold, A_theorem1. rewrite Z, W, soft_0_neg by lra.
    change (INR (size L 1)) with 1. replace (- - (2 / 5) / (1 / 2 / 2 + 0)) with (8 / 5) by field.
    rewrite sqrt_1, Rabs_right by lra. replace (1 - 1 * 1 / (8 / 5)) with (3 / 8) by field.
    rewrite Rmax_left by lra. field.
Qed.

(* (8) prints |s~_t|, not |s~_t^g|. With the norm of the whole vector the closed form is wrong even when A = I:
   groups {1}, {2}, A = I, lambda21 = 1, s = (3, 1/2): the minimiser is (1, 0), the global norm keeps x_2 > 0. *)
Definition equation8_global_norm (L : layout) (lambda21 : R) (D s s_tilde : vector) : vector := fun g i =>
  / D g i * Rmax (1 - sqrt (INR (size L g)) * lambda21 / sqrt (Total L (fun g i => s_tilde g i ^ 2))) 0 * s g i.

Theorem Theorem1_global_norm_refuted :
  ~ (forall L lambda21 m q x, 0 <= lambda21 -> (forall g i, entry L g i -> 0 < upto q 1 g i) ->
     argmin (objective6 L m q x (fun t => Psi5 L 0 lambda21 0 (A_theorem1 0 q t)) 1)
       (let s := soft_threshold 0 (z m q x 1) in
        equation8_global_norm L lambda21 (upto q 1) s (s_tilde_corrected (A_theorem1 0 q 1) s))).
Proof.
  intros H. set (L := Layout 2 (fun _ => 1%nat)).
  set (m := fun _ g _ : nat => match g with 1%nat => -3 | _ => - (1 / 2) end).
  set (q := fun _ _ _ : nat => 2). set (x := fun _ _ _ : nat => 0).
  assert (P : forall g i, entry L g i -> 0 < upto q 1 g i) by (intros; unfold upto, q; simpl; lra).
  specialize (H L 1 m q x ltac:(lra) P). cbv zeta in H.
  assert (U := proj2 (Theorem1_corrected L 0 1 0 m q x 1%nat ltac:(lra) ltac:(lra)
    ltac:(intros; unfold A_theorem1; generalize (P g i H0); lra)) _ H 2%nat 1%nat ltac:(unfold entry, L; simpl; lia)).
  assert (Z1 : z m q x 1 1%nat 1%nat = -3) by (simpl; unfold m, q, x; ring).
  assert (Z2 : z m q x 1 2%nat 1%nat = - (1 / 2)) by (simpl; unfold m, q, x; ring).
  assert (W : forall g, upto q 1 g 1%nat = 2) by (intros; unfold upto, q; simpl; ring).
  unfold theorem1_corrected, step8, equation8, equation8_global_norm in U. rewrite group_norm_1 in U by reflexivity.
  unfold Total, L in U. cbn [groups size Sum] in U.
  unfold s_tilde_corrected, soft_threshold, A_theorem1 in U. rewrite !Z1, !Z2, !W, !soft_0_neg in U by lra.
  change (INR 1) with 1 in U. replace (2 / 2 + 0) with 1 in U by field. rewrite sqrt_1 in U.
  replace (- - (1 / 2) / 1) with (/ 2) in U by field. rewrite (Rabs_right (/ 2)) in U by lra.
  replace (1 - 1 * 1 / / 2) with (-1) in U by field. rewrite (Rmax_right (-1)) in U by lra.
  set (n := 0 + (0 + (- -3 / 1) ^ 2) + (0 + (/ 2) ^ 2)) in U.
  assert (N3 : 3 <= sqrt n).
  { replace 3 with (sqrt (3 ^ 2)) by (apply sqrt_pow2; lra). apply sqrt_le_1_alt. unfold n. lra. }
  assert (I : / sqrt n <= / 3) by (apply Rinv_le_contravar; lra).
  assert (M := Rmax_l (1 - 1 * 1 / sqrt n) 0). unfold Rdiv in *. rewrite Rmult_1_l in *. lra.
Qed.
