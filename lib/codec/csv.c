/* csv: comma-separated tables in and out (see codec/csv.h). */
#include "codec/csv.h"

#include <assert.h>
#include <csv.h>
#include <inttypes.h>
#include <string.h>

#include "base/slice.h"

/* What libcsv's callbacks fill: the row being read, and the rows done. */
struct reading {
    struct arena *arena;
    struct csv_table table;
    struct slice cells[CSV_COLUMNS_MAX];
    uint32_t cell_count;
    uint64_t line, row_line; /* of the bytes being fed; of the row's first byte */
    bool in_row, headed, too_wide, full;
};

static void take_cell(void *bytes, size_t size, void *context)
{
    struct reading *reading = context;
    if (reading->cell_count == CSV_COLUMNS_MAX) {
        reading->too_wide = true;
        return;
    }
    struct slice cell = {.at = bytes, .size = size};
    struct slice kept = arena_copy(reading->arena, cell);
    if (kept.at == NULL) {
        reading->full = true;
    }
    reading->cells[reading->cell_count++] = kept;
}

static void take_row(struct reading *reading)
{
    struct slice *cells = ARENA_NEW(reading->arena, struct slice, reading->cell_count);
    if (cells == NULL) {
        reading->full = true;
        return;
    }
    memcpy(cells, reading->cells, reading->cell_count * sizeof *cells);
    struct csv_row row = {.line = reading->row_line, .count = reading->cell_count, .cells = cells};
    if (reading->headed) {
        reading->table.rows[reading->table.row_count++] = row;
    } else {
        reading->table.heading = row;
        reading->headed = true;
    }
}

/* libcsv tells of every unquoted line end (CSV_REPALL_NL), so blank lines come as rows without
 * cells, and CRLF as a row and a blank line. */
static void end_row(int ending, void *context)
{
    (void)ending;
    struct reading *reading = context;
    if (reading->cell_count > 0) {
        take_row(reading);
    }
    reading->cell_count = 0;
    reading->in_row = false;
}

static int never_space(unsigned char c)
{
    (void)c;
    return 0;
}

static bool stopped(const struct reading *reading, struct err *err)
{
    if (reading->full) {
        return !err_set(err, ERR_LIMIT, "the table does not fit into memory");
    }
    if (reading->too_wide) {
        return !err_set(err, ERR_DATA, "line %" PRIu64 ": more than %d columns", reading->row_line,
                        CSV_COLUMNS_MAX);
    }
    return false;
}

/* Feed one line at a time, so that every row knows the line it starts on. */
static bool feed(struct csv_parser *parser, struct slice bytes, struct reading *reading,
                 struct err *err)
{
    while (bytes.size > 0) {
        const char *newline = memchr(bytes.at, '\n', bytes.size);
        size_t size = newline == NULL ? bytes.size : (size_t)(newline - bytes.at) + 1;
        reading->line++;
        if (!reading->in_row) {
            reading->in_row = true;
            reading->row_line = reading->line;
        }
        if (csv_parse(parser, bytes.at, size, take_cell, end_row, reading) != size) {
            return err_set(err, ERR_DATA, "line %" PRIu64 ": a quote is out of place",
                           reading->line);
        }
        if (stopped(reading, err)) {
            return false;
        }
        bytes.at += size;
        bytes.size -= size;
    }
    if (csv_fini(parser, take_cell, end_row, reading) != 0) {
        return err_set(err, ERR_DATA, "line %" PRIu64 ": a quote is never closed",
                       reading->row_line);
    }
    return !stopped(reading, err);
}

/* At most as many rows as there are line ends, and one more. */
static size_t rows_at_most(struct slice bytes)
{
    size_t count = 1;
    for (size_t i = 0; i < bytes.size; i++) {
        count += bytes.at[i] == '\n' || bytes.at[i] == '\r' ? 1 : 0;
    }
    return count;
}

bool csv_read(struct slice bytes, struct arena *arena, struct csv_table *out, struct err *err)
{
    static const char mark[] = "\xEF\xBB\xBF";
    if (slice_starts(bytes, mark)) {
        bytes.at += 3;
        bytes.size -= 3;
    }
    struct reading reading = {.arena = arena};
    reading.table.rows = ARENA_NEW(arena, struct csv_row, rows_at_most(bytes));
    if (reading.table.rows == NULL) {
        return err_set(err, ERR_LIMIT, "the table does not fit into memory");
    }
    struct csv_parser parser;
    if (csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI | CSV_REPALL_NL) != 0) {
        return err_set(err, ERR_BUG, "the CSV reader does not start");
    }
    csv_set_space_func(&parser, never_space); /* spaces are part of a cell */
    bool fed = feed(&parser, bytes, &reading, err);
    csv_free(&parser);
    if (!fed) {
        return false;
    }
    if (!reading.headed) {
        return err_set(err, ERR_DATA, "the table has no heading row");
    }
    *out = reading.table;
    return true;
}

int csv_column(const struct csv_table *table, const char *heading)
{
    for (uint32_t i = 0; i < table->heading.count; i++) {
        if (slice_is(table->heading.cells[i], heading)) {
            return (int)i;
        }
    }
    return -1;
}

struct slice csv_cell(const struct csv_row *row, int column)
{
    if (column < 0 || (uint32_t)column >= row->count) {
        return (struct slice){.at = "", .size = 0};
    }
    return row->cells[column];
}

struct csv_out csv_to(struct text *text)
{
    assert(text != NULL);
    return (struct csv_out){.text = text};
}

static void separate(struct csv_out *csv)
{
    if (csv->started) {
        text_char(csv->text, ',');
    }
    csv->started = true;
}

static bool needs_quotes(struct slice cell)
{
    for (size_t i = 0; i < cell.size; i++) {
        char c = cell.at[i];
        if (c == ',' || c == '"' || c == '\r' || c == '\n') {
            return true;
        }
    }
    return false;
}

/* A spreadsheet runs a cell that starts so (ASVS 1.2.10). */
static bool looks_like_formula(struct slice cell)
{
    static const char starts[] = {'=', '+', '-', '@', '\t', '\r', '\n', '\0'};
    return cell.size > 0 && memchr(starts, cell.at[0], sizeof starts) != NULL;
}

void csv_put(struct csv_out *csv, struct slice cell)
{
    separate(csv);
    bool quoted = needs_quotes(cell);
    if (quoted) {
        text_char(csv->text, '"');
    }
    if (looks_like_formula(cell)) {
        text_char(csv->text, '\'');
    }
    for (size_t i = 0; i < cell.size; i++) {
        if (cell.at[i] == '"') {
            text_char(csv->text, '"');
        }
        text_char(csv->text, cell.at[i]);
    }
    if (quoted) {
        text_char(csv->text, '"');
    }
}

void csv_puts(struct csv_out *csv, const char *cell)
{
    csv_put(csv, slice_of(cell));
}

void csv_int(struct csv_out *csv, int64_t value)
{
    separate(csv);
    text_int(csv->text, value);
}

void csv_end_row(struct csv_out *csv)
{
    text_puts(csv->text, "\r\n");
    csv->started = false;
}
