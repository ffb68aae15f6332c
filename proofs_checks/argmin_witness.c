#include "argmin_witness.h"

#include "check.h"
#include "game.h"
#include "sgl_ref.h"

sgl_norm norm_of(rat exponent)
{
    if (rat_cmp(exponent, rat_of(-1, 2)) == 0)
        return SGL_NORM_EXACT;
    if (rat_cmp(exponent, rat_of(-1, 1)) == 0)
        return SGL_NORM_PRINTED;
    is(rat_sgn(exponent) == 0, "the exponent is -1/2, -1 or 0");
    return SGL_NORM_ALGORITHM1;
}

rat one_weight(rat s, rat w, rat lambda21, sgl_norm norm)
{
    rat x;

    game_group(&x, &s, &w, 1, lambda21, norm);
    return x;
}

bool is_argmin(rat x, rat s, rat w, rat lambda21)
{
    sgl_ref_objective *f;
    mpfi_ptr v = sgl_ref_vector_new(4, NUM_BITS);
    bool group_zero, same;

    mpfi_set_q(v, rat_neg(s));
    mpfi_set_q(v + 1, w);
    same = sgl_ref_objective_new(&f, 1, 0, mpq_get_d(lambda21), 0, NUM_BITS) == SGL_OK &&
           sgl_ref_objective_add(f, v, v + 1, v + 2) == SGL_OK &&
           sgl_ref_argmin(v + 3, &group_zero, f, 1024) == SGL_OK && num_same(v + 3, num_rat(x)) &&
           group_zero == (rat_sgn(x) == 0);
    sgl_ref_objective_free(f);
    sgl_ref_vector_free(v, 4);
    return same;
}
