/* The numbers of Tables 2, 3, 4, 6, 7 and 8 as printed: AUC in units of 1e-4, feature rates and p-values as decimals. Columns
 * MLP, OPNN, DCN; rows lambda21 = 1e-4, 5e-4, 1e-3, 5e-3, 1e-2. Figures are facts; see the paper for what they mean. */
#ifndef TABLES_H
#define TABLES_H

enum { MODELS = 3, ROWS = 5, SCHEDULES = 4 };

static const char *const table_2_rate[MODELS][ROWS] = {
    {"0.974", "0.864", "0.701", "0.132", "0.038"},
    {"0.078", "0.039", "0.032", "0.018", "9.2e-3"},
    {"0.518", "0.062", "0.018", "4.2e-3", "2.5e-3"},
};
static const int table_2_adam[MODELS][ROWS] = {
    {7457, 7464, 7452, 7457, 7444}, {7551, 7491, 7465, 7509, 7396}, {8018, 8017, 8017, 7995, 7972}};
static const int table_2_group[MODELS][ROWS] = {
    {7461, 7468, 7468, 7464, 7466}, {7595, 7573, 7595, 7561, 7493}, {8022, 8019, 8017, 8007, 7999}};
static const char *const table_2_p[MODELS][ROWS] = {
    {"0.470", "0.466", "0.058", "0.335", "0.014"},
    {"0.086", "0.091", "0.014", "0.041", "0.031"},
    {"0.105", "0.487", "0.943", "9.11e-3", "5.97e-7"},
};
/* Keep 30 %, 20 %, 10 %, 0 % of the samples to fine-tune. */
static const int table_8[MODELS][ROWS][SCHEDULES] = {
    {{7454, 7457, 7439, 7452},
     {7454, 7441, 7453, 7464},
     {7443, 7452, 7449, 7452},
     {7457, 7428, 7450, 7452},
     {7444, 7442, 7437, 7430}},
    {{6809, 7259, 7160, 7551},
     {6356, 6383, 6678, 7491},
     {6826, 6618, 6604, 7465},
     {6318, 6419, 6207, 7509},
     {5934, 6003, 6355, 7396}},
    {{8016, 8015, 8015, 8019},
     {8005, 7977, 7884, 8018},
     {7883, 7969, 7800, 8017},
     {7400, 7236, 6864, 7995},
     {7442, 7105, 6925, 7972}},
};
/* Table 3: plain, group, p; MLP, OPNN, DCN under Adam, then under Adagrad. */
static const struct {
    int plain, group;
    const char *p, *rate;
} table_3[6] = {
    {7458, 7486, "1.10e-3", "0.018"}, {7588, 7617, "0.289", "0.130"},
    {8021, 8019, "0.422", "0.030"},   {7453, 7469, "0.106", "0.063"},
    {7556, 7595, "0.026", "0.016"},   {7975, 7978, "0.198", "0.040"},
};
/* Table 4, dimension 4, 8, 16, 32. */
static const char *const table_4_rate[4] = {"0.074", "0.030", "0.012", "0.008"};
static const int table_4_auc[4] = {8008, 8019, 8020, 8011};
/* Tables 6 and 7: lambda1, lambda21, lambda2. */
static const char *const table_6[MODELS][3] = {
    {"5e-3", "1e-2", "1e-5"}, {"8e-5", "1e-5", "1e-5"}, {"4e-4", "5e-4", "1e-5"}};
static const char *const table_7[MODELS][3] = {
    {"0", "1e-2", "1e-5"}, {"8e-5", "8e-5", "1e-5"}, {"0", "4e-3", "1e-5"}};

#endif
