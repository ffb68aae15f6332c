# s = fl(|z| - lambda1) where |z| > lambda1: fast/kernel_body.inc, float32. Relative error half an ulp, and never of the wrong sign.
@rnd = float<ieee_32, ne>;
lambda1 = rnd(lambda1_); size = rnd(size_);
s = rnd(size - lambda1);
{ lambda1 in [0, 1b60] /\ size in [0, 1b60] /\ size - lambda1 >= 0 -> s >= 0 /\ s -/ (size - lambda1) in [-1b-24, 1b-24] }
