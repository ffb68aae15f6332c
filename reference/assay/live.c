#include "live.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_DEAD_STARTS = 3, LIMIT_OF_HELLO = 1 << 20 };

static void printable(char *out, size_t room, const char *text, size_t size)
{
    size_t k;

    for (k = 0; k < size && k + 1 < room; k++)
        out[k] = text[k] < ' ' || text[k] > '~' ? '?' : text[k];
    out[k] = '\0';
}

/* The conversation is over: end the program, and keep what it said on stderr. */
static void fail(live *l, live_result *result, double grace)
{
    result->outcome = LIVE_FAILED;
    child_end(&l->child, grace);
    result->log = child_log(&l->child);
    l->running = false;
}

/* What went wrong with the line itself. */
static void describe(live *l, live_result *result, child_event event, const char *line, size_t length, size_t limit)
{
    char fate[128], begin[81];
    sgl_error *e = &result->message;
    size_t number = l->child.lines + 1;

    printable(begin, sizeof begin, line != NULL ? line : "", length);
    fail(l, result, event == CHILD_ENDED ? 1 : 0);
    child_fate(&l->child, fate, sizeof fate);
    if (event == CHILD_TIMEOUT && length == 0)
        (void)sgl_error_set(e, SGL_EIO, NULL, "no answer in %g s; expected line %zu", l->timeout, number);
    else if (event == CHILD_TIMEOUT)
        (void)sgl_error_set(e, SGL_EIO, NULL, "line %zu, column %zu: no newline in %g s; the line begins: %s", number, length + 1, l->timeout, begin);
    else if (event == CHILD_FLOOD)
        (void)sgl_error_set(e, SGL_EIO, NULL, "line %zu, column %zu: still no newline; expected at most %zu bytes; the line begins: %s", number,
                            limit + 1, limit, begin);
    else if (event == CHILD_UNASKED)
        (void)sgl_error_set(e, SGL_EFORMAT, NULL, "line %zu, column 1: written before it was asked; expected one line for each message, and nothing "
                            "else on standard output; it begins: %s", number, begin);
    else if (length > 0)
        (void)sgl_error_set(e, SGL_EIO, NULL, "line %zu, column %zu: ends without a newline: the program %s; the line begins: %s", number,
                            length + 1, fate, begin);
    else
        (void)sgl_error_set(e, SGL_EIO, NULL, "no line %zu: the program %s%s", number,
                            l->child.status == -1 ? "closed its standard output and " : "", fate);
}

/* Send text, which is freed, and have one line: to be freed, or NULL and result says why. */
static char *ask(live *l, live_result *result, char *text, size_t limit, size_t *length)
{
    char *line;
    child_event event;

    if (l->echo != NULL)
        l->echo('>', text, strlen(text) - 1);
    event = child_ask(&l->child, text, strlen(text), limit, l->timeout, &line, length);
    free(text);
    if (l->echo != NULL && line != NULL && *length > 0)
        l->echo('<', line, *length);
    if (event == CHILD_ANSWERED)
        return line;
    describe(l, result, event, line, *length, limit);
    free(line);
    return NULL;
}

static sgl_status out_of_memory(live_result *result)
{
    result->outcome = LIVE_FAILED;
    return sgl_error_set(&result->message, SGL_ENOMEM, NULL, "out of memory");
}

sgl_status live_open(live *l, live_result *result)
{
    char *text, *line;
    size_t length;
    sgl_status status;

    *result = (live_result){.outcome = LIVE_RECORDED};
    if (l->running)
        return SGL_OK;
    result->outcome = LIVE_FAILED;
    if (l->dead_starts >= MOST_DEAD_STARTS)
        return sgl_error_set(&result->message, SGL_EIO, NULL, "not run: %d starts of the program in a row came to nothing", MOST_DEAD_STARTS);
    l->dead_starts++;
    text = protocol_start();
    if (text == NULL)
        return out_of_memory(result);
    status = child_start(&l->child, l->argv, &result->message);
    if (status != SGL_OK) {
        free(text);
        return status;
    }
    l->running = true;
    line = ask(l, result, text, LIMIT_OF_HELLO, &length);
    if (line == NULL)
        return SGL_EIO;
    status = protocol_read_hello(&l->hello, line, length, l->child.lines, &result->message);
    free(line);
    if (status != SGL_OK) {
        fail(l, result, 0);
        return status;
    }
    l->greeted = true;
    l->dead_starts = 0;
    result->outcome = LIVE_RECORDED;
    return SGL_OK;
}

void live_run(live *l, live_case *c, live_result *result)
{
    static const live_outcome outcomes[] = {[PROTOCOL_X] = LIVE_RECORDED, [PROTOCOL_UNSUPPORTED] = LIVE_UNSUPPORTED,
                                            [PROTOCOL_SKIPPED] = LIVE_SKIPPED, [PROTOCOL_ERROR] = LIVE_FAILED};
    protocol_answer answer;
    char reason[PROTOCOL_TEXT], *text, *line;
    size_t length;

    if (live_open(l, result) != SGL_OK)
        return;
    text = protocol_run(c, l->hello.npy ? l->folder : NULL, &result->message);
    if (text == NULL) {
        result->outcome = LIVE_FAILED;
        return;
    }
    line = ask(l, result, text, protocol_limit(c), &length);
    if (line == NULL)
        return;
    if (protocol_read_answer(&answer, reason, c, line, length, l->child.lines, &result->message) != SGL_OK) {
        fail(l, result, 0);
    } else {
        result->outcome = outcomes[answer];
        if (answer == PROTOCOL_ERROR) {
            (void)sgl_error_set(&result->message, SGL_EIO, NULL, "the program answers an error: %s", reason);
            result->log = child_log(&l->child);
        } else {
            (void)sgl_error_set(&result->message, SGL_OK, NULL, "%s", reason);
        }
    }
    free(line);
}

sgl_status live_close(live *l, live_result *result)
{
    char *text, *line, fate[128];
    size_t length;
    child_event event;

    *result = (live_result){.outcome = LIVE_RECORDED};
    if (!l->running)
        return SGL_OK;
    l->running = false;
    text = protocol_stop();
    if (text == NULL)
        return out_of_memory(result);
    if (l->echo != NULL)
        l->echo('>', text, strlen(text) - 1);
    event = child_ask(&l->child, text, strlen(text), LIMIT_OF_HELLO, 2, &line, &length);
    free(text);
    if (l->echo != NULL && line != NULL && length > 0)
        l->echo('<', line, length);
    free(line);
    child_end(&l->child, event == CHILD_ENDED ? 2 : 0);
    child_fate(&l->child, fate, sizeof fate);
    if (event == CHILD_ENDED && l->child.status == 0)
        return SGL_OK;
    result->outcome = LIVE_FAILED;
    result->log = child_log(&l->child);
    return sgl_error_set(&result->message, SGL_EIO, NULL,
                         event == CHILD_ANSWERED || event == CHILD_UNASKED ? "an answer to stop, which has none; the program %s"
                                                                          : "after stop the program %s; expected it to exit with status 0",
                         fate);
}
