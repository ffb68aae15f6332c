# The same where v and h may vanish: an absolute bound.
@rnd = float<ieee_32, ne>;
beta2 = rnd(beta2_); gain = rnd(gain_); v = rnd(v_); h = rnd(h_);
q rnd= h * h;
p rnd= gain * q;
next = rnd(beta2 * v + p);
NEXT = beta2 * v + gain * (h * h);
{ beta2 in [0.5, 1] /\ gain in [0, 0.5] /\ v in [0, 16] /\ |h| <= 4 -> |next - NEXT| <= 5b-21 }
