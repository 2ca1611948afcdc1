/* The rules about levels, assessments and decisions, harm by harm (codes.md). */
#include <criterion/criterion.h>

#include "support/rule_case.h"
#include "support/story.h"

#define KNOWN "A a1 harm_status=known assessed_at=2016-03-05T10:00:00Z\n"
#define BACK "E e1 missing_since=2016-03-05T02:00:00Z returned_at=2016-03-05T10:00:00Z\n"
#define NAMED(day)                                                                                 \
    "I i1 outcome=completed completed_at=" day "T10:00:00Z "                                       \
    "issues=[{\"code\":\"cse_concern\",\"source\":\"child\",\"confidence\":\"disclosed\"}]\n"

Test(rules_risk, harm_known_level_low_holds_while_both_do)
{
    static const struct rule_case rows[] = {
        {"known, never decided", KNOWN, "2016-03-05T10:00:00Z",
         "high cse a1 2016-03-05T10:00:00Z standing"},
        {"not a second earlier", KNOWN, "2016-03-05T09:59:59Z", ""},
        {"however old", KNOWN, "2019-03-05T10:00:00Z", "high cse a1 2016-03-05T10:00:00Z standing"},
        {"decided low", KNOWN "D d1 level=low decided_at=2016-03-06T10:00:00Z",
         "2016-03-07T10:00:00Z", "high cse a1 2016-03-05T10:00:00Z standing"},
        {"decided medium", KNOWN "D d1 level=medium decided_at=2016-03-06T10:00:00Z",
         "2016-03-06T10:00:00Z", ""},
        {"a second before that", KNOWN "D d1 level=medium decided_at=2016-03-06T10:00:00Z",
         "2016-03-06T09:59:59Z", "high cse a1 2016-03-05T10:00:00Z standing"},
        {"lowered while known: since the decision",
         KNOWN "D d1 level=high decided_at=2016-03-04T10:00:00Z\n"
               "D d2 level=none decided_at=2016-03-08T10:00:00Z",
         "2016-03-09T10:00:00Z", "high cse d2 2016-03-08T10:00:00Z standing"},
        {"lowered at the instant it was known: the assessment is the trigger",
         KNOWN "D d1 level=high decided_at=2016-03-04T10:00:00Z\n"
               "D d2 level=none decided_at=2016-03-05T10:00:00Z",
         "2016-03-09T10:00:00Z", "high cse a1 2016-03-05T10:00:00Z standing"},
        {"the latest assessment says suspected",
         KNOWN "A a2 harm_status=suspected assessed_at=2016-03-06T10:00:00Z",
         "2016-03-06T10:00:00Z", ""},
        {"known a second time: since the first",
         KNOWN "A a2 harm_status=known assessed_at=2016-03-06T10:00:00Z", "2016-03-07T10:00:00Z",
         "high cse a1 2016-03-05T10:00:00Z standing"},
        {"known again after a doubt: since then",
         KNOWN "A a2 harm_status=suspected assessed_at=2016-03-06T10:00:00Z\n"
               "A a3 harm_status=known assessed_at=2016-03-07T10:00:00Z",
         "2016-03-08T10:00:00Z", "high cse a3 2016-03-07T10:00:00Z standing"},
        {"the other harm's level is no answer",
         KNOWN "D d1 level=high harm=cce decided_at=2016-03-06T10:00:00Z", "2016-03-07T10:00:00Z",
         "high cse a1 2016-03-05T10:00:00Z standing"},
        {"of two assessments at one instant the greatest id",
         "A a2 harm_status=none_known assessed_at=2016-03-05T10:00:00Z\n" KNOWN,
         "2016-03-05T10:00:00Z", ""},
    };
    RULE_CASES_CHECK("harm_known_level_low", rows);
}

#define THREE ENDED("e1", "2016-03-01") ENDED("e2", "2016-03-02") ENDED("e3", "2016-03-05")
#define CSE_DONE(id, at) "A " id " assessed_at=" at "\n"
#define CCE_DONE(id, at) "A " id " harm=cce assessed_at=" at "\n"

Test(rules_risk, repeat_missing_unassessed_is_one_signal_a_child_and_harm)
{
    static const struct rule_case rows[] = {
        {"neither harm assessed", THREE, "2016-03-05T10:00:00Z",
         "high cse e3 2016-03-05T10:00:00Z standing; high cce e3 2016-03-05T10:00:00Z standing"},
        {"not a second earlier", THREE, "2016-03-05T09:59:59Z", ""},
        {"CSE assessed 180 days before, to the second",
         THREE CSE_DONE("a1", "2015-09-07T10:00:00Z"), "2016-03-05T10:00:00Z",
         "high cce e3 2016-03-05T10:00:00Z standing"},
        {"a second more", THREE CSE_DONE("a1", "2015-09-07T09:59:59Z"), "2016-03-05T10:00:00Z",
         "high cse e3 2016-03-05T10:00:00Z standing; high cce e3 2016-03-05T10:00:00Z standing"},
        {"the assessment grows too old while the count holds",
         THREE CSE_DONE("a1", "2015-09-07T10:00:00Z") CCE_DONE("a2", "2016-03-04T10:00:00Z"),
         "2016-03-06T10:00:00Z", "high cse e3 2016-03-05T10:00:01Z standing"},
        {"too old only when the count no longer holds",
         THREE CSE_DONE("a1", "2016-02-01T10:00:00Z") CCE_DONE("a2", "2016-02-01T10:00:00Z"),
         "2016-10-01T10:00:00Z", ""},
        {"too old in the very second before the count falls",
         "E e1 missing_since=2016-03-01T10:00:00Z\nE e2 missing_since=2016-03-01T10:00:00Z\n"
         "E e3 missing_since=2016-03-01T10:00:00Z\n" CSE_DONE("a1", "2015-12-02T09:59:59Z")
             CCE_DONE("a2", "2016-02-04T10:00:00Z"),
         "2016-05-30T10:00:00Z", "high cse e3 2016-05-30T10:00:00Z standing"},
        {"assessed afterwards: it was true, and no longer is",
         THREE CSE_DONE("a1", "2016-03-06T10:00:00Z") CCE_DONE("a2", "2016-03-04T10:00:00Z"),
         "2016-03-07T10:00:00Z", "high cse e3 2016-03-05T10:00:00Z"},
        {"90 days, to the second",
         ENDED("e1", "2016-01-01") ENDED("e2", "2016-02-15") ENDED("e3", "2016-03-31")
             CCE_DONE("a2", "2016-03-30T10:00:00Z"),
         "2016-03-31T10:00:00Z", "high cse e3 2016-03-31T10:00:00Z standing"},
        {"a second later the first start is out, and it no longer holds",
         ENDED("e1", "2016-01-01") ENDED("e2", "2016-02-15") ENDED("e3", "2016-03-31")
             CCE_DONE("a2", "2016-03-30T10:00:00Z"),
         "2016-03-31T10:00:01Z", "high cse e3 2016-03-31T10:00:00Z"},
        {"a fourth start is no new signal",
         THREE ENDED("e4", "2016-03-07") CCE_DONE("a2", "2016-03-04T10:00:00Z"),
         "2016-03-08T10:00:00Z", "high cse e3 2016-03-05T10:00:00Z standing"},
        {"it begins again: the latest alone is told",
         THREE ENDED("e4", "2016-08-01") ENDED("e5", "2016-08-02") ENDED("e6", "2016-08-03")
             CCE_DONE("a2", "2016-03-04T10:00:00Z") CCE_DONE("a3", "2016-07-04T10:00:00Z"),
         "2016-08-03T10:00:00Z", "high cse e6 2016-08-03T10:00:00Z standing"},
        {"it began when an assessment grew too old, and again at a start: the later",
         THREE ENDED("e4", "2016-08-01") ENDED("e5", "2016-08-02") ENDED("e6", "2016-08-03")
             CSE_DONE("a1", "2015-09-07T10:00:00Z") CCE_DONE("a2", "2016-03-04T10:00:00Z")
                 CCE_DONE("a3", "2016-07-04T10:00:00Z"),
         "2016-08-03T10:00:00Z", "high cse e6 2016-08-03T10:00:00Z standing"},
        {"away does not count",
         ENDED("e1", "2016-03-01") ENDED("e2", "2016-03-02") AWAY("e3", "2016-03-05"),
         "2016-03-06T10:00:00Z", ""},
    };
    RULE_CASES_CHECK("repeat_missing_unassessed", rows);
}

Test(rules_risk, missing_while_elevated_is_told_once_between_decisions)
{
    static const struct rule_case rows[] = {
        {"a start while medium",
         "D d1 level=medium decided_at=2016-03-01T10:00:00Z\n" ENDED("e1", "2016-03-05"),
         "2016-03-05T10:00:00Z", "high cse e1 2016-03-05T10:00:00Z"},
        {"not a second before",
         "D d1 level=medium decided_at=2016-03-01T10:00:00Z\n" ENDED("e1", "2016-03-05"),
         "2016-03-05T09:59:59Z", ""},
        {"while low", "D d1 level=low decided_at=2016-03-01T10:00:00Z\n" ENDED("e1", "2016-03-05"),
         "2016-03-06T10:00:00Z", ""},
        {"a start before the decision",
         "D d1 level=high decided_at=2016-03-05T10:00:01Z\n" ENDED("e1", "2016-03-05"),
         "2016-03-06T10:00:00Z", ""},
        {"a start at the decision",
         "D d1 level=high decided_at=2016-03-05T10:00:00Z\n" ENDED("e1", "2016-03-05"),
         "2016-03-06T10:00:00Z", "high cse e1 2016-03-05T10:00:00Z"},
        {"a start at the decision that ends it",
         "D d1 level=high decided_at=2016-03-01T10:00:00Z\n"
         "D d2 level=low decided_at=2016-03-05T10:00:00Z\n" ENDED("e1", "2016-03-05"),
         "2016-03-06T10:00:00Z", ""},
        {"the second start is not told",
         "D d1 level=high decided_at=2016-03-01T10:00:00Z\n" ENDED("e1", "2016-03-05")
             ENDED("e2", "2016-03-06"),
         "2016-03-07T10:00:00Z", "high cse e1 2016-03-05T10:00:00Z"},
        {"after another decision it is",
         "D d1 level=high decided_at=2016-03-01T10:00:00Z\nD d2 level=high "
         "decided_at=2016-03-05T12:00:00Z\n" ENDED("e1", "2016-03-05") ENDED("e2", "2016-03-06"),
         "2016-03-07T10:00:00Z",
         "high cse e1 2016-03-05T10:00:00Z; high cse e2 2016-03-06T10:00:00Z"},
        {"lowered before the start",
         "D d1 level=high decided_at=2016-03-01T10:00:00Z\n"
         "D d2 level=none decided_at=2016-03-04T10:00:00Z\n" ENDED("e1", "2016-03-05"),
         "2016-03-07T10:00:00Z", ""},
        {"away too", "D d1 level=high decided_at=2016-03-01T10:00:00Z\n" AWAY("e1", "2016-03-05"),
         "2016-03-07T10:00:00Z", "high cse e1 2016-03-05T10:00:00Z"},
        {"harm by harm",
         "D d1 level=high decided_at=2016-03-01T10:00:00Z\n"
         "D d2 harm=cce level=medium decided_at=2016-03-02T10:00:00Z\n" ENDED("e1", "2016-03-05"),
         "2016-03-07T10:00:00Z",
         "high cse e1 2016-03-05T10:00:00Z; high cce e1 2016-03-05T10:00:00Z"},
        {"a decision on the other harm does not part the starts",
         "D d1 level=high decided_at=2016-03-01T10:00:00Z\n" ENDED(
             "e1", "2016-03-05") "D d2 harm=cce level=low "
                                 "decided_at=2016-03-05T12:00:00Z\n" ENDED("e2", "2016-03-06"),
         "2016-03-07T10:00:00Z", "high cse e1 2016-03-05T10:00:00Z"},
    };
    RULE_CASES_CHECK("missing_while_elevated", rows);
}

#define LOWERED                                                                                    \
    "D d1 level=high decided_at=2016-01-01T10:00:00Z\nD d2 level=low "                             \
    "decided_at=2016-03-01T10:00:00Z\n"

Test(rules_risk, lowered_then_missing_looks_90_days_ahead)
{
    static const struct rule_case rows[] = {
        {"a start", LOWERED ENDED("e1", "2016-03-05"), "2016-03-05T10:00:00Z",
         "high cse e1 2016-03-05T10:00:00Z"},
        {"not a second before", LOWERED ENDED("e1", "2016-03-05"), "2016-03-05T09:59:59Z", ""},
        {"at the decision itself", LOWERED ENDED("e1", "2016-03-01"), "2016-03-05T10:00:00Z",
         "high cse e1 2016-03-01T10:00:00Z"},
        {"a second before it", LOWERED "E e1 missing_since=2016-03-01T09:59:59Z",
         "2016-03-05T10:00:00Z", ""},
        {"90 days to the second, across the clock change", LOWERED ENDED("e1", "2016-05-30"),
         "2016-05-30T10:00:00Z", "high cse e1 2016-05-30T10:00:00Z"},
        {"a second more", LOWERED "E e1 missing_since=2016-05-30T10:00:01Z", "2016-06-05T10:00:00Z",
         ""},
        {"closed",
         "D d1 level=low decided_at=2016-01-01T10:00:00Z\nD d2 level=none "
         "decided_at=2016-03-01T10:00:00Z\n" ENDED("e1", "2016-03-05"),
         "2016-03-05T10:00:00Z", "high cse e1 2016-03-05T10:00:00Z"},
        {"a first decision of none lowers nothing",
         "D d1 level=none decided_at=2016-03-01T10:00:00Z\n" ENDED("e1", "2016-03-05"),
         "2016-03-05T10:00:00Z", ""},
        {"the same level lowers nothing",
         "D d1 level=low decided_at=2016-01-01T10:00:00Z\nD d2 level=low "
         "decided_at=2016-03-01T10:00:00Z\n" ENDED("e1", "2016-03-05"),
         "2016-03-05T10:00:00Z", ""},
        {"every start, and exploitation named",
         LOWERED ENDED("e1", "2016-03-05") ENDED("e2", "2016-03-06") NAMED("2016-03-07"),
         "2016-03-08T10:00:00Z",
         "high cse e1 2016-03-05T10:00:00Z; high cse e2 2016-03-06T10:00:00Z; "
         "high cse i1 2016-03-07T10:00:00Z"},
        {"an episode and an interview of one id at one instant are two",
         LOWERED "E i1 missing_since=2016-03-05T10:00:00Z\n" NAMED("2016-03-05"),
         "2016-03-08T10:00:00Z",
         "high cse i1 2016-03-05T10:00:00Z; high cse i1 2016-03-05T10:00:00Z"},
        {"lowered twice: a start is told once",
         "D d1 level=high decided_at=2016-01-01T10:00:00Z\n"
         "D d2 level=medium decided_at=2016-02-01T10:00:00Z\n"
         "D d3 level=low decided_at=2016-03-01T10:00:00Z\n" ENDED("e1", "2016-03-05"),
         "2016-03-08T10:00:00Z", "high cse e1 2016-03-05T10:00:00Z"},
        {"away too", LOWERED AWAY("e1", "2016-03-05"), "2016-03-08T10:00:00Z",
         "high cse e1 2016-03-05T10:00:00Z"},
        {"the other harm was named",
         LOWERED BACK "I i1 outcome=completed completed_at=2016-03-06T10:00:00Z "
                      "harms=[\"exploitation_criminal\"]",
         "2016-03-08T10:00:00Z", "high cse e1 2016-03-05T02:00:00Z"},
    };
    RULE_CASES_CHECK("lowered_then_missing", rows);
}

#define HIGH "D d1 level=high decided_at=2016-01-01T10:00:00Z\n"

Test(rules_risk, lowered_against_evidence_looks_14_days_back)
{
    static const struct rule_case rows[] = {
        {"three days after it was named",
         HIGH BACK NAMED("2016-03-06") "D d2 level=low decided_at=2016-03-09T10:00:00Z",
         "2016-03-09T10:00:00Z", "high cse d2 2016-03-09T10:00:00Z"},
        {"not a second before",
         HIGH BACK NAMED("2016-03-06") "D d2 level=low decided_at=2016-03-09T10:00:00Z",
         "2016-03-09T09:59:59Z", ""},
        {"14 days to the second",
         HIGH BACK NAMED("2016-03-06") "D d2 level=low decided_at=2016-03-20T10:00:00Z",
         "2016-03-21T10:00:00Z", "high cse d2 2016-03-20T10:00:00Z"},
        {"a second more",
         HIGH BACK NAMED("2016-03-06") "D d2 level=low decided_at=2016-03-20T10:00:01Z",
         "2016-03-21T10:00:00Z", ""},
        {"named at the decision",
         HIGH BACK NAMED("2016-03-06") "D d2 level=low decided_at=2016-03-06T10:00:00Z",
         "2016-03-21T10:00:00Z", "high cse d2 2016-03-06T10:00:00Z"},
        {"named after it",
         HIGH BACK NAMED("2016-03-06") "D d2 level=low decided_at=2016-03-06T09:59:59Z",
         "2016-03-21T10:00:00Z", ""},
        {"kept", HIGH BACK NAMED("2016-03-06") "D d2 level=high decided_at=2016-03-09T10:00:00Z",
         "2016-03-21T10:00:00Z", ""},
        {"the other harm lowered",
         "D d1 harm=cce level=high decided_at=2016-01-01T10:00:00Z\n" BACK NAMED(
             "2016-03-06") "D d2 harm=cce level=low decided_at=2016-03-09T10:00:00Z",
         "2016-03-21T10:00:00Z", ""},
    };
    RULE_CASES_CHECK("lowered_against_evidence", rows);
}

/* Six vulnerabilities score 6 and map to low (the tool's own categories; its tests stand with the
 * tool). */
#define SCORED(id, at, items) "A " id " assessed_at=" at " items=[" items "]\n"
#define SIX                                                                                        \
    "{\"item\":\"emotional_neglect\",\"when\":\"lifetime\"},{\"item\":\"physical_abuse\","         \
    "\"when\":\"lifetime\"},{\"item\":\"sexual_abuse\",\"when\":\"lifetime\"},"                    \
    "{\"item\":\"family_breakdown\",\"when\":\"lifetime\"},{\"item\":\"isolated\","                \
    "\"when\":\"lifetime\"},{\"item\":\"low_self_esteem\",\"when\":\"lifetime\"}"

Test(rules_risk, indicated_above_level_shows_the_difference)
{
    static const struct rule_case rows[] = {
        {"low indicated, nothing decided", SCORED("a1", "2016-03-05T10:00:00Z", SIX),
         "2016-03-05T10:00:00Z", "medium cse a1 2016-03-05T10:00:00Z standing"},
        {"not a second before", SCORED("a1", "2016-03-05T10:00:00Z", SIX), "2016-03-05T09:59:59Z",
         ""},
        {"decided as indicated",
         SCORED("a1", "2016-03-05T10:00:00Z", SIX) "D d1 level=low decided_at=2016-03-06T10:00:00Z",
         "2016-03-06T10:00:00Z", ""},
        {"decided below: since the decision",
         SCORED("a1", "2016-03-05T10:00:00Z",
                SIX) "D d1 level=none decided_at=2016-03-06T10:00:00Z",
         "2016-03-06T10:00:00Z", "medium cse a1 2016-03-06T10:00:00Z standing"},
        {"no items: none indicated", SCORED("a1", "2016-03-05T10:00:00Z", ""),
         "2016-03-05T10:00:00Z", ""},
        {"180 days on, to the second", SCORED("a1", "2016-03-05T10:00:00Z", SIX),
         "2016-09-01T10:00:00Z", "medium cse a1 2016-03-05T10:00:00Z standing"},
        {"a second more", SCORED("a1", "2016-03-05T10:00:00Z", SIX), "2016-09-01T10:00:01Z", ""},
        {"the latest assessment alone is asked",
         SCORED("a1", "2016-03-05T10:00:00Z", SIX) SCORED("a2", "2016-03-06T10:00:00Z", ""),
         "2016-03-06T10:00:00Z", ""},
        {"an unknown tool indicates nothing",
         "A a1 tool=home_made assessed_at=2016-03-05T10:00:00Z items=[" SIX "]",
         "2016-03-06T10:00:00Z", ""},
        {"an unknown version likewise",
         "A a1 tool_version=\"2040\" assessed_at=2016-03-05T10:00:00Z items=[" SIX "]",
         "2016-03-06T10:00:00Z", ""},
        {"a tool for the other harm likewise",
         "A a1 harm=cce assessed_at=2016-03-05T10:00:00Z items=[" SIX "]", "2016-03-06T10:00:00Z",
         ""},
    };
    RULE_CASES_CHECK("indicated_above_level", rows);
}

Test(rules_risk, review_overdue_is_past_the_midnight_that_ends_the_day)
{
    static const struct rule_case rows[] = {
        {"the 14th day ends at a summer midnight",
         "D d1 level=medium decided_at=2016-03-20T10:00:00Z", "2016-04-03T23:00:00Z",
         "medium cse d1 2016-04-03T23:00:00Z standing"},
        {"a second less", "D d1 level=medium decided_at=2016-03-20T10:00:00Z",
         "2016-04-03T22:59:59Z", ""},
        {"by the London date of the decision", "D d1 level=medium decided_at=2016-06-01T23:30:00Z",
         "2016-06-16T22:59:59Z", ""},
        {"that is 2 June", "D d1 level=medium decided_at=2016-06-01T23:30:00Z",
         "2016-06-16T23:00:00Z", "medium cse d1 2016-06-16T23:00:00Z standing"},
        {"its own date", "D d1 level=high decided_at=2016-01-20T10:00:00Z review_due=2016-01-22",
         "2016-01-23T00:00:00Z", "medium cse d1 2016-01-23T00:00:00Z standing"},
        {"a second before that",
         "D d1 level=high decided_at=2016-01-20T10:00:00Z review_due=2016-01-22",
         "2016-01-22T23:59:59Z", ""},
        {"low needs none", "D d1 level=low decided_at=2016-01-20T10:00:00Z", "2016-03-23T00:00:00Z",
         ""},
        {"decided again at the last second",
         "D d1 level=medium decided_at=2016-01-20T10:00:00Z review_due=2016-01-22\n"
         "D d2 level=low decided_at=2016-01-23T00:00:00Z",
         "2016-01-25T00:00:00Z", ""},
        {"a second late: told, and no longer so",
         "D d1 level=medium decided_at=2016-01-20T10:00:00Z review_due=2016-01-22\n"
         "D d2 level=low decided_at=2016-01-23T00:00:01Z",
         "2016-01-25T00:00:00Z", "medium cse d1 2016-01-23T00:00:00Z"},
        {"decided again at the tick: no longer so",
         "D d1 level=medium decided_at=2016-01-20T10:00:00Z review_due=2016-01-22\n"
         "D d2 level=low decided_at=2016-01-25T00:00:00Z",
         "2016-01-25T00:00:00Z", "medium cse d1 2016-01-23T00:00:00Z"},
        {"a decision on the other harm is none",
         "D d1 level=medium decided_at=2016-01-20T10:00:00Z review_due=2016-01-22\n"
         "D d2 harm=cce level=low decided_at=2016-01-21T00:00:00Z",
         "2016-01-25T00:00:00Z", "medium cse d1 2016-01-23T00:00:00Z standing"},
        {"however old", "D d1 level=medium decided_at=2016-01-20T10:00:00Z review_due=2016-01-22",
         "2019-01-25T00:00:00Z", "medium cse d1 2016-01-23T00:00:00Z standing"},
        {"the end of all dates",
         "D d1 level=high decided_at=2099-12-31T10:00:00Z "
         "recorded_at=2099-12-31T11:00:00Z review_due=2099-12-31",
         "2099-12-31T23:59:59Z", ""},
    };
    RULE_CASES_CHECK("review_overdue", rows);
}
