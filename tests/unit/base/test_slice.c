/* Tests of slice: comparing and cutting bytes that end nowhere in particular. */
#include <criterion/criterion.h>
#include <string.h>

#include "base/slice.h"

static const char *const words[] = {"",   "a",    "aa",   "aab",      "ab",  "b",
                                    "ba", "\x7f", "\x80", "\xc3\xa9", "\xff"};
enum { WORDS = sizeof words / sizeof words[0] };

Test(slice, compares_like_strcmp_as_unsigned_bytes)
{
    for (int i = 0; i < WORDS; i++) {
        for (int j = 0; j < WORDS; j++) {
            struct slice a = slice_of(words[i]);
            struct slice b = slice_of(words[j]);
            /* The words are listed in byte order. */
            cr_expect_eq(slice_compare(a, b), (i > j) - (i < j), "%d %d", i, j);
            cr_expect_eq(slice_equal(a, b), i == j, "%d %d", i, j);
            cr_expect_eq(slice_is(a, words[j]), i == j, "%d %d", i, j);
            bool starts = strncmp(words[i], words[j], strlen(words[j])) == 0;
            cr_expect_eq(slice_starts(a, words[j]), starts, "%d %d", i, j);
        }
    }
}

Test(slice, nul_bytes_count_like_any_other)
{
    struct slice a = {.at = "a\0b", .size = 3};
    struct slice b = {.at = "a\0c", .size = 3};
    cr_expect_not(slice_equal(a, b));
    cr_expect_not(slice_is(a, "a"));
    cr_expect_eq(slice_compare(a, b), -1);
}

Test(slice, an_empty_slice_may_point_nowhere)
{
    struct slice nothing = {0};
    cr_expect(slice_equal(nothing, slice_of("")));
    cr_expect(slice_is(nothing, ""));
    cr_expect(slice_starts(nothing, ""));
    cr_expect_not(slice_starts(nothing, "a"));
    cr_expect_eq(slice_compare(nothing, slice_of("a")), -1);
    cr_expect_eq(slice_compare(nothing, slice_of("")), 0);
    cr_expect_eq(slice_cut(&nothing, ',').size, 0);
}

Test(slice, cutting_takes_the_parts_in_order)
{
    struct slice rest = slice_of("one,,three");
    cr_expect(slice_is(slice_cut(&rest, ','), "one"));
    cr_expect(slice_is(rest, ",three"));
    cr_expect(slice_is(slice_cut(&rest, ','), ""));
    cr_expect(slice_is(rest, "three"));
    cr_expect(slice_is(slice_cut(&rest, ','), "three"));
    cr_expect_eq(rest.size, 0);
    cr_expect_null(rest.at);
}

Test(slice, after_a_mark_at_the_end_an_empty_part_is_left)
{
    struct slice rest = slice_of("one,");
    cr_expect(slice_is(slice_cut(&rest, ','), "one"));
    cr_expect_eq(rest.size, 0);
    cr_expect_not_null(rest.at);
    cr_expect(slice_is(slice_cut(&rest, ','), ""));
    cr_expect_null(rest.at);
}
