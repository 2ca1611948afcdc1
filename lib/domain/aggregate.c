/* aggregate: collecting counts, settling them, adding them up. */
#include "domain/aggregate.h"

#include <assert.h>
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

static void table_add(struct tally *tally, uint16_t measure, uint64_t code, int32_t count)
{
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

void tally_add_slowly(struct tally *tally, uint16_t measure, uint64_t code, int32_t count)
{
    assert(count > 0);
    uint64_t part = code >> 56;
    uint64_t low = code & (UINT64_MAX >> 8);
    if (tally->full) {
        return;
    }
    if (measure >= TALLY_MEASURES || part >= TALLY_PARTS || low >= TALLY_PAGE) {
        table_add(tally, measure, code, count);
        return;
    }
    int32_t *page = ARENA_NEW(tally->arena, int32_t, TALLY_PAGE);
    tally->pages[measure][part] = page;
    if (page == NULL) {
        tally->full = true;
        return;
    }
    page[low] = count;
}

static int cell_order(const struct cell *a, const struct cell *b)
{
    if (a->measure != b->measure) {
        return a->measure < b->measure ? -1 : 1;
    }
    return (a->code > b->code) - (a->code < b->code);
}

/* How many cells the pages hold; written behind one another where `out` is not NULL. */
static uint32_t page_cells(const struct tally *tally, struct cell *out)
{
    uint32_t count = 0;
    for (uint16_t measure = 0; measure < TALLY_MEASURES; measure++) {
        for (uint64_t part = 0; part < TALLY_PARTS; part++) {
            const int32_t *page = tally->pages[measure][part];
            for (uint32_t low = 0; page != NULL && low < TALLY_PAGE; low++) {
                if (page[low] != 0 && out != NULL) {
                    out[count] = (struct cell){part << 56 | low, page[low], measure};
                }
                count += page[low] != 0;
            }
        }
    }
    return count;
}

/* One byte of what cells are sorted by: the code's eight, then the measure's two. */
static uint8_t sort_byte(const struct cell *cell, int byte)
{
    return (uint8_t)(byte < 8 ? cell->code >> (8 * byte)
                              : (uint64_t)cell->measure >> 8 * (byte - 8));
}

/* Moves the cells into `to` in order of one byte, equals staying in their order. False, and nothing
 * is moved, where all share the byte. */
static bool sort_by(const struct cell *from, struct cell *to, uint32_t count, int byte)
{
    uint32_t starts[257] = {0};
    for (uint32_t i = 0; i < count; i++) {
        starts[sort_byte(&from[i], byte) + 1]++;
    }
    if (count == 0 || starts[sort_byte(&from[0], byte) + 1] == count) {
        return false;
    }
    for (int value = 0; value < 256; value++) {
        starts[value + 1] += starts[value];
    }
    for (uint32_t i = 0; i < count; i++) {
        to[starts[sort_byte(&from[i], byte)]++] = from[i];
    }
    return true;
}

bool tally_settle(const struct tally *tally, struct aggregate *out)
{
    uint32_t room = tally->full ? 0 : tally->used + page_cells(tally, NULL);
    struct cell *cells = ARENA_NEW(tally->arena, struct cell, room);
    struct arena scratch = *tally->arena;
    struct cell *other = ARENA_NEW(&scratch, struct cell, room);
    if (tally->full || cells == NULL || other == NULL) {
        return false;
    }
    uint32_t count = page_cells(tally, cells);
    for (uint32_t i = 0; i < tally->room; i++) {
        if (tally->cells[i].count != 0) {
            cells[count++] = tally->cells[i];
        }
    }
    struct cell *sorted = cells;
    for (int byte = 0; byte < 10; byte++) {
        if (sort_by(sorted, other, count, byte)) {
            struct cell *swapped = sorted;
            sorted = other;
            other = swapped;
        }
    }
    if (sorted != cells) {
        memcpy(cells, sorted, count * sizeof cells[0]);
    }
    *out = (struct aggregate){cells, count, count};
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
