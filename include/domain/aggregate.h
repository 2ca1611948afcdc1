/* aggregate: counts as cells, which add up.
 *
 * A cell is (measure, code) -> count: a counter has code 0, a code map its code, a histogram its
 * value. An aggregate is sorted by measure, then code, unique, without zeros: equal sums are equal
 * bytes, and zero (no cells) is the identity of aggregate_add(). A tally is where counts are
 * collected before they are settled into an aggregate.
 */
#ifndef DOMAIN_AGGREGATE_H
#define DOMAIN_AGGREGATE_H

#include <assert.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"

struct cell {
    uint64_t code;
    int32_t count;
    uint16_t measure;
};

struct aggregate {
    struct cell *cells;
    uint32_t count, room;
};

enum { TALLY_MEASURES = 128, TALLY_PARTS = 8, TALLY_PAGE = 256 };

/* Small codes of small measures are counted in pages, one for each measure and upper byte of the
 * code; all others in a table (open addressing; count 0 marks an empty cell). */
struct tally {
    int32_t *pages[TALLY_MEASURES][TALLY_PARTS]; /* NULL until something is counted there */
    struct cell *cells;
    uint32_t room, used; /* of the table; room is a power of two */
    struct arena *arena; /* where it grows */
    bool full;           /* the arena ran out: the counts are worthless */
};

void tally_init(struct tally *tally, struct arena *arena);
/* As tally_add(), for what has no page yet or never gets one. */
void tally_add_slowly(struct tally *tally, uint16_t measure, uint64_t code, int32_t count);

/* Add `count` (> 0) to (measure, code). */
static inline void tally_add(struct tally *tally, uint16_t measure, uint64_t code, int32_t count)
{
    uint64_t part = code >> 56;
    uint64_t low = code & (UINT64_MAX >> 8);
    int32_t *page = measure < TALLY_MEASURES && part < TALLY_PARTS && low < TALLY_PAGE
                        ? tally->pages[measure][part]
                        : NULL;
    if (page == NULL) {
        tally_add_slowly(tally, measure, code, count);
        return;
    }
    assert(count > 0);
    assert(page[low] <= INT32_MAX - count);
    page[low] += count;
}
/* The sorted aggregate, in the tally's arena. False when the arena is full. */
bool tally_settle(const struct tally *tally, struct aggregate *out);

/* into += add; the result's cells are in `arena`. False when it is full (into is then untouched).
 */
bool aggregate_add(struct aggregate *into, const struct aggregate *add, struct arena *arena);
int64_t aggregate_count(const struct aggregate *aggregate, uint16_t measure, uint64_t code);
/* The cells of one measure: *count of them from the pointer returned. */
const struct cell *aggregate_cells(const struct aggregate *aggregate, uint16_t measure,
                                   uint32_t *count);

#endif
