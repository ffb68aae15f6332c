# x = fl(q f), q = fl(s/D), f = fl(fl(r - c)/r), from the same s, D, r, c: fast/kernel_body.inc, float32. Four roundings, none of
# them amplified near the threshold, since r - c is rounded relative to itself. s > 0 without loss: every operation is odd in s.
@rnd = float<ieee_32, ne>;
r = rnd(r_); c = rnd(c_); s = rnd(s_); d = rnd(d_);
e rnd= r - c;
f rnd= e / r;
q rnd= s / d;
x rnd= q * f;
E = r - c; F = E / r; Q = s / d; X = Q * F;
{ c in [1b-20, 1b20] /\ r in [1b-20, 1b20] /\ E in [1b-44, 1b20] /\ s in [1b-20, 1b20] /\ d in [1b-20, 1b20]
  -> x -/ X in [-0x4.03p-24, 0x4.03p-24] }
