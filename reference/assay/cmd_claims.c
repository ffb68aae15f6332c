/* assay claims: the paper's statements, their verdicts, and what the checks say of them now. */
#include "arguments.h"
#include "claim_report.h"
#include "command.h"
#include "output.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

static const char help[] =
    "usage: assay claims [OPTION...] [ID|PLACE]\n"
    "\n"
    "Lists the statements of the paper with their verdicts, the level of proof, and the status that the check\n"
    "programs give when they are run now: established, failed, or skipped (no program, or not here). With an\n"
    "ID all about one statement, its numbers and every step of its check; with a PLACE ('Theorem 3',\n"
    "'Table 1', '(14)') the statements that stand there.\n"
    "\n"
    "  --no-run           list only: every status is skipped\n"
    "  --format FORMAT    table (default), json (an object a line) or markdown\n"
    "  -o, --output FILE  write there instead of standard output\n"
    "  --ledger FILE      another ledger than the one compiled in\n"
    "  -h, --help         this\n"
    "\n"
    "Exit: 0 none failed, 1 some failed, 2 usage, 3 nothing was run, 4 the ledger cannot be read.\n"
    "\n"
    "Examples:\n"
    "  assay claims 'Theorem 3'                                 # what is said of Theorem 3, and is it so?\n"
    "  assay claims TH3                                         # its statement in full; the check is rerun\n"
    "  assay claims                                             # every statement, every check\n"
    "  assay claims --format json | jq 'select(.verdict == \"false as printed\")'\n";

enum { TABLE, JSON, MARKDOWN };

struct options {
    int format;
    bool run;
    const char *ledger, *id, *out;
};

static int exit_of(const claim_status *status, size_t n)
{
    bool ran = false;

    for (size_t k = 0; k < n; k++) {
        if (status[k] == CLAIM_FAILED)
            return EXIT_DEVIATES;
        ran |= status[k] == CLAIM_ESTABLISHED;
    }
    return ran ? EXIT_CONFORMS : EXIT_INCONCLUSIVE;
}

static int list(FILE *to, const struct options *o, const sgl_ledger *ledger)
{
    claim_status *status = calloc(ledger->count + 1, sizeof *status);
    int answer = EXIT_CONFORMS;

    if (status == NULL) {
        fputs("assay claims: out of memory\n", stderr);
        return EXIT_BAD_INPUT;
    }
    if (o->run) {
        if (!claim_run_all(ledger, o->ledger, status))
            fputs("assay claims: the check programs are not here (make checks builds them; $SGL_CHECKS names their "
                  "folder): nothing was rerun\n",
                  stderr);
        answer = exit_of(status, ledger->count);
    }
    if (o->format == TABLE)
        claim_table(to, ledger, status);
    else if (o->format == MARKDOWN)
        claim_markdown(to, ledger, status);
    for (size_t k = 0; o->format == JSON && k < ledger->count; k++)
        claim_json(to, &ledger->claims[k], status[k]);
    free(status);
    return answer;
}

/* Whether a place names the one asked for, as a whole word: "theorem 1" is in "Theorem 1, (8)", not in "Theorem 12". */
static bool is_at(const char *where, const char *place)
{
    for (const char *at = where; (at = strcasestr(at, place)) != NULL; at++)
        if (!isalnum((unsigned char)at[strlen(place)]) && (at == where || !isalnum((unsigned char)at[-1])))
            return true;
    return false;
}

/* The statements of a place of the paper. */
static int list_place(FILE *to, const struct options *o, const sgl_ledger *ledger)
{
    sgl_ledger there = {.claims = calloc(ledger->count + 1, sizeof *there.claims)};
    int answer = EXIT_USAGE;

    if (there.claims == NULL) {
        fputs("assay claims: out of memory\n", stderr);
        return EXIT_BAD_INPUT;
    }
    for (size_t k = 0; k < ledger->count; k++)
        if (is_at(ledger->claims[k].where, o->id))
            there.claims[there.count++] = ledger->claims[k];
    if (there.count > 0)
        answer = list(to, o, &there);
    else
        fprintf(stderr, "assay claims: no statement and no place \"%s\"; assay claims --no-run lists the statements\n", o->id);
    free(there.claims);
    return answer;
}

/* One claim: as a person reads it, or its one row in the format asked for. */
static int one(FILE *to, const struct options *o, sgl_ledger *ledger)
{
    const sgl_claim *claim = sgl_ledger_find(ledger, o->id);
    FILE *nowhere;
    claim_status status;
    sgl_ledger row;

    if (claim == NULL)
        return list_place(to, o, ledger);
    if (o->format == TABLE) {
        status = claim_explain(to, ledger, o->ledger, claim);
        return exit_of(&status, 1);
    }
    nowhere = fopen("/dev/null", "w");
    status = o->run && nowhere != NULL ? claim_explain(nowhere, ledger, o->ledger, claim) : CLAIM_SKIPPED;
    if (nowhere != NULL)
        fclose(nowhere);
    row = (sgl_ledger){.claims = (sgl_claim *)claim, .count = 1};
    if (o->format == JSON)
        claim_json(to, claim, status);
    else
        claim_markdown(to, &row, &status);
    return o->run ? exit_of(&status, 1) : EXIT_CONFORMS;
}

int cmd_claims(int argc, char **argv)
{
    static const char *const formats[] = {[TABLE] = "table", [JSON] = "json", [MARKDOWN] = "markdown", NULL};
    struct options o = {.format = TABLE};
    bool no_run = false;
    const argument list_of[] = {{.name = "format", .kind = ARGUMENT_CHOICE, .out = &o.format, .choices = formats},
                                {.name = "ledger", .kind = ARGUMENT_TEXT, .out = &o.ledger},
                                {.name = "no-run", .kind = ARGUMENT_FLAG, .out = &no_run},
                                {.name = "output", .letter = 'o', .kind = ARGUMENT_TEXT, .out = &o.out},
                                {.name = NULL}};
    const arguments about = {.command = "assay claims", .help = help, .list = list_of};
    sgl_ledger ledger;
    output out;
    char message[512];
    int rest, answer = arguments_read(&rest, &about, argc, argv);

    if (answer != -1)
        return answer;
    if (rest + 1 < argc)
        return arguments_error(&about, "one ID at most, \"%s\" is a second", argv[rest + 1]);
    o.id = argv[rest];
    o.run = !no_run;
    if (sgl_ledger_read(&ledger, o.ledger, message, sizeof message) != 0) {
        fprintf(stderr, "assay claims: %s\n", message);
        sgl_ledger_free(&ledger);
        return EXIT_BAD_INPUT;
    }
    if (!output_open(&out, o.out)) {
        sgl_ledger_free(&ledger);
        return EXIT_BAD_INPUT;
    }
    answer = o.id != NULL ? one(out.stream, &o, &ledger) : list(out.stream, &o, &ledger);
    if (!output_close(&out))
        answer = EXIT_BAD_INPUT;
    sgl_ledger_free(&ledger);
    return answer;
}
