/* county: a synthetic county's log, piece by piece. Nothing in it is about any real child.
 *
 * The same settings give the same bytes on every machine: integers only, seeded draws, total
 * orders.
 */
#ifndef COUNTY_COUNTY_H
#define COUNTY_COUNTY_H

#include <stdbool.h>
#include <stdint.h>

#include "tale.h"

/* What the pieces of one county are made with; counts begin at zero. */
struct county_work {
    const struct plan *plan;
    struct arena lines, entries; /* used again by every piece */
    struct tale *tale;           /* room for the one being told */
    struct counts counts;        /* of all pieces made so far */
};

struct piece { /* in the order of delivery */
    const struct entry *entries;
    uint64_t count;
};

/* Make the records of one block of children delivered in one window of time; they live in the two
 * arenas until the next piece. False when there is not enough memory. */
bool county_piece(struct county_work *work, uint32_t block, uint32_t window, struct piece *out);

/* How many pieces there are: blocks times windows; they follow each other window by window within
 * a block. */
uint64_t county_pieces(const struct plan *plan);

#endif
