#include "identity.h"

#include "tap.h"

#include <gmp.h>
#include <string.h>

enum { VARIABLES = 16, NODES = 4096 };

typedef struct node {
    char operation; /* 'c' constant, 'v' variable, '+', '-', '*' */
    int left, right;
    long value;                 /* of a constant; number of a variable */
    unsigned degree[VARIABLES]; /* an upper bound in each variable, from the construction */
} node;

static node nodes[NODES];
static mpz_t values[NODES];
static int count, ready, variables, one;
static unsigned long points;
static unsigned top_degree;

static int add_node(char operation, int left, int right, long value)
{
    node *n = &nodes[count];

    if (count == NODES)
        bail_out("an identity of more than %d operations", NODES);
    memset(n, 0, sizeof *n);
    n->operation = operation;
    n->left = left;
    n->right = right;
    n->value = value;
    if (operation == 'v')
        n->degree[value] = 1;
    if (operation == '+' || operation == '-' || operation == '*')
        for (int k = 0; k < VARIABLES; k++) {
            unsigned a = nodes[left].degree[k], b = nodes[right].degree[k];

#if SGL_MUTANT == 251
            n->degree[k] = a > b ? a : b;
#else
            n->degree[k] = operation == '*' ? a + b : a > b ? a : b;
#endif
        }
    return count++;
}

void expr_begin(void)
{
    count = 0;
    variables = 0;
    one = add_node('c', 0, 0, 1);
}

expr expr_var(void)
{
    if (variables == VARIABLES)
        bail_out("an identity of more than %d variables", VARIABLES);
    return (expr){add_node('v', 0, 0, variables++), one};
}

expr expr_int(long value)
{
    return (expr){add_node('c', 0, 0, value), one};
}

static int product(int a, int b)
{
    return a == one ? b : b == one ? a : add_node('*', a, b, 0);
}

static expr sum(char operation, expr a, expr b)
{
    if (a.q == b.q)
        return (expr){add_node(operation, a.p, b.p, 0), a.q};
    return (expr){add_node(operation, product(a.p, b.q), product(b.p, a.q), 0), product(a.q, b.q)};
}

expr expr_add(expr a, expr b)
{
    return sum('+', a, b);
}

expr expr_sub(expr a, expr b)
{
    return sum('-', a, b);
}

expr expr_mul(expr a, expr b)
{
    return (expr){product(a.p, b.p), product(a.q, b.q)};
}

expr expr_div(expr a, expr b)
{
    return (expr){product(a.p, b.q), product(a.q, b.p)};
}

expr expr_sqr(expr a)
{
    return expr_mul(a, a);
}

static void evaluate(int top, const long *at)
{
    for (int k = 0; k <= top; k++) {
        const node *n = &nodes[k];

        switch (n->operation) {
        case 'c':
            mpz_set_si(values[k], n->value);
            break;
        case 'v':
            mpz_set_si(values[k], at[n->value]);
            break;
        case '+':
            mpz_add(values[k], values[n->left], values[n->right]);
            break;
        case '-':
            mpz_sub(values[k], values[n->left], values[n->right]);
            break;
        default:
            mpz_mul(values[k], values[n->left], values[n->right]);
        }
    }
}

/* The grid's values of one variable: 1, -1, 2, -2, ... and 0 last. */
static long grid_value(unsigned index, unsigned degree)
{
    if (index == degree)
        return 0;
    return index % 2 == 0 ? (long)(index / 2) + 1 : -(long)(index / 2) - 1;
}

bool identity(expr a, expr b)
{
    int top = add_node('-', product(a.p, b.q), product(b.p, a.q), 0);
    unsigned index[VARIABLES] = {0};
    const unsigned *degree = nodes[top].degree;
    long at[VARIABLES];
    int k;

    for (; ready < count; ready++)
        mpz_init(values[ready]);
    points = 0;
    top_degree = 0;
    for (k = 0; k < variables; k++)
        top_degree = degree[k] > top_degree ? degree[k] : top_degree;
    do {
        for (k = 0; k < variables; k++)
            at[k] = grid_value(index[k], degree[k]);
        evaluate(top, at);
        points++;
        if (mpz_sgn(values[top]) != 0)
            return false;
#if SGL_MUTANT == 250
        for (k = 0; k < variables && ++index[k] >= degree[k]; k++)
#else
        for (k = 0; k < variables && ++index[k] > degree[k]; k++)
#endif
            index[k] = 0;
    } while (k < variables);
    return true;
}

unsigned long identity_points(void)
{
    return points;
}

unsigned identity_degree(void)
{
    return top_degree;
}
