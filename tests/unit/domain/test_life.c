/* One child's life laid out: order, what is live, which interview covers what, what is an orphan.
 */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "base/civil.h"
#include "base/instant.h"
#include "domain/life.h"
#include "domain/vocab.h"
#include "support/story.h"

#define SIZE(rows) (sizeof(rows) / sizeof(rows)[0])

static struct story story;

static void put_ids(char *out, size_t room, const char *name, struct slice id, const char *mark)
{
    size_t size = strlen(out);
    (void)snprintf(out + size, room - size, "%s%s%.*s%s", size == 0 ? "" : " ", name, (int)id.size,
                   id.at, mark);
}

/* "e1 e2! i1(e1) a1 d1?": episodes (! while open), interviews with what they cover, assessments,
 * decisions, each in the life's order; ? marks an orphan. */
static const char *laid_out(void)
{
    static char out[512];
    struct arena scratch = story.arena;
    struct life life;
    const struct history *history = histories_find(&story.histories, slice_of("sim.a"));
    cr_assert_not_null(history);
    cr_assert(life_of(&story.histories, history, &scratch, &life));
    out[0] = '\0';
    for (uint32_t i = 0; i < life.episode_count; i++) {
        put_ids(out, sizeof out, "", life.episodes[i].id,
                life.episodes[i].end == INT64_MAX ? "!" : "");
    }
    for (uint32_t i = 0; i < life.interview_count; i++) {
        const struct life_interview *interview = &life.interviews[i];
        put_ids(out, sizeof out, "", interview->id, interview->orphan ? "?" : "");
        for (uint32_t j = 0; j < interview->episode_count; j++) {
            uint32_t number = life.covered[interview->first_episode + j];
            put_ids(out, sizeof out, "(", life.episodes[number].id, ")");
        }
    }
    for (uint32_t i = 0; i < life.assessment_count; i++) {
        put_ids(out, sizeof out, "", life.assessments[i].id, "");
    }
    for (uint32_t i = 0; i < life.decision_count; i++) {
        put_ids(out, sizeof out, "", life.decisions[i].id, life.decisions[i].orphan ? "?" : "");
    }
    return out;
}

static const struct {
    const char *name, *told, *want;
} rows[] = {
    {"in order of time, whatever the order told",
     "E e2 missing_since=2016-03-06T10:00:00Z\nE e1 missing_since=2016-03-07T10:00:00Z\n"
     "E e3 missing_since=2016-03-05T10:00:00Z",
     "e3! e2! e1!"},
    {"ties by id, in bytes",
     "E b missing_since=2016-03-05T10:00:00Z\nE B missing_since=2016-03-05T10:00:00Z\n"
     "E a10 missing_since=2016-03-05T10:00:00Z\nE a missing_since=2016-03-05T10:00:00Z\n"
     "E a2 missing_since=2016-03-05T10:00:00Z",
     "B! a! a10! a2! b!"},
    {"missing ends when found",
     "E e1 missing_since=2016-03-05T10:00:00Z found_at=2016-03-05T11:00:00Z", "e1"},
    {"missing without a finding ends with the return",
     "E e1 missing_since=2016-03-05T10:00:00Z returned_at=2016-03-05T11:00:00Z", "e1"},
    {"away ends with the return alone",
     "E e1 kind=away status=looked_after missing_since=2016-03-05T10:00:00Z "
     "found_at=2016-03-05T11:00:00Z",
     "e1!"},
    {"what is retracted is not there",
     "E e1 missing_since=2016-03-05T10:00:00Z\nE e2 missing_since=2016-03-06T10:00:00Z\n"
     "E e1 missing_since=2016-03-05T10:00:00Z revision=2 retracted=true",
     "e2!"},
    {"what is restored is, as the highest revision has it",
     "E e1 missing_since=2016-03-05T10:00:00Z\n"
     "E e1 missing_since=2016-03-05T10:00:00Z revision=2 retracted=true\n"
     "E e1 missing_since=2016-03-05T10:00:00Z revision=3 found_at=2016-03-05T11:00:00Z",
     "e1"},
    {"interviews by completion, else offer, else record",
     "E e1 missing_since=2016-03-01T10:00:00Z\n"
     "I i3 outcome=completed offered_at=2016-03-02T10:00:00Z completed_at=2016-03-04T10:00:00Z\n"
     "I i2 offered_at=2016-03-03T10:00:00Z\nI i1 recorded_at=2016-03-05T10:00:00Z",
     "e1! i2 (e1) i3 (e1) i1 (e1)"},
    {"an interview may cover several and list one twice",
     "E e1 missing_since=2016-03-01T10:00:00Z\nE e2 missing_since=2016-03-02T10:00:00Z\n"
     "I i1 episodes=[\"e2\",\"e1\",\"e2\"]",
     "e1! e2! i1 (e2) (e1)"},
    {"an unknown episode makes an orphan, and the known one is covered",
     "E e1 missing_since=2016-03-01T10:00:00Z\nI i1 episodes=[\"e9\",\"e1\"]", "e1! i1? (e1)"},
    {"the interview first, the episode later", "I i1\nE e1 missing_since=2016-03-01T10:00:00Z",
     "e1! i1 (e1)"},
    {"a retracted episode refers to nothing",
     "E e1 missing_since=2016-03-01T10:00:00Z\nI i1\n"
     "E e1 missing_since=2016-03-01T10:00:00Z revision=2 retracted=true",
     "i1?"},
    {"another child's episode", "E e1 missing_since=2016-03-01T10:00:00Z child=sim.b\nI i1", "i1?"},
    {"completed at the start covers",
     "E e1 missing_since=2016-03-01T10:00:00Z\n"
     "I i1 outcome=completed completed_at=2016-03-01T10:00:00Z",
     "e1! i1 (e1)"},
    {"completed a second before the start does not",
     "E e1 missing_since=2016-03-01T10:00:00Z\n"
     "I i1 outcome=completed completed_at=2016-03-01T09:59:59Z",
     "e1! i1?"},
    {"an offer before the start covers",
     "E e1 missing_since=2016-03-01T10:00:00Z\n"
     "I i1 outcome=declined offered_at=2016-02-01T10:00:00Z",
     "e1! i1 (e1)"},
    {"an away episode is covered too",
     "E e1 kind=away status=looked_after missing_since=2016-03-01T10:00:00Z\nI i1", "e1! i1 (e1)"},
    {"assessments and decisions by instant, ties by id",
     "A a2 assessed_at=2016-03-01T10:00:00Z\nA a1 assessed_at=2016-03-01T10:00:00Z harm=cce\n"
     "D d2 decided_at=2016-03-02T10:00:00Z\nD d1 decided_at=2016-03-01T10:00:00Z",
     "a1 a2 d1 d2"},
    {"a decision on a known assessment, on none, and on an unknown one",
     "A a1 assessed_at=2016-03-01T10:00:00Z\n"
     "D d1 decided_at=2016-03-01T10:00:00Z assessment_id=a1\nD d2 decided_at=2016-03-02T10:00:00Z\n"
     "D d3 decided_at=2016-03-03T10:00:00Z assessment_id=a9",
     "a1 d1 d2 d3?"},
    {"a decision on a retracted assessment",
     "A a1 assessed_at=2016-03-01T10:00:00Z\n"
     "A a1 assessed_at=2016-03-01T10:00:00Z revision=2 retracted=true\n"
     "D d1 decided_at=2016-03-01T10:00:00Z assessment_id=a1",
     "d1?"},
};

Test(life, lays_out_what_is_live_in_order_and_what_covers_what)
{
    for (size_t i = 0; i < SIZE(rows); i++) {
        story_begin(&story, HOMEWARD_SOURCE_DIR);
        cr_expect_str_eq(story_tell(&story, rows[i].told), "accepted", "%s", rows[i].name);
        cr_expect_str_eq(laid_out(), rows[i].want, "%s: %s", rows[i].name, laid_out());
        story_end(&story);
    }
}

static const struct {
    const char *name, *told, *born;
} births[] = {
    {"none given", "E e1 missing_since=2016-03-05T10:00:00Z", ""},
    {"the latest episode's, not the last told",
     "E e2 missing_since=2016-03-06T10:00:00Z born=2002-02\n"
     "E e1 missing_since=2016-03-05T10:00:00Z born=2001-01",
     "2002-02"},
    {"the latest that has one",
     "E e1 missing_since=2016-03-05T10:00:00Z born=2001-01\nE e2 "
     "missing_since=2016-03-06T10:00:00Z",
     "2001-01"},
    {"of two at one instant the greatest id's",
     "E e2 missing_since=2016-03-05T10:00:00Z born=2002-02\n"
     "E e1 missing_since=2016-03-05T10:00:00Z born=2001-01",
     "2002-02"},
    {"not a retracted one's",
     "E e1 missing_since=2016-03-05T10:00:00Z born=2001-01\n"
     "E e2 missing_since=2016-03-06T10:00:00Z born=2002-02 retracted=true",
     "2001-01"},
    {"an away episode's too",
     "E e1 missing_since=2016-03-05T10:00:00Z born=2001-01\n"
     "E e2 kind=away status=looked_after missing_since=2016-03-06T10:00:00Z born=2002-02",
     "2002-02"},
};

Test(life, the_month_of_birth_is_the_latest_known)
{
    for (size_t i = 0; i < SIZE(births); i++) {
        story_begin(&story, HOMEWARD_SOURCE_DIR);
        cr_expect_str_eq(story_tell(&story, births[i].told), "accepted", "%s", births[i].name);
        struct arena scratch = story.arena;
        struct life life;
        const struct history *history = histories_find(&story.histories, slice_of("sim.a"));
        cr_assert(life_of(&story.histories, history, &scratch, &life));
        uint16_t born = MONTH_NONE;
        (void)month_read(slice_of(births[i].born), &born);
        cr_expect_eq(life.born, born, "%s", births[i].name);
        story_end(&story);
    }
}

Test(life, every_covered_episode_knows_its_interviews_in_order_of_time)
{
    story_begin(&story, HOMEWARD_SOURCE_DIR);
    cr_assert_str_eq(story_tell(&story, "E e1 missing_since=2016-03-01T10:00:00Z\n"
                                        "E e2 missing_since=2016-03-02T10:00:00Z\n"
                                        "I i9 episodes=[\"e1\",\"e2\"] "
                                        "offered_at=2016-03-03T10:00:00Z\n"
                                        "I i1 episodes=[\"e2\"] offered_at=2016-03-04T10:00:00Z"),
                     "accepted");
    struct arena scratch = story.arena;
    struct life life;
    const struct history *history = histories_find(&story.histories, slice_of("sim.a"));
    cr_assert(life_of(&story.histories, history, &scratch, &life));
    cr_assert_eq(life.episodes[0].cover_count, 1);
    cr_assert_eq(life.episodes[1].cover_count, 2);
    const uint32_t *covers = life.covers + life.episodes[1].first_cover;
    cr_expect(slice_is(life.interviews[covers[0]].id, "i9"));
    cr_expect(slice_is(life.interviews[covers[1]].id, "i1"));
    cr_expect_eq(life.covers[life.episodes[0].first_cover], 0);
    story_end(&story);
}

Test(life, too_little_memory_is_said)
{
    story_begin(&story, HOMEWARD_SOURCE_DIR);
    cr_assert_str_eq(story_tell(&story, "E e1 missing_since=2016-03-01T10:00:00Z\nI i1"),
                     "accepted");
    const struct history *history = histories_find(&story.histories, slice_of("sim.a"));
    struct life life;
    static _Alignas(8) char memory[1024];
    size_t enough = 0;
    for (size_t size = 0; size <= sizeof memory; size++) {
        struct arena few = arena_over(memory, size);
        bool made = life_of(&story.histories, history, &few, &life);
        cr_assert(made || enough == 0, "more memory is never worse");
        enough = made && enough == 0 ? size : enough;
    }
    cr_expect_gt(enough, sizeof(struct life_episode) + sizeof(struct life_interview));
    story_end(&story);
}

/* Two at one instant, so that "before" and "at" differ. */
#define FOUR                                                                                       \
    "E e1 missing_since=2016-03-05T10:00:00Z\nE e2 missing_since=2016-03-06T10:00:00Z\n"           \
    "E e3 missing_since=2016-03-06T10:00:00Z\nE e4 missing_since=2016-03-07T10:00:00Z\n"           \
    "A a1 assessed_at=2016-03-05T10:00:00Z\nA a2 harm=cce assessed_at=2016-03-06T10:00:00Z\n"      \
    "A a3 assessed_at=2016-03-06T10:00:00Z\nA a4 assessed_at=2016-03-07T10:00:00Z\n"               \
    "D d1 harm=cce decided_at=2016-03-05T10:00:00Z\nD d2 decided_at=2016-03-06T10:00:00Z\n"        \
    "D d3 harm=cce decided_at=2016-03-06T10:00:00Z\nD d4 decided_at=2016-03-07T10:00:00Z"

Test(life, counts_what_lies_before_an_instant)
{
    static const struct {
        const char *at;
        uint32_t want;
    } cases[] = {
        {"2016-03-05T10:00:00Z", 0}, {"2016-03-05T10:00:01Z", 1}, {"2016-03-06T10:00:00Z", 1},
        {"2016-03-06T10:00:01Z", 3}, {"2016-03-07T10:00:00Z", 3}, {"2016-03-07T10:00:01Z", 4},
    };
    struct life life;
    story_begin(&story, HOMEWARD_SOURCE_DIR);
    cr_assert_str_eq(story_tell(&story, FOUR), "accepted");
    const struct history *history = histories_find(&story.histories, slice_of("sim.a"));
    cr_assert(life_of(&story.histories, history, &story.arena, &life));
    for (size_t i = 0; i < SIZE(cases); i++) {
        when at;
        cr_assert_eq(instant_read(slice_of(cases[i].at), &at), INSTANT_OK);
        cr_expect_eq(life_episodes_before(&life, at), cases[i].want, "%s", cases[i].at);
        cr_expect_eq(life_assessments_before(&life, at), cases[i].want, "%s", cases[i].at);
        cr_expect_eq(life_decisions_before(&life, at), cases[i].want, "%s", cases[i].at);
    }
    static const uint32_t cse[] = {1, 1, 3, 4}, cce[] = {0, 2, 2, 2};
    static const uint32_t decided_cse[] = {0, 2, 2, 4}, decided_cce[] = {1, 1, 3, 3};
    for (uint32_t i = 0; i < 4; i++) {
        cr_expect_eq(life.assessments[i].latest[HARM_CSE], cse[i]);
        cr_expect_eq(life.assessments[i].latest[HARM_CCE], cce[i]);
        cr_expect_eq(life.decisions[i].latest[HARM_CSE], decided_cse[i]);
        cr_expect_eq(life.decisions[i].latest[HARM_CCE], decided_cce[i]);
    }
    story_end(&story);
}

static uint16_t month_of(const char *month)
{
    uint16_t born = MONTH_NONE;
    cr_assert(month_read(slice_of(month), &born));
    return born;
}

/* The birthday is the last day of the birth month, in London (measures.md). */
Test(life, a_child_of_no_known_birth_is_neither_young_nor_adult)
{
    static const struct {
        const char *born;
        bool adult, young;
    } cases[] = {{"1998-07", true, false},
                 {"1999-07", false, false},
                 {"2003-07", false, false},
                 {"2004-07", false, true}};
    int64_t birthday = civil_midnight(date_make(2016, 7, 31));
    for (size_t i = 0; i < SIZE(cases); i++) {
        cr_expect_eq(life_adult(month_of(cases[i].born), birthday), cases[i].adult);
        cr_expect_eq(life_young(month_of(cases[i].born), birthday), cases[i].young);
    }
    cr_expect_not(life_adult(month_of("1998-07"), birthday - 1));
    cr_expect(life_young(month_of("2003-07"), birthday - 1));
    cr_expect_not(life_adult(MONTH_NONE, birthday));
    cr_expect_not(life_young(MONTH_NONE, birthday));
}
