/* csv: comma-separated tables, read by libcsv and written for spreadsheets.
 *
 * Reading: RFC 4180 with a heading row; a UTF-8 BOM is skipped, CRLF or LF, quoted fields may hold
 * both. Writing: a field is quoted where needed, and text that a spreadsheet would run as a formula
 * (= + - @ tab CR LF NUL in front) gets an apostrophe in front (ASVS 1.2.10). Numbers are written
 * as such.
 */
#ifndef CODEC_CSV_H
#define CODEC_CSV_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/text.h"

enum { CSV_COLUMNS_MAX = 64 };

struct csv_row {
    uint64_t line; /* the line of the file the row starts on, the heading being 1 */
    uint32_t count;
    const struct slice *cells;
};

struct csv_table {
    struct csv_row heading;
    struct csv_row *rows;
    uint64_t row_count;
};

/* Everything in `arena`. Fails (ERR_DATA) on a quote never closed or out of place, more than
 * CSV_COLUMNS_MAX columns or no heading; blank lines are skipped. A row may have fewer or more
 * cells than the heading. */
bool csv_read(struct slice bytes, struct arena *arena, struct csv_table *out, struct err *err);
/* The number of a column by its heading, or -1. */
int csv_column(const struct csv_table *table, const char *heading);
/* The cell, or an empty slice beyond the row's end. */
struct slice csv_cell(const struct csv_row *row, int column);

struct csv_out {
    struct text *text;
    bool started;
};
struct csv_out csv_to(struct text *text);
void csv_put(struct csv_out *csv, struct slice cell);
void csv_puts(struct csv_out *csv, const char *cell);
void csv_int(struct csv_out *csv, int64_t value);
void csv_end_row(struct csv_out *csv); /* CRLF */

#endif
