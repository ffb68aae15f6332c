(* What the paper talks about, as definitions; no proofs here. Every theorem of this folder is stated in
   these words, so this is the file to read against the paper (Yue et al., ECML-PKDD 2021).

   - Everything counts from 1 as in the paper: time t = 1..T, groups g = 1..G, entries i = 1..d_g.
     Index 0 is the initial value (m_0, V_0, z_0).
   - Every matrix of the paper is diagonal: it is the vector of its diagonal.
   - Q_t and alpha_t enter the paper only as Q_t/alpha_t; that quotient is q_t. A quadratic form
     |Q^{1/2} y|^2 is read as y'Qy, so that it has a meaning when Q has a negative entry. *)
Require Import Reals.
Open Scope R_scope.

(* f 1 + ... + f n *)
Fixpoint Sum (n : nat) (f : nat -> R) : R :=
  match n with
  | O => 0
  | S p => Sum p f + f (S p)
  end.

(* ---- vectors in groups *)

Record layout := Layout { groups : nat; size : nat -> nat }.
Definition vector := nat -> nat -> R. (* group, entry in the group *)
Definition sequence := nat -> vector. (* time *)

Definition entry (L : layout) (g i : nat) : Prop := (1 <= g <= groups L)%nat /\ (1 <= i <= size L g)%nat.
Definition same (L : layout) (u v : vector) : Prop := forall g i, entry L g i -> u g i = v g i.

Definition Total (L : layout) (f : vector) : R :=
  Sum (groups L) (fun g => Sum (size L g) (fun i => f g i)).
Definition dimension (L : layout) : R := Total L (fun _ _ => 1).
Definition dot (L : layout) (u v : vector) : R := Total L (fun g i => u g i * v g i).
Definition group_norm (L : layout) (v : vector) (g : nat) : R := sqrt (Sum (size L g) (fun i => v g i ^ 2)).
Definition upto (m : sequence) (t : nat) : vector := fun g i => Sum t (fun s => m s g i). (* m_{1:t} *)

Definition argmin (F : vector -> R) (x : vector) : Prop := forall u, F x <= F u.

(* ---- Eq. (1), (3), (4) *)

(* sum_{s<=t} Q_s/alpha_s = sqrt(V_t)/alpha_t, the line after (4) *)
Definition rates (L : layout) (T : nat) (alpha : nat -> R) (V q : sequence) : Prop :=
  forall t g i, (1 <= t <= T)%nat -> entry L g i -> upto q t g i = sqrt (V t g i) / alpha t.

Definition follows_1 (L : layout) (T : nat) (alpha : nat -> R) (m V x : sequence) : Prop :=
  forall t g i, (1 <= t <= T)%nat -> entry L g i ->
  x (S t) g i = x t g i - alpha t * m t g i / sqrt (V t g i).

Definition objective3 (L : layout) (alpha : nat -> R) (m V x : sequence) (t : nat) (u : vector) : R :=
  dot L (m t) u + / (2 * alpha t) * Total L (fun g i => (sqrt (sqrt (V t g i)) * (u g i - x t g i)) ^ 2).

Definition objective4 (L : layout) (m q x : sequence) (t : nat) (u : vector) : R :=
  dot L (upto m t) u + Sum t (fun s => Total L (fun g i => q s g i / 2 * (u g i - x s g i) ^ 2)).

(* ---- Eq. (5), (6): the sparse group lasso *)

Definition Psi5 (L : layout) (lambda1 lambda21 lambda2 : R) (A u : vector) : R :=
  Sum (groups L) (fun g =>
    lambda1 * Sum (size L g) (fun i => Rabs (u g i)) +
    lambda21 * sqrt (INR (size L g)) * sqrt (Sum (size L g) (fun i => A g i * u g i ^ 2))) +
  lambda2 * Total L (fun g i => u g i ^ 2).

(* Psi t is Psi_t; for the paper's, Psi t = Psi5 L lambda1 lambda21 lambda2 (A_t) *)
Definition objective6 (L : layout) (m q x : sequence) (Psi : nat -> vector -> R) (t : nat) (u : vector) : R :=
  objective4 L m q x t u + Psi t u.

(* A_t = sum_{s<=t} Q_s/(2 alpha_s) + lambda2 I, of Theorem 1 *)
Definition A_theorem1 (lambda2 : R) (q : sequence) (t : nat) : vector := fun g i => upto q t g i / 2 + lambda2.

(* ---- Theorem 1: (23), (9), (8) *)

Fixpoint z (m q x : sequence) (t : nat) : vector := fun g i =>
  match t with
  | O => 0
  | S p => z m q x p g i + m t g i - q t g i * x t g i
  end.

Definition sign (a : R) : R := if Rle_dec 0 a then 1 else -1.
Definition soft (lambda1 a : R) : R := if Rle_dec (Rabs a) lambda1 then 0 else sign a * lambda1 - a.
Definition soft_threshold (lambda1 : R) (v : vector) : vector := fun g i => soft lambda1 (v g i).

(* (8) with the norm of s~ taken per group: D^{-1} max(1 - sqrt(d_g) lambda21 / |s~^g|, 0) s *)
Definition equation8 (L : layout) (lambda21 : R) (D s s_tilde : vector) : vector := fun g i =>
  / D g i * Rmax (1 - sqrt (INR (size L g)) * lambda21 / group_norm L s_tilde g) 0 * s g i.

(* A^{-1/2} s, the corrected (10), and A^{-1} s, (10) as printed *)
Definition s_tilde_corrected (A s : vector) : vector := fun g i => s g i / sqrt (A g i).
Definition s_tilde_printed (A s : vector) : vector := fun g i => s g i / A g i.

(* x_{t+1} of (8) after z_t, A_t; s_tilde is one of the two above *)
Definition step8 (s_tilde : vector -> vector -> vector) (L : layout) (lambda1 lambda21 lambda2 : R)
    (m q x : sequence) (t : nat) : vector :=
  let A := A_theorem1 lambda2 q t in
  let s := soft_threshold lambda1 (z m q x t) in
  equation8 L lambda21 (fun g i => upto q t g i + 2 * lambda2) s (s_tilde A s).
Definition theorem1_corrected := step8 s_tilde_corrected.
Definition theorem1_printed := step8 s_tilde_printed.

(* ---- Algorithm 1, lines 5 to 10 (V_0 = 0) *)

Definition q_algorithm1 (alpha : nat -> R) (V : sequence) : sequence := fun t g i =>
  match t with
  | O => 0
  | S p => sqrt (V t g i) / alpha t - sqrt (V p g i) / alpha p
  end.

Definition follows_algorithm1 (L : layout) (T : nat) (lambda1 lambda21 lambda2 : R) (alpha : nat -> R)
    (m V x : sequence) : Prop :=
  (forall g i, entry L g i -> V 0%nat g i = 0) /\
  forall t g i, (1 <= t <= T)%nat -> entry L g i ->
    let s := soft_threshold lambda1 (z m (q_algorithm1 alpha V) x t) in
    x (S t) g i = equation8 L lambda21 (fun g i => sqrt (V t g i) / alpha t + 2 * lambda2) s s g i.

(* ---- Section 3 *)

(* the regret (7), against any point: Theorem 3 takes a minimiser of f_1 + ... + f_T *)
Definition regret (f : nat -> vector -> R) (x : sequence) (T : nat) (x_star : vector) : R :=
  Sum T (fun t => f t (x t) - f t x_star).
Definition subgradient (L : layout) (f : vector -> R) (g x : vector) : Prop :=
  forall u, f x + dot L g (fun k i => u k i - x k i) <= f u.
Definition convex (F : vector -> R) : Prop := forall u v a, 0 <= a <= 1 ->
  F (fun g i => a * u g i + (1 - a) * v g i) <= a * F u + (1 - a) * F v.

(* (12), (13) *)
Definition condition12 (L : layout) (T : nat) (m x : sequence) (x_star : vector) : Prop :=
  forall t, (1 <= t <= T)%nat -> 0 <= dot L (m (t - 1)%nat) (fun g i => x t g i - x_star g i).
Definition follows_13 (L : layout) (T : nat) (gamma : R) (g m : sequence) : Prop :=
  (forall k i, entry L k i -> m 0%nat k i = 0) /\
  forall t k i, (1 <= t <= T)%nat -> entry L k i -> m t k i = gamma * m (t - 1)%nat k i + g t k i.

(* sum_t 1/(2 alpha_t) |Q_t^{1/2} (x_star - x_t)|^2, the second term of (14) *)
Definition h (L : layout) (q x : sequence) (T : nat) (x_star : vector) : R :=
  Sum T (fun t => Total L (fun g i => q t g i / 2 * (x_star g i - x t g i) ^ 2)).

(* |m_t|^2 in the dual norm of sum_{s<=r} Q_s/alpha_s; (14) prints r = t-1, with the Euclidean norm for r = 0 *)
Definition dual_norm2 (L : layout) (q m : sequence) (r t : nat) : R :=
  Total L (fun g i => m t g i ^ 2 / upto q r g i).
Definition dual_norm2_printed (L : layout) (q m : sequence) (t : nat) : R :=
  match t with
  | O => 0
  | S O => Total L (fun g i => m t g i ^ 2)
  | S r => dual_norm2 L q m r t
  end.

(* (15): V_t = eta V_{t-1} + g_t^2, V_0 = 0, one coordinate; (13) likewise *)
Fixpoint V15 (eta : R) (g : nat -> R) (t : nat) : R :=
  match t with O => 0 | S p => eta * V15 eta g p + g t ^ 2 end.
Fixpoint m13 (gamma : R) (g : nat -> R) (t : nat) : R :=
  match t with O => 0 | S p => gamma * m13 gamma g p + g t end.
(* |M_{t,i}|^2 = m_1^2 + ... + m_t^2 *)
Definition M2 (gamma : R) (g : nat -> R) (t : nat) : R := Sum t (fun s => m13 gamma g s ^ 2).
