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

/* Places for all facts of a child, good until the next call. */
static const struct fact **room_for(const struct history *history)
{
    static const struct fact *room[8192];
    cr_assert_leq(history_fact_room(history), sizeof room / sizeof room[0]);
    return room;
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
        facts += history_facts(&histories, history, room_for(history));
    }
    cr_expect_eq(children, CHILDREN);
    cr_expect_eq(facts, CHILDREN * FACTS);
    cr_expect_eq(since_of(find("k.7", "e2007")), 3007);
    cr_expect_null(find("k.7", "e2008"), "another child's");
}

/* The highest revision of each fact, with as many companions as its number says. */
enum { MODEL_CHILDREN = 3, MODEL_FACTS = 40, REVISIONS = 4000 };
static struct {
    int32_t top;
    uint8_t companions;
} model[MODEL_CHILDREN][MODEL_FACTS];

static const char *const names[] = {"k.a", "k.bb", "k.ccc"};

static struct record crowded(int child, int fact, int32_t revision, uint8_t companions)
{
    static char kept_id[16];
    static char company[COMPANIONS_MAX][64];
    (void)snprintf(kept_id, sizeof kept_id, "e%d", fact);
    struct record record = episode(names[child], kept_id, revision, (when)(1000 + revision));
    record.episode.companion_count = companions;
    record.episode.establishment = 100 * (uint64_t)child + (uint64_t)fact;
    for (int i = 0; i < companions; i++) {
        int size =
            snprintf(company[i], sizeof company[i], "k.%d-%d-%d-%d", child, fact, revision, i);
        record.episode.companions[i] = (struct slice){company[i], (size_t)size};
    }
    return record;
}

static void expect_kept(int child, const struct fact *fact)
{
    struct slice kept = fact_id(&histories, fact);
    char id[16];
    (void)snprintf(id, sizeof id, "%.*s", (int)kept.size, kept.at);
    int number = (int)strtol(id + 1, NULL, 10);
    cr_assert_eq(fact->top.number, model[child][number].top);
    const struct episode *value = fact_value(&histories, fact);
    cr_assert_eq(value->missing_since, (when)(1000 + fact->top.number));
    cr_assert_eq(value->establishment, 100 * (uint64_t)child + (uint64_t)number);
    cr_assert_eq(value->companion_count, model[child][number].companions);
    struct texts texts = episode_companions(value);
    for (int i = 0; i < value->companion_count; i++) {
        char want[64];
        (void)snprintf(want, sizeof want, "k.%d-%d-%d-%d", child, number, fact->top.number, i);
        cr_assert(slice_is(texts_next(&texts), want), "companion %d of %s", i, id);
    }
}

/* Values grow and shrink where they are, move away, and leave room that others take. */
Test(history, a_value_of_another_size_replaces_the_one_before)
{
    struct rng rng = rng_seeded(11);
    for (int i = 0; i < REVISIONS; i++) {
        int child = (int)rng_below(&rng, MODEL_CHILDREN);
        int fact = (int)rng_below(&rng, MODEL_FACTS);
        int32_t revision = (int32_t)rng_below(&rng, 100) + 1;
        uint8_t companions = (uint8_t)((revision * 7 + fact) % (COMPANIONS_MAX + 1));
        struct record record = crowded(child, fact, revision, companions);
        cr_assert_neq(histories_apply(&histories, &record), APPLIED_CONFLICT);
        if (revision > model[child][fact].top) {
            model[child][fact].top = revision;
            model[child][fact].companions = companions;
        }
    }
    for (int child = 0; child < MODEL_CHILDREN; child++) {
        const struct history *history = histories_find(&histories, text(names[child]));
        const struct fact **facts = room_for(history);
        uint32_t met = history_facts(&histories, history, facts);
        for (uint32_t i = 0; i < met; i++) {
            expect_kept(child, facts[i]);
        }
        cr_expect_eq(met, MODEL_FACTS, "each fact once, and no lower revision");
    }
}

Test(history, texts_of_every_length_are_kept)
{
    char child[65];
    char id[65];
    memset(child, 'c', sizeof child);
    memset(id, 'i', sizeof id);
    for (int pass = 0; pass < 2; pass++) {
        for (size_t size = 1; size <= 64; size++) {
            struct record record = episode("", "", 1, 1000);
            record.child = (struct slice){child, size};
            record.id = (struct slice){id, 65 - size};
            cr_assert_eq(histories_apply(&histories, &record),
                         pass == 0 ? APPLIED : APPLIED_DUPLICATE);
            const struct history *history = histories_find(&histories, record.child);
            cr_assert(slice_equal(histories_text(&histories, history->child), record.child));
            const struct fact *fact = history_fact(&histories, history, RECORD_EPISODE, record.id);
            cr_assert(slice_equal(fact_id(&histories, fact), record.id));
        }
    }
    cr_expect_eq(histories.child_count, 64);
}

/* design: at most 160 bytes for an episode with ids of 24 bytes and one revision. Here with its
 * share of the child's own block and of the table of children. */
Test(history, an_episode_takes_at_most_160_bytes)
{
    enum { CHILDREN = 10000, EPISODES = 3 };
    for (int i = 0; i < CHILDREN * EPISODES; i++) {
        char child[32];
        char id[32];
        (void)snprintf(child, sizeof child, "sim.%020d", i % CHILDREN);
        (void)snprintf(id, sizeof id, "e%023d", i);
        struct record record = episode(child, id, 1, (when)(1000 + i));
        cr_assert_eq(histories_apply(&histories, &record), APPLIED);
    }
    size_t bytes = slab_bytes_used(&histories.slab) / (CHILDREN * EPISODES);
    cr_expect_leq(bytes, 160, "%zu bytes", bytes);
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
