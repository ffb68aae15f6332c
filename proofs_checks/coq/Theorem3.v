(* Theorem 3 (Section 3, Appendix C): the regret of the update (6).

   As printed, (14) is false: it needs Q_1/alpha_1 >= I (for h_1 >= h_0), Q_t >= 0 for t >= 2 (for h_t >= h_{t-1})
   and gamma >= 0 (for the second inequality of (36)); each of the three is refuted with the other two granted.

   A stronger bound holds with less, and is called Theorem 3' here. In words: let g_t be a subgradient of f_t at x_t,
   m_t = gamma m_{t-1} + g_t with gamma >= 0 and, when gamma > 0, condition (12); let sum_{s<=t} Q_s/alpha_s > 0, and
   let x_{t+1} minimise (6) with convex penalties 0 <= Psi_1 <= Psi_2 <= ... Then for every x_star
       R_T <= Psi_T(x_star) + sum_t 1/(2 alpha_t) |Q_t^{1/2}(x_star - x_t)|^2 + 1/2 sum_t |m_t|^2,
   the last norm dual to that of sum_{s<=t} Q_s/alpha_s: index t where (14) has t-1. No h_0, no Q_t >= 0, no
   Q_1/alpha_1 >= I. (For the paper's Psi_t with A_t of Theorem 1, Psi_t nondecreasing needs Q_t >= 0 or lambda21 = 0.)
   The idea: h_t is centred at x_t in its last term, so x_t minimises Psi_{t-1} + h_t with m_{1:t-1} as well. *)
Require Import Reals Lra Psatz Lia.
From Assay Require Import Paper Sums Equivalence_1_3_4 Theorem1 Penalty.
Open Scope R_scope.

(* ---- the objective grows from its minimiser like half its quadratic part *)

Lemma objective4_segment L m q x t u y a :
  objective4 L m q x t (fun g i => a * u g i + (1 - a) * y g i) =
  a * objective4 L m q x t u + (1 - a) * objective4 L m q x t y +
  - (a * (1 - a)) * Total L (fun g i => upto q t g i / 2 * (u g i - y g i) ^ 2).
Proof.
  rewrite !objective4_z.
  rewrite <- !Total_scal, <- !Total_plus. apply Total_ext; intros g i _. field.
Qed.

Lemma growth L m q x t (P : vector -> R) y : convex P -> argmin (fun u => objective4 L m q x t u + P u) y ->
  forall u, objective4 L m q x t y + P y + Total L (fun g i => upto q t g i / 2 * (u g i - y g i) ^ 2) <=
            objective4 L m q x t u + P u.
Proof.
  intros HP Hy u. set (K := Total L (fun g i => upto q t g i / 2 * (u g i - y g i) ^ 2)).
  set (Fy := objective4 L m q x t y + P y). set (Fu := objective4 L m q x t u + P u).
  assert (S : forall a, 0 < a <= 1 -> Fy + (1 - a) * K <= Fu).
  { intros a Ha. assert (M := Hy (fun g i => a * u g i + (1 - a) * y g i)). cbv beta in M.
    assert (C := HP u y a ltac:(lra)). rewrite objective4_segment in M. fold K in M.
    apply Rmult_le_reg_l with a; [lra |]. unfold Fy, Fu. lra. }
  destruct (Rle_dec (Fy + K) Fu) as [Y | N]; auto. exfalso.
  set (e := Fy + K - Fu). assert (He : 0 < e) by (unfold e; lra).
  assert (Z := Rabs_pos K). assert (KA := Rle_abs K).
  assert (Ha : 0 < e / (e + Rabs K) <= 1).
  { split; [apply Rdiv_lt_0_compat; lra |]. apply Rmult_le_reg_r with (e + Rabs K); [lra |].
    unfold Rdiv. rewrite Rmult_assoc, Rinv_l by lra. lra. }
  assert (B := S _ Ha). set (a := e / (e + Rabs K)) in *.
  assert (aE : a * (e + Rabs K) = e) by (unfold a; field; lra).
  assert (a * K <= a * Rabs K) by (apply Rmult_le_compat_l; lra).
  assert (0 < a * e) by (apply Rmult_lt_0_compat; lra). unfold e in *. lra.
Qed.

(* ---- Theorem 3' *)

Lemma dot_minus L u v w : dot L u (fun g i => v g i - w g i) = dot L u v - dot L u w.
Proof.
  unfold dot. rewrite <- (Rmult_1_l (Total L (fun g i => u g i * w g i))). unfold Rminus.
  rewrite Ropp_mult_distr_l, <- Total_scal, <- Total_plus. apply Total_ext; intros g i _; ring.
Qed.

Lemma objective4_S L m q x t u : objective4 L m q x (S t) u =
  objective4 L m q x t u + (dot L (m (S t)) u + Total L (fun g i => q (S t) g i / 2 * (u g i - x (S t) g i) ^ 2)).
Proof.
  unfold objective4. rewrite Sum_S. replace (dot L (upto m (S t)) u) with (dot L (upto m t) u + dot L (m (S t)) u).
  - ring.
  - unfold dot. rewrite <- Total_plus. apply Total_ext; intros g i _. unfold upto. rewrite Sum_S. ring.
Qed.

(* m.u + w/2 (u - x)^2 >= m.x - m^2/(2 w) *)
Lemma Young w m u x : 0 < w -> m * x - / 2 * (m ^ 2 / w) <= m * u + w / 2 * (u - x) ^ 2.
Proof.
  intros Hw. assert (E : m * u + w / 2 * (u - x) ^ 2 = m * x - / 2 * (m ^ 2 / w) + (w * (u - x) + m) ^ 2 / (2 * w))
    by (field; lra).
  rewrite E. assert (0 <= (w * (u - x) + m) ^ 2 / (2 * w)); [| lra].
  apply Rmult_le_pos; [apply pow2_ge_0 |]. left. apply Rinv_0_lt_compat; lra.
Qed.

Section Bound.
Variables (L : layout) (T : nat) (m q x : sequence) (Psi : nat -> vector -> R).
Hypothesis W_pos : forall t g i, (1 <= t <= T)%nat -> entry L g i -> 0 < upto q t g i.
Hypothesis Psi_convex : forall t, (1 <= t < T)%nat -> convex (Psi t).
Hypothesis Psi_monotone : forall t u, (1 <= t < T)%nat -> Psi t u <= Psi (S t) u.
Hypothesis Psi_nonneg : forall u, 0 <= Psi 1%nat u.
Hypothesis update : forall t, (1 <= t < T)%nat -> argmin (objective6 L m q x Psi t) (x (S t)).

Let Psi0 t u := match t with O => 0 | _ => Psi t u end.

Lemma linear_bound n : (n <= T)%nat -> forall u,
  Sum n (fun t => dot L (m t) (x t) - / 2 * dual_norm2 L q m t t) <= objective4 L m q x n u + Psi0 n u.
Proof.
  induction n; intros Hn u.
  - unfold objective4, dot. simpl. rewrite (Total_ext L _ (fun _ _ => 0)), Total_0; [lra |].
    intros g i _. unfold upto. simpl. ring.
  - rewrite Sum_S, objective4_S. specialize (IHn ltac:(lia)).
    assert (MON : Psi0 n u <= Psi0 (S n) u).
    { unfold Psi0. destruct n; [apply Psi_nonneg | apply Psi_monotone; lia]. }
    assert (GR : objective4 L m q x n (x (S n)) + Psi0 n (x (S n)) +
                 Total L (fun g i => upto q n g i / 2 * (u g i - x (S n) g i) ^ 2) <= objective4 L m q x n u + Psi0 n u).
    { destruct n.
      - assert (Z : forall v, objective4 L m q x 0 v = 0).
        { intros v. unfold objective4, dot. simpl. rewrite (Total_ext L _ (fun _ _ => 0)), Total_0; [lra |].
          intros g i _. unfold upto. simpl. ring. }
        rewrite !Z, (Total_ext L _ (fun _ _ => 0)), Total_0; [simpl; lra |]. intros g i _. unfold upto. simpl. field.
      - apply (growth L m q x (S n) (Psi (S n))); [apply Psi_convex; lia | apply update; lia]. }
    assert (Y : dot L (m (S n)) (x (S n)) - / 2 * dual_norm2 L q m (S n) (S n) <=
                dot L (m (S n)) u + (Total L (fun g i => q (S n) g i / 2 * (u g i - x (S n) g i) ^ 2) +
                                     Total L (fun g i => upto q n g i / 2 * (u g i - x (S n) g i) ^ 2))).
    { unfold dot, dual_norm2, Rminus. rewrite Ropp_mult_distr_l, <- Total_scal, <- !Total_plus.
      apply Total_le; intros g i E.
      generalize (Young (upto q (S n) g i) (m (S n) g i) (u g i) (x (S n) g i) (W_pos (S n) g i ltac:(lia) E)).
      replace (upto q (S n) g i / 2 * (u g i - x (S n) g i) ^ 2) with
        (upto q n g i / 2 * (u g i - x (S n) g i) ^ 2 + q (S n) g i / 2 * (u g i - x (S n) g i) ^ 2)
        by (unfold upto; rewrite Sum_S; field).
      lra. }
    specialize (IHn (x (S n))). lra.
Qed.

Lemma moment_bound x_star : (1 <= T)%nat ->
  Sum T (fun t => dot L (m t) (fun g i => x t g i - x_star g i)) <=
  Psi T x_star + h L q x T x_star + / 2 * Sum T (fun t => dual_norm2 L q m t t).
Proof.
  intros HT. assert (B := linear_bound T (le_n T) x_star).
  assert (E : Sum T (fun t => dot L (m t) (fun g i => x t g i - x_star g i)) =
              Sum T (fun t => dot L (m t) (x t) - / 2 * dual_norm2 L q m t t) +
              (/ 2 * Sum T (fun t => dual_norm2 L q m t t) + (-1) * dot L (upto m T) x_star)).
  { unfold dot at 3. unfold upto.
    rewrite (Total_ext L (fun g i => Sum T (fun s => m s g i) * x_star g i) (fun g i => Sum T (fun s => m s g i * x_star g i)))
      by (intros g i _; rewrite Rmult_comm, <- Sum_scal; apply Sum_ext; intros; ring).
    rewrite <- (Sum_Total L T (fun s g i => m s g i * x_star g i)), <- !Sum_scal, <- !Sum_plus.
    apply Sum_ext; intros t _. rewrite dot_minus. unfold dot. ring. }
  rewrite E. unfold Psi0 in B. destruct T as [| T']; [lia |].
  unfold objective4 in B. unfold h. lra.
Qed.
End Bound.

Theorem Theorem3_prime : forall L T gamma f g m q x Psi x_star,
  (1 <= T)%nat ->
  (forall t, (1 <= t <= T)%nat -> subgradient L (f t) (g t) (x t)) ->
  0 <= gamma ->
  follows_13 L T gamma g m ->
  (0 < gamma -> condition12 L T m x x_star) ->
  (forall t k i, (1 <= t <= T)%nat -> entry L k i -> 0 < upto q t k i) ->
  (forall t, (1 <= t < T)%nat -> convex (Psi t)) ->
  (forall t u, (1 <= t < T)%nat -> Psi t u <= Psi (S t) u) ->
  (forall u, 0 <= Psi 1%nat u) ->
  (forall t, (1 <= t < T)%nat -> argmin (objective6 L m q x Psi t) (x (S t))) ->
  regret f x T x_star <= Psi T x_star + h L q x T x_star + / 2 * Sum T (fun t => dual_norm2 L q m t t).
Proof.
  intros L T gamma f g m q x Psi x_star HT Hf H0 [M0 M1] H12 HW HC HM HN HU.
  eapply Rle_trans; [| now apply (moment_bound L T m q x Psi HW HC HM HN HU x_star HT)].
  apply Sum_le; intros t Ht.
  assert (SG := Hf t Ht x_star). rewrite dot_minus in SG. rewrite dot_minus.
  assert (E : dot L (m t) (x t) - dot L (m t) x_star =
              gamma * dot L (m (t - 1)%nat) (fun k i => x t k i - x_star k i) + (dot L (g t) (x t) - dot L (g t) x_star)).
  { rewrite <- !dot_minus. unfold dot. rewrite <- Total_scal, <- Total_plus. apply Total_ext; intros k i Hk.
    rewrite (M1 t k i Ht Hk). ring. }
  assert (P : 0 <= gamma * dot L (m (t - 1)%nat) (fun k i => x t k i - x_star k i)).
  { destruct (Rle_lt_or_eq_dec 0 gamma H0) as [G | <-]; [| lra]. apply Rmult_le_pos; auto. apply H12; auto. }
  lra.
Qed.

(* ---- for the paper's Psi_t: any A_t >= 0 that is nondecreasing, e.g. A_t = I ... *)

Theorem Theorem3_prime_lasso : forall L T gamma lambda1 lambda21 lambda2 f g m q x A x_star,
  (1 <= T)%nat -> 0 <= lambda1 -> 0 <= lambda21 -> 0 <= lambda2 ->
  (forall t, (1 <= t <= T)%nat -> subgradient L (f t) (g t) (x t)) ->
  0 <= gamma ->
  follows_13 L T gamma g m ->
  (0 < gamma -> condition12 L T m x x_star) ->
  (forall t k i, (1 <= t <= T)%nat -> entry L k i -> 0 < upto q t k i) ->
  (forall t k i, (1 <= t < T)%nat -> entry L k i -> 0 <= A t k i) ->
  lambda21 = 0 \/ (forall t k i, (1 <= t < T)%nat -> entry L k i -> A t k i <= A (S t) k i) ->
  let Psi t := Psi5 L lambda1 lambda21 lambda2 (A t) in
  (forall t, (1 <= t < T)%nat -> argmin (objective6 L m q x Psi t) (x (S t))) ->
  regret f x T x_star <= Psi T x_star + h L q x T x_star + / 2 * Sum T (fun t => dual_norm2 L q m t t).
Proof.
  intros L T gamma lambda1 lambda21 lambda2 f g m q x A x_star HT H1 H21 H2 Hf H0 HM H12 HW HA Hmono Psi HU.
  apply (Theorem3_prime L T gamma f g m q x Psi x_star); auto; unfold Psi.
  - intros t Ht. apply Psi5_convex; auto.
  - intros t u Ht. apply Psi5_monotone; auto. destruct Hmono; [now left | right; auto].
  - intros u. apply Psi5_nonneg; auto.
Qed.

(* ... and the A_t of Theorem 1, where x_{t+1} is the closed form *)

Lemma objective4_same L m q x t u v : same L u v -> objective4 L m q x t u = objective4 L m q x t v.
Proof. intros E. rewrite !objective4_z. apply Total_ext; intros g i Hg. now rewrite (E g i Hg). Qed.

Theorem Theorem3_prime_closed_form : forall L T gamma lambda1 lambda21 lambda2 f g m q x x_star,
  (1 <= T)%nat -> 0 <= lambda1 -> 0 <= lambda21 -> 0 <= lambda2 ->
  (forall t, (1 <= t <= T)%nat -> subgradient L (f t) (g t) (x t)) ->
  0 <= gamma ->
  follows_13 L T gamma g m ->
  (0 < gamma -> condition12 L T m x x_star) ->
  (forall t k i, (1 <= t <= T)%nat -> entry L k i -> 0 < upto q t k i) ->
  lambda21 = 0 \/ (forall t k i, (2 <= t <= T)%nat -> entry L k i -> 0 <= q t k i) ->
  (forall t, (1 <= t < T)%nat -> same L (x (S t)) (theorem1_corrected L lambda1 lambda21 lambda2 m q x t)) ->
  regret f x T x_star <=
  Psi5 L lambda1 lambda21 lambda2 (A_theorem1 lambda2 q T) x_star + h L q x T x_star +
  / 2 * Sum T (fun t => dual_norm2 L q m t t).
Proof.
  intros L T gamma lambda1 lambda21 lambda2 f g m q x x_star HT H1 H21 H2 Hf H0 HM H12 HW Hq HU.
  apply (Theorem3_prime_lasso L T gamma lambda1 lambda21 lambda2 f g m q x (A_theorem1 lambda2 q) x_star); auto.
  - intros t k i Ht E. unfold A_theorem1. generalize (HW t k i ltac:(lia) E). lra.
  - destruct Hq as [-> | Hq]; [now left | right]. intros t k i Ht E. unfold A_theorem1, upto. rewrite Sum_S.
    generalize (Hq (S t) k i ltac:(lia) E). lra.
  - intros t Ht u.
    destruct (Theorem1_corrected L lambda1 lambda21 lambda2 m q x t H1 H21) as [M _].
    { intros k i E. unfold A_theorem1. generalize (HW t k i ltac:(lia) E). lra. }
    specialize (M u). eapply Rle_trans; [| exact M]. unfold objective6.
    rewrite (objective4_same L m q x t _ _ (HU t Ht)).
    rewrite (Psi5_same L lambda1 lambda21 lambda2 _ _ _ (HU t Ht)). lra.
Qed.

(* ---- (14) itself, with what it needs *)

Theorem Theorem3_corrected : forall L T gamma f g m q x Psi x_star,
  (1 <= T)%nat ->
  (forall t, (1 <= t <= T)%nat -> subgradient L (f t) (g t) (x t)) ->
  0 <= gamma ->
  follows_13 L T gamma g m ->
  (0 < gamma -> condition12 L T m x x_star) ->
  (forall k i, entry L k i -> 1 <= q 1%nat k i) ->
  (forall t k i, (2 <= t <= T)%nat -> entry L k i -> 0 <= q t k i) ->
  (forall t, (1 <= t < T)%nat -> convex (Psi t)) ->
  (forall t u, (1 <= t < T)%nat -> Psi t u <= Psi (S t) u) ->
  (forall u, 0 <= Psi 1%nat u) ->
  (forall t, (1 <= t < T)%nat -> argmin (objective6 L m q x Psi t) (x (S t))) ->
  regret f x T x_star <= Psi T x_star + h L q x T x_star + / 2 * Sum T (dual_norm2_printed L q m).
Proof.
  intros L T gamma f g m q x Psi x_star HT Hf H0 HM H12 H1 Hq HC Hmono HN HU.
  assert (W : forall t k i, (1 <= t <= T)%nat -> entry L k i -> 1 <= upto q t k i).
  { intros t k i Ht E. unfold upto. induction t; [lia |]. rewrite Sum_S.
    destruct t; [simpl; generalize (H1 k i E); lra |].
    specialize (IHt ltac:(lia)). generalize (Hq (S (S t)) k i ltac:(lia) E). lra. }
  eapply Rle_trans; [apply (Theorem3_prime L T gamma f g m q x Psi x_star); auto |].
  - intros t k i Ht E. generalize (W t k i Ht E). lra.
  - apply Rplus_le_compat_l, Rmult_le_compat_l; [lra |]. apply Sum_le; intros t Ht.
    destruct t as [| [| t]]; [lia | |]; unfold dual_norm2_printed, dual_norm2; apply Total_le; intros k i E.
    + assert (P := W 1%nat k i Ht E). rewrite <- (Rmult_1_r (m 1%nat k i ^ 2)) at 2. unfold Rdiv.
      apply Rmult_le_compat_l; [apply pow2_ge_0 |]. rewrite <- Rinv_1. apply Rinv_le_contravar; lra.
    + apply Rmult_le_compat_l; [apply pow2_ge_0 |]. assert (P := W (S t) k i ltac:(lia) E).
      apply Rinv_le_contravar; [lra |]. unfold upto. rewrite (Sum_S (S t)). generalize (Hq (S (S t)) k i ltac:(lia) E). lra.
Qed.

(* ---- the printed theorem, with room for conditions that it lacks *)

Definition Theorem3_with (extra : layout -> nat -> R -> sequence -> Prop) : Prop :=
  forall L T gamma lambda1 lambda21 lambda2 f g m q x A x_star,
  (1 <= T)%nat -> 0 <= lambda1 -> 0 <= lambda21 -> 0 <= lambda2 ->
  (forall t, (1 <= t <= T)%nat -> convex (f t) /\ subgradient L (f t) (g t) (x t)) ->
  argmin (fun u => Sum T (fun t => f t u)) x_star ->
  gamma < 1 -> follows_13 L T gamma g m -> condition12 L T m x x_star ->
  (forall t k i, (1 <= t <= T)%nat -> entry L k i -> 0 < upto q t k i) ->
  (forall t k i, (1 <= t <= T)%nat -> entry L k i -> 0 < A t k i <= A (S t) k i) ->
  let Psi t := Psi5 L lambda1 lambda21 lambda2 (A t) in
  (forall t, (1 <= t <= T)%nat -> argmin (objective6 L m q x Psi t) (x (S t))) ->
  extra L T gamma q ->
  regret f x T x_star <= Psi T x_star + h L q x T x_star + / 2 * Sum T (dual_norm2_printed L q m).

Definition Q1_at_least_I (L : layout) (q : sequence) : Prop := forall k i, entry L k i -> 1 <= q 1%nat k i.
Definition Q_nonnegative (L : layout) (T : nat) (q : sequence) : Prop :=
  forall t k i, (2 <= t <= T)%nat -> entry L k i -> 0 <= q t k i.

Definition Theorem3_printed : Prop := Theorem3_with (fun _ _ _ _ => True).

(* Games on one weight: f_t(x) = a_t |x| with a_t >= 0 and x_t > 0, so that g_t = a_t and x_star = 0. *)
Definition one_weight := Layout 1 (fun _ => 1%nat).
Definition absolute (a : nat -> R) (t : nat) (u : vector) : R := a t * Rabs (u 1%nat 1%nat).
Definition scalars (c : nat -> R) : sequence := fun t _ _ => c t.

Lemma Total_one f : Total one_weight f = f 1%nat 1%nat.
Proof. unfold Total. simpl. ring. Qed.

Lemma absolute_convex a t : 0 <= a t -> convex (absolute a t).
Proof.
  intros Ha u v b Hb. unfold absolute.
  replace (b * (a t * Rabs (u 1%nat 1%nat)) + (1 - b) * (a t * Rabs (v 1%nat 1%nat)))
    with (a t * (b * Rabs (u 1%nat 1%nat) + (1 - b) * Rabs (v 1%nat 1%nat))) by ring.
  apply Rmult_le_compat_l; auto. eapply Rle_trans; [apply Rabs_triang |].
  rewrite !Rabs_mult, (Rabs_right b), (Rabs_right (1 - b)) by lra. lra.
Qed.

Lemma absolute_subgradient a x t : 0 <= a t -> 0 <= x t ->
  subgradient one_weight (absolute a t) (scalars a t) (scalars x t).
Proof.
  intros Ha Hx u. unfold absolute, dot, scalars. rewrite Total_one, (Rabs_right (x t)) by lra.
  replace (a t * x t + a t * (u 1%nat 1%nat - x t)) with (a t * u 1%nat 1%nat) by ring.
  apply Rmult_le_compat_l; [auto | apply Rle_abs].
Qed.

Lemma absolute_minimum a T : (forall t, (1 <= t <= T)%nat -> 0 <= a t) ->
  argmin (fun u => Sum T (fun t => absolute a t u)) (fun _ _ => 0).
Proof.
  intros Ha u. apply Sum_le; intros t Ht. unfold absolute. rewrite Rabs_R0.
  apply Rmult_le_compat_l; [auto | apply Rabs_pos].
Qed.

Lemma unregularised L m q x A t y : argmin (objective4 L m q x t) y ->
  argmin (objective6 L m q x (fun t => Psi5 L 0 0 0 (A t)) t) y.
Proof.
  apply argmin_ext. intros u. unfold objective6, Psi5. rewrite (Sum_ext _ _ (fun _ => 0)) by (intros; ring).
  rewrite Sum_0. ring.
Qed.

Lemma unregularised_update m q x t A : 0 < Sum t q -> z (scalars m) (scalars q) (scalars x) t 1%nat 1%nat + Sum t q * x (S t) = 0 ->
  argmin (objective6 one_weight (scalars m) (scalars q) (scalars x) (fun t => Psi5 one_weight 0 0 0 (A t)) t)
         (scalars x (S t)).
Proof.
  intros Hq H. apply unregularised, argmin4; [intros; exact Hq |]. intros g i [Hg Hi]. simpl in Hg, Hi.
  assert (g = 1%nat) by lia. assert (i = 1%nat) by lia. subst. exact H.
Qed.

(* what Theorem3_with says of such a game *)
Lemma absolute_game extra T gamma a m q x : Theorem3_with extra ->
  (1 <= T)%nat -> gamma < 1 ->
  (forall t, (1 <= t <= T)%nat -> 0 <= a t /\ 0 <= x t /\ 0 < Sum t q) ->
  m 0%nat = 0 -> (forall t, (1 <= t <= T)%nat -> m t = gamma * m (t - 1)%nat + a t) ->
  (forall t, (1 <= t <= T)%nat -> 0 <= m (t - 1)%nat * x t) ->
  (forall t, (1 <= t <= T)%nat -> z (scalars m) (scalars q) (scalars x) t 1%nat 1%nat + Sum t q * x (S t) = 0) ->
  extra one_weight T gamma (scalars q) ->
  Sum T (fun t => a t * x t) <=
  Sum T (fun t => q t / 2 * x t ^ 2) + / 2 * Sum T (dual_norm2_printed one_weight (scalars q) (scalars m)).
Proof.
  intros TH HT Hg H M0 M1 H12 HU HE.
  assert (B := TH one_weight T gamma 0 0 0 (absolute a) (scalars a) (scalars m) (scalars q) (scalars x)
    (fun _ _ _ => 1) (fun _ _ => 0) HT ltac:(lra) ltac:(lra) ltac:(lra)). cbv zeta in B.
  assert (R : regret (absolute a) (scalars x) T (fun _ _ => 0) = Sum T (fun t => a t * x t)).
  { apply Sum_ext; intros t Ht. destruct (H t Ht) as [_ [Hx _]]. unfold absolute, scalars.
    rewrite Rabs_R0, Rabs_right by lra. ring. }
  assert (Z : Psi5 one_weight 0 0 0 (fun _ _ => 1) (fun _ _ => 0) = 0).
  { unfold Psi5. rewrite (Sum_ext _ _ (fun _ => 0)) by (intros; ring). rewrite Sum_0. ring. }
  assert (HH : h one_weight (scalars q) (scalars x) T (fun _ _ => 0) = Sum T (fun t => q t / 2 * x t ^ 2)).
  { apply Sum_ext; intros t Ht. rewrite Total_one. unfold scalars. f_equal. ring. }
  rewrite R, Z, HH in B. rewrite <- (Rplus_0_l (Sum T (fun t => q t / 2 * x t ^ 2))). apply B; auto.
  - intros t Ht. destruct (H t Ht) as [Ha [Hx _]]. split; [now apply absolute_convex | now apply absolute_subgradient].
  - apply absolute_minimum. intros t Ht. apply (H t Ht).
  - split; intros; [exact M0 | now apply M1].
  - intros t Ht. unfold dot. rewrite Total_one. unfold scalars. rewrite Rminus_0_r. now apply H12.
  - intros t k i Ht _. apply (H t Ht).
  - intros; lra.
  - intros t Ht. apply (unregularised_update m q x t (fun _ _ _ => 1)); [apply (H t Ht) | now apply HU].
Qed.

(* (a) Q_1/alpha_1 = 1/2 (SGD or Adagrad with alpha = 2): T = 1, f = |x|, x_1 = 1: R_1 = 1 > 3/4. *)
Theorem Theorem3_without_Q1_refuted : ~ Theorem3_with (fun L T gamma q => Q_nonnegative L T q /\ 0 <= gamma).
Proof.
  intros TH.
  assert (B := absolute_game _ 1 0 (fun _ => 1) (fun t => match t with O => 0 | _ => 1 end) (fun _ => 1 / 2)
    (fun t => match t with 1%nat => 1 | _ => -1 end) TH).
  assert (C : Sum 1 (fun t => 1 * match t with 1%nat => 1 | _ => -1 end) <= 3 / 4); [| simpl in C; lra].
  eapply Rle_trans; [apply B; try lia; try lra |].
  - intros t Ht. assert (t = 1%nat) by lia. subst. simpl. lra.
  - intros t Ht. assert (t = 1%nat) by lia. subst. simpl. lra.
  - intros t Ht. assert (t = 1%nat) by lia. subst. simpl. lra.
  - intros t Ht. assert (t = 1%nat) by lia. subst. unfold scalars. simpl. lra.
  - split; [intros t k i Ht; lia | lra].
  - simpl. rewrite Total_one. unfold scalars. lra.
Qed.

Theorem Theorem3_printed_refuted : ~ Theorem3_printed.
Proof.
  intros TH. apply Theorem3_without_Q1_refuted.
  unfold Theorem3_with in *. intros. apply TH with (g := g) (gamma := gamma); auto.
Qed.

(* (b) Q_2 < 0 (V = I, alpha = (1, 2)): f = |x| twice, x_1 = 2: x_2 = 1, R_2 = 3 > 11/4. *)
Theorem Theorem3_without_Q_refuted : ~ Theorem3_with (fun L _ gamma q => Q1_at_least_I L q /\ 0 <= gamma).
Proof.
  intros TH.
  set (q := fun t => match t with 1%nat => 1 | 2%nat => - (1 / 2) | _ => 0 end).
  set (x := fun t => match t with 1%nat => 2 | 2%nat => 1 | _ => -1 end).
  set (m := fun t => match t with O => 0 | _ => 1 end).
  assert (B := absolute_game _ 2 0 (fun _ => 1) m q x TH).
  assert (C : Sum 2 (fun t => 1 * x t) <= 11 / 4); [| unfold x in C; simpl in C; lra].
  eapply Rle_trans; [apply B; try lia; try lra |].
  - intros t Ht. destruct t as [| [| [| t]]]; try lia; unfold q, x; simpl; lra.
  - reflexivity.
  - intros t Ht. destruct t as [| [| [| t]]]; try lia; unfold m; simpl; lra.
  - intros t Ht. destruct t as [| [| [| t]]]; try lia; unfold m, x; simpl; lra.
  - intros t Ht. destruct t as [| [| [| t]]]; try lia; unfold scalars, m, q, x; simpl; lra.
  - split; [intros k i _; unfold scalars, q; lra | lra].
  - simpl. unfold dual_norm2. rewrite !Total_one. unfold upto, scalars, m, q, x. simpl. lra.
Qed.

(* (c) gamma = -1/2 (Momentum, alpha = 1): f_1 = |x|, f_2 = 3/2 |x|, x_1 = 2: (12) holds, R_2 = 7/2 > 3. *)
Theorem Theorem3_without_gamma_refuted : ~ Theorem3_with (fun L T _ q => Q1_at_least_I L q /\ Q_nonnegative L T q).
Proof.
  intros TH.
  set (q := fun t => match t with 1%nat => 1 | _ => 0 end).
  set (x := fun t => match t with 1%nat => 2 | 2%nat => 1 | _ => 0 end).
  set (m := fun t => match t with O => 0 | _ => 1 end).
  set (a := fun t => match t with 1%nat => 1 | _ => 3 / 2 end).
  assert (B := absolute_game _ 2 (- (1 / 2)) a m q x TH).
  assert (C : Sum 2 (fun t => a t * x t) <= 3); [| unfold a, x in C; simpl in C; lra].
  eapply Rle_trans; [apply B; try lia; try lra |].
  - intros t Ht. destruct t as [| [| [| t]]]; try lia; unfold a, q, x; simpl; lra.
  - reflexivity.
  - intros t Ht. destruct t as [| [| [| t]]]; try lia; unfold a, m; simpl; lra.
  - intros t Ht. destruct t as [| [| [| t]]]; try lia; unfold m, x; simpl; lra.
  - intros t Ht. destruct t as [| [| [| t]]]; try lia; unfold scalars, m, q, x; simpl; lra.
  - split; intros t; intros; unfold scalars, q; [lra |]. destruct t as [| [|]]; lra.
  - simpl. unfold dual_norm2. rewrite !Total_one. unfold upto, scalars, m, q, x. simpl. lra.
Qed.

(* (12) cannot be dropped, even from Theorem 3': Momentum with alpha = 1, gamma = 1/2, f = 2|x| twice, x_1 = 1: x_2 = -1,
   <m_1, x_2> = -2 < 0, R_2 = 4 > 3. *)
Theorem Theorem3_prime_without_condition12_refuted :
  ~ (forall L T gamma f g m q x Psi x_star,
     (1 <= T)%nat ->
     (forall t, (1 <= t <= T)%nat -> convex (f t) /\ subgradient L (f t) (g t) (x t)) ->
     argmin (fun u => Sum T (fun t => f t u)) x_star ->
     0 <= gamma < 1 ->
     follows_13 L T gamma g m ->
     Q1_at_least_I L q -> Q_nonnegative L T q ->
     (forall t, (1 <= t < T)%nat -> convex (Psi t)) ->
     (forall t u, (1 <= t < T)%nat -> Psi t u <= Psi (S t) u) ->
     (forall u, 0 <= Psi 1%nat u) ->
     (forall t, (1 <= t < T)%nat -> argmin (objective6 L m q x Psi t) (x (S t))) ->
     regret f x T x_star <= Psi T x_star + h L q x T x_star + / 2 * Sum T (fun t => dual_norm2 L q m t t)).
Proof.
  intros H.
  set (q := fun t => match t with 1%nat => 1 | _ => 0 end).
  set (x := fun t => match t with 1%nat => 1 | _ => -1 end).
  set (g := fun t => match t with 1%nat => 2 | _ => -2 end).
  set (m := fun t => match t with O => 0 | 1%nat => 2 | _ => -1 end).
  assert (P : forall u, Psi5 one_weight 0 0 0 (fun _ _ => 0) u = 0).
  { intros u. unfold Psi5. rewrite (Sum_ext _ _ (fun _ => 0)) by (intros; ring). rewrite Sum_0. ring. }
  assert (B : regret (absolute (fun _ => 2)) (scalars x) 2 (fun _ _ => 0) <= 3).
  { eapply Rle_trans; [apply (H one_weight 2%nat (1 / 2) (absolute (fun _ => 2)) (scalars g) (scalars m) (scalars q) (scalars x)
      (fun t => Psi5 one_weight 0 0 0 (fun _ _ => 0))); try lia; try lra |].
    - intros t Ht. split; [apply absolute_convex; lra |]. intros u. unfold absolute, dot, scalars.
      rewrite Total_one. unfold g, x. destruct t as [| [| [| t]]]; try lia; unfold Rabs; repeat destruct Rcase_abs; lra.
    - apply absolute_minimum. intros; lra.
    - split; [reflexivity |]. intros t k i Ht _. unfold scalars, m, g. destruct t as [| [| [| t]]]; try lia; simpl; lra.
    - intros k i _. unfold scalars, q. lra.
    - intros t k i Ht _. unfold scalars, q. destruct t as [| [|]]; lra.
    - intros t Ht u v a Ha. rewrite !P. lra.
    - intros t u Ht. rewrite !P. lra.
    - intros u. rewrite P. lra.
    - intros t Ht. assert (t = 1%nat) by lia. subst t.
      apply (unregularised_update m q x 1 (fun _ _ _ => 0)); unfold scalars, m, q, x; simpl; lra.
    - rewrite P. unfold h, dual_norm2. cbn [Sum]. rewrite !Total_one. unfold upto, scalars, m, q, x. simpl. right. field. }
  unfold regret, absolute, scalars, x in B. cbn [Sum] in B. rewrite Rabs_R0, Rabs_R1, (Rabs_left (-1)) in B by lra. lra.
Qed.
