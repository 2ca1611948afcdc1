/* Tests of text: numbers as printf() writes them, and nothing past the room. */
#include <criterion/criterion.h>
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "base/rng.h"
#include "base/text.h"

enum { ROOM = 64 };
static char memory[ROOM];

Test(text, parts_follow_each_other)
{
    struct text text = text_over(memory, ROOM);
    text_puts(&text, "a");
    text_put(&text, (struct slice){.at = "bcd", .size = 2});
    text_char(&text, '\0');
    text_put(&text, (struct slice){0});
    cr_expect_not(text.full);
    cr_expect_eq(text.size, 4);
    cr_expect_eq(memcmp(memory, "abc", 4), 0);
    cr_expect_eq(text_slice(&text).at, memory);
    cr_expect_eq(text_slice(&text).size, 4);
}

/* A number of any magnitude, not mostly of 19 digits. */
static uint64_t any_magnitude(struct rng *rng)
{
    return rng_next(rng) >> rng_below(rng, 64);
}

static void expect_like_printf(int64_t number)
{
    struct text text = text_over(memory, ROOM);
    text_int(&text, number);
    text_char(&text, '\0');
    char want[ROOM];
    (void)snprintf(want, sizeof want, "%" PRId64, number);
    cr_assert_str_eq(memory, want);
}

Test(text, integers_are_written_as_printf_writes_them)
{
    expect_like_printf(0);
    expect_like_printf(INT64_MAX);
    expect_like_printf(INT64_MIN);
    struct rng rng = rng_seeded(2);
    for (int i = 0; i < 10000; i++) {
        int64_t number = (int64_t)(any_magnitude(&rng) >> 1);
        expect_like_printf(number);
        expect_like_printf(-number);
    }
}

static void expect_padded_like_printf(uint64_t number, int width)
{
    struct text text = text_over(memory, ROOM);
    text_padded(&text, number, width);
    text_char(&text, '\0');
    char want[ROOM];
    (void)snprintf(want, sizeof want, "%0*" PRIu64, width, number);
    cr_assert_str_eq(memory, want, "width %d", width);
}

Test(text, padded_numbers_are_written_as_printf_writes_them)
{
    struct rng rng = rng_seeded(3);
    for (int width = 0; width <= 20; width++) {
        expect_padded_like_printf(0, width);
        expect_padded_like_printf(UINT64_MAX, width);
        for (int i = 0; i < 500; i++) {
            expect_padded_like_printf(any_magnitude(&rng), width);
        }
    }
}

Test(text, what_does_not_fit_is_left_out_whole_and_all_that_follows)
{
    memset(memory, '#', ROOM);
    struct text text = text_over(memory, 5);
    text_puts(&text, "abc");
    text_int(&text, -12);
    cr_expect(text.full);
    text_char(&text, 'd'); /* would fit, but would stand in the wrong place */
    cr_expect(text.full);
    cr_expect_eq(text.size, 3);
    cr_expect_eq(memcmp(memory, "abc###", 6), 0);
}

Test(text, exactly_full_is_not_too_full)
{
    struct text text = text_over(memory, 3);
    text_puts(&text, "abc");
    cr_expect_not(text.full);
    text_puts(&text, "");
    cr_expect_not(text.full);
    text_char(&text, 'd');
    cr_expect(text.full);
    cr_expect_eq(text.size, 3);
}

Test(text, no_room_at_all_takes_nothing)
{
    struct text text = text_over(NULL, 0);
    text_puts(&text, "");
    cr_expect_not(text.full);
    text_char(&text, 'a');
    cr_expect(text.full);
}

Test(text, in_an_arena_takes_only_what_was_written)
{
    struct arena arena = arena_over(memory, ROOM);
    struct text text = text_in(&arena);
    cr_expect_eq(text.room, ROOM);
    text_puts(&text, "abc");
    struct slice kept = text_keep(&text, &arena);
    cr_expect(slice_is(kept, "abc"));
    cr_expect_eq(arena_used(&arena), 3);
    text_puts(&text, "def");
    cr_expect(slice_is(text_keep(&text, &arena), "def"));
    cr_expect(slice_is(kept, "abc"));
    cr_expect_eq(arena_used(&arena), 6);
}

Test(text, too_long_for_the_arena_keeps_nothing)
{
    struct arena arena = arena_over(memory, 4);
    struct text text = text_in(&arena);
    text_puts(&text, "abc");
    text_puts(&text, "de");
    cr_expect_null(text_keep(&text, &arena).at);
    cr_expect_eq(arena_used(&arena), 0);
}

Test(text, taking_from_the_arena_in_between_is_a_bug, .signal = SIGABRT)
{
    struct arena arena = arena_over(memory, ROOM);
    struct text text = text_in(&arena);
    text_puts(&text, "abc");
    (void)arena_alloc(&arena, 1, 1, 1);
    (void)text_keep(&text, &arena);
}
