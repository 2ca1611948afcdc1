/* Decided levels, their moves and their reviews (measures.md, "risk"). */
#include <criterion/criterion.h>

#include "domain/measure.h"
#include "domain/vocab.h"
#include "support/story_cases.h"

#define CSE MEASURE_HARM(HARM_CSE, 0)
#define CCE MEASURE_HARM(HARM_CCE, 0)
#define AT(level) MEASURE_HARM(HARM_CSE, level)

Test(levels, the_level_is_the_last_decision_before_t)
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
    STORY_CASES_CHECK(rows);
}

Test(levels, moves_are_against_the_decision_before_and_count_a_child_once)
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
    STORY_CASES_CHECK(rows);
}

Test(levels, reviews_are_due_at_london_midnights)
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
    STORY_CASES_CHECK(rows);
}
