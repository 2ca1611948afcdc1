/* What a summary says, and in which order. */
#include <criterion/criterion.h>
#include <criterion/parameterized.h>
#include <stdio.h>

#include "domain/code.h"
#include "domain/vocab.h"
#include "world.h"

/* Contract §5, key by key; families and `interviews.by` are looked at apart. */
static const char *const contract[] = {"volume.missing.episodes",
                                       "volume.missing.children",
                                       "volume.away.episodes",
                                       "volume.away.children",
                                       "volume.open_at_end",
                                       "volume.first_time_children",
                                       "volume.repeat.two_in_period",
                                       "volume.repeat.three_in_30_days",
                                       "volume.repeat.three_in_90_days",
                                       "volume.repeat.ten_in_365_days",
                                       "volume.concentration.top_ten_children_episodes",
                                       "volume.rate_per_10000.episodes",
                                       "volume.rate_per_10000.children",
                                       "duration.under_6h",
                                       "duration.h6_24",
                                       "duration.h24_48",
                                       "duration.d2_7",
                                       "duration.d7_30",
                                       "duration.over_30d",
                                       "duration.open",
                                       "duration.day_precision.d0",
                                       "duration.day_precision.d1",
                                       "duration.day_precision.d2",
                                       "duration.day_precision.d3_7",
                                       "duration.day_precision.d8_30",
                                       "duration.day_precision.over_30",
                                       "duration.overnight",
                                       "split.home.episodes",
                                       "split.home.children",
                                       "split.looked_after_own_in_area.episodes",
                                       "split.looked_after_own_in_area.children",
                                       "split.looked_after_own_placed_out.episodes",
                                       "split.looked_after_own_placed_out.children",
                                       "split.placed_here_by_others.episodes",
                                       "split.placed_here_by_others.children",
                                       "people.age.under_10",
                                       "people.age.10_12",
                                       "people.age.13_15",
                                       "people.age.16_17",
                                       "people.age.not_recorded",
                                       "people.sex.female",
                                       "people.sex.male",
                                       "people.sex.other",
                                       "people.sex.not_recorded",
                                       "people.ethnicity.not_recorded",
                                       "when.hour#0",
                                       "when.weekday#0",
                                       "where.from",
                                       "where.found",
                                       "where.establishments",
                                       "interviews.due",
                                       "interviews.not_yet_due",
                                       "interviews.return_assumed",
                                       "interviews.still_missing",
                                       "interviews.offered",
                                       "interviews.offered_in_72h",
                                       "interviews.accepted",
                                       "interviews.completed",
                                       "interviews.within_72h",
                                       "interviews.late",
                                       "interviews.not_timed",
                                       "interviews.overdue",
                                       "interviews.declined",
                                       "interviews.not_offered",
                                       "interviews.reasons.declined.did_not_see_need",
                                       "interviews.reasons.declined.does_not_trust_services",
                                       "interviews.reasons.declined.too_many_professionals",
                                       "interviews.reasons.declined.no_reason_given",
                                       "interviews.reasons.declined.other",
                                       "interviews.reasons.declined.not_recorded",
                                       "interviews.reasons.not_offered.missing_again",
                                       "interviews.reasons.not_offered.unable_to_contact",
                                       "interviews.reasons.not_offered.placed_out_of_area",
                                       "interviews.reasons.not_offered.not_in_local_policy",
                                       "interviews.reasons.not_offered.in_custody",
                                       "interviews.reasons.not_offered.in_hospital",
                                       "interviews.reasons.not_offered.turned_18",
                                       "interviews.reasons.not_offered.other",
                                       "interviews.reasons.not_offered.not_recorded",
                                       "interviews.harms",
                                       "interviews.actions",
                                       "interviews.third_party_information",
                                       "interviews.independent",
                                       "interviews.hours_to_completion.median",
                                       "interviews.hours_to_completion.p90",
                                       "issues.coverage.episodes_due",
                                       "issues.coverage.episodes_with_issues",
                                       "issues.coverage.episodes_none_recorded",
                                       "issues.coverage.children",
                                       "issues.coverage.children_with_issues",
                                       "issues.codes",
                                       "issues.pairs",
                                       "risk.cse.none",
                                       "risk.cse.low",
                                       "risk.cse.medium",
                                       "risk.cse.high",
                                       "risk.cse.raised",
                                       "risk.cse.lowered",
                                       "risk.cse.closed",
                                       "risk.cse.reviews_overdue",
                                       "risk.cse.indicated_above_level",
                                       "risk.cce.none",
                                       "risk.cce.low",
                                       "risk.cce.medium",
                                       "risk.cce.high",
                                       "risk.cce.raised",
                                       "risk.cce.lowered",
                                       "risk.cce.closed",
                                       "risk.cce.reviews_overdue",
                                       "risk.cce.indicated_above_level",
                                       "risk.named.cse.children",
                                       "risk.named.cse.assessed_in_14d",
                                       "risk.named.cse.decided_in_14d",
                                       "risk.named.cse.not_yet_due",
                                       "risk.named.cse.not_followed_up",
                                       "risk.named.cce.children",
                                       "risk.named.cce.assessed_in_14d",
                                       "risk.named.cce.decided_in_14d",
                                       "risk.named.cce.not_yet_due",
                                       "risk.named.cce.not_followed_up",
                                       "risk.harm_status.cse.none_known",
                                       "risk.harm_status.cse.suspected",
                                       "risk.harm_status.cse.known",
                                       "risk.harm_status.cse.not_assessed",
                                       "risk.harm_status.cce.none_known",
                                       "risk.harm_status.cce.suspected",
                                       "risk.harm_status.cce.known",
                                       "risk.harm_status.cce.not_assessed",
                                       "risk.not_decided",
                                       "risk.repeat_missing_unassessed.neither",
                                       "risk.repeat_missing_unassessed.cse",
                                       "risk.repeat_missing_unassessed.cce",
                                       "risk.lowered_then_missing",
                                       "trend",
                                       "quality.read",
                                       "quality.accepted",
                                       "quality.duplicate",
                                       "quality.rejected",
                                       "quality.tombstone",
                                       "quality.erased",
                                       "quality.unknown_fields",
                                       "quality.late",
                                       "quality.revised",
                                       "quality.retracted",
                                       "quality.orphans",
                                       "quality.flags.zero_duration",
                                       "quality.flags.clock_skew",
                                       "quality.flags.overlap",
                                       "quality.flags.infant",
                                       "quality.flags.born_after_start",
                                       "quality.flags.possible_duplicate",
                                       "quality.flags.missing_to_away",
                                       "quality.flags.unknown_tool",
                                       "quality.unlinked",
                                       "quality.sources",
                                       "quality.completeness.returned_at",
                                       "quality.completeness.area",
                                       "quality.completeness.found_area",
                                       "quality.completeness.born",
                                       "quality.completeness.ethnicity",
                                       "quality.completeness.interview",
                                       "quality.completeness.issue",
                                       "narrative"};
enum { CONTRACT = sizeof contract / sizeof contract[0] };

static struct world *empty(void)
{
    struct world *world = world_new();
    cr_assert(world_summarise(world), "%s", world->err.text);
    return world;
}

static bool listed(const struct figure *figure)
{
    return !slice_starts(figure->path, "interviews.by.") &&
           (!slice_starts(figure->path, "when.") || slice_is(figure->path, "when.hour#0") ||
            slice_is(figure->path, "when.weekday#0"));
}

Test(figures, stand_in_the_contracts_order_all_of_them_even_when_nothing_was_read)
{
    const struct world *world = empty();
    size_t at = 0;
    for (uint32_t i = 0; i < world->summary.count; i++) {
        struct slice path = world->summary.figures[i].path;
        if (!listed(&world->summary.figures[i])) {
            continue;
        }
        cr_assert_lt(at, (size_t)CONTRACT, "%.*s is one too many", (int)path.size, path.at);
        cr_assert(slice_is(path, contract[at]), "%.*s stands where %s is wanted", (int)path.size,
                  path.at, contract[at]);
        at++;
    }
    cr_expect_eq(at, (size_t)CONTRACT, "%s is not there", at < CONTRACT ? contract[at] : "");
}

Test(figures, have_24_hours_and_7_days)
{
    const struct world *world = empty();
    cr_expect_not_null(world_figure(world, "when.hour#23"));
    cr_expect_null(world_figure(world, "when.hour#24"));
    cr_expect_not_null(world_figure(world, "when.weekday#6"));
    cr_expect_null(world_figure(world, "when.weekday#7"));
}

static uint32_t under(const struct world *world, const char *prefix)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < world->summary.count; i++) {
        count += slice_starts(world->summary.figures[i].path, prefix);
    }
    return count;
}

Test(figures, are_the_same_for_each_group_of_interviews)
{
    const struct world *world = empty();
    uint32_t all = under(world, "interviews.") - under(world, "interviews.by.");
    cr_expect_gt(all, 30U);
    cr_expect_eq(under(world, "interviews.by.home."), all);
    cr_expect_eq(under(world, "interviews.by.looked_after_own_in_area."), all);
    cr_expect_eq(under(world, "interviews.by.looked_after_own_placed_out."), all);
    cr_expect_eq(under(world, "interviews.by.placed_here_by_others."), all);
}

Test(figures, have_unique_paths_labels_and_units)
{
    const struct world *world = world_story();
    for (uint32_t i = 0; i < world->summary.count; i++) {
        const struct figure *figure = &world->summary.figures[i];
        cr_expect_eq(summary_figure(&world->summary, figure->path), figure, "%.*s is there twice",
                     (int)figure->path.size, figure->path.at);
        bool counted = figure->type == FIGURE_COUNT && figure->rows != ROWS_NONE;
        cr_expect(!counted || figure->unit[0] != '\0', "%.*s has no unit", (int)figure->path.size,
                  figure->path.at);
    }
}

Test(figures, know_no_level_where_nobody_decided_and_some_where_somebody_did)
{
    struct world *world = world_new();
    world_count(world, RISK_DECISIONS_BEFORE_END, MEASURE_HARM(HARM_CCE, 0), 1);
    world_count(world, RISK_LEVEL, MEASURE_HARM(HARM_CCE, LEVEL_HIGH), 1);
    cr_assert(world_summarise(world));
    static const char *const levels[] = {"none", "low", "medium", "high", "reviews_overdue"};
    for (size_t i = 0; i < sizeof levels / sizeof levels[0]; i++) {
        char path[64];
        (void)snprintf(path, sizeof path, "risk.cse.%s", levels[i]);
        cr_expect_eq(world_figure(world, path)->type, FIGURE_NULL, "%s", path);
        (void)snprintf(path, sizeof path, "risk.cce.%s", levels[i]);
        cr_expect_eq(world_figure(world, path)->type, FIGURE_COUNT, "%s", path);
    }
    cr_expect_eq(world_value(world, "risk.cce.high"), 1);
    cr_expect_eq(world_value(world, "risk.cse.raised"), 0, "moves are counts of what happened");
    cr_expect_eq(world_value(world, "risk.cse.indicated_above_level"), 0);
}

Test(figures, add_up_the_ten_largest_children)
{
    struct world *world = world_new();
    world_count(world, EPISODES_PER_CHILD, 1, 20);
    world_count(world, EPISODES_PER_CHILD, 3, 8);
    world_count(world, EPISODES_PER_CHILD, 7, 1);
    cr_assert(world_summarise(world));
    cr_expect_eq(world_value(world, "volume.concentration.top_ten_children_episodes"),
                 7 + 8 * 3 + 1);
}

Test(figures, have_rates_only_with_a_population_and_the_option_beats_the_configuration)
{
    struct world *world = world_new();
    world_count(world, MISSING_EPISODES, 0, 1);
    cr_assert(world_summarise(world));
    cr_expect_eq(world_figure(world, "volume.rate_per_10000.episodes")->type, FIGURE_NULL);
    world->config.authorities[0] =
        (struct config_authority){.gss = world->question.authority, .population = 10000};
    world->config.authority_count = 1;
    cr_assert(world_summarise(world));
    cr_expect(slice_is(world_figure(world, "volume.rate_per_10000.episodes")->text, "1.0"));
    world->input.population = 20000;
    cr_assert(world_summarise(world));
    cr_expect(slice_is(world_figure(world, "volume.rate_per_10000.episodes")->text, "0.5"));
}

Test(figures, list_areas_by_children_then_episodes_then_code)
{
    struct world *world = world_new();
    static const struct {
        const char *code;
        int32_t episodes, children;
    } areas[] = {
        {"E05000004", 9, 1}, {"E05000003", 2, 2}, {"E05000002", 5, 2}, {"E05000001", 2, 2}};
    for (size_t i = 0; i < sizeof areas / sizeof areas[0]; i++) {
        uint32_t gss = 0;
        cr_assert(code_read_gss(slice_of(areas[i].code), &gss));
        world_count(world, FROM_EPISODES, gss, areas[i].episodes);
        world_count(world, FROM_CHILDREN, gss, areas[i].children);
    }
    cr_assert(world_summarise(world));
    static const char *const order[] = {"E05000002", "E05000001", "E05000003", "E05000004"};
    size_t at = 0;
    for (uint32_t i = 0; i < world->summary.count; i++) {
        const struct figure *figure = &world->summary.figures[i];
        if (slice_starts(figure->path, "where.from[") && figure->type == FIGURE_NAME) {
            cr_assert_lt(at, 4U);
            cr_expect(slice_is(figure->text, order[at]), "place %zu is %.*s", at,
                      (int)figure->text.size, figure->text.at);
            at++;
        }
    }
    cr_expect_eq(at, 4U);
    cr_expect_eq(world_value(world, "where.from[E05000004].episodes"), 9);
    cr_expect_eq(world_value(world, "where.from[E05000004].children"), 1);
}

Test(figures, keep_the_groups_of_coded_lists_apart)
{
    struct world *world = world_new();
    world_count(world, INTERVIEW_HARM, MEASURE_GROUP(GROUP_ALL, 1), 3);
    world_count(world, INTERVIEW_HARM_CHILDREN, MEASURE_GROUP(GROUP_ALL, 1), 2);
    world_count(world, INTERVIEW_HARM, MEASURE_GROUP(GROUP_HOME, 2), 1);
    world_count(world, INTERVIEW_HARM_CHILDREN, MEASURE_GROUP(GROUP_HOME, 2), 1);
    cr_assert(world_summarise(world));
    cr_expect_eq(world_value(world, "interviews.harms[none_disclosed].episodes"), 3);
    cr_expect_eq(world_value(world, "interviews.harms[none_disclosed].children"), 2);
    cr_expect_null(world_figure(world, "interviews.harms[physical].episodes"));
    cr_expect_eq(world_value(world, "interviews.by.home.harms[physical].episodes"), 1);
    cr_expect_null(world_figure(world, "interviews.by.home.harms[none_disclosed].episodes"));
}

Test(figures, show_ethnicities_that_occur_and_always_not_recorded)
{
    struct world *world = world_new();
    world_count(world, PEOPLE_ETHNICITY, vocab_find(VOCAB_ETHNICITY, slice_of("WIRT")), 2);
    cr_assert(world_summarise(world));
    cr_expect_eq(world_value(world, "people.ethnicity.WIRT"), 2);
    cr_expect_null(world_figure(world, "people.ethnicity.WBRI"));
    cr_expect_eq(world_value(world, "people.ethnicity.not_recorded"), 0);
}

Test(figures, refuse_an_accounting_that_does_not_close)
{
    struct world *world = world_new();
    world->accounting.read = 2;
    world->accounting.accepted = 1;
    cr_expect_not(world_summarise(world));
    cr_expect_eq(world->err.code, ERR_DATA);
    world->accounting.rejected[REJECT_AGE] = 1;
    world->err = (struct err){0};
    cr_expect(world_summarise(world));
    cr_expect_eq(world_value(world, "quality.rejected.AGE"), 1);
}

static const struct {
    const char *name;
    int64_t after_end_s;
    int32_t named_not_yet_due;
    bool want;
} finals[] = {
    {"a second before 72 hours", 72 * 3600 - 1, 0, false},
    {"at 72 hours", 72 * 3600, 0, true},
    {"72 hours, but 14 days after naming still run", 72 * 3600, 1, false},
};
enum { FINALS = sizeof finals / sizeof finals[0] };

ParameterizedTestParameters(figures, final_is_when_all_clocks_have_run_out)
{
    static size_t row[FINALS];
    for (size_t i = 0; i < FINALS; i++) {
        row[i] = i;
    }
    return cr_make_param_array(size_t, row, FINALS);
}

ParameterizedTest(const size_t *row, figures, final_is_when_all_clocks_have_run_out)
{
    struct world *world = world_new();
    world->question.as_of = world->question.period.end_s + finals[*row].after_end_s;
    if (finals[*row].named_not_yet_due > 0) {
        world_count(world, NAMED_NOT_YET_DUE, MEASURE_HARM(HARM_CCE, 0),
                    finals[*row].named_not_yet_due);
    }
    cr_assert(world_summarise(world));
    cr_expect_eq(world->summary.final, finals[*row].want, "%s", finals[*row].name);
}

static const struct {
    const char *name;
    int32_t expected_hours;
    int64_t silent_s;
    bool want;
} silences[] = {
    {"nothing is expected", 0, 1000000, false},
    {"silent exactly as long as expected", 48, 48 * 3600, false},
    {"silent a second longer", 48, 48 * 3600 + 1, true},
    {"recorded after the end", 1, -5, false},
};
enum { SILENCES = sizeof silences / sizeof silences[0] };

ParameterizedTestParameters(figures, a_source_is_silent_after_longer_than_expected)
{
    static size_t row[SILENCES];
    for (size_t i = 0; i < SILENCES; i++) {
        row[i] = i;
    }
    return cr_make_param_array(size_t, row, SILENCES);
}

ParameterizedTest(const size_t *row, figures, a_source_is_silent_after_longer_than_expected)
{
    struct world *world = world_new();
    struct source_count source = {
        .name = slice_of("police.north"),
        .kinds = 1U << RECORD_EPISODE | 1U << RECORD_DECISION,
        .records = 3,
        .last_recorded_at = (when)(world->question.period.end_s - silences[*row].silent_s)};
    world->input.sources = &source;
    world->input.source_count = 1;
    world->config.sources[0] = (struct config_source){source.name, silences[*row].expected_hours};
    world->config.source_count = 1;
    cr_assert(world_summarise(world));
    cr_expect_eq(world_value(world, "quality.sources[police.north].silent"), silences[*row].want,
                 "%s", silences[*row].name);
    cr_expect_eq(world_value(world, "quality.sources[police.north].records"), 3);
    cr_expect(
        slice_is(world_figure(world, "quality.sources[police.north].kinds#1")->text, "decision"));
}

/* Two that were never heard from, around one that was. */
static struct world *world_of_sources(struct source_count *heard)
{
    static const char *const expected[] = {"youth-justice", "m.police", "homes"};
    struct world *world = world_new();
    *heard = (struct source_count){slice_of("m.police"), 1U << RECORD_EPISODE, 5,
                                   (when)world->question.period.end_s};
    world->input.sources = heard;
    world->input.source_count = 1;
    for (uint32_t i = 0; i < 3; i++) {
        world->config.sources[world->config.source_count++] =
            (struct config_source){slice_of(expected[i]), 24};
    }
    return world;
}

Test(figures, a_source_never_heard_from_stands_among_the_others)
{
    struct source_count heard;
    struct world *world = world_of_sources(&heard);
    cr_assert(world_summarise(world));
    const char *const order[] = {"homes", "m.police", "youth-justice"};
    uint32_t found = 0;
    for (uint32_t i = 0; i < world->summary.count; i++) {
        const struct figure *figure = &world->summary.figures[i];
        if (figure->type == FIGURE_NAME && slice_is(figure->name, "quality.sources.source")) {
            cr_assert_lt(found, 3U);
            cr_expect(slice_is(figure->text, order[found]), "%u", found);
            found++;
        }
    }
    cr_expect_eq(found, 3U);
    const char *const never[] = {"homes", "youth-justice"};
    for (size_t i = 0; i < 2; i++) {
        char path[128];
        (void)snprintf(path, sizeof path, "quality.sources[%s].records", never[i]);
        cr_expect_eq(world_value(world, path), 0);
        (void)snprintf(path, sizeof path, "quality.sources[%s].silent", never[i]);
        cr_expect_eq(world_value(world, path), 1);
        (void)snprintf(path, sizeof path, "quality.sources[%s].kinds", never[i]);
        cr_expect_eq(world_figure(world, path)->type, FIGURE_EMPTY_LIST);
        (void)snprintf(path, sizeof path, "quality.sources[%s].last_recorded_at", never[i]);
        cr_expect_eq(world_figure(world, path)->type, FIGURE_NULL);
    }
    cr_expect_eq(world_value(world, "quality.sources[m.police].records"), 5);
    cr_expect_eq(world_value(world, "quality.sources[m.police].silent"), 0);
}

Test(figures, no_source_is_silent_where_the_rule_is_off)
{
    struct source_count heard;
    struct world *world = world_of_sources(&heard);
    heard.last_recorded_at = (when)(world->question.period.end_s - 25 * SECONDS_HOUR);
    world->rules.rule[RULE_SOURCE_SILENT].on = false;
    cr_assert(world_summarise(world));
    cr_expect_eq(world_value(world, "quality.sources[homes].silent"), 0);
    cr_expect_eq(world_value(world, "quality.sources[m.police].silent"), 0);
    cr_expect_eq(world_value(world, "quality.sources[homes].expected_within_hours"), 24);
    world->rules.rule[RULE_SOURCE_SILENT].on = true;
    cr_assert(world_summarise(world));
    cr_expect_eq(world_value(world, "quality.sources[m.police].silent"), 1);
}

static const struct {
    const char *read, *path;
} readings[] = {
    {"when.hour.14", "when.hour#14"},
    {"when.hour#14", "when.hour#14"},
    {"when.hour[14]", "when.hour#14"},
    {"volume.missing.episodes", "volume.missing.episodes"},
    {"quality.sources.m.police.records", "quality.sources[m.police].records"},
    {"quality.sources[m.police].records", "quality.sources[m.police].records"},
    {"quality.sources.m.police.kinds.0", "quality.sources[m.police].kinds#0"},
    {"when.hour.24", NULL},
    {"when.hour", NULL},
    {"quality.sources.police.records", NULL},
    {"", NULL},
};
enum { READINGS = sizeof readings / sizeof readings[0] };

Test(figures, are_found_by_their_path_as_it_reads_in_json)
{
    struct source_count heard;
    struct world *world = world_of_sources(&heard);
    cr_assert(world_summarise(world));
    for (size_t i = 0; i < READINGS; i++) {
        const struct figure *figure =
            summary_figure_read(&world->summary, slice_of(readings[i].read));
        bool as_wanted = readings[i].path == NULL
                             ? figure == NULL
                             : figure != NULL && slice_is(figure->path, readings[i].path);
        cr_expect(as_wanted, "%s", readings[i].read);
    }
    for (uint32_t i = 0; i < world->summary.count; i++) {
        const struct figure *figure = &world->summary.figures[i];
        cr_expect_eq(summary_figure_read(&world->summary, figure->path), figure, "%s",
                     figure->path.at);
    }
}
