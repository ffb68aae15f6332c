// A user's program in C++, built against what make install left: every public header in one unit, and a call into each library.
#include <sgl_check.h>
#include <sgl_fast.h>
#include <sgl_plugin.h>
#include <sgl_ref.h>
#include <sgl_trace.h>

#include <cstdio>
#include <vector>

// |(3, 4)| by the reference: an enclosure of 5.
static bool norm_is_five()
{
    const double v[] = {3, 4};
    mpfi_ptr x = sgl_ref_vector_new(2, 128), r = sgl_ref_vector_new(1, 128);
    bool good = x != nullptr && r != nullptr && sgl_ref_vector_set(x, v, 2) == SGL_OK && sgl_ref_group_norm(r, x, 2) == SGL_OK &&
                mpfi_is_inside_ui(5, r) > 0;

    sgl_ref_vector_free(x, 2);
    sgl_ref_vector_free(r, 1);
    return good;
}

// Gradient descent with a constant step, judged while it runs.
static sgl_check_verdict descend(double slip)
{
    std::vector<double> x{1, -2, 0.5}, g(3);
    sgl_check_problem problem{};
    sgl_check *check = nullptr;
    sgl_check_result result{};

    problem.optimizer = SGL_SGD;
    problem.dtype = SGL_FLOAT64;
    problem.layout.size = problem.layout.groups = x.size();
    problem.layout.group_size = 1;
    problem.hyper.alpha = 0.125;
    problem.variant = "sgd-constant";
    problem.x1 = x.data();
    if (sgl_check_new(&check, &problem) != SGL_OK)
        return SGL_CHECK_INCONCLUSIVE;
    for (int t = 0; t < 10; t++) {
        for (size_t i = 0; i < x.size(); i++) {
            g[i] = 3 * x[i];
            x[i] -= 0.125 * g[i] + (t == 4 ? slip : 0);
        }
        if (sgl_check_step(check, g.data(), nullptr, x.data()) != SGL_OK)
            break;
    }
    if (sgl_check_finish(&result, check) != SGL_OK)
        result.verdict = SGL_CHECK_INCONCLUSIVE;
    std::puts(result.text);
    sgl_check_free(check);
    return result.verdict;
}

int main()
{
    return !norm_is_five() || descend(0) != SGL_CHECK_CONFORMS || descend(1e-9) != SGL_CHECK_DEVIATES ||
           !sgl_path_available(SGL_PATH_PORTABLE);
}
