/* Fuzz target (libFuzzer) for what a live program answers: a byte that chooses the message and the dtype of the case, then the line.
 * With SGL_FUZZ_SEEDS set, writes a corpus there and exits. */
#include "assay/json_place.h"
#include "assay/protocol.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static live_case *cases; /* tiny, one of each dtype */
static size_t count;

static const char *const seeds[] = {
    "{\"assay\":1,\"name\":\"n\",\"optimizers\":[\"adam\",\"sgd\"],\"dtypes\":[\"float32\"],\"lambdas\":[\"lambda1\",\"lambda21\",\"lambda2\"],"
    "\"variants\":{\"adam\":\"adam-kingma-ba\"},\"inputs\":[\"alpha\",\"groups\",\"rows\"],\"arrays\":\"npy\"}",
    "{\"assay\":1,\"case\":\"sgd-float32-tiny\",\"x\":[[0.5,-1e-3],[\"0x1.8p-3\",\"nan\"]]}",
    "{\"x\":[[0,1],[2,3]],\"case\":\"sgd-float64-tiny\",\"assay\":1,\"more\":{\"x\":[\"\\\"]\\u00e9\"]}}",
    "{\"assay\":1,\"case\":\"sgd-float32-tiny\",\"x\":{\"npy\":\"none.npy\"}}",
    "{\"assay\":1,\"case\":\"sgd-float32-tiny\",\"skipped\":\"why\"}",
    "{\"assay\":1,\"case\":\"sgd-float32-tiny\",\"error\":\"why\",\"x\":[]}",
    "{\"assay\":2}", "[[[[", "{\"assay\":1,\"assay\":1}", "nonsense"};

static void write_seeds(const char *folder)
{
    for (size_t k = 0; k < sizeof seeds / sizeof *seeds; k++) {
        char path[1024];
        FILE *f;

        snprintf(path, sizeof path, "%s/answer-%zu", folder, k);
        f = fopen(path, "wb");
        if (f == NULL)
            exit(EXIT_FAILURE);
        fputc(k == 0 ? 0 : k == 2 ? 2 : 1, f);
        fputs(seeds[k], f);
        fclose(f);
    }
}

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    const live_abilities one[2] = {{1u << SGL_SGD, 1u << SGL_FLOAT32, 0, 0}, {1u << SGL_SGD, 1u << SGL_FLOAT64, 0, 0}};
    size_t more;
    live_case *second;

    (void)argc;
    (void)argv;
    if (getenv("SGL_FUZZ_SEEDS") != NULL) {
        write_seeds(getenv("SGL_FUZZ_SEEDS"));
        exit(EXIT_SUCCESS);
    }
    cases = live_tiny_case(&count, &one[0]);
    second = live_tiny_case(&more, &one[1]);
    if (cases == NULL || second == NULL || count != 1 || more != 1)
        abort();
    cases[1] = second[0]; /* there is room for every optimizer and dtype */
    free(second);
    return 0;
}

/* A refusal is one line that says where. */
static void check(sgl_status status, const sgl_error *error, size_t size)
{
    size_t line = 0, column = 0;

    if (status == SGL_OK)
        return;
    if (sscanf(error->text, "line %zu, column %zu: ", &line, &column) != 2 || line != 7 || column < 1 || column > size + 1 ||
        strchr(error->text, '\n') != NULL)
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    sgl_error error = {""};
    protocol_hello hello;
    protocol_answer answer;
    char reason[PROTOCOL_TEXT];
    const char *text = (const char *)data + 1;

    if (size == 0 || memchr(text, '/', size - 1) != NULL) /* no file of this machine is looked at */
        return 0;
    size--;
    /* Bytes that are no JSON either: the scan must stay inside. */
    if (json_place(text, size, "x", 1, 0) > size + 1 || json_place(text, size, "case", SIZE_MAX, SIZE_MAX) > size + 1)
        abort();
    if (data[0] % 3 == 0) {
        sgl_status status = protocol_read_hello(&hello, text, size, 7, &error);

        check(status, &error, size);
        if (status == SGL_OK && (hello.name[PROTOCOL_TEXT - 1] != '\0' || hello.abilities.optimizers >= 1u << SGL_OPTIMIZERS))
            abort();
    } else {
        check(protocol_read_answer(&answer, reason, &cases[data[0] % 3 - 1], text, size, 7, &error), &error, size);
    }
    return 0;
}
