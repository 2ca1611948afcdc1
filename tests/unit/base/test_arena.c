/* Tests of arena: what is handed out is zeroed, aligned, apart, and never past the end. */
#include <criterion/criterion.h>
#include <signal.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/rng.h"

enum { ROOM = 4096 };
static _Alignas(64) char memory[ROOM];

Test(arena, blocks_are_zeroed_aligned_and_in_order)
{
    struct rng rng = rng_seeded(1);
    for (int round = 0; round < 2000; round++) {
        memset(memory, 0xa5, ROOM);
        struct arena arena = arena_over(memory + rng_below(&rng, 9), ROOM - 16);
        char *last_end = arena.begin;
        for (;;) {
            size_t size = 1 + (size_t)rng_below(&rng, 40);
            size_t align = (size_t)1 << rng_below(&rng, 6);
            size_t count = (size_t)rng_below(&rng, 9);
            size_t free_before = (size_t)(arena.end - arena.at);
            char *block = arena_alloc(&arena, size, align, count);
            if (block == NULL) {
                cr_assert_gt(size * count + align - 1, free_before, "refused what would fit");
                break;
            }
            cr_assert_eq((uintptr_t)block % align, 0);
            cr_assert_geq(block, last_end);
            cr_assert_lt((size_t)(block - last_end), align, "no more padding than needed");
            last_end = block + size * count;
            cr_assert_leq(last_end, arena.end);
            cr_assert_eq(arena.at, last_end);
            for (char *byte = block; byte < last_end; byte++) {
                cr_assert_eq(*byte, 0);
            }
            memset(block, 0xa5, size * count);
        }
    }
}

Test(arena, a_full_arena_says_null_and_stays_as_it_was)
{
    struct arena arena = arena_over(memory, ROOM);
    cr_assert_not_null(arena_alloc(&arena, 1, 1, ROOM - 8));
    struct arena before = arena;
    cr_expect_null(arena_alloc(&arena, 1, 1, 9));
    cr_expect_null(arena_alloc(&arena, 9, 1, 1));
    cr_expect_null(arena_alloc(&arena, 8, 1, SIZE_MAX));
    cr_expect_null(arena_alloc(&arena, SIZE_MAX, 1, 2));
    cr_expect_null(arena_alloc(&arena, SIZE_MAX / 2 + 1, 1, 2), "2^64 wraps to 0");
    cr_expect_null(arena_copy(&arena, (struct slice){.at = memory, .size = SIZE_MAX}).at);
    cr_expect_eq(memcmp(&before, &arena, sizeof arena), 0);
    cr_expect_not_null(arena_alloc(&arena, 8, 8, 1));
    cr_expect_eq(arena_used(&arena), ROOM);
    cr_expect_null(arena_alloc(&arena, 1, 1, 1));
}

Test(arena, a_copy_of_the_arena_is_scratch)
{
    struct arena arena = arena_over(memory, ROOM);
    int *kept = ARENA_NEW(&arena, int, 1);
    size_t used = arena_used(&arena);
    struct arena scratch = arena;
    cr_assert_not_null(ARENA_NEW(&scratch, int, 100));
    cr_expect_eq(arena_used(&arena), used);
    int *next = ARENA_NEW(&arena, int, 1);
    cr_expect_eq(next, kept + 1);
}

Test(arena, a_copied_slice_is_terminated_and_its_own)
{
    struct arena arena = arena_over(memory, 8);
    char source[] = "abc";
    struct slice copy = arena_copy(&arena, slice_of(source));
    source[0] = 'x';
    cr_expect_eq(copy.size, 3);
    cr_expect_str_eq(copy.at, "abc");
    cr_expect_null(arena_copy(&arena, slice_of("defg")).at);
    cr_expect_str_eq(arena_copy(&arena, slice_of("def")).at, "def");
    cr_expect_null(arena_copy(&arena, slice_of("")).at);
}

Test(arena, an_empty_slice_is_copied_to_an_empty_text)
{
    struct arena arena = arena_over(memory, 8);
    struct slice copy = arena_copy(&arena, (struct slice){0});
    cr_assert_not_null(copy.at);
    cr_expect_str_eq(copy.at, "");
}

Test(arena, over_nothing_is_full)
{
    struct arena arena = arena_over(NULL, 0);
    cr_expect_null(arena_alloc(&arena, 1, 1, 1));
    cr_expect_eq(arena_used(&arena), 0);
}

Test(arena, an_alignment_that_is_no_power_of_two_is_a_bug, .signal = SIGABRT)
{
    struct arena arena = arena_over(memory, ROOM);
    (void)arena_alloc(&arena, 1, 3, 1);
}
