/* ssda903: tables to rows that know their child's other rows (see ssda903.h). */
#include "ssda903.h"

#include <assert.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/civil.h"

static struct slice trimmed(struct slice cell)
{
    while (cell.size > 0 && memchr(" \t\r\n", cell.at[0], 4) != NULL) {
        cell.at++;
        cell.size--;
    }
    while (cell.size > 0 && memchr(" \t\r\n", cell.at[cell.size - 1], 4) != NULL) {
        cell.size--;
    }
    return cell;
}

/* `least` to `most` digits, the whole of the slice; -1 otherwise. */
static int number_of(struct slice digits, size_t least, size_t most)
{
    int number = 0;
    if (digits.size < least || digits.size > most) {
        return -1;
    }
    for (size_t i = 0; i < digits.size; i++) {
        if (digits.at[i] < '0' || digits.at[i] > '9') {
            return -1;
        }
        number = number * 10 + (digits.at[i] - '0');
    }
    return number;
}

/* `dd/mm/yyyy`, where spreadsheets may have lost a leading zero. */
static struct ssda903_date date_of(struct slice cell)
{
    struct slice rest = cell;
    int day = number_of(slice_cut(&rest, '/'), 1, 2);
    int month = number_of(slice_cut(&rest, '/'), 1, 2);
    int year = number_of(rest, 4, 4);
    bool real = year >= 1900 && year <= 2099 && date_valid(year, month, day);
    return (struct ssda903_date){.given = cell.size > 0,
                                 .date = real ? date_make(year, month, day) : DATE_NONE};
}

static struct slice cell_of(const struct csv_row *row, int column)
{
    return trimmed(csv_cell(row, column));
}

static bool columns_of(const struct csv_table *table, const char *const *names, int count,
                       int *columns, struct err *err)
{
    for (int i = 0; i < count; i++) {
        columns[i] = csv_column(table, names[i]);
        if (columns[i] < 0) {
            return err_set(err, ERR_DATA, "there is no column %s", names[i]);
        }
        for (uint32_t j = (uint32_t)columns[i] + 1; j < table->heading.count; j++) {
            if (slice_is(table->heading.cells[j], names[i])) {
                return err_set(err, ERR_DATA, "there are two columns %s", names[i]);
            }
        }
    }
    return true;
}

static bool is_wide(const struct csv_table *table, const struct csv_row *row)
{
    return row->count > table->heading.count;
}

/* Rows are joined with this table: a cell too many has shifted what they say. */
static bool none_wide(const struct csv_table *table, struct err *err)
{
    for (uint64_t i = 0; i < table->row_count; i++) {
        if (is_wide(table, &table->rows[i])) {
            return err_set(err, ERR_DATA, "row %" PRIu64 " has more cells than the heading",
                           table->rows[i].line);
        }
    }
    return true;
}

static bool no_memory(struct err *err)
{
    return err_set(err, ERR_LIMIT, "the return does not fit into memory");
}

static int by_line(uint64_t a, uint64_t b)
{
    return (a > b) - (a < b);
}

static int by_date(int32_t a, int32_t b)
{
    return (a > b) - (a < b);
}

static int header_order(const void *a, const void *b)
{
    const struct ssda903_header *left = a, *right = b;
    int order = slice_compare(left->child, right->child);
    return order != 0 ? order : by_line(left->line, right->line);
}

static bool take_headers(const struct csv_table *table, struct arena *arena, struct ssda903 *out,
                         struct err *err)
{
    enum { CHILD, SEX, DOB, ETHNIC, COUNT };
    static const char *const names[COUNT] = {"CHILD", "SEX", "DOB", "ETHNIC"};
    int columns[COUNT];
    if (!columns_of(table, names, COUNT, columns, err) || !none_wide(table, err)) {
        return err_wrap(err, "header");
    }
    out->headers = ARENA_NEW(arena, struct ssda903_header, table->row_count);
    out->header_count = table->row_count;
    if (out->headers == NULL) {
        return no_memory(err);
    }
    for (uint64_t i = 0; i < table->row_count; i++) {
        const struct csv_row *row = &table->rows[i];
        out->headers[i] = (struct ssda903_header){.child = cell_of(row, columns[CHILD]),
                                                  .sex = cell_of(row, columns[SEX]),
                                                  .ethnic = cell_of(row, columns[ETHNIC]),
                                                  .dob = date_of(cell_of(row, columns[DOB])),
                                                  .line = row->line};
    }
    qsort(out->headers, out->header_count, sizeof *out->headers, header_order);
    return true;
}

static int care_order(const void *a, const void *b)
{
    const struct ssda903_care *left = a, *right = b;
    int order = slice_compare(left->child, right->child);
    order = order != 0 ? order : by_date(left->decom.date, right->decom.date);
    return order != 0 ? order : by_line(left->line, right->line);
}

static bool take_care(const struct csv_table *table, struct arena *arena, struct ssda903 *out,
                      struct err *err)
{
    enum { CHILD, DECOM, PLACE, DEC, REC, URN, COUNT };
    static const char *const names[COUNT] = {"CHILD", "DECOM", "PLACE", "DEC", "REC", "URN"};
    int columns[COUNT];
    if (!columns_of(table, names, COUNT, columns, err) || !none_wide(table, err)) {
        return err_wrap(err, "episodes");
    }
    out->care = ARENA_NEW(arena, struct ssda903_care, table->row_count);
    out->care_count = table->row_count;
    if (out->care == NULL) {
        return no_memory(err);
    }
    for (uint64_t i = 0; i < table->row_count; i++) {
        const struct csv_row *row = &table->rows[i];
        out->care[i] = (struct ssda903_care){.child = cell_of(row, columns[CHILD]),
                                             .place = cell_of(row, columns[PLACE]),
                                             .rec = cell_of(row, columns[REC]),
                                             .urn = cell_of(row, columns[URN]),
                                             .decom = date_of(cell_of(row, columns[DECOM])),
                                             .dec = date_of(cell_of(row, columns[DEC])),
                                             .line = row->line};
    }
    qsort(out->care, out->care_count, sizeof *out->care, care_order);
    return true;
}

/* The first of `count` sorted things of `size` bytes whose child is not below `child`; the child
 * is each thing's first member. */
static uint64_t first_of(const void *things, uint64_t count, size_t size, struct slice child)
{
    uint64_t low = 0, high = count;
    while (low < high) {
        uint64_t middle = low + (high - low) / 2;
        const struct slice *at = (const void *)((const char *)things + middle * size);
        if (slice_compare(*at, child) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

static void find_others(const struct ssda903 *made, struct ssda903_row *row)
{
    uint64_t first = first_of(made->headers, made->header_count, sizeof *made->headers, row->child);
    if (first < made->header_count && slice_equal(made->headers[first].child, row->child)) {
        row->header = &made->headers[first];
    }
    first = first_of(made->care, made->care_count, sizeof *made->care, row->child);
    row->care = made->care + first;
    while (first + row->care_count < made->care_count &&
           slice_equal(row->care[row->care_count].child, row->child)) {
        row->care_count++;
    }
}

static bool take_missing(const struct csv_table *table, struct arena *arena, struct ssda903 *out,
                         struct err *err)
{
    enum { CHILD, DOB, TYPE, START, END, COUNT };
    static const char *const names[COUNT] = {"CHILD", "DOB", "MISSING", "MIS_START", "MIS_END"};
    int columns[COUNT];
    if (!columns_of(table, names, COUNT, columns, err)) {
        return err_wrap(err, "missing");
    }
    out->rows = ARENA_NEW(arena, struct ssda903_row, table->row_count);
    out->row_count = table->row_count;
    if (out->rows == NULL) {
        return no_memory(err);
    }
    for (uint64_t i = 0; i < table->row_count; i++) {
        const struct csv_row *row = &table->rows[i];
        out->rows[i] = (struct ssda903_row){.line = row->line,
                                            .wide = is_wide(table, row),
                                            .child = cell_of(row, columns[CHILD]),
                                            .dob = date_of(cell_of(row, columns[DOB])),
                                            .type = cell_of(row, columns[TYPE]),
                                            .start = date_of(cell_of(row, columns[START])),
                                            .end = date_of(cell_of(row, columns[END]))};
        find_others(out, &out->rows[i]);
    }
    return true;
}

/* A row of last year's table as the last of its child, to be weighed against others. */
struct last_row {
    struct ssda903_open row;
    bool ended;
};

static int last_order(const void *a, const void *b)
{
    const struct last_row *left = a, *right = b;
    int order = slice_compare(left->row.child, right->row.child);
    order = order != 0 ? order : by_date(left->row.start.date, right->row.start.date);
    return order != 0 ? order : by_line(left->row.line, right->row.line);
}

/* Of each child the row that starts last, where it has no end; rows without a start or a child say
 * nothing. */
static void keep_open(const struct last_row *rows, uint64_t count, struct ssda903 *out)
{
    for (uint64_t i = 0; i < count; i++) {
        const struct ssda903_open *row = &rows[i].row;
        bool last = i + 1 == count || !slice_equal(row->child, rows[i + 1].row.child);
        if (last && !rows[i].ended && row->start.date != DATE_NONE && row->child.size > 0) {
            out->open[out->open_count++] = *row;
        }
    }
}

static bool take_last_year(const struct csv_table *table, struct arena *arena, struct ssda903 *out,
                           struct err *err)
{
    enum { CHILD, START, END, COUNT };
    static const char *const names[COUNT] = {"CHILD", "MIS_START", "MIS_END"};
    int columns[COUNT];
    if (table == NULL) {
        return true;
    }
    if (!columns_of(table, names, COUNT, columns, err) || !none_wide(table, err)) {
        return err_wrap(err, "missing of last year");
    }
    out->open = ARENA_NEW(arena, struct ssda903_open, table->row_count);
    struct arena scratch = *arena;
    struct last_row *rows = ARENA_NEW(&scratch, struct last_row, table->row_count);
    if (out->open == NULL || rows == NULL) {
        return no_memory(err);
    }
    for (uint64_t i = 0; i < table->row_count; i++) {
        const struct csv_row *row = &table->rows[i];
        rows[i] = (struct last_row){.row = {.child = cell_of(row, columns[CHILD]),
                                            .start = date_of(cell_of(row, columns[START])),
                                            .line = row->line},
                                    .ended = cell_of(row, columns[END]).size > 0};
    }
    qsort(rows, table->row_count, sizeof *rows, last_order);
    keep_open(rows, table->row_count, out);
    out->knows_last_year = true;
    return true;
}

bool ssda903_make(const struct ssda903_tables *tables, int collection_year, struct arena *arena,
                  struct ssda903 *out, struct err *err)
{
    assert(collection_year >= 1988);
    assert(collection_year < 2099);
    struct ssda903 made = {.year_begin = date_make(collection_year, 4, 1),
                           .year_last = date_make(collection_year + 1, 3, 31)};
    if (!take_headers(tables->header, arena, &made, err) ||
        !take_care(tables->episodes, arena, &made, err) ||
        !take_missing(tables->missing, arena, &made, err) ||
        !take_last_year(tables->last_year, arena, &made, err) ||
        !ssda903_relate(&made, *arena, err)) {
        return false;
    }
    *out = made;
    return true;
}

int ssda903_year_before(when instant)
{
    struct civil now = civil_at(instant);
    return now.month >= 4 ? now.year - 1 : now.year - 2;
}
