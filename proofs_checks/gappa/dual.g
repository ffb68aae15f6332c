# z = fma(-(root + a), x, fma(k, m, y)): fast/kernel_body.inc, float32. W = fl(root + a) is the number that y took too, so it
# is exact here. Sizes as in a run: |W x| and |y| to 1024, |k m| to 16.
@rnd = float<ieee_32, ne>;
w = rnd(w_); x = rnd(x_); y = rnd(y_); k = rnd(k_); m = rnd(m_);
b = rnd(k * m + y);
z = rnd(b - w * x);
Z = k * m + y - w * x;
{ |w| <= 4096 /\ |x| <= 0.25 /\ |y| <= 1024 /\ |k| <= 1024 /\ |m| <= 1b-6 -> |z - Z| <= 3b-14 }
