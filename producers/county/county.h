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

/* Make the records of one block of children delivered in one window of time, in the order of
 * delivery; they and their lines live in the two arenas until those are used again. False when
 * there is not enough memory. Adds to *tally. `tale` is working room. */
struct piece {
    const struct entry *entries;
    uint64_t count;
};
bool county_piece(const struct plan *plan, uint32_t block, uint32_t window, struct arena lines,
                  struct arena entries, struct tale *tale, struct piece *out, struct tally *tally);

/* How many pieces there are: blocks times windows; they follow each other window by window within
 * a block. */
uint64_t county_pieces(const struct plan *plan);

#endif
