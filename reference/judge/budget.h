/* What one elementary operation of a conforming program may err by, and the only constants of the envelope.
 *
 * A result y is granted |computed - y| <= budget u |y| + eta, with
 *     u    the unit roundoff of the program's dtype, 2^-24 or 2^-53: half the distance of neighbours at 1
 *     eta  the smallest normal number, or |y| where that is less: many programs run with subnormal results and operands
 *          flushed to 0; gradual underflow errs by far less. An exact 0 is granted nothing
 *
 *     operation                  budget  why
 *     + - * and conversions      1       IEEE 754 rounds these correctly
 *     division, reciprocal       4       vector code refines an approximate reciprocal by Newton's step and multiplies
 *     square root, rsqrt         7       a widely used vectorised float32 square root (x times a refined approximate rsqrt) errs
 *                                        by up to 3.3 ulp = 6.6 u; correct rounding would be 1
 * A root of an accumulator that lies below the smallest normal number may be taken of 0: such code flushes.
 * a/b may be a (1/b): a division and a rounding. A denominator beyond the largest number may be infinite.
 *
 * Nothing was fitted to recordings. A fused multiply-add only removes a rounding; another order of a sum of d terms
 * is covered by the bound (d + 1)/2 u for the norm and by the maximum over the three associations of z + m - q. */
#ifndef SGL_BUDGET_H
#define SGL_BUDGET_H

#define SGL_BUDGET_ROUNDING 1.0
#define SGL_BUDGET_DIVISION 4.0
#define SGL_BUDGET_SQRT 7.0

/** Roundings of a power beta^t for t > 1 where a program calls pow: libraries promise less than 2 u. */
#define SGL_BUDGET_POWER 2.0

#endif
