/* slab: small blocks that can be given back, named by 32-bit references.
 *
 * A reference counts units of 8 bytes from the base, so up to 32 GiB can be named; 0 names
 * nothing. Blocks carry no header: who frees a block says its size. Freed blocks of up to
 * SLAB_CLASS_MAX bytes wait in the list of their size; larger ones become room to cut from.
 * Invariant: every reference handed out and not freed is below `used`.
 */
#ifndef BASE_SLAB_H
#define BASE_SLAB_H

#include <stddef.h>
#include <stdint.h>

typedef uint32_t slab_ref;

enum { SLAB_UNIT = 8, SLAB_CLASSES = 64, SLAB_CLASS_MAX = SLAB_UNIT * SLAB_CLASSES };

struct slab {
    char *base;
    uint32_t used, room;             /* units; unit 0 is never handed out */
    uint32_t spare, spare_end;       /* the largest freed block, cut before new room is taken */
    slab_ref free[SLAB_CLASSES + 1]; /* by size in units */
};

/* `memory` is 8-aligned and stays with the caller; size in bytes. */
struct slab slab_over(void *memory, size_t size);
/* Memory with undefined content, or 0 when full; size in bytes, > 0. */
slab_ref slab_alloc(struct slab *slab, size_t size);
void slab_free(struct slab *slab, slab_ref ref, size_t size);
/* How far into the memory blocks were ever handed out, freed ones included. */
size_t slab_bytes_used(const struct slab *slab);

static inline void *slab_at(const struct slab *slab, slab_ref ref)
{
    return slab->base + (size_t)ref * SLAB_UNIT;
}

#endif
