/* tale: envelope, ids, and the disorder of real feeds. */
#include "tale.h"

#include <assert.h>
#include <string.h>

#include "base/text.h"
#include "codec/encode.h"
#include "episodes.h"
#include "fault.h"
#include "interviews.h"
#include "risk.h"
#include "spells.h"

/* How feeds misbehave, in records of a thousand; all judgements. */
enum {
    DISORDERED_PER_MILLE = 25, /* delivered hours or days after what came later */
    REPEATED_PER_MILLE = 12,   /* the same bytes again */
    RESENT_PER_MILLE = 5,      /* the same content under a new event id */
    SKEWED_PER_MILLE = 3,      /* recorded by a clock that is behind */
    LATE_PER_MILLE = 20,       /* recorded weeks after the fact */
    WITHDRAWN_PER_MILLE = 6,
    ORDER_BITS = 20
};

static uint64_t scattered(uint64_t number)
{
    /* Invertible, so different numbers stay different (splitmix64's last steps). */
    number = (number ^ (number >> 30)) * 0xbf58476d1ce4e5b9U;
    number = (number ^ (number >> 27)) * 0x94d049bb133111ebU;
    return number ^ (number >> 31);
}

static void id_make(const struct tale *tale, char letter, uint64_t count, char out[FACT_ID_TEXT])
{
    uint64_t number = tale->child.number << ORDER_BITS | count;
    out[0] = letter;
    child_letters(scattered(number ^ plan_mix(tale->plan, 0, (uint64_t)letter)), FACT_ID_TEXT - 1,
                  out + 1);
}

void tale_id(struct tale *tale, char letter, char out[FACT_ID_TEXT])
{
    assert(tale->facts < 1U << ORDER_BITS);
    id_make(tale, letter, tale->facts++, out);
}

struct record *tale_fact(struct tale *tale, enum record_kind kind, const char *source)
{
    static const char letters[RECORD_KIND_COUNT] = {'e', 'i', 'a', 'd'};
    record_clear(&tale->record, kind);
    tale->record.source = slice_of(source);
    tale->record.child = (struct slice){tale->child.key, CHILD_KEY_TEXT};
    tale_id(tale, letters[kind], tale->id);
    tale->record.id = (struct slice){tale->id, FACT_ID_TEXT};
    return &tale->record;
}

static void keep(struct tale *tale, int64_t delivered_s)
{
    struct batch *batch = tale->batch;
    struct text text = text_in(&batch->lines);
    encode_record(&tale->record, &text);
    text_char(&text, '\n');
    batch->counts.faults +=
        (uint64_t)fault_plant(tale->plan, tale->child.number << ORDER_BITS | tale->events, &text);
    struct slice kept = text_keep(&text, &batch->lines);
    struct entry *entry = kept.at == NULL ? NULL : ARENA_NEW(&batch->entries, struct entry, 1);
    if (entry == NULL) {
        batch->full = true;
        return;
    }
    *entry = (struct entry){delivered_s, tale->child.number << ORDER_BITS | tale->events, kept.at,
                            (uint32_t)kept.size};
    batch->counts.records[tale->record.kind]++;
}

/* One delivery of the working record; nothing reaches the log from its last day on. */
static bool deliver(struct tale *tale, int64_t delivered_s)
{
    struct batch *batch = tale->batch;
    tale->events++;
    if (delivered_s >= tale->plan->to_s) {
        return false;
    }
    tale->told = true;
    if (delivered_s < batch->from_s || delivered_s >= batch->to_s || batch->full) {
        return false;
    }
    keep(tale, delivered_s);
    return true;
}

void tale_send(struct tale *tale, int64_t recorded_s)
{
    struct rng *rng = &tale->rng;
    bool skewed = rng_chance(rng, SKEWED_PER_MILLE);
    int64_t behind = rng_between(rng, 10, 120) * 60;
    bool disordered = rng_chance(rng, DISORDERED_PER_MILLE);
    int64_t transit =
        disordered ? rng_between(rng, 2 * SECONDS_HOUR, 3 * SECONDS_DAY) : rng_between(rng, 1, 90);
    bool repeated = rng_chance(rng, REPEATED_PER_MILLE), resent = rng_chance(rng, RESENT_PER_MILLE);
    int64_t again = rng_between(rng, 60, 2 * SECONDS_DAY);
    recorded_s -= skewed && recorded_s - behind > tale->plan->from_s ? behind : 0;
    if (recorded_s >= tale->plan->to_s) {
        return;
    }
    struct record *record = &tale->record;
    char event[FACT_ID_TEXT];
    id_make(tale, 'v', tale->events, event);
    record->event_id = (struct slice){event, FACT_ID_TEXT};
    record->recorded_at = (when)recorded_s;
    record->revision++;
    struct reject reject;
    bool valid = record_check(record, &reject);
    assert(valid);
    (void)deliver(tale, recorded_s + transit);
    if (repeated || resent) {
        if (resent) {
            id_make(tale, 'v', tale->events, event);
        }
        tale->batch->counts.duplicates += deliver(tale, recorded_s + transit + again);
    }
}

void tale_send_fallibly(struct tale *tale, int64_t recorded_s)
{
    struct rng *rng = &tale->rng;
    bool late = rng_chance(rng, LATE_PER_MILLE), withdrawn = rng_chance(rng, WITHDRAWN_PER_MILLE);
    int64_t weeks = rng_between(rng, 8, 40) * SECONDS_DAY;
    int64_t days = rng_between(rng, 1, 20) * SECONDS_DAY;
    recorded_s += late ? weeks : 0;
    tale_send(tale, recorded_s);
    if (withdrawn) {
        tale->record.retracted = true;
        tale_send(tale, recorded_s + days);
    }
}

void tale_tell(struct tale *tale, const struct plan *plan, uint64_t number, struct batch *batch)
{
    tale->plan = plan;
    tale->batch = batch;
    tale->rng = rng_fork(plan->seed, number);
    tale->facts = tale->events = 0;
    tale->told = false;
    tale->spell_count = 0;
    for (int harm = 0; harm <= HARM_COUNT; harm++) {
        tale->named_s[harm] = SPELL_NEVER;
    }
    child_make(plan, number, &tale->rng, &tale->child);
    spells_make(tale);
    uint64_t episodes = episodes_tell(tale);
    interviews_tell(tale);
    risk_tell(tale);
    batch->counts.children += batch->first && tale->told;
    batch->counts.episodes += batch->first ? episodes : 0;
}
