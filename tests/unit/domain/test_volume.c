/* Volume, split, people, when and where: small stories at the borders of measures.md. */
#include <criterion/criterion.h>

#include "base/text.h"
#include "domain/code.h"
#include "domain/measure.h"
#include "domain/vocab.h"
#include "support/story_cases.h"

Test(volume, a_period_is_half_open_at_london_midnights_in_winter_and_summer)
{
    static const struct story_case rows[] = {
        {"the second before a winter midnight",
         "E e1 missing_since=2016-02-29T23:59:59Z",
         MARCH,
         {{MISSING_EPISODES, 0, 0}, {MISSING_CHILDREN, 0, 0}}},
        {"a winter midnight",
         "E e1 missing_since=2016-03-01T00:00:00Z",
         MARCH,
         {{MISSING_EPISODES, 1, 0}, {MISSING_CHILDREN, 1, 0}}},
        {"the second before a summer midnight",
         "E e1 missing_since=2016-03-31T22:59:59Z",
         MARCH,
         {{MISSING_EPISODES, 1, 0}}},
        {"a summer midnight",
         "E e1 missing_since=2016-03-31T23:00:00Z",
         MARCH,
         {{MISSING_EPISODES, 0, 0}}},
        {"a summer midnight belongs to the month that begins",
         "E e1 missing_since=2016-03-31T23:00:00Z",
         "E06000047 month:2016-04-01 2016-06-01T00:00:00Z",
         {{MISSING_EPISODES, 1, 0}}},
        {"the start of a week is a London Monday",
         "E e1 missing_since=2016-04-03T22:59:59Z\nE e2 missing_since=2016-04-03T23:00:00Z",
         "E06000047 week:2016-04-04 2016-06-01T00:00:00Z",
         {{MISSING_EPISODES, 1, 0}}},
        {"a year begins on a summer midnight and ends on one",
         "E e1 missing_since=2016-03-31T22:59:59Z\nE e2 missing_since=2016-03-31T23:00:00Z\n"
         "E e3 missing_since=2017-03-31T22:59:59Z\nE e4 missing_since=2017-03-31T23:00:00Z",
         "E06000047 year:2016-04-01 2017-06-01T00:00:00Z",
         {{MISSING_EPISODES, 2, 0}}},
        {"a fortnight from the anchor",
         "E e1 missing_since=2016-02-28T23:59:59Z\nE e2 missing_since=2016-02-29T00:00:00Z\n"
         "E e3 missing_since=2016-03-13T23:59:59Z\nE e4 missing_since=2016-03-14T00:00:00Z",
         "E06000047 fortnight:2016-02-29 2016-06-01T00:00:00Z",
         {{MISSING_EPISODES, 2, 0}}},
    };
    STORY_CASES_CHECK(rows);
}

Test(volume, activity_counts_where_the_child_went_missing_and_by_kind)
{
    static const struct story_case rows[] = {
        {"another authority's area",
         "E e1 missing_since=2016-03-05T10:00:00Z authority=E06000001",
         MARCH,
         {{MISSING_EPISODES, 0, 0}}},
        {"another authority's child in this area",
         "E e1 missing_since=2016-03-05T10:00:00Z responsible=E06000001",
         MARCH,
         {{MISSING_EPISODES, 1, 0}}},
        {"away is counted as away alone",
         "E e1 kind=away status=looked_after missing_since=2016-03-05T10:00:00Z\n"
         "E e2 kind=away status=looked_after missing_since=2016-03-06T10:00:00Z",
         MARCH,
         {{MISSING_EPISODES, 0, 0},
          {MISSING_CHILDREN, 0, 0},
          {AWAY_EPISODES, 2, 0},
          {AWAY_CHILDREN, 1, 0},
          {DURATION_BAND, 0, BAND_OPEN},
          {OPEN_AT_END, 0, 0},
          {SPLIT_EPISODES, 0, GROUP_OWN_IN_AREA}}},
        {"a retracted episode is nothing",
         "E e1 missing_since=2016-03-05T10:00:00Z\n"
         "E e1 missing_since=2016-03-05T10:00:00Z revision=2 retracted=true",
         MARCH,
         {{MISSING_EPISODES, 0, 0}, {DURATION_BAND, 0, BAND_OPEN}, {QUALITY_RETRACTED, 1, 0}}},
        {"children of several authorities",
         "E e1 missing_since=2016-03-05T10:00:00Z\n"
         "E e2 missing_since=2016-03-06T10:00:00Z authority=E06000001\n"
         "E e3 missing_since=2016-03-07T10:00:00Z child=sim.b\n"
         "E e4 missing_since=2016-03-08T10:00:00Z child=sim.c authority=E06000001",
         MARCH,
         {{MISSING_EPISODES, 2, 0}, {MISSING_CHILDREN, 2, 0}, {EPISODES_PER_CHILD, 2, 1}}},
        {"as_of never hides a record",
         "E e1 missing_since=2016-03-25T10:00:00Z",
         "E06000047 month:2016-03-01 2016-03-10T00:00:00Z",
         {{MISSING_EPISODES, 1, 0}}},
    };
    STORY_CASES_CHECK(rows);
}

Test(volume, open_at_the_end_is_open_at_t)
{
    static const struct story_case rows[] = {
        {"ended at T",
         "E e1 missing_since=2016-03-05T10:00:00Z found_at=2016-03-31T23:00:00Z",
         MARCH,
         {{OPEN_AT_END, 0, 0}}},
        {"ended a second after T",
         "E e1 missing_since=2016-03-05T10:00:00Z found_at=2016-03-31T23:00:01Z",
         MARCH,
         {{OPEN_AT_END, 1, 0}}},
        {"begun at T", "E e1 missing_since=2016-03-31T23:00:00Z", MARCH, {{OPEN_AT_END, 0, 0}}},
        {"begun a second before T",
         "E e1 missing_since=2016-03-31T22:59:59Z",
         MARCH,
         {{OPEN_AT_END, 1, 0}}},
        {"begun years before the period",
         "E e1 missing_since=2012-01-05T10:00:00Z",
         MARCH,
         {{OPEN_AT_END, 1, 0}, {MISSING_EPISODES, 0, 0}}},
        {"T is as_of while the period runs",
         "E e1 missing_since=2016-03-05T10:00:00Z found_at=2016-03-20T00:00:01Z\n"
         "E e2 missing_since=2016-03-20T00:00:00Z",
         "E06000047 month:2016-03-01 2016-03-20T00:00:00Z",
         {{OPEN_AT_END, 1, 0}, {MISSING_EPISODES, 2, 0}}},
        {"open at 31 March, the end of the year",
         "E e1 missing_since=2016-03-30T10:00:00Z",
         "E06000047 year:2015-04-01 2016-06-01T00:00:00Z",
         {{OPEN_AT_END, 1, 0}, {DURATION_BAND, 1, BAND_OPEN}}},
        {"only its return is known: it has ended",
         "E e1 missing_since=2016-03-05T10:00:00Z returned_at=2016-03-06T10:00:00Z",
         MARCH,
         {{OPEN_AT_END, 0, 0}, {DURATION_BAND, 1, BAND_24_48H}}},
    };
    STORY_CASES_CHECK(rows);
}

Test(volume, repeats_look_back_over_windows_that_include_both_ends)
{
    static const struct story_case rows[] = {
        {"three starts in 30 days to the second",
         "E e1 missing_since=2016-02-10T10:00:00Z\nE e2 missing_since=2016-02-20T10:00:00Z\n"
         "E e3 missing_since=2016-03-11T10:00:00Z",
         MARCH,
         {{THREE_IN_30_DAYS, 1, 0}, {THREE_IN_90_DAYS, 1, 0}, {TWO_IN_PERIOD, 0, 0}}},
        {"a second more than 30 days",
         "E e1 missing_since=2016-02-10T09:59:59Z\nE e2 missing_since=2016-02-20T10:00:00Z\n"
         "E e3 missing_since=2016-03-11T10:00:00Z",
         MARCH,
         {{THREE_IN_30_DAYS, 0, 0}, {THREE_IN_90_DAYS, 1, 0}}},
        {"90 days to the second, across the clock change of October",
         "E e1 missing_since=2016-07-25T10:00:00Z\nE e2 missing_since=2016-09-01T10:00:00Z\n"
         "E e3 missing_since=2016-10-23T10:00:00Z",
         OCTOBER,
         {{THREE_IN_90_DAYS, 1, 0}, {THREE_IN_30_DAYS, 0, 0}}},
        {"a second more than 90 days",
         "E e1 missing_since=2016-07-25T09:59:59Z\nE e2 missing_since=2016-09-01T10:00:00Z\n"
         "E e3 missing_since=2016-10-23T10:00:00Z",
         OCTOBER,
         {{THREE_IN_90_DAYS, 0, 0}}},
        {"the earlier two in other authorities",
         "E e1 missing_since=2016-02-10T10:00:00Z authority=E06000001\n"
         "E e2 missing_since=2016-02-20T10:00:00Z authority=E06000002\n"
         "E e3 missing_since=2016-03-11T10:00:00Z",
         MARCH,
         {{THREE_IN_30_DAYS, 1, 0}}},
        {"the third in another authority",
         "E e1 missing_since=2016-03-01T10:00:00Z\nE e2 missing_since=2016-03-02T10:00:00Z\n"
         "E e3 missing_since=2016-03-03T10:00:00Z authority=E06000001",
         MARCH,
         {{THREE_IN_30_DAYS, 0, 0}, {TWO_IN_PERIOD, 1, 0}}},
        {"the third a kind away",
         "E e1 missing_since=2016-03-01T10:00:00Z\nE e2 missing_since=2016-03-02T10:00:00Z\n"
         "E e3 kind=away status=looked_after missing_since=2016-03-03T10:00:00Z",
         MARCH,
         {{THREE_IN_30_DAYS, 0, 0}}},
        {"three at one instant",
         "E e1 missing_since=2016-03-01T10:00:00Z\nE e2 missing_since=2016-03-01T10:00:00Z\n"
         "E e3 missing_since=2016-03-01T10:00:00Z",
         MARCH,
         {{THREE_IN_30_DAYS, 1, 0}, {EPISODES_PER_CHILD, 1, 3}}},
        {"three by a start before the period: not at a start in it",
         "E e1 missing_since=2016-02-01T10:00:00Z\nE e2 missing_since=2016-02-02T10:00:00Z\n"
         "E e3 missing_since=2016-02-03T10:00:00Z\nE e4 missing_since=2016-03-20T10:00:00Z",
         MARCH,
         {{THREE_IN_30_DAYS, 0, 0}, {THREE_IN_90_DAYS, 1, 0}}},
        {"ten in 365 days to the second",
         "E e0 missing_since=2015-03-12T10:00:00Z\nE e1 missing_since=2015-04-01T10:00:00Z\n"
         "E e2 missing_since=2015-05-01T10:00:00Z\nE e3 missing_since=2015-06-01T10:00:00Z\n"
         "E e4 missing_since=2015-07-01T10:00:00Z\nE e5 missing_since=2015-08-01T10:00:00Z\n"
         "E e6 missing_since=2015-09-01T10:00:00Z\nE e7 missing_since=2015-10-01T10:00:00Z\n"
         "E e8 missing_since=2015-11-01T10:00:00Z\nE e9 missing_since=2016-03-11T10:00:00Z",
         MARCH,
         {{TEN_IN_365_DAYS, 1, 0}, {FIRST_TIME_CHILDREN, 0, 0}}},
        {"a second more than 365 days",
         "E e0 missing_since=2015-03-12T09:59:59Z\nE e1 missing_since=2015-04-01T10:00:00Z\n"
         "E e2 missing_since=2015-05-01T10:00:00Z\nE e3 missing_since=2015-06-01T10:00:00Z\n"
         "E e4 missing_since=2015-07-01T10:00:00Z\nE e5 missing_since=2015-08-01T10:00:00Z\n"
         "E e6 missing_since=2015-09-01T10:00:00Z\nE e7 missing_since=2015-10-01T10:00:00Z\n"
         "E e8 missing_since=2015-11-01T10:00:00Z\nE e9 missing_since=2016-03-11T10:00:00Z",
         MARCH,
         {{TEN_IN_365_DAYS, 0, 0}}},
    };
    STORY_CASES_CHECK(rows);
}

Test(volume, a_child_is_new_after_365_days_without_a_start_anywhere)
{
    static const struct story_case rows[] = {
        {"never before",
         "E e1 missing_since=2016-03-11T10:00:00Z",
         MARCH,
         {{FIRST_TIME_CHILDREN, 1, 0}}},
        {"365 days before, to the second",
         "E e0 missing_since=2015-03-12T10:00:00Z\nE e1 missing_since=2016-03-11T10:00:00Z",
         MARCH,
         {{FIRST_TIME_CHILDREN, 0, 0}}},
        {"a second earlier",
         "E e0 missing_since=2015-03-12T09:59:59Z\nE e1 missing_since=2016-03-11T10:00:00Z",
         MARCH,
         {{FIRST_TIME_CHILDREN, 1, 0}}},
        {"a second before",
         "E e0 missing_since=2016-03-11T09:59:59Z authority=E06000001\n"
         "E e1 missing_since=2016-03-11T10:00:00Z",
         MARCH,
         {{FIRST_TIME_CHILDREN, 0, 0}}},
        {"elsewhere before",
         "E e0 missing_since=2016-03-10T10:00:00Z authority=E06000001\n"
         "E e1 missing_since=2016-03-11T10:00:00Z",
         MARCH,
         {{FIRST_TIME_CHILDREN, 0, 0}}},
        {"away before",
         "E e0 missing_since=2016-03-10T10:00:00Z kind=away status=looked_after\n"
         "E e1 missing_since=2016-03-11T10:00:00Z",
         MARCH,
         {{FIRST_TIME_CHILDREN, 1, 0}}},
        {"again within the period, and at the same instant",
         "E e0 missing_since=2016-03-11T10:00:00Z\nE e1 missing_since=2016-03-11T10:00:00Z\n"
         "E e2 missing_since=2016-03-12T10:00:00Z",
         MARCH,
         {{FIRST_TIME_CHILDREN, 1, 0}, {TWO_IN_PERIOD, 1, 0}}},
    };
    STORY_CASES_CHECK(rows);
}

#define ONE(group)                                                                                 \
    {                                                                                              \
        {SPLIT_EPISODES, (group) == GROUP_HOME, GROUP_HOME},                                       \
            {SPLIT_EPISODES, (group) == GROUP_OWN_IN_AREA, GROUP_OWN_IN_AREA},                     \
            {SPLIT_EPISODES, (group) == GROUP_OWN_PLACED_OUT, GROUP_OWN_PLACED_OUT},               \
            {SPLIT_EPISODES, (group) == GROUP_PLACED_HERE, GROUP_PLACED_HERE},                     \
            {SPLIT_CHILDREN, 1, group}, {MISSING_EPISODES, (group) != GROUP_OWN_PLACED_OUT, 0},    \
    }

Test(volume, the_four_groups_are_disjoint_and_three_of_them_add_up)
{
    static const struct story_case rows[] = {
        {"from home", "E e1 missing_since=2016-03-05T10:00:00Z", MARCH, ONE(GROUP_HOME)},
        {"a care leaver counts as home",
         "E e1 missing_since=2016-03-05T10:00:00Z status=care_leaver", MARCH, ONE(GROUP_HOME)},
        {"home, though another authority is responsible",
         "E e1 missing_since=2016-03-05T10:00:00Z responsible=E06000001", MARCH, ONE(GROUP_HOME)},
        {"ours in our area", "E e1 missing_since=2016-03-05T10:00:00Z status=looked_after", MARCH,
         ONE(GROUP_OWN_IN_AREA)},
        {"ours elsewhere",
         "E e1 missing_since=2016-03-05T10:00:00Z status=looked_after authority=E06000001", MARCH,
         ONE(GROUP_OWN_PLACED_OUT)},
        {"placed here by others",
         "E e1 missing_since=2016-03-05T10:00:00Z status=looked_after responsible=E06000001", MARCH,
         ONE(GROUP_PLACED_HERE)},
        {"at home elsewhere is no group of ours",
         "E e1 missing_since=2016-03-05T10:00:00Z authority=E06000001",
         MARCH,
         {{SPLIT_EPISODES, 0, GROUP_HOME}, {SPLIT_EPISODES, 0, GROUP_OWN_PLACED_OUT}}},
        {"one child in three groups counts in each once",
         "E e1 missing_since=2016-03-05T10:00:00Z\n"
         "E e2 missing_since=2016-03-06T10:00:00Z status=looked_after\n"
         "E e3 missing_since=2016-03-07T10:00:00Z status=looked_after\n"
         "E e4 missing_since=2016-03-08T10:00:00Z status=looked_after authority=E06000001",
         MARCH,
         {{SPLIT_EPISODES, 1, GROUP_HOME},
          {SPLIT_EPISODES, 2, GROUP_OWN_IN_AREA},
          {SPLIT_CHILDREN, 1, GROUP_OWN_IN_AREA},
          {SPLIT_CHILDREN, 1, GROUP_OWN_PLACED_OUT},
          {MISSING_EPISODES, 3, 0},
          {MISSING_CHILDREN, 1, 0}}},
    };
    STORY_CASES_CHECK(rows);
}

Test(volume, people_are_as_the_earliest_episode_in_the_period_has_them)
{
    static const struct story_case rows[] = {
        {"the day before the tenth birthday: the month's last day",
         "E e1 missing_since=2016-03-30T10:00:00Z born=2006-03",
         MARCH,
         {{PEOPLE_AGE, 1, AGE_UNDER_10}}},
        {"the tenth birthday",
         "E e1 missing_since=2016-03-31T10:00:00Z born=2006-03",
         MARCH,
         {{PEOPLE_AGE, 1, AGE_10_12}}},
        {"twelve",
         "E e1 missing_since=2016-03-30T10:00:00Z born=2003-03",
         MARCH,
         {{PEOPLE_AGE, 1, AGE_10_12}}},
        {"thirteen",
         "E e1 missing_since=2016-03-31T10:00:00Z born=2003-03",
         MARCH,
         {{PEOPLE_AGE, 1, AGE_13_15}}},
        {"sixteen, by the London date",
         "E e1 missing_since=2016-03-30T23:00:00Z born=2000-03",
         MARCH,
         {{PEOPLE_AGE, 1, AGE_16_17}}},
        {"born in February of a leap year, turning thirteen on the 28th",
         "E e1 missing_since=2017-02-28T10:00:00Z born=2004-02",
         "E06000047 month:2017-02-01 2017-06-01T00:00:00Z",
         {{PEOPLE_AGE, 1, AGE_13_15}}},
        {"born in February, in a leap year only on the 29th",
         "E e1 missing_since=2016-02-28T10:00:00Z born=2003-02",
         "E06000047 month:2016-02-01 2016-06-01T00:00:00Z",
         {{PEOPLE_AGE, 1, AGE_10_12}}},
        {"nothing recorded",
         "E e1 missing_since=2016-03-05T10:00:00Z",
         MARCH,
         {{PEOPLE_AGE, 1, AGE_NOT_RECORDED},
          {PEOPLE_SEX, 1, SEX_NOT_RECORDED},
          {PEOPLE_ETHNICITY, 1, CODE_NOT_RECORDED}}},
        {"the earliest decides, not the first told",
         "E e1 missing_since=2016-03-06T10:00:00Z sex=female ethnicity=WBRI\n"
         "E e2 missing_since=2016-03-05T10:00:00Z sex=male ethnicity=BCRB",
         MARCH,
         {{PEOPLE_SEX, 1, SEX_MALE}, {PEOPLE_SEX, 0, SEX_FEMALE}, {PEOPLE_ETHNICITY, 0, 1}}},
        {"of equals the smallest id, though it says less",
         "E e2 missing_since=2016-03-05T10:00:00Z sex=male\nE e1 "
         "missing_since=2016-03-05T10:00:00Z",
         MARCH,
         {{PEOPLE_SEX, 0, SEX_MALE}, {PEOPLE_SEX, 1, SEX_NOT_RECORDED}}},
        {"an episode elsewhere says nothing here",
         "E e1 missing_since=2016-03-04T10:00:00Z sex=male authority=E06000001\n"
         "E e2 missing_since=2016-03-05T10:00:00Z sex=female",
         MARCH,
         {{PEOPLE_SEX, 1, SEX_FEMALE}, {PEOPLE_SEX, 0, SEX_MALE}}},
    };
    STORY_CASES_CHECK(rows);
}

Test(volume, starts_are_counted_by_london_hour_and_weekday)
{
    static const struct story_case rows[] = {
        {"a winter Saturday",
         "E e1 missing_since=2016-03-05T23:30:00Z",
         MARCH,
         {{START_HOUR, 1, 23}, {START_WEEKDAY, 1, 5}}},
        {"a summer night is the next day",
         "E e1 missing_since=2016-10-08T23:30:00Z",
         OCTOBER,
         {{START_HOUR, 1, 0}, {START_WEEKDAY, 1, 6}}},
        {"any offset is an instant",
         "E e1 missing_since=2016-10-09T05:00:00+05:30",
         OCTOBER,
         {{START_HOUR, 1, 0}, {START_WEEKDAY, 1, 6}}},
    };
    STORY_CASES_CHECK(rows);
}

static uint64_t gss(const char *text)
{
    uint32_t code = 0;
    cr_assert(code_read_gss(slice_of(text), &code));
    return code;
}

Test(volume, places_count_episodes_and_each_child_once)
{
    uint64_t urn = 0;
    cr_assert(code_read_urn(slice_of("SC012345"), &urn));
    const struct story_case row = {
        "two children, two places",
        "E e1 missing_since=2016-03-05T10:00:00Z area=E05000001 found_area=E05000002\n"
        "E e2 missing_since=2016-03-06T10:00:00Z area=E05000001 establishment=SC012345\n"
        "E e3 missing_since=2016-03-07T10:00:00Z area=E05000002\n"
        "E e4 missing_since=2016-03-07T10:00:00Z area=E05000001 child=sim.b\n"
        "E e5 missing_since=2016-03-07T10:00:00Z area=E05000001 authority=E06000001\n"
        "E e6 missing_since=2016-03-08T10:00:00Z",
        MARCH,
        {{FROM_EPISODES, 3, gss("E05000001")},
         {FROM_CHILDREN, 2, gss("E05000001")},
         {FROM_EPISODES, 1, gss("E05000002")},
         {FOUND_EPISODES, 1, gss("E05000002")},
         {FOUND_CHILDREN, 1, gss("E05000002")},
         {FROM_EPISODES, 0, 0},
         {ESTABLISHMENT_EPISODES, 1, urn},
         {ESTABLISHMENT_CHILDREN, 1, urn}}};
    story_cases_check(&row, 1);
}
