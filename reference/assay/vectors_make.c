/* The list of cases, and the inputs that tell two variants apart. */
#include "judge/separate.h"
#include "vectors.h"

#include <stdlib.h>
#include <string.h>

enum { BITS = 192, MAX_BITS = 1536 };

void vector_point(vector_case *c)
{
    c->example.x1 = c->x1;
    c->example.grads = c->grads;
    c->example.hessian = c->has_hessian ? c->hessian : NULL;
    c->example.alpha = c->has_alpha ? c->alpha : NULL;
    c->example.touched = c->has_touched ? c->touched : NULL;
    c->example.layout.offsets = c->has_offsets ? c->offsets : NULL;
}

static bool make_room(vector_list *list)
{
    size_t room = 2 * list->room + 32;
    vector_case *cases;

    if (list->count < list->room)
        return true;
    cases = realloc(list->cases, room * sizeof *cases);
    if (cases == NULL)
        return false;
    list->cases = cases;
    list->room = room;
    return true;
}

sgl_status vector_add(vector_list *list, vector_case *c)
{
    vector_point(c);
    for (int dtype = 0; dtype <= SGL_FLOAT64; dtype++) {
        sgl_status status;

        c->example.dtype = (sgl_dtype)dtype;
        status = sgl_example_new(&c->run[dtype], &c->example, &c->variant->variant, BITS, MAX_BITS);
        if (status != SGL_OK) {
            if (dtype > 0)
                sgl_example_free(&c->run[0]);
            return status == SGL_ENOMEM ? status : SGL_OK;
        }
    }
    if (!make_room(list)) {
        sgl_example_free(&c->run[0]);
        sgl_example_free(&c->run[1]);
        return SGL_ENOMEM;
    }
    list->cases[list->count++] = *c;
    for (size_t k = 0; k < list->count; k++) /* the array may have moved */
        vector_point(&list->cases[k]);
    return SGL_OK;
}

void vectors_free(vector_list *list)
{
    for (size_t k = 0; k < list->count; k++) {
        sgl_example_free(&list->cases[k].run[0]);
        sgl_example_free(&list->cases[k].run[1]);
    }
    free(list->cases);
    memset(list, 0, sizeof *list);
}

static bool same_input(const vector_case *a, const vector_case *b)
{
    const sgl_example *p = &a->example, *q = &b->example;

    return p->steps == q->steps && p->layout.size == q->layout.size && p->layout.groups == q->layout.groups &&
           memcmp(&p->hyper, &q->hyper, sizeof p->hyper) == 0 && memcmp(a->x1, b->x1, sizeof a->x1) == 0 &&
           memcmp(a->grads, b->grads, sizeof a->grads) == 0 && memcmp(a->hessian, b->hessian, sizeof a->hessian) == 0 &&
           a->has_touched == b->has_touched && memcmp(a->touched, b->touched, sizeof a->touched) == 0;
}

/* Room of a case for what sgl_separate found; false when it is larger. */
static bool take(vector_case *c, const sgl_separated *s)
{
    size_t n = s->example.layout.size;

    if (n > VECTOR_ENTRIES || s->example.steps > VECTOR_STEPS || s->example.layout.groups > VECTOR_GROUPS)
        return false;
    c->example = s->example;
    memcpy(c->x1, s->x1, n * sizeof *c->x1);
    memcpy(c->grads, s->grads, n * s->example.steps * sizeof *c->grads);
    if (c->has_hessian)
        memcpy(c->hessian, s->hessian, n * s->example.steps * sizeof *c->hessian);
    c->has_touched = s->example.touched != NULL;
    if (c->has_touched)
        memcpy(c->touched, s->touched, s->example.layout.groups * s->example.steps);
    vector_point(c);
    return true;
}

/* The case of a that tells b from it: one that is there already for another variant, or a new one. */
static sgl_status separator(vector_list *list, size_t first, const sgl_named_variant *a, const sgl_named_variant *b)
{
    sgl_separated found;
    vector_case c;
    sgl_status status = sgl_separate(&found, &a->variant, &b->variant, SGL_FLOAT32);

    if (status != SGL_OK || !found.separable)
        return status;
    memset(&c, 0, sizeof c);
    snprintf(c.id, sizeof c.id, "%s/not-%s", a->name, b->name);
    c.comment = "the simplest input on which the variants in separates differ by more than rounding allows";
    c.variant = a;
    c.flags = 1u << VECTOR_SEPARATES | (a->conforming ? 0 : 1u << VECTOR_DEFECT);
    c.has_hessian = a->variant.optimizer == SGL_ADAHESSIAN;
    if (!take(&c, &found))
        return SGL_OK;
    if (c.has_touched)
        c.flags |= 1u << VECTOR_ROWS | 1u << VECTOR_LATE_ROW;
    for (size_t k = first; k < list->count; k++) {
        vector_case *other = &list->cases[k];

        if (other->variant == a && same_input(other, &c)) {
            other->separates[other->separates_count++] = b->name;
            return SGL_OK;
        }
    }
    c.separates[c.separates_count++] = b->name;
    return vector_add(list, &c);
}

/* Append the inputs that tell two variants apart. */
static sgl_status separators(vector_list *list, sgl_optimizer optimizer)
{
    size_t count;
    const sgl_named_variant *all = sgl_variants(&count);
    sgl_status status = SGL_OK;

    for (size_t a = 0; a < count; a++) {
        size_t first = list->count;

        for (size_t b = 0; b < count && status == SGL_OK; b++)
            if (a != b && all[a].variant.optimizer == optimizer && all[b].variant.optimizer == optimizer)
                status = separator(list, first, &all[a], &all[b]);
    }
    return status;
}

sgl_status vectors_make(vector_list *list, sgl_optimizer optimizer)
{
    size_t count;
    const sgl_named_variant *all = sgl_variants(&count);
    sgl_status status = SGL_OK;

    memset(list, 0, sizeof *list);
    for (size_t k = 0; k < count && status == SGL_OK; k++)
        if (all[k].variant.optimizer == optimizer)
            status = vectors_scenarios(list, &all[k]);
    if (status == SGL_OK)
        status = separators(list, optimizer);
    if (status != SGL_OK)
        vectors_free(list);
    return status;
}
