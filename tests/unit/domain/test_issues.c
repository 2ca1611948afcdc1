/* Issues, harms, actions and how complete they are: small stories at the borders of measures.md. */
#include <criterion/criterion.h>

#include "domain/measure.h"
#include "domain/vocab.h"
#include "support/story_cases.h"

#define ALL MEASURE_GROUP(GROUP_ALL, 0)
#define BACK "E e1 missing_since=2016-03-05T02:00:00Z returned_at=2016-03-05T10:00:00Z"
#define COMPLETED_LATER "outcome=completed completed_at=2016-03-06T10:00:00Z"

#define ISSUE(code, source)                                                                        \
    "{\"code\":\"" code "\",\"source\":\"" source "\",\"confidence\":\"disclosed\"}"

static uint64_t issue(const char *name)
{
    return vocab_find(VOCAB_ISSUE, slice_of(name));
}

Test(issues, count_episodes_and_children_with_their_coverage)
{
    const struct story_case rows[] = {
        {"nothing recorded",
         BACK "\nI i1 " COMPLETED_LATER,
         MARCH,
         {{ISSUES_EPISODES_DUE, 1, 0},
          {ISSUES_EPISODES_NONE, 1, 0},
          {ISSUES_EPISODES_WITH, 0, 0},
          {ISSUES_CHILDREN_DUE, 1, 0},
          {ISSUES_CHILDREN_WITH, 0, 0},
          {COMPLETE_ISSUE, 1, 1},
          {COMPLETE_ISSUE, 0, 0}}},
        {"not known and declined to say tell nothing, but are recorded",
         BACK "\nI i1 " COMPLETED_LATER
              " issues=[" ISSUE("not_known", "child") "," ISSUE("declined_to_say", "child") "]",
         MARCH,
         {{ISSUES_EPISODES_NONE, 0, 0},
          {ISSUES_EPISODES_WITH, 0, 0},
          {ISSUE_EPISODES, 1, issue("not_known")},
          {COMPLETE_ISSUE, 0, 0}}},
        {"one code from two interviews counts once an episode",
         BACK "\nI i1 " COMPLETED_LATER " issues=[" ISSUE(
             "debt", "child") "]\n"
                              "I i2 outcome=declined issues=[" ISSUE("debt", "carer") "," ISSUE(
                                  "gang", "police") "]",
         MARCH,
         {{ISSUE_EPISODES, 1, issue("debt")},
          {ISSUE_CHILDREN, 1, issue("debt")},
          {ISSUE_EPISODES, 1, issue("gang")},
          {ISSUES_EPISODES_WITH, 1, 0},
          {COMPLETE_ISSUE, 1, 0}}},
        {"one child twice against two children once",
         BACK
         "\nE e2 missing_since=2016-03-07T02:00:00Z returned_at=2016-03-07T10:00:00Z\n"
         "I i1 episodes=[\"e1\",\"e2\"] outcome=declined issues=[" ISSUE(
             "debt",
             "carer") "]\n"
                      "E e3 missing_since=2016-03-07T02:00:00Z returned_at=2016-03-07T10:00:00Z "
                      "child=sim.b\nI i3 episodes=[\"e3\"] child=sim.b issues=[" ISSUE(
                          "parties",
                          "child") "]\n"
                                   "E e4 missing_since=2016-03-07T02:00:00Z "
                                   "returned_at=2016-03-07T10:00:00Z "
                                   "child=sim.c\nI i4 episodes=[\"e4\"] child=sim.c issues=[" ISSUE(
                                       "parties", "child") "]",
         MARCH,
         {{ISSUE_EPISODES, 2, issue("debt")},
          {ISSUE_CHILDREN, 1, issue("debt")},
          {ISSUE_EPISODES, 2, issue("parties")},
          {ISSUE_CHILDREN, 2, issue("parties")},
          {ISSUES_EPISODES_WITH, 4, 0},
          {ISSUES_CHILDREN_WITH, 3, 0}}},
        {"declined, and the carer told: third-party information",
         BACK "\nI i1 outcome=declined issues=[" ISSUE("debt", "carer") "]",
         MARCH,
         {{INTERVIEW_THIRD_PARTY, 1, ALL},
          {ISSUES_EPISODES_WITH, 1, 0},
          {INTERVIEW_COMPLETED, 0, ALL},
          {COMPLETE_ISSUE, 0, 1}}},
        {"declined, and the child told",
         BACK "\nI i1 outcome=declined issues=[" ISSUE("debt", "child") "]",
         MARCH,
         {{INTERVIEW_THIRD_PARTY, 0, ALL}}},
        {"completed, and the carer told",
         BACK "\nI i1 " COMPLETED_LATER " issues=[" ISSUE("debt", "carer") "]",
         MARCH,
         {{INTERVIEW_THIRD_PARTY, 0, ALL}}},
        {"an orphan's issues are nobody's",
         BACK "\nI i1 episodes=[\"e9\"] issues=[" ISSUE("debt", "child") "]",
         MARCH,
         {{ISSUE_EPISODES, 0, issue("debt")}, {ISSUES_EPISODES_NONE, 1, 0}}},
    };
    STORY_CASES_CHECK(rows);
}

Test(issues, come_with_harms_and_actions_count_due_episodes_and_children_once)
{
    const uint64_t physical =
        MEASURE_GROUP(GROUP_ALL, vocab_find(VOCAB_HARM_SUFFERED, slice_of("physical")));
    const uint64_t plan =
        MEASURE_GROUP(GROUP_ALL, vocab_find(VOCAB_INTERVIEW_ACTION, slice_of("safety_plan")));
    const struct story_case rows[] = {
        {"two episodes of one child, one interview, said twice",
         BACK "\nE e2 missing_since=2016-03-07T02:00:00Z returned_at=2016-03-07T10:00:00Z\n"
              "I i1 episodes=[\"e1\",\"e2\"] " COMPLETED_LATER
              " harms=[\"physical\",\"physical\"] actions=[\"safety_plan\"]",
         MARCH,
         {{INTERVIEW_HARM, 1, physical},
          {INTERVIEW_ACTION, 1, plan},
          {INTERVIEW_HARM_CHILDREN, 1, physical}}},
        {"two episodes, covered by a later interview",
         BACK "\nE e2 missing_since=2016-03-07T02:00:00Z returned_at=2016-03-07T10:00:00Z\n"
              "I i1 episodes=[\"e1\",\"e2\"] outcome=completed completed_at=2016-03-09T10:00:00Z "
              "harms=[\"physical\"] actions=[\"safety_plan\"]",
         MARCH,
         {{INTERVIEW_HARM, 2, physical},
          {INTERVIEW_HARM_CHILDREN, 1, physical},
          {INTERVIEW_ACTION, 2, plan},
          {INTERVIEW_ACTION_CHILDREN, 1, plan},
          {QUALITY_ORPHANS, 0, 0}}},
    };
    STORY_CASES_CHECK(rows);
}

Test(issues, completeness_is_of_due_and_of_completed)
{
    static const struct story_case rows[] = {
        {"even a pending one is a record",
         BACK "\nI i1",
         MARCH,
         {{COMPLETE_INTERVIEW, 1, 1}, {COMPLETE_INTERVIEW, 1, 0}, {COMPLETE_ISSUE, 0, 1}}},
        {"none is none", BACK, MARCH, {{COMPLETE_INTERVIEW, 1, 1}, {COMPLETE_INTERVIEW, 0, 0}}},
        {"of missing episodes, where they went missing",
         BACK " area=E05000001 born=2003-01\nE e2 missing_since=2016-03-06T10:00:00Z\n"
              "E e3 missing_since=2016-03-07T10:00:00Z ethnicity=WBRI found_area=E05000002\n"
              "E e4 missing_since=2016-03-08T10:00:00Z",
         MARCH,
         {{COMPLETE_RETURNED_AT, 1, 0},
          {COMPLETE_RETURNED_AT, 4, 1},
          {COMPLETE_AREA, 1, 0},
          {COMPLETE_AREA, 4, 1},
          {COMPLETE_FOUND_AREA, 1, 0},
          {COMPLETE_FOUND_AREA, 4, 1},
          {COMPLETE_BORN, 1, 0},
          {COMPLETE_BORN, 4, 1},
          {COMPLETE_ETHNICITY, 1, 0},
          {COMPLETE_ETHNICITY, 4, 1}}},
    };
    STORY_CASES_CHECK(rows);
}
