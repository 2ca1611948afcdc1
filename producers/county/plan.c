/* plan: presets and arithmetic of numbers; no chance in it but the seed. */
#include "plan.h"

#include <assert.h>
#include <string.h>

#include "authority.h"
#include "base/civil.h"
#include "base/err.h"

/* Volumes. durham: 480 children from home at 2.0 episodes and 105 looked after at 6.1 a year are
 * the size of County Durham (100,300 under 18, 665 looked after, 22 % of them placed out); with
 * those placed by others 1,500 to 1,900 episodes a year. The panel's own children bring those at
 * risk of sexual exploitation to about 230. durham-low: 239 episodes, as published for 2017/18.
 * england: 16,000 looked-after children are missing in a year, with about 85,000 episodes
 * (Department for Education, 2022 to 2025), 41 % of them placed out of area, and are 36 to 40 % of
 * incidents. */
static const struct preset presets[] = {
    {"durham", "County Durham, about 1,700 episodes a year", {480, 105, 56, 150}, 220, 25, false},
    {"durham-low", "the same with about 239 episodes a year", {66, 16, 8, 21}, 220, 25, false},
    {"england",
     "every authority, about 220,000 episodes a year",
     {71000, 16000, 0, 7000},
     410,
     250,
     true},
    {0},
};

enum {
    PERMILLE = 1000,
    /* About a quarter of those missing in a year were missing in the year before. */
    CARRIED_PER_MILLE = 240,
    WINDOW_CHILDREN = 16384
};

uint64_t plan_mix(const struct plan *plan, uint64_t a, uint64_t b)
{
    struct rng rng = rng_fork(plan->seed ^ (a * PLAN_GOLDEN), b);
    return rng_next(&rng);
}

uint32_t plan_even(uint64_t step, uint64_t multiplier, uint64_t start)
{
    return (uint32_t)((step * multiplier + start) >> 32);
}

int32_t plan_year(const struct plan *plan, int year)
{
    int first = 0, month = 0, day = 0;
    date_split(plan->from, &first, &month, &day);
    day = date_valid(first + year, month, day) ? day : day - 1; /* 29 February */
    return date_make(first + year, month, day);
}

static bool dates_read(const struct county_settings *settings, struct plan *plan, struct err *err)
{
    if (!date_read(slice_of(settings->from), &plan->from)) {
        return err_set(err, ERR_USAGE,
                       "--from: a date of 1990 to 2099 is wanted, such as 2014-04-01");
    }
    if (!date_read(slice_of(settings->to), &plan->to)) {
        return err_set(err, ERR_USAGE,
                       "--to: a date of 1990 to 2099 is wanted, such as 2016-04-01");
    }
    plan->years = 0;
    while (plan_year(plan, plan->years) < plan->to && plan->years <= PLAN_YEARS_MAX) {
        plan->years++;
    }
    if (plan->years == 0 || plan->years > PLAN_YEARS_MAX) {
        return err_set(err, ERR_USAGE, "--from and --to must be 1 day to %d years apart",
                       (int)PLAN_YEARS_MAX);
    }
    plan->from_s = civil_midnight(plan->from);
    plan->to_s = civil_midnight(plan->to);
    return true;
}

static bool preset_read(const struct county_settings *settings, struct plan *plan, struct err *err)
{
    for (const struct preset *preset = presets; preset->name != NULL; preset++) {
        if (strcmp(preset->name, settings->preset) == 0) {
            plan->preset = preset;
            return true;
        }
    }
    return err_set(err, ERR_USAGE, "--preset: durham, durham-low or england");
}

static void strata_make(struct plan *plan)
{
    uint64_t total = 0;
    int row = 0;
    for (int year = 0; year < plan->years; year++) {
        for (int group = 0; group < CHILD_GROUP_COUNT; group++) {
            bool carried = year > 0 && group != CHILD_PANEL;
            uint64_t share = carried ? PERMILLE - CARRIED_PER_MILLE : PERMILLE;
            total += plan->preset->children[group] * share;
            plan->strata_upto[row++] = total;
        }
    }
}

static uint64_t strata_total(const struct plan *plan)
{
    return plan->strata_upto[plan->years * CHILD_GROUP_COUNT - 1];
}

/* The one authority to make it for; AUTHORITY_NONE stands for every one. */
static bool only_read(const struct county_settings *settings, const struct preset *preset,
                      int *only, struct err *err)
{
    const char *wanted = settings->authority;
    if (wanted == NULL && !preset->whole_country) {
        wanted = "E06000047";
    }
    *only = wanted == NULL ? AUTHORITY_NONE : authority_find(slice_of(wanted));
    return wanted == NULL || *only != AUTHORITY_NONE ||
           err_set(err, ERR_USAGE, "--authority: no such authority in England");
}

/* Deal the children out by weight; cumulated shares are rounded, so that they add up. */
static void units_make(const struct county_settings *settings, int only, struct plan *plan)
{
    int64_t weights = 0, country = 0, upto = 0;
    for (int i = 0; i < authority_count(); i++) {
        country += authority_at(i)->weight;
        weights += only == AUTHORITY_NONE || only == i ? authority_at(i)->weight : 0;
    }
    assert(weights > 0);
    assert(country > 0);
    if (settings->children == 0 && plan->preset->whole_country) {
        plan->children = plan->children * (uint64_t)weights / (uint64_t)country;
    }
    for (int i = 0; i < authority_count(); i++) {
        if (only != AUTHORITY_NONE && only != i) {
            continue;
        }
        uint64_t first = plan->children * (uint64_t)upto / (uint64_t)weights;
        upto += authority_at(i)->weight;
        uint64_t next = plan->children * (uint64_t)upto / (uint64_t)weights;
        if (next > first) {
            assert(plan->unit_count < PLAN_UNITS_MAX);
            plan->units[plan->unit_count++] = (struct unit){i, first, next - first};
        }
    }
}

static void pieces_make(bool by_children, struct plan *plan)
{
    plan->block_children = by_children ? PLAN_BLOCK : plan->children;
    assert(plan->block_children > 0);
    plan->blocks = (uint32_t)((plan->children + plan->block_children - 1) / plan->block_children);
    plan->windows = by_children ? 1 : 1 + (uint32_t)(plan->children / WINDOW_CHILDREN);
}

bool plan_make(const struct county_settings *settings, struct plan *out, struct err *err)
{
    struct plan plan = {.seed = (uint64_t)settings->seed,
                        .faults_per_mille = (int)settings->faults_per_mille};
    int only = AUTHORITY_NONE;
    if (!preset_read(settings, &plan, err) || !dates_read(settings, &plan, err) ||
        !only_read(settings, plan.preset, &only, err)) {
        return false;
    }
    strata_make(&plan);
    plan.children = settings->children > 0 ? (uint64_t)settings->children
                                           : (strata_total(&plan) + PERMILLE / 2) / PERMILLE;
    units_make(settings, only, &plan);
    pieces_make(settings->children > 0, &plan);
    choices_make(&plan.choices);
    *out = plan;
    return true;
}

static const struct unit *unit_of(const struct plan *plan, uint64_t number)
{
    uint32_t low = 0, high = plan->unit_count;
    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2;
        if (plan->units[middle].first <= number) {
            low = middle;
        } else {
            high = middle;
        }
    }
    return &plan->units[low];
}

/* Neighbours in number are of different groups: a block of any size is a fair sample. A prime above
 * any count shares no factor with it, so that every place is dealt exactly once. */
static uint64_t shuffled(uint64_t place, uint64_t count)
{
    const uint64_t prime = 2654435761U;
    return place % count * (prime % count) % count;
}

struct seat plan_seat(const struct plan *plan, uint64_t number)
{
    const struct unit *unit = unit_of(plan, number);
    uint64_t place = shuffled(number - unit->first, unit->count);
    uint64_t total = strata_total(plan), begin = 0, end = 0;
    int stratum = -1;
    do {
        stratum++;
        begin = end;
        end = unit->count * plan->strata_upto[stratum] / total;
    } while (place >= end);
    /* One child in each of as many equal parts, all at the same, drawn place in theirs. */
    uint64_t rank = place - begin, size = end - begin;
    uint64_t within = plan_mix(plan, unit->first + 1, (uint64_t)stratum) >> 32;
    return (struct seat){.unit = unit,
                         .group = (enum child_group)(stratum % CHILD_GROUP_COUNT),
                         .first_year = stratum / CHILD_GROUP_COUNT,
                         .quantile = (uint32_t)(((rank << 32) + within) / size),
                         .rank = rank,
                         .size = size};
}
