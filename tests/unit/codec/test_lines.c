/* NDJSON framing. */
#include <criterion/criterion.h>
#include <criterion/parameterized.h>
#include <string.h>

#include "codec/lines.h"

static const struct {
    const char *bytes;
    const char *want; /* each line, then a bar */
    uint64_t count;
} rows[] = {
    {"", "", 0},           {"a", "a|", 1},
    {"a\n", "a|", 1},      {"a\nb", "a|b|", 2},
    {"a\nb\n", "a|b|", 2}, {"\n", "|", 1},
    {"\n\n", "||", 2},     {"a\n\nb\n", "a||b|", 3},
    {"\na", "|a|", 2},     {"a\r\nb\r\n", "a\r|b\r|", 2},
    {"\r\n", "\r|", 1},    {"a\rb", "a\rb|", 1},
    {"a\n\r", "a|\r|", 2},
};
enum { ROWS = sizeof rows / sizeof rows[0] };

ParameterizedTestParameters(lines, framing)
{
    static size_t row[ROWS];
    for (size_t i = 0; i < ROWS; i++) {
        row[i] = i;
    }
    return cr_make_param_array(size_t, row, ROWS);
}

ParameterizedTest(const size_t *row, lines, framing)
{
    struct lines lines = lines_of(slice_of(rows[*row].bytes));
    struct slice line, want = slice_of(rows[*row].want);
    uint64_t count = 0;
    while (lines_next(&lines, &line)) {
        count++;
        cr_expect_eq(lines.number, count);
        cr_expect(slice_equal(line, slice_cut(&want, '|')), "row %zu line %lu", *row,
                  (unsigned long)count);
    }
    cr_expect_eq(count, rows[*row].count);
    cr_expect_eq(want.size, 0);
    cr_expect(!lines_next(&lines, &line));
}

Test(lines, a_nul_is_a_byte_like_any_other)
{
    struct lines lines = lines_of((struct slice){"a\0b\nc", 5});
    struct slice line;
    cr_assert(lines_next(&lines, &line));
    cr_expect_eq(line.size, 3);
    cr_assert(lines_next(&lines, &line));
    cr_expect(slice_is(line, "c"));
    cr_expect(!lines_next(&lines, &line));
}
