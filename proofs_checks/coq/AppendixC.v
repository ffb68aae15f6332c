(* Appendix C, the duality behind Theorem 3: (37), (38), (39), and the strong convexity of h_t. Theorem 3' does without them.

   In words, with W = sum_{s<=t} Q_s/alpha_s > 0 (Q_s of any sign), Psi_t convex, h_t of the first line of Appendix C, and y(u)
   a minimiser of -u.x + Psi_t(x) + h_t(x), which is the gradient of the conjugate h_t^* at u:
   - h_t is 1-strongly convex in |.|_W, with equality;
   - x_{t+1} of (6) is y(-m_{1:t}), (38);
   - |y(u_1) - y(u_2)|_W <= |u_1 - u_2|_{W^{-1}}, (37), stated in squares;
   - h_t^*(u + delta) <= h_t^*(u) + y(u).delta + |delta|^2_{W^{-1}}/2, (39), where h_t^*(u + delta) is the supremum of
     (u + delta).v - Psi_t(v) - h_t(v) over v: the inequality is stated for every v. *)
Require Import Reals Lra Psatz Lia.
From Assay Require Import Paper Sums Equivalence_1_3_4 Theorem3.
Open Scope R_scope.

(* y is the gradient of the conjugate of P + h_t at u *)
Definition conjugate_gradient (L : layout) (q x : sequence) (t : nat) (P : vector -> R) (u y : vector) : Prop :=
  argmin (fun v => - dot L u v + P v + h L q x t v) y.

(* -u as m_{1:t} *)
Definition minus_at_1 (u : vector) : sequence := fun s k i => if Nat.eqb s 1 then - u k i else 0.

Lemma objective4_h L m q x t v : objective4 L m q x t v = dot L (upto m t) v + h L q x t v.
Proof. reflexivity. Qed.

Lemma dot_minus_at_1 L u t v : (1 <= t)%nat -> dot L (upto (minus_at_1 u) t) v = - dot L u v.
Proof.
  intros Ht. unfold dot. replace (- Total L (fun g i => u g i * v g i)) with (Total L (fun g i => (-1) * (u g i * v g i)))
    by (rewrite Total_scal; ring).
  apply Total_ext; intros g i _. unfold upto, minus_at_1. rewrite (Sum_single t _ 1) by
    (lia || (intros j _ N; apply Nat.eqb_neq in N; now rewrite N)). simpl. ring.
Qed.

Lemma conjugate_growth L q x t P u y : (1 <= t)%nat -> convex P -> conjugate_gradient L q x t P u y ->
  forall v, - dot L u y + P y + h L q x t y + Total L (fun g i => upto q t g i / 2 * (v g i - y g i) ^ 2) <=
            - dot L u v + P v + h L q x t v.
Proof.
  intros Ht HP Hy v. assert (G := growth L (minus_at_1 u) q x t P y HP).
  assert (A : argmin (fun u0 => objective4 L (minus_at_1 u) q x t u0 + P u0) y).
  { intros w. rewrite !objective4_h, !dot_minus_at_1 by auto. specialize (Hy w). cbv beta in Hy. lra. }
  specialize (G A v). rewrite !objective4_h, !dot_minus_at_1 in G by auto. lra.
Qed.

Lemma dot_plus L u v w : dot L (fun g i => u g i + v g i) w = dot L u w + dot L v w.
Proof. unfold dot. rewrite <- Total_plus. apply Total_ext; intros g i _. ring. Qed.

(* e.d <= |d|_W^2/2 + |e|^2_{W^{-1}}/2 *)
Lemma Young_total L q t e d : (forall g i, entry L g i -> 0 < upto q t g i) ->
  dot L e d <= Total L (fun g i => upto q t g i / 2 * d g i ^ 2) + / 2 * Total L (fun g i => e g i ^ 2 / upto q t g i).
Proof.
  intros HW. unfold dot. rewrite <- Total_scal, <- Total_plus. apply Total_le; intros g i E. specialize (HW g i E).
  generalize (Young (upto q t g i) (- e g i) (d g i) 0 HW). rewrite Rminus_0_r.
  replace ((- e g i) ^ 2) with (e g i ^ 2) by ring. lra.
Qed.

Theorem Appendix_C_strong_convexity : forall L q x t u v a,
  h L q x t (fun g i => a * u g i + (1 - a) * v g i) =
  a * h L q x t u + (1 - a) * h L q x t v -
  / 2 * a * (1 - a) * Total L (fun g i => upto q t g i * (u g i - v g i) ^ 2).
Proof.
  intros L q x t u v a. assert (S := objective4_segment L (fun _ _ _ => 0) q x t u v a).
  assert (Z : forall w, dot L (upto (fun _ _ _ => 0) t) w = 0).
  { intros w. unfold dot. rewrite (Total_ext L _ (fun _ _ => 0)); [apply Total_0 |]. intros g i _. unfold upto. rewrite Sum_0. ring. }
  rewrite !objective4_h, !Z in S. rewrite (Total_ext L _ (fun g i => / 2 * (upto q t g i * (u g i - v g i) ^ 2))) in S
    by (intros g i _; field). rewrite Total_scal in S. lra.
Qed.

Theorem Appendix_C_38 : forall L m q x t Psi y,
  argmin (objective6 L m q x Psi t) y <-> conjugate_gradient L q x t (Psi t) (fun g i => - upto m t g i) y.
Proof.
  intros L m q x t Psi y. apply argmin_ext. intros v. unfold objective6. rewrite objective4_h.
  replace (dot L (fun g i => - upto m t g i) v) with (- dot L (upto m t) v); [ring |].
  unfold dot. replace (- Total L (fun g i => upto m t g i * v g i)) with (Total L (fun g i => (-1) * (upto m t g i * v g i)))
    by (rewrite Total_scal; ring). apply Total_ext; intros g i _. ring.
Qed.

Theorem Appendix_C_37 : forall L q x t P u1 u2 y1 y2,
  (1 <= t)%nat -> convex P -> (forall g i, entry L g i -> 0 < upto q t g i) ->
  conjugate_gradient L q x t P u1 y1 -> conjugate_gradient L q x t P u2 y2 ->
  Total L (fun g i => upto q t g i * (y1 g i - y2 g i) ^ 2) <= Total L (fun g i => (u1 g i - u2 g i) ^ 2 / upto q t g i).
Proof.
  intros L q x t P u1 u2 y1 y2 Ht HP HW H1 H2.
  assert (G1 := conjugate_growth L q x t P u1 y1 Ht HP H1 y2). assert (G2 := conjugate_growth L q x t P u2 y2 Ht HP H2 y1).
  assert (Y := Young_total L q t (fun g i => u1 g i - u2 g i) (fun g i => y1 g i - y2 g i) HW). cbv beta in Y.
  assert (D : dot L (fun g i => u1 g i - u2 g i) (fun g i => y1 g i - y2 g i) =
              dot L u1 y1 - dot L u1 y2 - dot L u2 y1 + dot L u2 y2).
  { unfold dot. assert (forall a b c d, a - b - c + d = a + ((-1) * b + ((-1) * c + d))) as -> by (intros; ring).
    rewrite <- !Total_scal, <- !Total_plus. apply Total_ext; intros g i _. ring. }
  rewrite (Total_ext L (fun g i => upto q t g i / 2 * (y2 g i - y1 g i) ^ 2)
             (fun g i => upto q t g i / 2 * (y1 g i - y2 g i) ^ 2)) in G1 by (intros g i _; field).
  assert (E : Total L (fun g i => upto q t g i * (y1 g i - y2 g i) ^ 2) =
              2 * Total L (fun g i => upto q t g i / 2 * (y1 g i - y2 g i) ^ 2)).
  { rewrite <- Total_scal. apply Total_ext; intros g i _. field. }
  lra.
Qed.

Theorem Appendix_C_39 : forall L q x t P u delta y,
  (1 <= t)%nat -> convex P -> (forall g i, entry L g i -> 0 < upto q t g i) ->
  conjugate_gradient L q x t P u y ->
  forall v, dot L (fun g i => u g i + delta g i) v - P v - h L q x t v <=
            (dot L u y - P y - h L q x t y) + dot L delta y + / 2 * Total L (fun g i => delta g i ^ 2 / upto q t g i).
Proof.
  intros L q x t P u delta y Ht HP HW Hy v. rewrite dot_plus.
  assert (G := conjugate_growth L q x t P u y Ht HP Hy v).
  assert (Y := Young_total L q t delta (fun g i => v g i - y g i) HW). cbv beta in Y. rewrite dot_minus in Y. lra.
Qed.
