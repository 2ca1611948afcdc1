/* plan: which children a county has and in which pieces its log is made.
 *
 * Children are numbered from 0. A unit is an authority's share of the numbers; within it, children
 * are dealt to groups and years of first going missing in fixed proportions, and take their
 * quantiles in turn instead of by chance, so that a county of 600 children has the shapes it was
 * calibrated to whatever the seed. A log is made piece by piece: a block of children, a window of
 * time. Built by plan_make() alone; the plan never changes afterwards.
 */
#ifndef COUNTY_PLAN_H
#define COUNTY_PLAN_H

#include <stdbool.h>
#include <stdint.h>

#include "choice.h"

struct err;

enum child_group {
    CHILD_HOME,        /* at home, or a care leaver */
    CHILD_OWN,         /* looked after by the unit's authority, in its area or placed out */
    CHILD_PLACED_HERE, /* looked after by another authority, placed in the unit's area */
    CHILD_PANEL,       /* known to the exploitation panel, never missing */
    CHILD_GROUP_COUNT
};

/* Fractional parts of irrational numbers times 2^64, the steps of additive recurrences (H. Weyl),
 * whose members lie evenly: golden section, square roots of 2, 3 and 7. */
#define PLAN_GOLDEN UINT64_C(0x9e3779b97f4a7c15)
#define PLAN_ROOT2 UINT64_C(0x6a09e667f3bcc909)
#define PLAN_ROOT3 UINT64_C(0xbb67ae8584caa73b)
#define PLAN_ROOT7 UINT64_C(0xa54ff53a5f1d36f1)

enum { PLAN_UNITS_MAX = 160, PLAN_YEARS_MAX = 10, PLAN_BLOCK = 4096 };

struct preset {
    const char *name;
    const char *meaning;
    uint32_t children[CHILD_GROUP_COUNT]; /* in a year */
    int out_per_mille;                    /* of its own looked after placed out of area */
    int minority_per_mille;
    bool whole_country;
};

struct county_settings {
    const char *preset, *from, *to, *authority, *output;
    int64_t seed, children, faults_per_mille;
    bool quiet;
};

struct unit {
    int authority; /* authority.h */
    uint64_t first, count;
};

struct plan {
    const struct preset *preset;
    uint64_t seed, children;
    int faults_per_mille;
    int32_t from, to;     /* dates: the first day in, the first day out */
    int64_t from_s, to_s; /* the midnights that begin them */
    int years;            /* begun */
    uint32_t unit_count;
    struct unit units[PLAN_UNITS_MAX];
    uint64_t strata_upto[PLAN_YEARS_MAX * CHILD_GROUP_COUNT]; /* cumulated weights */
    uint64_t block_children;
    uint32_t blocks, windows;
    struct choices choices;
};

/* A child's place among the children of its unit. */
struct seat {
    const struct unit *unit;
    enum child_group group;
    int first_year;    /* of going missing */
    uint32_t quantile; /* of repeats */
    uint64_t rank;     /* among the children of its group and year, in order of that quantile */
    uint64_t size;     /* of them */
};

bool plan_make(const struct county_settings *settings, struct plan *out, struct err *err);
struct seat plan_seat(const struct plan *plan, uint64_t number);
/* The date on which a year of the plan begins; plan->years gives the end. */
int32_t plan_year(const struct plan *plan, int year);
/* A number that depends on the seed and the two others alone. */
uint64_t plan_mix(const struct plan *plan, uint64_t a, uint64_t b);
/* The members of a sequence that fills [0, 2^32) evenly, whatever run of `step` is taken. */
uint32_t plan_even(uint64_t step, uint64_t multiplier, uint64_t start);

#endif
