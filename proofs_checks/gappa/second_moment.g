# v' = fma(beta2, v, fl(gain fl(h h))): fast/kernel_body.inc, float32, relative error while nothing underflows.
@rnd = float<ieee_32, ne>;
beta2 = rnd(beta2_); gain = rnd(gain_); v = rnd(v_); h = rnd(h_);
q rnd= h * h;
p rnd= gain * q;
next = rnd(beta2 * v + p);
P = gain * (h * h);
NEXT = beta2 * v + P;
{ beta2 in [0.5, 1] /\ gain in [1b-20, 0.5] /\ v in [1b-60, 1b60] /\ |h| in [1b-30, 1b30] -> next -/ NEXT in [-0x3.03p-24, 0x3.03p-24] }
NEXT -> beta2 * v + P;
(beta2 * v + p) - NEXT -> p - P;
