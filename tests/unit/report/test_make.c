/* Numbers at their rounding borders. */
#include <criterion/criterion.h>
#include <criterion/parameterized.h>

#include "domain/vocab.h"
#include "report/figures.h"
#include "world.h"

static const struct {
    const char *name;
    int64_t (*round)(int64_t, int64_t);
    int64_t a, b, want;
} roundings[] = {
    {"nothing of one", round_percent, 0, 1, 0},
    {"all", round_percent, 7, 7, 100},
    {"0.5 % rounds up", round_percent, 1, 200, 1},
    {"0.4975 % rounds down", round_percent, 1, 201, 0},
    {"99.5 % rounds up", round_percent, 199, 200, 100},
    {"two thirds", round_percent, 2, 3, 67},
    {"one third", round_percent, 1, 3, 33},
    {"2.5 % is no banker's 2", round_percent, 1, 40, 3},
    {"0.05 per 10,000 rounds up", round_rate_tenths, 1, 200000, 1},
    {"just under rounds down", round_rate_tenths, 1, 200001, 0},
    {"0.25 is no banker's 0.2", round_rate_tenths, 1, 40000, 3},
    {"66.3", round_rate_tenths, 662, 99800, 663},
    {"more episodes than children", round_rate_tenths, 20, 10, 200000},
};
enum { ROUNDINGS = sizeof roundings / sizeof roundings[0] };

ParameterizedTestParameters(make, shares_and_rates_round_half_up)
{
    static size_t row[ROUNDINGS];
    for (size_t i = 0; i < ROUNDINGS; i++) {
        row[i] = i;
    }
    return cr_make_param_array(size_t, row, ROUNDINGS);
}

ParameterizedTest(const size_t *row, make, shares_and_rates_round_half_up)
{
    cr_expect_eq(roundings[*row].round(roundings[*row].a, roundings[*row].b), roundings[*row].want,
                 "%s", roundings[*row].name);
}

static const struct {
    const char *name;
    int64_t seconds, want;
} hours[] = {
    {"none", 0, 0},
    {"179 s is less than half of 0.1 h", 179, 0},
    {"180 s is half", 180, 1},
    {"72 h", 259200, 720},
    {"72 h less 1 s", 259199, 720},
    {"72 h and 3 min", 259380, 721},
};
enum { HOURS = sizeof hours / sizeof hours[0] };

ParameterizedTestParameters(make, hours_round_half_up)
{
    static size_t row[HOURS];
    for (size_t i = 0; i < HOURS; i++) {
        row[i] = i;
    }
    return cr_make_param_array(size_t, row, HOURS);
}

ParameterizedTest(const size_t *row, make, hours_round_half_up)
{
    cr_expect_eq(round_hour_tenths(hours[*row].seconds), hours[*row].want, "%s", hours[*row].name);
}

Test(make, the_nearest_rank_is_the_least_that_covers_the_percentile)
{
    for (int64_t count = 1; count <= 1000; count++) {
        for (int percentile = 1; percentile <= 100; percentile++) {
            int64_t rank = nearest_rank(count, percentile);
            cr_assert_geq(rank * 100, count * percentile);
            cr_assert_lt((rank - 1) * 100, count * percentile);
        }
    }
}

static struct slice hours_of(const char *path, const int64_t *seconds, size_t count, int group)
{
    struct world *world = world_new();
    for (size_t i = 0; i < count; i++) {
        world_count(world, INTERVIEW_SECONDS, MEASURE_GROUP(group, seconds[i]), 1);
    }
    cr_assert(world_summarise(world));
    return world_figure(world, path)->text;
}

Test(make, hours_come_from_the_histogram_of_their_own_group)
{
    static const int64_t seconds[] = {36000, 3600, 7200, 36000};
    cr_expect(
        slice_is(hours_of("interviews.hours_to_completion.median", seconds, 4, GROUP_ALL), "2.0"));
    cr_expect(
        slice_is(hours_of("interviews.hours_to_completion.p90", seconds, 4, GROUP_ALL), "10.0"));
    cr_expect(slice_is(
        hours_of("interviews.by.home.hours_to_completion.median", seconds, 4, GROUP_HOME), "2.0"));
    cr_expect(slice_is(hours_of("interviews.hours_to_completion.median", seconds, 4, GROUP_HOME),
                       "none completed"));
    cr_expect(
        slice_is(hours_of("interviews.hours_to_completion.median", seconds, 1, GROUP_ALL), "10.0"));
}
