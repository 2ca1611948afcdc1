/* Every id of its source that a record holds is found, in each kind of record. */
#include <criterion/criterion.h>
#include <string.h>

#include "identity.h"

static void expect(struct record *record, const char *const *pointers, size_t count)
{
    struct identity identities[IDENTITIES_MAX];
    char pointer[REJECT_POINTER_MAX + 1];
    size_t got = identities_of(record, identities);
    cr_assert_eq(got, count);
    for (size_t i = 0; i < count; i++) {
        identity_point(&identities[i], pointer);
        cr_expect_str_eq(pointer, pointers[i]);
        cr_expect_eq(identities[i].kind == IDENTITY_FACT, identities[i].fact != NULL);
    }
}

Test(identity, an_episode_has_its_own_ids_and_its_companions)
{
    static const char *const want[] = {"/child", "/event_id", "/episode_id", "/companions/0",
                                       "/companions/1"};
    struct record record;
    record_clear(&record, RECORD_EPISODE);
    record.episode.companion_count = 2;
    expect(&record, want, 5);
}

Test(identity, an_interview_names_episodes)
{
    static const char *const want[] = {"/child", "/event_id", "/interview_id", "/episodes/0"};
    struct record record;
    record_clear(&record, RECORD_INTERVIEW);
    record.interview.episode_count = 1;
    expect(&record, want, 4);
}

Test(identity, a_full_list_fits)
{
    struct record record;
    struct identity identities[IDENTITIES_MAX];
    char pointer[REJECT_POINTER_MAX + 1];
    record_clear(&record, RECORD_INTERVIEW);
    record.interview.episode_count = EPISODES_MAX;
    cr_assert_eq(identities_of(&record, identities), (size_t)IDENTITIES_MAX);
    identity_point(&identities[IDENTITIES_MAX - 1], pointer);
    cr_expect_str_eq(pointer, "/episodes/31");
    cr_expect_eq(identities[IDENTITIES_MAX - 1].id, &record.interview.episodes[EPISODES_MAX - 1]);
}

Test(identity, an_assessment_has_its_own_ids)
{
    static const char *const want[] = {"/child", "/event_id", "/assessment_id"};
    struct record record;
    record_clear(&record, RECORD_ASSESSMENT);
    expect(&record, want, 3);
}

Test(identity, a_decision_names_its_assessment_where_it_has_one)
{
    static const char *const want[] = {"/child", "/event_id", "/decision_id", "/assessment_id"};
    struct identity identities[IDENTITIES_MAX];
    struct record record;
    record_clear(&record, RECORD_DECISION);
    expect(&record, want, 3);
    record.decision.assessment_id = slice_of("a1");
    expect(&record, want, 4);
    cr_assert_eq(identities_of(&record, identities), 4u);
    cr_expect_str_eq(identities[3].fact, "assessment");
    cr_expect_str_eq(identities[2].fact, "decision");
}
