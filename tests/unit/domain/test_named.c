/* Exploitation named in an interview, and what followed in 14 days (measures.md, risk, `named`). */
#include <criterion/criterion.h>

#include "domain/measure.h"
#include "domain/vocab.h"
#include "support/story_cases.h"

#define CSE MEASURE_HARM(HARM_CSE, 0)
#define CCE MEASURE_HARM(HARM_CCE, 0)
#define BACK "E e1 missing_since=2016-02-25T02:00:00Z returned_at=2016-03-05T10:00:00Z\n"
#define ISSUES(code)                                                                               \
    " issues=[{\"code\":\"" code "\",\"source\":\"child\",\"confidence\":\"disclosed\"}]"
#define NAMED(at) "I i1 outcome=completed completed_at=" at ISSUES("cse_concern") "\n"
#define COUNTS(children, assessed, decided, running, missed)                                       \
    {                                                                                              \
        {NAMED_CHILDREN, children, CSE}, {NAMED_ASSESSED_IN_14D, assessed, CSE},                   \
            {NAMED_DECIDED_IN_14D, decided, CSE}, {NAMED_NOT_YET_DUE, running, CSE},               \
            {NAMED_NOT_FOLLOWED_UP, missed, CSE},                                                  \
    }

Test(named, counts_children_named_in_the_period)
{
    static const struct story_case rows[] = {
        {"at its first second", BACK NAMED("2016-03-01T00:00:00Z"), MARCH, COUNTS(1, 0, 0, 0, 1)},
        {"a second before", BACK NAMED("2016-02-29T23:59:59Z"), MARCH, COUNTS(0, 0, 0, 0, 0)},
        {"in its last second", BACK NAMED("2016-03-31T22:59:59Z"), MARCH, COUNTS(1, 0, 0, 0, 1)},
        {"at its end", BACK NAMED("2016-03-31T23:00:00Z"), MARCH, COUNTS(0, 0, 0, 0, 0)},
        {"declined: at the offer",
         BACK "I i1 outcome=declined offered_at=2016-03-06T10:00:00Z" ISSUES("cse_concern"), MARCH,
         COUNTS(1, 0, 0, 0, 1)},
        {"no date: when its first copy was recorded",
         BACK "I i1 outcome=declined recorded_at=2016-03-06T10:00:00Z" ISSUES("cse_concern"), MARCH,
         COUNTS(1, 0, 0, 0, 1)},
        {"named twice is one child",
         BACK NAMED("2016-03-06T10:00:00Z") "I i2 outcome=completed "
                                            "completed_at=2016-03-07T10:00:00Z" ISSUES("cse_"
                                                                                       "concern"),
         MARCH, COUNTS(1, 0, 0, 0, 1)},
        {"by a harm suffered",
         BACK "I i1 outcome=completed completed_at=2016-03-06T10:00:00Z harms=[\"sexual\"]", MARCH,
         COUNTS(1, 0, 0, 0, 1)},
        {"another authority's child",
         "E e1 missing_since=2016-02-25T02:00:00Z responsible=E06000001\n" NAMED(
             "2016-03-06T10:00:00Z"),
         MARCH, COUNTS(0, 0, 0, 0, 0)},
        {"the episode's responsible counts, not the interview's",
         BACK "I i1 responsible=E06000001 outcome=completed "
              "completed_at=2016-03-06T10:00:00Z" ISSUES("cse_concern"),
         MARCH, COUNTS(1, 0, 0, 0, 1)},
        {"of an episode that is not known: the interview speaks for itself",
         "I i1 episodes=[\"e9\"] outcome=completed completed_at=2016-03-06T10:00:00Z" ISSUES(
             "cse_concern"),
         MARCH, COUNTS(1, 0, 0, 0, 1)},
        {"and for no other authority",
         "I i1 responsible=E06000001 episodes=[\"e9\"] outcome=completed "
         "completed_at=2016-03-06T10:00:00Z" ISSUES("cse_concern"),
         MARCH, COUNTS(0, 0, 0, 0, 0)},
        {"the other harm",
         BACK "I i1 outcome=completed completed_at=2016-03-06T10:00:00Z" ISSUES("gang"),
         MARCH,
         {{NAMED_CHILDREN, 0, CSE}, {NAMED_CHILDREN, 1, CCE}}},
        {"trafficking names both",
         BACK
         "I i1 outcome=completed completed_at=2016-03-06T10:00:00Z" ISSUES("trafficking_concern"),
         MARCH,
         {{NAMED_CHILDREN, 1, CSE}, {NAMED_CHILDREN, 1, CCE}}},
    };
    STORY_CASES_CHECK(rows);
}

Test(named, what_follows_is_of_that_harm_and_within_14_days)
{
    static const struct story_case rows[] = {
        {"assessed after 14 days to the second",
         BACK NAMED("2016-03-06T10:00:00Z") "A a1 assessed_at=2016-03-20T10:00:00Z", MARCH,
         COUNTS(1, 1, 0, 0, 0)},
        {"a second more",
         BACK NAMED("2016-03-06T10:00:00Z") "A a1 assessed_at=2016-03-20T10:00:01Z", MARCH,
         COUNTS(1, 0, 0, 0, 1)},
        {"a second before it was named",
         BACK NAMED("2016-03-06T10:00:00Z") "A a1 assessed_at=2016-03-06T09:59:59Z", MARCH,
         COUNTS(1, 0, 0, 0, 1)},
        {"decided", BACK NAMED("2016-03-06T10:00:00Z") "D d1 decided_at=2016-03-20T10:00:00Z",
         MARCH, COUNTS(1, 0, 1, 0, 0)},
        {"one naming was followed, another was not",
         BACK NAMED("2016-03-06T10:00:00Z") "A a1 assessed_at=2016-03-07T10:00:00Z\n"
                                            "I i2 outcome=completed "
                                            "completed_at=2016-03-08T10:00:00Z" ISSUES(
                                                "cse_concern"),
         MARCH, COUNTS(1, 1, 0, 0, 1)},
        {"both",
         BACK NAMED("2016-03-06T10:00:00Z") "D d1 decided_at=2016-03-20T10:00:00Z\n"
                                            "A a1 assessed_at=2016-03-07T10:00:00Z",
         MARCH, COUNTS(1, 1, 1, 0, 0)},
        {"decided and assessed at the instant it was named",
         BACK NAMED("2016-03-06T10:00:00Z") "D d1 decided_at=2016-03-06T10:00:00Z\n"
                                            "A a1 assessed_at=2016-03-06T10:00:00Z",
         MARCH, COUNTS(1, 1, 1, 0, 0)},
        {"decided on the other harm",
         BACK NAMED("2016-03-06T10:00:00Z") "D d1 harm=cce decided_at=2016-03-07T10:00:00Z", MARCH,
         COUNTS(1, 0, 0, 0, 1)},
        {"the period's end does not cut the 14 days",
         BACK NAMED("2016-03-30T10:00:00Z") "A a1 assessed_at=2016-04-10T10:00:00Z", MARCH,
         COUNTS(1, 1, 0, 0, 0)},
    };
    STORY_CASES_CHECK(rows);
}

Test(named, not_yet_due_while_the_14_days_run_past_as_of)
{
    static const struct story_case rows[] = {
        {"running", BACK NAMED("2016-03-06T10:00:00Z"),
         "E06000047 month:2016-03-01 2016-03-20T09:59:59Z", COUNTS(1, 0, 0, 1, 0)},
        {"run out", BACK NAMED("2016-03-06T10:00:00Z"),
         "E06000047 month:2016-03-01 2016-03-20T10:00:00Z", COUNTS(1, 0, 0, 0, 1)},
        {"one run out and one running: not followed up, not hidden behind the other",
         BACK NAMED("2016-03-06T10:00:00Z") "I i2 outcome=completed "
                                            "completed_at=2016-03-15T10:00:00Z" ISSUES(
                                                "cse_concern"),
         "E06000047 month:2016-03-01 2016-03-21T10:00:00Z", COUNTS(1, 0, 0, 0, 1)},
        {"followed, and running",
         BACK NAMED("2016-03-06T10:00:00Z") "A a1 assessed_at=2016-03-07T10:00:00Z",
         "E06000047 month:2016-03-01 2016-03-10T10:00:00Z", COUNTS(1, 1, 0, 0, 0)},
    };
    STORY_CASES_CHECK(rows);
}
