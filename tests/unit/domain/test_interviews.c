/* Interviews: small stories at the borders of measures.md. */
#include <criterion/criterion.h>

#include "domain/measure.h"
#include "domain/vocab.h"
#include "support/story_cases.h"

#define ALL MEASURE_GROUP(GROUP_ALL, 0)
#define BACK "E e1 missing_since=2016-03-05T02:00:00Z returned_at=2016-03-05T10:00:00Z"

Test(interviews, belong_to_the_period_of_the_return_and_the_responsible_authority)
{
    static const struct story_case rows[] = {
        {"returned, though it began in the month before",
         "E e1 missing_since=2016-02-20T10:00:00Z returned_at=2016-03-01T00:00:00Z",
         MARCH,
         {{INTERVIEW_DUE, 1, ALL}, {MISSING_EPISODES, 0, 0}}},
        {"returned a second before the period",
         "E e1 missing_since=2016-02-20T10:00:00Z returned_at=2016-02-29T23:59:59Z",
         MARCH,
         {{INTERVIEW_DUE, 0, ALL}}},
        {"returned in its last second",
         "E e1 missing_since=2016-03-20T10:00:00Z returned_at=2016-03-31T22:59:59Z",
         MARCH,
         {{INTERVIEW_DUE, 1, ALL}}},
        {"returned at its end",
         "E e1 missing_since=2016-03-20T10:00:00Z returned_at=2016-03-31T23:00:00Z",
         MARCH,
         {{INTERVIEW_DUE, 0, ALL}, {INTERVIEW_STILL_MISSING, 0, ALL}}},
        {"found alone: the return is assumed",
         "E e1 missing_since=2016-03-05T02:00:00Z found_at=2016-03-05T10:00:00Z",
         MARCH,
         {{INTERVIEW_DUE, 1, ALL}, {INTERVIEW_RETURN_ASSUMED, 1, ALL}}},
        {"found in the period, returned after it",
         "E e1 missing_since=2016-03-05T02:00:00Z found_at=2016-03-05T10:00:00Z "
         "returned_at=2016-04-05T10:00:00Z",
         MARCH,
         {{INTERVIEW_DUE, 0, ALL}, {INTERVIEW_RETURN_ASSUMED, 0, ALL}}},
        {"another authority's child",
         BACK " responsible=E06000001",
         MARCH,
         {{INTERVIEW_DUE, 0, ALL}}},
        {"our child, missing elsewhere",
         BACK " authority=E06000001",
         MARCH,
         {{INTERVIEW_DUE, 1, ALL}, {MISSING_EPISODES, 0, 0}}},
        {"away has no interview",
         BACK " kind=away status=looked_after",
         MARCH,
         {{INTERVIEW_DUE, 0, ALL}, {INTERVIEW_STILL_MISSING, 0, ALL}}},
    };
    STORY_CASES_CHECK(rows);
}

Test(interviews, the_18th_birthday_is_the_last_day_of_the_month)
{
    static const struct story_case rows[] = {
        {"returned the day before",
         "E e1 missing_since=2016-03-05T02:00:00Z returned_at=2016-03-30T10:00:00Z born=1998-03",
         MARCH,
         {{INTERVIEW_DUE, 1, ALL}}},
        {"returned on it, by the London date",
         "E e1 missing_since=2016-03-05T02:00:00Z returned_at=2016-03-30T23:00:00Z born=1998-03",
         MARCH,
         {{INTERVIEW_DUE, 0, ALL}, {MISSING_EPISODES, 1, 0}, {ISSUES_EPISODES_DUE, 0, 0}}},
        {"a second before that midnight",
         "E e1 missing_since=2016-03-05T02:00:00Z returned_at=2016-03-30T22:59:59Z born=1998-03",
         MARCH,
         {{INTERVIEW_DUE, 1, ALL}}},
        {"turning 18 within the 72 hours",
         "E e1 missing_since=2016-03-05T02:00:00Z returned_at=2016-03-30T10:00:00Z born=1998-03",
         "E06000047 month:2016-03-01 2016-03-31T10:00:00Z",
         {{INTERVIEW_NOT_YET_DUE, 1, ALL}}},
        {"born in February 2000, returned on the 28th of 2018",
         "E e1 missing_since=2018-02-20T02:00:00Z returned_at=2018-02-28T10:00:00Z born=2000-02",
         "E06000047 month:2018-02-01 2018-06-01T00:00:00Z",
         {{INTERVIEW_DUE, 0, ALL}}},
        {"no month of birth",
         "E e1 missing_since=2016-03-05T02:00:00Z returned_at=2016-03-31T10:00:00Z",
         MARCH,
         {{INTERVIEW_DUE, 1, ALL}}},
    };
    STORY_CASES_CHECK(rows);
}

Test(interviews, are_due_when_72_hours_have_passed_at_as_of)
{
    static const struct story_case rows[] = {
        {"72 h to the second",
         BACK,
         "E06000047 month:2016-03-01 2016-03-08T10:00:00Z",
         {{INTERVIEW_DUE, 1, ALL}, {INTERVIEW_NOT_YET_DUE, 0, ALL}, {INTERVIEW_OVERDUE, 1, ALL}}},
        {"a second less",
         BACK,
         "E06000047 month:2016-03-01 2016-03-08T09:59:59Z",
         {{INTERVIEW_DUE, 0, ALL}, {INTERVIEW_NOT_YET_DUE, 1, ALL}, {INTERVIEW_OVERDUE, 0, ALL}}},
        {"completed and not yet due counts as not yet due alone",
         BACK "\nI i1 outcome=completed completed_at=2016-03-05T12:00:00Z "
              "issues=[{\"code\":\"debt\",\"source\":\"child\",\"confidence\":\"disclosed\"}]",
         "E06000047 month:2016-03-01 2016-03-08T09:59:59Z",
         {{INTERVIEW_NOT_YET_DUE, 1, ALL},
          {INTERVIEW_COMPLETED, 0, ALL},
          {INTERVIEW_OFFERED, 0, ALL},
          {ISSUES_EPISODES_DUE, 0, 0},
          {COMPLETE_INTERVIEW, 0, 1}}},
        {"as_of after the period: what returned in its last hours is due",
         "E e1 missing_since=2016-03-20T10:00:00Z returned_at=2016-03-31T22:00:00Z",
         "E06000047 month:2016-03-01 2016-04-03T22:00:00Z",
         {{INTERVIEW_DUE, 1, ALL}}},
    };
    STORY_CASES_CHECK(rows);
}

Test(interviews, still_missing_is_more_than_24_hours_before_t_whenever_it_began)
{
    static const struct story_case rows[] = {
        {"24 h to the second",
         "E e1 missing_since=2016-03-30T23:00:00Z",
         MARCH,
         {{INTERVIEW_STILL_MISSING, 0, ALL}}},
        {"a second more",
         "E e1 missing_since=2016-03-30T22:59:59Z",
         MARCH,
         {{INTERVIEW_STILL_MISSING, 1, ALL}, {INTERVIEW_DUE, 0, ALL}}},
        {"years ago, elsewhere",
         "E e1 missing_since=2010-03-30T22:59:59Z authority=E06000001",
         MARCH,
         {{INTERVIEW_STILL_MISSING, 1, ALL}}},
        {"begun after T",
         "E e1 missing_since=2016-04-20T10:00:00Z",
         MARCH,
         {{INTERVIEW_STILL_MISSING, 0, ALL}}},
        {"T is as_of",
         "E e1 missing_since=2016-03-10T10:00:00Z",
         "E06000047 month:2016-03-01 2016-03-11T10:00:01Z",
         {{INTERVIEW_STILL_MISSING, 1, ALL}}},
    };
    STORY_CASES_CHECK(rows);
}

Test(interviews, completed_within_72_hours_of_the_return_in_utc)
{
    static const struct story_case rows[] = {
        {"72 h to the second",
         BACK "\nI i1 outcome=completed completed_at=2016-03-08T10:00:00Z",
         MARCH,
         {{INTERVIEW_WITHIN_72H, 1, ALL},
          {INTERVIEW_LATE, 0, ALL},
          {INTERVIEW_SECONDS, 1, MEASURE_GROUP(GROUP_ALL, 72 * 3600)}}},
        {"a second more",
         BACK "\nI i1 outcome=completed completed_at=2016-03-08T10:00:01Z",
         MARCH,
         {{INTERVIEW_WITHIN_72H, 0, ALL}, {INTERVIEW_LATE, 1, ALL}, {INTERVIEW_COMPLETED, 1, ALL}}},
        {"between start and return: after 0 hours",
         BACK "\nI i1 outcome=completed completed_at=2016-03-05T03:00:00Z",
         MARCH,
         {{INTERVIEW_WITHIN_72H, 1, ALL}, {INTERVIEW_SECONDS, 1, MEASURE_GROUP(GROUP_ALL, 0)}}},
        {"before the start: does not cover",
         BACK "\nI i1 outcome=completed completed_at=2016-03-05T01:59:59Z",
         MARCH,
         {{INTERVIEW_COMPLETED, 0, ALL}, {INTERVIEW_OVERDUE, 1, ALL}, {QUALITY_ORPHANS, 1, 0}}},
        {"the earliest of two completed ones decides, and says who was independent",
         BACK "\nI i2 outcome=completed completed_at=2016-03-09T10:00:00Z independent=true\n"
              "I i1 outcome=completed completed_at=2016-03-06T10:00:00Z independent=false",
         MARCH,
         {{INTERVIEW_WITHIN_72H, 1, ALL},
          {INTERVIEW_COMPLETED, 1, ALL},
          {INTERVIEW_INDEPENDENT, 0, ALL}}},
        {"of two at one instant the smallest id",
         BACK "\nI i2 outcome=completed completed_at=2016-03-06T10:00:00Z independent=false\n"
              "I i1 outcome=completed completed_at=2016-03-06T10:00:00Z independent=true",
         MARCH,
         {{INTERVIEW_INDEPENDENT, 1, ALL}}},
        {"the return starts the clock, not the finding",
         "E e1 missing_since=2016-03-05T00:00:00Z found_at=2016-03-05T02:00:00Z "
         "returned_at=2016-03-05T11:00:00Z\nI i1 outcome=completed "
         "completed_at=2016-03-08T11:00:00Z",
         MARCH,
         {{INTERVIEW_WITHIN_72H, 1, ALL}}},
        {"71 h 15 min, though the wall says 72 h 15 min",
         "E e1 missing_since=2016-03-25T20:00:00Z returned_at=2016-03-25T23:30:00Z\n"
         "I i1 outcome=completed completed_at=2016-03-28T23:45:00+01:00",
         MARCH,
         {{INTERVIEW_WITHIN_72H, 1, ALL},
          {INTERVIEW_SECONDS, 1, MEASURE_GROUP(GROUP_ALL, 71 * 3600 + 900)}}},
        {"72 h 30 min, though the wall says 71 h 30 min",
         "E e1 missing_since=2016-10-28T20:00:00+01:00 returned_at=2016-10-28T23:30:00+01:00\n"
         "I i1 outcome=completed completed_at=2016-10-31T23:00:00Z",
         "E06000047 month:2016-10-01 2016-12-01T00:00:00Z",
         {{INTERVIEW_LATE, 1, ALL}}},
        {"day precision is not timed and has no hours",
         "E e1 precision=day missing_since=2016-03-05T00:00:00Z returned_at=2016-03-06T00:00:00Z\n"
         "I i1 outcome=completed completed_at=2016-03-06T10:00:00Z",
         MARCH,
         {{INTERVIEW_COMPLETED, 1, ALL},
          {INTERVIEW_NOT_TIMED, 1, ALL},
          {INTERVIEW_WITHIN_72H, 0, ALL},
          {INTERVIEW_LATE, 0, ALL},
          {INTERVIEW_SECONDS, 0, MEASURE_GROUP(GROUP_ALL, 10 * 3600)}}},
        {"one interview covers two returns, each with its own hours",
         BACK "\nE e2 missing_since=2016-03-07T02:00:00Z returned_at=2016-03-07T10:00:00Z\n"
              "I i1 episodes=[\"e1\",\"e2\"] outcome=completed completed_at=2016-03-09T10:00:00Z",
         MARCH,
         {{INTERVIEW_COMPLETED, 2, ALL},
          {INTERVIEW_WITHIN_72H, 1, ALL},
          {INTERVIEW_LATE, 1, ALL},
          {INTERVIEW_SECONDS, 1, MEASURE_GROUP(GROUP_ALL, 96 * 3600)},
          {INTERVIEW_SECONDS, 1, MEASURE_GROUP(GROUP_ALL, 48 * 3600)}}},
    };
    STORY_CASES_CHECK(rows);
}

#define OUTCOMES(offered, accepted, completed, declined, overdue, not_offered)                     \
    {                                                                                              \
        {INTERVIEW_DUE, 1, ALL}, {INTERVIEW_OFFERED, offered, ALL},                                \
            {INTERVIEW_ACCEPTED, accepted, ALL}, {INTERVIEW_COMPLETED, completed, ALL},            \
            {INTERVIEW_DECLINED, declined, ALL}, {INTERVIEW_OVERDUE, overdue, ALL},                \
            {INTERVIEW_NOT_OFFERED, not_offered, ALL},                                             \
    }
#define COMPLETED_LATER "outcome=completed completed_at=2016-03-06T10:00:00Z"

Test(interviews, the_best_outcome_decides_and_due_is_completed_declined_and_overdue)
{
    static const struct story_case rows[] = {
        {"none at all", BACK, MARCH, OUTCOMES(0, 0, 0, 0, 1, 0)},
        {"pending", BACK "\nI i1", MARCH, OUTCOMES(0, 0, 0, 0, 1, 0)},
        {"pending, offered", BACK "\nI i1 offered_at=2016-03-06T10:00:00Z", MARCH,
         OUTCOMES(1, 0, 0, 0, 1, 0)},
        {"not offered", BACK "\nI i1 outcome=not_offered", MARCH, OUTCOMES(0, 0, 0, 0, 1, 1)},
        {"no reply", BACK "\nI i1 outcome=no_reply", MARCH, OUTCOMES(1, 0, 0, 0, 1, 0)},
        {"not present", BACK "\nI i1 outcome=not_present", MARCH, OUTCOMES(1, 1, 0, 0, 1, 0)},
        {"refused on arrival", BACK "\nI i1 outcome=refused_on_arrival", MARCH,
         OUTCOMES(1, 1, 0, 1, 0, 0)},
        {"declined", BACK "\nI i1 outcome=declined", MARCH, OUTCOMES(1, 0, 0, 1, 0, 0)},
        {"completed", BACK "\nI i1 " COMPLETED_LATER, MARCH, OUTCOMES(1, 1, 1, 0, 0, 0)},
        {"completed over declined", BACK "\nI i1 outcome=declined\nI i2 " COMPLETED_LATER, MARCH,
         OUTCOMES(1, 1, 1, 0, 0, 0)},
        {"declined over refused: but it was accepted once",
         BACK "\nI i1 outcome=refused_on_arrival\nI i2 outcome=declined", MARCH,
         OUTCOMES(1, 1, 0, 1, 0, 0)},
        {"refused over not present",
         BACK "\nI i1 outcome=not_present\nI i2 outcome=refused_on_arrival", MARCH,
         OUTCOMES(1, 1, 0, 1, 0, 0)},
        {"no reply over not offered", BACK "\nI i1 outcome=no_reply\nI i2 outcome=not_offered",
         MARCH, OUTCOMES(1, 0, 0, 0, 1, 0)},
        {"an offer pending over not offered",
         BACK "\nI i1 offered_at=2016-03-06T10:00:00Z\nI i2 outcome=not_offered", MARCH,
         OUTCOMES(1, 0, 0, 0, 1, 0)},
        {"not offered over pending", BACK "\nI i1\nI i2 outcome=not_offered", MARCH,
         OUTCOMES(0, 0, 0, 0, 1, 1)},
        {"refused twice counts once",
         BACK "\nI i1 outcome=refused_on_arrival\nI i2 outcome=refused_on_arrival", MARCH,
         OUTCOMES(1, 1, 0, 1, 0, 0)},
        {"not offered since the child went missing again stays overdue",
         BACK "\nI i1 outcome=not_offered reason=missing_again", MARCH, OUTCOMES(0, 0, 0, 0, 1, 1)},
        {"a retracted completion is none",
         BACK "\nI i1 " COMPLETED_LATER "\nI i1 " COMPLETED_LATER " revision=2 retracted=true",
         MARCH, OUTCOMES(0, 0, 0, 0, 1, 0)},
    };
    STORY_CASES_CHECK(rows);
}

Test(interviews, offered_in_72_hours_takes_any_covering_offer)
{
    static const struct story_case rows[] = {
        {"72 h to the second",
         BACK "\nI i1 outcome=no_reply offered_at=2016-03-08T10:00:00Z",
         MARCH,
         {{INTERVIEW_OFFERED_IN_72H, 1, ALL}}},
        {"a second more",
         BACK "\nI i1 outcome=no_reply offered_at=2016-03-08T10:00:01Z",
         MARCH,
         {{INTERVIEW_OFFERED_IN_72H, 0, ALL}, {INTERVIEW_OFFERED, 1, ALL}}},
        {"before the return",
         BACK "\nI i1 offered_at=2016-03-05T03:00:00Z",
         MARCH,
         {{INTERVIEW_OFFERED_IN_72H, 1, ALL}}},
        {"not dated",
         BACK "\nI i1 outcome=declined",
         MARCH,
         {{INTERVIEW_OFFERED_IN_72H, 0, ALL}, {INTERVIEW_OFFERED, 1, ALL}}},
        {"the earlier of two offers",
         BACK "\nI i1 outcome=declined offered_at=2016-03-20T10:00:00Z\n"
              "I i2 outcome=no_reply offered_at=2016-03-06T10:00:00Z",
         MARCH,
         {{INTERVIEW_OFFERED_IN_72H, 1, ALL}, {INTERVIEW_DECLINED, 1, ALL}}},
    };
    STORY_CASES_CHECK(rows);
}

static uint64_t reason(const char *name)
{
    return MEASURE_GROUP(GROUP_ALL, vocab_find(VOCAB_REASON, slice_of(name)));
}

Test(interviews, the_reason_is_the_deciding_interviews)
{
    const uint64_t none = MEASURE_GROUP(GROUP_ALL, CODE_NOT_RECORDED);
    const struct story_case rows[] = {
        {"declined with a reason",
         BACK "\nI i1 outcome=declined reason=did_not_see_need",
         MARCH,
         {{INTERVIEW_DECLINED_REASON, 1, reason("did_not_see_need")},
          {INTERVIEW_DECLINED_REASON, 0, none}}},
        {"declined without",
         BACK "\nI i1 outcome=declined",
         MARCH,
         {{INTERVIEW_DECLINED_REASON, 1, none}}},
        {"the latest offer among the best",
         BACK "\nI i1 outcome=declined offered_at=2016-03-07T10:00:00Z reason=no_reason_given\n"
              "I i2 outcome=declined offered_at=2016-03-06T10:00:00Z reason=did_not_see_need",
         MARCH,
         {{INTERVIEW_DECLINED_REASON, 1, reason("no_reason_given")},
          {INTERVIEW_DECLINED_REASON, 0, reason("did_not_see_need")}}},
        {"no date is the earliest offer",
         BACK "\nI i9 outcome=declined reason=no_reason_given\n"
              "I i1 outcome=declined offered_at=2016-03-06T10:00:00Z reason=did_not_see_need",
         MARCH,
         {{INTERVIEW_DECLINED_REASON, 1, reason("did_not_see_need")}}},
        {"ties by the greatest id",
         BACK "\nI i2 outcome=not_offered reason=in_hospital\n"
              "I i1 outcome=not_offered reason=missing_again",
         MARCH,
         {{INTERVIEW_NOT_OFFERED_REASON, 1, reason("in_hospital")},
          {INTERVIEW_NOT_OFFERED_REASON, 0, reason("missing_again")}}},
        {"a worse outcome's reason is not asked",
         BACK "\nI i1 outcome=declined\nI i2 outcome=not_offered reason=in_hospital",
         MARCH,
         {{INTERVIEW_NOT_OFFERED_REASON, 0, reason("in_hospital")},
          {INTERVIEW_DECLINED_REASON, 1, none}}},
        {"other belongs to the outcome's list",
         BACK "\nI i1 outcome=not_offered reason=other",
         MARCH,
         {{INTERVIEW_NOT_OFFERED_REASON, 1, reason("other")},
          {INTERVIEW_DECLINED_REASON, 0, reason("other")}}},
    };
    STORY_CASES_CHECK(rows);
}

#define DUE_IN(group)                                                                              \
    {                                                                                              \
        INTERVIEW_DUE, 1, MEASURE_GROUP(group, 0)                                                  \
    }
#define NOT_IN(group)                                                                              \
    {                                                                                              \
        INTERVIEW_DUE, 0, MEASURE_GROUP(group, 0)                                                  \
    }

Test(interviews, the_four_groups_go_by_responsible_and_the_fourth_stands_outside)
{
    static const struct story_case rows[] = {
        {"home", BACK, MARCH, {DUE_IN(GROUP_ALL), DUE_IN(GROUP_HOME), NOT_IN(GROUP_OWN_IN_AREA)}},
        {"home, missing elsewhere",
         BACK " authority=E06000001 status=care_leaver",
         MARCH,
         {DUE_IN(GROUP_ALL), DUE_IN(GROUP_HOME)}},
        {"ours in area",
         BACK " status=looked_after",
         MARCH,
         {DUE_IN(GROUP_ALL), DUE_IN(GROUP_OWN_IN_AREA), NOT_IN(GROUP_HOME)}},
        {"ours placed out",
         BACK " status=looked_after authority=E06000001",
         MARCH,
         {DUE_IN(GROUP_ALL), DUE_IN(GROUP_OWN_PLACED_OUT), NOT_IN(GROUP_OWN_IN_AREA)}},
        {"placed here by others is outside the total, the issues and the completeness",
         BACK " status=looked_after responsible=E06000001\nI i1 " COMPLETED_LATER
              " issues=[{\"code\":\"debt\",\"source\":\"child\",\"confidence\":\"disclosed\"}] "
              "harms=[\"physical\"]",
         MARCH,
         {NOT_IN(GROUP_ALL),
          DUE_IN(GROUP_PLACED_HERE),
          {INTERVIEW_COMPLETED, 1, MEASURE_GROUP(GROUP_PLACED_HERE, 0)},
          {INTERVIEW_HARM, 1, MEASURE_GROUP(GROUP_PLACED_HERE, 2)},
          {INTERVIEW_HARM, 0, MEASURE_GROUP(GROUP_ALL, 2)},
          {ISSUES_EPISODES_DUE, 0, 0},
          {COMPLETE_INTERVIEW, 0, 1}}},
        {"not looked after, here, of others: nobody's",
         BACK " responsible=E06000001",
         MARCH,
         {NOT_IN(GROUP_ALL), NOT_IN(GROUP_PLACED_HERE), NOT_IN(GROUP_HOME)}},
    };
    STORY_CASES_CHECK(rows);
}
