#include "judge/variant_axes.h"

#define VALUES(...) {__VA_ARGS__, NULL}

/* The order is that of the enumerations of sgl_spec.h. */
static const struct {
    const char *name;
    const char *values[SGL_EPSILONS + 1];
} axes[SGL_AXES] = {
    [SGL_AXIS_SCALING] = {"scaling", VALUES("algorithm2", "table1", "folded")},
    [SGL_AXIS_BIAS] = {"bias", VALUES("both", "none", "m", "v")},
    [SGL_AXIS_EPSILON] = {"epsilon", VALUES("algorithm2", "compounding", "hat", "outside", "denominator", "denominator-hat", "dual",
                                            "inside", "inside-raw", "initial", "every-step", "none")},
    [SGL_AXIS_MAXIMUM] = {"maximum", VALUES("none", "fed-back", "separate", "corrected")},
    [SGL_AXIS_SECOND] = {"second", VALUES("gradient", "hessian", "abs")},
    [SGL_AXIS_MOMENTUM] = {"momentum", VALUES("sum", "average", "nesterov", "overwrite")},
    [SGL_AXIS_RATE] = {"rate", VALUES("constant", "sqrt", "linear")},
    [SGL_AXIS_START] = {"start", VALUES("zero", "accumulator", "denominator")},
    [SGL_AXIS_NORM] = {"norm", VALUES("algorithm1", "exact", "printed", "dual")},
    [SGL_AXIS_GROUP_FACTOR] = {"group_factor", VALUES("sqrt-d", "one", "d")},
    [SGL_AXIS_L2] = {"l2", VALUES("two", "one", "half", "four")},
    [SGL_AXIS_SOFT] = {"soft", VALUES("threshold", "signbit", "off")},
    [SGL_AXIS_FORM] = {"form", VALUES("dual", "prox")},
    [SGL_AXIS_ROWS] = {"rows", VALUES("dense", "lazy")},
    [SGL_AXIS_FIRST] = {"first", VALUES("global", "touch")},
    [SGL_AXIS_ACCUMULATE] = {"accumulate", VALUES("once", "twice")},
    [SGL_AXIS_POWER] = {"power", VALUES("0.5", "0.3", "0.25", "0.4", "0.6", "0.75", "1")},
    [SGL_AXIS_LAMBDA_RATE] = {"lambda_times_rate", VALUES("no", "yes")},
};

/* 0.3 as tfplus receives it: a float32. The others are near enough for a float32 program. */
static const double powers[] = {0.5, (double)0.3f, 0.25, 0.4, 0.6, 0.75, 1};

const char *sgl_axis_name(sgl_axis axis)
{
    return axes[axis].name;
}

size_t sgl_axis_count(sgl_axis axis)
{
    size_t n = 0;

    while (axes[axis].values[n] != NULL)
        n++;
    return n;
}

const char *sgl_axis_value(sgl_axis axis, size_t value)
{
    return value < sgl_axis_count(axis) ? axes[axis].values[value] : NULL;
}

static size_t power_index(double power)
{
    size_t k = 0;

    while (k < sizeof powers / sizeof *powers && powers[k] != power)
        k++;
    return k;
}

size_t sgl_axis_get(const sgl_variant *v, sgl_axis axis)
{
    const size_t values[SGL_AXES] = {
        v->scaling, v->bias, v->epsilon, v->maximum, v->second, v->momentum, v->rate, v->start, v->norm,
        v->group_factor, v->l2, v->soft, v->form, v->rows, v->first, v->accumulate_times > 1, power_index(v->power),
        v->lambda_times_rate != 0,
    };

    return values[axis];
}

void sgl_axis_set(sgl_variant *v, sgl_axis axis, size_t value)
{
    switch (axis) {
    case SGL_AXIS_SCALING: v->scaling = (sgl_scaling)value; break;
    case SGL_AXIS_BIAS: v->bias = (sgl_bias)value; break;
    case SGL_AXIS_EPSILON: v->epsilon = (sgl_epsilon)value; break;
    case SGL_AXIS_MAXIMUM: v->maximum = (sgl_maximum)value; break;
    case SGL_AXIS_SECOND: v->second = (sgl_second)value; break;
    case SGL_AXIS_MOMENTUM: v->momentum = (sgl_momentum_kind)value; break;
    case SGL_AXIS_RATE: v->rate = (sgl_rate)value; break;
    case SGL_AXIS_START: v->start = (sgl_start)value; break;
    case SGL_AXIS_NORM: v->norm = (sgl_norm)value; break;
    case SGL_AXIS_GROUP_FACTOR: v->group_factor = (sgl_group_factor)value; break;
    case SGL_AXIS_L2: v->l2 = (sgl_l2)value; break;
    case SGL_AXIS_SOFT: v->soft = (sgl_soft)value; break;
    case SGL_AXIS_FORM: v->form = (sgl_form)value; break;
    case SGL_AXIS_ROWS: v->rows = (sgl_rows)value; break;
    case SGL_AXIS_FIRST: v->first = (sgl_first)value; break;
    case SGL_AXIS_ACCUMULATE: v->accumulate_times = value == 0 ? 1 : 2; break;
    case SGL_AXIS_POWER: v->power = powers[value]; break;
    default: v->lambda_times_rate = (int)value;
    }
}

bool sgl_axis_applies(sgl_optimizer optimizer, sgl_axis axis, size_t value)
{
    bool averages = optimizer == SGL_ADAM || optimizer == SGL_AMSGRAD || optimizer == SGL_ADAHESSIAN;
    bool accumulates = optimizer == SGL_ADAGRAD || optimizer == SGL_FTRL;

    switch (axis) {
    case SGL_AXIS_SCALING:
    case SGL_AXIS_BIAS:
    case SGL_AXIS_MAXIMUM:
    case SGL_AXIS_FIRST:
        return averages;
    case SGL_AXIS_SECOND: /* adam and amsgrad have no Hessian to average */
        return optimizer == SGL_ADAHESSIAN;
    case SGL_AXIS_EPSILON: /* what the sum of squares of adagrad and ftrl knows: in it, beside it, in V_1, none */
        return averages || (accumulates && (value == SGL_EPSILON_OUTSIDE || value == SGL_EPSILON_INSIDE ||
                                            value == SGL_EPSILON_NONE ||
                                            (value == SGL_EPSILON_INITIAL && optimizer == SGL_ADAGRAD)));
    case SGL_AXIS_MOMENTUM:
        return optimizer == SGL_MOMENTUM;
    case SGL_AXIS_RATE:
        return optimizer == SGL_MOMENTUM || optimizer == SGL_SGD;
    case SGL_AXIS_START:
    case SGL_AXIS_ACCUMULATE:
    case SGL_AXIS_POWER:
        return accumulates;
    default:
        return true;
    }
}

const char *sgl_variant_axis(const sgl_variant *v, size_t k, const char **axis)
{
    const char *value;

    if (k == 0) {
        *axis = "optimizer";
        return sgl_optimizer_name(v->optimizer);
    }
    if (k > SGL_AXES)
        return NULL;
    *axis = axes[k - 1].name;
    value = sgl_axis_value((sgl_axis)(k - 1), sgl_axis_get(v, (sgl_axis)(k - 1)));
    return value != NULL ? value : "other";
}
