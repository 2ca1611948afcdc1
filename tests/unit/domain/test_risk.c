/* What is indicated, not assessed, lowered or not decided (measures.md, "risk"). */
#include <criterion/criterion.h>

#include "domain/measure.h"
#include "domain/vocab.h"
#include "support/story_cases.h"

#define CSE MEASURE_HARM(HARM_CSE, 0)
#define CCE MEASURE_HARM(HARM_CCE, 0)

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
    STORY_CASES_CHECK(rows);
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
    STORY_CASES_CHECK(rows);
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
    STORY_CASES_CHECK(rows);
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
        {"named at the lowering",
         "D d1 level=high decided_at=2015-11-01T10:00:00Z\nD d2 level=low "
         "decided_at=2016-03-05T10:00:00Z\n"
         "E e1 missing_since=2015-10-05T10:00:00Z\n"
         "I i1 outcome=completed completed_at=2016-03-05T10:00:00Z "
         "issues=[{\"code\":\"cse_concern\",\"source\":\"child\",\"confidence\":\"inferred\"}]",
         MARCH,
         {{LOWERED_THEN_MISSING, 1, 0}}},
        {"named a second before it",
         "D d1 level=high decided_at=2015-11-01T10:00:00Z\nD d2 level=low "
         "decided_at=2016-03-05T10:00:01Z\n"
         "E e1 missing_since=2015-10-05T10:00:00Z\n"
         "I i1 outcome=completed completed_at=2016-03-05T10:00:00Z "
         "issues=[{\"code\":\"cse_concern\",\"source\":\"child\",\"confidence\":\"inferred\"}]",
         MARCH,
         {{LOWERED_THEN_MISSING, 0, 0}}},
        {"named 90 days after it, to the second",
         "D d1 level=high decided_at=2015-11-01T10:00:00Z\nD d2 level=low "
         "decided_at=2015-12-06T10:00:00Z\n"
         "E e1 missing_since=2015-10-05T10:00:00Z\n"
         "I i1 outcome=completed completed_at=2016-03-05T10:00:00Z "
         "issues=[{\"code\":\"cse_concern\",\"source\":\"child\",\"confidence\":\"inferred\"}]",
         MARCH,
         {{LOWERED_THEN_MISSING, 1, 0}}},
        {"named a second later",
         "D d1 level=high decided_at=2015-11-01T10:00:00Z\nD d2 level=low "
         "decided_at=2015-12-06T09:59:59Z\n"
         "E e1 missing_since=2015-10-05T10:00:00Z\n"
         "I i1 outcome=completed completed_at=2016-03-05T10:00:00Z "
         "issues=[{\"code\":\"cse_concern\",\"source\":\"child\",\"confidence\":\"inferred\"}]",
         MARCH,
         {{LOWERED_THEN_MISSING, 0, 0}}},
        {"the level was kept",
         "D d1 level=high decided_at=2016-01-01T10:00:00Z\n"
         "D d2 level=high decided_at=2016-02-01T10:00:00Z\nE e1 missing_since=2016-03-05T10:00:00Z",
         MARCH,
         {{LOWERED_THEN_MISSING, 0, 0}}},
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
    STORY_CASES_CHECK(rows);
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
        {"decided at its very second",
         YOUNG "D d1 level=none decided_at=2016-03-05T10:00:00Z",
         MARCH,
         {{NOT_DECIDED, 0, 0}}},
        {"raised in the first second of the period",
         "E e1 missing_since=2016-03-01T00:00:00Z returned_at=2016-03-01T11:00:00Z born=2005-01",
         MARCH,
         {{NOT_DECIDED, 1, 0}}},
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
    STORY_CASES_CHECK(rows);
}
