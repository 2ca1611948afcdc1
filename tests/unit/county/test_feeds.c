/* What real feeds do, and the course of interviews and decisions, in shares that a county must
 * show so that it exercises what reads it. */
#include <criterion/criterion.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "authority.h"
#include "base/civil.h"
#include "codec/config.h"
#include "domain/tool.h"
#include "made.h"

#define WITHIN(what, least, most)                                                                  \
    cr_expect((what) >= (least) && (what) <= (most), "%s is %" PRId64 ", not %d to %d", #what,     \
              (int64_t)(what), (int)(least), (int)(most))

static struct made made;

static void setup(void)
{
    struct county_settings settings = made_settings();
    made_log(&made, &settings, 0);
    made_read(&made);
}

static void teardown(void)
{
    made_done(&made);
}

TestSuite(feeds, .init = setup, .fini = teardown);

Test(feeds, some_records_are_repeated_out_of_order_late_or_withdrawn)
{
    int64_t all = (int64_t)made.count, behind = 0, late = 0, first = 0, withdrawn = 0, skewed = 0;
    when latest = 0;
    for (uint64_t i = 0; i < made.count; i++) {
        const struct record *record = &made.records[i];
        behind += record->recorded_at + SECONDS_HOUR < latest;
        latest = record->recorded_at > latest ? record->recorded_at : latest;
        withdrawn += record->retracted;
        if (record->kind == RECORD_EPISODE && record->revision == 1) {
            const struct episode_record *episode = &record->episode;
            int64_t fact = episode->missing_since;
            fact = episode->returned_at != WHEN_NONE ? episode->returned_at : fact;
            late += record->recorded_at - fact > 7 * SECONDS_DAY;
            skewed += record->recorded_at < fact;
            first++;
        }
    }
    WITHIN((int64_t)made.counts.duplicates * 1000 / all, 10, 30);
    WITHIN(behind * 1000 / all, 20, 80);
    WITHIN(late * 1000 / first, 20, 60);
    WITHIN(withdrawn * 1000 / all, 3, 15);
    WITHIN(skewed, 1, 60);
}

Test(feeds, episodes_are_first_open_and_then_revised)
{
    int64_t open = 0, revised = 0, reclassed = 0, first = 0;
    for (uint64_t i = 0; i < made.count; i++) {
        const struct record *record = &made.records[i];
        if (record->kind == RECORD_EPISODE) {
            const struct episode_record *episode = &record->episode;
            first += record->revision == 1;
            revised += record->revision == 2;
            open += record->revision == 1 && episode->found_at == WHEN_NONE &&
                    episode->returned_at == WHEN_NONE;
            reclassed += record->revision == 1 && episode->kind == KIND_AWAY &&
                         episode->precision == PRECISION_MINUTE;
        }
    }
    WITHIN(open * 1000 / first, 500, 900);
    WITHIN(revised * 1000 / first, 500, 950);
    WITHIN(reclassed, 20, 600);
}

static bool close_starts(const struct record *a, const struct record *b)
{
    int64_t apart = (int64_t)a->episode.missing_since - b->episode.missing_since;
    return slice_equal(a->child, b->child) && llabs(apart) <= SECONDS_HOUR &&
           !slice_equal(a->source, b->source);
}

Test(feeds, some_episodes_are_reported_by_two_sources_and_some_are_away)
{
    int64_t twice = 0, away = 0, missing = 0, together = 0, elsewhere = 0;
    for (uint64_t i = 0; i < made.fact_count; i++) {
        const struct record *fact = made.facts[i];
        if (fact->kind != RECORD_EPISODE) {
            continue;
        }
        for (uint64_t j = i; j > 0 && made.facts[j - 1]->kind == RECORD_EPISODE &&
                             slice_equal(made.facts[j - 1]->child, fact->child);
             j--) {
            twice += close_starts(made.facts[j - 1], fact);
        }
        bool is_missing = fact->episode.kind == KIND_MISSING;
        missing += is_missing;
        away += !is_missing;
        together += fact->episode.companion_count > 0;
        elsewhere += fact->episode.found_authority != 0 &&
                     fact->episode.found_authority != fact->episode.authority;
        cr_assert(is_missing || fact->episode.status == STATUS_LOOKED_AFTER);
    }
    WITHIN(twice, 5, 60);
    WITHIN(away * 1000 / missing, 60, 250);
    WITHIN(together * 1000 / missing, 50, 150);
    WITHIN(elsewhere * 1000 / missing, 60, 160);
}

enum { OUTCOMES = OUTCOME_NOT_OFFERED + 1 };
struct courses {
    int64_t by_outcome[OUTCOMES], all, several, again, by_others, in_time, timed;
};

static const struct record *episode_of(const struct record *interview, struct slice id)
{
    struct record wanted = {.kind = RECORD_EPISODE, .child = interview->child, .id = id};
    uint64_t low = 0, high = made.fact_count;
    while (low < high) {
        uint64_t middle = low + (high - low) / 2;
        const struct record *fact = made.facts[middle];
        int order = fact->kind != RECORD_EPISODE ? 1 : slice_compare(fact->child, wanted.child);
        order = order != 0 ? order : slice_compare(fact->id, id);
        if (order == 0) {
            return fact;
        }
        low = order < 0 ? middle + 1 : low;
        high = order < 0 ? high : middle;
    }
    return NULL;
}

static struct courses courses_of(void)
{
    struct courses courses = {.all = 0};
    uint8_t again = vocab_find(VOCAB_REASON, slice_of("missing_again"));
    for (uint64_t i = 0; i < made.fact_count; i++) {
        const struct record *fact = made.facts[i];
        const struct interview_record *interview = &fact->interview;
        if (fact->kind != RECORD_INTERVIEW) {
            continue;
        }
        courses.all++;
        courses.by_outcome[interview->outcome]++;
        courses.several += interview->episode_count > 1;
        courses.again += interview->reason == again;
        courses.by_others += interview->outcome != OUTCOME_COMPLETED && interview->issue_count > 0;
        struct slice last = interview->episodes[interview->episode_count - 1];
        const struct record *episode = episode_of(fact, last);
        if (interview->outcome == OUTCOME_COMPLETED && episode != NULL &&
            episode->episode.returned_at != WHEN_NONE) {
            courses.timed++;
            courses.in_time +=
                (int64_t)interview->completed_at - episode->episode.returned_at <= 259200;
        }
    }
    return courses;
}

/* Offered 92 %, accepted 62 % of those, completed 90 % of those, 63 % of those in 72 hours, and
 * worse for children placed with or by others. */
Test(feeds, interviews_take_the_courses_that_councils_reported)
{
    struct courses courses = courses_of();
    int64_t *by = courses.by_outcome, completed = by[OUTCOME_COMPLETED];
    int64_t accepted = completed + by[OUTCOME_REFUSED_ON_ARRIVAL] + by[OUTCOME_NOT_PRESENT];
    int64_t offered = accepted + by[OUTCOME_DECLINED] + by[OUTCOME_NO_REPLY] + by[OUTCOME_PENDING];
    /* Those missing again are covered by the interview after it. */
    WITHIN(offered * 1000 / (courses.all - courses.again), 890, 975);
    WITHIN(accepted * 1000 / offered, 570, 690);
    WITHIN(completed * 1000 / accepted, 860, 940);
    WITHIN(courses.in_time * 1000 / courses.timed, 570, 700);
    WITHIN(courses.several * 1000 / courses.all, 60, 250);
    WITHIN(courses.again, 50, 500);
    WITHIN(courses.by_others, 80, 500);
}

static int by_child_harm_time(const void *left, const void *right)
{
    const struct record *a = *(struct record *const *)left, *b = *(struct record *const *)right;
    int order = slice_compare(a->child, b->child);
    order = order != 0 ? order : (int)a->decision.harm - (int)b->decision.harm;
    return order != 0 ? order
                      : (a->decision.decided_at > b->decision.decided_at) -
                            (a->decision.decided_at < b->decision.decided_at);
}

/* County Durham: 230 children at risk of sexual exploitation; of 135 decided, 12 % high, 7 %
 * medium, 81 % low. */
Test(feeds, decisions_come_to_the_levels_that_durham_reported)
{
    uint32_t durham = authority_packed(authority_find(slice_of("E06000047")));
    struct record **decisions = made.facts;
    int64_t first[LEVEL_HIGH + 1] = {0}, now[LEVEL_HIGH + 1] = {0}, all = 0, lowered = 0;
    uint64_t begin = 0, end = made.fact_count;
    while (decisions[begin]->kind != RECORD_DECISION) {
        begin++;
    }
    qsort(decisions + begin, end - begin, sizeof(struct record *), by_child_harm_time);
    for (uint64_t i = begin; i < end; i++) {
        const struct decision_record *is = &decisions[i]->decision;
        if (is->harm != HARM_CSE || is->responsible != durham) {
            continue;
        }
        bool new = i == begin || !slice_equal(decisions[i - 1]->child, decisions[i]->child);
        bool last = i + 1 == end || !slice_equal(decisions[i + 1]->child, decisions[i]->child) ||
                    decisions[i + 1]->decision.harm != HARM_CSE;
        first[is->level] += new;
        all += new;
        now[is->level] += last;
        lowered += !new && is->level < decisions[i - 1]->decision.level;
        int weekday = date_weekday(civil_date(is->decided_at));
        cr_assert_eq(weekday, 3, "the panel meets on Thursdays");
    }
    WITHIN(now[LEVEL_LOW] + now[LEVEL_MEDIUM] + now[LEVEL_HIGH], 190, 270);
    WITHIN(first[LEVEL_HIGH] * 1000 / all, 70, 170);
    WITHIN(first[LEVEL_MEDIUM] * 1000 / all, 30, 120);
    WITHIN(first[LEVEL_LOW] * 1000 / all, 740, 880);
    WITHIN(lowered, 100, 500);
}

static struct slice whole_file(const char *path, struct arena *arena)
{
    enum { FILE_MAX = 1 << 16 };
    FILE *file = fopen(path, "rb");
    char *bytes = ARENA_NEW(arena, char, FILE_MAX);
    cr_assert(file != NULL && bytes != NULL, "%s", path);
    size_t size = fread(bytes, 1, FILE_MAX, file);
    (void)fclose(file);
    return (struct slice){bytes, size};
}

static void read_tool(const char *path, struct arena *arena, struct tool *tool)
{
    struct err err = {0};
    struct slice bytes = whole_file(path, arena);
    cr_assert(tool_read(bytes, path, arena, tool, &err), "%s", err.text);
}

static bool has(const struct tool *tool, struct slice item)
{
    for (int i = 0; i < tool->item_count; i++) {
        if (slice_equal(tool->items[i].code, item)) {
            return true;
        }
    }
    return false;
}

/* The tools' own files say what answers come to: levels by them are as common as decided ones. */
Test(feeds, assessments_are_of_items_that_the_tools_have_and_come_to_every_level)
{
    static struct tool tools[2];
    int64_t levels[LEVEL_HIGH + 1] = {0}, scored = 0;
    read_tool("schemas/tools/seraf.json", &made.texts, &tools[0]);
    read_tool("schemas/tools/area-matrix.json", &made.texts, &tools[1]);
    for (uint64_t i = 0; i < made.fact_count; i++) {
        const struct assessment_record *is = &made.facts[i]->assessment;
        if (made.facts[i]->kind != RECORD_ASSESSMENT || is->harm != HARM_CSE) {
            continue;
        }
        const struct tool *tool = &tools[slice_equal(is->tool, tools[1].id)];
        struct tool_answer answers[ITEMS_MAX];
        cr_assert(slice_equal(is->tool, tool->id) && slice_equal(is->tool_version, tool->version));
        for (int item = 0; item < is->item_count; item++) {
            cr_assert(has(tool, is->items[item].item));
            answers[item] = (struct tool_answer){is->items[item].item, is->items[item].when};
        }
        levels[tool_score(tool, answers, is->item_count, INT32_MIN).level]++;
        scored++;
    }
    WITHIN(levels[LEVEL_NONE] * 1000 / scored, 10, 250);
    WITHIN(levels[LEVEL_LOW] * 1000 / scored, 300, 750);
    WITHIN(levels[LEVEL_MEDIUM] * 1000 / scored, 50, 300);
    WITHIN(levels[LEVEL_HIGH] * 1000 / scored, 80, 400);
}
