(* Lemma 2 and Corollary 2 (Section 3).

   In words. Lemma 2: let |g_t|_oo <= delta for t <= T, 0 <= eta <= 1, and one of the two cases of Lemma 1 hold. Then with
   the dual norms of sqrt(delta^2 + V_{t-1})/alpha for t > 1, and of root_0/alpha for t = 1 with any root_0 >= delta,
   root_0 > 0 (the paper takes sqrt(delta^2 + 1); Theorem 3 could use delta),
       sum_{t<=T} |m_t|^2 <= 2 alpha/(1 - nu) sum_i |M_{T,i}|.
   Corollary 2, corrected: let V_t > 0 be nondecreasing with V_T <= T G^2, let m_t be (13) with 0 <= gamma <= nu < 1, (12) if
   gamma > 0, and let the m_t satisfy (19) with the dual norm of sqrt(V_t)/alpha at index t. Then (21) holds with <=. V_t is
   the whole matrix of the update: a delta^2 I that is added to it counts in V_T <= T G^2. *)
Require Import Reals Lra Psatz Lia.
From Assay Require Import Paper Sums Theorem2 Lemma1 Theorem3 Rate.
Open Scope R_scope.

(* ---- Lemma 2 *)

(* |m_t|^2 in the norms of Lemma 2 *)
Definition lemma2_norm2 (L : layout) (alpha gamma eta delta root_0 : R) (g : sequence) (t : nat) : R :=
  Total L (fun k i => m13 gamma (fun s => g s k i) t ^ 2 /
    (match t with S (S r) => sqrt (delta ^ 2 + V15 eta (fun s => g s k i) (S r)) | _ => root_0 end / alpha)).

Lemma lemma2_below L T alpha gamma eta nu delta root_0 g :
  0 < alpha -> 0 <= eta <= 1 -> nu < 1 -> 0 < root_0 -> delta <= root_0 ->
  (forall t k i, (1 <= t <= T)%nat -> entry L k i -> Rabs (g t k i) <= delta) ->
  (forall t k i, (1 <= t <= T)%nat -> entry L k i ->
     (1 - nu) ^ 2 * M2 gamma (fun s => g s k i) t <= V15 eta (fun s => g s k i) t) ->
  Sum T (lemma2_norm2 L alpha gamma eta delta root_0 g) <= Sum T (moment_norm2 L alpha gamma eta g).
Proof.
  intros Ha He Hn HR HD Hg HB. apply Sum_le; intros t Ht. apply Total_le; intros k i E.
  set (gi := fun s => g s k i). set (b := m13 gamma gi t ^ 2). assert (Hb : 0 <= b) by apply pow2_ge_0.
  assert (V0 : forall s, 0 <= V15 eta gi s) by (intros; apply V15_nonneg; lra).
  destruct (Req_dec (V15 eta gi t) 0) as [Z | N].
  - (* V_t = 0 only where m_t = 0 *)
    assert (LB := HB t k i Ht E). fold gi in LB. rewrite Z in LB.
    assert (M : b <= M2 gamma gi t).
    { destruct t; [lia |]. unfold M2. rewrite Sum_S. fold b. generalize (M2_nonneg gamma gi t). unfold M2. lra. }
    assert (0 < (1 - nu) ^ 2) by (apply pow_lt; lra). assert (B0 : b = 0) by nra.
    rewrite B0. unfold Rdiv. rewrite !Rmult_0_l. lra.
  - assert (Vt : 0 < V15 eta gi t) by (specialize (V0 t); lra).
    apply Rmult_le_compat_l; auto. apply Rinv_le_contravar.
    + apply Rdiv_lt_0_compat; auto. now apply sqrt_lt_R0.
    + apply Rmult_le_compat_r; [left; now apply Rinv_0_lt_compat |].
      destruct t as [| [| r]]; [lia | |].
      * (* (18): V_1 = g_1^2 <= delta^2 *)
        replace (V15 eta gi 1) with (gi 1%nat ^ 2) by (simpl; ring). rewrite <- (pow2_abs (gi 1%nat)).
        rewrite sqrt_pow2 by apply Rabs_pos. generalize (Hg 1%nat k i Ht E). fold (gi 1%nat). lra.
      * (* (17): delta^2 + V_{t-1} >= g_t^2 + eta V_{t-1} *)
        apply sqrt_le_1_alt. change (V15 eta gi (S (S r))) with (eta * V15 eta gi (S r) + gi (S (S r)) ^ 2).
        generalize (square_le _ _ (Hg (S (S r)) k i Ht E)). fold (gi (S (S r))). specialize (V0 (S r)).
        assert (eta * V15 eta gi (S r) <= 1 * V15 eta gi (S r)) by (apply Rmult_le_compat_r; lra). lra.
Qed.

Theorem Lemma2_case1 : forall L T alpha gamma nu delta root_0 g,
  0 < alpha -> 0 <= gamma -> gamma <= nu -> nu < 1 -> 0 < root_0 -> delta <= root_0 ->
  (forall t k i, (1 <= t <= T)%nat -> entry L k i -> Rabs (g t k i) <= delta) ->
  Sum T (lemma2_norm2 L alpha gamma 1 delta root_0 g) <= 2 * alpha / (1 - nu) * M_norms L gamma g T.
Proof.
  intros L T alpha gamma nu delta root_0 g Ha H0 Hn H1 HR HD Hg.
  eapply Rle_trans; [| now apply (Lemma1_case1 L T alpha gamma nu g)].
  apply (lemma2_below L T alpha gamma 1 nu); auto; try lra.
  intros t k i Ht E. apply below_case1; auto; lia.
Qed.

Theorem Lemma2_case2 : forall L T alpha gamma eta kappa nu delta root_0 g,
  0 < alpha -> 0 <= gamma -> gamma <= eta -> eta <= 1 -> gamma <= nu -> kappa <= nu -> nu < 1 ->
  0 < root_0 -> delta <= root_0 ->
  (forall t k i, (1 <= t <= T)%nat -> entry L k i -> Rabs (g t k i) <= delta) ->
  (forall t k i, (1 <= t <= T)%nat -> entry L k i ->
     V15 eta (fun s => g s k i) (t - 1) <= kappa * V15 eta (fun s => g s k i) t) ->
  Sum T (lemma2_norm2 L alpha gamma eta delta root_0 g) <= 2 * alpha / (1 - nu) * M_norms L gamma g T.
Proof.
  intros L T alpha gamma eta kappa nu delta root_0 g Ha H0 He He1 Hn Hk H1 HR HD Hg HV.
  eapply Rle_trans; [| now apply (Lemma1_case2 L T alpha gamma eta kappa nu g)].
  apply (lemma2_below L T alpha gamma eta nu); auto; try lra.
  intros t k i Ht E. apply (below_case2 gamma eta nu _ H0 Hn H1 kappa Hk T); auto.
Qed.

(* ---- Corollary 2 *)

Theorem Corollary2_corrected : forall L T lambda1 lambda21 lambda2 gamma nu alpha G D1 D2 V f g x x_star,
  (1 <= T)%nat -> 0 <= lambda1 -> 0 <= lambda21 -> 0 <= lambda2 ->
  0 <= gamma -> gamma <= nu -> nu < 1 -> 0 < alpha -> 0 <= G -> 0 <= D1 ->
  (forall k i, entry L k i -> V 0%nat k i = 0) ->
  (forall t k i, (1 <= t <= T)%nat -> entry L k i -> 0 < V t k i /\ V (t - 1)%nat k i <= V t k i) ->
  (forall k i, entry L k i -> V T k i <= INR T * G ^ 2) ->
  (forall t, (1 <= t <= T)%nat -> subgradient L (f t) (g t) (x t)) ->
  (0 < gamma -> condition12 L T (m_13 gamma g) x x_star) ->
  (forall t k i, (1 <= t <= T)%nat -> entry L k i -> Rabs (g t k i) <= G) ->
  (forall k i, entry L k i -> Rabs (x_star k i) <= D1) ->
  (forall t k i, (1 <= t <= T)%nat -> entry L k i -> Rabs (x t k i - x_star k i) <= D2) ->
  let q := q_algorithm1 (fun _ => alpha) V in
  Sum T (fun t => dual_norm2 L q (m_13 gamma g) t t) <= 2 * alpha / (1 - nu) * M_norms L gamma g T ->
  (forall t, (1 <= t < T)%nat ->
    argmin (objective6 L (m_13 gamma g) q x (fun t => Psi5 L lambda1 lambda21 lambda2 (A_theorem1 lambda2 q t)) t) (x (S t))) ->
  regret f x T x_star <=
  dimension L * D1 * (lambda1 + lambda21 * sqrt (sqrt (INR T) * G / (2 * alpha) + lambda2) + lambda2 * D1) +
  dimension L * G * (D2 ^ 2 / (2 * alpha) + alpha / (1 - nu) ^ 2) * sqrt (INR T).
Proof.
  intros L T lambda1 lambda21 lambda2 gamma nu alpha G D1 D2 V f g x x_star HT H1 H21 H2 H0 Hn Hn1 Ha HG HD1 V0 HV HVT Hf
    H12 Hg Hx Hxt q H19 HU.
  rewrite <- bound20_printed by auto.
  assert (W : forall t k i, entry L k i -> upto q t k i = sqrt (V t k i) / alpha).
  { intros t k i E. destruct t; [unfold upto; simpl; rewrite (V0 k i E), sqrt_0; unfold Rdiv; ring |].
    apply (q_algorithm1_rates L (S t) (fun _ => alpha) V V0); [lia | exact E]. }
  apply (regret_rate L T gamma nu alpha G (sqrt (INR T) * G) g q); auto.
  - apply Rmult_le_pos; [apply sqrt_pos | auto].
  - intros t k i Ht E. rewrite W by auto. apply Rdiv_lt_0_compat; auto. apply sqrt_lt_R0, HV; auto.
  - intros t k i Ht E. destruct t; [lia |].
    replace (q (S t) k i) with (upto q (S t) k i - upto q t k i) by (unfold upto; rewrite Sum_S; ring).
    rewrite !W by auto. destruct (HV (S t) k i Ht E) as [_ HM]. replace (S t - 1)%nat with t in HM by lia.
    apply sqrt_le_1_alt in HM. unfold Rdiv. rewrite <- Rmult_minus_distr_r.
    apply Rmult_le_pos; [lra | left; now apply Rinv_0_lt_compat].
  - intros k i E. rewrite W by auto. apply Rmult_le_compat_r; [left; now apply Rinv_0_lt_compat |].
    replace (sqrt (INR T) * G) with (sqrt (INR T * G ^ 2)); [now apply sqrt_le_1_alt, HVT |].
    rewrite sqrt_mult_alt by apply pos_INR. rewrite sqrt_pow2; auto.
Qed.
