# m' = fma(beta1, m, fl(gain g)), gain = fl(1 - beta1): fast/kernel_body.inc, float32. The exact value is that of the stored beta1 and
# gain. Unit: with |m|, |g| <= 1, an ulp of 1 is 2^-23.
@rnd = float<ieee_32, ne>;
beta1 = rnd(beta1_); gain = rnd(gain_); m = rnd(m_); g = rnd(g_);
p rnd= gain * g;
next = rnd(beta1 * m + p);
NEXT = beta1 * m + gain * g;
{ beta1 in [0.5, 1] /\ gain in [0, 0.5] /\ |m| <= 1 /\ |g| <= 1 -> |next - NEXT| <= 5b-26 }
