/* history: taking records in, and finding facts again. */
#include "domain/history.h"

#include <assert.h>
#include <string.h>

#include "base/digest.h"
#include "domain/vocab.h"
#include "kept.h"

enum { LATE_AFTER_S = 7 * SECONDS_DAY };

void histories_init(struct histories *histories, struct slab slab, const unsigned char seed[16])
{
    *histories = (struct histories){.slab = slab};
    memcpy(histories->seed, seed, sizeof histories->seed);
}

struct slice histories_text(const struct histories *histories, slab_ref text)
{
    const unsigned char *at = slab_at(&histories->slab, text);
    return (struct slice){(const char *)at + 1, at[0]};
}

static slab_ref text_keep_in(struct slab *slab, struct slice text)
{
    assert(text.size <= UINT8_MAX);
    slab_ref ref = slab_alloc(slab, text.size + 1);
    if (ref != 0) {
        unsigned char *at = slab_at(slab, ref);
        at[0] = (unsigned char)text.size;
        memcpy(at + 1, text.at, text.size);
    }
    return ref;
}

static uint64_t child_hash(const struct histories *histories, struct slice child)
{
    return digest_short(histories->seed, child);
}

static uint32_t fact_hash(const struct histories *histories, uint64_t child, uint8_t kind,
                          struct slice id)
{
    char bytes[sizeof child + 1 + UINT8_MAX];
    assert(id.size <= UINT8_MAX);
    memcpy(bytes, &child, sizeof child);
    bytes[sizeof child] = (char)kind;
    memcpy(bytes + sizeof child + 1, id.at, id.size);
    return (uint32_t)digest_short(histories->seed,
                                  (struct slice){bytes, sizeof child + 1 + id.size});
}

/* References are dense small numbers: multiply and fold to spread them. */
static uint32_t older_hash(slab_ref fact, int32_t number)
{
    uint64_t mixed = ((uint64_t)fact << 32 | (uint32_t)number) * UINT64_C(0x9E3779B97F4A7C15);
    return (uint32_t)(mixed >> 32);
}

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

static slab_ref find_fact(const struct histories *histories, slab_ref history, uint8_t kind,
                          struct slice id, uint32_t hash)
{
    struct index_search search = index_start(&histories->facts, hash);
    slab_ref ref;
    while ((ref = index_next(&histories->facts, &histories->slab, &search)) != 0) {
        const struct fact *fact = slab_at(&histories->slab, ref);
        if (fact->history == history && fact->kind == kind &&
            slice_equal(histories_text(histories, fact->id), id)) {
            return ref;
        }
    }
    return 0;
}

static const struct older *find_older(const struct histories *histories, slab_ref fact,
                                      int32_t number)
{
    struct index_search search = index_start(&histories->olders, older_hash(fact, number));
    slab_ref ref;
    while ((ref = index_next(&histories->olders, &histories->slab, &search)) != 0) {
        const struct older *older = slab_at(&histories->slab, ref);
        if (older->fact == fact && older->revision.number == number) {
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
    uint32_t hash = (uint32_t)digest_short(histories->seed, name);
    slab_ref known = find_source(histories, name, hash);
    if (known != 0) {
        return known;
    }
    slab_ref text = text_keep_in(&histories->slab, name);
    slab_ref ref = slab_alloc(&histories->slab, sizeof(struct source));
    if (text == 0 || ref == 0 || !index_add(&histories->sources, &histories->slab, hash, ref)) {
        return 0;
    }
    struct source *source = slab_at(&histories->slab, ref);
    *source = (struct source){.name = text};
    histories->source_count++;
    return ref;
}

static slab_ref add_child(struct histories *histories, uint64_t hash, struct slice child)
{
    slab_ref text = text_keep_in(&histories->slab, child);
    slab_ref ref = slab_alloc(&histories->slab, sizeof(struct history));
    if (text == 0 || ref == 0 ||
        !index_add(&histories->children, &histories->slab, (uint32_t)hash, ref)) {
        return 0;
    }
    struct history *history = slab_at(&histories->slab, ref);
    *history = (struct history){.hash = hash, .child = text};
    histories->child_count++;
    if (slice_starts(child, "sim.")) {
        histories->synthetic_count++;
    }
    return ref;
}

static slab_ref value_keep(struct histories *histories, const struct record *record)
{
    struct kept kept;
    kept_of(record, &kept);
    slab_ref ref = slab_alloc(&histories->slab, kept.size);
    if (ref != 0) {
        memcpy(slab_at(&histories->slab, ref), kept.bytes, kept.size);
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

static void set_top(struct fact *fact, const struct record *record, uint64_t digest, slab_ref value,
                    slab_ref source)
{
    fact->top = (struct revision){digest, record->revision, record->recorded_at};
    fact->value = value;
    fact->source = source;
    fact->flags &= (uint8_t)~FACT_RETRACTED;
    if (record->retracted) {
        fact->flags |= FACT_RETRACTED;
    }
}

static bool add_fact(struct histories *histories, slab_ref owner, uint32_t hash,
                     const struct record *record, uint64_t digest, slab_ref source)
{
    slab_ref id = text_keep_in(&histories->slab, record->id);
    slab_ref value = value_keep(histories, record);
    slab_ref ref = slab_alloc(&histories->slab, sizeof(struct fact));
    if (id == 0 || value == 0 || ref == 0 ||
        !index_add(&histories->facts, &histories->slab, hash, ref)) {
        return false;
    }
    struct history *history = slab_at(&histories->slab, owner);
    struct fact *fact = slab_at(&histories->slab, ref);
    *fact = (struct fact){.history = owner,
                          .next = history->facts,
                          .id = id,
                          .kind = (uint8_t)record->kind,
                          .flags = lasting_flags(record)};
    set_top(fact, record, digest, value, source);
    history->facts = ref;
    history->fact_count++;
    histories->fact_count[record->kind]++;
    return true;
}

static bool add_older(struct histories *histories, slab_ref fact, struct revision revision)
{
    slab_ref ref = slab_alloc(&histories->slab, sizeof(struct older));
    if (ref == 0) {
        return false;
    }
    struct older *older = slab_at(&histories->slab, ref);
    *older = (struct older){revision, fact};
    return index_add(&histories->olders, &histories->slab, older_hash(fact, revision.number), ref);
}

/* A revision of a fact that is known: below the top one it only leaves its digest. */
static bool add_revision(struct histories *histories, slab_ref ref, const struct record *record,
                         uint64_t digest, slab_ref source)
{
    struct fact *fact = slab_at(&histories->slab, ref);
    if (record->revision < fact->top.number) {
        struct revision lower = {digest, record->revision, record->recorded_at};
        if (!add_older(histories, ref, lower)) {
            return false;
        }
    } else {
        slab_ref value = value_keep(histories, record);
        if (value == 0 || !add_older(histories, ref, fact->top)) {
            return false;
        }
        slab_free(&histories->slab, fact->value,
                  kept_size(fact->kind, slab_at(&histories->slab, fact->value)));
        set_top(fact, record, digest, value, source);
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

enum applied histories_apply(struct histories *histories, const struct record *record)
{
    uint64_t digest = record_digest(record);
    uint64_t hash = child_hash(histories, record->child);
    uint32_t id_hash = fact_hash(histories, hash, (uint8_t)record->kind, record->id);
    slab_ref owner = find_child(histories, hash, record->child);
    slab_ref ref =
        owner == 0 ? 0 : find_fact(histories, owner, (uint8_t)record->kind, record->id, id_hash);
    if (ref != 0) {
        const struct fact *fact = slab_at(&histories->slab, ref);
        if (fact->top.number == record->revision) {
            return compare_copies(fact->top.digest, digest);
        }
        const struct older *older =
            (fact->flags & FACT_REVISED) == 0 ? NULL : find_older(histories, ref, record->revision);
        if (older != NULL) {
            return compare_copies(older->revision.digest, digest);
        }
    }
    slab_ref source = source_of(histories, record->source);
    if (source == 0) {
        return APPLIED_FULL;
    }
    if (owner == 0) {
        owner = add_child(histories, hash, record->child);
    }
    bool added =
        owner != 0 && (ref != 0 ? add_revision(histories, ref, record, digest, source)
                                : add_fact(histories, owner, id_hash, record, digest, source));
    if (!added) {
        return APPLIED_FULL;
    }
    count_source(slab_at(&histories->slab, source), record);
    return APPLIED;
}

static const void *next_in(const struct histories *histories, const struct index *index,
                           uint32_t *slot)
{
    if (index->slot_count == 0) {
        return NULL;
    }
    const struct index_slot *slots = slab_at(&histories->slab, index->slots);
    while (*slot < index->slot_count) {
        slab_ref ref = slots[(*slot)++].ref;
        if (ref != 0) {
            return slab_at(&histories->slab, ref);
        }
    }
    return NULL;
}

const struct history *histories_next(const struct histories *histories, uint32_t *slot)
{
    return next_in(histories, &histories->children, slot);
}

const struct source *histories_source_next(const struct histories *histories, uint32_t *slot)
{
    return next_in(histories, &histories->sources, slot);
}

const struct history *histories_find(const struct histories *histories, struct slice child)
{
    slab_ref ref = find_child(histories, child_hash(histories, child), child);
    return ref == 0 ? NULL : slab_at(&histories->slab, ref);
}

const struct fact *history_fact(const struct histories *histories, const struct history *history,
                                enum record_kind kind, struct slice id)
{
    slab_ref owner = (slab_ref)(((const char *)history - histories->slab.base) / SLAB_UNIT);
    uint32_t hash = fact_hash(histories, history->hash, (uint8_t)kind, id);
    slab_ref ref = find_fact(histories, owner, (uint8_t)kind, id, hash);
    return ref == 0 ? NULL : slab_at(&histories->slab, ref);
}

const struct fact *history_next(const struct histories *histories, const struct history *history,
                                uint32_t *slot)
{
    const struct fact *last = *slot == 0 ? NULL : slab_at(&histories->slab, *slot);
    *slot = last == NULL ? history->facts : last->next;
    return *slot == 0 ? NULL : slab_at(&histories->slab, *slot);
}

struct slice fact_id(const struct histories *histories, const struct fact *fact)
{
    return histories_text(histories, fact->id);
}

const void *fact_value(const struct histories *histories, const struct fact *fact)
{
    return slab_at(&histories->slab, fact->value);
}
