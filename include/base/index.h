/* index: a hash table from 32-bit hashes to slab references, in a slab.
 *
 * It knows no keys: a search hands out every reference with the wanted hash, and the caller
 * compares. Nothing is ever removed. Up to INDEX_DENSE references lie side by side in the order in
 * which they came and are looked through from the first; there may be millions of indexes as small
 * as that, so they grow in small steps. More are placed by open addressing with linear probing, at
 * most three quarters full.
 * Invariant: slot_count is at most INDEX_DENSE, and then the first `used` slots are full; or it is
 * a power of two, and then ref 0 marks an empty slot.
 */
#ifndef BASE_INDEX_H
#define BASE_INDEX_H

#include <stdbool.h>
#include <stdint.h>

#include "base/slab.h"

enum { INDEX_DENSE = 16 };

struct index_slot {
    uint32_t hash;
    slab_ref ref;
};

struct index {
    slab_ref slots; /* slot_count of struct index_slot */
    uint32_t slot_count, used;
};

struct index_search {
    uint32_t hash, slot;
};

struct index_search index_start(const struct index *index, uint32_t hash);
/* The next reference with that hash; 0 when there is none. */
slab_ref index_next(const struct index *index, const struct slab *slab,
                    struct index_search *search);
/* Everything once, in no order that means anything: start *slot at 0; NULL at the end. */
const struct index_slot *index_walk(const struct index *index, const struct slab *slab,
                                    uint32_t *slot);
/* Add a reference (the caller has looked that it is new); false when the slab is full, and then
 * nothing has changed. Ends every search and walk under way. */
bool index_add(struct index *index, struct slab *slab, uint32_t hash, slab_ref ref);

#endif
