/* Section 4 and Appendix E: what follows from the numbers that are printed. */
#include "check.h"
#include "tables.h"

static rat read(const char *text)
{
    rat value;

    if (!rat_parse(&value, text))
        bail_out("tables.h: %s is no number", text);
    return value;
}

static bool count(const char *name, size_t n)
{
    return found(name, rat_of((long)n, 1));
}

static verdict measured(bool numbers_agree)
{
    return numbers_agree ? EMPIRICAL : UNSETTLED;
}

static num share(rat embedding, long others)
{
    return num_rat(rat_div(embedding, rat_add(embedding, rat_of(others, 1))));
}

static verdict s41_emb(void)
{
    rat features[3], dimension[3], embedding[3];
    /* MLP: 22 fields of 16 into 64, 32, 16, 1. DCN: 26 fields of 8 and 13 numbers; two cross layers, 64, 64, one output. */
    long mlp = 22 * 16 * 64 + 64 * 32 + 32 * 16 + 16 + 64 + 32 + 16 + 1;
    long in = 26 * 8 + 13, dcn = 2 * 2 * in + in * 64 + 64 + 64 * 64 + 64 + (in + 64) + 1;
    /* OPNN: 16 fields of 10, 120 pairs, one kernel of 10 x 10 each or the whole outer product; 512, 256, 128, 1. */
    long rest = 512 + 512 * 256 + 256 + 256 * 128 + 128 + 128 + 1;
    long kernel = 120 * 100 + (160 + 120) * 512 + rest, outer = (160 + 120 * 100) * 512 + rest;
    bool all;

    given_vector("features", features, 3);
    given_vector("dimension", dimension, 3);
    for (int k = 0; k < 3; k++)
        embedding[k] = rat_mul(features[k], dimension[k]);
    all = found_vector("embedding", embedding, 3);
    all &= found_real("MLP_share", share(embedding[0], mlp)) &&
           found_real("DCN_share", share(embedding[1], dcn));
    all &= found_real("OPNN_share_kernel", share(embedding[2], kernel));
    all &= found_real("OPNN_share_outer", share(embedding[2], outer));
    return holds(all && is(rat_cmp(embedding[2], rat_of(outer, 1)) > 0, "most in every model"));
}

static verdict s41_grid(void)
{
    rat rates[6], grid;
    size_t n = given_vector("rates", rates, 6), on = 0;

    for (size_t k = 0; k < n; k++)
        for (unsigned long e = 1; e <= 5; e++) {
            grid = rat_div(rat_of(1, 1), rat_pow(rat_of(10, 1), e));
            on += rat_cmp(rates[k], grid) == 0;
        }
    return holds(count("on_grid", on) && is(on == n, "all of them"));
}

static verdict t2_60(void)
{
    size_t significant = 0, low = 0, low_significant = 0, at_95 = 0, low_95 = 0;
    bool all;

    for (int m = 0; m < MODELS; m++)
        for (int r = 0; r < ROWS; r++) {
            rat p = read(table_2_p[m][r]);
            bool small = rat_cmp(read(table_2_rate[m][r]), rat_of(5, 100)) < 0;
            bool s = rat_cmp(p, rat_of(1, 10)) < 0, t = rat_cmp(p, rat_of(5, 100)) < 0;

            significant += s;
            low += small;
            low_significant += s && small;
            at_95 += t;
            low_95 += t && small;
        }
    all = count("significant", significant) && count("of", MODELS * ROWS);
    all &=
        count("significant_below_5_percent", low_significant) && count("of_below_5_percent", low);
    all &= count("at_95", at_95) && count("at_95_below_5_percent", low_95);
    return holds(all && is(significant * 10 == 15 * 6 && low_significant * 1000 == low * 875,
                           "60 in 100 and 875 in 1000"));
}

static int best(int m, int r)
{
    int top = 0;

    for (int s = 0; s < SCHEDULES; s++)
        top = table_8[m][r][s] > top ? table_8[m][r][s] : top;
    return top;
}

static verdict t2_hdr(void)
{
    size_t equal = 0, other = 0;
    bool refuted;

    for (int r = 0; r < ROWS; r++) {
        equal += table_2_adam[0][r] == best(0, r);
        other += table_2_group[0][r] == best(0, r);
    }
    refuted = count("first_column_equal_to_table_8", equal) && count("of", ROWS);
    return false_as_printed(refuted && is(equal == ROWS, "the first column is Adam's"),
                            is(other < equal, "the second is not"));
}

static verdict t2_win(void)
{
    size_t wins = 0, ties = 0;

    for (int m = 0; m < MODELS; m++)
        for (int r = 0; r < ROWS; r++) {
            wins += table_2_group[m][r] > table_2_adam[m][r];
            ties += table_2_group[m][r] == table_2_adam[m][r];
        }
    return measured(count("wins", wins) && count("ties", ties) && count("of", MODELS * ROWS));
}

static verdict t2_mono_s(void)
{
    size_t falling = 0;

    for (int m = 0; m < MODELS; m++)
        for (int r = 1; r < ROWS; r++)
            falling += rat_cmp(read(table_2_rate[m][r]), read(table_2_rate[m][r - 1])) < 0;
    return measured(count("falling_steps", falling) && count("of", MODELS * (ROWS - 1)));
}

static verdict t2_trade(void)
{
    size_t rises = 0, level = 0;

    for (int m = 0; m < MODELS; m++)
        for (int r = 1; r < ROWS; r++) {
            rises += table_2_group[m][r] > table_2_group[m][r - 1];
            level += table_2_group[m][r] == table_2_group[m][r - 1];
        }
    return measured(count("rises", rises) && count("level", level) &&
                    count("of", MODELS * (ROWS - 1)));
}

static verdict t2_t8(void)
{
    size_t equal = 0, differ_by_1 = 0;
    bool counted;

    for (int m = 0; m < MODELS; m++)
        for (int r = 0; r < ROWS; r++) {
            equal += table_2_adam[m][r] == best(m, r);
            differ_by_1 += table_2_adam[m][r] + 1 == best(m, r);
        }
    counted = count("equal", equal) && count("of", MODELS * ROWS);
    return false_as_printed(counted && is(equal < MODELS * ROWS, "not in every cell"),
                            is(equal + differ_by_1 == MODELS * ROWS, "the others differ by 1e-4"));
}

static verdict t3_claim(void)
{
    size_t significant[2] = {0, 0}, worse = 0;
    bool all;

    for (int k = 0; k < 6; k++) {
        significant[k / 3] += rat_cmp(read(table_3[k].p), rat_of(1, 10)) < 0;
        worse += table_3[k].group < table_3[k].plain;
    }
    all = count("significant", significant[0] + significant[1]) && count("of", 6);
    all &=
        count("Adam_significant", significant[0]) && count("Adagrad_significant", significant[1]);
    return measured(all && count("worse_mean", worse));
}

static verdict t3_827(void)
{
    rat ratio = rat_div(given("trained"), given("total")), printed = given("printed");
    bool all = found_real("ratio", num_rat(ratio));

    all &= is(rat_cmp(printed, ratio) != 0 && rat_cmp(printed, read("0.827")) == 0,
              "neither 1 nor the ratio of the features");
    return all ? AMBIGUOUS : UNSETTLED;
}

static verdict t3_t4(void)
{
    bool all = found("rate", read(table_4_rate[1])) && found("auc", rat_of(table_4_auc[1], 10000));

    return holds(all && is(rat_cmp(read(table_3[2].rate), given("rate")) == 0 &&
                               table_3[2].group == table_4_auc[1],
                           "Table 3 has the same"));
}

static size_t falls(const char *const *rates, size_t n, bool one_minus)
{
    size_t falling = 0;

    for (size_t k = 1; k < n; k++) {
        int order = rat_cmp(read(rates[k]), read(rates[k - 1]));

        falling += one_minus ? order > 0 : order < 0;
    }
    return falling;
}

static verdict t4_mono(void)
{
    rat rates[4];

    for (int k = 0; k < 4; k++)
        rates[k] = read(table_4_rate[k]);
    return measured(found_vector("rates", rates, 4) &&
                    count("falling_steps", falls(table_4_rate, 4, false)));
}

static verdict w_sparsity(void)
{
    rat rates[4];
    size_t up = falls(table_4_rate, 4, true), of_complement = falls(table_4_rate, 4, false),
           n = given_vector("rates", rates, 4);
    bool same = n == 4;

    for (size_t k = 0; k < n; k++)
        same &= rat_cmp(rates[k], read(table_4_rate[k])) == 0;
    same = is(same, "the rates of Table 4") && count("increasing_steps", up);
    return false_as_printed(same && up == 0,
                            count("increasing_steps_of_1_minus_rate", of_complement));
}

static verdict s44_tune(void)
{
    size_t with = 0;

    for (int m = 0; m < MODELS; m++)
        with += rat_sgn(read(table_6[m][0])) > 0;
    return measured(count("rows_of_table_6_with_lambda1", with) && count("of", MODELS));
}

static verdict t6_add(void)
{
    rat lower = read(table_2_rate[2][2]), rate = read(table_3[2].rate),
        upper = read(table_2_rate[2][1]);
    bool all = found("lower", lower) && found("rate", rate) && found("upper", upper);

    return measured(all && is(rat_cmp(lower, rate) < 0 && rat_cmp(rate, upper) < 0, "in between"));
}

static verdict t67_l2(void)
{
    size_t rows = 0;

    for (int m = 0; m < MODELS; m++) {
        rows += rat_cmp(read(table_6[m][2]), rat_of(1, 100000)) == 0;
        rows += rat_cmp(read(table_7[m][2]), rat_of(1, 100000)) == 0;
    }
    return measured(count("rows_with_1e-5", rows) && count("of", 2 * MODELS));
}

static verdict t8_ft(void)
{
    size_t without = 0;
    int largest = 0;

    for (int m = 1; m < MODELS; m++)
        for (int r = 0; r < ROWS; r++) {
            int loss = table_8[m][r][3] - table_8[m][r][0];

            without += table_8[m][r][3] == best(m, r);
            largest = loss > largest ? loss : largest;
        }
    return measured(count("best_without_fine_tuning", without) &&
                    count("of", (MODELS - 1) * ROWS) &&
                    found("largest_loss_at_30_percent", rat_of(largest, 10000)));
}

static const check checks[] = {
    {"S41-EMB", s41_emb},       {"S41-GRID", s41_grid}, {"T2-60", t2_60},
    {"T2-HDR", t2_hdr},         {"T2-WIN", t2_win},     {"T2-MONO-S", t2_mono_s},
    {"T2-TRADE", t2_trade},     {"T2-T8", t2_t8},       {"T3-CLAIM", t3_claim},
    {"T3-827", t3_827},         {"T3-T4", t3_t4},       {"T4-MONO", t4_mono},
    {"W-SPARSITY", w_sparsity}, {"S44-TUNE", s44_tune}, {"T6-ADD", t6_add},
    {"T67-L2", t67_l2},         {"T8-FT", t8_ft},
};

int main(int argc, char **argv)
{
    return check_main(argc, argv, checks, ARRAY_SIZE(checks));
}
