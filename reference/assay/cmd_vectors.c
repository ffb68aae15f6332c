/* assay vectors: the golden vectors, written, listed, looked over. */
#include "arguments.h"
#include "command.h"
#include "judge/file.h"
#include "sha256.h"
#include "vectors.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char help[] =
    "usage: assay vectors --emit DIR | --list | --lint DIR\n"
    "\n"
    "Golden vectors: small runs of every named variant, one file an optimizer, every number a \"%a\" string.\n"
    "Each case gives what is fed, what each step leaves (correctly rounded, float32 and float64), where a\n"
    "right program can land, and which weights are zero; its flags say which slips it hunts. x after step t\n"
    "belongs to the file's own x before it: set the weights to those before each step.\n"
    "\n"
    "  --emit DIR         write adam.json, ... and SHA256SUMS there; the same bytes on every machine\n"
    "  --list             a line a case: id, flags, comment, tabs between\n"
    "  --lint DIR         check the files in DIR against their schema, their manifest and themselves\n"
    "  -h, --help         this\n"
    "\n"
    "Exit: 0 well, 1 --lint found something, 2 usage, 4 a file cannot be read or written.\n"
    "\n"
    "Examples:\n"
    "  assay vectors --emit vectors\n"
    "  assay vectors --lint vectors\n"
    "  assay vectors --list | grep GroupRevives\n";

static int failed(const char *what)
{
    fprintf(stderr, "assay: %s\n", what);
    return EXIT_BAD_INPUT;
}

/* One optimizer's file, and its line of the manifest. */
static int emit_one(FILE *manifest, const char *folder, sgl_optimizer optimizer)
{
    char path[4096], hash[65], *text = NULL;
    vector_list list;
    sgl_error error;
    size_t size;
    sgl_status status;

    if (vectors_make(&list, optimizer) != SGL_OK)
        return failed("out of memory");
    if (vectors_text(&text, &size, &list, optimizer) != SGL_OK) {
        vectors_free(&list);
        return failed("out of memory");
    }
    vectors_free(&list);
    if (snprintf(path, sizeof path, "%s/%s.json", folder, sgl_optimizer_name(optimizer)) >= (int)sizeof path) {
        free(text);
        return failed("the folder's name is too long");
    }
    status = sgl_file_write(path, "", 0, text, size, &error);
    sha256(hash, text, size);
    fprintf(manifest, "%s  %s.json\n", hash, sgl_optimizer_name(optimizer));
    free(text);
    return status == SGL_OK ? EXIT_CONFORMS : failed(error.text);
}

static int emit(const char *folder)
{
    char path[4096], *text = NULL;
    size_t size;
    FILE *manifest;
    int result = EXIT_CONFORMS;
    sgl_error error;
    bool made = mkdir(folder, 0777) == 0;

    if (!made && errno != EEXIST) {
        fprintf(stderr, "assay: %s: cannot be made (%s)\n", folder, strerror(errno));
        return EXIT_BAD_INPUT;
    }
    manifest = open_memstream(&text, &size);
    if (manifest == NULL)
        return failed("out of memory");
    for (int o = 0; o < SGL_OPTIMIZERS && result == EXIT_CONFORMS; o++)
        result = emit_one(manifest, folder, (sgl_optimizer)o);
    if (fclose(manifest) != 0 || text == NULL)
        result = failed("out of memory");
    snprintf(path, sizeof path, "%s/SHA256SUMS", folder);
    if (result == EXIT_CONFORMS && sgl_file_write(path, "", 0, text, size, &error) != SGL_OK)
        result = failed(error.text);
    free(text);
    if (result != EXIT_CONFORMS && made)
        (void)rmdir(folder); /* when there is nothing in it */
    return result;
}

static int list_all(void)
{
    for (int o = 0; o < SGL_OPTIMIZERS; o++) {
        vector_list list;

        if (vectors_make(&list, (sgl_optimizer)o) != SGL_OK)
            return failed("out of memory");
        for (size_t k = 0; k < list.count; k++) {
            const char *comma = "";

            printf("%s\t", list.cases[k].id);
            for (int f = 0; f < VECTOR_FLAGS; f++) {
                if ((list.cases[k].flags & 1u << f) == 0)
                    continue;
                printf("%s%s", comma, vectors_flags[f].name);
                comma = ",";
            }
            printf("\t%s\n", list.cases[k].comment);
        }
        vectors_free(&list);
    }
    return fflush(stdout) == 0 ? EXIT_CONFORMS : failed("standard output: cannot be written");
}

static int lint(const char *folder)
{
    size_t cases, slips = vectors_lint(folder, &cases);

    if (slips > 0)
        return EXIT_DEVIATES;
    printf("%zu cases, no slip\n", cases);
    return EXIT_CONFORMS;
}

int cmd_vectors(int argc, char **argv)
{
    const char *to = NULL, *of = NULL;
    bool names = false;
    const argument list[] = {{.name = "emit", .kind = ARGUMENT_TEXT, .out = &to},
                             {.name = "list", .kind = ARGUMENT_FLAG, .out = &names},
                             {.name = "lint", .kind = ARGUMENT_TEXT, .out = &of},
                             {.name = NULL}};
    const arguments about = {.command = "assay vectors", .help = help, .list = list};
    int rest, status = arguments_read(&rest, &about, argc, argv);

    if (status != -1)
        return status;
    if ((to != NULL) + names + (of != NULL) != 1 || rest != argc)
        return arguments_error(&about, "one of --emit DIR, --list and --lint DIR is needed");
    return to != NULL ? emit(to) : names ? list_all() : lint(of);
}
