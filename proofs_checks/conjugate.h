/* h_t^*, the conjugate of Psi_t + h_t of Appendix C, written out for itself, and the random problems on which its lines are tried.
 * Vectors have p->n entries; t >= 1 is the number of steps; all numbers are enclosures. */
#ifndef CONJUGATE_H
#define CONJUGATE_H

#include "check.h"
#include "game.h"
#include "problem.h"

/** Psi_t(x) + h_t(x), with Theorem 1's A_t. */
num conjugate_penalised(const problem *p, const outcome *o, size_t t, const num *x);

/** a.b */
num conjugate_dot(const num *a, const num *b, size_t n);

/** x = the gradient of h_t^* at u: the minimiser of -u.x + Psi_t(x) + h_t(x), by Theorem 1's corrected closed form. */
void conjugate_gradient(num *x, const problem *p, const outcome *o, size_t t, const num *u);

/** h_t^*(u), and x as conjugate_gradient. */
num conjugate_value(num *x, const problem *p, const outcome *o, size_t t, const num *u);

/** u = -m_{1:t}, and a random other near it. */
void conjugate_duals(num *u, num *other, const problem *p, const outcome *o, size_t t);

/** Whether a line is broken for certain on a problem, at step t. */
typedef bool (*conjugate_line)(const problem *p, const outcome *o, size_t t);

/** The verdict on a line: it holds when no random problem breaks it. With all_hypotheses the problems satisfy what (40) needs, else any
 *  Q_t occurs. what names the test. */
verdict conjugate_on_problems(conjugate_line broken_line, bool all_hypotheses, const char *what);

#endif
