/* Proof of rational identities by evaluation. An expression is built once; its degree in every variable is computed
 * from how it was built, never stated. A polynomial whose degree in variable k is at most n_k and that vanishes on
 * a product grid with n_k + 1 different values for each variable is the zero polynomial (one variable after
 * another), so evaluation at prod(n_k + 1) integer points in exact arithmetic is a proof, for all real values. */
#ifndef IDENTITY_H
#define IDENTITY_H

#include <stdbool.h>

/** A rational function p/q; equality is that of p1 q2 and p2 q1 as polynomials. */
typedef struct expr {
    int p, q;
} expr;

/** Forget all expressions and variables. */
void expr_begin(void);

expr expr_var(void); /* a new variable */
expr expr_int(long value);
expr expr_add(expr a, expr b);
expr expr_sub(expr a, expr b);
expr expr_mul(expr a, expr b);
expr expr_div(expr a, expr b);
expr expr_sqr(expr a);

/** Whether a = b identically. Reports the grid in the YAML of the test just printed only through
 *  identity_points(). */
bool identity(expr a, expr b);

/** Points of the last grid that were evaluated, and the largest degree in one variable. */
unsigned long identity_points(void);
unsigned identity_degree(void);

#endif
