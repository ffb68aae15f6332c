(* Theorem 3 (Section 3, Appendix C): the regret of the update (6).

   As printed, (14) is false: it needs Q_1/alpha_1 >= I (for h_1 >= h_0), Q_t >= 0 for t >= 2 (for h_t >= h_{t-1})
   and gamma >= 0 (for the second inequality of (36)); Theorem3Printed.v refutes each with the other two granted.

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

(* (36) without its last step: the second inequality needs gamma >= 0 and, when gamma > 0, (12) *)
Lemma regret_of_moments L T gamma f g m x x_star :
  (forall t, (1 <= t <= T)%nat -> subgradient L (f t) (g t) (x t)) ->
  0 <= gamma ->
  follows_13 L T gamma g m ->
  (0 < gamma -> condition12 L T m x x_star) ->
  regret f x T x_star <= Sum T (fun t => dot L (m t) (fun k i => x t k i - x_star k i)).
Proof.
  intros Hf H0 [M0 M1] H12. apply Sum_le; intros t Ht.
  assert (SG := Hf t Ht x_star). rewrite dot_minus in SG. rewrite dot_minus.
  assert (E : dot L (m t) (x t) - dot L (m t) x_star =
              gamma * dot L (m (t - 1)%nat) (fun k i => x t k i - x_star k i) + (dot L (g t) (x t) - dot L (g t) x_star)).
  { rewrite <- !dot_minus. unfold dot. rewrite <- Total_scal, <- Total_plus. apply Total_ext; intros k i Hk.
    rewrite (M1 t k i Ht Hk). ring. }
  assert (P : 0 <= gamma * dot L (m (t - 1)%nat) (fun k i => x t k i - x_star k i)).
  { destruct (Rle_lt_or_eq_dec 0 gamma H0) as [G | <-]; [| lra]. apply Rmult_le_pos; auto. apply H12; auto. }
  lra.
Qed.

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
  intros L T gamma f g m q x Psi x_star HT Hf H0 HM H12 HW HC Hmono HN HU.
  eapply Rle_trans; [now apply (regret_of_moments L T gamma f g m x x_star) |].
  now apply (moment_bound L T m q x Psi HW HC Hmono HN HU x_star HT).
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
