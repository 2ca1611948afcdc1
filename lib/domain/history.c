/* history: taking records in, and finding facts again. */
#include "domain/history.h"

#include <assert.h>
#include <stddef.h>
#include <string.h>

#include "base/digest.h"
#include "domain/vocab.h"
#include "kept.h"

enum { LATE_AFTER_S = 7 * SECONDS_DAY };

/* A revision below the top one: enough to tell its copies from conflicts. It stands in the child's
 * index beside the facts, marked in its hash. */
struct older {
    uint64_t digest;
    slab_ref fact;
    int32_t number;
};

void histories_init(struct histories *histories, struct slab slab, const unsigned char seed[16])
{
    *histories = (struct histories){.slab = slab};
    memcpy(histories->seed, seed, sizeof histories->seed);
    histories->place = digest_place_keys(seed);
}

struct slice histories_text(const struct histories *histories, slab_ref text)
{
    const unsigned char *at = slab_at(&histories->slab, text);
    return (struct slice){(const char *)at + 1, at[0]};
}

static void text_write(void *at, struct slice text)
{
    unsigned char *bytes = at;
    assert(text.size <= UINT8_MAX);
    bytes[0] = (unsigned char)text.size;
    memcpy(bytes + 1, text.at, text.size);
}

static uint64_t child_hash(const struct histories *histories, struct slice child)
{
    return digest_short(histories->seed, child);
}

static uint32_t fact_hash(const struct histories *histories, uint8_t kind, struct slice id)
{
    return digest_place(&histories->place, kind, id) & ~HISTORY_OLDER;
}

static uint32_t older_hash(const struct histories *histories, slab_ref fact, int32_t number)
{
    uint32_t key[] = {fact, (uint32_t)number};
    struct slice bytes = {(const char *)key, sizeof key};
    return digest_place(&histories->place, RECORD_KIND_COUNT, bytes) | HISTORY_OLDER;
}

_Static_assert(sizeof(struct history) % SLAB_UNIT == 0 && sizeof(struct source) % SLAB_UNIT == 0,
               "a text can begin behind");

static slab_ref find_child(const struct histories *histories, uint64_t hash, struct slice child)
{
    struct index_search search = index_start(&histories->children, (uint32_t)hash);
    slab_ref ref;
    while ((ref = index_next(&histories->children, &histories->slab, &search)) != 0) {
        const struct history *history = slab_at(&histories->slab, ref);
        if (history->hash == hash &&
            slice_equal(histories_text(histories, history->child), child)) {
            return ref;
        }
    }
    return 0;
}

static slab_ref find_fact(const struct histories *histories, const struct history *history,
                          uint8_t kind, struct slice id, uint32_t hash)
{
    struct index_search search = index_start(&history->facts, hash);
    slab_ref ref;
    while ((ref = index_next(&history->facts, &histories->slab, &search)) != 0) {
        const struct fact *fact = slab_at(&histories->slab, ref);
        if (fact->kind == kind && slice_equal(fact_id(histories, fact), id)) {
            return ref;
        }
    }
    return 0;
}

static const struct older *find_older(const struct histories *histories,
                                      const struct history *history, slab_ref fact, int32_t number)
{
    uint32_t hash = older_hash(histories, fact, number);
    struct index_search search = index_start(&history->facts, hash);
    slab_ref ref;
    while ((ref = index_next(&history->facts, &histories->slab, &search)) != 0) {
        const struct older *older = slab_at(&histories->slab, ref);
        if (older->fact == fact && older->number == number) {
            return older;
        }
    }
    return NULL;
}

static slab_ref find_source(const struct histories *histories, struct slice name, uint32_t hash)
{
    struct index_search search = index_start(&histories->sources, hash);
    slab_ref ref;
    while ((ref = index_next(&histories->sources, &histories->slab, &search)) != 0) {
        const struct source *source = slab_at(&histories->slab, ref);
        if (slice_equal(histories_text(histories, source->name), name)) {
            return ref;
        }
    }
    return 0;
}

/* The source of that name, added when new; 0 when there is no room. */
static slab_ref source_of(struct histories *histories, struct slice name)
{
    uint32_t hash = digest_place(&histories->place, 0, name);
    slab_ref known = find_source(histories, name, hash);
    if (known != 0) {
        return known;
    }
    slab_ref ref = slab_alloc(&histories->slab, sizeof(struct source) + 1 + name.size);
    if (ref == 0 || !index_add(&histories->sources, &histories->slab, hash, ref)) {
        return 0;
    }
    struct source *source = slab_at(&histories->slab, ref);
    *source = (struct source){.name = ref + sizeof *source / SLAB_UNIT};
    text_write(source + 1, name);
    histories->source_count++;
    return ref;
}

static slab_ref add_child(struct histories *histories, uint64_t hash, struct slice child)
{
    slab_ref ref = slab_alloc(&histories->slab, sizeof(struct history) + 1 + child.size);
    if (ref == 0 || !index_add(&histories->children, &histories->slab, (uint32_t)hash, ref)) {
        return 0;
    }
    struct history *history = slab_at(&histories->slab, ref);
    *history = (struct history){.hash = hash, .child = ref + sizeof *history / SLAB_UNIT};
    text_write(history + 1, child);
    histories->child_count++;
    if (slice_starts(child, "sim.")) {
        histories->synthetic_count++;
    }
    return ref;
}

/* The instant a fact is about, for lateness (measures.md "quality"); WHEN_NONE: never late. */
static when own_instant(const struct record *record)
{
    switch (record->kind) {
    case RECORD_EPISODE: {
        const struct episode_record *episode = &record->episode;
        when latest = episode->missing_since;
        if (episode->found_at != WHEN_NONE && episode->found_at > latest) {
            latest = episode->found_at;
        }
        if (episode->returned_at != WHEN_NONE && episode->returned_at > latest) {
            latest = episode->returned_at;
        }
        return latest;
    }
    case RECORD_INTERVIEW:
        return record->interview.completed_at != WHEN_NONE ? record->interview.completed_at
                                                           : record->interview.offered_at;
    case RECORD_ASSESSMENT:
        return record->assessment.assessed_at;
    case RECORD_DECISION:
        return record->decision.decided_at;
    case RECORD_KIND_COUNT:
        break;
    }
    assert(!"a record has a kind");
    return WHEN_NONE;
}

/* Flags that a single accepted revision sets for good, in whatever order revisions come. */
static uint8_t lasting_flags(const struct record *record)
{
    uint8_t flags = 0;
    when own = own_instant(record);
    if (record->revision == 1 && !record->retracted && own != WHEN_NONE &&
        (int64_t)record->recorded_at - (int64_t)own > LATE_AFTER_S) {
        flags |= FACT_LATE;
    }
    if (record->kind == RECORD_EPISODE && record->episode.kind == KIND_MISSING) {
        flags |= FACT_WAS_MISSING;
    }
    return flags;
}

static void set_top(struct fact *fact, const struct record *record, uint64_t digest,
                    slab_ref source)
{
    fact->top = (struct revision){digest, record->revision, record->recorded_at};
    fact->source = source;
    fact->flags &= (uint8_t)~FACT_RETRACTED;
    if (record->retracted) {
        fact->flags |= FACT_RETRACTED;
    }
}

static bool add_fact(struct histories *histories, struct history *history, uint32_t hash,
                     const struct record *record, uint64_t digest, slab_ref source)
{
    struct slab *slab = &histories->slab;
    size_t head = slab_room(offsetof(struct fact, id) + record->id.size);
    size_t bytes = kept_bytes(record);
    /* Of a small block a part can be given back, so one block is enough. */
    bool together = head + bytes <= SLAB_CLASS_MAX;
    slab_ref ref = slab_alloc(slab, together ? head + bytes : head);
    slab_ref value = together ? ref + (slab_ref)(head / SLAB_UNIT) : slab_alloc(slab, bytes);
    if (ref == 0 || value == 0 || !index_add(&history->facts, slab, hash, ref)) {
        return false;
    }
    assert(record->id.size <= UINT8_MAX);
    struct fact *fact = slab_at(slab, ref);
    fact->value = value;
    fact->kind = (uint8_t)record->kind;
    fact->flags = lasting_flags(record);
    fact->id_size = (uint8_t)record->id.size;
    memcpy(fact->id, record->id.at, record->id.size);
    set_top(fact, record, digest, source);
    kept_write(record, slab_at(slab, value));
    histories->fact_count[record->kind]++;
    return true;
}

static bool add_older(struct histories *histories, struct history *history, slab_ref fact,
                      int32_t number, uint64_t digest)
{
    slab_ref ref = slab_alloc(&histories->slab, sizeof(struct older));
    if (ref == 0) {
        return false;
    }
    struct older *older = slab_at(&histories->slab, ref);
    *older = (struct older){digest, fact, number};
    return index_add(&history->facts, &histories->slab, older_hash(histories, fact, number), ref);
}

/* In place when it takes as much room as the one before; else, growing or shrinking, in another
 * block, and the room it had is given back. */
static bool replace_value(struct histories *histories, struct fact *fact,
                          const struct record *record)
{
    struct slab *slab = &histories->slab;
    size_t had = kept_size(fact->kind, slab_at(slab, fact->value));
    size_t bytes = kept_bytes(record);
    if (slab_room(bytes) != slab_room(had)) {
        slab_ref value = slab_alloc(slab, bytes);
        if (value == 0) {
            return false;
        }
        slab_free(slab, fact->value, had);
        fact->value = value;
    }
    kept_write(record, slab_at(slab, fact->value));
    return true;
}

/* A revision of a fact that is known: below the top one it only leaves its digest. */
static bool add_revision(struct histories *histories, struct history *history, slab_ref ref,
                         const struct record *record, uint64_t digest, slab_ref source)
{
    struct fact *fact = slab_at(&histories->slab, ref);
    if (record->revision < fact->top.number) {
        if (!add_older(histories, history, ref, record->revision, digest)) {
            return false;
        }
    } else {
        if (!add_older(histories, history, ref, fact->top.number, fact->top.digest) ||
            !replace_value(histories, fact, record)) {
            return false;
        }
        set_top(fact, record, digest, source);
    }
    fact->flags |= FACT_REVISED | lasting_flags(record);
    return true;
}

static enum applied compare_copies(uint64_t first, uint64_t later)
{
    return first == later ? APPLIED_DUPLICATE : APPLIED_CONFLICT;
}

static void count_source(struct source *source, const struct record *record)
{
    if (source->records == 0 || record->recorded_at > source->last_recorded_at) {
        source->last_recorded_at = record->recorded_at;
    }
    source->records++;
    source->kinds |= 1U << record->kind;
}

/* What became of an earlier copy of this very revision; APPLIED: there was none. */
static enum applied compare_known(const struct histories *histories, const struct history *history,
                                  slab_ref ref, int32_t number, uint64_t digest)
{
    const struct fact *fact = slab_at(&histories->slab, ref);
    if (fact->top.number == number) {
        return compare_copies(fact->top.digest, digest);
    }
    const struct older *older =
        (fact->flags & FACT_REVISED) == 0 ? NULL : find_older(histories, history, ref, number);
    return older == NULL ? APPLIED : compare_copies(older->digest, digest);
}

enum applied histories_apply(struct histories *histories, const struct record *record)
{
    uint64_t digest = record_digest(record);
    uint64_t hash = child_hash(histories, record->child);
    uint32_t id_hash = fact_hash(histories, (uint8_t)record->kind, record->id);
    slab_ref owner = find_child(histories, hash, record->child);
    struct history *history = owner == 0 ? NULL : slab_at(&histories->slab, owner);
    slab_ref ref = history == NULL
                       ? 0
                       : find_fact(histories, history, (uint8_t)record->kind, record->id, id_hash);
    if (ref != 0) {
        enum applied known = compare_known(histories, history, ref, record->revision, digest);
        if (known != APPLIED) {
            return known;
        }
    }
    slab_ref source = source_of(histories, record->source);
    if (source == 0) {
        return APPLIED_FULL;
    }
    if (owner == 0) {
        owner = add_child(histories, hash, record->child);
        if (owner == 0) {
            return APPLIED_FULL;
        }
        history = slab_at(&histories->slab, owner);
    }
    bool added = ref != 0 ? add_revision(histories, history, ref, record, digest, source)
                          : add_fact(histories, history, id_hash, record, digest, source);
    if (!added) {
        return APPLIED_FULL;
    }
    count_source(slab_at(&histories->slab, source), record);
    return APPLIED;
}

const struct history *histories_next(const struct histories *histories, uint32_t *slot)
{
    const struct index_slot *item = index_walk(&histories->children, &histories->slab, slot);
    return item == NULL ? NULL : slab_at(&histories->slab, item->ref);
}

const struct source *histories_source_next(const struct histories *histories, uint32_t *slot)
{
    const struct index_slot *item = index_walk(&histories->sources, &histories->slab, slot);
    return item == NULL ? NULL : slab_at(&histories->slab, item->ref);
}

const struct history *histories_find(const struct histories *histories, struct slice child)
{
    slab_ref ref = find_child(histories, child_hash(histories, child), child);
    return ref == 0 ? NULL : slab_at(&histories->slab, ref);
}

const struct fact *history_fact(const struct histories *histories, const struct history *history,
                                enum record_kind kind, struct slice id)
{
    uint32_t hash = fact_hash(histories, (uint8_t)kind, id);
    slab_ref ref = find_fact(histories, history, (uint8_t)kind, id, hash);
    return ref == 0 ? NULL : slab_at(&histories->slab, ref);
}
