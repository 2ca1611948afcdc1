/* Levels, moves, reviews and what is indicated (measures.md, "risk"). */
#include <criterion/criterion.h>

#include "domain/measure.h"
#include "domain/vocab.h"
#include "support/story.h"

#define MARCH "E06000047 month:2016-03-01 2016-06-01T00:00:00Z"
#define SIZE(rows) (sizeof(rows) / sizeof(rows)[0])
#define CSE MEASURE_HARM(HARM_CSE, 0)
#define CCE MEASURE_HARM(HARM_CCE, 0)
#define AT(level) MEASURE_HARM(HARM_CSE, level)

static struct story story;

static void check(const struct story_case *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        story_begin(&story, HOMEWARD_SOURCE_DIR);
        cr_expect(story_holds(&story, &rows[i]), "%s", story.said);
        story_end(&story);
    }
}

Test(risk, the_level_is_the_last_decision_before_t)
{
    static const struct story_case rows[] = {
        {"a second before T",
         "D d1 level=high decided_at=2016-03-31T22:59:59Z",
         MARCH,
         {{RISK_LEVEL, 1, AT(LEVEL_HIGH)}, {RISK_DECISIONS_BEFORE_END, 1, CSE}}},
        {"at T",
         "D d1 level=high decided_at=2016-03-31T23:00:00Z",
         MARCH,
         {{RISK_LEVEL, 0, AT(LEVEL_HIGH)}, {RISK_DECISIONS_BEFORE_END, 0, CSE}}},
        {"T is as_of",
         "D d1 level=low decided_at=2016-03-09T23:59:59Z\n"
         "D d2 level=high decided_at=2016-03-10T00:00:00Z",
         "E06000047 month:2016-03-01 2016-03-10T00:00:00Z",
         {{RISK_LEVEL, 1, AT(LEVEL_LOW)}, {RISK_LEVEL, 0, AT(LEVEL_HIGH)}}},
        {"years ago still stands",
         "D d1 level=medium decided_at=2010-03-09T23:59:59Z",
         MARCH,
         {{RISK_LEVEL, 1, AT(LEVEL_MEDIUM)}}},
        {"decided none is a level",
         "D d1 level=none decided_at=2016-03-09T23:59:59Z",
         MARCH,
         {{RISK_LEVEL, 1, AT(LEVEL_NONE)}}},
        {"never decided is none of them",
         "A a1 assessed_at=2016-03-09T23:59:59Z",
         MARCH,
         {{RISK_LEVEL, 0, AT(LEVEL_NONE)}, {RISK_DECISIONS_BEFORE_END, 0, CSE}}},
        {"ties by the greatest id",
         "D d2 level=high decided_at=2016-03-09T10:00:00Z\n"
         "D d10 level=low decided_at=2016-03-09T10:00:00Z",
         MARCH,
         {{RISK_LEVEL, 1, AT(LEVEL_HIGH)}, {RISK_LEVEL, 0, AT(LEVEL_LOW)}}},
        {"harm by harm",
         "D d1 level=high decided_at=2016-03-09T10:00:00Z\n"
         "D d2 harm=cce level=low decided_at=2016-03-10T10:00:00Z",
         MARCH,
         {{RISK_LEVEL, 1, AT(LEVEL_HIGH)},
          {RISK_LEVEL, 1, MEASURE_HARM(HARM_CCE, LEVEL_LOW)},
          {RISK_DECISIONS_BEFORE_END, 1, CCE}}},
        {"the latest decision's authority has the level",
         "D d1 level=high decided_at=2016-03-09T10:00:00Z\n"
         "D d2 level=low decided_at=2016-03-10T10:00:00Z responsible=E06000001",
         MARCH,
         {{RISK_LEVEL, 0, AT(LEVEL_HIGH)},
          {RISK_LEVEL, 0, AT(LEVEL_LOW)},
          {RISK_DECISIONS_BEFORE_END, 1, CSE}}},
        {"18 on the London date of T",
         "E e1 missing_since=2016-02-01T10:00:00Z returned_at=2016-02-01T11:00:00Z born=1998-03\n"
         "D d1 level=high decided_at=2016-03-09T10:00:00Z",
         MARCH,
         {{RISK_LEVEL, 0, AT(LEVEL_HIGH)}, {RISK_DECISIONS_BEFORE_END, 1, CSE}}},
        {"T is 1 April: born in April is still 17",
         "E e1 missing_since=2016-02-01T10:00:00Z returned_at=2016-02-01T11:00:00Z born=1998-04\n"
         "D d1 level=high decided_at=2016-03-09T10:00:00Z",
         MARCH,
         {{RISK_LEVEL, 1, AT(LEVEL_HIGH)}}},
        {"the latest month of birth known",
         "E e1 missing_since=2016-02-01T10:00:00Z born=1998-03\n"
         "E e2 missing_since=2016-02-02T10:00:00Z born=1999-03\n"
         "E e3 missing_since=2016-02-03T10:00:00Z\n"
         "D d1 level=high decided_at=2016-03-09T10:00:00Z",
         MARCH,
         {{RISK_LEVEL, 1, AT(LEVEL_HIGH)}}},
    };
    check(rows, SIZE(rows));
}

Test(risk, moves_are_against_the_decision_before_and_count_a_child_once)
{
    static const struct story_case rows[] = {
        {"the first decision raises from none",
         "D d1 level=low decided_at=2016-03-09T10:00:00Z",
         MARCH,
         {{RISK_RAISED, 1, CSE}, {RISK_LOWERED, 0, CSE}}},
        {"the first decision of none moves nothing",
         "D d1 level=none decided_at=2016-03-09T10:00:00Z",
         MARCH,
         {{RISK_RAISED, 0, CSE}, {RISK_CLOSED, 0, CSE}}},
        {"the same level moves nothing",
         "D d1 level=low decided_at=2016-02-09T10:00:00Z\n"
         "D d2 level=low decided_at=2016-03-09T10:00:00Z",
         MARCH,
         {{RISK_RAISED, 0, CSE}, {RISK_LOWERED, 0, CSE}}},
        {"lowered, not closed",
         "D d1 level=high decided_at=2016-02-09T10:00:00Z\n"
         "D d2 level=low decided_at=2016-03-09T10:00:00Z",
         MARCH,
         {{RISK_LOWERED, 1, CSE}, {RISK_CLOSED, 0, CSE}}},
        {"closed, not lowered",
         "D d1 level=high decided_at=2016-02-09T10:00:00Z\n"
         "D d2 level=none decided_at=2016-03-09T10:00:00Z",
         MARCH,
         {{RISK_LOWERED, 0, CSE}, {RISK_CLOSED, 1, CSE}}},
        {"up, up, down, closed: each once",
         "D d1 level=low decided_at=2016-03-09T10:00:00Z\n"
         "D d2 level=high decided_at=2016-03-10T10:00:00Z\n"
         "D d3 level=medium decided_at=2016-03-11T10:00:00Z\n"
         "D d4 level=none decided_at=2016-03-12T10:00:00Z",
         MARCH,
         {{RISK_RAISED, 1, CSE}, {RISK_LOWERED, 1, CSE}, {RISK_CLOSED, 1, CSE}}},
        {"at the moving decision's own authority, against anybody's before",
         "D d1 level=high decided_at=2016-03-09T10:00:00Z responsible=E06000001\n"
         "D d2 level=low decided_at=2016-03-10T10:00:00Z",
         MARCH,
         {{RISK_RAISED, 0, CSE}, {RISK_LOWERED, 1, CSE}}},
        {"outside the period",
         "D d1 level=high decided_at=2016-02-29T23:59:59Z\n"
         "D d2 level=low decided_at=2016-03-31T23:00:00Z",
         MARCH,
         {{RISK_RAISED, 0, CSE}, {RISK_LOWERED, 0, CSE}}},
        {"the other harm is another story",
         "D d1 harm=cce level=high decided_at=2016-02-09T10:00:00Z\n"
         "D d2 level=low decided_at=2016-03-09T10:00:00Z",
         MARCH,
         {{RISK_RAISED, 1, CSE}, {RISK_LOWERED, 0, CSE}, {RISK_LOWERED, 0, CCE}}},
    };
    check(rows, SIZE(rows));
}

Test(risk, reviews_are_due_at_london_midnights)
{
    static const struct story_case rows[] = {
        {"14 days end at T",
         "D d1 level=medium decided_at=2016-03-17T10:00:00Z",
         MARCH,
         {{RISK_REVIEWS_OVERDUE, 1, CSE}}},
        {"a day later",
         "D d1 level=medium decided_at=2016-03-18T10:00:00Z",
         MARCH,
         {{RISK_REVIEWS_OVERDUE, 0, CSE}}},
        {"its own date ends at T",
         "D d1 level=high decided_at=2016-01-18T10:00:00Z "
         "review_due=2016-03-31",
         MARCH,
         {{RISK_REVIEWS_OVERDUE, 1, CSE}}},
        {"its own date, a day later",
         "D d1 level=high decided_at=2016-01-18T10:00:00Z "
         "review_due=2016-04-01",
         MARCH,
         {{RISK_REVIEWS_OVERDUE, 0, CSE}}},
        {"a second before the midnight, by as_of",
         "D d1 level=high decided_at=2016-01-18T10:00:00Z review_due=2016-03-10",
         "E06000047 month:2016-03-01 2016-03-10T23:59:59Z",
         {{RISK_REVIEWS_OVERDUE, 0, CSE}}},
        {"at the midnight",
         "D d1 level=high decided_at=2016-01-18T10:00:00Z review_due=2016-03-10",
         "E06000047 month:2016-03-01 2016-03-11T00:00:00Z",
         {{RISK_REVIEWS_OVERDUE, 1, CSE}}},
        {"low needs no review",
         "D d1 level=low decided_at=2016-01-18T10:00:00Z",
         MARCH,
         {{RISK_REVIEWS_OVERDUE, 0, CSE}}},
        {"a later low ends it",
         "D d1 level=high decided_at=2016-01-18T10:00:00Z\n"
         "D d2 level=low decided_at=2016-03-18T10:00:00Z",
         MARCH,
         {{RISK_REVIEWS_OVERDUE, 0, CSE}}},
        {"the end of the fourteenth day, by the London date of the decision in summer",
         "D d1 level=medium decided_at=2016-06-01T23:30:00Z",
         "E06000047 month:2016-06-01 2016-06-16T22:59:59Z",
         {{RISK_REVIEWS_OVERDUE, 0, CSE}}},
    };
    check(rows, SIZE(rows));
}

#define SIX                                                                                        \
    " items=[{\"item\":\"emotional_neglect\",\"when\":\"lifetime\"},{\"item\":\"physical_abuse\"," \
    "\"when\":\"lifetime\"},{\"item\":\"sexual_abuse\",\"when\":\"lifetime\"},"                    \
    "{\"item\":\"family_breakdown\",\"when\":\"lifetime\"},{\"item\":\"isolated\","                \
    "\"when\":\"lifetime\"},{\"item\":\"low_self_esteem\",\"when\":\"lifetime\"}]\n"

Test(risk, indicated_above_level_takes_the_latest_assessment_in_180_days)
{
    static const struct story_case rows[] = {
        {"180 days to the second",
         "A a1 assessed_at=2015-10-03T23:00:00Z" SIX,
         MARCH,
         {{RISK_INDICATED_ABOVE_LEVEL, 1, CSE}}},
        {"a second more",
         "A a1 assessed_at=2015-10-03T22:59:59Z" SIX,
         MARCH,
         {{RISK_INDICATED_ABOVE_LEVEL, 0, CSE}}},
        {"a second before T",
         "A a1 assessed_at=2016-03-31T22:59:59Z" SIX,
         MARCH,
         {{RISK_INDICATED_ABOVE_LEVEL, 1, CSE}}},
        {"at T",
         "A a1 assessed_at=2016-03-31T23:00:00Z" SIX,
         MARCH,
         {{RISK_INDICATED_ABOVE_LEVEL, 0, CSE}}},
        {"decided as indicated",
         "A a1 assessed_at=2016-03-05T10:00:00Z" SIX
         "D d1 level=low decided_at=2016-03-06T10:00:00Z",
         MARCH,
         {{RISK_INDICATED_ABOVE_LEVEL, 0, CSE}}},
        {"decided below",
         "A a1 assessed_at=2016-03-05T10:00:00Z" SIX
         "D d1 level=none decided_at=2016-03-06T10:00:00Z",
         MARCH,
         {{RISK_INDICATED_ABOVE_LEVEL, 1, CSE}}},
        {"ties by the greatest id",
         "A a2 assessed_at=2016-03-05T10:00:00Z\nA a1 assessed_at=2016-03-05T10:00:00Z" SIX,
         MARCH,
         {{RISK_INDICATED_ABOVE_LEVEL, 0, CSE}}},
        {"without a decision the assessment's authority counts it",
         "A a1 responsible=E06000001 assessed_at=2016-03-05T10:00:00Z" SIX,
         MARCH,
         {{RISK_INDICATED_ABOVE_LEVEL, 0, CSE}}},
        {"with one the decision's does",
         "A a1 responsible=E06000001 assessed_at=2016-03-05T10:00:00Z" SIX
         "D d1 level=none decided_at=2016-03-06T10:00:00Z",
         MARCH,
         {{RISK_INDICATED_ABOVE_LEVEL, 1, CSE}}},
        {"an unknown tool indicates nothing and is counted",
         "A a1 tool=home_made assessed_at=2016-03-05T10:00:00Z" SIX,
         MARCH,
         {{RISK_INDICATED_ABOVE_LEVEL, 0, CSE}, {QUALITY_UNKNOWN_TOOL, 1, 0}}},
    };
    check(rows, SIZE(rows));
}

#define THREE                                                                                      \
    "E e1 missing_since=2016-03-01T10:00:00Z returned_at=2016-03-01T11:00:00Z\n"                   \
    "E e2 missing_since=2016-03-02T10:00:00Z returned_at=2016-03-02T11:00:00Z\n"                   \
    "E e3 missing_since=2016-03-03T10:00:00Z returned_at=2016-03-03T11:00:00Z\n"

Test(risk, repeatedly_missing_and_not_assessed_counts_harm_by_harm)
{
    static const struct story_case rows[] = {
        {"neither",
         THREE,
         MARCH,
         {{UNASSESSED, 1, 0}, {UNASSESSED, 1, HARM_CSE}, {UNASSESSED, 1, HARM_CCE}}},
        {"CSE assessed",
         THREE "A a1 assessed_at=2016-03-20T10:00:00Z",
         MARCH,
         {{UNASSESSED, 0, 0}, {UNASSESSED, 0, HARM_CSE}, {UNASSESSED, 1, HARM_CCE}}},
        {"assessed 180 days before T, to the second",
         THREE "A a1 assessed_at=2015-10-03T23:00:00Z",
         MARCH,
         {{UNASSESSED, 0, HARM_CSE}}},
        {"a second more",
         THREE "A a1 assessed_at=2015-10-03T22:59:59Z",
         MARCH,
         {{UNASSESSED, 1, HARM_CSE}}},
        {"assessed at T",
         THREE "A a1 assessed_at=2016-03-31T23:00:00Z",
         MARCH,
         {{UNASSESSED, 1, HARM_CSE}}},
        {"twice in the period is not three",
         "E e1 missing_since=2016-03-01T10:00:00Z\n"
         "E e2 missing_since=2016-03-02T10:00:00Z",
         MARCH,
         {{UNASSESSED, 0, 0}, {UNASSESSED, 0, HARM_CSE}}},
    };
    check(rows, SIZE(rows));
}

Test(risk, harm_status_is_the_latest_of_children_who_went_missing_here)
{
    static const uint64_t known = MEASURE_HARM(HARM_CSE, HARM_STATUS_KNOWN);
    static const uint64_t suspected = MEASURE_HARM(HARM_CSE, HARM_STATUS_SUSPECTED);
    const struct story_case rows[] = {
        {"not assessed",
         "E e1 missing_since=2016-03-01T10:00:00Z",
         MARCH,
         {{HARM_STATUS, 1, CSE}, {HARM_STATUS, 1, CCE}}},
        {"assessed long ago",
         "E e1 missing_since=2016-03-01T10:00:00Z\n"
         "A a1 harm_status=known assessed_at=2010-03-01T10:00:00Z",
         MARCH,
         {{HARM_STATUS, 1, known}, {HARM_STATUS, 0, CSE}, {HARM_STATUS, 1, CCE}}},
        {"the latest before T",
         "E e1 missing_since=2016-03-01T10:00:00Z\n"
         "A a1 harm_status=known assessed_at=2016-03-31T23:00:00Z\n"
         "A a2 harm_status=suspected assessed_at=2016-03-31T22:59:59Z",
         MARCH,
         {{HARM_STATUS, 0, known}, {HARM_STATUS, 1, suspected}}},
        {"of equals the greatest id",
         "E e1 missing_since=2016-03-01T10:00:00Z\n"
         "A a2 harm_status=known assessed_at=2016-03-05T10:00:00Z\n"
         "A a1 harm_status=suspected assessed_at=2016-03-05T10:00:00Z",
         MARCH,
         {{HARM_STATUS, 1, known}}},
        {"not missing here",
         "A a1 harm_status=known assessed_at=2016-03-05T10:00:00Z\n"
         "E e1 missing_since=2016-03-01T10:00:00Z authority=E06000001",
         MARCH,
         {{HARM_STATUS, 0, known}, {HARM_STATUS, 0, CSE}}},
        {"away is not missing",
         "E e1 kind=away status=looked_after missing_since=2016-03-01T10:00:00Z",
         MARCH,
         {{HARM_STATUS, 0, CSE}}},
    };
    check(rows, SIZE(rows));
}

#define LOWERED                                                                                    \
    "D d1 level=high decided_at=2016-01-01T10:00:00Z\n"                                            \
    "D d2 level=low decided_at=2016-02-01T10:00:00Z\n"

Test(risk, lowered_then_missing_looks_back_90_days_from_a_trigger_in_the_period)
{
    static const struct story_case rows[] = {
        {"a start in the period",
         LOWERED "E e1 missing_since=2016-03-05T10:00:00Z",
         MARCH,
         {{LOWERED_THEN_MISSING, 1, 0}}},
        {"in any authority",
         LOWERED "E e1 missing_since=2016-03-05T10:00:00Z authority=E06000001",
         MARCH,
         {{LOWERED_THEN_MISSING, 1, 0}}},
        {"before the period",
         LOWERED "E e1 missing_since=2016-02-05T10:00:00Z",
         MARCH,
         {{LOWERED_THEN_MISSING, 0, 0}}},
        {"at the lowering",
         "D d1 level=high decided_at=2016-01-01T10:00:00Z\n"
         "D d2 level=none decided_at=2016-03-05T10:00:00Z\nE e1 missing_since=2016-03-05T10:00:00Z",
         MARCH,
         {{LOWERED_THEN_MISSING, 1, 0}}},
        {"a second before it",
         "D d1 level=high decided_at=2016-01-01T10:00:00Z\n"
         "D d2 level=none decided_at=2016-03-05T10:00:01Z\nE e1 missing_since=2016-03-05T10:00:00Z",
         MARCH,
         {{LOWERED_THEN_MISSING, 0, 0}}},
        {"90 days to the second",
         "D d1 level=high decided_at=2015-11-01T10:00:00Z\n"
         "D d2 level=low decided_at=2015-12-06T10:00:00Z\nE e1 missing_since=2016-03-05T10:00:00Z",
         MARCH,
         {{LOWERED_THEN_MISSING, 1, 0}}},
        {"a second more",
         "D d1 level=high decided_at=2015-11-01T10:00:00Z\n"
         "D d2 level=low decided_at=2015-12-06T09:59:59Z\nE e1 missing_since=2016-03-05T10:00:00Z",
         MARCH,
         {{LOWERED_THEN_MISSING, 0, 0}}},
        {"lowered by another authority",
         "D d1 level=high decided_at=2016-01-01T10:00:00Z\n"
         "D d2 level=low decided_at=2016-02-01T10:00:00Z responsible=E06000001\n"
         "E e1 missing_since=2016-03-05T10:00:00Z",
         MARCH,
         {{LOWERED_THEN_MISSING, 0, 0}}},
        {"exploitation named",
         LOWERED "E e1 missing_since=2016-01-05T10:00:00Z\n"
                 "I i1 outcome=completed completed_at=2016-03-05T10:00:00Z "
                 "issues=[{\"code\":\"cse_concern\",\"source\":\"child\",\"confidence\":"
                 "\"inferred\"}]",
         MARCH,
         {{LOWERED_THEN_MISSING, 1, 0}}},
        {"the other harm named",
         LOWERED "E e1 missing_since=2016-01-05T10:00:00Z\n"
                 "I i1 outcome=completed completed_at=2016-03-05T10:00:00Z "
                 "issues=[{\"code\":\"gang\",\"source\":\"child\",\"confidence\":\"inferred\"}]",
         MARCH,
         {{LOWERED_THEN_MISSING, 0, 0}}},
        {"away is no trigger of the measure",
         LOWERED "E e1 kind=away status=looked_after missing_since=2016-03-05T10:00:00Z",
         MARCH,
         {{LOWERED_THEN_MISSING, 0, 0}}},
        {"both harms lowered is one child",
         LOWERED "D d3 harm=cce level=high decided_at=2016-01-01T10:00:00Z\n"
                 "D d4 harm=cce level=none decided_at=2016-02-01T10:00:00Z\n"
                 "E e1 missing_since=2016-03-05T10:00:00Z",
         MARCH,
         {{LOWERED_THEN_MISSING, 1, 0}}},
    };
    check(rows, SIZE(rows));
}

#define YOUNG                                                                                      \
    "E e1 missing_since=2016-03-05T10:00:00Z returned_at=2016-03-05T11:00:00Z born=2005-01\n"

Test(risk, not_decided_is_a_high_indication_in_the_period_and_no_decision_since)
{
    static const struct story_case rows[] = {
        {"a child under 13", YOUNG, MARCH, {{NOT_DECIDED, 1, 0}}},
        {"nothing high",
         "E e1 missing_since=2016-03-05T10:00:00Z returned_at=2016-03-05T11:00:00Z",
         MARCH,
         {{NOT_DECIDED, 0, 0}}},
        {"decided since, on either harm",
         YOUNG "D d1 harm=cce level=none decided_at=2016-03-20T10:00:00Z",
         MARCH,
         {{NOT_DECIDED, 0, 0}}},
        {"decided before it alone",
         YOUNG "D d1 level=none decided_at=2016-03-05T09:59:59Z",
         MARCH,
         {{NOT_DECIDED, 1, 0}}},
        {"decided at T",
         YOUNG "D d1 level=none decided_at=2016-03-31T23:00:00Z",
         MARCH,
         {{NOT_DECIDED, 1, 0}}},
        {"raised before the period",
         "E e1 missing_since=2016-02-29T10:00:00Z returned_at=2016-02-29T11:00:00Z born=2005-01",
         MARCH,
         {{NOT_DECIDED, 0, 0}}},
        {"raised at the end of the period: not in it",
         "E e1 missing_since=2016-03-31T23:00:00Z returned_at=2016-04-01T11:00:00Z born=2005-01",
         MARCH,
         {{NOT_DECIDED, 0, 0}}},
        {"by the responsible authority",
         YOUNG "E e1 missing_since=2016-03-05T10:00:00Z revision=2 "
               "born=2005-01 responsible=E06000001",
         MARCH,
         {{NOT_DECIDED, 0, 0}}},
        {"a level lowered against the evidence is no decision on it",
         "E e1 missing_since=2016-03-01T10:00:00Z returned_at=2016-03-01T11:00:00Z\n"
         "D d1 level=high decided_at=2016-01-01T10:00:00Z\n"
         "I i1 outcome=completed completed_at=2016-03-05T10:00:00Z "
         "issues=[{\"code\":\"cse_concern\",\"source\":\"child\",\"confidence\":\"inferred\"}]\n"
         "D d2 level=low decided_at=2016-03-08T10:00:00Z",
         MARCH,
         {{NOT_DECIDED, 1, 0}}},
        {"until somebody decides again",
         "E e1 missing_since=2016-03-01T10:00:00Z returned_at=2016-03-01T11:00:00Z\n"
         "D d1 level=high decided_at=2016-01-01T10:00:00Z\n"
         "I i1 outcome=completed completed_at=2016-03-05T10:00:00Z "
         "issues=[{\"code\":\"cse_concern\",\"source\":\"child\",\"confidence\":\"inferred\"}]\n"
         "D d2 level=low decided_at=2016-03-08T10:00:00Z\n"
         "D d3 level=medium decided_at=2016-03-09T10:00:00Z",
         MARCH,
         {{NOT_DECIDED, 0, 0}}},
        {"as_of before the period: nothing has happened in it",
         YOUNG,
         "E06000047 month:2016-03-01 2016-02-01T00:00:00Z",
         {{NOT_DECIDED, 0, 0}}},
    };
    check(rows, SIZE(rows));
}
