/* The rules about episodes (codes.md): each fires, does not a second earlier, and holds as long as
 * it should. */
#include <criterion/criterion.h>

#include "support/rule_case.h"

#define OPEN "E e1 missing_since=2016-03-05T10:00:00Z\n"
#define ELEVATED "D d1 level=medium decided_at=2016-01-05T10:00:00Z\n"

Test(rules_missing, missing_now_lists_every_open_episode)
{
    static const struct rule_case rows[] = {
        {"from its first second", OPEN, "2016-03-05T10:00:00Z",
         "medium e1 2016-03-05T10:00:00Z standing"},
        {"not a second earlier", OPEN, "2016-03-05T09:59:59Z", ""},
        {"a second under 24 hours", OPEN, "2016-03-06T09:59:59Z",
         "medium e1 2016-03-05T10:00:00Z standing"},
        {"24 hours on it is high", OPEN, "2016-03-06T10:00:00Z",
         "high e1 2016-03-05T10:00:00Z standing"},
        {"years on it is still there", OPEN, "2019-03-06T10:00:00Z",
         "high e1 2016-03-05T10:00:00Z standing"},
        {"until found", "E e1 missing_since=2016-03-05T10:00:00Z found_at=2016-03-05T12:00:00Z",
         "2016-03-05T12:00:00Z", ""},
        {"a second before that it was open",
         "E e1 missing_since=2016-03-05T10:00:00Z found_at=2016-03-05T12:00:00Z",
         "2016-03-05T11:59:59Z", "medium e1 2016-03-05T10:00:00Z standing"},
        {"two at once are two", OPEN "E e2 missing_since=2016-03-05T11:00:00Z",
         "2016-03-05T12:00:00Z",
         "medium e1 2016-03-05T10:00:00Z standing; medium e2 2016-03-05T11:00:00Z standing"},
        {"two of one instant by id",
         "E b missing_since=2016-03-05T10:00:00Z\nE a missing_since=2016-03-05T10:00:00Z",
         "2016-03-05T12:00:00Z",
         "medium a 2016-03-05T10:00:00Z standing; medium b 2016-03-05T10:00:00Z standing"},
        {"police risk high", "E e1 missing_since=2016-03-05T10:00:00Z police_risk=high",
         "2016-03-05T10:00:00Z", "high e1 2016-03-05T10:00:00Z standing"},
        {"police risk medium", "E e1 missing_since=2016-03-05T10:00:00Z police_risk=medium",
         "2016-03-05T10:00:00Z", "medium e1 2016-03-05T10:00:00Z standing"},
        {"twelve, on the day before the birthday",
         "E e1 missing_since=2016-03-30T10:00:00Z born=2003-03", "2016-03-30T22:59:59Z",
         "high e1 2016-03-30T10:00:00Z standing"},
        {"thirteen, from London midnight", "E e1 missing_since=2016-03-30T10:00:00Z born=2003-03",
         "2016-03-30T23:00:00Z", "medium e1 2016-03-30T10:00:00Z standing"},
        {"elevated", OPEN ELEVATED, "2016-03-05T10:00:00Z",
         "high e1 2016-03-05T10:00:00Z standing"},
        {"elevated for the other harm",
         OPEN "D d1 level=high harm=cce decided_at=2016-03-05T10:00:00Z", "2016-03-05T10:00:00Z",
         "high e1 2016-03-05T10:00:00Z standing"},
        {"decided low", OPEN "D d1 level=low decided_at=2016-03-05T10:00:00Z",
         "2016-03-05T10:00:00Z", "medium e1 2016-03-05T10:00:00Z standing"},
        {"away is not missing",
         "E e1 kind=away status=looked_after missing_since=2016-03-05T10:00:00Z",
         "2016-03-15T10:00:00Z", ""},
        {"retracted", OPEN "E e1 missing_since=2016-03-05T10:00:00Z revision=2 retracted=true",
         "2016-03-15T10:00:00Z", ""},
    };
    RULE_CASES_CHECK("missing_now", rows);
}

Test(rules_missing, over_24_hours_tells_each_mark_once)
{
    static const struct rule_case rows[] = {
        {"a second under 24 hours", OPEN, "2016-03-06T09:59:59Z", ""},
        {"24 hours", OPEN, "2016-03-06T10:00:00Z", "high e1 2016-03-06T10:00:00Z standing"},
        {"72 hours", OPEN, "2016-03-08T10:00:00Z",
         "high e1 2016-03-06T10:00:00Z standing; high e1 2016-03-08T10:00:00Z standing"},
        {"7 days", OPEN, "2016-03-12T10:00:00Z",
         "high e1 2016-03-06T10:00:00Z standing; high e1 2016-03-08T10:00:00Z standing; "
         "high e1 2016-03-12T10:00:00Z standing"},
        {"28 days, across the clock change", OPEN, "2016-04-02T10:00:00Z",
         "high e1 2016-03-06T10:00:00Z standing; high e1 2016-03-08T10:00:00Z standing; "
         "high e1 2016-03-12T10:00:00Z standing; high e1 2016-04-02T10:00:00Z standing"},
        {"found at 24 hours to the second: the clock was ended",
         "E e1 missing_since=2016-03-05T10:00:00Z found_at=2016-03-06T10:00:00Z",
         "2016-03-06T10:00:00Z", ""},
        {"found a second later: it had run out, and no longer holds",
         "E e1 missing_since=2016-03-05T10:00:00Z found_at=2016-03-06T10:00:01Z",
         "2016-03-07T10:00:00Z", "high e1 2016-03-06T10:00:00Z"},
        {"90 days later, to the second, it is still told",
         "E e1 missing_since=2016-03-05T10:00:00Z found_at=2016-03-06T10:00:01Z",
         "2016-06-04T10:00:00Z", "high e1 2016-03-06T10:00:00Z"},
        {"a second more and it is not",
         "E e1 missing_since=2016-03-05T10:00:00Z found_at=2016-03-06T10:00:01Z",
         "2016-06-04T10:00:01Z", ""},
        {"while open it holds, however old", OPEN, "2017-03-05T10:00:00Z",
         "high e1 2016-03-06T10:00:00Z standing; high e1 2016-03-08T10:00:00Z standing; "
         "high e1 2016-03-12T10:00:00Z standing; high e1 2016-04-02T10:00:00Z standing"},
        {"away too", "E e1 kind=away status=looked_after missing_since=2016-03-05T10:00:00Z",
         "2016-03-06T10:00:00Z", "high e1 2016-03-06T10:00:00Z standing"},
        {"away ends with the return, not the finding",
         "E e1 kind=away status=looked_after missing_since=2016-03-05T10:00:00Z "
         "found_at=2016-03-05T11:00:00Z returned_at=2016-03-07T10:00:00Z",
         "2016-03-07T10:00:00Z", "high e1 2016-03-06T10:00:00Z"},
    };
    RULE_CASES_CHECK("over_24_hours", rows);
}

Test(rules_missing, three_in_30_days_counts_starts)
{
    static const struct rule_case rows[] = {
        {"two are not three", ENDED("e1", "2016-03-01") ENDED("e2", "2016-03-02"),
         "2016-03-10T00:00:00Z", ""},
        {"the third, 30 days to the second",
         ENDED("e1", "2016-02-10") ENDED("e2", "2016-02-20") ENDED("e3", "2016-03-11"),
         "2016-03-11T10:00:00Z", "high e3 2016-03-11T10:00:00Z standing"},
        {"not a second earlier",
         ENDED("e1", "2016-02-10") ENDED("e2", "2016-02-20") ENDED("e3", "2016-03-11"),
         "2016-03-11T09:59:59Z", ""},
        {"the first a second too long ago",
         "E e1 missing_since=2016-02-10T09:59:59Z\n" ENDED("e2", "2016-02-20")
             ENDED("e3", "2016-03-11"),
         "2016-03-11T10:00:00Z", ""},
        {"no longer holds a second after the first leaves the window",
         ENDED("e1", "2016-02-10") ENDED("e2", "2016-02-20") ENDED("e3", "2016-03-11"),
         "2016-03-11T10:00:01Z", "high e3 2016-03-11T10:00:00Z"},
        {"the fourth says nothing, the fifth does",
         ENDED("e1", "2016-03-01") ENDED("e2", "2016-03-02") ENDED("e3", "2016-03-03")
             ENDED("e4", "2016-03-04") ENDED("e5", "2016-03-05"),
         "2016-03-31T10:00:00Z",
         "high e3 2016-03-03T10:00:00Z standing; high e5 2016-03-05T10:00:00Z standing"},
        {"it fell below five, not below three",
         ENDED("e1", "2016-03-01") ENDED("e2", "2016-03-02") ENDED("e3", "2016-03-03")
             ENDED("e4", "2016-03-04") ENDED("e5", "2016-03-05"),
         "2016-03-31T10:00:01Z",
         "high e3 2016-03-03T10:00:00Z standing; high e5 2016-03-05T10:00:00Z"},
        {"again after it fell below",
         ENDED("e1", "2016-03-01") ENDED("e2", "2016-03-02") ENDED("e3", "2016-03-20")
             ENDED("e4", "2016-04-15"),
         "2016-04-10T10:00:00Z", "high e3 2016-03-20T10:00:00Z"},
        {"a start at which it is three again",
         ENDED("e1", "2016-03-01") ENDED("e2", "2016-03-10") ENDED("e3", "2016-03-20")
             ENDED("e4", "2016-04-05"),
         "2016-04-05T10:00:00Z",
         "high e3 2016-03-20T10:00:00Z; high e4 2016-04-05T10:00:00Z standing"},
        {"and then it takes three again",
         ENDED("e1", "2016-03-01") ENDED("e2", "2016-03-02") ENDED("e3", "2016-03-20")
             ENDED("e4", "2016-04-15") ENDED("e5", "2016-04-16"),
         "2016-04-16T10:00:00Z",
         "high e3 2016-03-20T10:00:00Z; high e5 2016-04-16T10:00:00Z standing"},
        {"not again while it stays at three or more",
         ENDED("e1", "2016-03-01") ENDED("e2", "2016-03-10") ENDED("e3", "2016-03-20")
             ENDED("e4", "2016-03-30") ENDED("e5", "2016-04-08"),
         "2016-04-08T10:00:00Z", "high e3 2016-03-20T10:00:00Z standing"},
        {"a condition that still holds stays, however old",
         ENDED("e01", "2016-01-01") ENDED("e02", "2016-01-11") ENDED("e03", "2016-01-21")
             ENDED("e04", "2016-01-31") ENDED("e05", "2016-02-09") ENDED("e06", "2016-02-19")
                 ENDED("e07", "2016-02-29") ENDED("e08", "2016-03-10") ENDED("e09", "2016-03-20")
                     ENDED("e10", "2016-03-30") ENDED("e11", "2016-04-09")
                         ENDED("e12", "2016-04-19") ENDED("e13", "2016-04-29"),
         "2016-05-09T10:00:00Z", "high e03 2016-01-21T10:00:00Z standing"},
        {"ties by id: the third in order",
         "E c missing_since=2016-03-01T10:00:00Z\nE b missing_since=2016-03-01T10:00:00Z\n"
         "E a missing_since=2016-03-01T10:00:00Z",
         "2016-03-01T10:00:00Z", "high c 2016-03-01T10:00:00Z standing"},
        {"away does not count",
         ENDED("e1", "2016-03-01") ENDED("e2", "2016-03-02") AWAY("e3", "2016-03-03"),
         "2016-03-10T00:00:00Z", ""},
        {"in any authority",
         ENDED("e1", "2016-03-01") ENDED(
             "e2", "2016-03-02") "E e3 missing_since=2016-03-03T10:00:00Z authority=E06000001",
         "2016-03-03T10:00:00Z", "high e3 2016-03-03T10:00:00Z standing"},
        {"what has not happened yet does not count",
         ENDED("e1", "2016-03-01") ENDED("e2", "2016-03-02") ENDED("e3", "2016-03-30"),
         "2016-03-10T00:00:00Z", ""},
    };
    RULE_CASES_CHECK("three_in_30_days", rows);
}

#define FIVE(letter, month)                                                                        \
    ENDED(letter "1", month "-01")                                                                 \
    ENDED(letter "2", month "-02")                                                                 \
    ENDED(letter "3", month "-03") ENDED(letter "4", month "-04") ENDED(letter "5", month "-05")
#define FIVE_LATER(letter, month)                                                                  \
    ENDED(letter "1", month "-11")                                                                 \
    ENDED(letter "2", month "-12")                                                                 \
    ENDED(letter "3", month "-13") ENDED(letter "4", month "-14") ENDED(letter "5", month "-15")
#define FIVE_LAST(letter, month)                                                                   \
    ENDED(letter "1", month "-21")                                                                 \
    ENDED(letter "2", month "-22")                                                                 \
    ENDED(letter "3", month "-23") ENDED(letter "4", month "-24") ENDED(letter "5", month "-25")

Test(rules_missing, counting_rules_fire_at_the_3rd_5th_10th_and_20th)
{
    static const struct rule_case rows[] = {
        {"nine", FIVE("a", "2016-03") FIVE_LATER("b", "2016-03"), "2016-03-14T23:00:00Z",
         "high a3 2016-03-03T10:00:00Z standing; high a5 2016-03-05T10:00:00Z standing"},
        {"ten", FIVE("a", "2016-03") FIVE_LATER("b", "2016-03"), "2016-03-15T10:00:00Z",
         "high a3 2016-03-03T10:00:00Z standing; high a5 2016-03-05T10:00:00Z standing; "
         "high b5 2016-03-15T10:00:00Z standing"},
        {"twenty within 30 days",
         FIVE("a", "2016-03") FIVE_LATER("b", "2016-03")
             FIVE_LAST("c", "2016-03") "E d1 missing_since=2016-03-26T10:00:00Z\nE d2 "
                                       "missing_since=2016-03-27T10:00:00Z\n"
                                       "E d3 missing_since=2016-03-28T10:00:00Z\nE d4 "
                                       "missing_since=2016-03-29T10:00:00Z\n"
                                       "E d5 missing_since=2016-03-30T10:00:00Z\nE d6 "
                                       "missing_since=2016-03-30T11:00:00Z",
         "2016-03-30T12:00:00Z",
         "high a3 2016-03-03T10:00:00Z standing; high a5 2016-03-05T10:00:00Z standing; "
         "high b5 2016-03-15T10:00:00Z standing; high d5 2016-03-30T10:00:00Z standing"},
    };
    RULE_CASES_CHECK("three_in_30_days", rows);
}

Test(rules_missing, three_in_90_days_is_silent_while_three_in_30_days_holds)
{
    static const struct rule_case rows[] = {
        {"90 days to the second",
         ENDED("e1", "2016-01-01") ENDED("e2", "2016-02-15") ENDED("e3", "2016-03-31"),
         "2016-03-31T10:00:00Z", "medium e3 2016-03-31T10:00:00Z standing"},
        {"the first a second too long ago",
         "E e1 missing_since=2016-01-01T09:59:59Z\n" ENDED("e2", "2016-02-15")
             ENDED("e3", "2016-03-31"),
         "2016-03-31T10:00:00Z", ""},
        {"not a second earlier",
         ENDED("e1", "2016-01-01") ENDED("e2", "2016-02-15") ENDED("e3", "2016-03-31"),
         "2016-03-31T09:59:59Z", ""},
        {"holds till the first leaves",
         ENDED("e1", "2016-01-02") ENDED("e2", "2016-02-15") ENDED("e3", "2016-03-31"),
         "2016-04-01T10:00:00Z", "medium e3 2016-03-31T10:00:00Z standing"},
        {"and not a second longer",
         ENDED("e1", "2016-01-02") ENDED("e2", "2016-02-15") ENDED("e3", "2016-03-31"),
         "2016-04-01T10:00:01Z", "medium e3 2016-03-31T10:00:00Z"},
        {"silent: three in 30 days as well",
         ENDED("e1", "2016-03-01") ENDED("e2", "2016-03-02") ENDED("e3", "2016-03-31"),
         "2016-03-31T10:00:00Z", ""},
        {"the fifth, with two of them in 30 days",
         ENDED("e1", "2016-01-01") ENDED("e2", "2016-01-02") ENDED("e3", "2016-01-20")
             ENDED("e4", "2016-03-01") ENDED("e5", "2016-03-20"),
         "2016-03-20T10:00:00Z", "medium e5 2016-03-20T10:00:00Z standing"},
    };
    RULE_CASES_CHECK("three_in_90_days", rows);
}

Test(rules_missing, away_repeated_counts_away_starts)
{
    static const struct rule_case rows[] = {
        {"the third", AWAY("e1", "2016-02-10") AWAY("e2", "2016-02-20") AWAY("e3", "2016-03-11"),
         "2016-03-11T10:00:00Z", "medium e3 2016-03-11T10:00:00Z standing"},
        {"a day too late",
         AWAY("e1", "2016-02-09") AWAY("e2", "2016-02-20") AWAY("e3", "2016-03-11"),
         "2016-03-11T10:00:00Z", ""},
        {"missing does not count",
         AWAY("e1", "2016-03-01") AWAY("e2", "2016-03-02") ENDED("e3", "2016-03-03"),
         "2016-03-11T10:00:00Z", ""},
    };
    RULE_CASES_CHECK("away_repeated", rows);
}

Test(rules_missing, under_13_missing_goes_by_the_age_at_the_start)
{
    static const struct rule_case rows[] = {
        {"twelve, on the day before the birthday",
         "E e1 missing_since=2016-03-30T22:59:59Z found_at=2016-03-31T10:00:00Z born=2003-03",
         "2016-04-01T00:00:00Z", "high e1 2016-03-30T22:59:59Z"},
        {"thirteen, from London midnight", "E e1 missing_since=2016-03-30T23:00:00Z born=2003-03",
         "2016-04-01T00:00:00Z", ""},
        {"born on 29 February, thirteen on the 28th",
         "E e1 missing_since=2017-02-28T00:00:00Z born=2004-02", "2017-03-01T00:00:00Z", ""},
        {"no month of birth", "E e1 missing_since=2016-03-05T10:00:00Z", "2016-04-01T00:00:00Z",
         ""},
        {"not a second before the start", "E e1 missing_since=2016-03-05T10:00:00Z born=2010-01",
         "2016-03-05T09:59:59Z", ""},
        {"away is not missing",
         "E e1 kind=away status=looked_after missing_since=2016-03-05T10:00:00Z born=2010-01",
         "2016-04-01T00:00:00Z", ""},
        {"told for 90 days", "E e1 missing_since=2016-03-05T10:00:00Z born=2010-01",
         "2016-06-03T10:00:00Z", "high e1 2016-03-05T10:00:00Z"},
        {"and not a second more", "E e1 missing_since=2016-03-05T10:00:00Z born=2010-01",
         "2016-06-03T10:00:01Z", ""},
    };
    RULE_CASES_CHECK("under_13_missing", rows);
}

Test(rules_missing, overnight_is_a_reason_and_more_for_some)
{
    static const struct rule_case rows[] = {
        {"at London midnight, summer",
         "E e1 missing_since=2016-06-05T10:00:00Z found_at=2016-06-05T23:00:01Z",
         "2016-06-10T00:00:00Z", "reason e1 2016-06-05T23:00:00Z"},
        {"found at midnight",
         "E e1 missing_since=2016-06-05T10:00:00Z found_at=2016-06-05T23:00:00Z",
         "2016-06-10T00:00:00Z", ""},
        {"open, not a second before midnight", "E e1 missing_since=2016-06-05T10:00:00Z",
         "2016-06-05T22:59:59Z", ""},
        {"open, at midnight", "E e1 missing_since=2016-06-05T10:00:00Z", "2016-06-05T23:00:00Z",
         "reason e1 2016-06-05T23:00:00Z"},
        {"begun in the night",
         "E e1 missing_since=2016-03-05T04:59:59Z found_at=2016-03-05T05:00:00Z",
         "2016-03-10T00:00:00Z", "reason e1 2016-03-05T04:59:59Z"},
        {"no second of it, in the night",
         "E e1 missing_since=2016-03-05T02:00:00Z found_at=2016-03-05T02:00:00Z",
         "2016-03-10T00:00:00Z", "reason e1 2016-03-05T02:00:00Z"},
        {"no second of it, by day",
         "E e1 missing_since=2016-03-05T12:00:00Z found_at=2016-03-05T12:00:00Z",
         "2016-03-10T00:00:00Z", ""},
        {"begun at five", "E e1 missing_since=2016-03-05T05:00:00Z found_at=2016-03-05T06:00:00Z",
         "2016-03-10T00:00:00Z", ""},
        {"under 13 it is medium",
         "E e1 missing_since=2016-03-05T01:00:00Z found_at=2016-03-05T06:00:00Z born=2004-01",
         "2016-03-10T00:00:00Z", "medium e1 2016-03-05T01:00:00Z"},
        {"elevated likewise",
         "E e1 missing_since=2016-03-05T01:00:00Z found_at=2016-03-05T06:00:00Z\n" ELEVATED,
         "2016-03-10T00:00:00Z", "medium e1 2016-03-05T01:00:00Z"},
        {"dates only: not known",
         "E e1 precision=day missing_since=2016-03-05T00:00:00Z found_at=2016-03-08T00:00:00Z",
         "2016-03-10T00:00:00Z", ""},
    };
    RULE_CASES_CHECK("overnight", rows);
}

Test(rules_missing, found_out_of_area_is_found_in_another_authority)
{
    static const struct rule_case rows[] = {
        {"elsewhere",
         "E e1 missing_since=2016-03-05T10:00:00Z found_at=2016-03-05T12:00:00Z "
         "found_authority=E06000001",
         "2016-03-05T12:00:00Z", "reason e1 2016-03-05T12:00:00Z"},
        {"not a second before",
         "E e1 missing_since=2016-03-05T10:00:00Z found_at=2016-03-05T12:00:00Z "
         "found_authority=E06000001",
         "2016-03-05T11:59:59Z", ""},
        {"here",
         "E e1 missing_since=2016-03-05T10:00:00Z found_at=2016-03-05T12:00:00Z "
         "found_authority=E06000047",
         "2016-03-05T12:00:00Z", ""},
        {"not said", "E e1 missing_since=2016-03-05T10:00:00Z found_at=2016-03-05T12:00:00Z",
         "2016-03-05T12:00:00Z", ""},
        {"medium when elevated",
         "E e1 missing_since=2016-03-05T10:00:00Z found_at=2016-03-05T12:00:00Z "
         "found_authority=E06000001\n" ELEVATED,
         "2016-03-05T12:00:00Z", "medium e1 2016-03-05T12:00:00Z"},
    };
    RULE_CASES_CHECK("found_out_of_area", rows);
}

Test(rules_missing, return_not_recorded_holds_till_it_is)
{
    static const struct rule_case rows[] = {
        {"found, no return",
         "E e1 missing_since=2016-03-05T10:00:00Z found_at=2016-03-05T12:00:00Z",
         "2016-03-05T12:00:00Z", "medium e1 2016-03-05T12:00:00Z standing"},
        {"not a second earlier",
         "E e1 missing_since=2016-03-05T10:00:00Z found_at=2016-03-05T12:00:00Z",
         "2016-03-05T11:59:59Z", ""},
        {"7 days on", OPEN, "2016-03-12T10:00:00Z", "medium e1 2016-03-12T10:00:00Z standing"},
        {"a second less", OPEN, "2016-03-12T09:59:59Z", ""},
        {"found after 7 days: told at 7 days",
         "E e1 missing_since=2016-03-05T10:00:00Z found_at=2016-03-20T12:00:00Z",
         "2016-03-21T10:00:00Z", "medium e1 2016-03-12T10:00:00Z standing"},
        {"years on", OPEN, "2019-03-12T10:00:00Z", "medium e1 2016-03-12T10:00:00Z standing"},
        {"the return is recorded",
         "E e1 missing_since=2016-03-05T10:00:00Z found_at=2016-03-05T12:00:00Z\n"
         "E e1 missing_since=2016-03-05T10:00:00Z found_at=2016-03-05T12:00:00Z revision=2 "
         "returned_at=2016-03-05T13:00:00Z",
         "2016-03-12T10:00:00Z", ""},
        {"away is not missing",
         "E e1 kind=away status=looked_after missing_since=2016-03-05T10:00:00Z",
         "2016-03-15T10:00:00Z", ""},
    };
    RULE_CASES_CHECK("return_not_recorded", rows);
}

#define PLACED "E e1 missing_since=2016-03-05T10:00:00Z status=looked_after responsible=E06000001\n"

Test(rules_missing, placed_here_not_told_is_72_hours_without_a_word)
{
    static const struct rule_case rows[] = {
        {"72 hours", PLACED, "2016-03-08T10:00:00Z", "medium e1 2016-03-08T10:00:00Z standing"},
        {"a second less", PLACED, "2016-03-08T09:59:59Z", ""},
        {"they decided at the last second",
         PLACED "D d1 responsible=E06000001 decided_at=2016-03-08T10:00:00Z",
         "2016-03-09T10:00:00Z", ""},
        {"they decided a second late: told, and no longer so",
         PLACED "D d1 responsible=E06000001 decided_at=2016-03-08T10:00:01Z",
         "2016-03-09T10:00:00Z", "medium e1 2016-03-08T10:00:00Z"},
        {"they assessed", PLACED "A a1 responsible=E06000001 assessed_at=2016-03-06T10:00:00Z",
         "2016-03-09T10:00:00Z", ""},
        {"they offered an interview",
         PLACED "I i1 responsible=E06000001 offered_at=2016-03-06T10:00:00Z",
         "2016-03-09T10:00:00Z", ""},
        {"they assessed at the start",
         PLACED "A a1 responsible=E06000001 assessed_at=2016-03-05T10:00:00Z",
         "2016-03-09T10:00:00Z", ""},
        {"they assessed at the last second",
         PLACED "A a1 responsible=E06000001 assessed_at=2016-03-08T10:00:00Z",
         "2016-03-09T10:00:00Z", ""},
        {"they decided at the start",
         PLACED "D d1 responsible=E06000001 decided_at=2016-03-05T10:00:00Z",
         "2016-03-09T10:00:00Z", ""},
        {"they offered at the start",
         PLACED "I i1 responsible=E06000001 offered_at=2016-03-05T10:00:00Z",
         "2016-03-09T10:00:00Z", ""},
        {"they offered at the last second",
         PLACED "I i1 responsible=E06000001 offered_at=2016-03-08T10:00:00Z",
         "2016-03-09T10:00:00Z", ""},
        {"they offered before", PLACED "I i1 responsible=E06000001 offered_at=2016-03-05T09:59:59Z",
         "2016-03-09T10:00:00Z", "medium e1 2016-03-08T10:00:00Z standing"},
        {"we offered", PLACED "I i1 offered_at=2016-03-06T10:00:00Z", "2016-03-09T10:00:00Z",
         "medium e1 2016-03-08T10:00:00Z standing"},
        {"found at the tick: no longer so",
         "E e1 missing_since=2016-03-05T10:00:00Z status=looked_after responsible=E06000001 "
         "found_at=2016-03-09T10:00:00Z",
         "2016-03-09T10:00:00Z", "medium e1 2016-03-08T10:00:00Z"},
        {"we did", PLACED "A a1 assessed_at=2016-03-06T10:00:00Z", "2016-03-09T10:00:00Z",
         "medium e1 2016-03-08T10:00:00Z standing"},
        {"they did, before", PLACED "A a1 responsible=E06000001 assessed_at=2016-03-05T09:59:59Z",
         "2016-03-09T10:00:00Z", "medium e1 2016-03-08T10:00:00Z standing"},
        {"found at 72 hours",
         "E e1 missing_since=2016-03-05T10:00:00Z status=looked_after responsible=E06000001 "
         "found_at=2016-03-08T10:00:00Z",
         "2016-03-09T10:00:00Z", ""},
        {"our own child", "E e1 missing_since=2016-03-05T10:00:00Z status=looked_after",
         "2016-03-09T10:00:00Z", ""},
        {"not looked after", "E e1 missing_since=2016-03-05T10:00:00Z responsible=E06000001",
         "2016-03-09T10:00:00Z", ""},
    };
    RULE_CASES_CHECK("placed_here_not_told", rows);
}
