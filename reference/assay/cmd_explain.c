/* assay explain: all about a claim of the paper, or a variant. */
#include "arguments.h"
#include "claim_report.h"
#include "command.h"
#include "judge/variants.h"

#include <string.h>

static const char help[] =
    "usage: assay explain [OPTION...] ID\n"
    "\n"
    "ID is a statement of the paper (assay claims --no-run lists them): statement, what is true, numbers, and\n"
    "every step of its check, which is rerun; or a variant (assay variants lists them): formula and who\n"
    "ships it.\n"
    "\n"
    "  --ledger FILE      another ledger than the one compiled in\n"
    "  -h, --help         this\n"
    "\n"
    "Exit: 0 established, or a variant, 1 the check failed, 2 usage, or no such ID, 3 the check was not run,\n"
    "4 the ledger cannot be read.\n"
    "\n"
    "Examples:\n"
    "  assay explain TH1\n"
    "  assay explain adam-kingma-ba\n";

/* A variant by its name; what is neither a claim nor a variant is said to be so here, not by another command. */
static int explain_variant(const char *id)
{
    size_t count;
    const sgl_named_variant *variants = sgl_variants(&count);
    char name[] = "variants", *argv[] = {name, (char *)id, NULL};

    for (size_t k = 0; k < count; k++)
        if (strcmp(id, variants[k].name) == 0)
            return cmd_variants(2, argv);
    fprintf(stderr, "assay explain: \"%s\" is no statement (assay claims --no-run) and no variant (assay variants)\n", id);
    return EXIT_USAGE;
}

static int explain(const char *id, const char *path)
{
    static const int exits[] = {[CLAIM_SKIPPED] = EXIT_INCONCLUSIVE, [CLAIM_ESTABLISHED] = EXIT_CONFORMS, [CLAIM_FAILED] = EXIT_DEVIATES};
    sgl_ledger ledger;
    const sgl_claim *claim;
    char message[512];
    int answer;

    if (sgl_ledger_read(&ledger, path, message, sizeof message) != 0) {
        fprintf(stderr, "assay explain: %s\n", message);
        sgl_ledger_free(&ledger);
        return EXIT_BAD_INPUT;
    }
    claim = sgl_ledger_find(&ledger, id);
    answer = claim != NULL ? exits[claim_explain(stdout, &ledger, path, claim)] : explain_variant(id);
    sgl_ledger_free(&ledger);
    return answer;
}

int cmd_explain(int argc, char **argv)
{
    const char *path = NULL;
    const argument list[] = {{.name = "ledger", .kind = ARGUMENT_TEXT, .out = &path}, {.name = NULL}};
    const arguments about = {.command = "assay explain", .help = help, .list = list};
    int rest, status = arguments_read(&rest, &about, argc, argv);

    if (status != -1)
        return status;
    if (rest + 1 != argc)
        return arguments_error(&about, "expected one ID");
    return explain(argv[rest], path);
}
