(* The step that Algorithm 1 takes (line 10), which is not that of (6): it shrinks by |s^g|, not |A^{-1/2} s^g|.

   In words:
   - in a group where 2A = sqrt(V_t)/alpha_t + 2 lambda2 is a multiple 2a of I, the step minimises
     z.x + lambda1 |x|_1 + lambda21 sqrt(d) |x|_2 + a |x|^2, i.e. (6) with A_t = I in the l21 term;
   - in every other group (two entries with different A) the step is not monotone in s, so it minimises
     -s.x + P(x) for no P at all, convex or not, finite or not;
   - so Theorem 3 says nothing about it, and its bound does fail: a run of four steps with linear losses has
     R_4 = 153/20 > 15/2, the right side of (14) and of Theorem 3', whatever A_t the penalty is given. *)
Require Import Reals Lra Psatz Lia.
From Assay Require Import Paper Sums Theorem1 Theorem2 Theorem3 Subdifferential.
Open Scope R_scope.

(* line 10 for one group: D = sqrt(V_t)/alpha_t + 2 lambda2, c = sqrt(d) lambda21 *)
Definition step (d : nat) (c : R) (D s : nat -> R) (i : nat) : R := / D i * Rmax (1 - c / norm d s) 0 * s i.

Lemma step_is_line10 L lambda21 D s g i :
  equation8 L lambda21 D s s g i = step (size L g) (sqrt (INR (size L g)) * lambda21) (D g) (s g) i.
Proof. reflexivity. Qed.

(* ---- isotropic groups *)

Theorem Algorithm1_step_isotropic : forall d a c lambda1 z,
  0 < a -> 0 <= c -> 0 <= lambda1 ->
  let s i := soft lambda1 (z i) in
  let F u := Sum d (fun i => z i * u i) + lambda1 * Sum d (fun i => Rabs (u i)) + c * norm d u +
             a * Sum d (fun i => u i ^ 2) in
  forall u, F (step d c (fun _ => 2 * a) s) <= F u.
Proof.
  intros d a c lambda1 v Ha Hc H1 s F u. assert (R := sqrt_lt_R0 a Ha).
  assert (C : 0 <= c / sqrt a) by (apply Rmult_le_pos; [auto | left; now apply Rinv_0_lt_compat]).
  assert (G := group_growth d v (fun _ => a) lambda1 (c / sqrt a) H1 C ltac:(intros; lra) u).
  assert (P := Sum_nonneg d (fun i => a * (u i - group_solution d v (fun _ => a) lambda1 (c / sqrt a) i) ^ 2)
    ltac:(intros; apply Rmult_le_pos; [lra | apply pow2_ge_0])).
  assert (EF : forall w, group_objective d v (fun _ => a) lambda1 (c / sqrt a) w = F w).
  { intros w. unfold group_objective, F, quadratic. rewrite Sum_scal, sqrt_mult_alt by lra. unfold norm. field. lra. }
  rewrite !EF in G.
  assert (EX : forall i, group_solution d v (fun _ => a) lambda1 (c / sqrt a) i = step d c (fun _ => 2 * a) s i).
  { intros i. unfold group_solution, step, N, norm. do 4 f_equal.
    replace (Sum d (fun i => s1 v lambda1 i ^ 2 / a)) with (/ a * Sum d (fun i => s i ^ 2))
      by (rewrite <- Sum_scal; apply Sum_ext; intros; unfold s1, s, Rdiv; ring).
    rewrite sqrt_mult_alt by (left; now apply Rinv_0_lt_compat).
    replace (sqrt (/ a)) with (/ sqrt a).
    - unfold Rdiv. rewrite Rinv_mult, Rinv_inv. generalize (/ sqrt (Sum d (fun i => s i ^ 2))). intros. field. lra.
    - apply Rmult_eq_reg_l with (sqrt a); [| lra]. rewrite Rinv_r, <- sqrt_mult_alt, Rinv_r, sqrt_1 by lra. reflexivity. }
  assert (E2 : F (group_solution d v (fun _ => a) lambda1 (c / sqrt a)) = F (step d c (fun _ => 2 * a) s)).
  { unfold F, norm.
    rewrite (Sum_ext d (fun i => v i * group_solution d v (fun _ => a) lambda1 (c / sqrt a) i)
               (fun i => v i * step d c (fun _ => 2 * a) s i)) by (intros; now rewrite EX).
    rewrite (Sum_ext d (fun i => Rabs (group_solution d v (fun _ => a) lambda1 (c / sqrt a) i))
               (fun i => Rabs (step d c (fun _ => 2 * a) s i))) by (intros; now rewrite EX).
    rewrite (Sum_ext d (fun i => group_solution d v (fun _ => a) lambda1 (c / sqrt a) i ^ 2)
               (fun i => step d c (fun _ => 2 * a) s i ^ 2)) by (intros; now rewrite EX).
    reflexivity. }
  lra.
Qed.

(* ---- the others *)

Definition on_two (j k : nat) (F : nat -> R) (i : nat) : R := if orb (Nat.eqb i j) (Nat.eqb i k) then F i else 0.

Lemma Sum_on_two d j k F : (1 <= j <= d)%nat -> (1 <= k <= d)%nat -> j <> k -> Sum d (on_two j k F) = F j + F k.
Proof.
  intros Hj Hk N.
  rewrite (Sum_ext d _ (fun i => (if Nat.eqb i j then F i else 0) + (if Nat.eqb i k then F i else 0))).
  - rewrite Sum_plus, (Sum_single d _ j Hj), (Sum_single d _ k Hk), !Nat.eqb_refl; auto;
      intros i _ Hi; apply Nat.eqb_neq in Hi; now rewrite Hi.
  - intros i _. unfold on_two. destruct (Nat.eqb_spec i j); destruct (Nat.eqb_spec i k); simpl; subst; lra || lia.
Qed.

Theorem Algorithm1_step_not_monotone : forall d c D j k,
  0 < c -> (forall i, (1 <= i <= d)%nat -> 0 < D i) ->
  (1 <= j <= d)%nat -> (1 <= k <= d)%nat -> D j <> D k ->
  exists s s', Sum d (fun i => (step d c D s i - step d c D s' i) * (s i - s' i)) < 0.
Proof.
  intros d c D j k Hc HD Hj Hk N.
  assert (JK : j <> k) by (intros ->; now apply N).
  assert (Dj := HD j Hj). assert (Dk := HD k Hk).
  set (p := / D j). set (r := / D k).
  assert (Pp : 0 < p) by now apply Rinv_0_lt_compat. assert (Pr : 0 < r) by now apply Rinv_0_lt_compat.
  assert (PR : p <> r) by (intros E; apply N; rewrite <- (Rinv_inv (D j)), <- (Rinv_inv (D k)); now f_equal).
  (* w = |D^{-1}(e_j + e_k)|; sqrt 2 w > p + r *)
  set (w := sqrt (p ^ 2 + r ^ 2)).
  assert (W2 : w * w = p ^ 2 + r ^ 2) by (apply sqrt_sqrt; nra).
  assert (Pw : 0 < w) by (apply sqrt_lt_R0; nra).
  assert (R2 : 0 < sqrt 2) by (apply sqrt_lt_R0; lra). assert (Q2 := sqrt_sqrt 2 ltac:(lra)).
  assert (AC : p + r < sqrt 2 * w).
  { apply Rsqr_incrst_0; [| lra | nra]. unfold Rsqr.
    replace (sqrt 2 * w * (sqrt 2 * w)) with (sqrt 2 * sqrt 2 * (w * w)) by ring. rewrite Q2, W2.
    assert (0 < (p - r) ^ 2) by (rewrite <- Rsqr_pow2; apply Rsqr_pos_lt; lra). lra. }
  (* rho with c < rho sqrt 2 and rho (p + r) < c w *)
  set (lo := c / sqrt 2). set (hi := c * w / (p + r)).
  assert (LH : lo < hi).
  { unfold lo, hi. apply Rmult_lt_reg_r with (sqrt 2 * (p + r)); [nra |].
    replace (c / sqrt 2 * (sqrt 2 * (p + r))) with (c * (p + r)) by (field; lra).
    replace (c * w / (p + r) * (sqrt 2 * (p + r))) with (c * (sqrt 2 * w)) by (field; lra).
    apply Rmult_lt_compat_l; auto. }
  set (rho := (lo + hi) / 2). assert (L0 : 0 < lo) by (apply Rdiv_lt_0_compat; auto).
  assert (Prho : 0 < rho) by (unfold rho; lra).
  assert (H1 : c < rho * sqrt 2).
  { replace c with (lo * sqrt 2) by (unfold lo; field; lra). apply Rmult_lt_compat_r; auto. unfold rho; lra. }
  assert (H2 : rho * (p + r) < c * w).
  { replace (c * w) with (hi * (p + r)) by (unfold hi; field; lra). apply Rmult_lt_compat_r; [lra |]. unfold rho; lra. }
  set (s := on_two j k (fun _ => rho)). set (s' := on_two j k (fun i => c / w * / D i)).
  exists s, s'.
  assert (Ns : norm d s = rho * sqrt 2).
  { unfold norm. rewrite (Sum_ext d _ (on_two j k (fun _ => rho ^ 2))).
    - rewrite Sum_on_two by auto. replace (rho ^ 2 + rho ^ 2) with (rho ^ 2 * 2) by ring.
      rewrite sqrt_mult_alt by apply pow2_ge_0. rewrite sqrt_pow2 by lra. reflexivity.
    - intros i _. unfold s, on_two. destruct orb; ring. }
  assert (Ns' : norm d s' = c).
  { unfold norm. rewrite (Sum_ext d _ (on_two j k (fun i => (c / w) ^ 2 * (/ D i) ^ 2))).
    - rewrite Sum_on_two by auto. fold p r.
      replace ((c / w) ^ 2 * p ^ 2 + (c / w) ^ 2 * r ^ 2) with ((c / w) ^ 2 * (w * w)) by (rewrite W2; ring).
      replace ((c / w) ^ 2 * (w * w)) with (c ^ 2) by (field; lra). apply sqrt_pow2; lra.
    - intros i _. unfold s', on_two. destruct orb; ring. }
  assert (K : 0 < 1 - c / (rho * sqrt 2)).
  { assert (c / (rho * sqrt 2) < 1); [| lra]. apply Rmult_lt_reg_r with (rho * sqrt 2); [nra |].
    unfold Rdiv. rewrite Rmult_assoc, Rinv_l by nra. lra. }
  set (kappa := 1 - c / (rho * sqrt 2)) in *.
  rewrite (Sum_ext d _ (on_two j k (fun i => kappa * (rho * / D i * (rho - c / w * / D i))))).
  - rewrite Sum_on_two by auto. fold p r.
    replace (kappa * (rho * p * (rho - c / w * p)) + kappa * (rho * r * (rho - c / w * r))) with
      (kappa * rho * (rho * (p + r) - c / w * (p ^ 2 + r ^ 2))) by ring.
    rewrite <- W2. replace (c / w * (w * w)) with (c * w) by (field; lra).
    assert (0 < kappa * rho) by (apply Rmult_lt_0_compat; lra). nra.
  - intros i _. unfold step. rewrite Ns, Ns'. fold kappa. rewrite (Rmax_left kappa) by lra.
    replace (1 - c / c) with 0 by (field; lra). rewrite (Rmax_left 0) by lra.
    unfold s, s', on_two. destruct orb; ring.
Qed.

Theorem Algorithm1_step_is_no_argmin : forall d c D j k,
  0 < c -> (forall i, (1 <= i <= d)%nat -> 0 < D i) ->
  (1 <= j <= d)%nat -> (1 <= k <= d)%nat -> D j <> D k ->
  ~ exists (finite : (nat -> R) -> Prop) (P : (nat -> R) -> R),
      forall s, finite (step d c D s) /\
        forall u, finite u ->
        - Sum d (fun i => s i * step d c D s i) + P (step d c D s) <= - Sum d (fun i => s i * u i) + P u.
Proof.
  intros d c D j k Hc HD Hj Hk N [finite [P H]].
  destruct (Algorithm1_step_not_monotone d c D j k Hc HD Hj Hk N) as [s [s' M]].
  destruct (H s) as [F O]. destruct (H s') as [F' O']. specialize (O _ F'). specialize (O' _ F).
  rewrite (Sum_ext d _ (fun i => s i * step d c D s i + ((-1) * (s i * step d c D s' i) +
    ((-1) * (s' i * step d c D s i) + s' i * step d c D s' i)))) in M by (intros; ring).
  rewrite !Sum_plus, !Sum_scal in M. lra.
Qed.

(* The smallest numbers: 2A = diag(1, 16), c = 4: s = (3, 4) goes to (3/5, 1/20), s' = (4, 0) to 0; the product is -2/5. *)
Definition two_entries (a b : R) (i : nat) : R := match i with 1%nat => a | _ => b end.

Theorem Algorithm1_step_monotone_refuted :
  ~ (forall d c D s s', 0 <= c -> (forall i, 0 < D i) ->
     0 <= Sum d (fun i => (step d c D s i - step d c D s' i) * (s i - s' i))).
Proof.
  intros H. specialize (H 2%nat 4 (two_entries 1 16) (two_entries 3 4) (two_entries 4 0) ltac:(lra)
    ltac:(intros i; unfold two_entries; destruct i as [| [|]]; lra)).
  assert (N1 : norm 2 (two_entries 3 4) = 5).
  { unfold norm, two_entries. cbn [Sum]. replace (0 + 3 ^ 2 + 4 ^ 2) with (5 ^ 2) by ring. apply sqrt_pow2; lra. }
  assert (N2 : norm 2 (two_entries 4 0) = 4).
  { unfold norm, two_entries. cbn [Sum]. replace (0 + 4 ^ 2 + 0 ^ 2) with (4 ^ 2) by ring. apply sqrt_pow2; lra. }
  unfold step in H. rewrite N1, N2 in H. cbn [Sum] in H. unfold two_entries in H.
  rewrite (Rmax_left (1 - 4 / 5)), (Rmax_left (1 - 4 / 4)) in H by lra. lra.
Qed.

(* ---- a run of Algorithm 1 that violates (14) and Theorem 3' *)

Definition pair := Layout 1 (fun _ => 2%nat).
Definition on_pair (a b : R) : vector := fun _ => two_entries a b.
Definition run_losses (t : nat) : vector :=
  match t with
  | 1%nat => on_pair (- (1 / 2)) 0
  | 2%nat => on_pair (- (5 / 2)) (-4)
  | 3%nat => on_pair (5 / 2) 4
  | 4%nat => on_pair (1 / 2) 0
  | _ => on_pair 0 0
  end.
Definition run_V (t : nat) : vector := match t with O => on_pair 0 0 | _ => on_pair 1 256 end.
Definition run_x (t : nat) : vector := match t with 3%nat => on_pair (27 / 10) (9 / 40) | _ => on_pair 0 0 end.

Lemma Total_pair f : Total pair f = f 1%nat 1%nat + f 1%nat 2%nat.
Proof. unfold Total. simpl. ring. Qed.

Lemma entry_pair g i : entry pair g i -> g = 1%nat /\ (i = 1%nat \/ i = 2%nat).
Proof. unfold entry, pair. simpl. lia. Qed.

Lemma sqrt_256 : sqrt 256 = 16.
Proof. replace 256 with (16 ^ 2) by ring. apply sqrt_pow2; lra. Qed.

(* x_1 = 0, lambda21 sqrt 2 = 1/2, lambda1 = lambda2 = 0, alpha = 1, sqrt(V_t) = diag(1, 16), f_t(u) = g_t.u with
   g = (-1/2, 0), (-5/2, -4), (5/2, 4), (1/2, 0): the sum of the losses is 0 everywhere, x_star = 0, gamma = 0. *)
Theorem Algorithm1_regret_bound_refuted : exists L T lambda21 alpha f g V x x_star,
  (1 <= T)%nat /\ 0 <= lambda21 /\
  (forall t, 0 < alpha t) /\
  (forall t k i, (1 <= t <= T)%nat -> entry L k i -> 0 < V t k i) /\
  (forall t k i, (2 <= t <= T)%nat -> entry L k i -> 0 <= q_algorithm1 alpha V t k i) /\
  (forall k i, entry L k i -> 1 <= q_algorithm1 alpha V 1%nat k i) /\
  (forall t, convex (f t) /\ subgradient L (f t) (g t) (x t)) /\
  argmin (fun u => Sum T (fun t => f t u)) x_star /\
  follows_algorithm1 L T 0 lambda21 0 alpha g V x /\
  (forall A,
     Psi5 L 0 lambda21 0 A x_star + h L (q_algorithm1 alpha V) x T x_star +
     / 2 * Sum T (fun t => dual_norm2 L (q_algorithm1 alpha V) g t t) < regret f x T x_star) /\
  (forall A,
     Psi5 L 0 lambda21 0 A x_star + h L (q_algorithm1 alpha V) x T x_star +
     / 2 * Sum T (dual_norm2_printed L (q_algorithm1 alpha V) g) < regret f x T x_star).
Proof.
  assert (R2 : 0 < sqrt 2) by (apply sqrt_lt_R0; lra).
  set (alpha := fun _ : nat => 1).
  exists pair, 4%nat, (1 / 2 / sqrt 2), alpha, (fun t => dot pair (run_losses t)), run_losses, run_V, run_x, (on_pair 0 0).
  assert (RT : forall t, rates pair t alpha run_V (q_algorithm1 alpha run_V)).
  { intros t. apply q_algorithm1_rates. intros g i E. destruct (entry_pair g i E) as [-> [-> | ->]]; reflexivity. }
  assert (Q1 : forall t, (1 <= t)%nat -> upto (q_algorithm1 alpha run_V) t 1%nat 1%nat = 1).
  { intros t Ht. rewrite (RT t t 1%nat 1%nat) by (lia || (unfold entry, pair; simpl; lia)).
    destruct t; [lia |]. unfold run_V, on_pair, two_entries, alpha. rewrite sqrt_1. field. }
  assert (Q2 : forall t, (1 <= t)%nat -> upto (q_algorithm1 alpha run_V) t 1%nat 2%nat = 16).
  { intros t Ht. rewrite (RT t t 1%nat 2%nat) by (lia || (unfold entry, pair; simpl; lia)).
    destruct t; [lia |]. unfold run_V, on_pair, two_entries, alpha. rewrite sqrt_256. field. }
  assert (q11 : q_algorithm1 alpha run_V 1%nat 1%nat 1%nat = 1).
  { unfold q_algorithm1, run_V, on_pair, two_entries, alpha. rewrite sqrt_1, sqrt_0. field. }
  assert (q12 : q_algorithm1 alpha run_V 1%nat 1%nat 2%nat = 16).
  { unfold q_algorithm1, run_V, on_pair, two_entries, alpha. rewrite sqrt_256, sqrt_0. field. }
  assert (qS : forall t i, (2 <= t)%nat -> q_algorithm1 alpha run_V t 1%nat i = 0).
  { intros t i Ht. destruct t as [| [| t]]; try lia. unfold q_algorithm1, run_V, alpha. ring. }
  assert (Psi0 : forall A, Psi5 pair 0 (1 / 2 / sqrt 2) 0 A (on_pair 0 0) = 0).
  { intros A. unfold Psi5. rewrite !Rmult_0_l, Rplus_0_r. cbn [groups pair Sum size]. unfold on_pair, two_entries.
    rewrite Rabs_R0. replace (0 ^ 2) with 0 by ring. rewrite !Rmult_0_r, !Rplus_0_r, sqrt_0. ring. }
  assert (H0 : h pair (q_algorithm1 alpha run_V) run_x 4 (on_pair 0 0) = 0).
  { unfold h. cbn [Sum]. rewrite !Total_pair, q11, q12, !qS by lia. unfold run_x, on_pair, two_entries. field. }
  assert (REG : regret (fun t => dot pair (run_losses t)) run_x 4 (on_pair 0 0) = 153 / 20).
  { unfold regret, dot. cbn [Sum]. rewrite !Total_pair. unfold run_losses, run_x, on_pair, two_entries. field. }
  repeat split.
  - lia.
  - left. repeat apply Rdiv_lt_0_compat; lra.
  - intros t. unfold alpha. lra.
  - intros t k i Ht E. destruct (entry_pair k i E) as [-> [-> | ->]]; destruct t; try lia;
      unfold run_V, on_pair, two_entries; lra.
  - intros t k i Ht E. destruct (entry_pair k i E) as [-> _]. rewrite qS by lia. lra.
  - intros k i E. destruct (entry_pair k i E) as [-> [-> | ->]]; rewrite ?q11, ?q12; lra.
  - intros u v a Ha. right. unfold dot. rewrite <- !Total_scal, <- Total_plus. apply Total_ext; intros g i _. ring.
  - intros u. right. rewrite dot_minus. ring.
  - intros u. right. unfold dot. cbn [Sum]. rewrite !Total_pair. unfold run_losses, on_pair, two_entries. field.
  - intros g i E. destruct (entry_pair g i E) as [-> [-> | ->]]; reflexivity.
  - intros t g i Ht E s. rewrite step_is_line10. cbn [size pair].
    replace (sqrt (INR 2) * (1 / 2 / sqrt 2)) with (1 / 2) by (change (INR 2) with 2; field; lra).
    (* s_t, then its norm, then the step *)
    assert (Z : forall a b, z run_losses (q_algorithm1 alpha run_V) run_x t 1%nat 1%nat = - a ->
                            z run_losses (q_algorithm1 alpha run_V) run_x t 1%nat 2%nat = - b ->
                            s 1%nat 1%nat = a /\ s 1%nat 2%nat = b).
    { intros a b E1 E2. unfold s, soft_threshold. rewrite E1, E2, !soft_0. split; ring. }
    assert (NS : forall a b n, s 1%nat 1%nat = a /\ s 1%nat 2%nat = b -> 0 <= n -> n ^ 2 = a ^ 2 + b ^ 2 ->
                 norm 2 (s 1%nat) = n).
    { intros a b n [E1 E2] Pn Hn. unfold norm. cbn [Sum]. rewrite E1, E2, Rplus_0_l, <- Hn. now apply sqrt_pow2. }
    unfold step. unfold run_V. rewrite Rmult_0_r, Rplus_0_r.
    destruct t as [| [| [| [| [| t]]]]]; try lia.
    + assert (ZZ := Z (1 / 2) 0). cbn [z] in ZZ. rewrite q11, q12 in ZZ.
      specialize (ZZ ltac:(unfold run_losses, run_x, on_pair, two_entries; field) ltac:(unfold run_losses, run_x, on_pair, two_entries; field)).
      destruct (entry_pair g i E) as [-> I]. rewrite (NS _ _ (1 / 2) ZZ ltac:(lra) ltac:(field)).
      replace (1 - 1 / 2 / (1 / 2)) with 0 by field. rewrite Rmax_left by lra.
      destruct I as [-> | ->]; unfold run_x, on_pair, two_entries; ring.
    + assert (ZZ := Z 3 4). cbn [z] in ZZ. rewrite q11, q12, !qS in ZZ by lia.
      specialize (ZZ ltac:(unfold run_losses, run_x, on_pair, two_entries; field) ltac:(unfold run_losses, run_x, on_pair, two_entries; field)).
      destruct (entry_pair g i E) as [-> I]. rewrite (NS _ _ 5 ZZ ltac:(lra) ltac:(ring)).
      replace (1 - 1 / 2 / 5) with (9 / 10) by field. rewrite Rmax_left by lra. destruct ZZ as [E1 E2].
      destruct I as [-> | ->]; rewrite ?E1, ?E2; unfold alpha, run_x, on_pair, two_entries; rewrite ?sqrt_1, ?sqrt_256; field.
    + assert (ZZ := Z (1 / 2) 0). cbn [z] in ZZ. rewrite q11, q12, !qS in ZZ by lia.
      specialize (ZZ ltac:(unfold run_losses, run_x, on_pair, two_entries; field) ltac:(unfold run_losses, run_x, on_pair, two_entries; field)).
      destruct (entry_pair g i E) as [-> I]. rewrite (NS _ _ (1 / 2) ZZ ltac:(lra) ltac:(field)).
      replace (1 - 1 / 2 / (1 / 2)) with 0 by field. rewrite Rmax_left by lra.
      destruct I as [-> | ->]; unfold run_x, on_pair, two_entries; ring.
    + assert (ZZ := Z 0 0). cbn [z] in ZZ. rewrite q11, q12, !qS in ZZ by lia.
      specialize (ZZ ltac:(unfold run_losses, run_x, on_pair, two_entries; field) ltac:(unfold run_losses, run_x, on_pair, two_entries; field)).
      destruct (entry_pair g i E) as [-> I]. destruct ZZ as [E1 E2].
      destruct I as [-> | ->]; rewrite ?E1, ?E2; unfold run_x, on_pair, two_entries; ring.
  - intros A. rewrite Psi0, H0, REG. unfold dual_norm2. cbn [Sum]. rewrite !Total_pair, !Q1, !Q2 by lia.
    unfold run_losses, on_pair, two_entries. lra.
  - intros A. rewrite Psi0, H0, REG. unfold dual_norm2_printed, dual_norm2. cbn [Sum]. rewrite !Total_pair, !Q1, !Q2 by lia.
    unfold run_losses, on_pair, two_entries. lra.
Qed.
