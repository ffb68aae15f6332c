(* Eq. (1), (3), (4) (Section 1.3): three descriptions of one sequence of iterates.

   In words: when alpha_t > 0, every entry of V_t is positive, and sum_{s<=t} Q_s/alpha_s = sqrt(V_t)/alpha_t,
   a sequence x_1, x_2, ... satisfies (1) at every step iff every x_{t+1} minimises (3), iff every x_{t+1}
   minimises (4). Q_s >= 0 is not needed. The claim is about whole trajectories ("by induction", Section 1.3):
   for arbitrary earlier x_s the argmins of (3) and (4) differ (last theorem). *)
Require Import Reals Lra Psatz Lia.
From Assay Require Import Paper Sums.
Open Scope R_scope.

(* ---- a separable objective is minimised entry by entry *)

Lemma separable_argmin L (f : nat -> nat -> R -> R) x :
  argmin (fun u => Total L (fun g i => f g i (u g i))) x <->
  forall g i, entry L g i -> forall y, f g i (x g i) <= f g i y.
Proof.
  split.
  - intros H g i E y.
    specialize (H (fun a b => if andb (Nat.eqb a g) (Nat.eqb b i) then y else x a b)). cbv beta in H.
    set (u := fun a b => if andb (Nat.eqb a g) (Nat.eqb b i) then y else x a b) in H.
    assert (Y : u g i = y) by (unfold u; now rewrite !Nat.eqb_refl).
    assert (D : Total L (fun a b => f a b (u a b) + (-1) * f a b (x a b)) = f g i y - f g i (x g i)).
    { rewrite (Total_single L _ g i E), Y; [ring |]. intros a b _ N.
      replace (u a b) with (x a b); [ring |]. unfold u.
      destruct (Nat.eqb_spec a g); destruct (Nat.eqb_spec b i); simpl; congruence. }
    rewrite Total_plus, Total_scal in D.
    change (Total L (fun g i => f g i (x g i)) <= Total L (fun g i => f g i (u g i))) in H. lra.
  - intros H u. apply Total_le; intros g i E. now apply H.
Qed.

Lemma argmin_ext F F' x : (forall u, F u = F' u) -> argmin F x <-> argmin F' x.
Proof. intros E; split; intros H u; specialize (H u); [rewrite <- !E | rewrite !E]; auto. Qed.

(* the one minimiser of k + b u + (w/2) u^2 *)
Lemma parabola k b w x : 0 < w ->
  (forall y, k + b * x + w / 2 * x ^ 2 <= k + b * y + w / 2 * y ^ 2) <-> b + w * x = 0.
Proof.
  intros Hw. split; intros H.
  - specialize (H (- b / w)).
    assert (E : k + b * (- b / w) + w / 2 * (- b / w) ^ 2 = k + b * x + w / 2 * x ^ 2 - (b + w * x) ^ 2 / (2 * w))
      by (field; lra).
    rewrite E in H. assert (Q : (b + w * x) ^ 2 / (2 * w) <= 0) by lra.
    assert (P : (b + w * x) ^ 2 <= 0).
    { replace ((b + w * x) ^ 2) with ((b + w * x) ^ 2 / (2 * w) * (2 * w)) by (field; lra).
      replace 0 with (0 * (2 * w)) by ring. apply Rmult_le_compat_r; lra. }
    assert (0 <= (b + w * x) ^ 2) by apply pow2_ge_0. nra.
  - intros y. replace b with (- w * x) by lra. assert (0 <= (y - x) ^ 2) by apply pow2_ge_0. nra.
Qed.

(* ---- (3) and (4) as equations for x_{t+1} *)

(* (22), (23): the objective (4) is z_t.u + u'(sum Q/alpha)u/2 + a constant, entry by entry *)
Lemma objective4_z L m q x t u : objective4 L m q x t u =
  Total L (fun g i => Sum t (fun s => q s g i / 2 * x s g i ^ 2) + z m q x t g i * u g i +
                      upto q t g i / 2 * u g i ^ 2).
Proof.
  unfold objective4, dot. rewrite Sum_Total, <- Total_plus. apply Total_ext; intros g i _.
  unfold upto. induction t; [simpl; field |]. rewrite !Sum_S.
  change (z m q x (S t) g i) with (z m q x t g i + m (S t) g i - q (S t) g i * x (S t) g i).
  replace ((Sum t (fun s => m s g i) + m (S t) g i) * u g i +
           (Sum t (fun s => q s g i / 2 * (u g i - x s g i) ^ 2) + q (S t) g i / 2 * (u g i - x (S t) g i) ^ 2))
    with (Sum t (fun s => m s g i) * u g i + Sum t (fun s => q s g i / 2 * (u g i - x s g i) ^ 2) +
          (m (S t) g i * u g i + q (S t) g i / 2 * (u g i - x (S t) g i) ^ 2)) by ring.
  rewrite IHt. field.
Qed.

Lemma argmin4 L m q x t y : (forall g i, entry L g i -> 0 < upto q t g i) ->
  argmin (objective4 L m q x t) y <-> forall g i, entry L g i -> z m q x t g i + upto q t g i * y g i = 0.
Proof.
  intros Hw. rewrite (argmin_ext _ _ _ (objective4_z L m q x t)).
  rewrite (separable_argmin L (fun g i v => Sum t (fun s => q s g i / 2 * x s g i ^ 2) + z m q x t g i * v +
                                            upto q t g i / 2 * v ^ 2)).
  split; intros H g i E; specialize (H g i E).
  - exact (proj1 (parabola _ _ _ _ (Hw g i E)) H).
  - exact (proj2 (parabola _ _ _ _ (Hw g i E)) H).
Qed.

Lemma argmin3 L alpha m V x t y : 0 < alpha t -> (forall g i, entry L g i -> 0 < V t g i) ->
  argmin (objective3 L alpha m V x t) y <->
  forall g i, entry L g i -> y g i = x t g i - alpha t * m t g i / sqrt (V t g i).
Proof.
  intros Ha HV.
  rewrite (argmin_ext _ (fun u => Total L (fun g i =>
    sqrt (V t g i) / alpha t / 2 * x t g i ^ 2 + (m t g i - sqrt (V t g i) / alpha t * x t g i) * u g i +
    sqrt (V t g i) / alpha t / 2 * u g i ^ 2))).
  2:{ intros u. unfold objective3, dot. rewrite <- Total_scal, <- Total_plus. apply Total_ext; intros g i E.
      rewrite Rpow_mult_distr. replace (sqrt (sqrt (V t g i)) ^ 2) with (sqrt (V t g i)).
      - field; lra.
      - simpl. rewrite Rmult_1_r. symmetry. apply sqrt_sqrt, sqrt_pos. }
  rewrite (separable_argmin L (fun g i v => sqrt (V t g i) / alpha t / 2 * x t g i ^ 2 +
    (m t g i - sqrt (V t g i) / alpha t * x t g i) * v + sqrt (V t g i) / alpha t / 2 * v ^ 2)).
  assert (P : forall g i, entry L g i -> 0 < sqrt (V t g i)) by (intros; apply sqrt_lt_R0; auto).
  assert (W : forall g i, entry L g i -> 0 < sqrt (V t g i) / alpha t)
    by (intros; apply Rdiv_lt_0_compat; auto).
  split; intros H g i E; specialize (P g i E); specialize (W g i E).
  - specialize (H g i E). apply (proj1 (parabola _ _ _ _ W)) in H.
    apply Rmult_eq_reg_l with (sqrt (V t g i) / alpha t); [| lra].
    replace (sqrt (V t g i) / alpha t * (x t g i - alpha t * m t g i / sqrt (V t g i)))
      with (sqrt (V t g i) / alpha t * x t g i - m t g i) by (field; lra). lra.
  - apply (proj2 (parabola _ _ _ _ W)). rewrite (H g i E). field; lra.
Qed.

(* one entry: (1) at every step iff z_t + (sqrt(V_t)/alpha_t) x_{t+1} = 0 at every step *)
Lemma equation1_iff_dual L T alpha m V q x :
  (forall t, (1 <= t <= T)%nat -> 0 < alpha t) ->
  (forall t g i, (1 <= t <= T)%nat -> entry L g i -> 0 < V t g i) ->
  rates L T alpha V q ->
  (follows_1 L T alpha m V x <->
   forall t g i, (1 <= t <= T)%nat -> entry L g i -> z m q x t g i + upto q t g i * x (S t) g i = 0).
Proof.
  intros Ha HV Hq.
  assert (STEP : forall t g i, (S t <= T)%nat -> entry L g i -> z m q x t g i + upto q t g i * x (S t) g i = 0 ->
    (x (S (S t)) g i = x (S t) g i - alpha (S t) * m (S t) g i / sqrt (V (S t) g i) <->
     z m q x (S t) g i + upto q (S t) g i * x (S (S t)) g i = 0)).
  { intros t g i Ht E H.
    assert (A := Ha (S t) ltac:(lia)). assert (P := sqrt_lt_R0 _ (HV (S t) g i ltac:(lia) E)).
    assert (W := Hq (S t) g i ltac:(lia) E).
    assert (Q : 0 < sqrt (V (S t) g i) / alpha (S t)) by (apply Rdiv_lt_0_compat; auto).
    rewrite <- W in Q.
    assert (R : alpha (S t) * m (S t) g i / sqrt (V (S t) g i) = m (S t) g i / upto q (S t) g i)
      by (rewrite W; field; lra).
    rewrite R. clear R. change (z m q x (S t) g i) with (z m q x t g i + m (S t) g i - q (S t) g i * x (S t) g i).
    assert (U : upto q (S t) g i = upto q t g i + q (S t) g i) by reflexivity.
    replace (z m q x t g i) with (- upto q t g i * x (S t) g i) by lra.
    split; intros X.
    - rewrite X, U in *. field; lra.
    - apply Rmult_eq_reg_l with (upto q (S t) g i); [| lra].
      replace (upto q (S t) g i * (x (S t) g i - m (S t) g i / upto q (S t) g i))
        with (upto q (S t) g i * x (S t) g i - m (S t) g i) by (field; lra).
      rewrite U in *. lra. }
  assert (BASE : forall g i, z m q x 0 g i + upto q 0 g i * x 1%nat g i = 0) by (intros; unfold upto; simpl; ring).
  split; intros H.
  - intros t. induction t; intros g i Ht E; [lia |].
    apply STEP; [lia | auto | | apply H; auto].
    destruct t; [apply BASE | apply IHt; auto; lia].
  - intros t g i Ht E. destruct t; [lia |]. apply STEP; [lia | auto | | now apply H].
    destruct t; [apply BASE | apply H; auto; lia].
Qed.

Theorem Equivalence_1_3_4 : forall L T alpha m V q x,
  (forall t, (1 <= t <= T)%nat -> 0 < alpha t) ->
  (forall t g i, (1 <= t <= T)%nat -> entry L g i -> 0 < V t g i) ->
  rates L T alpha V q ->
  (follows_1 L T alpha m V x <->
   forall t, (1 <= t <= T)%nat -> argmin (objective3 L alpha m V x t) (x (S t))) /\
  (follows_1 L T alpha m V x <->
   forall t, (1 <= t <= T)%nat -> argmin (objective4 L m q x t) (x (S t))).
Proof.
  intros L T alpha m V q x Ha HV Hq. split.
  - split; intros H.
    + intros t Ht. apply argmin3; auto.
    + intros t g i Ht E. exact (proj1 (argmin3 _ _ _ _ _ _ _ (Ha t Ht) (fun g i => HV t g i Ht)) (H t Ht) g i E).
  - rewrite (equation1_iff_dual L T alpha m V q x Ha HV Hq).
    assert (W : forall t g i, (1 <= t <= T)%nat -> entry L g i -> 0 < upto q t g i).
    { intros t g i Ht E. rewrite (Hq t g i Ht E). apply Rdiv_lt_0_compat; [apply sqrt_lt_R0 |]; auto. }
    split; intros H.
    + intros t Ht. apply argmin4; auto.
    + intros t g i Ht E. exact (proj1 (argmin4 _ _ _ _ _ _ (fun g i => W t g i Ht)) (H t Ht) g i E).
Qed.

(* Off a trajectory the two argmins differ: n = 1, m = 0, Q_1 = Q_2 = alpha = 1, x_1 = 0, x_2 = 1; V_2 = 4.
   (3) keeps x_3 = 1, (4) gives x_3 = 1/2. *)
Theorem Equivalence_3_4_single_step_refuted :
  ~ (forall L alpha m V q x t y, (1 <= t)%nat -> (forall s, 0 < alpha s) -> (forall s g i, 0 < V s g i) ->
     rates L t alpha V q ->
     argmin (objective3 L alpha m V x t) y -> argmin (objective4 L m q x t) y).
Proof.
  intros H. set (L := Layout 1 (fun _ => 1%nat)).
  assert (E : entry L 1 1) by (unfold entry, L; simpl; lia).
  assert (S4 : sqrt (INR 2 ^ 2) = 2) by (simpl INR; apply sqrt_pow2; lra).
  assert (S1 : sqrt (INR 1 ^ 2) = 1) by (simpl INR; apply sqrt_pow2; lra).
  specialize (H L (fun _ => 1) (fun _ _ _ => 0) (fun t _ _ => if Nat.eqb t 0 then 1 else INR t ^ 2) (fun _ _ _ => 1)
    (fun t _ _ => match t with 2%nat => 1 | _ => 0 end) 2%nat (fun _ _ => 1)).
  assert (A : argmin (objective4 L (fun _ _ _ => 0) (fun _ _ _ => 1)
                        (fun t _ _ => match t with 2%nat => 1 | _ => 0 end) 2) (fun _ _ => 1)).
  { apply H; [lia | intros; lra | | |].
    - intros s g i. destruct (Nat.eqb_spec s 0); [lra |]. apply pow_lt, lt_0_INR. lia.
    - intros s g i Hs _. destruct s as [| [| [| s]]]; [lia | | | lia]; cbn [Nat.eqb]; rewrite ?S1, ?S4;
        unfold upto; simpl; lra.
    - apply argmin3; [lra | intros; cbn [Nat.eqb]; apply pow_lt, lt_0_INR; lia |].
      intros g i _. unfold Rdiv. ring. }
  assert (W : forall g i, entry L g i -> 0 < upto (fun _ _ _ => 1) 2 g i) by (intros; unfold upto; simpl; lra).
  assert (B := proj1 (argmin4 _ _ _ _ _ _ W) A 1%nat 1%nat E). unfold upto in B. simpl in B. lra.
Qed.
