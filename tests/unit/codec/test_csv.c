/* Tables in and out. */
#include <criterion/criterion.h>
#include <criterion/parameterized.h>
#include <stdlib.h>
#include <string.h>

#include "base/rng.h"
#include "codec/csv.h"

enum { ROOM = 1024 * 1024 };

static struct arena arena_of(void)
{
    static char memory[ROOM];
    return arena_over(memory, sizeof memory);
}

/* A table as text: cells in <>, a row in its line's number and a space, rows one a line. */
static void show(const struct csv_table *table, struct text *out)
{
    for (uint64_t i = 0; i <= table->row_count; i++) {
        const struct csv_row *row = i == 0 ? &table->heading : &table->rows[i - 1];
        text_int(out, (int64_t)row->line);
        text_char(out, ' ');
        for (uint32_t j = 0; j < row->count; j++) {
            text_char(out, '<');
            text_put(out, row->cells[j]);
            text_char(out, '>');
        }
        text_char(out, '\n');
    }
}

static const struct {
    const char *name;
    struct slice in;
    const char *want;
} readable[] = {
    {"a heading alone", {"a,b", 3}, "1 <a><b>\n"},
    {"LF", {"a\nx\n", 4}, "1 <a>\n2 <x>\n"},
    {"CRLF", {"a,b\r\nx,y\r\n", 10}, "1 <a><b>\n2 <x><y>\n"},
    {"a byte order mark is skipped",
     {"\xEF\xBB\xBF"
      "a\nx",
      6},
     "1 <a>\n2 <x>\n"},
    {"a quoted heading after a mark", {"\xEF\xBB\xBF\"a\"\nx", 8}, "1 <a>\n2 <x>\n"},
    {"quotes hold commas and quotes", {"a\n\"x,\"\"y\"\"\"\n", 12}, "1 <a>\n2 <x,\"y\">\n"},
    {"quotes hold line ends; the next row knows its line",
     {"a\r\n\"x\r\ny\nz\"\r\nlast\r\n", 19},
     "1 <a>\n2 <x\r\ny\nz>\n5 <last>\n"},
    {"blank lines are skipped and counted", {"\n\na\n\r\nx\n\n", 9}, "3 <a>\n5 <x>\n"},
    {"empty cells stay", {"a,b,c\n,,\nx,,\n", 13}, "1 <a><b><c>\n2 <><><>\n3 <x><><>\n"},
    {"an empty quoted cell is a row", {"a\n\"\"\n", 5}, "1 <a>\n2 <>\n"},
    {"spaces are part of a cell", {"a\n x ,\t\n", 8}, "1 <a>\n2 < x ><\t>\n"},
    {"rows may be shorter or longer", {"a,b\n1\n1,2,3\n", 12}, "1 <a><b>\n2 <1>\n3 <1><2><3>\n"},
    {"a NUL is a byte", {"a\nx\0y\n", 6}, NULL},
};
enum { READABLE = sizeof readable / sizeof readable[0] };

ParameterizedTestParameters(csv, a_table_is_read_as_it_is)
{
    static size_t row[READABLE];
    for (size_t i = 0; i < READABLE; i++) {
        row[i] = i;
    }
    return cr_make_param_array(size_t, row, READABLE);
}

ParameterizedTest(const size_t *row, csv, a_table_is_read_as_it_is)
{
    struct arena arena = arena_of();
    struct csv_table table;
    struct err err = {.code = ERR_NONE};
    cr_assert(csv_read(readable[*row].in, &arena, &table, &err), "%s: %s", readable[*row].name,
              err.text);
    char memory[256];
    struct text shown = text_over(memory, sizeof memory);
    show(&table, &shown);
    struct slice want = readable[*row].want == NULL ? (struct slice){"1 <a>\n2 <x\0y>\n", 14}
                                                    : slice_of(readable[*row].want);
    cr_expect(slice_equal(text_slice(&shown), want), "%s: %.*s", readable[*row].name,
              (int)shown.size, shown.at);
}

static const struct {
    const char *name, *in;
    enum err_code code;
    const char *text; /* what the message must hold */
} unreadable[] = {
    {"nothing at all", "", ERR_DATA, "no heading"},
    {"blank lines alone", "\n\r\n", ERR_DATA, "no heading"},
    {"a quote never closed", "a\nx\n\"y\nz\n", ERR_DATA, "line 3"},
    {"a quote inside a cell", "a\nx\"y\n", ERR_DATA, "line 2"},
    {"letters behind a closing quote", "a\n\"x\"y\n", ERR_DATA, "line 2"},
};
enum { UNREADABLE = sizeof unreadable / sizeof unreadable[0] };

ParameterizedTestParameters(csv, a_broken_table_is_refused_with_its_line)
{
    static size_t row[UNREADABLE];
    for (size_t i = 0; i < UNREADABLE; i++) {
        row[i] = i;
    }
    return cr_make_param_array(size_t, row, UNREADABLE);
}

ParameterizedTest(const size_t *row, csv, a_broken_table_is_refused_with_its_line)
{
    struct arena arena = arena_of();
    struct csv_table table;
    struct err err = {.code = ERR_NONE};
    cr_expect_not(csv_read(slice_of(unreadable[*row].in), &arena, &table, &err), "%s",
                  unreadable[*row].name);
    cr_expect_eq(err.code, unreadable[*row].code, "%s", unreadable[*row].name);
    cr_expect_not_null(strstr(err.text, unreadable[*row].text), "%s: %s", unreadable[*row].name,
                       err.text);
}

static bool read_columns(uint32_t count, struct err *err)
{
    char memory[4 * CSV_COLUMNS_MAX];
    struct text text = text_over(memory, sizeof memory);
    for (uint32_t i = 0; i < count; i++) {
        text_puts(&text, i == 0 ? "x" : ",x");
    }
    struct arena arena = arena_of();
    struct csv_table table;
    return csv_read(text_slice(&text), &arena, &table, err);
}

Test(csv, sixty_four_columns_are_the_most)
{
    struct err err = {.code = ERR_NONE};
    cr_expect(read_columns(CSV_COLUMNS_MAX, &err), "%s", err.text);
    cr_expect_not(read_columns(CSV_COLUMNS_MAX + 1, &err));
    cr_expect_eq(err.code, ERR_DATA);
}

Test(csv, a_full_arena_is_a_limit)
{
    static const char bytes[] = "heading\nand a row that is long enough\n";
    char memory[200];
    for (size_t size = 0; size < sizeof memory; size += 8) {
        struct arena arena = arena_over(memory, size);
        struct csv_table table;
        struct err err = {.code = ERR_NONE};
        if (!csv_read(slice_of(bytes), &arena, &table, &err)) {
            cr_expect_eq(err.code, ERR_LIMIT, "%zu bytes", size);
        } else {
            cr_expect_gt(size, sizeof bytes);
        }
    }
}

Test(csv, columns_are_found_by_heading_and_cells_beyond_the_row_are_empty)
{
    struct arena arena = arena_of();
    struct csv_table table;
    struct err err = {.code = ERR_NONE};
    cr_assert(csv_read(slice_of("CHILD,MISSING\n1001\n"), &arena, &table, &err));
    cr_expect_eq(csv_column(&table, "CHILD"), 0);
    cr_expect_eq(csv_column(&table, "MISSING"), 1);
    cr_expect_eq(csv_column(&table, "missing"), -1);
    cr_expect(slice_is(csv_cell(&table.rows[0], 0), "1001"));
    cr_expect_eq(csv_cell(&table.rows[0], 1).size, 0);
    cr_expect_eq(csv_cell(&table.rows[0], -1).size, 0);
}

static const struct {
    struct slice in;
    const char *want;
} cells[] = {
    {{"plain", 5}, "plain"},
    {{"", 0}, ""},
    {{"a,b", 3}, "\"a,b\""},
    {{"say \"x\"", 7}, "\"say \"\"x\"\"\""},
    {{"a\nb", 3}, "\"a\nb\""},
    {{"a\rb", 3}, "\"a\rb\""},
    {{"=1+1", 4}, "'=1+1"},
    {{"+1", 2}, "'+1"},
    {{"-1", 2}, "'-1"},
    {{"@SUM(A1)", 8}, "'@SUM(A1)"},
    {{"\tx", 2}, "'\tx"},
    {{"\rx", 2}, "\"'\rx\""},
    {{"=\"a\",1", 6}, "\"'=\"\"a\"\",1\""},
    {{"a=1", 3}, "a=1"},
    {{"1-2", 3}, "1-2"},
    {{" x", 2}, " x"},
};
enum { CELLS = sizeof cells / sizeof cells[0] };

ParameterizedTestParameters(csv, a_cell_is_quoted_where_needed_and_never_a_formula)
{
    static size_t row[CELLS];
    for (size_t i = 0; i < CELLS; i++) {
        row[i] = i;
    }
    return cr_make_param_array(size_t, row, CELLS);
}

ParameterizedTest(const size_t *row, csv, a_cell_is_quoted_where_needed_and_never_a_formula)
{
    char memory[64];
    struct text text = text_over(memory, sizeof memory);
    struct csv_out csv = csv_to(&text);
    csv_put(&csv, cells[*row].in);
    cr_expect(slice_is(text_slice(&text), cells[*row].want), "row %zu: %.*s", *row, (int)text.size,
              text.at);
}

Test(csv, numbers_are_written_as_numbers)
{
    char memory[64];
    struct text text = text_over(memory, sizeof memory);
    struct csv_out csv = csv_to(&text);
    csv_puts(&csv, "a");
    csv_int(&csv, -5);
    csv_end_row(&csv);
    csv_int(&csv, 7);
    csv_end_row(&csv);
    cr_expect(slice_is(text_slice(&text), "a,-5\r\n7\r\n"));
}

/* What is written comes back, but for the apostrophe in front of a formula. */
Test(csv, a_table_written_is_the_table_read)
{
    static const char letters[] = "ab,\"\r\n =+-@'\t";
    struct rng rng = rng_seeded(7);
    for (int i = 0; i < 2000; i++) {
        char value[8];
        size_t size = rng_below(&rng, sizeof value);
        for (size_t j = 0; j < size; j++) {
            value[j] = letters[rng_below(&rng, sizeof letters - 1)];
        }
        char memory[64];
        struct text text = text_over(memory, sizeof memory);
        struct csv_out csv = csv_to(&text);
        csv_puts(&csv, "heading");
        csv_end_row(&csv);
        csv_puts(&csv, "first");
        csv_put(&csv, (struct slice){value, size});
        csv_end_row(&csv);
        struct arena arena = arena_of();
        struct csv_table table;
        struct err err = {.code = ERR_NONE};
        cr_assert(csv_read(text_slice(&text), &arena, &table, &err), "%s", err.text);
        struct slice got = csv_cell(&table.rows[0], 1);
        bool formula = size > 0 && strchr("=+-@\t\r\n", value[0]) != NULL;
        cr_assert(!formula || (got.size == size + 1 && got.at[0] == '\''));
        got.at += formula ? 1 : 0;
        got.size -= formula ? 1 : 0;
        cr_assert(slice_equal(got, (struct slice){value, size}), "case %d", i);
    }
}
