/* The table of histories: which copy stands, what a revision replaces, and what is found again. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/rng.h"
#include "domain/history.h"
#include "domain/vocab.h"

enum { MEMORY = 64 << 20 };

static struct histories histories;

static void start(void)
{
    static const unsigned char seed[16] = {7};
    void *memory = calloc(1, MEMORY);
    cr_assert_not_null(memory);
    histories_init(&histories, slab_over(memory, MEMORY), seed);
}

static void stop(void)
{
    free(histories.slab.base);
}

TestSuite(history, .init = start, .fini = stop);

static struct slice text(const char *terminated)
{
    return slice_of(terminated);
}

static struct record episode(const char *child, const char *id, int32_t revision, when since)
{
    struct record record;
    record_clear(&record, RECORD_EPISODE);
    record.event_id = text("event");
    record.source = text("police");
    record.child = text(child);
    record.id = text(id);
    record.revision = revision;
    record.recorded_at = since + 3600;
    record.episode.kind = KIND_MISSING;
    record.episode.status = STATUS_HOME;
    record.episode.precision = PRECISION_MINUTE;
    record.episode.missing_since = since;
    record.episode.authority = 1;
    record.episode.responsible = 1;
    return record;
}

static const struct fact *find(const char *child, const char *id)
{
    const struct history *history = histories_find(&histories, text(child));
    return history == NULL ? NULL : history_fact(&histories, history, RECORD_EPISODE, text(id));
}

static when since_of(const struct fact *fact)
{
    const struct episode *value = slab_at(&histories.slab, fact->value);
    return value->missing_since;
}

Test(history, the_first_copy_of_a_revision_stands)
{
    struct record first = episode("k.a", "e1", 1, 1000);
    struct record same = first;
    same.event_id = text("another");
    same.source = text("homes");
    same.recorded_at += 60;
    struct record other = episode("k.a", "e1", 1, 2000);
    cr_expect_eq(histories_apply(&histories, &first), APPLIED);
    cr_expect_eq(histories_apply(&histories, &same), APPLIED_DUPLICATE);
    cr_expect_eq(histories_apply(&histories, &other), APPLIED_CONFLICT);
    cr_expect_eq(since_of(find("k.a", "e1")), 1000);
    cr_expect_eq(histories.source_count, 1, "a duplicate's source is not counted");
}

Test(history, the_highest_revision_is_the_fact_whatever_the_order)
{
    static const int32_t orders[][3] = {{1, 2, 3}, {3, 2, 1}, {2, 3, 1}, {3, 1, 2}};
    for (size_t i = 0; i < sizeof orders / sizeof orders[0]; i++) {
        char id[8];
        (void)snprintf(id, sizeof id, "e%zu", i);
        for (size_t j = 0; j < 3; j++) {
            struct record record = episode("k.a", id, orders[i][j], (when)(1000 * orders[i][j]));
            cr_expect_eq(histories_apply(&histories, &record), APPLIED);
            cr_expect_eq(histories_apply(&histories, &record), APPLIED_DUPLICATE);
        }
        const struct fact *fact = find("k.a", id);
        cr_expect_eq(fact->top.number, 3);
        cr_expect_eq(since_of(fact), 3000);
        cr_expect((fact->flags & FACT_REVISED) != 0);
    }
}

Test(history, a_lower_revision_is_told_from_its_conflict)
{
    struct record three = episode("k.a", "e1", 3, 3000);
    struct record one = episode("k.a", "e1", 1, 1000);
    struct record conflict = episode("k.a", "e1", 1, 1001);
    cr_expect_eq(histories_apply(&histories, &three), APPLIED);
    cr_expect_eq(histories_apply(&histories, &one), APPLIED);
    cr_expect_eq(histories_apply(&histories, &one), APPLIED_DUPLICATE);
    cr_expect_eq(histories_apply(&histories, &conflict), APPLIED_CONFLICT);
}

Test(history, a_retraction_withdraws_and_a_higher_revision_restores)
{
    struct record put = episode("k.a", "e1", 1, 1000);
    struct record withdrawn = episode("k.a", "e1", 2, 1000);
    withdrawn.retracted = true;
    struct record restored = episode("k.a", "e1", 3, 1000);
    cr_expect_eq(histories_apply(&histories, &withdrawn), APPLIED, "it may be the first seen");
    cr_expect_eq(histories_apply(&histories, &put), APPLIED);
    cr_expect_not(fact_live(find("k.a", "e1")));
    cr_expect_eq(histories_apply(&histories, &restored), APPLIED);
    cr_expect(fact_live(find("k.a", "e1")));
}

Test(history, one_id_under_two_children_or_kinds_is_two_facts)
{
    struct record a = episode("k.a", "x", 1, 1000);
    struct record b = episode("k.b", "x", 1, 2000);
    struct record decision;
    record_clear(&decision, RECORD_DECISION);
    decision.source = decision.event_id = text("s");
    decision.child = text("k.a");
    decision.id = text("x");
    decision.revision = 1;
    decision.recorded_at = 5000;
    decision.decision.decided_at = 4000;
    decision.decision.panel = text("p");
    cr_expect_eq(histories_apply(&histories, &a), APPLIED);
    cr_expect_eq(histories_apply(&histories, &b), APPLIED);
    cr_expect_eq(histories_apply(&histories, &decision), APPLIED);
    cr_expect_eq(histories.child_count, 2);
    cr_expect_eq(since_of(find("k.a", "x")), 1000);
    cr_expect_eq(since_of(find("k.b", "x")), 2000);
}

static const struct {
    const char *name;
    when since, recorded;
    int32_t revision;
    bool retracted, late;
} lateness[] = {
    {"7 days to the second", 1000, 1000 + 7 * 86400, 1, false, false},
    {"a second more", 1000, 1001 + 7 * 86400, 1, false, true},
    {"a second revision", 1000, 1001 + 7 * 86400, 2, false, false},
    {"a retraction", 1000, 1001 + 7 * 86400, 1, true, false},
};
enum { LATENESS = sizeof lateness / sizeof lateness[0] };

Test(history, lateness_is_of_revision_1_and_more_than_7_days)
{
    for (size_t i = 0; i < LATENESS; i++) {
        struct record record = episode("k.a", lateness[i].name, 1, lateness[i].since);
        char id[8];
        (void)snprintf(id, sizeof id, "l%zu", i);
        record.id = text(id);
        record.revision = lateness[i].revision;
        record.retracted = lateness[i].retracted;
        record.recorded_at = lateness[i].recorded;
        cr_expect_eq(histories_apply(&histories, &record), APPLIED);
        cr_expect_eq((find("k.a", id)->flags & FACT_LATE) != 0, lateness[i].late, "%s",
                     lateness[i].name);
    }
}

Test(history, many_children_and_facts_are_all_found_again)
{
    enum { CHILDREN = 2000, FACTS = 5 };
    for (int pass = 0; pass < 2; pass++) {
        for (int i = 0; i < CHILDREN * FACTS; i++) {
            char child[16];
            char id[16];
            (void)snprintf(child, sizeof child, "k.%d", i % CHILDREN);
            (void)snprintf(id, sizeof id, "e%d", i);
            struct record record = episode(child, id, 1, (when)(1000 + i));
            cr_assert_eq(histories_apply(&histories, &record),
                         pass == 0 ? APPLIED : APPLIED_DUPLICATE);
        }
    }
    uint32_t slot = 0;
    uint32_t children = 0;
    uint64_t facts = 0;
    const struct history *history;
    while ((history = histories_next(&histories, &slot)) != NULL) {
        children++;
        uint32_t walked = 0;
        while (history_next(&histories, history, &walked) != NULL) {
            facts++;
        }
    }
    cr_expect_eq(children, CHILDREN);
    cr_expect_eq(facts, CHILDREN * FACTS);
    cr_expect_eq(since_of(find("k.7", "e2007")), 3007);
    cr_expect_null(find("k.7", "e2008"), "another child's");
}

Test(history, too_little_memory_is_said)
{
    static const unsigned char seed[16] = {7};
    static _Alignas(8) char small[4096];
    struct histories few;
    histories_init(&few, slab_over(small, sizeof small), seed);
    enum applied applied = APPLIED;
    for (int i = 0; i < 1000 && applied == APPLIED; i++) {
        char id[16];
        (void)snprintf(id, sizeof id, "e%d", i);
        struct record record = episode("k.a", id, 1, 1000);
        applied = histories_apply(&few, &record);
    }
    cr_expect_eq(applied, APPLIED_FULL);
}

Test(history, sources_are_counted_whatever_their_number)
{
    enum { SOURCES = 3000 };
    for (int i = 0; i < SOURCES; i++) {
        char id[16];
        char name[16];
        (void)snprintf(id, sizeof id, "e%d", i);
        (void)snprintf(name, sizeof name, "feed-%d", i % (SOURCES / 2));
        struct record record = episode("k.a", id, 1, (when)(1000 + i));
        record.source = text(name);
        cr_assert_eq(histories_apply(&histories, &record), APPLIED);
    }
    uint32_t slot = 0;
    uint32_t found = 0;
    const struct source *source;
    while ((source = histories_source_next(&histories, &slot)) != NULL) {
        found++;
        cr_assert_eq(source->records, 2);
        cr_assert_eq(source->kinds, 1U << RECORD_EPISODE);
        cr_assert_geq(source->last_recorded_at, 1000 + 3600 + SOURCES / 2);
    }
    cr_expect_eq(found, SOURCES / 2);
    cr_expect_eq(histories.source_count, SOURCES / 2);
}
