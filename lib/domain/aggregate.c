/* aggregate: collecting counts, settling them, adding them up. */
#include "domain/aggregate.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

enum { TALLY_FIRST_ROOM = 1024 };

static bool tally_room(struct tally *tally, uint32_t room)
{
    tally->cells = ARENA_NEW(tally->arena, struct cell, room);
    tally->room = tally->cells == NULL ? 0 : room;
    tally->used = 0;
    tally->full = tally->cells == NULL;
    return !tally->full;
}

void tally_init(struct tally *tally, struct arena *arena)
{
    *tally = (struct tally){.arena = arena};
    (void)tally_room(tally, TALLY_FIRST_ROOM);
}

static struct cell *tally_slot(const struct tally *tally, uint16_t measure, uint64_t code)
{
    uint64_t hash = (code ^ ((uint64_t)measure << 40)) * UINT64_C(0x9E3779B97F4A7C15);
    uint32_t slot = (uint32_t)(hash >> 32) & (tally->room - 1);
    for (;;) {
        struct cell *cell = &tally->cells[slot];
        if (cell->count == 0 || (cell->measure == measure && cell->code == code)) {
            return cell;
        }
        slot = (slot + 1) & (tally->room - 1);
    }
}

/* Twice the room, in new memory: the old cells stay behind in the arena. */
static bool tally_grow(struct tally *tally)
{
    const struct cell *old = tally->cells;
    uint32_t count = tally->room;
    if (count > UINT32_MAX / 2 || !tally_room(tally, count * 2)) {
        tally->full = true;
        return false;
    }
    for (uint32_t i = 0; i < count; i++) {
        if (old[i].count != 0) {
            *tally_slot(tally, old[i].measure, old[i].code) = old[i];
            tally->used++;
        }
    }
    return true;
}

void tally_add(struct tally *tally, uint16_t measure, uint64_t code, int32_t count)
{
    assert(count > 0);
    if (tally->full) {
        return;
    }
    struct cell *cell = tally_slot(tally, measure, code);
    if (cell->count == 0) {
        if (tally->used >= tally->room / 2) {
            if (!tally_grow(tally)) {
                return;
            }
            cell = tally_slot(tally, measure, code);
        }
        *cell = (struct cell){.code = code, .measure = measure};
        tally->used++;
    }
    assert(cell->count <= INT32_MAX - count);
    cell->count += count;
}

static int cell_order(const struct cell *a, const struct cell *b)
{
    if (a->measure != b->measure) {
        return a->measure < b->measure ? -1 : 1;
    }
    return (a->code > b->code) - (a->code < b->code);
}

static int compare_cells(const void *a, const void *b)
{
    return cell_order(a, b);
}

bool tally_settle(const struct tally *tally, struct aggregate *out)
{
    if (tally->full) {
        return false;
    }
    struct cell *cells = ARENA_NEW(tally->arena, struct cell, tally->used);
    if (cells == NULL) {
        return false;
    }
    uint32_t count = 0;
    for (uint32_t i = 0; i < tally->room; i++) {
        if (tally->cells[i].count != 0) {
            cells[count++] = tally->cells[i];
        }
    }
    qsort(cells, count, sizeof cells[0], compare_cells);
    *out = (struct aggregate){cells, count, tally->used};
    return true;
}

bool aggregate_add(struct aggregate *into, const struct aggregate *add, struct arena *arena)
{
    uint32_t room = into->count + add->count;
    struct cell *cells = ARENA_NEW(arena, struct cell, room);
    if (cells == NULL) {
        return false;
    }
    uint32_t count = 0;
    uint32_t a = 0;
    uint32_t b = 0;
    while (a < into->count || b < add->count) {
        int order = a == into->count  ? 1
                    : b == add->count ? -1
                                      : cell_order(&into->cells[a], &add->cells[b]);
        cells[count] = order <= 0 ? into->cells[a++] : add->cells[b++];
        if (order == 0) {
            assert(cells[count].count <= INT32_MAX - add->cells[b].count);
            cells[count].count += add->cells[b++].count;
        }
        count++;
    }
    *into = (struct aggregate){cells, count, room};
    return true;
}

/* The first cell that is not before (measure, code). */
static uint32_t lower_bound(const struct aggregate *aggregate, uint16_t measure, uint64_t code)
{
    struct cell wanted = {.measure = measure, .code = code};
    uint32_t low = 0;
    uint32_t high = aggregate->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (cell_order(&aggregate->cells[middle], &wanted) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

int64_t aggregate_count(const struct aggregate *aggregate, uint16_t measure, uint64_t code)
{
    uint32_t at = lower_bound(aggregate, measure, code);
    if (at == aggregate->count || aggregate->cells[at].measure != measure ||
        aggregate->cells[at].code != code) {
        return 0;
    }
    return aggregate->cells[at].count;
}

const struct cell *aggregate_cells(const struct aggregate *aggregate, uint16_t measure,
                                   uint32_t *count)
{
    uint32_t first = lower_bound(aggregate, measure, 0);
    uint32_t next = lower_bound(aggregate, (uint16_t)(measure + 1), 0);
    *count = next - first;
    return aggregate->cells + first;
}
