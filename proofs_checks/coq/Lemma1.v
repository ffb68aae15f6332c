(* Inequality (42) and Lemma 1 (Section 3, Appendix D.1), with m_t = gamma m_{t-1} + g_t and
   V_t = eta V_{t-1} + g_t^2, m_0 = V_0 = 0.

   In words, (42): for gamma, eta >= 0,
       V_t >= (1 - gamma) (m_t^2 + (eta - gamma) sum_{s<t} eta^{t-s-1} m_s^2).
   Lemma 1, corrected: for 0 <= gamma <= nu < 1 and one of
       1. eta = 1,
       2. eta >= gamma, kappa V_t >= V_{t-1} for t = 1..T, kappa <= nu,
   it holds that  sum_{t<=T} |m_t|^2 in the dual norm of sqrt(V_t)/alpha  <=  2 alpha/(1 - nu) sum_i |M_{T,i}|.

   The paper prints < and allows gamma < 0; both are refuted. In case 2 the hypothesis on kappa is needed, and it
   cannot hold for long when gradients are bounded (Lemma1_case2_horizon). Where V_{t,i} = 0, m_{t,i} = 0 too, and
   the term 0/0 counts as 0. *)
Require Import Reals Lra Psatz Lia.
From Assay Require Import Paper Sums.
Open Scope R_scope.

(* ---- (42), one coordinate *)

(* The step behind (42): (m - gamma m')^2 - (1-gamma)(m^2 - gamma m'^2) = gamma (m - m')^2. *)
Lemma step_42 gamma a b : 0 <= gamma -> (1 - gamma) * (a ^ 2 - gamma * b ^ 2) <= (a - gamma * b) ^ 2.
Proof.
  intros H. assert (0 <= gamma * (a - b) ^ 2) by (apply Rmult_le_pos; [auto | apply pow2_ge_0]). nra.
Qed.

(* sum_{s<t} eta^{t-s-1} m_s^2, by recursion *)
Fixpoint weighted (gamma eta : R) (g : nat -> R) (t : nat) : R :=
  match t with O => 0 | S p => eta * weighted gamma eta g p + m13 gamma g p ^ 2 end.

Lemma weighted_sum gamma eta g t :
  weighted gamma eta g (S t) = Sum t (fun s => eta ^ (S t - s - 1) * m13 gamma g s ^ 2).
Proof.
  induction t; [simpl; ring |]. rewrite Sum_S.
  change (weighted gamma eta g (S (S t))) with (eta * weighted gamma eta g (S t) + m13 gamma g (S t) ^ 2).
  rewrite IHt, <- Sum_scal. replace (S (S t) - S t - 1)%nat with 0%nat by lia. rewrite pow_O, Rmult_1_l.
  f_equal. apply Sum_ext; intros i Hi. replace (S (S t) - i - 1)%nat with (S (S t - i - 1)) by lia. simpl. ring.
Qed.

Lemma inequality_42_weighted gamma eta g t : 0 <= gamma -> 0 <= eta ->
  V15 eta g (S t) >= (1 - gamma) * (m13 gamma g (S t) ^ 2 + (eta - gamma) * weighted gamma eta g (S t)).
Proof.
  intros H0 E0.
  assert (ST : forall t, g (S t) ^ 2 >= (1 - gamma) * (m13 gamma g (S t) ^ 2 - gamma * m13 gamma g t ^ 2)).
  { intros u. apply Rle_ge. replace (g (S u)) with (m13 gamma g (S u) - gamma * m13 gamma g u) by (simpl; ring).
    now apply step_42. }
  induction t.
  - generalize (ST 0%nat). simpl. lra.
  - change (V15 eta g (S (S t))) with (eta * V15 eta g (S t) + g (S (S t)) ^ 2).
    change (weighted gamma eta g (S (S t))) with (eta * weighted gamma eta g (S t) + m13 gamma g (S t) ^ 2).
    apply (Rmult_ge_compat_l eta) in IHt; [| lra]. generalize (ST (S t)). lra.
Qed.

Theorem Inequality_42 : forall gamma eta g t, 0 <= gamma -> 0 <= eta -> (1 <= t)%nat ->
  V15 eta g t >=
  (1 - gamma) * (m13 gamma g t ^ 2 + (eta - gamma) * Sum (t - 1) (fun s => eta ^ (t - s - 1) * m13 gamma g s ^ 2)).
Proof.
  intros gamma eta g t H0 E0 Ht. destruct t; [lia |]. replace (S t - 1)%nat with t by lia.
  rewrite <- weighted_sum. now apply inequality_42_weighted.
Qed.

(* gamma < 1, as printed after (13), is not enough: gamma = -1, eta = 1, g = (1, 0), t = 2. *)
Theorem Inequality_42_negative_gamma_refuted :
  ~ (forall gamma g, gamma < 1 ->
     V15 1 g 2 >= (1 - gamma) * (m13 gamma g 2 ^ 2 + (1 - gamma) * Sum 1 (fun s => 1 ^ (2 - s - 1) * m13 gamma g s ^ 2))).
Proof.
  intros H. specialize (H (-1) (fun t => match t with 1%nat => 1 | _ => 0 end) ltac:(lra)). simpl in H. lra.
Qed.

(* ---- sum_t b_t/sqrt(b_1 + ... + b_t) <= 2 sqrt(b_1 + ... + b_T), Appendix C of Duchi et al. *)

Lemma sqrt_step A b : 0 <= A -> 0 <= b -> 2 * sqrt A + b / sqrt (A + b) <= 2 * sqrt (A + b).
Proof.
  intros HA Hb. destruct (Req_dec (A + b) 0) as [E | E].
  - assert (A = 0) by lra. assert (b = 0) by lra. subst. rewrite Rplus_0_r, sqrt_0. unfold Rdiv. lra.
  - assert (Hq : 0 < sqrt (A + b)) by (apply sqrt_lt_R0; lra).
    assert (Hp := sqrt_pos A). assert (P2 := sqrt_sqrt A HA). assert (Q2 := sqrt_sqrt (A + b) ltac:(lra)).
    set (p := sqrt A) in *. set (r := sqrt (A + b)) in *. replace b with (r * r - p * p) by lra.
    apply Rmult_le_reg_r with r; auto. clearbody p r.
    replace ((2 * p + (r * r - p * p) / r) * r) with (2 * p * r + (r * r - p * p)) by (field; lra).
    assert (0 <= (r - p) * (r - p)) by apply Rle_0_sqr. lra.
Qed.

Lemma sqrt_sum (b : nat -> R) T : (forall t, 0 <= b t) -> Sum T (fun t => b t / sqrt (Sum t b)) <= 2 * sqrt (Sum T b).
Proof.
  intros Hb. induction T; [simpl; rewrite sqrt_0; lra |]. rewrite Sum_S.
  assert (0 <= Sum T b) by (apply Sum_nonneg; auto). generalize (sqrt_step (Sum T b) (b (S T)) H (Hb _)).
  rewrite Sum_S. lra.
Qed.

(* ---- Lemma 1, one coordinate *)

Section Coordinate.
Variables (gamma eta nu : R) (g : nat -> R).
Hypothesis gamma_nonneg : 0 <= gamma.
Hypothesis gamma_nu : gamma <= nu.
Hypothesis nu_1 : nu < 1.

Lemma M2_nonneg t : 0 <= M2 gamma g t.
Proof. apply Sum_nonneg; intros; apply pow2_ge_0. Qed.

Lemma V15_nonneg t : 0 <= eta -> 0 <= V15 eta g t.
Proof.
  intros He. induction t; [simpl; lra |]. change (V15 eta g (S t)) with (eta * V15 eta g t + g (S t) ^ 2).
  apply Rplus_le_le_0_compat; [now apply Rmult_le_pos | apply pow2_ge_0].
Qed.

Lemma weighted_nonneg t : 0 <= eta -> 0 <= weighted gamma eta g t.
Proof.
  intros He. induction t; [simpl; lra |].
  change (weighted gamma eta g (S t)) with (eta * weighted gamma eta g t + m13 gamma g t ^ 2).
  apply Rplus_le_le_0_compat; [now apply Rmult_le_pos | apply pow2_ge_0].
Qed.

(* Both cases show V_t >= (1-nu)^2 |M_t|^2; the rest of the proof is this. *)
Lemma bound_from_below T : (forall t, (1 <= t <= T)%nat -> (1 - nu) ^ 2 * M2 gamma g t <= V15 eta g t) ->
  Sum T (fun t => m13 gamma g t ^ 2 / sqrt (V15 eta g t)) <= 2 / (1 - nu) * sqrt (M2 gamma g T).
Proof.
  intros B.
  apply Rle_trans with (Sum T (fun t => / (1 - nu) * (m13 gamma g t ^ 2 / sqrt (M2 gamma g t)))).
  - apply Sum_le; intros t Ht. specialize (B t Ht).
    assert (HM : m13 gamma g t ^ 2 <= M2 gamma g t).
    { destruct t; [lia |]. unfold M2. rewrite Sum_S. generalize (M2_nonneg t). unfold M2. lra. }
    assert (Hm := pow2_ge_0 (m13 gamma g t)).
    destruct (Req_dec (M2 gamma g t) 0) as [E | E].
    + replace (m13 gamma g t ^ 2) with 0 by lra. unfold Rdiv. rewrite !Rmult_0_l, Rmult_0_r. lra.
    + assert (HM2 : 0 < sqrt (M2 gamma g t)) by (apply sqrt_lt_R0; lra).
      assert (Hs : (1 - nu) * sqrt (M2 gamma g t) <= sqrt (V15 eta g t)).
      { rewrite <- (sqrt_pow2 (1 - nu)) by lra. rewrite <- sqrt_mult_alt by apply pow2_ge_0. now apply sqrt_le_1_alt. }
      assert (Hp : 0 < (1 - nu) * sqrt (M2 gamma g t)) by (apply Rmult_lt_0_compat; lra).
      replace (/ (1 - nu) * (m13 gamma g t ^ 2 / sqrt (M2 gamma g t)))
        with (m13 gamma g t ^ 2 * / ((1 - nu) * sqrt (M2 gamma g t))) by (field; lra).
      unfold Rdiv. apply Rmult_le_compat_l; auto. now apply Rinv_le_contravar.
  - rewrite Sum_scal. assert (Q := sqrt_sum (fun s => m13 gamma g s ^ 2) T (fun s => pow2_ge_0 _)).
    replace (2 / (1 - nu)) with (/ (1 - nu) * 2) by (field; lra). rewrite Rmult_assoc.
    apply Rmult_le_compat_l; [left; apply Rinv_0_lt_compat; lra | exact Q].
Qed.

Lemma weighted_1 t : weighted gamma 1 g (S t) = M2 gamma g t.
Proof.
  induction t; [simpl; unfold M2; simpl; ring |].
  change (weighted gamma 1 g (S (S t))) with (1 * weighted gamma 1 g (S t) + m13 gamma g (S t) ^ 2).
  rewrite IHt. unfold M2. rewrite Sum_S. ring.
Qed.

Lemma below_case1 t : eta = 1 -> (1 <= t)%nat -> (1 - nu) ^ 2 * M2 gamma g t <= V15 eta g t.
Proof.
  intros -> Ht. destruct t; [lia |].
  assert (Q := inequality_42_weighted gamma 1 g t gamma_nonneg ltac:(lra)). rewrite weighted_1 in Q.
  replace (M2 gamma g (S t)) with (M2 gamma g t + m13 gamma g (S t) ^ 2) by (unfold M2; rewrite Sum_S; ring).
  assert (HM := M2_nonneg t). assert (Hm := pow2_ge_0 (m13 gamma g (S t))).
  assert ((1 - nu) ^ 2 <= (1 - gamma) ^ 2) by (apply pow_incr; lra).
  assert ((1 - nu) ^ 2 * (M2 gamma g t + m13 gamma g (S t) ^ 2) <= (1 - gamma) ^ 2 * (M2 gamma g t + m13 gamma g (S t) ^ 2))
    by (apply Rmult_le_compat_r; lra).
  assert (0 <= gamma * ((1 - gamma) * m13 gamma g (S t) ^ 2)) by (apply Rmult_le_pos; auto; apply Rmult_le_pos; lra).
  lra.
Qed.

Variable kappa : R.
Hypothesis kappa_nu : kappa <= nu.

Lemma below_case2 T t : gamma <= eta -> (forall t, (1 <= t <= T)%nat -> V15 eta g (t - 1) <= kappa * V15 eta g t) ->
  (1 <= t <= T)%nat -> (1 - nu) ^ 2 * M2 gamma g t <= V15 eta g t.
Proof.
  intros Hge Hk Ht.
  assert (A : forall u, (u <= T)%nat -> (1 - kappa) * Sum u (fun s => V15 eta g s) <= V15 eta g u).
  { induction u; intros Hu; [simpl; lra |]. rewrite Sum_S. specialize (Hk (S u) ltac:(lia)).
    replace (S u - 1)%nat with u in Hk by lia. specialize (IHu ltac:(lia)). lra. }
  assert (B : (1 - gamma) * M2 gamma g t <= Sum t (fun s => V15 eta g s)).
  { unfold M2. rewrite <- Sum_scal. apply Sum_le; intros s Hs. destruct s; [lia |].
    assert (Q := inequality_42_weighted gamma eta g s gamma_nonneg ltac:(lra)).
    assert (HW := weighted_nonneg (S s) ltac:(lra)).
    assert (0 <= (1 - gamma) * ((eta - gamma) * weighted gamma eta g (S s)))
      by (apply Rmult_le_pos; [lra | apply Rmult_le_pos; lra]). lra. }
  specialize (A t ltac:(lia)). assert (HM := M2_nonneg t).
  assert ((1 - kappa) * ((1 - gamma) * M2 gamma g t) <= V15 eta g t).
  { apply Rle_trans with ((1 - kappa) * Sum t (fun s => V15 eta g s)); auto. apply Rmult_le_compat_l; lra. }
  assert ((1 - nu) ^ 2 <= (1 - kappa) * (1 - gamma)).
  { simpl. rewrite Rmult_1_r. apply Rmult_le_compat; lra. }
  assert ((1 - nu) ^ 2 * M2 gamma g t <= (1 - kappa) * (1 - gamma) * M2 gamma g t) by now apply Rmult_le_compat_r.
  lra.
Qed.
End Coordinate.

(* ---- Lemma 1, all coordinates: (16) with <= *)

(* |m_t|^2 in the dual norm of sqrt(V_t)/alpha, with m_t of (13) and V_t of (15) *)
Definition moment_norm2 (L : layout) (alpha gamma eta : R) (g : sequence) (t : nat) : R :=
  Total L (fun k i => m13 gamma (fun s => g s k i) t ^ 2 / (sqrt (V15 eta (fun s => g s k i) t) / alpha)).
(* sum_i |M_{T,i}| *)
Definition M_norms (L : layout) (gamma : R) (g : sequence) (T : nat) : R :=
  Total L (fun k i => sqrt (M2 gamma (fun s => g s k i) T)).

Lemma all_coordinates L T alpha gamma eta nu g : 0 < alpha -> nu < 1 ->
  (forall k i, entry L k i ->
     Sum T (fun t => m13 gamma (fun s => g s k i) t ^ 2 / sqrt (V15 eta (fun s => g s k i) t)) <=
     2 / (1 - nu) * sqrt (M2 gamma (fun s => g s k i) T)) ->
  Sum T (moment_norm2 L alpha gamma eta g) <= 2 * alpha / (1 - nu) * M_norms L gamma g T.
Proof.
  intros Ha Hn H. unfold moment_norm2. rewrite Sum_Total. unfold M_norms. rewrite <- Total_scal.
  apply Total_le; intros k i E.
  apply Rle_trans with (alpha * Sum T (fun t => m13 gamma (fun s => g s k i) t ^ 2 / sqrt (V15 eta (fun s => g s k i) t))).
  - rewrite <- Sum_scal. right. apply Sum_ext; intros t _. unfold Rdiv. rewrite Rinv_mult, Rinv_inv. ring.
  - replace (2 * alpha / (1 - nu)) with (alpha * (2 / (1 - nu))) by (field; lra). rewrite Rmult_assoc.
    apply Rmult_le_compat_l; [lra | auto].
Qed.

Theorem Lemma1_case1 : forall L T alpha gamma nu g,
  0 < alpha -> 0 <= gamma -> gamma <= nu -> nu < 1 ->
  Sum T (moment_norm2 L alpha gamma 1 g) <= 2 * alpha / (1 - nu) * M_norms L gamma g T.
Proof.
  intros L T alpha gamma nu g Ha H0 Hn H1. apply all_coordinates; auto. intros k i _.
  apply bound_from_below; auto. intros t Ht. apply below_case1; auto; lia.
Qed.

Theorem Lemma1_case2 : forall L T alpha gamma eta kappa nu g,
  0 < alpha -> 0 <= gamma -> gamma <= eta -> gamma <= nu -> kappa <= nu -> nu < 1 ->
  (forall t k i, (1 <= t <= T)%nat -> entry L k i ->
     V15 eta (fun s => g s k i) (t - 1) <= kappa * V15 eta (fun s => g s k i) t) ->
  Sum T (moment_norm2 L alpha gamma eta g) <= 2 * alpha / (1 - nu) * M_norms L gamma g T.
Proof.
  intros L T alpha gamma eta kappa nu g Ha H0 He Hn Hk H1 HV. apply all_coordinates; auto. intros k i E.
  apply bound_from_below; auto. intros t Ht. apply (below_case2 gamma eta nu _ H0 Hn H1 kappa Hk T); auto.
Qed.

(* Case 2 with bounded gradients: a coordinate with g_1 /= 0 allows only T <= 1 + log(G^2/((1-eta) g_1^2))/log(1/kappa). *)
Theorem Lemma1_case2_horizon : forall T eta kappa G g,
  (1 <= T)%nat -> 0 <= eta < 1 -> 0 <= kappa ->
  (forall t, (1 <= t <= T)%nat -> Rabs (g t) <= G) ->
  (forall t, (1 <= t <= T)%nat -> V15 eta g (t - 1) <= kappa * V15 eta g t) ->
  (1 - eta) * g 1%nat ^ 2 <= kappa ^ (T - 1) * G ^ 2.
Proof.
  intros T eta kappa G g HT He Hk HG HV.
  assert (G2 : forall t, (1 <= t <= T)%nat -> g t ^ 2 <= G ^ 2).
  { intros t Ht. rewrite <- (pow2_abs (g t)). apply pow_incr. split; [apply Rabs_pos | auto]. }
  assert (U : forall t, (t <= T)%nat -> (1 - eta) * V15 eta g t <= G ^ 2).
  { induction t; intros Ht; [simpl; generalize (pow2_ge_0 G); lra |]. specialize (IHt ltac:(lia)).
    change (V15 eta g (S t)) with (eta * V15 eta g t + g (S t) ^ 2). specialize (G2 (S t) ltac:(lia)).
    assert (eta * ((1 - eta) * V15 eta g t) <= eta * G ^ 2) by (apply Rmult_le_compat_l; lra).
    assert ((1 - eta) * g (S t) ^ 2 <= (1 - eta) * G ^ 2) by (apply Rmult_le_compat_l; lra). lra. }
  assert (D : forall n, (S n <= T)%nat -> g 1%nat ^ 2 <= kappa ^ n * V15 eta g (S n)).
  { induction n; intros Hn; [simpl; lra |]. specialize (IHn ltac:(lia)). specialize (HV (S (S n)) ltac:(lia)).
    replace (S (S n) - 1)%nat with (S n) in HV by lia.
    apply Rle_trans with (1 := IHn). replace (kappa ^ S n) with (kappa ^ n * kappa) by (simpl; ring).
    rewrite Rmult_assoc. apply Rmult_le_compat_l; auto. now apply pow_le. }
  specialize (D (T - 1)%nat ltac:(lia)). replace (S (T - 1)) with T in D by lia. specialize (U T (le_n T)).
  assert (P := pow_le kappa (T - 1) Hk).
  apply Rle_trans with (kappa ^ (T - 1) * ((1 - eta) * V15 eta g T)); [| now apply Rmult_le_compat_l].
  replace (kappa ^ (T - 1) * ((1 - eta) * V15 eta g T)) with ((1 - eta) * (kappa ^ (T - 1) * V15 eta g T)) by ring.
  apply Rmult_le_compat_l; lra.
Qed.

(* ---- as printed *)

(* (16) prints <: all gradients zero. *)
Theorem Lemma1_strict_refuted :
  ~ (forall L T alpha gamma g, 0 < alpha -> 0 <= gamma < 1 ->
     Sum T (moment_norm2 L alpha gamma 1 g) < 2 * alpha / (1 - gamma) * M_norms L gamma g T).
Proof.
  intros H. specialize (H (Layout 1 (fun _ => 1%nat)) 1%nat 1 0 (fun _ _ _ => 0) ltac:(lra) ltac:(lra)).
  unfold moment_norm2, M_norms, Total, M2 in H. cbn [groups size Sum] in H. simpl in H.
  replace (0 + (0 * 0 + 0) * ((0 * 0 + 0) * 1)) with 0 in H by ring. rewrite sqrt_0 in H. unfold Rdiv in H. lra.
Qed.

(* gamma < 0 with <=: gamma = -1, eta = 1, g = (1, -1): 1 + 4/sqrt 2 > sqrt 5. *)
Theorem Lemma1_negative_gamma_refuted :
  ~ (forall L T alpha gamma g, 0 < alpha -> gamma < 1 ->
     Sum T (moment_norm2 L alpha gamma 1 g) <= 2 * alpha / (1 - gamma) * M_norms L gamma g T).
Proof.
  intros H. specialize (H (Layout 1 (fun _ => 1%nat)) 2%nat 1 (-1)
    (fun t _ _ => match t with 1%nat => 1 | _ => -1 end) ltac:(lra) ltac:(lra)).
  unfold moment_norm2, M_norms, Total, M2 in H. cbn [groups size Sum m13 V15] in H.
  replace (1 * 0 + 1 ^ 2) with 1 in H by ring. rewrite sqrt_1 in H.
  replace (1 * 1 + (-1) ^ 2) with 2 in H by ring.
  replace (0 + (-1 * 0 + 1) ^ 2 + (-1 * (-1 * 0 + 1) + -1) ^ 2) with 5 in H by ring.
  assert (S2 : 0 < sqrt 2) by (apply sqrt_lt_R0; lra). assert (Q2 := sqrt_sqrt 2 ltac:(lra)).
  assert (Q5 := sqrt_sqrt 5 ltac:(lra)). assert (S5 := sqrt_pos 5).
  assert (D : (-1 * (-1 * 0 + 1) + -1) ^ 2 / (sqrt 2 / 1) = 2 * sqrt 2).
  { replace ((-1 * (-1 * 0 + 1) + -1) ^ 2) with (2 * (sqrt 2 * sqrt 2)) by (rewrite Q2; ring). field. lra. }
  rewrite D in H. replace (2 * 1 / (1 - -1)) with 1 in H by field. nra.
Qed.

(* Without the condition on kappa case 2 fails: eta = gamma = 0, g_t = 1, T = 5: 5 > 2 sqrt 5. *)
Theorem Lemma1_case2_without_kappa_refuted :
  ~ (forall L T alpha gamma eta nu g, 0 < alpha -> 0 <= gamma -> gamma <= eta -> eta < 1 -> gamma <= nu -> nu < 1 ->
     Sum T (moment_norm2 L alpha gamma eta g) <= 2 * alpha / (1 - nu) * M_norms L gamma g T).
Proof.
  intros H. specialize (H (Layout 1 (fun _ => 1%nat)) 5%nat 1 0 0 0 (fun _ _ _ => 1)
    ltac:(lra) ltac:(lra) ltac:(lra) ltac:(lra) ltac:(lra) ltac:(lra)).
  unfold moment_norm2, M_norms, Total, M2 in H. cbn [groups size Sum m13 V15] in H.
  rewrite !Rmult_0_l, !Rplus_0_l, pow1, sqrt_1 in H. replace (1 + 1 + 1 + 1 + 1) with 5 in H by ring.
  assert (Q5 := sqrt_sqrt 5 ltac:(lra)). assert (S5 := sqrt_pos 5).
  replace (2 * 1 / (1 - 0)) with 2 in H by field. replace (1 / (1 / 1)) with 1 in H by field. nra.
Qed.
