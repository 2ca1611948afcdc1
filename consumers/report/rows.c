#include "rows.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "codec/csv.h"

enum { UPPER_SHIFT = 56, PATH_COMPARED = 160, CHILDREN_MOST = 10, CHILD_ITSELF = -1 };

static bool counts(const struct figure *figure, uint16_t measure, uint64_t code,
                   enum row_side *side)
{
    *side = SIDE_COUNTED;
    if (measure != figure->measure) {
        return false;
    }
    switch ((enum figure_rows)figure->rows) {
    case ROWS_CELL:
        return code == figure->code;
    case ROWS_RATE:
        *side = SIDE_NUMERATOR;
        return code == figure->code;
    case ROWS_SHARE:
        *side = code == 0 ? SIDE_NUMERATOR : SIDE_DENOMINATOR;
        return true;
    case ROWS_MEASURE:
        return code >> UPPER_SHIFT == figure->code >> UPPER_SHIFT;
    case ROWS_TOP_TEN:
        return true;
    case ROWS_NONE:
    case ROWS_RECORDS:
        break;
    }
    return false;
}

static void note(void *context, uint16_t measure, uint64_t code, struct slice child,
                 const struct fact *fact, struct slice id)
{
    struct rows *rows = context;
    enum row_side side;
    if (!counts(rows->figure, measure, code, &side)) {
        return;
    }
    struct row *row = rows->full ? NULL : ARENA_NEW(rows->arena, struct row, 1);
    if (row == NULL) {
        rows->full = true;
        return;
    }
    rows->list = rows->count == 0 ? row : rows->list;
    rows->count++;
    *row = (struct row){child, id, (uint8_t)side, fact == NULL ? CHILD_ITSELF : (int8_t)fact->kind};
}

static int row_order(const void *left, const void *right)
{
    const struct row *a = left;
    const struct row *b = right;
    if (a->side != b->side) {
        return a->side < b->side ? -1 : 1;
    }
    int child = slice_compare(a->child, b->child);
    if (child != 0) {
        return child;
    }
    if (a->kind != b->kind) {
        return a->kind < b->kind ? -1 : 1;
    }
    return slice_compare(a->id, b->id);
}

/* One child's rows, next to each other in the sorted list. */
struct run {
    struct row *first;
    uint64_t count;
};

static struct run run_at(const struct rows *rows, uint64_t at)
{
    struct run run = {&rows->list[at], 1};
    while (at + run.count < rows->count &&
           slice_equal(rows->list[at + run.count].child, run.first->child)) {
        run.count++;
    }
    return run;
}

/* Keep `run` if it is among the ten largest so far; of equal ones the first key stays. */
static void keep_largest(struct run best[CHILDREN_MOST], struct run run)
{
    int at = CHILDREN_MOST;
    while (at > 0 && run.count > best[at - 1].count) {
        at--;
    }
    if (at == CHILDREN_MOST) {
        return;
    }
    memmove(&best[at + 1], &best[at], (size_t)(CHILDREN_MOST - 1 - at) * sizeof best[0]);
    best[at] = run;
}

static void keep_top_ten(struct rows *rows)
{
    struct run best[CHILDREN_MOST] = {{NULL, 0}};
    for (uint64_t at = 0; at < rows->count;) {
        struct run run = run_at(rows, at);
        keep_largest(best, run);
        at += run.count;
    }
    uint64_t kept = 0;
    for (uint64_t at = 0; at < rows->count;) {
        struct run run = run_at(rows, at);
        at += run.count;
        for (int i = 0; i < CHILDREN_MOST; i++) {
            if (best[i].first == run.first) {
                memmove(&rows->list[kept], run.first, run.count * sizeof *run.first);
                kept += run.count;
                break;
            }
        }
    }
    rows->count = kept;
}

bool rows_collect(const struct histories *histories, const struct question *question,
                  const struct figure *figure, struct arena *arena, struct rows *out)
{
    /* The walk has its own half; rows gather, unbroken, in the other. */
    struct arena scratch = *arena;
    scratch.begin = scratch.at = arena->at + (arena->end - arena->at) / 2;
    struct arena front = *arena;
    front.end = scratch.begin;
    struct rows rows = {.figure = figure, .arena = &front};
    const struct witness witness = {note, &rows};
    struct aggregate aggregate;
    if (!question_answer(histories, question, &scratch, &witness, &aggregate) || rows.full) {
        return false;
    }
    if (rows.count > 0) {
        qsort(rows.list, rows.count, sizeof *rows.list, row_order);
    }
    if (figure->rows == ROWS_TOP_TEN) {
        keep_top_ten(&rows);
    }
    arena->at = front.at;
    rows.arena = arena;
    *out = rows;
    return true;
}

void rows_heading(struct text *out)
{
    text_puts(out, "side,child,kind,id\r\n");
}

void rows_write(const struct row *row, struct text *out)
{
    static const char *const sides[] = {"counted", "numerator", "denominator"};
    struct csv_out csv = csv_to(out);
    csv_puts(&csv, sides[row->side]);
    csv_put(&csv, row->child);
    csv_puts(&csv,
             row->kind == CHILD_ITSELF ? "child" : record_kind_name((enum record_kind)row->kind));
    csv_put(&csv, row->id);
    csv_end_row(&csv);
}

bool rows_may_be_lines(struct slice path)
{
    return slice_starts(path, "quality.");
}

uint32_t rows_of_line(const struct figure *figure, enum fold_outcome outcome,
                      const struct record *record, const struct reject *reject)
{
    assert(figure->rows == ROWS_RECORDS);
    switch ((enum record_rows)figure->measure) {
    case RECORDS_READ:
        return 1;
    case RECORDS_ACCEPTED:
        return outcome == FOLD_ACCEPTED;
    case RECORDS_DUPLICATE:
        return outcome == FOLD_DUPLICATE;
    case RECORDS_REJECTED:
        return outcome == FOLD_REJECTED && reject->code == figure->code;
    case RECORDS_UNKNOWN_FIELDS:
        return outcome == FOLD_ACCEPTED ? record->unknown_fields : 0;
    case RECORDS_SOURCE:
        return outcome == FOLD_ACCEPTED && slice_equal(record->source, figure->category);
    case RECORDS_TOMBSTONE:
    case RECORDS_ERASED:
    case RECORDS_UNLINKED:
        break;
    }
    return 0;
}

/* Levenshtein's distance, one row of the table at a time. */
static uint32_t distance(struct slice a, struct slice b)
{
    uint32_t row[PATH_COMPARED + 1];
    size_t width = b.size < PATH_COMPARED ? b.size : PATH_COMPARED;
    for (size_t j = 0; j <= width; j++) {
        row[j] = (uint32_t)j;
    }
    for (size_t i = 0; i < a.size; i++) {
        uint32_t corner = row[0];
        row[0] = (uint32_t)i + 1;
        for (size_t j = 0; j < width; j++) {
            uint32_t changed = corner + (a.at[i] != b.at[j]);
            corner = row[j + 1];
            uint32_t shorter = (row[j] < corner ? row[j] : corner) + 1;
            row[j + 1] = changed < shorter ? changed : shorter;
        }
    }
    return row[width];
}

/* Whoever typed a part of the path meant that figure: as near as a single slip. */
static uint32_t farness(struct slice typed, struct slice path)
{
    for (size_t at = 0; typed.size >= 3 && at + typed.size <= path.size; at++) {
        if (memcmp(path.at + at, typed.at, typed.size) == 0) {
            return 1;
        }
    }
    return distance(typed, path);
}

uint32_t rows_nearest(const struct summary *summary, struct slice path, const struct figure **out,
                      uint32_t most)
{
    enum { MOST = 8 };
    uint32_t distances[MOST];
    assert(most <= MOST);
    uint32_t count = 0;
    char typed_room[PATH_COMPARED];
    struct text typed = text_over(typed_room, sizeof typed_room);
    figure_path_read(path, &typed);
    for (uint32_t i = 0; i < summary->count; i++) {
        const struct figure *figure = &summary->figures[i];
        if (figure->rows == ROWS_NONE) {
            continue;
        }
        char room[PATH_COMPARED];
        struct text read = text_over(room, sizeof room);
        figure_path_read(figure->path, &read);
        uint32_t far = farness(text_slice(&typed), text_slice(&read));
        uint32_t at = count < most ? count++ : most;
        for (; at > 0 && far < distances[at - 1]; at--) {
            if (at < most) {
                out[at] = out[at - 1];
                distances[at] = distances[at - 1];
            }
        }
        if (at < most) {
            out[at] = figure;
            distances[at] = far;
        }
    }
    return count;
}
