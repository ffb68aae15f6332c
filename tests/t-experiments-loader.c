/* The loaders on files generated here: what is read, what is refused and how it is said, and the
 * rate. */
#include "loader.h"
#include "tap.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static char path[] = P_tmpdir "/assay-loader-XXXXXX";

static const loader_options plain = {.bits = 16, .min_count = 1, .max_rows = 0, .bad_limit = 3};

static void write_file(const char *text)
{
    FILE *f = fopen(path, "w");

    if (!f || fputs(text, f) < 0 || fclose(f) != 0)
        bail_out("cannot write %s", path);
}

/* Read the file; the messages without the path go to *message. */
static bool read_file(dataset *data, loader_report *report, loader_format format,
                      const loader_options *options, char **message)
{
    size_t size;
    FILE *errors = open_memstream(message, &size);
    bool read = loader_dataset(data, report, format, path, options, 0.5, errors);

    fclose(errors);
    for (char *at; (at = strstr(*message, path));)
        memmove(at, at + strlen(path), strlen(at + strlen(path)) + 1);
    return read;
}

#define TABS13 "\t\t\t\t\t\t\t\t\t\t\t\t\t"
#define WORDS25 TABS13 "\t\t\t\t\t\t\t\t\t\t\t\t"
#define CRITEO "1\t5" TABS13 "68fd1e64" WORDS25 "\n"

static const struct {
    const char *why;
    loader_format format;
    const char *text, *message;
    size_t rows, bad;
    bool read;
} files[] = {
    {"criteo row", LOADER_CRITEO, CRITEO, "", 1, 0, true},
    {"criteo row without its newline, and CRLF", LOADER_CRITEO,
     "0\t" TABS13 "68fd1e64" WORDS25 "\r\n0\t-3" TABS13 WORDS25, "", 2, 0, true},
    {"criteo label 2", LOADER_CRITEO, CRITEO "2\t5" TABS13 WORDS25 "\n",
     ":2: expected a label 0 or 1 before the first tab\n", 1, 1, true},
    {"criteo 39 columns", LOADER_CRITEO, CRITEO "1\t5" TABS13 "\n",
     ":2: expected 40 columns, found fewer\n", 1, 1, true},
    {"criteo 41 columns", LOADER_CRITEO, CRITEO "1\t5" TABS13 WORDS25 "\t\n",
     ":2: expected 40 columns, found more\n", 1, 1, true},
    {"criteo integer with a letter", LOADER_CRITEO, CRITEO "1\t5x" TABS13 WORDS25 "\n",
     ":2: expected an integer or nothing in columns 2 to 14\n", 1, 1, true},
    {"criteo word of 7 digits", LOADER_CRITEO, CRITEO "1\t5" TABS13 "68fd1e6" WORDS25 "\n",
     ":2: expected 8 hexadecimal digits or nothing in columns 15 to 40\n", 1, 1, true},
    {"criteo word with a letter past f", LOADER_CRITEO,
     CRITEO "1\t5" TABS13 "68fd1e6g" WORDS25 "\n",
     ":2: expected 8 hexadecimal digits or nothing in columns 15 to 40\n", 1, 1, true},
    {"avazu", LOADER_AVAZU, "id,click,hour,C1\n10009,0,14102100,1005\n", "", 1, 0, true},
    {"avazu without its header", LOADER_AVAZU, "10009,0,14102100,1005\n",
     ":1: expected a header line with a column click\n", 0, 0, false},
    {"avazu click 7", LOADER_AVAZU, "id,click,hour,C1\n1,7,14102100,5\n1,1,14102100,5\n",
     ":2: expected click 0 or 1\n", 1, 1, true},
    {"avazu hour", LOADER_AVAZU, "id,click,hour,C1\n1,1,1410210,5\n1,1,14102100,5\n",
     ":2: expected hour as YYMMDDHH\n", 1, 1, true},
    {"avazu row cut short", LOADER_AVAZU, "id,click,hour,C1\n1,1,14102100,5\n1,1,14102100\n",
     ":3: expected as many columns as the header has, found fewer\n", 1, 1, true},
    {"ipinyou", LOADER_IPINYOU, "1 4:1 17:1 99:1\n0 5:1 17:1 98:1 \n", "", 2, 0, true},
    {"ipinyou value 2", LOADER_IPINYOU, "1 4:1 17:1\n0 5:2 17:1\n", ":2: expected pairs index:1\n",
     1, 1, true},
    {"ipinyou fewer pairs", LOADER_IPINYOU, "1 4:1 17:1\n0 5:1\n",
     ":2: expected as many pairs as in the first row, found fewer\n", 1, 1, true},
    {"ipinyou more pairs", LOADER_IPINYOU, "1 4:1 17:1\n0 5:1 6:1 7:1\n",
     ":2: expected as many pairs as in the first row, found more\n", 1, 1, true},
    {"an empty file", LOADER_CRITEO, "", ": no rows\n", 0, 0, false},
    {"more bad rows than the limit", LOADER_IPINYOU, "1 4:1\nx\nx\nx\nx\n0 5:1\n",
     ":2: expected a label 0 or 1 before the first space\n:3: expected a label 0 or 1 before the "
     "first space\n"
     ":4: expected a label 0 or 1 before the first space\n:5: expected a label 0 or 1 before the "
     "first space\n"
     ": more than 3 malformed rows\n",
     1, 4, false},
};

static void test_files(void)
{
    for (size_t i = 0; i < ARRAY_SIZE(files); i++) {
        dataset data;
        loader_report report;
        char *message;
        write_file(files[i].text);
        bool read = read_file(&data, &report, files[i].format, &plain, &message);
        if (!ok(read == files[i].read && report.rows == files[i].rows &&
                    report.bad == files[i].bad && !strcmp(message, files[i].message),
                "%s", files[i].why))
            diag("read %d, rows %zu, bad %zu, message %s", read, report.rows, report.bad, message);
        free(message);
        dataset_free(&data);
    }
}

static void test_values(void)
{
    dataset data;
    loader_report report;
    loader_options options = {.bits = 20, .min_count = 2, .max_rows = 5, .bad_limit = 0};
    char *message;

    /* Field 0 has values 7 7 7 8 9 ...; the first 7, and 8 and 9, are rare. */
    write_file("0 7:1 1:1\n1 7:1 1:1\n0 7:1 1:1\n0 8:1 1:1\n1 9:1 1:1\n0 1:1 2:1\n");
    ok(read_file(&data, &report, LOADER_IPINYOU, &options, &message) && report.rows == 5,
       "max_rows ends the reading");
    const uint32_t *ids = data.ids;
    ok(ids[2] == ids[4] && ids[0] != ids[2] && ids[0] == ids[6] && ids[6] == ids[8],
       "a value is rare until it has been met min_count times");
    ok(ids[2] != ids[3], "fields do not share features");
    ok(data.train == 3 && data.test == 2 && data.labels[1] == 1 && data.labels[2] == 0,
       "labels, and the last rows are for testing");
    free(message);
    dataset_free(&data);
    write_file("1" TABS13 TABS13 TABS13 "\n1\t3" TABS13 WORDS25 "\n1\t3" TABS13 WORDS25
               "\n1\t4" TABS13 WORDS25 "\n");
    ok(read_file(&data, &report, LOADER_CRITEO, &plain, &message) && data.fields == 39 &&
           data.ids[39] == data.ids[3 * 39] && data.ids[0] != data.ids[39],
       "criteo: integers 3 and 4 share floor(log^2) = 1");
    if (report.rows != 4)
        diag("rows %zu, %s", report.rows, message);
    free(message);
    dataset_free(&data);
}

static bool count(void *context, float label, const uint32_t *ids, size_t fields)
{
    *(double *)context += (double)label + ids[fields - 1];
    return true;
}

/* A large file of n rows in each format; MB/s of the best of three readings. */
static double rate(loader_format format, size_t n)
{
    double best = 0, sum = 0;
    loader_options options = {.bits = 20, .min_count = 2, .max_rows = 0, .bad_limit = 0};
    FILE *f = fopen(path, "w");

    if (!f)
        bail_out("cannot write %s", path);
    if (format == LOADER_AVAZU)
        fputs("id,click,hour,C1,banner_pos,site_id,site_domain,device_id\n", f);
    for (size_t i = 0; i < n; i++) {
        if (format == LOADER_AVAZU)
            fprintf(f, "%llu,%llu,141021%02d,", test_random(), test_random() % 2, (int)(i % 24));
        else
            fprintf(f, "%llu", test_random() % 2);
        for (int k = 0; format == LOADER_CRITEO && k < 13; k++)
            fprintf(f, "\t%llu", test_random() % 1000);
        for (int k = 0; format == LOADER_CRITEO && k < 26; k++)
            fprintf(f, "\t%08llx", test_random() % 50000);
        for (int k = 0; format == LOADER_IPINYOU && k < 16; k++)
            fprintf(f, " %llu:1", test_random() % 900000);
        if (format == LOADER_AVAZU)
            fprintf(f, "1005,0,%08llx,%08llx,%08llx", test_random() % 999, test_random() % 999,
                    test_random() % 999);
        putc('\n', f);
    }
    fclose(f);
    for (int round = 0; round < 3; round++) {
        loader_report report;
        struct timespec a, b;
        clock_gettime(CLOCK_MONOTONIC, &a);
        if (!loader_stream(&report, format, path, &options, count, &sum, stderr) ||
            report.rows != n)
            return 0;
        clock_gettime(CLOCK_MONOTONIC, &b);
        double mb_s = (double)report.bytes * 1e-6 /
                      ((double)(b.tv_sec - a.tv_sec) + 1e-9 * (double)(b.tv_nsec - a.tv_nsec));
        best = mb_s > best ? mb_s : best;
    }
    return best;
}

int main(void)
{
    int file = mkstemp(path);

    if (file < 0)
        bail_out("cannot make a temporary file");
    close(file);
    plan(ARRAY_SIZE(files) + 5 + 1 + 3);
    test_files();
    test_values();
    dataset data;
    loader_report report;
    ok(!loader_dataset(&data, &report, LOADER_CRITEO, "no/such/file", &plain, 0,
                       fopen("/dev/null", "w")),
       "a missing file is an error");
    static const char *const names[] = {"criteo", "avazu", "ipinyou"};
    for (int f = 0; f < LOADER_FORMATS; f++) {
        double mb_s = rate((loader_format)f, f == LOADER_CRITEO ? 20000 : 60000);
        ok(mb_s > 15, "%s: reads a generated file",
           names[f]); /* a tenth of the aim: the machine may be busy */
        diag("%s: %.0f MB/s", names[f], mb_s);
    }
    unlink(path);
    return tap_status();
}
