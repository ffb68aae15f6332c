/* Random cases for the judge: a simulated program, its hyper-parameters, groups and gradients, all from one seed. */
#ifndef SIMULATE_CASE_H
#define SIMULATE_CASE_H

#include "judge/judge.h"
#include "judge/variants.h"
#include "simulate.h"

/** What the gradients are like. */
enum gradients { RANDOM, DYADIC, CONSTANT, SPIKY, LATE, ZERO, REVIVING, TINY, SCALES, SIGNS, GRADIENTS };
/** A case, its memory, and where it came from. */
typedef struct simulate_case {
    simulate_run run;
    const sgl_named_variant *named;
    enum gradients gradients;
    size_t offsets[16];
    unsigned long long seed;
} simulate_case;

/** Make a case of 8 weights and T steps and run it. c stays where it is (run.layout points into it). Release it when done. */
void simulate_case_make(simulate_case *c, unsigned long long seed, const sgl_named_variant *named, const simulate_style *style,
                        simulate_noise noise, size_t T);
void simulate_case_release(simulate_case *c);

/** Gradients of one kind; fixed is the value of constant ones. */
double simulate_gradient(unsigned long long *random, enum gradients kind, size_t t, size_t T, size_t group, double fixed);

/** Whether a reader would take the recording: all of x is finite. */
bool simulate_case_finite(const simulate_run *run);

/** Judge it as a variant, rounded in the form and with the powers that the program has. */
sgl_judgement simulate_case_judge(const simulate_case *c, const sgl_variant *as);

/** How many threads the judge may use from here on. */
void simulate_threads(int threads);

/** Diagnostics: the case and what was found. */
void simulate_case_describe(const simulate_case *c, const sgl_judgement *j);

#endif
