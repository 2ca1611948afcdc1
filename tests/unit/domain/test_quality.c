/* How far the records can be trusted (measures.md, "quality"): of the whole input. */
#include <criterion/criterion.h>

#include "domain/measure.h"
#include "support/story_cases.h"

Test(quality, late_is_more_than_7_days_after_the_facts_own_instant)
{
    static const struct story_case rows[] = {
        {"an episode: the latest of its instants, to the second",
         "E e1 missing_since=2016-01-05T10:00:00Z found_at=2016-03-05T10:00:00Z "
         "recorded_at=2016-03-12T10:00:00Z",
         MARCH,
         {{QUALITY_LATE, 0, 0}}},
        {"a second more",
         "E e1 missing_since=2016-01-05T10:00:00Z found_at=2016-03-05T10:00:00Z "
         "recorded_at=2016-03-12T10:00:01Z",
         MARCH,
         {{QUALITY_LATE, 1, 0}}},
        {"its return",
         "E e1 missing_since=2016-01-05T10:00:00Z returned_at=2016-03-05T10:00:00Z "
         "recorded_at=2016-03-12T10:00:00Z",
         MARCH,
         {{QUALITY_LATE, 0, 0}}},
        {"an interview: its completion",
         "I i1 outcome=completed completed_at=2016-03-05T10:00:00Z "
         "recorded_at=2016-03-12T10:00:01Z",
         MARCH,
         {{QUALITY_LATE, 1, 0}}},
        {"else its offer",
         "I i1 offered_at=2016-03-05T10:00:00Z recorded_at=2016-03-12T10:00:01Z",
         MARCH,
         {{QUALITY_LATE, 1, 0}}},
        {"else never", "I i1 recorded_at=2019-03-12T10:00:01Z", MARCH, {{QUALITY_LATE, 0, 0}}},
        {"an assessment",
         "A a1 assessed_at=2016-03-05T10:00:00Z recorded_at=2016-03-12T10:00:01Z",
         MARCH,
         {{QUALITY_LATE, 1, 0}}},
        {"a decision",
         "D d1 decided_at=2016-03-05T10:00:00Z recorded_at=2016-03-12T10:00:01Z",
         MARCH,
         {{QUALITY_LATE, 1, 0}}},
        {"revision 2 is a correction, not late",
         "D d1 decided_at=2016-03-05T10:00:00Z recorded_at=2016-03-06T10:00:01Z\n"
         "D d1 decided_at=2016-03-05T10:00:00Z recorded_at=2017-03-06T10:00:01Z revision=2",
         MARCH,
         {{QUALITY_LATE, 0, 0}, {QUALITY_REVISED, 1, 0}}},
        {"revision 1 after revision 2 is",
         "D d1 decided_at=2016-03-05T10:00:00Z recorded_at=2016-03-06T10:00:01Z revision=2\n"
         "D d1 decided_at=2016-03-05T10:00:00Z recorded_at=2017-03-06T10:00:01Z",
         MARCH,
         {{QUALITY_LATE, 1, 0}, {QUALITY_REVISED, 1, 0}}},
        {"a retraction is not",
         "D d1 decided_at=2016-03-05T10:00:00Z recorded_at=2017-03-06T10:00:01Z retracted=true",
         MARCH,
         {{QUALITY_LATE, 0, 0}, {QUALITY_RETRACTED, 1, 0}}},
    };
    STORY_CASES_CHECK(rows);
}

Test(quality, revised_and_retracted_go_by_the_highest_revision)
{
    static const struct story_case rows[] = {
        {"once told",
         "E e1 missing_since=2016-03-05T10:00:00Z",
         MARCH,
         {{QUALITY_REVISED, 0, 0}, {QUALITY_RETRACTED, 0, 0}}},
        {"revised twice is one fact",
         "E e1 missing_since=2016-03-05T10:00:00Z\nE e1 missing_since=2016-03-05T10:01:00Z "
         "revision=2\nE e1 missing_since=2016-03-05T10:02:00Z revision=3",
         MARCH,
         {{QUALITY_REVISED, 1, 0}}},
        {"retracted is not revised",
         "E e1 missing_since=2016-03-05T10:00:00Z\nE e1 missing_since=2016-03-05T10:00:00Z "
         "revision=2 retracted=true",
         MARCH,
         {{QUALITY_REVISED, 0, 0}, {QUALITY_RETRACTED, 1, 0}}},
        {"restored is revised",
         "E e1 missing_since=2016-03-05T10:00:00Z revision=3\n"
         "E e1 missing_since=2016-03-05T10:00:00Z revision=2 retracted=true",
         MARCH,
         {{QUALITY_REVISED, 1, 0}, {QUALITY_RETRACTED, 0, 0}}},
    };
    STORY_CASES_CHECK(rows);
}

Test(quality, flags_count_live_facts)
{
    static const struct story_case rows[] = {
        {"zero duration",
         "E e1 missing_since=2016-03-05T10:00:00Z found_at=2016-03-05T10:00:00Z",
         MARCH,
         {{QUALITY_ZERO_DURATION, 1, 0}}},
        {"not when retracted",
         "E e1 missing_since=2016-03-05T10:00:00Z found_at=2016-03-05T10:00:00Z retracted=true",
         MARCH,
         {{QUALITY_ZERO_DURATION, 0, 0}}},
        {"two equal dates say nothing about hours",
         "E e1 precision=day missing_since=2016-03-05T00:00:00Z found_at=2016-03-05T00:00:00Z",
         MARCH,
         {{QUALITY_ZERO_DURATION, 0, 0}, {DURATION_DAYS, 1, DAYS_0}}},
        {"a second is a duration",
         "E e1 missing_since=2016-03-05T10:00:00Z found_at=2016-03-05T10:00:01Z",
         MARCH,
         {{QUALITY_ZERO_DURATION, 0, 0}}},
        {"an instant a second after its record",
         "E e1 missing_since=2016-03-05T10:00:00Z found_at=2016-03-05T12:00:01Z "
         "recorded_at=2016-03-05T12:00:00Z",
         MARCH,
         {{QUALITY_CLOCK_SKEW, 1, 0}}},
        {"at its record",
         "E e1 missing_since=2016-03-05T10:00:00Z found_at=2016-03-05T12:00:00Z "
         "recorded_at=2016-03-05T12:00:00Z",
         MARCH,
         {{QUALITY_CLOCK_SKEW, 0, 0}}},
        {"two instants of one fact are one",
         "E e1 missing_since=2016-03-05T12:00:01Z reported_at=2016-03-05T12:00:02Z "
         "recorded_at=2016-03-05T12:00:00Z",
         MARCH,
         {{QUALITY_CLOCK_SKEW, 1, 0}}},
        {"reported after its record",
         "E e1 missing_since=2016-03-05T10:00:00Z reported_at=2016-03-05T12:00:01Z "
         "recorded_at=2016-03-05T12:00:00Z",
         MARCH,
         {{QUALITY_CLOCK_SKEW, 1, 0}}},
        {"returned after its record",
         "E e1 missing_since=2016-03-05T10:00:00Z returned_at=2016-03-05T12:00:01Z "
         "recorded_at=2016-03-05T12:00:00Z",
         MARCH,
         {{QUALITY_CLOCK_SKEW, 1, 0}}},
        {"interviews, assessments and decisions too",
         "I i1 offered_at=2016-03-05T12:00:01Z recorded_at=2016-03-05T12:00:00Z\n"
         "A a1 assessed_at=2016-03-05T12:00:01Z recorded_at=2016-03-05T12:00:00Z\n"
         "D d1 decided_at=2016-03-05T12:00:01Z recorded_at=2016-03-05T12:00:00Z",
         MARCH,
         {{QUALITY_CLOCK_SKEW, 3, 0}}},
        {"four years old",
         "E e1 missing_since=2016-03-05T10:00:00Z born=2011-03",
         MARCH,
         {{QUALITY_INFANT, 1, 0}}},
        {"five years old",
         "E e1 missing_since=2016-03-31T10:00:00Z born=2011-03",
         MARCH,
         {{QUALITY_INFANT, 0, 0}}},
        {"born in the month of the start: not after it, perhaps",
         "E e1 missing_since=2016-03-05T10:00:00Z born=2016-03",
         MARCH,
         {{QUALITY_BORN_AFTER_START, 0, 0}, {QUALITY_INFANT, 1, 0}}},
        {"born in the month after",
         "E e1 missing_since=2016-03-31T22:59:59Z born=2016-04",
         MARCH,
         {{QUALITY_BORN_AFTER_START, 1, 0}}},
        {"the month that begins at London midnight",
         "E e1 missing_since=2016-03-31T23:00:00Z born=2016-04",
         MARCH,
         {{QUALITY_BORN_AFTER_START, 0, 0}}},
        {"an unknown tool",
         "A a1 tool=home_made assessed_at=2016-03-05T12:00:01Z",
         MARCH,
         {{QUALITY_UNKNOWN_TOOL, 1, 0}}},
        {"anybody's, whenever",
         "E e1 missing_since=2001-03-05T10:00:00Z found_at=2001-03-05T10:00:00Z "
         "authority=E06000001 responsible=E06000001",
         MARCH,
         {{QUALITY_ZERO_DURATION, 1, 0}, {MISSING_EPISODES, 0, 0}}},
    };
    STORY_CASES_CHECK(rows);
}

#define FROM_TO(id, from, to)                                                                      \
    "E " id " missing_since=2016-03-05T" from "Z found_at=2016-03-05T" to "Z\n"

Test(quality, overlap_marks_every_episode_that_shares_time_with_another)
{
    static const struct story_case rows[] = {
        {"nested",
         FROM_TO("e1", "10:00:00", "20:00:00") FROM_TO("e2", "12:00:00", "13:00:00"),
         MARCH,
         {{QUALITY_OVERLAP, 2, 0}}},
        {"by a second",
         FROM_TO("e1", "10:00:00", "12:00:01") FROM_TO("e2", "12:00:00", "13:00:00"),
         MARCH,
         {{QUALITY_OVERLAP, 2, 0}}},
        {"start equals the end before: allowed",
         FROM_TO("e1", "10:00:00", "12:00:00") FROM_TO("e2", "12:00:00", "13:00:00"),
         MARCH,
         {{QUALITY_OVERLAP, 0, 0}, {MISSING_EPISODES, 2, 0}}},
        {"one long, two short in it, apart",
         FROM_TO("e1", "10:00:00", "20:00:00") FROM_TO("e2", "12:00:00", "13:00:00")
             FROM_TO("e3", "15:00:00", "16:00:00"),
         MARCH,
         {{QUALITY_OVERLAP, 3, 0}}},
        {"no duration within another",
         FROM_TO("e1", "10:00:00", "20:00:00") FROM_TO("e2", "12:00:00", "12:00:00"),
         MARCH,
         {{QUALITY_OVERLAP, 2, 0}}},
        {"no duration at its start",
         FROM_TO("e1", "10:00:00", "20:00:00") FROM_TO("e2", "10:00:00", "10:00:00"),
         MARCH,
         {{QUALITY_OVERLAP, 0, 0}}},
        {"equals",
         FROM_TO("e1", "10:00:00", "20:00:00") FROM_TO("e2", "10:00:00", "20:00:00"),
         MARCH,
         {{QUALITY_OVERLAP, 2, 0}}},
        {"two open ones",
         "E e1 missing_since=2016-03-05T10:00:00Z\nE e2 missing_since=2017-03-05T10:00:00Z",
         MARCH,
         {{QUALITY_OVERLAP, 2, 0}}},
        {"missing and away",
         FROM_TO("e1", "10:00:00", "20:00:00") "E e2 kind=away status=looked_after "
                                               "missing_since=2016-03-05T12:00:00Z",
         MARCH,
         {{QUALITY_OVERLAP, 2, 0}}},
        {"two children",
         FROM_TO("e1", "10:00:00",
                 "20:00:00") "E e2 child=sim.b missing_since=2016-03-05T12:00:00Z",
         MARCH,
         {{QUALITY_OVERLAP, 0, 0}}},
        {"not with a retracted one",
         FROM_TO("e1", "10:00:00", "20:00:00") "E e2 missing_since=2016-03-05T12:00:00Z "
                                               "retracted=true",
         MARCH,
         {{QUALITY_OVERLAP, 0, 0}}},
    };
    STORY_CASES_CHECK(rows);
}

Test(quality, possible_duplicates_start_within_60_minutes_in_two_sources)
{
    static const struct story_case rows[] = {
        {"60 minutes to the second",
         "E e1 missing_since=2016-03-05T10:00:00Z source=police\n"
         "E e2 missing_since=2016-03-05T11:00:00Z source=homes",
         MARCH,
         {{QUALITY_POSSIBLE_DUPLICATE, 2, 0}, {MISSING_EPISODES, 2, 0}}},
        {"a second more",
         "E e1 missing_since=2016-03-05T10:00:00Z source=police\n"
         "E e2 missing_since=2016-03-05T11:00:01Z source=homes",
         MARCH,
         {{QUALITY_POSSIBLE_DUPLICATE, 0, 0}}},
        {"one source",
         "E e1 missing_since=2016-03-05T10:00:00Z\nE e2 missing_since=2016-03-05T10:20:00Z",
         MARCH,
         {{QUALITY_POSSIBLE_DUPLICATE, 0, 0}}},
        {"of one source between two of another all three are",
         "E e1 missing_since=2016-03-05T10:00:00Z\nE e2 missing_since=2016-03-05T10:20:00Z\n"
         "E e3 missing_since=2016-03-05T10:40:00Z source=homes",
         MARCH,
         {{QUALITY_POSSIBLE_DUPLICATE, 3, 0}}},
        {"of one source around it, those near enough alone",
         "E e1 missing_since=2016-03-05T09:59:59Z\nE e2 missing_since=2016-03-05T10:00:00Z\n"
         "E e3 missing_since=2016-03-05T11:00:00Z source=homes\n"
         "E e4 missing_since=2016-03-05T12:00:00Z\nE e5 missing_since=2016-03-05T12:00:01Z",
         MARCH,
         {{QUALITY_POSSIBLE_DUPLICATE, 3, 0}}},
        {"two children",
         "E e1 missing_since=2016-03-05T10:00:00Z\n"
         "E e2 missing_since=2016-03-05T10:20:00Z source=homes child=sim.b",
         MARCH,
         {{QUALITY_POSSIBLE_DUPLICATE, 0, 0}}},
    };
    STORY_CASES_CHECK(rows);
}

Test(quality, missing_to_away_is_a_live_away_episode_that_was_missing)
{
    static const struct story_case rows[] = {
        {"reclassified",
         "E e1 status=looked_after missing_since=2016-03-05T10:00:00Z\n"
         "E e1 kind=away status=looked_after missing_since=2016-03-05T10:00:00Z revision=2",
         MARCH,
         {{QUALITY_MISSING_TO_AWAY, 1, 0}, {AWAY_EPISODES, 1, 0}, {MISSING_EPISODES, 0, 0}}},
        {"the other way",
         "E e1 kind=away status=looked_after missing_since=2016-03-05T10:00:00Z\n"
         "E e1 status=looked_after missing_since=2016-03-05T10:00:00Z revision=2",
         MARCH,
         {{QUALITY_MISSING_TO_AWAY, 0, 0}, {MISSING_EPISODES, 1, 0}}},
        {"whatever order they come in",
         "E e1 kind=away status=looked_after missing_since=2016-03-05T10:00:00Z revision=2\n"
         "E e1 status=looked_after missing_since=2016-03-05T10:00:00Z",
         MARCH,
         {{QUALITY_MISSING_TO_AWAY, 1, 0}}},
    };
    STORY_CASES_CHECK(rows);
}

Test(quality, orphans_are_live_facts_with_a_reference_that_does_not_resolve)
{
    static const struct story_case rows[] = {
        {"an interview of an unknown episode", "I i1", MARCH, {{QUALITY_ORPHANS, 1, 0}}},
        {"two references are one orphan",
         "I i1 episodes=[\"e8\",\"e9\"]",
         MARCH,
         {{QUALITY_ORPHANS, 1, 0}}},
        {"a decision on an unknown assessment",
         "D d1 decided_at=2016-03-05T10:00:00Z assessment_id=a9",
         MARCH,
         {{QUALITY_ORPHANS, 1, 0}}},
        {"retracted", "I i1 retracted=true", MARCH, {{QUALITY_ORPHANS, 0, 0}}},
        {"the episode came later",
         "I i1\nE e1 missing_since=2016-03-05T10:00:00Z",
         MARCH,
         {{QUALITY_ORPHANS, 0, 0}}},
        {"another child's episode",
         "I i1\nE e1 missing_since=2016-03-05T10:00:00Z child=sim.b",
         MARCH,
         {{QUALITY_ORPHANS, 1, 0}}},
    };
    STORY_CASES_CHECK(rows);
}

Test(quality, the_kinds_of_a_source_add_up_over_its_records)
{
    static struct story story;
    story_begin(&story, HOMEWARD_SOURCE_DIR);
    const char *told = "D d1 decided_at=2016-03-05T10:00:00Z\n"
                       "E e1 missing_since=2016-03-05T10:00:00Z\n"
                       "E e2 missing_since=2016-03-05T10:00:00Z\n"
                       "I i1 source=homes";
    cr_assert_str_eq(story_tell(&story, told), "accepted");
    uint32_t slot = 0;
    const struct source *source;
    uint32_t seen = 0;
    while ((source = histories_source_next(&story.histories, &slot)) != NULL) {
        bool police = slice_is(histories_text(&story.histories, source->name), "police");
        cr_expect_eq(source->kinds, police ? 1U << RECORD_EPISODE | 1U << RECORD_DECISION
                                           : 1U << RECORD_INTERVIEW);
        seen++;
    }
    cr_expect_eq(seen, 2);
    story_end(&story);
}
