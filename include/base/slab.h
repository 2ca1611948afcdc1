/* slab: small blocks that can be given back, named by 32-bit references.
 *
 * A reference counts units of 8 bytes from the base, so up to 32 GiB can be named; 0 names
 * nothing. Blocks carry no header: who frees a block says its size. A block of up to SLAB_CLASS_MAX
 * bytes takes whole units, and parts of it may be freed apart. A larger one takes up to an eighth
 * more (slab_room), is freed whole, and may be freed with any size of the same room.
 * Freed blocks wait in the list of their room. When none of its room waits, a small block is cut
 * from a large one that does, before new room is taken; large blocks are not cut for large ones
 * until the memory is full, so there are at most as many of a room as were in use at one time.
 * Invariant: every reference handed out and not freed is below `used`.
 */
#ifndef BASE_SLAB_H
#define BASE_SLAB_H

#include <stddef.h>
#include <stdint.h>

typedef uint32_t slab_ref;

enum {
    SLAB_UNIT = 8,
    SLAB_CLASSES = 64,
    SLAB_CLASS_MAX = SLAB_UNIT * SLAB_CLASSES,
    SLAB_LISTS = 272 /* a list for each small size, then eight for each doubling */
};

struct slab {
    char *base;
    uint32_t used, room;           /* units; unit 0 is never handed out */
    uint32_t spare, spare_end;     /* what is left of a freed large block, cut from its start */
    uint32_t large;                /* how many freed blocks above SLAB_CLASS_MAX wait in lists */
    slab_ref free[SLAB_LISTS + 1]; /* by room, rising; free[0] holds nothing */
};

/* `memory` is 8-aligned and stays with the caller; size in bytes. */
struct slab slab_over(void *memory, size_t size);
/* The bytes that a block of that size takes, size > 0; 0 when no slab could hold it. */
size_t slab_room(size_t size);
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
