/* What the checks of the paper's claims stand on: rationals that read what the ledger writes, enclosures that say "same"
 * only when they know, identities that no polynomial passes by vanishing on part of the grid. */
#include "../proofs_checks/enclosure.h"
#include "../proofs_checks/identity.h"
#include "../proofs_checks/rational.h"
#include "tap.h"

#include <string.h>

static const struct {
    const char *why, *text, *value; /* NULL: no number */
} numbers[] = {
    {"integer", "17", "17"},
    {"sign", "-3/5", "-3/5"},
    {"lowest terms", "6/8", "3/4"},
    {"decimal is exact", "0.1", "1/10"},
    {"places before an exponent", "9.11e-3", "911/100000"},
    {"negative exponent", "5.97e-7", "597/1000000000"},
    {"positive exponent", "1.5e2", "150"},
    {"leading zeros", "0.038", "19/500"},
    {"zero", "0", "0"},
    {"empty", "", NULL},
    {"only a sign", "-", NULL},
    {"two points", "1.2.3", NULL},
    {"rest", "1x", NULL},
    {"decimal over decimal", "0.5/2", NULL},
    {"over zero", "1/0", NULL},
    {"over a negative", "1/-2", NULL},
    {"no exponent", "1e", NULL},
    {"space", "1 2", NULL},
};

static void test_parse(void)
{
    for (size_t k = 0; k < ARRAY_SIZE(numbers); k++) {
        rat value;
        bool read = rat_parse(&value, numbers[k].text);

        ok(read == (numbers[k].value != NULL) && (!read || strcmp(rat_text(value), numbers[k].value) == 0),
           "rat_parse: %s", numbers[k].why);
    }
}

static void test_squares(void)
{
    rat root;

    ok(rat_is_square(&root, rat_of(9, 16)) && strcmp(rat_text(root), "3/4") == 0, "9/16 is a square");
    ok(!rat_is_square(&root, rat_of(9, 8)), "9/8 is not: its denominator is none");
    ok(!rat_is_square(&root, rat_of(8, 9)), "8/9 is not: its numerator is none");
    ok(!rat_is_square(&root, rat_of(-4, 1)), "nor is -4");
    ok(rat_is_square(&root, rat_of(0, 1)) && rat_sgn(root) == 0, "0 is");
}

static void test_same(void)
{
    num third = num_rat(rat_of(1, 3)), one = num_int(1), zero = num_int(0), nothing = num_div(one, zero);
    num wide = num_add(one, num_sub(num_div(one, num_int(3)), num_div(one, num_int(3))));

    ok(num_same(num_mul(third, num_int(3)), one), "3 (1/3) is 1");
    ok(num_same(wide, one), "a few roundings are no width");
    ok(!num_same(third, num_double(1.0 / 3)), "1/3 is not its double");
    ok(!num_same(nothing, one), "1/0 is the same as nothing");
    ok(!num_below(one, one) && num_at_most(one, one), "1 is at most 1, not below it");
    ok(!num_below(nothing, one) && !num_below(one, nothing), "1/0 is in no order");
}

/* Products (x - a_1)..(x - a_k) vanish on every grid point but of the full grid. */
static void test_identity_grid(void)
{
    static const long roots[] = {1, -1, 2, -2, 3, -3, 0};

    for (size_t k = 1; k <= ARRAY_SIZE(roots); k++) {
        expr x, p;

        expr_begin();
        x = expr_var();
        p = expr_int(1);
        for (size_t i = 0; i < k; i++)
            p = expr_mul(p, expr_sub(x, expr_int(roots[i])));
        ok(!identity(p, expr_int(0)), "a polynomial with %zu roots on the grid is not 0", k);
    }
}

static void test_identity(void)
{
    expr x, y, one, p;

    expr_begin();
    x = expr_var(), y = expr_var(), one = expr_int(1);
    ok(identity(expr_sqr(expr_add(x, y)), expr_add(expr_add(expr_sqr(x), expr_sqr(y)), expr_mul(expr_int(2), expr_mul(x, y)))),
       "(x + y)^2");
    ok(identity_points() == 9 && identity_degree() == 2, "on 3 x 3 points, for degree 2");
    ok(!identity(expr_sqr(expr_add(x, y)), expr_add(expr_sqr(x), expr_sqr(y))), "not without 2 x y");
    ok(identity(expr_add(expr_div(one, x), expr_div(one, y)), expr_div(expr_add(x, y), expr_mul(x, y))), "1/x + 1/y");
    ok(!identity(expr_div(x, y), expr_div(y, x)), "x/y is not y/x");
    p = expr_mul(expr_mul(expr_sub(x, y), expr_sub(x, expr_int(1))), expr_sub(y, expr_int(1)));
    ok(!identity(p, expr_int(0)), "zero on lines through the grid, yet not zero");
    /* x^8 by squaring three times: degrees add, they are not counted by hand */
    ok(!identity(expr_sqr(expr_sqr(expr_sqr(x))), expr_sqr(expr_sqr(x))) && identity_degree() == 8, "x^8 has degree 8");
    ok(identity(expr_sub(x, x), expr_int(0)), "x - x is 0");
}

int main(void)
{
    plan(ARRAY_SIZE(numbers) + 5 + 6 + 7 + 8);
    test_parse();
    test_squares();
    test_same();
    test_identity_grid();
    test_identity();
    return tap_status();
}
