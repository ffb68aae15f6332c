#include "vectors.h"

const vector_flag_text vectors_flags[VECTOR_FLAGS] = {
    [VECTOR_LAMBDA1] = {"Lambda1", "the soft threshold left out, applied to x, or with the wrong sign", "weights that should be zero are not, or the other way round"},
    [VECTOR_LAMBDA21] = {"Lambda21", "the group shrink left out, the factor sqrt(d) missing, the norm of the wrong vector", "whole groups are kept or dropped wrongly"},
    [VECTOR_LAMBDA2] = {"Lambda2", "lambda2 not doubled, or added to z instead of the denominator", "live weights are too large; zeros move later"},
    [VECTOR_NO_LAMBDA] = {"NoLambda", "a step that is not the plain optimizer when all lambda = 0", "the unregularised run already differs"},
    [VECTOR_GROUP_DIES] = {"GroupDies", "0/0 in the shrink, z cleared with x, a row freed with its state", "NaN, or a group that never comes back as it should"},
    [VECTOR_GROUP_REVIVES] = {"GroupRevives", "state lost while the group was zero", "the first weights after revival are wrong"},
    [VECTOR_THRESHOLD_LAMBDA1] = {"ThresholdLambda1", "a threshold off by a rounding, |z| >= lambda1 where > is meant", "one weight is zero in one program and not in another"},
    [VECTOR_THRESHOLD_LAMBDA21] = {"ThresholdLambda21", "a group threshold off by a rounding, a norm that is not correctly scaled", "one group is zero in one program and not in another"},
    [VECTOR_TIE] = {"Tie", "a tie that is decided otherwise than max(1 - c/r, 0) = 0", "the weights are 0 at an exact tie; where the pattern says ? rounding may decide it either way"},
    [VECTOR_ONE_ENTRY] = {"OneEntry", "groups of one, where |s| is the norm and sqrt(d) = 1", "element-wise use of a group kernel fails"},
    [VECTOR_UNEQUAL_GROUPS] = {"UnequalGroups", "one sqrt(d) for all groups, offsets off by one", "small groups are shrunk like large ones"},
    [VECTOR_LATE_ROW] = {"LateRow", "a weight whose first gradient comes late: first step by t or by first touch, epsilon lost", "embedding rows that are met late get another step size"},
    [VECTOR_ROWS] = {"Rows", "sparse steps: rows of other groups must stay, and the powers of beta go on with t", "rows that were not touched move, or their bias correction restarts"},
    [VECTOR_SCHEDULE] = {"Schedule", "sqrt(V_t) - sqrt(V_{t-1}) over the current rate: W_t is sqrt(V_t)/alpha_t, so W_{t-1} keeps its own rate", "under a schedule a run with all lambda = 0 is not the plain optimizer"},
    [VECTOR_SUBNORMAL] = {"Subnormal", "flush to zero, overflow of 1/alpha, a threshold that ignores small numbers", "weights below the smallest normal number become zero"},
    [VECTOR_NO_GRADIENT] = {"NoGradient", "a weight that never gets a gradient: epsilon in z and in the denominator", "the weight grows, shrinks or becomes zero although nothing moves it"},
    [VECTOR_LIBRARY_DEFAULTS] = {"LibraryDefaults", "beta 0.9 and 0.999 as float32 numbers; beta^t must be rounded once from its exact value", "programs that multiply powers up in float32 are off by more than the interval: judge them with assay check, which tries each way"},
    [VECTOR_SEPARATES] = {"Separates", "the variants named in the case's separates, which differ here by more than rounding allows", "the program is another algorithm: assay identify names it"},
    [VECTOR_DEFECT] = {"Defect", "a known slip, so that a program can be shown to have it", "passing these cases means having the slip"},
};
