#!/usr/bin/env python3
"""Group Adam (Algorithm 2) in plain numpy, live:  assay run -- python3 group_adam.py [DEFECT]

Defects, to see assay name them:
    no-sqrt-d          the threshold is lambda21, not lambda21 sqrt(d)
    epsilon-inside     sqrt(V + epsilon), penalties off
    no-bias            averages not corrected, penalties off
"""
import sys

import numpy as np

from record import serve

DEFECT = sys.argv[1] if len(sys.argv) > 1 else ""
if DEFECT not in ("", "no-sqrt-d", "epsilon-inside", "no-bias"):
    sys.exit("group_adam.py: %s: expected no-sqrt-d, epsilon-inside or no-bias" % DEFECT)


class GroupAdam:
    """One tensor of weights in groups of d neighbours."""

    def __init__(self, h, x1, d):
        self.h, self.d, self.t = h, d, 0
        self.m, self.v, self.z, self.root = (np.zeros_like(x1) for _ in range(4))

    def step(self, x, g):
        h, real = self.h, x.dtype.type
        self.t += 1
        bias1, bias2 = (1 - h[beta] ** self.t for beta in ("beta1", "beta2"))
        if DEFECT == "no-bias":
            bias1 = bias2 = 1.0
        self.m = real(h["beta1"]) * self.m + real(1 - h["beta1"]) * g
        self.v = real(h["beta2"]) * self.v + real(1 - h["beta2"]) * g * g
        if DEFECT in ("epsilon-inside", "no-bias"):
            inside = h["epsilon"] if DEFECT == "epsilon-inside" else 0.0
            root = np.sqrt(self.v / real(bias2) + real(inside)) + real(h["epsilon"] - inside)
            epsilon_z = epsilon_t = 0.0
        else:
            root = np.sqrt(self.v / real(bias2))
            epsilon_t = h["epsilon"] / bias2 ** 0.5
            epsilon_z = epsilon_t if self.t == 1 else 0.0
        alpha = real(h["alpha"])
        self.z = self.z + self.m / real(bias1) - ((root - self.root) + real(epsilon_z)) / alpha * x
        self.root = root
        s = -np.sign(self.z) * np.maximum(np.abs(self.z) - real(h["lambda1"]), real(0))
        groups = s.reshape(-1, self.d)
        norm = np.sqrt((groups * groups).sum(axis=1, keepdims=True))
        threshold = real(h["lambda21"] * (1 if DEFECT == "no-sqrt-d" else self.d ** 0.5))
        with np.errstate(divide="ignore", invalid="ignore"):
            keep = np.where(norm > threshold, real(1) - threshold / norm, real(0))
        return (keep * groups).reshape(-1) / ((root + real(epsilon_t)) / alpha + real(2 * h["lambda2"]))


serve("numpy Group Adam " + DEFECT, ["adam"], lambda optimizer, h, x1, d: GroupAdam(h, x1, d).step,
      lambdas=[] if DEFECT in ("epsilon-inside", "no-bias") else ["lambda1", "lambda21", "lambda2"],
      variants={} if DEFECT in ("epsilon-inside", "no-bias") else {"adam": "adam-algorithm2"})
