/* life_order: putting a child's facts in order of time, then of id. */
#include "life_order.h"

#include <assert.h>
#include <stdlib.h>

static when interview_at(const struct fact *fact, const struct interview *interview)
{
    if (interview->completed_at != WHEN_NONE) {
        return interview->completed_at;
    }
    return interview->offered_at != WHEN_NONE ? interview->offered_at : fact->top.recorded;
}

static when at_of(const struct histories *histories, const struct fact *fact)
{
    const void *is = fact_value(histories, fact);
    switch ((enum record_kind)fact->kind) {
    case RECORD_EPISODE:
        return ((const struct episode *)is)->missing_since;
    case RECORD_INTERVIEW:
        return interview_at(fact, is);
    case RECORD_ASSESSMENT:
        return ((const struct assessment *)is)->assessed_at;
    case RECORD_DECISION:
        return ((const struct decision *)is)->decided_at;
    case RECORD_KIND_COUNT:
        break;
    }
    assert(!"a fact has a kind");
    return WHEN_NONE;
}

/* Among few, straight to its place, which most often is the last; many are sorted at the end. */
static void place(struct life_row *row, uint64_t key)
{
    uint32_t at = row->count++;
    for (; row->room <= LIFE_FEW && at > 0 && row->keys[at - 1] > key; at--) {
        row->keys[at] = row->keys[at - 1];
    }
    row->keys[at] = key;
}

static int compare_keys(const void *a, const void *b)
{
    const uint64_t *x = a;
    const uint64_t *y = b;
    return (*x > *y) - (*x < *y);
}

int life_compare_names(const void *a, const void *b)
{
    const struct life_name *x = a;
    const struct life_name *y = b;
    return slice_compare(x->id, y->id);
}

/* Facts of one instant, keys [first, behind) of the row, in order of their ids. */
static bool order_by_id(const struct life *life, struct life_row *row, uint32_t first,
                        uint32_t behind, struct arena scratch)
{
    struct life_name *names = ARENA_ROOM(&scratch, struct life_name, behind - first);
    if (names == NULL) {
        return false;
    }
    for (uint32_t i = first; i < behind; i++) {
        names[i - first] = (struct life_name){fact_id(life->histories, life_row_fact(life, row, i)),
                                              (uint32_t)row->keys[i]};
    }
    qsort(names, behind - first, sizeof names[0], life_compare_names);
    for (uint32_t i = first; i < behind; i++) {
        row->keys[i] = (row->keys[i] & ~(uint64_t)UINT32_MAX) | names[i - first].number;
    }
    return true;
}

static bool order(const struct life *life, struct life_row *row, struct arena scratch)
{
    if (row->count > LIFE_FEW) {
        qsort(row->keys, row->count, sizeof row->keys[0], compare_keys);
    }
    for (uint32_t first = 0, behind = 0; first < row->count; first = behind) {
        do {
            behind++;
        } while (behind < row->count && row->keys[behind] >> 32 == row->keys[first] >> 32);
        if (behind - first > 1 && !order_by_id(life, row, first, behind, scratch)) {
            return false;
        }
    }
    return true;
}

bool life_gather(struct life *life, struct arena *arena, struct life_row rows[RECORD_KIND_COUNT])
{
    uint32_t room = history_fact_room(life->history);
    uint64_t *keys = ARENA_ROOM(arena, uint64_t, room);
    life->facts = ARENA_ROOM(arena, const struct fact *, room);
    if (keys == NULL || life->facts == NULL) {
        return false;
    }
    life->fact_count = history_facts(life->histories, life->history, life->facts);
    for (uint32_t i = 0; i < life->fact_count; i++) {
        rows[life->facts[i]->kind].room += fact_live(life->facts[i]);
    }
    for (int kind = 0; kind < RECORD_KIND_COUNT; kind++) {
        rows[kind].keys = keys;
        keys += rows[kind].room;
    }
    for (uint32_t i = 0; i < life->fact_count; i++) {
        if (fact_live(life->facts[i])) {
            uint64_t at = at_of(life->histories, life->facts[i]);
            place(&rows[life->facts[i]->kind], at << 32 | i);
        }
    }
    for (int kind = 0; kind < RECORD_KIND_COUNT; kind++) {
        if (!order(life, &rows[kind], *arena)) {
            return false;
        }
    }
    return true;
}
