/* The table of rules as a whole: what may be configured, the order of the answer, and that it
 * depends on nothing but the facts and the tick. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/civil.h"
#include "base/rng.h"
#include "domain/code.h"
#include "domain/life.h"
#include "domain/rules.h"
#include "domain/vocab.h"
#include "support/random_record.h"
#include "support/story.h"

static struct story story;

static void start(void)
{
    story_begin(&story, HOMEWARD_SOURCE_DIR);
}

static void stop(void)
{
    story_end(&story);
}

TestSuite(rules, .init = start, .fini = stop);

/* codes.md, "Indications": ids and severities, in its order. */
static const struct {
    const char *id;
    enum severity severity;
} agreed[] = {
    {"missing_now", SEVERITY_MEDIUM},
    {"over_24_hours", SEVERITY_HIGH},
    {"three_in_30_days", SEVERITY_HIGH},
    {"three_in_90_days", SEVERITY_MEDIUM},
    {"away_repeated", SEVERITY_MEDIUM},
    {"under_13_missing", SEVERITY_HIGH},
    {"overnight", SEVERITY_REASON},
    {"found_out_of_area", SEVERITY_REASON},
    {"interview_due_soon", SEVERITY_REASON},
    {"interview_overdue", SEVERITY_MEDIUM},
    {"return_not_recorded", SEVERITY_MEDIUM},
    {"exploitation_named", SEVERITY_HIGH},
    {"harm_while_missing", SEVERITY_HIGH},
    {"named_not_followed_up", SEVERITY_HIGH},
    {"harm_known_level_low", SEVERITY_HIGH},
    {"declines_repeated", SEVERITY_MEDIUM},
    {"repeat_missing_unassessed", SEVERITY_HIGH},
    {"missing_while_elevated", SEVERITY_HIGH},
    {"lowered_then_missing", SEVERITY_HIGH},
    {"lowered_against_evidence", SEVERITY_HIGH},
    {"indicated_above_level", SEVERITY_MEDIUM},
    {"review_overdue", SEVERITY_MEDIUM},
    {"placed_here_not_told", SEVERITY_MEDIUM},
    {"source_silent", SEVERITY_HIGH},
};
enum { AGREED = sizeof agreed / sizeof agreed[0] };

Test(rules, are_the_agreed_ones_with_their_severities_and_a_basis)
{
    struct rules rules = rules_default();
    cr_assert_eq(RULE_COUNT, AGREED);
    for (size_t i = 0; i < AGREED; i++) {
        const struct rule_row *row = rule_row((enum rule_id)i);
        cr_expect_str_eq(row->id, agreed[i].id);
        cr_expect_eq(row->severity, agreed[i].severity, "%s", row->id);
        cr_expect_gt(strlen(row->label), 0, "%s", row->id);
        cr_expect_gt(strlen(row->basis), 0, "%s", row->id);
        cr_expect(rules.rule[i].on, "%s", row->id);
        cr_expect_eq(rules.rule[i].severity, row->severity, "%s", row->id);
        cr_expect_eq(rules.rule[i].window_s, row->window_s, "%s", row->id);
    }
}

#define MUCH                                                                                       \
    "E e1 missing_since=2016-03-01T10:00:00Z returned_at=2016-03-01T12:00:00Z born=2004-01\n"      \
    "E e2 missing_since=2016-03-02T10:00:00Z returned_at=2016-03-02T12:00:00Z\n"                   \
    "E e3 missing_since=2016-03-03T10:00:00Z\n"                                                    \
    "I i1 outcome=completed completed_at=2016-03-02T10:00:00Z "                                    \
    "harms=[\"exploitation_sexual\"]\n"                                                            \
    "A a1 harm_status=known assessed_at=2016-02-01T10:00:00Z\n"                                    \
    "D d1 level=high decided_at=2016-02-01T10:00:00Z\n"                                            \
    "D d2 level=low decided_at=2016-03-02T11:00:00Z"

Test(rules, one_child_may_have_many_indications_sorted_by_time_then_rule_then_harm)
{
    cr_assert_str_eq(story_tell(&story, MUCH), "accepted");
    cr_expect_str_eq(story_indications(&story, "sim.a", NULL, "2016-03-05T00:00:00Z"),
                     "review_overdue medium cse d1 2016-02-16T00:00:00Z; "
                     "under_13_missing high e1 2016-03-01T10:00:00Z; "
                     "missing_while_elevated high cse e1 2016-03-01T10:00:00Z; "
                     "exploitation_named high cse i1 2016-03-02T10:00:00Z; "
                     "harm_while_missing high i1 2016-03-02T10:00:00Z; "
                     "harm_known_level_low high cse d2 2016-03-02T11:00:00Z standing; "
                     "lowered_against_evidence high cse d2 2016-03-02T11:00:00Z; "
                     "missing_now high e3 2016-03-03T10:00:00Z standing; "
                     "three_in_30_days high e3 2016-03-03T10:00:00Z standing; "
                     "repeat_missing_unassessed high cce e3 2016-03-03T10:00:00Z standing; "
                     "lowered_then_missing high cse e3 2016-03-03T10:00:00Z; "
                     "overnight medium e3 2016-03-04T00:00:00Z; "
                     "over_24_hours high e3 2016-03-04T10:00:00Z standing; "
                     "interview_due_soon medium e2 2016-03-04T12:00:00Z standing",
                     "%s", story.said);
}

Test(rules, a_rule_that_is_off_is_silent_and_the_others_are_not)
{
    cr_assert_str_eq(story_tell(&story, MUCH), "accepted");
    for (int i = 0; i < RULE_COUNT; i++) {
        story.rules = rules_default();
        story.rules.rule[i].on = false;
        const char *id = rule_row((enum rule_id)i)->id;
        cr_expect_str_eq(story_indications(&story, "sim.a", id, "2016-03-05T00:00:00Z"), "", "%s",
                         id);
        const char *other = i == RULE_MISSING_NOW ? "overnight" : "missing_now";
        cr_expect_str_neq(story_indications(&story, "sim.a", other, "2016-03-05T00:00:00Z"), "",
                          "%s", id);
    }
}

Test(rules, three_in_90_days_speaks_where_three_in_30_days_is_off)
{
    cr_assert_str_eq(story_tell(&story, MUCH), "accepted");
    cr_expect_str_eq(story_indications(&story, "sim.a", "three_in_90_days", "2016-03-05T00:00:00Z"),
                     "");
    story.rules.rule[RULE_THREE_IN_30_DAYS].on = false;
    cr_expect_str_neq(
        story_indications(&story, "sim.a", "three_in_90_days", "2016-03-05T00:00:00Z"), "");
}

Test(rules, windows_and_severities_are_configuration)
{
    cr_assert_str_eq(story_tell(&story, "E e1 missing_since=2016-03-05T02:00:00Z "
                                        "returned_at=2016-03-05T10:00:00Z"),
                     "accepted");
    story.rules.rule[RULE_INTERVIEW_OVERDUE].window_s = 7200;
    story.rules.rule[RULE_INTERVIEW_OVERDUE].severity = SEVERITY_HIGH;
    cr_expect_str_eq(
        story_indications(&story, "sim.a", "interview_overdue", "2016-03-05T12:00:00Z"),
        "high e1 2016-03-05T12:00:00Z standing");
    cr_expect_str_eq(
        story_indications(&story, "sim.a", "interview_overdue", "2016-03-05T11:59:59Z"), "");
}

Test(rules, a_silent_source_is_no_childs_indication)
{
    cr_assert_str_eq(story_tell(&story, MUCH), "accepted");
    cr_expect_str_eq(story_indications(&story, "sim.a", "source_silent", "2019-03-05T00:00:00Z"),
                     "");
}

Test(rules, an_indication_says_where_and_whose_its_trigger_is)
{
    cr_assert_str_eq(story_tell(&story,
                                "E e1 missing_since=2016-03-05T10:00:00Z authority=E06000001 "
                                "responsible=E06000002\n"
                                "I i1 outcome=completed completed_at=2016-03-05T11:00:00Z "
                                "responsible=E06000003 harms=[\"physical\"]\n"
                                "A a1 harm_status=known assessed_at=2016-03-05T12:00:00Z "
                                "responsible=E06000004"),
                     "accepted");
    struct arena scratch = story.arena;
    struct life life;
    struct indications found = {.arena = &scratch};
    const struct history *history = histories_find(&story.histories, slice_of("sim.a"));
    cr_assert(life_of(&story.histories, history, &scratch, &life));
    int64_t tick_s = life.assessments[0].at;
    cr_assert(rules_indications(&story.rules, &story.tools, &life, 0, tick_s, &found));
    cr_assert_eq(found.count, 3);
    const struct episode *episode = life.episodes[0].is;
    cr_expect_eq(found.list[0].rule, RULE_MISSING_NOW);
    cr_expect_eq(found.list[0].authority, episode->authority);
    cr_expect_eq(found.list[0].responsible, episode->responsible);
    cr_expect_eq(found.list[1].rule, RULE_HARM_WHILE_MISSING);
    cr_expect_eq(found.list[1].authority, episode->authority);
    cr_expect_eq(found.list[1].responsible, life.interviews[0].is->responsible);
    cr_expect_eq(found.list[2].rule, RULE_HARM_KNOWN_LEVEL_LOW);
    cr_expect_eq(found.list[2].authority, 0);
    cr_expect_eq(found.list[2].responsible, life.assessments[0].is->responsible);
}

#define KNOWN_THEN "A a1 harm_status=known assessed_at=2016-03-05T10:00:00Z responsible=E06000001\n"

/* Whose the one harm_known_level_low of sim.a is on 2016-04-01, as a packed code. */
static uint32_t harm_known_is_of(const char *told)
{
    struct life life;
    cr_assert_str_eq(story_tell(&story, told), "accepted");
    struct arena scratch = story.arena;
    struct indications found = {.arena = &scratch};
    const struct history *history = histories_find(&story.histories, slice_of("sim.a"));
    cr_assert(life_of(&story.histories, history, &scratch, &life));
    int64_t tick_s = civil_midnight(date_make(2016, 4, 1));
    cr_assert(rules_indications(&story.rules, &story.tools, &life, 0, tick_s, &found));
    uint32_t responsible = 0;
    for (uint32_t i = 0; i < found.count; i++) {
        if (found.list[i].rule == RULE_HARM_KNOWN_LEVEL_LOW) {
            cr_assert_eq(responsible, 0, "told once");
            responsible = found.list[i].responsible;
        }
    }
    return responsible;
}

Test(rules, harm_known_at_a_low_level_is_for_the_authority_that_has_the_child_now)
{
    static const struct {
        const char *name, *told, *want;
    } rows[] = {
        {"assessed once", KNOWN_THEN, "E06000001"},
        {"assessed again elsewhere",
         KNOWN_THEN "A a2 harm_status=known assessed_at=2016-03-08T10:00:00Z responsible=E06000002",
         "E06000002"},
        {"decided elsewhere",
         KNOWN_THEN "D d1 level=low decided_at=2016-03-08T10:00:00Z responsible=E06000002",
         "E06000002"},
        {"decided elsewhere at the same instant",
         KNOWN_THEN "D d1 level=low decided_at=2016-03-05T10:00:00Z responsible=E06000002",
         "E06000002"},
        {"decided elsewhere before",
         KNOWN_THEN "D d1 level=low decided_at=2016-03-05T09:59:59Z responsible=E06000002",
         "E06000001"},
        {"lowered here, then assessed elsewhere",
         "D d1 level=high decided_at=2016-03-01T10:00:00Z\n" KNOWN_THEN
         "D d2 level=low decided_at=2016-03-08T10:00:00Z responsible=E06000002\n"
         "A a2 harm_status=known assessed_at=2016-03-09T10:00:00Z responsible=E06000003",
         "E06000003"},
        {"of the other harm, or not yet",
         KNOWN_THEN
         "D d1 harm=cce level=low decided_at=2016-03-08T10:00:00Z responsible=E06000002\n"
         "A a2 harm_status=known assessed_at=2016-04-08T10:00:00Z responsible=E06000003",
         "E06000001"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        stop();
        start();
        uint32_t want;
        cr_assert(code_read_gss(slice_of(rows[i].want), &want));
        cr_expect_eq(harm_known_is_of(rows[i].told), want, "%s", rows[i].name);
    }
}

Test(rules, too_little_memory_is_said)
{
    cr_assert_str_eq(story_tell(&story, MUCH), "accepted");
    struct arena scratch = story.arena;
    struct life life;
    struct indications found;
    const struct history *history = histories_find(&story.histories, slice_of("sim.a"));
    cr_assert(life_of(&story.histories, history, &scratch, &life));
    int64_t tick_s = life.episodes[2].start + SECONDS_DAY;
    static _Alignas(16) char memory[16384];
    size_t enough = 0;
    for (size_t size = 0; size <= sizeof memory; size += 16) {
        struct arena few = arena_over(memory, size);
        found.arena = &few;
        bool made = rules_indications(&story.rules, &story.tools, &life, 0, tick_s, &found);
        cr_assert(made || enough == 0, "more memory is never worse");
        enough = made && enough == 0 ? size : enough;
    }
    cr_expect_gt(enough, 0);
}

/* One child of random facts that lie near each other. */
static const struct history *random_child(struct rng *rng, struct random_shape *shape)
{
    story_end(&story);
    story_begin(&story, HOMEWARD_SOURCE_DIR);
    *shape = random_shape_default();
    shape->children = 1;
    shape->authorities = 2;
    shape->to = shape->from + (when)rng_between(rng, 2, 400) * SECONDS_DAY;
    for (int64_t records = rng_between(rng, 1, 40); records > 0; records--) {
        struct record record;
        struct arena scratch = story.arena;
        random_record(rng, shape, &scratch, &record);
        (void)histories_apply(&story.histories, &record);
    }
    return histories_find(&story.histories, slice_of("sim.c0"));
}

static struct rules_wanted random_wanted(struct rng *rng, const struct random_shape *shape,
                                         const struct life *life)
{
    struct rules_wanted wanted = {.high = rules_high(&story.rules)};
    wanted.since_s = rng_between(rng, shape->from, shape->to);
    wanted.tick_s = rng_between(rng, shape->from, (int64_t)shape->to + 100 * SECONDS_DAY);
    wanted.own_since_s = rng_between(rng, shape->from, shape->to);
    if (life->decision_count > 0 && rng_chance(rng, 700)) {
        wanted.own = life->decisions[rng_below(rng, life->decision_count)].fact;
    }
    cr_assert(code_read_gss(slice_of("E06000047"), &wanted.responsible));
    return wanted;
}

static bool among_all(const struct life *life, const struct rules_wanted *wanted,
                      struct arena scratch)
{
    struct indications all = {.arena = &scratch};
    cr_assert(rules_indications(&story.rules, &story.tools, life, 0, wanted->tick_s, &all));
    bool found = false;
    for (uint32_t i = 0; i < all.count; i++) {
        const struct indication *indication = &all.list[i];
        bool own = indication->trigger == wanted->own;
        found = found || (indication->severity == SEVERITY_HIGH &&
                          indication->responsible == wanted->responsible &&
                          indication->occurred >= (own ? wanted->own_since_s : wanted->since_s));
    }
    return found;
}

Test(rules, whether_there_is_a_high_one_is_answered_as_by_looking_through_all)
{
    struct rng rng = rng_seeded(9);
    uint32_t held = 0;
    uint32_t asked = 0;
    for (int i = 0; i < 3000; i++) {
        struct random_shape shape;
        struct life life;
        const struct history *history = random_child(&rng, &shape);
        struct arena scratch = story.arena;
        cr_assert(life_of(&story.histories, history, &scratch, &life));
        for (size_t rule = 0; rule < RULE_COUNT; rule++) { /* one case in two asks one rule alone */
            story.rules.rule[rule].on = i % 2 == 0 || rule == (size_t)i / 2 % RULE_COUNT;
            story.rules.rule[rule].severity =
                i % 2 == 0 ? rule_row((enum rule_id)rule)->severity : SEVERITY_HIGH;
        }
        for (int j = 0; j < 20; j++, asked++) {
            struct rules_wanted wanted = random_wanted(&rng, &shape, &life);
            bool found;
            cr_assert(rules_any_high(&story.rules, &story.tools, &life, &wanted, scratch, &found));
            cr_assert_eq(found, among_all(&life, &wanted, scratch), "case %d, %d", i, j);
            held += found;
        }
    }
    cr_expect_gt(held, asked / 10, "%u of %u", held, asked);
    cr_expect_lt(held, asked * 9 / 10, "%u of %u", held, asked);
}

/* The counting rule, told by its words and half an hour at a time: it fires when the count in the
 * window is reached, again only after it fell below; it holds till it falls below. */
enum { STARTS_MAX = 40, WINDOW_HOURS = 30 * 24, HOURS = 100 * 24 };

struct starts {
    int count;
    int64_t hours[STARTS_MAX]; /* ascending */
};

/* How many in the window that ends at a half hour: [t - window, t]. */
static int count_at(const struct starts *starts, int64_t half)
{
    int count = 0;
    for (int i = 0; i < starts->count; i++) {
        int64_t at = 2 * starts->hours[i];
        count += at <= half && at >= half - 2 * (int64_t)WINDOW_HOURS;
    }
    return count;
}

static int first_at(const struct starts *starts, int64_t half)
{
    int i = 0;
    while (i < starts->count && 2 * starts->hours[i] < half) {
        i++;
    }
    return i;
}

/* The line of the firing at each start; empty where none fires. */
static void tell_by_words(const struct starts *starts, int64_t tick_half,
                          char lines[STARTS_MAX][64])
{
    static const int counts[] = {3, 5, 10, 20};
    memset(lines, 0, STARTS_MAX * sizeof lines[0]);
    for (size_t i = 0; i < sizeof counts / sizeof counts[0]; i++) {
        int fired = -1; /* the start at which it fired, while it holds */
        for (int64_t half = 0; half <= tick_half; half++) {
            int now = count_at(starts, half);
            if (now < counts[i]) {
                fired = -1;
            } else if (fired < 0) {
                fired = first_at(starts, half) + counts[i] - count_at(starts, half - 1) - 1;
                char instant[INSTANT_TEXT + 1] = {0};
                instant_write(starts->hours[fired] * SECONDS_HOUR, instant);
                (void)snprintf(lines[fired], sizeof lines[0], "high e%02d %s", fired, instant);
            }
        }
        if (fired >= 0) {
            (void)strncat(lines[fired], " standing", sizeof lines[0] - strlen(lines[fired]) - 1);
        }
    }
}

static int compare_hours(const void *a, const void *b)
{
    const int64_t *x = a;
    const int64_t *y = b;
    return (*x > *y) - (*x < *y);
}

static void tell_starts(const struct starts *starts)
{
    for (int i = 0; i < starts->count; i++) {
        char told[128];
        char instant[INSTANT_TEXT + 1] = {0};
        instant_write(starts->hours[i] * SECONDS_HOUR, instant);
        (void)snprintf(told, sizeof told, "E e%02d missing_since=%s", i, instant);
        cr_assert_str_eq(story_tell(&story, told), "accepted");
    }
}

Test(rules, counting_fires_and_holds_as_its_words_say)
{
    enum { CASES = 200 };
    struct rng rng = rng_seeded(30);
    for (int number = 0; number < CASES; number++) {
        struct starts starts = {.count = (int)rng_between(&rng, 1, STARTS_MAX)};
        for (int i = 0; i < starts.count; i++) {
            /* whole days mostly, so that windows meet at their ends */
            starts.hours[i] = rng_between(&rng, 0, HOURS / 24 - 15) * 24 + rng_chance(&rng, 200);
        }
        qsort(starts.hours, (size_t)starts.count, sizeof starts.hours[0], compare_hours);
        int64_t tick = rng_between(&rng, 0, 89) * 24;
        char lines[STARTS_MAX][64];
        char want[STORY_TEXT] = "";
        tell_by_words(&starts, 2 * tick, lines);
        for (int i = 0; i < starts.count; i++) {
            size_t size = strlen(want);
            (void)snprintf(want + size, sizeof want - size, "%s%s",
                           size == 0 || lines[i][0] == '\0' ? "" : "; ", lines[i]);
        }
        story_end(&story);
        story_begin(&story, HOMEWARD_SOURCE_DIR);
        tell_starts(&starts);
        char instant[INSTANT_TEXT + 1] = {0};
        instant_write(tick * SECONDS_HOUR, instant);
        const char *found = story_indications(&story, "sim.a", "three_in_30_days", instant);
        cr_assert_str_eq(found, want, "case %d: %s, not %s", number, found, want);
    }
}
