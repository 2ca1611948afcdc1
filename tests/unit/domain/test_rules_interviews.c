/* The rules about return interviews and what they tell (codes.md). */
#include <criterion/criterion.h>

#include "support/rule_case.h"

#define BACK "E e1 missing_since=2016-03-05T02:00:00Z returned_at=2016-03-05T10:00:00Z\n"
#define BACK_AWAY                                                                                  \
    "E e1 kind=away status=looked_after missing_since=2016-03-05T02:00:00Z "                       \
    "returned_at=2016-03-05T10:00:00Z\n"
#define ISSUES(code)                                                                               \
    "issues=[{\"code\":\"" code "\",\"source\":\"child\",\"confidence\":\"disclosed\"}]"
#define TOLD "I i1 outcome=completed completed_at=2016-03-06T10:00:00Z "

Test(rules_interviews, interview_due_soon_is_48_hours_after_the_return)
{
    static const struct rule_case rows[] = {
        {"48 hours", BACK, "2016-03-07T10:00:00Z", "reason e1 2016-03-07T10:00:00Z standing"},
        {"a second less", BACK, "2016-03-07T09:59:59Z", ""},
        {"declined in the last second",
         BACK "I i1 outcome=declined offered_at=2016-03-07T10:00:00Z", "2016-03-08T00:00:00Z", ""},
        {"declined a second late: it was due, and is no longer",
         BACK "I i1 outcome=declined offered_at=2016-03-07T10:00:01Z", "2016-03-08T00:00:00Z",
         "reason e1 2016-03-07T10:00:00Z"},
        {"completed", BACK TOLD, "2016-03-08T00:00:00Z", ""},
        {"refused on arrival",
         BACK "I i1 outcome=refused_on_arrival offered_at=2016-03-06T10:00:00Z",
         "2016-03-08T00:00:00Z", ""},
        {"offered, no reply", BACK "I i1 outcome=no_reply offered_at=2016-03-06T10:00:00Z",
         "2016-03-08T00:00:00Z", "reason e1 2016-03-07T10:00:00Z standing"},
        {"not present", BACK "I i1 outcome=not_present offered_at=2016-03-06T10:00:00Z",
         "2016-03-08T00:00:00Z", "reason e1 2016-03-07T10:00:00Z standing"},
        {"not offered",
         BACK "I i1 outcome=not_offered reason=missing_again "
              "recorded_at=2016-03-06T10:00:00Z",
         "2016-03-08T00:00:00Z", "reason e1 2016-03-07T10:00:00Z standing"},
        {"found alone starts it",
         "E e1 missing_since=2016-03-05T02:00:00Z "
         "found_at=2016-03-05T10:00:00Z",
         "2016-03-07T10:00:00Z", "reason e1 2016-03-07T10:00:00Z standing"},
        {"medium for a child under 13",
         "E e1 missing_since=2016-03-05T02:00:00Z returned_at=2016-03-05T10:00:00Z born=2005-01",
         "2016-03-07T10:00:00Z", "medium e1 2016-03-07T10:00:00Z standing"},
        {"away has no clock", BACK_AWAY, "2016-03-08T00:00:00Z", ""},
        {"18 at the return: none",
         "E e1 missing_since=2016-03-05T02:00:00Z returned_at=2016-03-30T23:00:00Z born=1998-03",
         "2016-04-08T00:00:00Z", ""},
        {"open: none", "E e1 missing_since=2016-03-05T02:00:00Z", "2016-03-08T00:00:00Z", ""},
    };
    RULE_CASES_CHECK("interview_due_soon", rows);
}

Test(rules_interviews, interview_overdue_is_72_hours_once_a_child_and_fortnight)
{
    static const struct rule_case rows[] = {
        {"72 hours", BACK, "2016-03-08T10:00:00Z", "medium e1 2016-03-08T10:00:00Z standing"},
        {"a second less", BACK, "2016-03-08T09:59:59Z", ""},
        {"completed at 72 hours", BACK "I i1 outcome=completed completed_at=2016-03-08T10:00:00Z",
         "2016-03-09T00:00:00Z", ""},
        {"completed a second late", BACK "I i1 outcome=completed completed_at=2016-03-08T10:00:01Z",
         "2016-03-09T00:00:00Z", "medium e1 2016-03-08T10:00:00Z"},
        {"in UTC, across the clock change",
         "E e1 missing_since=2016-03-25T20:00:00Z returned_at=2016-03-25T23:30:00Z",
         "2016-03-28T23:29:59Z", ""},
        {"and not a second sooner",
         "E e1 missing_since=2016-03-25T20:00:00Z returned_at=2016-03-25T23:30:00Z",
         "2016-03-28T23:30:00Z", "medium e1 2016-03-28T23:30:00Z standing"},
        {"the fortnight of 29 February: once, by the earlier",
         BACK "E e2 missing_since=2016-03-06T02:00:00Z returned_at=2016-03-06T10:00:00Z",
         "2016-03-20T00:00:00Z", "medium e1 2016-03-08T10:00:00Z standing"},
        {"the first was done late, the second is still open: it holds",
         BACK "E e2 missing_since=2016-03-06T02:00:00Z returned_at=2016-03-06T10:00:00Z\n"
              "I i1 outcome=completed completed_at=2016-03-08T11:00:00Z",
         "2017-03-20T00:00:00Z", "medium e1 2016-03-08T10:00:00Z standing"},
        {"two clocks of one instant: the smaller id",
         "E e2 missing_since=2016-03-05T03:00:00Z returned_at=2016-03-05T10:00:00Z\n"
         "E e1 missing_since=2016-03-05T03:00:00Z returned_at=2016-03-05T10:00:00Z",
         "2016-03-20T00:00:00Z", "medium e1 2016-03-08T10:00:00Z standing"},
        {"the last second of a fortnight and the first of the next are two",
         "E e1 missing_since=2016-03-10T02:00:00Z returned_at=2016-03-10T23:59:59Z\n"
         "E e2 missing_since=2016-03-11T00:00:00Z returned_at=2016-03-11T00:00:00Z",
         "2016-03-20T00:00:00Z",
         "medium e1 2016-03-13T23:59:59Z standing; medium e2 2016-03-14T00:00:00Z standing"},
        {"the first second of the next fortnight holds nothing up in the one before",
         "E e1 missing_since=2016-03-10T02:00:00Z returned_at=2016-03-10T23:59:59Z\n"
         "E e2 missing_since=2016-03-11T00:00:00Z returned_at=2016-03-11T00:00:00Z\n"
         "I i1 outcome=completed completed_at=2016-03-15T10:00:00Z",
         "2016-03-20T00:00:00Z",
         "medium e1 2016-03-13T23:59:59Z; medium e2 2016-03-14T00:00:00Z standing"},
        {"the earlier was in time: the later is told",
         BACK "E e2 missing_since=2016-03-06T02:00:00Z returned_at=2016-03-06T10:00:00Z\n" TOLD,
         "2016-03-20T00:00:00Z", "medium e2 2016-03-09T10:00:00Z standing"},
        {"a retracted interview ended nothing",
         BACK TOLD "\nI i1 outcome=completed completed_at=2016-03-06T10:00:00Z revision=2 "
                   "retracted=true",
         "2016-03-20T00:00:00Z", "medium e1 2016-03-08T10:00:00Z standing"},
    };
    RULE_CASES_CHECK("interview_overdue", rows);
}

Test(rules_interviews, exploitation_named_is_told_harm_by_harm)
{
    static const struct rule_case rows[] = {
        {"CSE", BACK TOLD ISSUES("cse_concern"), "2016-03-06T10:00:00Z",
         "high cse i1 2016-03-06T10:00:00Z"},
        {"not a second before", BACK TOLD ISSUES("cse_concern"), "2016-03-06T09:59:59Z", ""},
        {"CCE", BACK TOLD ISSUES("cce_concern"), "2016-03-06T10:00:00Z",
         "high cce i1 2016-03-06T10:00:00Z"},
        {"gang", BACK TOLD ISSUES("gang"), "2016-03-06T10:00:00Z",
         "high cce i1 2016-03-06T10:00:00Z"},
        {"debt", BACK TOLD ISSUES("debt"), "2016-03-06T10:00:00Z",
         "high cce i1 2016-03-06T10:00:00Z"},
        {"trafficking names both", BACK TOLD ISSUES("trafficking_concern"), "2016-03-06T10:00:00Z",
         "high cse i1 2016-03-06T10:00:00Z; high cce i1 2016-03-06T10:00:00Z"},
        {"drugs name none", BACK TOLD ISSUES("drugs"), "2016-03-06T10:00:00Z", ""},
        {"a sexual harm", BACK TOLD "harms=[\"sexual\"]", "2016-03-06T10:00:00Z",
         "high cse i1 2016-03-06T10:00:00Z"},
        {"sexual exploitation", BACK TOLD "harms=[\"exploitation_sexual\"]", "2016-03-06T10:00:00Z",
         "high cse i1 2016-03-06T10:00:00Z"},
        {"criminal exploitation", BACK TOLD "harms=[\"exploitation_criminal\"]",
         "2016-03-06T10:00:00Z", "high cce i1 2016-03-06T10:00:00Z"},
        {"a physical harm", BACK TOLD "harms=[\"physical\"]", "2016-03-06T10:00:00Z", ""},
        {"declined, told by others, at the offer",
         BACK "I i1 outcome=declined offered_at=2016-03-07T10:00:00Z " ISSUES("gang"),
         "2016-03-07T10:00:00Z", "high cce i1 2016-03-07T10:00:00Z"},
        {"no date at all: when it was recorded",
         BACK "I i1 outcome=declined recorded_at=2016-03-09T10:00:00Z " ISSUES("gang"),
         "2016-03-10T10:00:00Z", "high cce i1 2016-03-09T10:00:00Z"},
        {"about an away episode", BACK_AWAY TOLD ISSUES("gang"), "2016-03-06T10:00:00Z",
         "high cce i1 2016-03-06T10:00:00Z"},
        {"of an unknown episode",
         BACK "I i1 episodes=[\"e9\"] offered_at=2016-03-06T10:00:00Z " ISSUES("gang"),
         "2016-03-06T10:00:00Z", "high cce i1 2016-03-06T10:00:00Z"},
        {"told for 90 days", BACK TOLD ISSUES("gang"), "2016-06-04T10:00:00Z",
         "high cce i1 2016-03-06T10:00:00Z"},
        {"and not a second more", BACK TOLD ISSUES("gang"), "2016-06-04T10:00:01Z", ""},
    };
    RULE_CASES_CHECK("exploitation_named", rows);
}

Test(rules_interviews, harm_while_missing_is_any_harm_that_tells)
{
    static const struct rule_case rows[] = {
        {"physical", BACK TOLD "harms=[\"physical\"]", "2016-03-06T10:00:00Z",
         "high i1 2016-03-06T10:00:00Z"},
        {"not a second before", BACK TOLD "harms=[\"physical\"]", "2016-03-06T09:59:59Z", ""},
        {"several are one", BACK TOLD "harms=[\"physical\",\"theft_or_robbery\",\"not_known\"]",
         "2016-03-06T10:00:00Z", "high i1 2016-03-06T10:00:00Z"},
        {"none disclosed", BACK TOLD "harms=[\"none_disclosed\"]", "2016-03-06T10:00:00Z", ""},
        {"not known", BACK TOLD "harms=[\"not_known\"]", "2016-03-06T10:00:00Z", ""},
        {"an away episode alone", BACK_AWAY TOLD "harms=[\"physical\"]", "2016-03-06T10:00:00Z",
         ""},
        {"an away episode and a missing one",
         BACK_AWAY "E e2 missing_since=2016-03-05T03:00:00Z\n"
                   "I i1 episodes=[\"e1\",\"e2\"] outcome=completed "
                   "completed_at=2016-03-06T10:00:00Z harms=[\"physical\"]",
         "2016-03-06T10:00:00Z", "high i1 2016-03-06T10:00:00Z"},
        {"an unknown episode may be one",
         BACK "I i1 episodes=[\"e9\"] outcome=completed completed_at=2016-03-06T10:00:00Z "
              "harms=[\"physical\"]",
         "2016-03-06T10:00:00Z", "high i1 2016-03-06T10:00:00Z"},
    };
    RULE_CASES_CHECK("harm_while_missing", rows);
}

Test(rules_interviews, named_not_followed_up_waits_14_days_for_that_harm)
{
    static const struct rule_case rows[] = {
        {"14 days", BACK TOLD ISSUES("cse_concern"), "2016-03-20T10:00:00Z",
         "high cse i1 2016-03-20T10:00:00Z standing"},
        {"a second less", BACK TOLD ISSUES("cse_concern"), "2016-03-20T09:59:59Z", ""},
        {"assessed at the last second",
         BACK TOLD ISSUES("cse_concern") "\nA a1 assessed_at=2016-03-20T10:00:00Z",
         "2016-03-25T10:00:00Z", ""},
        {"assessed a second late: told, and no longer so",
         BACK TOLD ISSUES("cse_concern") "\nA a1 assessed_at=2016-03-20T10:00:01Z",
         "2016-03-25T10:00:00Z", "high cse i1 2016-03-20T10:00:00Z"},
        {"decided in time",
         BACK TOLD ISSUES("cse_concern") "\nD d1 decided_at=2016-03-19T10:00:00Z",
         "2016-03-25T10:00:00Z", ""},
        {"assessed before it was named",
         BACK TOLD ISSUES("cse_concern") "\nA a1 assessed_at=2016-03-06T09:59:59Z",
         "2016-03-25T10:00:00Z", "high cse i1 2016-03-20T10:00:00Z standing"},
        {"assessed for the other harm",
         BACK TOLD ISSUES("cse_concern") "\nA a1 harm=cce assessed_at=2016-03-07T10:00:00Z",
         "2016-03-25T10:00:00Z", "high cse i1 2016-03-20T10:00:00Z standing"},
        {"both named, one followed",
         BACK TOLD ISSUES("trafficking_concern") "\nA a1 harm=cce assessed_at=2016-03-07T10:00:00Z",
         "2016-03-25T10:00:00Z", "high cse i1 2016-03-20T10:00:00Z standing"},
        {"while nothing follows it stays, however old", BACK TOLD ISSUES("cse_concern"),
         "2019-03-25T10:00:00Z", "high cse i1 2016-03-20T10:00:00Z standing"},
        {"about an away episode alone", BACK_AWAY TOLD ISSUES("cse_concern"),
         "2016-03-25T10:00:00Z", ""},
    };
    RULE_CASES_CHECK("named_not_followed_up", rows);
}

#define DECLINED(id, day) "I " id " outcome=declined offered_at=" day "T10:00:00Z\n"

Test(rules_interviews, declines_repeated_counts_declines_within_180_days)
{
    static const struct rule_case rows[] = {
        {"two", BACK DECLINED("i1", "2016-03-06") DECLINED("i2", "2016-03-07"),
         "2016-04-01T10:00:00Z", ""},
        {"three, one refused on arrival",
         BACK DECLINED("i1", "2016-03-06") DECLINED(
             "i2", "2016-03-07") "I i3 outcome=refused_on_arrival offered_at=2016-03-08T10:00:00Z",
         "2016-03-08T10:00:00Z", "medium i3 2016-03-08T10:00:00Z standing"},
        {"not a second before the third",
         BACK DECLINED("i1", "2016-03-06") DECLINED("i2", "2016-03-07")
             DECLINED("i3", "2016-03-08"),
         "2016-03-08T09:59:59Z", ""},
        {"180 days to the second, across a clock change",
         BACK DECLINED("i1", "2016-03-06") DECLINED("i2", "2016-03-07")
             DECLINED("i3", "2016-09-02"),
         "2016-09-02T10:00:00Z", "medium i3 2016-09-02T10:00:00Z standing"},
        {"a second more",
         BACK "I i1 outcome=declined offered_at=2016-03-06T09:59:59Z\n" DECLINED("i2", "2016-03-07")
             DECLINED("i3", "2016-09-02"),
         "2016-09-02T10:00:00Z", ""},
        {"holds longer than 90 days",
         BACK DECLINED("i1", "2016-03-06") DECLINED("i2", "2016-03-07")
             DECLINED("i3", "2016-03-08"),
         "2016-09-02T10:00:00Z", "medium i3 2016-03-08T10:00:00Z standing"},
        {"and not a second longer than its window",
         BACK DECLINED("i1", "2016-03-06") DECLINED("i2", "2016-03-07")
             DECLINED("i3", "2016-03-08"),
         "2016-09-02T10:00:01Z", ""},
        {"completed ones between do not count",
         BACK DECLINED("i1", "2016-03-06") DECLINED(
             "i2", "2016-03-07") "I i3 outcome=completed completed_at=2016-03-08T10:00:00Z",
         "2016-04-01T10:00:00Z", ""},
        {"about away episodes alone",
         BACK_AWAY DECLINED("i1", "2016-03-06") DECLINED("i2", "2016-03-07")
             DECLINED("i3", "2016-03-08"),
         "2016-04-01T10:00:00Z", ""},
        {"the fourth says nothing, the fifth does",
         BACK DECLINED("i1", "2016-03-06") DECLINED("i2", "2016-03-07") DECLINED("i3", "2016-03-08")
             DECLINED("i4", "2016-03-09") DECLINED("i5", "2016-03-10"),
         "2016-04-01T10:00:00Z",
         "medium i3 2016-03-08T10:00:00Z standing; medium i5 2016-03-10T10:00:00Z standing"},
    };
    RULE_CASES_CHECK("declines_repeated", rows);
}
