/* history: all that is known of one child, and the table of all children.
 *
 * The state is a set of facts. A fact is identified by (kind, child, id); its highest revision is
 * the fact as now known, and a digest of every revision is kept, so the state reached does not
 * depend on the order of records, other than that of copies of one revision (measures.md "Facts").
 * Nothing derived is kept. Invariant: `top` is the highest accepted revision of its fact, `value`
 * its content; a child in the table has at least one fact. Built by histories_apply() alone.
 *
 * Everything lives in one slab; pointers into it are good until the next apply. A child is one
 * block with an index of its own: a child's records come near each other in time, and so then do
 * the places in memory where they are looked up. A fact is one block as it first comes: its head,
 * its id, and from the next unit on its value; a value too large for that (SLAB_CLASS_MAX) has a
 * block of its own from the start. A value that takes more or less room (slab_room) than the one
 * it replaces is written to another block.
 */
#ifndef DOMAIN_HISTORY_H
#define DOMAIN_HISTORY_H

#include <stdbool.h>
#include <stdint.h>

#include "base/digest.h"
#include "base/index.h"
#include "base/slab.h"
#include "domain/record.h"

struct revision {
    uint64_t digest;
    int32_t number;
    when recorded; /* of the first copy */
};

enum fact_flag {
    FACT_RETRACTED = 1,   /* the top revision withdraws the fact */
    FACT_LATE = 2,        /* revision 1 came more than 7 days after the fact's own instant */
    FACT_WAS_MISSING = 4, /* some revision was an episode of kind `missing` */
    FACT_REVISED = 8      /* there are accepted revisions below the top one */
};

struct fact {
    struct revision top;
    slab_ref value;  /* struct episode, interview, … by kind */
    slab_ref source; /* of the top revision, its first copy: struct source */
    uint8_t kind, flags, id_size;
    char id[]; /* id_size bytes */
};

struct history {
    uint64_t hash;      /* keyed, of the child key */
    slab_ref child;     /* text, in the same block */
    struct index facts; /* and their lower revisions; for history_facts() and history_fact() */
};

/* Kept values: what rules and measures ask for. Lists of texts are packed behind the struct. */
struct episode {
    uint64_t establishment;
    when missing_since, reported_at, found_at, returned_at;
    uint32_t authority, responsible, found_authority, area, found_area;
    uint16_t born;
    uint8_t kind, status, sex, ethnicity, place, police_risk, returned_by, disability;
    uint8_t markers;                            /* set of codes */
    uint8_t precision : 2, companion_count : 5; /* one byte, or the struct grows by eight */
};

struct interview {
    uint64_t issues; /* set of codes */
    when offered_at, completed_at;
    uint32_t responsible;
    uint16_t harms, actions; /* sets of codes */
    uint8_t outcome, reason, interviewer, independent;
    uint8_t told_by_others; /* some issue whose source is not the child */
    uint8_t episode_count;
};

struct assessment {
    when assessed_at;
    uint32_t responsible;
    uint16_t models;
    uint8_t harm, assessor, harm_status, item_count;
    /* behind it: tool, tool_version, then per item a byte `when` and its text */
};

struct decision {
    when decided_at;
    uint32_t responsible;
    int32_t review_due, action_due;
    uint16_t actions;
    uint8_t harm, level, decider, rationale, considered_count;
    /* behind it: panel, assessment_id, considered */
};

struct source { /* one source system, counted over accepted records */
    uint64_t records;
    slab_ref name;
    uint32_t kinds; /* set of 1 << enum record_kind */
    when last_recorded_at;
};

struct histories {
    struct slab slab;
    struct index children, sources;
    uint32_t child_count;
    uint32_t synthetic_count; /* children whose key is of key id `sim` */
    uint64_t fact_count[RECORD_KIND_COUNT];
    unsigned char seed[16];    /* of the hashes of child keys; outputs never depend on it */
    struct digest_place place; /* of all other hashes, made from the seed */
    uint32_t source_count;
};

enum applied { APPLIED, APPLIED_DUPLICATE, APPLIED_CONFLICT, APPLIED_FULL };

/* An empty table over a slab. `seed` may be anything; a program that reads strangers' keys takes
 * it from the system, so that nobody can choose colliding keys. */
void histories_init(struct histories *histories, struct slab slab, const unsigned char seed[16]);
/* Take one record in. APPLIED_CONFLICT is REVISION_CONFLICT. APPLIED_FULL: out of memory; the
 * histories are then incomplete and must not be asked. */
enum applied histories_apply(struct histories *histories, const struct record *record);

/* Every child once, in no order that means anything: start *slot at 0; NULL at the end. */
const struct history *histories_next(const struct histories *histories, uint32_t *slot);
/* Likewise every source that an accepted record came from. */
const struct source *histories_source_next(const struct histories *histories, uint32_t *slot);
const struct history *histories_find(const struct histories *histories, struct slice child);
/* The fact (kind, id) of a child, live or not; NULL when there is none. */
const struct fact *history_fact(const struct histories *histories, const struct history *history,
                                enum record_kind kind, struct slice id);

static inline struct slice fact_id(const struct histories *histories, const struct fact *fact)
{
    (void)histories;
    return (struct slice){fact->id, fact->id_size};
}
/* struct episode, interview, assessment or decision, by kind. */
static inline const void *fact_value(const struct histories *histories, const struct fact *fact)
{
    return slab_at(&histories->slab, fact->value);
}

/* At least as many as the child has facts. */
static inline uint32_t history_fact_room(const struct history *history)
{
    return history->facts.used;
}

/* In a child's index: set in the hashes of lower revisions, clear in those of facts. */
#define HISTORY_OLDER (UINT32_C(1) << 31)

static inline uint32_t history_slots(const struct history *history)
{
    const struct index *facts = &history->facts;
    return facts->slot_count <= INDEX_DENSE ? facts->used : facts->slot_count;
}

/* Every fact of a child once, live or not, in no order that means anything, into `out`, which has
 * history_fact_room() places. How many they are. */
static inline uint32_t history_facts(const struct histories *histories,
                                     const struct history *history, const struct fact **out)
{
    const struct index_slot *slots = slab_at(&histories->slab, history->facts.slots);
    uint32_t count = 0;
    for (uint32_t i = 0, end = history_slots(history); i < end; i++) {
        if (slots[i].ref != 0 && (slots[i].hash & HISTORY_OLDER) == 0) {
            out[count++] = slab_at(&histories->slab, slots[i].ref);
        }
    }
    return count;
}

/* A child will be looked at soon: bring its directory near, and when it is near, its facts. Changes
 * nothing. */
static inline void history_fetch_index(const struct histories *histories,
                                       const struct history *history)
{
    __builtin_prefetch(slab_at(&histories->slab, history->facts.slots));
    __builtin_prefetch((const char *)slab_at(&histories->slab, history->facts.slots) + 64);
}

static inline void history_fetch_facts(const struct histories *histories,
                                       const struct history *history)
{
    const struct index_slot *slots = slab_at(&histories->slab, history->facts.slots);
    for (uint32_t i = 0, end = history_slots(history); i < end; i++) {
        const char *fact = slab_at(&histories->slab, slots[i].ref);
        if ((slots[i].hash & HISTORY_OLDER) == 0) {
            __builtin_prefetch(fact);
            __builtin_prefetch(fact + 64);
        }
    }
}

struct slice histories_text(const struct histories *histories, slab_ref text);

static inline bool fact_live(const struct fact *fact)
{
    return (fact->flags & FACT_RETRACTED) == 0;
}

/* The texts packed behind a value, one after another, each given once. */
struct texts {
    const unsigned char *at;
};
struct texts episode_companions(const struct episode *episode);
struct texts interview_episodes(const struct interview *interview);
struct texts assessment_texts(const struct assessment *assessment); /* tool, version, items */
struct texts decision_texts(const struct decision *decision); /* panel, assessment_id, considered */
struct slice texts_next(struct texts *texts);
uint8_t texts_byte(struct texts *texts); /* the byte `when` in front of an item */

#endif
