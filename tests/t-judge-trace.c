/* Recorded runs that are bad: what sgl_trace_open says of one good folder after each of some hundred changes. */
#include "tap.h"
#include "trace_folder.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* One line, of the file, and says. */
static void refused(const char *why, const char *file, sgl_status want, const char *says)
{
    sgl_trace *trace = (sgl_trace *)&trace;
    sgl_error error;
    sgl_status status = opens(&trace, &error);
    const char *path = path_in(file);

    if (!ok(status == want && trace == NULL && strncmp(error.text, path, strlen(path)) == 0 &&
                strncmp(error.text + strlen(path), ": ", 2) == 0 &&
                strstr(error.text, says) != NULL && strpbrk(error.text, "\n\r") == NULL &&
                sgl_trace_open(&trace, trace_folder, NULL) == want,
            "%s: %s", file, why))
        diag("status %d, expected %d; \"%s\" lacks \"%s\"", (int)status, (int)want, error.text,
             says);
    if (status == SGL_OK)
        sgl_trace_close(trace);
}

enum change { JSON, HEADER, VALUE, CUT, REMOVE };

#define J(from, to) JSON, "trace.json", from, to, 0, 0
#define H(file, from, to) HEADER, file, from, to, 0, 0
#define V(file, at, value) VALUE, file, "", "", at, value
#define C(file, by) CUT, file, "", "", by, 0
#define R(file) REMOVE, file, "", "", 0, 0

#define HYPER(text) J("\"epsilon\": 0", text)
#define RULE(text)                                                                                 \
    J(ADA ",\n \"hyperparameters\": {\"alpha\": 0.25, \"beta1\": 0.5, \"beta2\": 0.75, "           \
          "\"epsilon\": 0",                                                                        \
      text)
#define BIG "18446744073709551616"

/* A line a change. */
/* clang-format off */
static const struct {
    const char *why;
    enum change change;
    const char *file, *from, *to; /* JSON, HEADER */
    int at;                       /* VALUE: element; CUT: bytes */
    double value;
    sgl_status want;
    const char *says;
} changes[] = {
    /* trace.json as a whole */
    {"missing", R("trace.json"), SGL_EIO, "cannot be opened (No such file"},
    {"cut", C("trace.json", -3), SGL_EFORMAT, "line 4 column"},
    {"zeros after it", C("trace.json", 3), SGL_EFORMAT, "line 4 column"},
    {"no object", J(good_json, "[1]"), SGL_EFORMAT, "an array; expected a JSON object"},
    {"a bare number", J(good_json, "3"), SGL_EFORMAT, "expected a JSON object"},
    {"empty", J(good_json, ""), SGL_EFORMAT, "expected a JSON object"},
    {"text after it", J("[1]}", "[1]} x"), SGL_EFORMAT, "line 4 column"},
    {"a comma too many", J("[1]}", "[1],}"), SGL_EFORMAT, "line 4 column"},
    {"not UTF-8", J("by hand", "\xff"), SGL_EFORMAT, "line 1 column"},
    {"a key twice", J("\"more\"", "\"steps\""), SGL_EFORMAT, "duplicate object key"},
    {"a hyper-parameter twice", HYPER("\"epsilon\": 0, \"beta1\": 0.5"), SGL_EFORMAT, "duplicate object key"},
    {"NaN, which is no JSON", HYPER("\"epsilon\": NaN"), SGL_EFORMAT, "line 3 column"},
    {"a number beyond double", HYPER("\"epsilon\": 1e999"), SGL_EFORMAT, "line 3 column"},
    /* its keys */
    {"no format", J("\"format\"", "\"farmat\""), SGL_EFORMAT, "format: missing; expected \"sgl-trace/1\""},
    {"another format", J("sgl-trace/1", "sgl-trace/2"), SGL_EFORMAT, "format: \"sgl-trace/2\"; expected"},
    {"source is no text", J("\"by hand\"", "1"), SGL_EFORMAT, "source: a number; expected text"},
    {"variant is no text", J("\"mine\"", "null"), SGL_EFORMAT, "variant: null; expected the name"},
    {"no dtype", J("\"dtype\"", "\"type\""), SGL_EFORMAT, "dtype: missing; expected \"float32\" or"},
    {"unknown dtype", J("float32", "float16"), SGL_EFORMAT, "dtype: \"float16\"; expected"},
    {"no optimizer", J("\"optimizer\"", "\"optimiser\""), SGL_EFORMAT, "optimizer: missing; expected sgd,"},
    {"unknown optimizer", J(ADA, "\"Adam\\n\""), SGL_EFORMAT, "optimizer: \"Adam?\"; expected sgd, mom"},
    {"optimizer is no text", J(ADA, "false"), SGL_EFORMAT, "optimizer: false; expected"},
    {"no steps", J("\"steps\"", "\"step\""), SGL_EFORMAT, "steps: missing; expected a whole number"},
    {"T = 0", J("\"steps\": 3", "\"steps\": 0"), SGL_EDIM, "steps: 0; expected a whole number from 1"},
    {"T < 0", J("\"steps\": 3", "\"steps\": -3"), SGL_EDIM, "steps: -3;"},
    {"T is a fraction", J("\"steps\": 3", "\"steps\": 3.5"), SGL_EDIM, "steps: 3.5;"},
    {"T is text", J("\"steps\": 3", "\"steps\": \"3\""), SGL_EFORMAT, "steps: a string;"},
    {"T is true", J("\"steps\": 3", "\"steps\": true"), SGL_EFORMAT, "steps: true;"},
    {"T beyond size_t", J("\"steps\": 3", "\"steps\": " BIG), SGL_EDIM, "steps: 1.8446744073709552e+19;"},
    {"T = 2^53 + 2", J("\"steps\": 3", "\"steps\": 9007199254740994"), SGL_EDIM, "steps: 9007199254740994"},
    {"n = 0", J("\"size\": 6", "\"size\": 0"), SGL_EDIM, "size: 0; expected a whole number from 1"},
    {"n beyond size_t", J("\"size\": 6", "\"size\": 1e300"), SGL_EDIM, "size: 1.0000000000000001e+300;"},
    {"no n", J("\"size\"", "\"n\""), SGL_EFORMAT, "size: missing;"},
    {"no groups", J("\"groups\"", "\"g\""), SGL_EFORMAT, "group_size: missing;"},
    {"groups elsewhere", J("groups.npy", "../groups.npy"), SGL_EFORMAT, "groups: \"../groups.npy\"; expected"},
    {"groups in place", J("\"groups.npy\"", "[0, 6]"), SGL_EFORMAT, "groups: an array; expected \"gro"},
    {"groups twice", J("\"more\": [1]", "\"group_size\": 2"), SGL_EFORMAT, "group_size is given too"},
    {"d = 0", J("\"groups\": \"groups.npy\"", "\"group_size\": 0"), SGL_EDIM, "group_size: 0; expected"},
    {"d does not divide n", J("\"groups\": \"groups.npy\"", "\"group_size\": 4"),
     SGL_EDIM, "group_size: 4 does not divide size 6"},
    {"d > n", J("\"groups\": \"groups.npy\"", "\"group_size\": 12"), SGL_EDIM, "12 does not divide size 6"},
    /* hyper-parameters */
    {"none", J("\"hyperparameters\"", "\"hyper\""), SGL_EFORMAT, "hyperparameters: missing; expected an object"},
    {"a list", J("\"hyperparameters\": {", "\"hyperparameters\": [], \"other\": {"),
     SGL_EFORMAT, "hyperparameters: an array; expected an object"},
    {"adahessian without beta1", J("\"beta1\"", "\"b1\""),
     SGL_EFORMAT, "hyperparameters.beta1: missing; expected it (or beta_1) for adahessian"},
    {"adahessian without beta2", J("\"beta2\"", "\"b2\""), SGL_EFORMAT, "hyperparameters.beta2: missing;"},
    {"adahessian without epsilon", HYPER("\"e\": 0"),
     SGL_EFORMAT, "hyperparameters.epsilon: missing; expected it (or eps)"},
    {"amsgrad without epsilon", RULE("\"amsgrad\", \"hyperparameters\": {\"alpha\": 1, \"beta1\": 0, \"beta2\": 0"),
     SGL_EFORMAT, "hyperparameters.epsilon: missing; expected it (or eps) for amsgrad"},
    {"adam without beta2", RULE("\"adam\", \"hyperparameters\": {\"alpha\": 1, \"beta1\": 0, \"epsilon\": 0"),
     SGL_EFORMAT, "hyperparameters.beta2: missing; expected it (or beta_2) for adam"},
    {"adagrad without epsilon", RULE("\"adagrad\", \"hyperparameters\": {\"alpha\": 1"),
     SGL_EFORMAT, "hyperparameters.epsilon: missing; expected it (or eps) for adagrad"},
    {"adagrad with another start", RULE("\"adagrad\", \"hyperparameters\": {\"alpha\": 1, \"eps\": 0, \"initial_accumulator_value\": 0.5"),
     SGL_EFORMAT, "hyperparameters.initial_accumulator: 0.5; expected 0 or none for adagrad"},
    {"gamma = 1", RULE("\"momentum\", \"hyperparameters\": {\"alpha\": 1, \"momentum\": 1"),
     SGL_EDOM, "hyperparameters.momentum: 1; expected a number in [0, 1)"},
    {"initial accumulator < 0", RULE("\"ftrl\", \"hyperparameters\": {\"initial_accumulator\": -1"),
     SGL_EDOM, "hyperparameters.initial_accumulator: -1; expected a finite number >= 0"},
    {"beta < 0", RULE("\"ftrl\", \"hyperparameters\": {\"initial_accumulator\": 1, \"beta\": -1"),
     SGL_EDOM, "hyperparameters.beta: -1; expected a finite number >= 0"},
    {"momentum without gamma", J(ADA, "\"momentum\""),
     SGL_EFORMAT, "hyperparameters.gamma: missing; expected it (or momentum) for momentum"},
    {"ftrl without its accumulator", J(ADA, "\"ftrl\""),
     SGL_EFORMAT, "hyperparameters.initial_accumulator: missing;"},
    {"alpha = 0", J("\"alpha\": 0.25", "\"alpha\": 0"),
     SGL_EDOM, "hyperparameters.alpha: 0; expected a finite number > 0"},
    {"alpha = -0", J("\"alpha\": 0.25", "\"alpha\": -0.0"), SGL_EDOM, "hyperparameters.alpha: -0;"},
    {"alpha < 0", J("\"alpha\": 0.25", "\"lr\": -1"), SGL_EDOM, "hyperparameters.lr: -1; expected"},
    {"alpha infinite", J("\"alpha\": 0.25", "\"alpha\": \"inf\""), SGL_EDOM, "hyperparameters.alpha: inf;"},
    {"alpha NaN", J("\"alpha\": 0.25", "\"alpha\": \"nan\""), SGL_EDOM, "hyperparameters.alpha: nan;"},
    {"alpha -NaN", J("\"alpha\": 0.25", "\"alpha\": \"-nan\""), SGL_EDOM, "nan;"},
    {"alpha no number", J("\"alpha\": 0.25", "\"alpha\": \"x\""),
     SGL_EFORMAT, "hyperparameters.alpha: a string that is no number"},
    {"alpha half a number", J("\"alpha\": 0.25", "\"alpha\": \"0x1p-2 \""), SGL_EFORMAT, "that is no number"},
    {"alpha empty", J("\"alpha\": 0.25", "\"alpha\": \"\""), SGL_EFORMAT, "that is no number"},
    {"alpha a list", J("\"alpha\": 0.25", "\"alpha\": [0.25]"),
     SGL_EFORMAT, "hyperparameters.alpha: an array; exp"},
    {"beta1 = 1", J("\"beta1\": 0.5", "\"beta1\": 1"),
     SGL_EDOM, "hyperparameters.beta1: 1; expected a number in [0, 1)"},
    {"beta1 < 0", J("\"beta1\": 0.5", "\"beta1\": -1e-300"), SGL_EDOM, "hyperparameters.beta1: -"},
    {"beta2 > 1", J("\"beta2\": 0.75", "\"beta_2\": 999"), SGL_EDOM, "hyperparameters.beta_2: 999;"},
    {"epsilon < 0", HYPER("\"eps\": -1e-8"),
     SGL_EDOM, "hyperparameters.eps: -1e-08; expected a finite number >= 0"},
    {"lambda1 < 0", J("\"lambda1\": 0.125", "\"l1\": -0.125"), SGL_EDOM, "hyperparameters.l1: -0.125;"},
    {"lambda21 < 0", J("\"lambda21\": 1", "\"lambda21\": -1"), SGL_EDOM, "hyperparameters.lambda21: -1;"},
    {"lambda2 < 0", J("\"lambda2\": 2", "\"lambda2\": -2"), SGL_EDOM, "hyperparameters.lambda2: -2;"},
    {"lambda2 NaN", J("\"lambda2\": 2", "\"lambda2\": \"NAN\""), SGL_EDOM, "hyperparameters.lambda2: nan;"},
    {"two names, two values", HYPER("\"epsilon\": 0, \"eps\": 1e-8"),
     SGL_EFORMAT, "hyperparameters.eps: 1e-08, but epsilon is 0; expected one value"},
    {"two aliases, two values", J("\"lambda1\": 0.125", "\"l1\": 1, \"l1_regularization_strength\": 2"),
     SGL_EFORMAT, "but l1 is 1; expected one value for lambda1"},
    /* arrays as files */
    {"missing", R("x1.npy"), SGL_EIO, "cannot be opened (No such file"},
    {"missing", R("grads.npy"), SGL_EIO, "cannot be opened (No such file"},
    {"missing", R("x.npy"), SGL_EIO, "cannot be opened (No such file"},
    {"missing", R("hessian_diag.npy"), SGL_EIO, "cannot be opened (No such file"},
    {"missing", R("groups.npy"), SGL_EIO, "cannot be opened (No such file"},
    {"missing", R("rows.npy"), SGL_EIO, "missing; expected row_ptr.npy and rows.npy, or neither"},
    {"missing", R("row_ptr.npy"), SGL_EIO, "missing; expected row_ptr.npy and rows.npy, or neither"},
    {"truncated", C("grads.npy", -4),
     SGL_EFORMAT, "byte 128: 68 bytes of data, the file is truncated; expected 72"},
    {"truncated in its header", C("x.npy", -73), SGL_EFORMAT, "byte 8: header of 118 bytes, but 117 are left"},
    {"too long", C("x.npy", 24), SGL_EFORMAT, "byte 128: 96 bytes of data, the file is too long; expected 72"},
    {"too long", C("rows.npy", 8), SGL_EFORMAT, "too long"},
    {"no NPY", H("x1.npy", "NUMPY", "numpy"), SGL_EFORMAT, "byte 0: other magic bytes"},
    {"wrong dtype", H("x.npy", "<f4", "<u4"), SGL_EFORMAT, "descr: dtype '<u4'; expected '<f4'"},
    {"integers", H("x1.npy", "<f4", "<i4"), SGL_EFORMAT, "descr: integers; expected '<f4' or '<f8'"},
    {"real numbers", H("groups.npy", "<i8", "<f8"), SGL_EFORMAT, "descr: real numbers; expected '<i8'"},
    {"real numbers", H("rows.npy", "<i8", "<f8"), SGL_EFORMAT, "descr: real numbers; expected '<i8'"},
    {"integers", H("alpha.npy", "<f8", "<i8"), SGL_EFORMAT, "descr: integers; expected"},
    /* sizes that disagree */
    {"transposed", H("grads.npy", "(3, 6)", "(6, 3)"), SGL_EDIM, "shape: (6, 3); expected (3, 6)"},
    {"flat", H("x.npy", "(3, 6)", "(18,) "), SGL_EDIM, "shape: (18,); expected (3, 6)"},
    {"two dimensions", H("x1.npy", "(6,), ", "(1, 6)"), SGL_EDIM, "shape: (1, 6); expected (6,)"},
    {"transposed", H("hessian_diag.npy", "(3, 6)", "(9, 2)"), SGL_EDIM, "shape: (9, 2); expected (3, 6)"},
    {"two dimensions", H("rows.npy", "(5,), ", "(5, 1)"), SGL_EDIM, "shape: (5, 1); expected one dimension"},
    {"two dimensions", H("groups.npy", "(4,), ", "(2, 2)"), SGL_EDIM, "shape: (2, 2); expected one dimension"},
    /* numbers */
    {"NaN", V("x1.npy", 2, NAN), SGL_EDOM, "byte 136 (before step 1, group 1, element 1): nan; expected a finite"},
    {"infinite", V("grads.npy", 9, INFINITY),
     SGL_EDOM, "byte 164 (step 2, group 2, element 0): inf; expected a finite"},
    {"NaN in the last", V("grads.npy", 17, NAN), SGL_EDOM, "byte 196 (step 3, group 2, element 2): nan"},
    {"-infinite", V("x.npy", 0, -INFINITY), SGL_EDOM, "byte 128 (step 1, group 0, element 0): -inf"},
    {"NaN in the last", V("x.npy", 17, NAN), SGL_EDOM, "byte 196 (step 3, group 2, element 2): nan"},
    {"NaN", V("hessian_diag.npy", 13, NAN), SGL_EDOM, "byte 180 (step 3, group 1, element 0): nan"},
    {"0", V("alpha.npy", 1, 0), SGL_EDOM, "byte 136 (step 2): 0; expected a finite number > 0"},
    {"negative", V("alpha.npy", 2, -1), SGL_EDOM, "byte 144 (step 3): -1; expected"},
    {"NaN", V("alpha.npy", 0, NAN), SGL_EDOM, "byte 128 (step 1): nan"},
    {"infinite", V("alpha.npy", 0, INFINITY), SGL_EDOM, "byte 128 (step 1): inf"},
    /* groups and rows */
    {"not from 0", V("groups.npy", 0, 1),
     SGL_EDIM, "byte 128: offset 0 is 1, size is 6; expected 0, or entries before"},
    {"overlap", V("groups.npy", 2, 0),
     SGL_EDIM, "byte 144: offset 2 is 0, size is 6; expected more than the one before, or groups overlap"},
    {"an empty group", V("groups.npy", 2, 1), SGL_EDIM, "or the group is empty"},
    {"do not cover", V("groups.npy", 3, 5),
     SGL_EDIM, "byte 152: offset 3 is 5, size is 6; expected size, or the last entries"},
    {"beyond n", V("groups.npy", 3, 7), SGL_EDIM, "offset 3 is 7, size is 6; expected at most size"},
    {"far beyond n", V("groups.npy", 2, 0x1p62), SGL_EDIM, "expected at most size"},
    {"negative", V("groups.npy", 0, -1), SGL_EDIM, "offset 0 is -1"},
    {"negative later", V("groups.npy", 1, -1), SGL_EDIM, "offset 1 is -1"},
    {"a group that is none", V("rows.npy", 4, 3), SGL_EDIM, "byte 160: entry 4 is 3; expected 0 to 2"},
    {"negative", V("rows.npy", 0, -1), SGL_EDIM, "byte 128: entry 0 is -1; expected 0 to 2"},
    {"a group twice", V("rows.npy", 3, 0),
     SGL_EFORMAT, "entry 3 (step 3): group 0 after group 0; expected ascending"},
    {"not sorted", V("rows.npy", 2, 2), SGL_EFORMAT, "entry 3 (step 3): group 1 after group 2"},
    {"not from 0", V("row_ptr.npy", 0, 1), SGL_EDIM, "entry 0 is 1; expected offsets that ascend from 0 to the 5"},
    {"descends", V("row_ptr.npy", 2, 1), SGL_EDIM, "entry 2 is 1; expected offsets that ascend"},
    {"ends early", V("row_ptr.npy", 3, 4), SGL_EDIM, "entry 3 is 4; expected"},
    {"ends late", V("row_ptr.npy", 3, 6), SGL_EDIM, "entry 3 is 6; expected 0 to 5"},
    {"negative", V("row_ptr.npy", 1, -2), SGL_EDIM, "entry 1 is -2; expected 0 to 5"},
};
/* clang-format on */

static void test_changes(void)
{
    for (size_t i = 0; i < ARRAY_SIZE(changes); i++) {
        put_good();
        switch (changes[i].change) {
        case JSON:
        case HEADER:
            substitute(changes[i].file, changes[i].from, changes[i].to);
            break;
        case VALUE:
            set_value(changes[i].file, changes[i].at, changes[i].value);
            break;
        case CUT:
            change_size(changes[i].file, changes[i].at);
            break;
        case REMOVE:
            unlink(path_in(changes[i].file));
        }
        refused(changes[i].why, changes[i].file, changes[i].want, changes[i].says);
    }
}

/* Two changes at once, and what one change of one file cannot say. */
static void test_pairs(void)
{
    const struct array tenths = {"grads.npy", "<f4", "(3, 6)", T * N, 4, 3, 0.1},
                       huge = {"x.npy", "<f4", "(3, 6)", T * N, 4, 1, 0x1p127};
    char brackets[3000];
    sgl_trace *trace;
    sgl_error error;

    put_good();
    set_value("grads.npy", 7, NAN);
    set_value("x.npy", 7, NAN);
    refused("a NaN gradient is named before the x of its step", "grads.npy", SGL_EDOM,
            "(step 2, group 1, element 0): nan");
    set_value("x.npy", 2, INFINITY);
    refused("but after the x of an earlier one", "x.npy", SGL_EDOM,
            "(step 1, group 1, element 1): inf");
    set_value("x1.npy", 5, NAN);
    refused("and x_1 comes first", "x1.npy", SGL_EDOM, "(before step 1, group 2, element 2): nan");
    put_good();
    substitute("trace.json", "\"alpha\"", "\"a\"");
    unlink(path_in("alpha.npy"));
    refused("no alpha and no schedule", "trace.json", SGL_EFORMAT,
            "hyperparameters.alpha: missing; expected it (or lr) for ada");
    put_good();
    substitute("trace.json", "\"size\": 6", "\"size\": 9007199254740992");
    unlink(path_in("groups.npy"));
    substitute("trace.json", "\"groups\": \"groups.npy\"", "\"group_size\": 1");
#if SIZE_MAX > UINT32_MAX
    refused("n = 2^53 is no array's length", "x1.npy", SGL_EDIM,
            "shape: (6,); expected (9007199254740992,)");
#else
    refused("n = 2^53 is no size here", "trace.json", SGL_EDIM, "size: 9007199254740992");
#endif
    put_good();
    substitute("trace.json", "float32", "float64");
    refused("narrower than dtype", "x.npy", SGL_EFORMAT,
            "descr: '<f4'; expected '<f8', as dtype is float64");
    put_good();
    put_array(&tenths, true);
    refused("float64 that is no float32", "grads.npy", SGL_EDOM,
            "byte 136 (step 1, group 1, element 0): 3.1000000000000001; expected a float32");
    put_good();
    put_array(&huge, true);
    refused("float64 beyond float32", "x.npy", SGL_EDOM,
            "byte 144 (step 1, group 1, element 1): 3.4028236692093846e+38; exp");
    put_good();
    memset(brackets, '[', sizeof brackets);
    put("trace.json", brackets, sizeof brackets);
    refused("3000 brackets", "trace.json", SGL_EFORMAT, "maximum parsing depth");
    put_good();
    unlink(path_in("x.npy"));
    ok(mkdir(path_in("x.npy"), 0700) == 0 && opens(&trace, &error) == SGL_EIO &&
           strstr(error.text, "no regular file") != NULL,
       "a folder for an array");
    rmdir(path_in("x.npy"));
    ok(sgl_trace_open(&trace, "no/such\nfolder", &error) == SGL_EIO && trace == NULL &&
           strncmp(error.text, "no/such?folder/trace.json: cannot be opened", 43) == 0,
       "no folder");
}

int main(void)
{
    plan(ARRAY_SIZE(changes) + 11);
    folder_begin();
    test_changes();
    test_pairs();
    folder_end();
    return tap_status();
}
