/* slab: small blocks that can be given back; see base/slab.h.
 *
 * A freed block keeps its bookkeeping in itself: the next block of its list and, in list 0, which
 * holds the blocks above SLAB_CLASS_MAX, its own size. That is why a unit is 8 bytes.
 */
#include "base/slab.h"

#include <assert.h>
#include <stdbool.h>
#include <string.h>

struct freed {
    slab_ref next;
    uint32_t units;
};
_Static_assert(sizeof(struct freed) == SLAB_UNIT, "every freed block can hold its bookkeeping");

/* Few large blocks wait at a time (outgrown tables, outgrown histories); looking at a handful
 * keeps an allocation constant in time. All are looked at before giving up. */
enum { LARGE = 0, LOOK_BRIEFLY = 8 };

struct slab slab_over(void *memory, size_t size)
{
    assert(memory != NULL || size == 0);
    assert((uintptr_t)memory % SLAB_UNIT == 0);
    size_t units = size / SLAB_UNIT;
    uint32_t room = units > UINT32_MAX ? UINT32_MAX : (uint32_t)units;
    return (struct slab){.base = memory, .used = room == 0 ? 0 : 1, .room = room};
}

/* 0 when no slab could hold it. */
static uint32_t units_of(size_t size)
{
    assert(size > 0);
    size_t units = (size - 1) / SLAB_UNIT + 1;
    return units > UINT32_MAX ? 0 : (uint32_t)units;
}

static void push(struct slab *slab, slab_ref ref, uint32_t units)
{
    uint32_t list = units > SLAB_CLASSES ? LARGE : units;
    struct freed freed = {.next = slab->free[list], .units = units};
    memcpy(slab_at(slab, ref), &freed, sizeof freed);
    slab->free[list] = ref;
}

static slab_ref pop(struct slab *slab, slab_ref *link_to, uint32_t *units)
{
    slab_ref ref = *link_to;
    struct freed freed;
    memcpy(&freed, slab_at(slab, ref), sizeof freed);
    *link_to = freed.next;
    *units = freed.units;
    return ref;
}

/* Make [ref, ref + units) the block to cut from; what was left of the old one waits in a list. */
static void set_spare(struct slab *slab, slab_ref ref, uint32_t units)
{
    if (slab->spare_end > slab->spare) {
        push(slab, slab->spare, slab->spare_end - slab->spare);
    }
    slab->spare = ref;
    slab->spare_end = ref + units;
}

static slab_ref cut_spare(struct slab *slab, uint32_t units)
{
    if (slab->spare_end - slab->spare < units) {
        return 0;
    }
    slab_ref ref = slab->spare;
    slab->spare += units;
    return ref;
}

/* Take the first of at most `looks` waiting large blocks that holds `units`, as the new spare. */
static bool renew_spare(struct slab *slab, uint32_t units, uint32_t looks)
{
    slab_ref before = 0;
    struct freed seen;
    for (slab_ref at = slab->free[LARGE]; at != 0 && looks > 0; at = seen.next, looks--) {
        memcpy(&seen, slab_at(slab, at), sizeof seen);
        if (seen.units >= units) {
            if (before == 0) {
                slab->free[LARGE] = seen.next;
            } else {
                memcpy(slab_at(slab, before), &seen.next, sizeof seen.next);
            }
            set_spare(slab, at, seen.units);
            return true;
        }
        before = at;
    }
    return false;
}

static slab_ref take_room(struct slab *slab, uint32_t units)
{
    if (slab->room - slab->used < units) {
        return 0;
    }
    slab_ref ref = slab->used;
    slab->used += units;
    return ref;
}

/* The last resort: a waiting block of a larger class, whose rest goes on waiting. */
static slab_ref split_class(struct slab *slab, uint32_t units)
{
    for (uint32_t larger = units + 1; larger <= SLAB_CLASSES; larger++) {
        if (slab->free[larger] != 0) {
            uint32_t had = 0;
            slab_ref ref = pop(slab, &slab->free[larger], &had);
            assert(had == larger);
            push(slab, ref + units, larger - units);
            return ref;
        }
    }
    return 0;
}

slab_ref slab_alloc(struct slab *slab, size_t size)
{
    uint32_t units = units_of(size);
    if (units == 0) {
        return 0;
    }
    if (units <= SLAB_CLASSES && slab->free[units] != 0) {
        uint32_t had = 0;
        return pop(slab, &slab->free[units], &had);
    }
    slab_ref ref = cut_spare(slab, units);
    if (ref == 0 && renew_spare(slab, units, LOOK_BRIEFLY)) {
        ref = cut_spare(slab, units);
    }
    if (ref == 0) {
        ref = take_room(slab, units);
    }
    if (ref == 0 && renew_spare(slab, units, UINT32_MAX)) {
        ref = cut_spare(slab, units);
    }
    return ref != 0 ? ref : split_class(slab, units);
}

void slab_free(struct slab *slab, slab_ref ref, size_t size)
{
    uint32_t units = units_of(size);
    assert(ref != 0);
    assert(units != 0);
    assert(ref <= slab->used);
    assert(units <= slab->used - ref);
    if (units > SLAB_CLASSES && units > slab->spare_end - slab->spare) {
        set_spare(slab, ref, units);
    } else {
        push(slab, ref, units);
    }
}

size_t slab_bytes_used(const struct slab *slab)
{
    return (size_t)slab->used * SLAB_UNIT;
}
