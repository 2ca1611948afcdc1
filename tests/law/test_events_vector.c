/* A table of months that others worked out, from late, corrected, moved and retracted events: ours
 * must be the same at every instant, in any order of delivery (tests/vectors/events). */
#include <criterion/criterion.h>
#include <jansson.h>
#include <stdio.h>
#include <string.h>

#include "base/civil.h"
#include "base/instant.h"
#include "base/rng.h"
#include "domain/measure.h"
#include "support/story.h"

enum { RECORDS_MAX = 32, WORDS_MAX = 512, CUTS_MAX = 8, MONTHS = 24, ORDERS = 500 };

struct told { /* one record, and when it became known */
    char json[WORDS_MAX];
    int64_t recorded;
};

struct vector {
    uint32_t count, cut_count;
    struct told records[RECORDS_MAX];
    struct cut {
        int64_t as_of;
        int64_t episodes[MONTHS], children[MONTHS]; /* from January 2024 on */
    } cuts[CUTS_MAX];
};

static struct vector vector;

static int64_t instant(const char *text)
{
    when at = WHEN_NONE;
    cr_assert_eq(instant_read(slice_of(text), &at), INSTANT_OK);
    return at;
}

static const char *member(const json_t *event, const char *key)
{
    return json_string_value(json_object_get(event, key));
}

static json_int_t version_of(const json_t *event)
{
    return json_integer_value(json_object_get(event, "version"));
}

/* The put of the same event with the highest version below this one's; NULL without one. */
static const json_t *put_before(const json_t *events, const json_t *event)
{
    const json_t *before = NULL;
    size_t i;
    json_t *other;
    json_array_foreach(events, i, other)
    {
        if (strcmp(member(other, "id"), member(event, "id")) == 0 &&
            strcmp(member(other, "op"), "put") == 0 && version_of(other) < version_of(event) &&
            (before == NULL || version_of(other) > version_of(before))) {
            before = other;
        }
    }
    return before;
}

/* The content of `put`, as the revision of `event`. */
static void tell(struct story *story, const json_t *event, const json_t *put, bool retracted)
{
    char words[WORDS_MAX];
    cr_assert_lt(vector.count, RECORDS_MAX);
    (void)snprintf(words, sizeof words,
                   "E %s revision=%lld child=sim.%s missing_since=%s recorded_at=%s retracted=%s",
                   member(event, "id"), (long long)version_of(event), member(put, "child"),
                   member(put, "event_time"), member(event, "known_at"),
                   retracted ? "true" : "false");
    struct told *told = &vector.records[vector.count++];
    (void)snprintf(told->json, sizeof told->json, "%s", story_json(story, words));
    told->recorded = instant(member(event, "known_at"));
}

static void translate_events(struct story *story, const json_t *events)
{
    size_t i;
    json_t *event;
    json_array_foreach(events, i, event)
    {
        const json_t *before = put_before(events, event);
        bool put = strcmp(member(event, "op"), "put") == 0;
        bool moved =
            put && before != NULL && strcmp(member(before, "child"), member(event, "child")) != 0;
        if (put) {
            tell(story, event, event, false);
        }
        if (!put || moved) {
            cr_assert_not_null(before);
            tell(story, event, before, true);
        }
    }
}

static void read_months(struct cut *cut, json_t *months)
{
    const char *name;
    json_t *month;
    json_object_foreach(months, name, month)
    {
        uint16_t number = MONTH_NONE;
        cr_assert(month_read(slice_of(name), &number));
        int row = number - 1 - (2024 - 1900) * 12;
        cr_assert(row >= 0 && row < MONTHS);
        cut->episodes[row] = json_integer_value(json_object_get(month, "episodes"));
        cut->children[row] = json_integer_value(json_object_get(month, "children"));
    }
}

static json_t *read_vector(void)
{
    json_error_t error;
    json_t *root = json_load_file(
        HOMEWARD_SOURCE_DIR "/tests/vectors/events/late_correct_retract.json", 0, &error);
    cr_assert_not_null(root, "%s", error.text);
    struct story story;
    story_begin(&story, HOMEWARD_SOURCE_DIR);
    translate_events(&story, json_object_get(root, "events"));
    story_end(&story);
    size_t i;
    json_t *expected;
    json_array_foreach(json_object_get(root, "expected_as_of"), i, expected)
    {
        cr_assert_lt(i, CUTS_MAX);
        struct cut *cut = &vector.cuts[vector.cut_count++];
        cut->as_of = instant(member(expected, "as_of"));
        read_months(cut, json_object_get(expected, "months"));
    }
    return root;
}

static void fold(struct story *story, const uint32_t *order, int64_t as_of)
{
    story_begin(story, HOMEWARD_SOURCE_DIR);
    for (uint32_t i = 0; i < vector.count; i++) {
        const struct told *told = &vector.records[order[i]];
        if (told->recorded <= as_of) {
            const char *became = story_line(story, slice_of(told->json));
            cr_assert(strcmp(became, "accepted") == 0 || strcmp(became, "duplicate") == 0, "%s",
                      became);
        }
    }
}

static void count_month(struct story *story, int row, int64_t as_of, int64_t *episodes,
                        int64_t *children)
{
    struct arena mark = story->arena;
    struct question question = story_question(story, "E06000047 month:2024-01-01 "
                                                     "2024-01-01T00:00:00Z");
    question.period = period_at(PERIOD_MONTH, date_make(2024 + row / 12, row % 12 + 1, 1),
                                period_default_anchor());
    question.as_of = as_of;
    struct aggregate answer = story_answer(story, &question);
    *episodes = aggregate_count(&answer, MISSING_EPISODES, 0);
    *children = aggregate_count(&answer, MISSING_CHILDREN, 0);
    story->arena = mark;
}

static void compare(struct story *story, const struct cut *cut, int order)
{
    for (int row = 0; row < MONTHS; row++) {
        int64_t episodes = 0;
        int64_t children = 0;
        count_month(story, row, cut->as_of, &episodes, &children);
        cr_assert_eq(episodes, cut->episodes[row], "order %d, cut %d, month %d: %lld episodes",
                     order, (int)(cut - vector.cuts), row + 1, (long long)episodes);
        cr_assert_eq(children, cut->children[row], "order %d, cut %d, month %d: %lld children",
                     order, (int)(cut - vector.cuts), row + 1, (long long)children);
    }
}

Test(events_vector, months_are_as_expected_at_every_instant_in_500_orders_of_delivery)
{
    json_decref(read_vector());
    cr_assert_eq(vector.cut_count, 6);
    cr_assert_eq(vector.count, 13, "twelve deliveries, one of them a move");
    uint32_t order[RECORDS_MAX];
    for (uint32_t i = 0; i < vector.count; i++) {
        order[i] = i;
    }
    struct rng rng = rng_seeded(2024);
    for (int number = 0; number < ORDERS; number++) {
        for (uint32_t i = 0; i < vector.cut_count; i++) {
            struct story story;
            fold(&story, order, vector.cuts[i].as_of);
            cr_assert(accounting_closes(&story.accounting));
            compare(&story, &vector.cuts[i], number);
            story_end(&story);
        }
        for (uint32_t i = vector.count; i > 1; i--) {
            uint64_t j = rng_below(&rng, i);
            uint32_t swapped = order[i - 1];
            order[i - 1] = order[j];
            order[j] = swapped;
        }
    }
}

Test(events_vector, one_delivery_is_a_duplicate_and_the_years_add_up_to_the_children_left)
{
    json_t *root = read_vector();
    uint32_t order[RECORDS_MAX];
    for (uint32_t i = 0; i < vector.count; i++) {
        order[i] = i;
    }
    struct story story;
    fold(&story, order, vector.cuts[vector.cut_count - 1].as_of);
    cr_expect_eq(story.accounting.duplicate, 1);
    cr_expect_eq(story.accounting.accepted, 12);
    int64_t children =
        story_count(&story, "E06000047 year:2023-04-01 2025-02-01T00:00:00Z", MISSING_CHILDREN, 0) +
        story_count(&story, "E06000047 year:2024-04-01 2025-02-01T00:00:00Z", MISSING_CHILDREN, 0);
    cr_expect_eq(children,
                 json_integer_value(json_object_get(root, "year_distinct_children_final")));
    story_end(&story);
    json_decref(root);
}
