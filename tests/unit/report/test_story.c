/* The fortnight of tests/data/story, its figures worked out by hand from measures alone. */
#include <criterion/criterion.h>

#include "world.h"

static const struct {
    const char *path;
    int64_t want;
} counts[] = {
    {"volume.missing.episodes", 6}, /* a1 a2 a3 b1 c1 f1; d1 is elsewhere, g1 withdrawn */
    {"volume.missing.children", 4},
    {"volume.away.episodes", 1},
    {"volume.away.children", 1},
    {"volume.open_at_end", 1},
    {"volume.first_time_children", 4},
    {"volume.repeat.two_in_period", 1},
    {"volume.repeat.three_in_30_days", 1},
    {"volume.repeat.three_in_90_days", 1},
    {"volume.repeat.ten_in_365_days", 0},
    {"volume.concentration.top_ten_children_episodes", 6},
    {"duration.under_6h", 1},
    {"duration.h6_24", 1},  /* a3, exactly 6 h */
    {"duration.h24_48", 1}, /* a2, exactly 24 h */
    {"duration.d2_7", 1},
    {"duration.open", 1},
    {"duration.day_precision.d2", 1},
    {"duration.overnight", 4},
    {"split.home.episodes", 4},
    {"split.home.children", 2},
    {"split.looked_after_own_in_area.episodes", 1},
    {"split.looked_after_own_placed_out.episodes", 1},
    {"split.placed_here_by_others.episodes", 1},
    {"people.age.13_15", 2},
    {"people.age.16_17", 2},
    {"people.sex.female", 2},
    {"people.sex.male", 1},
    {"people.sex.not_recorded", 1},
    {"people.ethnicity.WBRI", 1},
    {"people.ethnicity.not_recorded", 2},
    {"when.hour#12", 1},
    {"when.hour#18", 1},
    {"when.hour#0", 0}, /* the midnight of dates only is no hour */
    {"when.weekday#1", 2},
    {"when.weekday#3", 1},
    {"when.weekday#5", 2},
    {"where.from[E05000001].episodes", 3}, /* a1 as corrected */
    {"where.from[E05000001].children", 1},
    {"where.found[E05000002].episodes", 1},
    {"where.establishments[SC123456].children", 1},
    {"interviews.due", 6},
    {"interviews.not_yet_due", 0},
    {"interviews.offered", 4},
    {"interviews.offered_in_72h", 3},
    {"interviews.accepted", 3},
    {"interviews.completed", 3},
    {"interviews.within_72h", 1}, /* exactly 72 h */
    {"interviews.late", 1},
    {"interviews.not_timed", 1},
    {"interviews.declined", 1},
    {"interviews.overdue", 2},
    {"interviews.not_offered", 1},
    {"interviews.reasons.declined.did_not_see_need", 1},
    {"interviews.reasons.not_offered.placed_out_of_area", 1},
    {"interviews.harms[none_disclosed].episodes", 1},
    {"interviews.actions[strategy_meeting].children", 1},
    {"interviews.third_party_information", 1},
    {"interviews.independent", 1},
    {"interviews.by.home.due", 4},
    {"interviews.by.home.overdue", 1},
    {"interviews.by.looked_after_own_placed_out.not_offered", 1},
    {"issues.coverage.episodes_due", 6},
    {"issues.coverage.episodes_with_issues", 3},
    {"issues.coverage.episodes_none_recorded", 2},
    {"issues.coverage.children", 4},
    {"issues.coverage.children_with_issues", 2},
    {"issues.codes[see_friends].episodes", 1},
    {"risk.cse.medium", 1},
    {"risk.cse.raised", 1},
    {"risk.cse.reviews_overdue", 1}, /* due on the last day: overdue at the midnight that ends it */
    {"risk.cce.medium", -1},         /* nobody decided */
    {"risk.cce.raised", 0},
    {"risk.named.cse.children", 1},
    {"risk.named.cse.assessed_in_14d", 1},
    {"risk.named.cse.decided_in_14d", 1},
    {"risk.harm_status.cse.suspected", 1},
    {"risk.harm_status.cse.not_assessed", 3},
    {"risk.repeat_missing_unassessed.neither", 0},
    {"risk.repeat_missing_unassessed.cce", 1},
    {"quality.read", 23},
    {"quality.accepted", 18},
    {"quality.duplicate", 1},
    {"quality.rejected.JSON_SYNTAX", 1},
    {"quality.rejected.EMPTY", 1},
    {"quality.rejected.CODE_UNKNOWN", 1},
    {"quality.rejected.REVISION_CONFLICT", 1},
    {"quality.unknown_fields", 1},
    {"quality.revised", 1},
    {"quality.retracted", 1},
    {"quality.orphans", 0},
    {"quality.flags.unknown_tool", 0},
    {"quality.unlinked", -1},
    {"quality.sources[police].records", 7},
    {"quality.completeness.returned_at", 83},
    {"quality.completeness.found_area", 17},
    {"quality.completeness.ethnicity", 67},
    {"quality.completeness.interview", 83},
    {"quality.completeness.issue", 67},
};
enum { COUNTS = sizeof counts / sizeof counts[0] };

Test(story, has_the_figures_worked_out_by_hand)
{
    const struct world *world = world_story();
    for (size_t i = 0; i < COUNTS; i++) {
        cr_expect_not_null(world_figure(world, counts[i].path), "%s", counts[i].path);
        cr_expect_eq(world_value(world, counts[i].path), counts[i].want, "%s is %lld",
                     counts[i].path, (long long)world_value(world, counts[i].path));
    }
}

static const struct {
    const char *path, *want;
} texts[] = {
    {"volume.rate_per_10000.episodes", "0.6"},
    {"volume.rate_per_10000.children", "0.4"},
    {"interviews.hours_to_completion.median", "72.0"},
    {"interviews.hours_to_completion.p90", "72.1"},
    {"quality.sources[rhi].kinds#0", "interview"},
    {"quality.sources[police].last_recorded_at", "2016-03-20T09:00:00Z"},
};
enum { TEXTS = sizeof texts / sizeof texts[0] };

Test(story, has_the_rates_and_hours_worked_out_by_hand)
{
    const struct world *world = world_story();
    for (size_t i = 0; i < TEXTS; i++) {
        const struct figure *figure = world_figure(world, texts[i].path);
        cr_assert_not_null(figure, "%s", texts[i].path);
        cr_expect(slice_is(figure->text, texts[i].want), "%s is %.*s", texts[i].path,
                  (int)figure->text.size, figure->text.at);
    }
}

Test(story, is_final_at_its_latest_record)
{
    const struct world *world = world_story();
    cr_expect(world->summary.final);
    cr_expect_not(world->input.synthetic);
}
