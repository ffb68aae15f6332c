/* Of simulate_program.h: operations, each with its place. */
#ifdef REAL
#undef SITE_FILE
#define SITE_FILE 0

/* Of one arithmetic: SITE_FILE tells the lines of the included files apart. */
#define SITE ((SITE_FILE * 1000 + __LINE__) * 1024 + (int)(i % 256))
#define ADD(a, b) NAME(add)(p, SITE, a, b)
#define SUB(a, b) NAME(add)(p, SITE, a, -(b))
#define MUL(a, b) NAME(mul)(p, SITE, a, b)
#define DIV(a, b) NAME(quotient)(p, SITE, a, b)
#define ROOT(a) NAME(root)(p, SITE, a)
#define MUL_ADD(a, b, c) NAME(mul_add)(p, SITE, a, b, c)

static REAL NAME(add)(simulate_run *p, int site, REAL a, REAL b)
{
    (void)p, (void)site;
    if (a == 0 || b == 0)
        return a + b; /* exact */
    return ROUNDED(site, SGL_BUDGET_ROUNDING, a + b);
}

static REAL NAME(mul)(simulate_run *p, int site, REAL a, REAL b)
{
    (void)p, (void)site;
    if (a == 1 || b == 1)
        return a * b;
    return ROUNDED(site, SGL_BUDGET_ROUNDING, a * b);
}

static REAL NAME(quotient)(simulate_run *p, int site, REAL a, REAL b)
{
    (void)p, (void)site;
    if (b == 1)
        return a;
    if (p->style.reciprocal) {
        REAL inverse = ROUNDED(site, SGL_BUDGET_DIVISION, 1 / b);

        return NAME(mul)(p, site + 512, a, inverse);
    }
    return ROUNDED(site, SGL_BUDGET_DIVISION, a / b);
}

static REAL NAME(mul_add)(simulate_run *p, int site, REAL a, REAL b, REAL c)
{
    if (p->style.fused)
        return ROUNDED(site, SGL_BUDGET_ROUNDING, FMA(a, b, c));
    return NAME(add)(p, site + 256, NAME(mul)(p, site, a, b), c);
}

/* a times a refined reciprocal root; an accumulator below the smallest normal counts as 0. */
static REAL NAME(root)(simulate_run *p, int site, REAL a)
{
    (void)site;
#ifndef NOISY
    if (p->style.rough_root) {
        double off = (simulate_uniform(&p->seed) * 2 - 1) * (sizeof(REAL) == sizeof(float) ? 0x1.8p-12 : 0x1p-28);
        REAL r, half = a / 2;

        if (a < SMALLEST)
            return 0;
        r = (REAL)((1 / sqrt((double)a)) * (1 + off));
        r = r * ((REAL)1.5 - half * r * r);
        return a * r;
    }
#endif
    return a == 0 ? 0 : ROUNDED(site, SGL_BUDGET_SQRT, SQRT(a));
}

#endif
