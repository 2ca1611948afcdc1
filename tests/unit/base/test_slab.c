/* Tests of slab: blocks never overlap, and what was given back is used before new room. */
#include <criterion/criterion.h>
#include <signal.h>
#include <stdint.h>
#include <string.h>

#include "base/rng.h"
#include "base/slab.h"

enum { UNITS = 1 << 15, ROOM = UNITS * SLAB_UNIT, LIVE_MAX = 2048 };
static _Alignas(SLAB_UNIT) char memory[ROOM];

/* The model: who owns each unit, and every block in use. */
static bool owned[UNITS];
static struct block {
    slab_ref ref;
    size_t size;
    unsigned char stamp;
} live[LIVE_MAX];
static size_t live_count;

static size_t units_of(size_t size)
{
    return slab_room(size) / SLAB_UNIT;
}

static void own(slab_ref ref, size_t size, bool now)
{
    for (size_t unit = ref; unit < ref + units_of(size); unit++) {
        cr_assert_neq(owned[unit], now, "unit %zu belongs to two blocks", unit);
        owned[unit] = now;
    }
}

static size_t any_size(struct rng *rng)
{
    uint64_t kind = rng_below(rng, 20);
    uint64_t limit = kind < 15 ? 96 : kind < 19 ? 1500 : 20000;
    return 1 + (size_t)rng_below(rng, limit);
}

static bool take(struct slab *slab, struct rng *rng)
{
    size_t size = any_size(rng);
    slab_ref ref = slab_alloc(slab, size);
    if (ref == 0) {
        return false;
    }
    cr_assert_leq(ref + units_of(size), slab->used);
    cr_assert_leq(slab->used, UNITS);
    cr_assert_eq((uintptr_t)slab_at(slab, ref) % SLAB_UNIT, 0);
    own(ref, size, true);
    unsigned char stamp = (unsigned char)rng_next(rng);
    memset(slab_at(slab, ref), stamp, size);
    live[live_count++] = (struct block){.ref = ref, .size = size, .stamp = stamp};
    return true;
}

static void give_back(struct slab *slab, size_t which)
{
    struct block block = live[which];
    const unsigned char *bytes = slab_at(slab, block.ref);
    for (size_t i = 0; i < block.size; i++) {
        cr_assert_eq(bytes[i], block.stamp, "a block was written by another");
    }
    own(block.ref, block.size, false);
    slab_free(slab, block.ref, block.size);
    live[which] = live[--live_count];
}

Test(slab, blocks_never_overlap_and_keep_their_bytes)
{
    struct slab slab = slab_over(memory, ROOM);
    struct rng rng = rng_seeded(4);
    size_t refused = 0;
    for (int step = 0; step < 200000; step++) {
        /* Tides of taking and of giving back, so that it fills and empties many times. */
        uint64_t takes = step / 4000 % 2 == 0 ? 7 : 3;
        if (live_count < LIVE_MAX && rng_below(&rng, 10) < takes) {
            refused += take(&slab, &rng) ? 0 : 1;
        } else if (live_count > 0) {
            give_back(&slab, (size_t)rng_below(&rng, live_count));
        }
    }
    cr_expect_gt(refused, 0, "the slab was full at times");
    while (live_count > 0) {
        give_back(&slab, live_count - 1);
    }
}

Test(slab, a_freed_block_is_the_next_of_its_size)
{
    struct slab slab = slab_over(memory, ROOM);
    for (size_t size = 1; size <= SLAB_CLASS_MAX; size++) {
        slab_ref first = slab_alloc(&slab, size);
        slab_ref second = slab_alloc(&slab, size);
        slab_free(&slab, first, size);
        slab_free(&slab, second, size);
        size_t used = slab_bytes_used(&slab);
        cr_assert_eq(slab_alloc(&slab, size), second);
        cr_assert_eq(slab_alloc(&slab, size), first);
        cr_assert_eq(slab_bytes_used(&slab), used);
        slab_free(&slab, first, size);
        slab_free(&slab, second, size);
    }
}

Test(slab, a_large_block_takes_up_to_an_eighth_more)
{
    cr_expect_eq(slab_room(1), SLAB_UNIT);
    cr_expect_eq(slab_room(SLAB_CLASS_MAX), SLAB_CLASS_MAX);
    for (size_t size = 1; size < 300000; size++) {
        size_t room = slab_room(size);
        size_t least = (size + SLAB_UNIT - 1) / SLAB_UNIT * SLAB_UNIT;
        cr_assert_geq(room, least);
        cr_assert_leq(room, size <= SLAB_CLASS_MAX ? least : least + least / 8);
        cr_assert_eq(slab_room(room), room, "%zu", size);
        cr_assert((size & (size - 1)) != 0 || size < SLAB_UNIT || room == size, "%zu", size);
    }
    cr_expect_eq(slab_room(((size_t)UINT32_MAX + 1) * SLAB_UNIT), 0);
}

Test(slab, a_freed_block_serves_every_size_of_its_room_again)
{
    struct slab slab = slab_over(memory, ROOM);
    for (size_t size = SLAB_CLASS_MAX + 1; size < ROOM / 4; size += 1 + size / 100) {
        slab_ref ref = slab_alloc(&slab, size);
        cr_assert_neq(ref, 0);
        size_t used = slab_bytes_used(&slab);
        slab_free(&slab, ref, size);
        cr_assert_eq(slab_alloc(&slab, slab_room(size)), ref);
        cr_assert_eq(slab_bytes_used(&slab), used);
        slab_free(&slab, ref, slab_room(size));
        slab = slab_over(memory, ROOM);
    }
}

/* The bound of a history's growth (test_kept) rests on it. */
Test(slab, small_blocks_are_cut_from_one_large_block_at_a_time)
{
    enum { COUNT = 10, LARGE = 1024 };
    struct slab slab = slab_over(memory, ROOM);
    slab_ref large[COUNT];
    for (int i = 0; i < COUNT; i++) {
        large[i] = slab_alloc(&slab, LARGE);
    }
    size_t used = slab_bytes_used(&slab);
    for (int i = 0; i < COUNT; i++) {
        slab_free(&slab, large[i], LARGE);
        cr_assert_neq(slab_alloc(&slab, 16), 0);
    }
    for (int i = 0; i < COUNT - 1; i++) {
        cr_assert_neq(slab_alloc(&slab, LARGE), 0, "block %d", i);
    }
    cr_expect_eq(slab_bytes_used(&slab), used);
}

Test(slab, outgrown_tables_are_cut_up_to_the_last_unit)
{
    struct slab slab = slab_over(memory, ROOM);
    size_t freed_units = 0;
    size_t size = 128;
    slab_ref table = slab_alloc(&slab, size);
    while (size < 65536) {
        slab_ref larger = slab_alloc(&slab, 2 * size);
        /* A table so small that it waits in the list of its size serves that size alone. */
        freed_units += size > SLAB_CLASS_MAX ? size / SLAB_UNIT : 0;
        slab_free(&slab, table, size);
        table = larger;
        size *= 2;
    }
    size_t used = slab_bytes_used(&slab);
    for (size_t i = 0; i < freed_units; i++) {
        cr_assert_neq(slab_alloc(&slab, SLAB_UNIT), 0);
    }
    cr_expect_eq(slab_bytes_used(&slab), used, "all of it came out of freed tables");
    cr_assert_neq(slab_alloc(&slab, SLAB_UNIT), 0);
    cr_expect_eq(slab_bytes_used(&slab), used + SLAB_UNIT, "then new room is taken");
}

Test(slab, when_full_waiting_blocks_of_other_sizes_still_serve)
{
    struct slab slab = slab_over(memory, (1 + 64) * SLAB_UNIT);
    slab_ref whole = slab_alloc(&slab, SLAB_CLASS_MAX);
    cr_assert_neq(whole, 0);
    cr_expect_eq(slab_alloc(&slab, 1), 0);
    slab_free(&slab, whole, SLAB_CLASS_MAX);
    for (int i = 0; i < 64; i++) {
        cr_assert_neq(slab_alloc(&slab, SLAB_UNIT), 0, "unit %d", i);
    }
    cr_expect_eq(slab_alloc(&slab, 1), 0);
}

Test(slab, when_full_every_waiting_large_block_is_looked_at)
{
    enum { SMALL = 640, LARGE = 1024, LARGEST = 2048, COUNT = 20 };
    struct slab slab = slab_over(memory, SLAB_UNIT + LARGEST + LARGE + COUNT * SMALL);
    slab_ref largest = slab_alloc(&slab, LARGEST);
    slab_ref large = slab_alloc(&slab, LARGE);
    slab_ref small[COUNT];
    for (int i = 0; i < COUNT; i++) {
        small[i] = slab_alloc(&slab, SMALL);
        cr_assert_neq(small[i], 0);
    }
    slab_free(&slab, largest, LARGEST);
    slab_free(&slab, large, LARGE);
    for (int i = 0; i < COUNT; i++) {
        slab_free(&slab, small[i], SMALL);
    }
    cr_expect_eq(slab_alloc(&slab, LARGEST), largest);
    cr_expect_eq(slab_alloc(&slab, LARGE), large);
    for (int i = 0; i < COUNT; i++) {
        cr_assert_neq(slab_alloc(&slab, SMALL), 0, "block %d", i);
    }
    cr_expect_eq(slab_alloc(&slab, SLAB_UNIT), 0);
    /* A block of another size is cut, and what is left of it serves too. */
    slab_free(&slab, largest, LARGEST);
    cr_expect_eq(slab_alloc(&slab, LARGE), largest);
    cr_expect_neq(slab_alloc(&slab, LARGE), 0);
    cr_expect_eq(slab_alloc(&slab, SLAB_UNIT), 0);
}

Test(slab, reference_zero_names_nothing_however_small_the_room)
{
    for (size_t size = 0; size < 64; size++) {
        struct slab slab = slab_over(memory, size);
        size_t room = size / SLAB_UNIT;
        for (size_t taken = 1; taken < room; taken++) {
            cr_assert_eq(slab_alloc(&slab, 1), taken);
        }
        cr_assert_eq(slab_alloc(&slab, 1), 0, "size %zu", size);
    }
}

Test(slab, sizes_beyond_any_slab_are_refused)
{
    struct slab slab = slab_over(memory, ROOM);
    cr_expect_eq(slab_alloc(&slab, SIZE_MAX), 0);
    cr_expect_eq(slab_alloc(&slab, ((size_t)UINT32_MAX + 2) * SLAB_UNIT), 0);
    cr_expect_eq(slab_alloc(&slab, ROOM), 0);
    cr_expect_eq(slab_alloc(&slab, (size_t)UINT32_MAX * SLAB_UNIT), 0);
    cr_expect_neq(slab_alloc(&slab, ROOM / 16 * 15), 0);
}

Test(slab, freeing_nothing_is_a_bug, .signal = SIGABRT)
{
    struct slab slab = slab_over(memory, ROOM);
    slab_free(&slab, 0, 8);
}

Test(slab, freeing_what_was_never_handed_out_is_a_bug, .signal = SIGABRT)
{
    struct slab slab = slab_over(memory, ROOM);
    slab_ref ref = slab_alloc(&slab, 8);
    slab_free(&slab, ref, 16);
}
