/* Reserved memory is zero, counted when touched, and smaller where the system has less. */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <sys/resource.h>

#include "shell/memory.h"

#define MIB ((size_t)1024 * 1024)

Test(memory, a_reserved_range_is_zeroed_and_can_be_written)
{
    struct err err = {0};
    struct arena arena;
    cr_assert(memory_reserve(64 * MIB, &arena, &err), "%s", err.text);
    cr_expect_eq((size_t)(arena.end - arena.begin), 64 * MIB);
    char *bytes = arena_alloc(&arena, 1, 1, 32 * MIB);
    cr_assert(bytes != NULL);
    cr_expect_eq(bytes[32 * MIB - 1], 0);
    bytes[32 * MIB - 1] = 1;
    memory_release(&arena);
    cr_expect_null(arena.begin);
}

/* Cannot run where the sanitizers already hold terabytes of address space. */
#ifndef __SANITIZE_ADDRESS__
Test(memory, less_is_taken_where_the_system_limits_addresses)
{
    struct err err = {0};
    struct arena arena;
    struct rlimit limit = {1024 * MIB, 1024 * MIB};
    cr_assert(setrlimit(RLIMIT_AS, &limit) == 0);
    cr_assert(memory_reserve(16384 * MIB, &arena, &err), "%s", err.text);
    size_t got = (size_t)(arena.end - arena.begin);
    cr_expect(got >= 64 * MIB && got <= 1024 * MIB, "%zu bytes", got);
    memory_release(&arena);
}

Test(memory, ranges_together_leave_each_other_room)
{
    struct err err = {0};
    struct arena large, small;
    const struct memory_range ranges[] = {{32768 * MIB, &large}, {4096 * MIB, &small}};
    struct rlimit limit = {2048 * MIB, 2048 * MIB};
    cr_assert(setrlimit(RLIMIT_AS, &limit) == 0);
    cr_assert(memory_reserve_all(ranges, 2, &err), "%s", err.text);
    size_t much = (size_t)(large.end - large.begin), little = (size_t)(small.end - small.begin);
    cr_expect(much >= 512 * MIB, "%zu bytes", much);
    cr_expect_eq(little, much / 8, "halved as often");
    void *other = malloc(32 * MIB);
    cr_expect(other != NULL, "something is left for others");
    free(other);
    memory_release(&large);
    memory_release(&small);
}

Test(memory, of_ranges_that_do_not_fit_together_none_is_taken)
{
    struct err err = {0};
    struct arena ranges_of[4] = {{0}};
    struct memory_range ranges[4];
    for (size_t i = 0; i < 4; i++) {
        ranges[i] = (struct memory_range){1024 * MIB, &ranges_of[i]};
    }
    struct rlimit limit = {256 * MIB, 256 * MIB};
    cr_assert(setrlimit(RLIMIT_AS, &limit) == 0);
    cr_expect(!memory_reserve_all(ranges, 4, &err));
    cr_expect_eq(err.code, ERR_LIMIT);
    cr_expect_str_eq(err.text, "cannot reserve 320 MiB of memory", "4 of 64, and 64 to spare");
    for (size_t i = 0; i < 4; i++) {
        cr_expect_null(ranges_of[i].begin);
    }
}

Test(memory, no_room_at_all_is_an_error)
{
    struct err err = {0};
    struct arena arena;
    struct rlimit limit = {64 * MIB, 64 * MIB};
    cr_assert(setrlimit(RLIMIT_AS, &limit) == 0);
    cr_expect(!memory_reserve(1024 * MIB, &arena, &err));
    cr_expect_eq(err.code, ERR_LIMIT);
}
#endif

Test(memory, the_peak_grows_with_what_is_touched)
{
    struct err err = {0};
    struct arena arena;
    size_t before = memory_peak();
    cr_assert(before > 0);
    cr_assert(memory_reserve(64 * MIB, &arena, &err), "%s", err.text);
    cr_expect(memory_peak() < before + 32 * MIB, "reserving alone must cost nothing");
    cr_assert(arena_alloc(&arena, 1, 1, 64 * MIB) != NULL);
    cr_expect(memory_peak() >= before + 48 * MIB);
    memory_release(&arena);
}
