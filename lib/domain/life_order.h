/* life_order: one child's facts in order, before they are laid out. Private to life.
 *
 * Order is by instant, then by id: a total order. Instants come first as numbers; ids are read only
 * where instants are equal. What comes nearly in order is put straight to its place.
 */
#ifndef DOMAIN_LIFE_ORDER_H
#define DOMAIN_LIFE_ORDER_H

#include "domain/life.h"

enum { LIFE_FEW = 64 }; /* up to so many, looking through beats sorting */

/* One kind's live facts: keys in order, each the fact's instant above its number in life.facts. */
struct life_row {
    uint64_t *keys;
    uint32_t count, room;
};

static inline const struct fact *life_row_fact(const struct life *life, const struct life_row *row,
                                               uint32_t i)
{
    return life->facts[(uint32_t)row->keys[i]];
}

/* An id and the number of what has it. */
struct life_name {
    struct slice id;
    uint32_t number;
};
int life_compare_names(const void *a, const void *b);

/* All facts of the child into life->facts, live or not, and the live ones of each kind in order.
 * False when the arena is full. */
bool life_gather(struct life *life, struct arena *arena, struct life_row rows[RECORD_KIND_COUNT]);

#endif
