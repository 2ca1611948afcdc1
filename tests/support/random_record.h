/* random_record: valid records by the thousand, for laws that must hold for any record.
 *
 * The same seed gives the same records. Children, facts and revisions are drawn from small ranges,
 * so that revisions, duplicates, conflicts, retractions and references between facts all occur.
 * Every record made passes record_check().
 */
#ifndef SUPPORT_RANDOM_RECORD_H
#define SUPPORT_RANDOM_RECORD_H

#include <stdint.h>

#include "base/arena.h"
#include "base/rng.h"
#include "domain/record.h"

struct random_shape {
    uint32_t children;    /* keys "sim.c0", "sim.c1", … */
    uint32_t facts;       /* of each kind a child can have: ids "e0", "i0", "a0", "d0", … */
    uint32_t revisions;   /* 1 to this many */
    uint32_t authorities; /* E06000047, E06000048, … */
    uint32_t sources;     /* "source-0", … */
    when from, to;        /* where the facts' own instants lie: from <= t < to */
};

/* 20 children, 5 facts, 3 revisions, 3 authorities, 3 sources, 2014 to 2018. */
struct random_shape random_shape_default(void);

enum { RANDOM_RECORD_ARENA = 8192 }; /* what one record's texts need at most */

/* The kind is drawn too: half are episodes. Texts live in `arena`. */
void random_record(struct rng *rng, const struct random_shape *shape, struct arena *arena,
                   struct record *out);
void random_record_of(struct rng *rng, const struct random_shape *shape, enum record_kind kind,
                      struct arena *arena, struct record *out);

#endif
