/* fuzz_csv: a table that is read has sound rows, and written out again it reads the same, but for
 * the apostrophe in front of what a spreadsheet would run.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/text.h"
#include "codec/csv.h"

enum { INPUT_MAX = 1 << 14, ROOM = 1 << 22 };

static void must(bool holds)
{
    if (!holds) {
        abort();
    }
}

/* A row of one empty cell is written as a blank line, which readers skip. */
static bool is_blank(const struct csv_row *row)
{
    return row->count == 1 && row->cells[0].size == 0;
}

static void put_row(struct csv_out *csv, const struct csv_row *row)
{
    for (uint32_t i = 0; i < row->count; i++) {
        csv_put(csv, row->cells[i]);
    }
    csv_end_row(csv);
}

static void same_row(const struct csv_row *row, const struct csv_row *again)
{
    must(row->count == again->count);
    for (uint32_t i = 0; i < row->count; i++) {
        struct slice cell = row->cells[i], back = again->cells[i];
        if (back.size == cell.size + 1) {
            must(back.at[0] == '\'' && memchr("=+-@\t\r\n", cell.at[0], 8) != NULL);
            back = (struct slice){back.at + 1, back.size - 1};
        }
        must(slice_equal(cell, back));
    }
}

static void check_table(const struct csv_table *table)
{
    static char bytes[ROOM], memory[ROOM];
    struct text text = text_over(bytes, sizeof bytes);
    struct csv_out csv = csv_to(&text);
    uint64_t line = table->heading.line, rows = 0;
    bool blank = is_blank(&table->heading);
    put_row(&csv, &table->heading);
    for (uint64_t i = 0; i < table->row_count; i++) {
        must(table->rows[i].line >= line && table->rows[i].count <= CSV_COLUMNS_MAX);
        line = table->rows[i].line;
        if (!is_blank(&table->rows[i])) {
            put_row(&csv, &table->rows[i]);
        }
    }
    must(!text.full);
    if (blank || slice_starts(text_slice(&text), "\xEF\xBB\xBF")) {
        return; /* the first row would not be the first row again */
    }
    struct arena arena = arena_over(memory, sizeof memory);
    struct csv_table again;
    struct err err = {0};
    must(csv_read(text_slice(&text), &arena, &again, &err));
    same_row(&table->heading, &again.heading);
    for (uint64_t i = 0; i < table->row_count; i++) {
        if (!is_blank(&table->rows[i])) {
            same_row(&table->rows[i], &again.rows[rows++]);
        }
    }
    must(rows == again.row_count);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static char memory[ROOM];
    struct arena arena = arena_over(memory, sizeof memory);
    struct csv_table table;
    struct err err = {0};
    if (size > INPUT_MAX) {
        return 0;
    }
    bool read = csv_read((struct slice){(const char *)data, size}, &arena, &table, &err);
    must(read == (err.code == ERR_NONE) && read == (err.text[0] == '\0'));
    if (read) {
        check_table(&table);
    }
    return 0;
}
