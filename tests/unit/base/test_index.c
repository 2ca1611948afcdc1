/* Tests of index: it finds all that was added and nothing else, however hashes collide. */
#include <criterion/criterion.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "base/index.h"
#include "base/rng.h"

enum { ROOM = 1 << 20, ITEMS_MAX = 20000 };
static _Alignas(SLAB_UNIT) char memory[ROOM];

/* The model: item number i has hash hashes[i] and reference i + 1. */
static uint32_t hashes[ITEMS_MAX];
static bool found[ITEMS_MAX];

static void expect_finds(const struct index *index, const struct slab *slab, uint32_t hash,
                         uint32_t items)
{
    uint32_t want = 0;
    for (uint32_t i = 0; i < items; i++) {
        want += hashes[i] == hash ? 1 : 0;
        found[i] = false;
    }
    struct index_search search = index_start(index, hash);
    uint32_t got = 0;
    for (slab_ref ref = index_next(index, slab, &search); ref != 0;
         ref = index_next(index, slab, &search)) {
        cr_assert_leq(ref, items);
        cr_assert_eq(hashes[ref - 1], hash, "found under another hash");
        cr_assert_not(found[ref - 1], "found twice");
        found[ref - 1] = true;
        got++;
    }
    cr_assert_eq(got, want);
    cr_assert_eq(index_next(index, slab, &search), 0, "a finished search stays finished");
}

/* Add `items` with hashes drawn from `spread` values, looking things up on the way. */
static void follow_model(uint64_t seed, uint64_t spread, uint32_t shift, uint32_t items)
{
    struct slab slab = slab_over(memory, ROOM);
    struct index index = {0};
    struct rng rng = rng_seeded(seed);
    for (uint32_t i = 0; i < items; i++) {
        hashes[i] = (uint32_t)rng_below(&rng, spread) << shift;
        cr_assert(index_add(&index, &slab, hashes[i], i + 1));
        cr_assert_eq(index.used, i + 1);
        if (index.slot_count > INDEX_DENSE) {
            cr_assert_eq(index.slot_count & (index.slot_count - 1), 0);
            cr_assert_leq((uint64_t)index.used * 4, (uint64_t)index.slot_count * 3);
        }
        if (i < 3 * INDEX_DENSE || rng_below(&rng, 50) == 0) {
            expect_finds(&index, &slab, hashes[rng_below(&rng, i + 1)], i + 1);
            expect_finds(&index, &slab, (uint32_t)rng_next(&rng), i + 1);
        }
    }
}

Test(index, finds_exactly_what_was_added_under_spread_hashes)
{
    follow_model(5, (uint64_t)1 << 32, 0, ITEMS_MAX);
}

Test(index, finds_exactly_what_was_added_under_shared_hashes)
{
    follow_model(6, 40, 0, 2000);
}

Test(index, finds_exactly_what_was_added_when_all_start_at_one_slot)
{
    follow_model(7, 1 << 10, 22, 2000);
}

Test(index, an_empty_index_finds_nothing)
{
    struct slab slab = slab_over(memory, ROOM);
    struct index index = {0};
    struct index_search search = index_start(&index, 12345);
    uint32_t slot = 0;
    cr_expect_eq(index_next(&index, &slab, &search), 0);
    cr_expect_null(index_walk(&index, &slab, &slot));
}

Test(index, a_walk_meets_everything_once)
{
    struct slab slab = slab_over(memory, ROOM);
    struct index index = {0};
    for (uint32_t items = 1; items <= 200; items++) {
        hashes[items - 1] = items * 2654435761U;
        cr_assert(index_add(&index, &slab, hashes[items - 1], items));
        memset(found, 0, sizeof found);
        uint32_t slot = 0;
        uint32_t met = 0;
        const struct index_slot *item;
        while ((item = index_walk(&index, &slab, &slot)) != NULL) {
            cr_assert_not(found[item->ref - 1], "met twice");
            cr_assert_eq(item->hash, hashes[item->ref - 1]);
            found[item->ref - 1] = true;
            met++;
        }
        cr_assert_eq(met, items);
    }
}

Test(index, when_the_slab_is_full_it_says_so_and_loses_nothing)
{
    /* Room for the table of 32 slots and, before it, the dense ones; not for one of 64. */
    struct slab slab = slab_over(memory, (1 + 16 + 16 + 32 + 31) * sizeof(struct index_slot));
    struct index index = {0};
    uint32_t items = 0;
    while (index_add(&index, &slab, hashes[items] = items * 2654435761U, items + 1)) {
        items++;
        cr_assert_leq(items, 24);
    }
    cr_expect_eq(items, 24);
    cr_expect_eq(index.used, 24);
    for (uint32_t i = 0; i < items; i++) {
        expect_finds(&index, &slab, hashes[i], items);
    }
}

/* A small one has little slack, since there are millions of them. */
Test(index, a_few_references_take_little_more_than_their_own_room)
{
    struct slab slab = slab_over(memory, ROOM);
    struct index index = {0};
    for (uint32_t i = 0; i < INDEX_DENSE; i++) {
        cr_assert(index_add(&index, &slab, i, i + 1));
        cr_expect_leq(index.slot_count, index.used + 3);
    }
    cr_expect_eq(index.slot_count, INDEX_DENSE);
}

Test(index, outgrown_slots_are_given_back)
{
    struct slab slab = slab_over(memory, ROOM);
    struct index index = {0};
    for (uint32_t i = 0; i < INDEX_DENSE + 1; i++) {
        cr_assert(index_add(&index, &slab, i, i + 1));
    }
    cr_expect_eq(index.slot_count, 32);
    size_t used = slab_bytes_used(&slab);
    cr_expect_neq(slab_alloc(&slab, INDEX_DENSE * sizeof(struct index_slot)), 0);
    cr_expect_neq(slab_alloc(&slab, INDEX_DENSE / 2 * sizeof(struct index_slot)), 0);
    cr_expect_eq(slab_bytes_used(&slab), used);
}

Test(index, adding_nothing_is_a_bug, .signal = SIGABRT)
{
    struct slab slab = slab_over(memory, ROOM);
    struct index index = {0};
    (void)index_add(&index, &slab, 1, 0);
}
