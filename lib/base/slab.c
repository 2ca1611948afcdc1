/* slab: small blocks that can be given back; see base/slab.h.
 *
 * A freed block keeps the next block of its list in itself; its size is that of its list. Up to
 * SLAB_CLASSES units there is a list for every size, above it STEPS for every doubling.
 */
#include "base/slab.h"

#include <assert.h>
#include <stdbool.h>
#include <string.h>

enum { STEPS = 8, STEPS_BITS = 3, FIRST_DOUBLING = 6 };
_Static_assert(1 << STEPS_BITS == STEPS && 1 << FIRST_DOUBLING == SLAB_CLASSES,
               "the first step is one above the last small size");
_Static_assert(SLAB_CLASSES + (32 - FIRST_DOUBLING) * STEPS == SLAB_LISTS,
               "a list for every size in units");
_Static_assert(sizeof(slab_ref) <= SLAB_UNIT, "every freed block can hold the next");

struct slab slab_over(void *memory, size_t size)
{
    assert(memory != NULL || size == 0);
    assert((uintptr_t)memory % SLAB_UNIT == 0);
    size_t units = size / SLAB_UNIT;
    uint32_t room = units > UINT32_MAX ? UINT32_MAX : (uint32_t)units;
    return (struct slab){.base = memory, .used = room == 0 ? 0 : 1, .room = room};
}

/* Of n units, above SLAB_CLASSES: the bits of a step in the doubling 2^k < n <= 2^(k+1). */
static unsigned step_bits(uint32_t units)
{
    return 31U - (unsigned)__builtin_clz(units - 1) - STEPS_BITS;
}

/* What a block of that size takes; 0 when no slab could hold it. */
static uint32_t units_of(size_t size)
{
    assert(size > 0);
    size_t units = (size - 1) / SLAB_UNIT + 1;
    if (units <= SLAB_CLASSES) {
        return (uint32_t)units;
    }
    if (units > UINT32_MAX) {
        return 0;
    }
    size_t step = (size_t)1 << step_bits((uint32_t)units);
    units = (units + step - 1) & ~(step - 1);
    return units > UINT32_MAX ? 0 : (uint32_t)units;
}

/* The list of blocks of that many units; `units` is what some block takes. */
static uint32_t list_of(uint32_t units)
{
    if (units <= SLAB_CLASSES) {
        return units;
    }
    unsigned bits = step_bits(units);
    uint32_t doublings = bits + STEPS_BITS - FIRST_DOUBLING;
    return SLAB_CLASSES + doublings * STEPS + (units >> bits) - STEPS;
}

/* The other way round. */
static uint32_t units_in(uint32_t list)
{
    if (list <= SLAB_CLASSES) {
        return list;
    }
    uint32_t place = list - SLAB_CLASSES - 1;
    return (STEPS + 1 + place % STEPS) << (place / STEPS + FIRST_DOUBLING - STEPS_BITS);
}

size_t slab_room(size_t size)
{
    return (size_t)units_of(size) * SLAB_UNIT;
}

static void push(struct slab *slab, slab_ref ref, uint32_t list)
{
    memcpy(slab_at(slab, ref), &slab->free[list], sizeof ref);
    slab->free[list] = ref;
    slab->large += list > SLAB_CLASSES;
}

static slab_ref pop(struct slab *slab, uint32_t list)
{
    slab_ref ref = slab->free[list];
    memcpy(&slab->free[list], slab_at(slab, ref), sizeof ref);
    slab->large -= list > SLAB_CLASSES;
    return ref;
}

/* Let units wait as blocks of sizes that there are, the largest first. */
static void wait_in_parts(struct slab *slab, slab_ref ref, uint32_t units)
{
    while (units > 0) {
        uint32_t part = units;
        if (units > SLAB_CLASSES) {
            part &= ~((1U << (31U - (unsigned)__builtin_clz(units) - STEPS_BITS)) - 1);
        }
        push(slab, ref, list_of(part));
        ref += part;
        units -= part;
    }
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

/* Cut small blocks from the largest block that waits, which is the least likely to be wanted whole;
 * what was left of the old spare waits in its list. Every large block serves any small one. */
static bool renew_spare(struct slab *slab)
{
    if (slab->large == 0) {
        return false;
    }
    uint32_t list = SLAB_LISTS;
    while (slab->free[list] == 0) {
        list--;
    }
    assert(list > SLAB_CLASSES);
    wait_in_parts(slab, slab->spare, slab->spare_end - slab->spare);
    slab->spare = pop(slab, list);
    slab->spare_end = slab->spare + units_in(list);
    return true;
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

/* The last resort: a waiting block of a larger size, whose rest goes on waiting. */
static slab_ref split_larger(struct slab *slab, uint32_t units)
{
    for (uint32_t list = list_of(units) + 1; list <= SLAB_LISTS; list++) {
        if (slab->free[list] != 0) {
            slab_ref ref = pop(slab, list);
            wait_in_parts(slab, ref + units, units_in(list) - units);
            return ref;
        }
    }
    return 0;
}

/* A large block is never cut while it may be wanted whole again: only when new room would be taken
 * for a small one. Else values that change in size would leave holes too small for the next. */
slab_ref slab_alloc(struct slab *slab, size_t size)
{
    uint32_t units = units_of(size);
    if (units == 0) {
        return 0;
    }
    uint32_t list = list_of(units);
    if (slab->free[list] != 0) {
        return pop(slab, list);
    }
    slab_ref ref = cut_spare(slab, units);
    if (ref == 0 && list <= SLAB_CLASSES && renew_spare(slab)) {
        ref = cut_spare(slab, units);
    }
    if (ref == 0) {
        ref = take_room(slab, units);
    }
    return ref != 0 ? ref : split_larger(slab, units);
}

void slab_free(struct slab *slab, slab_ref ref, size_t size)
{
    uint32_t units = units_of(size);
    assert(ref != 0);
    assert(units != 0);
    assert(ref <= slab->used);
    assert(units <= slab->used - ref);
    push(slab, ref, list_of(units));
}

size_t slab_bytes_used(const struct slab *slab)
{
    return (size_t)slab->used * SLAB_UNIT;
}
