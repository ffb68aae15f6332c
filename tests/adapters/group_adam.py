#!/usr/bin/env python3
"""Group Adam (Algorithm 2) in plain numpy, live:  assay run -- python3 group_adam.py [DEFECT]

Defects, to see assay name them:
    no-sqrt-d          the threshold is lambda21, not lambda21 sqrt(d)
    epsilon-inside     sqrt(V + epsilon), penalties off
    no-bias            averages not corrected, penalties off
    dense              every group at every step, whatever rows says
"""
import sys

try:
    import numpy as np
    from record import serve
except ImportError as error:
    sys.exit("group_adam.py: %s; numpy is needed (make setup, or pip install numpy)" % error)

DEFECT = sys.argv[1] if len(sys.argv) > 1 else ""
if DEFECT not in ("", "no-sqrt-d", "epsilon-inside", "no-bias", "dense"):
    sys.exit("group_adam.py: %s: expected no-sqrt-d, epsilon-inside, no-bias or dense" % DEFECT)


class GroupAdam:
    """One tensor of weights in groups; group k is x[offsets[k]:offsets[k+1]]."""

    def __init__(self, h, x1, offsets):
        self.h, self.offsets, self.t = h, offsets, 0
        self.m, self.v, self.z, self.w, self.epsilon = (np.zeros_like(x1) for _ in range(5))

    def step(self, x, g, alpha=None, rows=None):
        """x after one step with rate alpha of the groups rows, of all where it is None."""
        h, real = self.h, x.dtype.type
        alpha = real(h["alpha"] if alpha is None else alpha)
        self.t += 1
        if rows is None or DEFECT == "dense":
            rows = range(len(self.offsets) - 1)
        if len(rows) == 0:
            return x
        at = np.concatenate([np.arange(self.offsets[k], self.offsets[k + 1]) for k in rows])
        sizes = np.array([self.offsets[k + 1] - self.offsets[k] for k in rows])
        root, below = self.average(at, g[at], real)
        w = (root + self.epsilon[at]) / alpha
        self.z[at] = self.z[at] + self.m[at] / real(self.bias1) - (w - self.w[at]) * x[at]
        self.w[at] = w
        s = -np.sign(self.z[at]) * np.maximum(np.abs(self.z[at]) - real(h["lambda1"]), real(0))
        norm = np.sqrt(np.add.reduceat(s * s, np.cumsum(sizes) - sizes))
        threshold = np.array(h["lambda21"] * (1 if DEFECT == "no-sqrt-d" else sizes ** 0.5)).astype(x.dtype)
        with np.errstate(divide="ignore", invalid="ignore"):
            keep = np.where(norm > threshold, real(1) - threshold / norm, real(0))
        x[at] = np.repeat(keep, sizes) * s / ((root + below) / alpha + real(2 * h["lambda2"]))
        return x

    def average(self, at, g, real):
        """Averages of the weights at; the root of the second and what is added to it in the denominator. What is added in z is
        self.epsilon, which a weight gets in step 1 or never."""
        h = self.h
        self.bias1, bias2 = (1.0 if DEFECT == "no-bias" else 1 - h[beta] ** self.t for beta in ("beta1", "beta2"))
        self.m[at] = real(h["beta1"]) * self.m[at] + real(1 - h["beta1"]) * g
        self.v[at] = real(h["beta2"]) * self.v[at] + real(1 - h["beta2"]) * g * g
        if DEFECT in ("epsilon-inside", "no-bias"):
            inside = h["epsilon"] if DEFECT == "epsilon-inside" else 0.0
            return np.sqrt(self.v[at] / real(bias2) + real(inside)) + real(h["epsilon"] - inside), real(0)
        below = real(h["epsilon"] / bias2 ** 0.5)
        if self.t == 1:
            self.epsilon[at] = below
        return np.sqrt(self.v[at] / real(bias2)), below


def make(optimizer, h, x1, group_size, groups=None):
    return GroupAdam(h, x1, np.arange(0, x1.size + 1, group_size) if groups is None else groups).step


serve("numpy Group Adam " + DEFECT, ["adam"], make,
      lambdas=[] if DEFECT in ("epsilon-inside", "no-bias") else ["lambda1", "lambda21", "lambda2"],
      variants={} if DEFECT in ("epsilon-inside", "no-bias") else {"adam": "adam-algorithm2"},
      inputs=["alpha", "groups", "rows"])
