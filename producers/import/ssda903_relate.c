/* ssda903_relate: what the rows of a return have to do with each other (see ssda903.h). */
#include <stdlib.h>

#include "base/civil.h"
#include "ssda903.h"

static int by_line(uint64_t a, uint64_t b)
{
    return (a > b) - (a < b);
}

static int by_date(int32_t a, int32_t b)
{
    return (a > b) - (a < b);
}

/* Child, type, start: what makes two rows tell of one fact. */
static int same_fact_order(const struct ssda903_row *a, const struct ssda903_row *b)
{
    int order = slice_compare(a->child, b->child);
    order = order != 0 ? order : slice_compare(a->type, b->type);
    return order != 0 ? order : by_date(a->start.date, b->start.date);
}

static int fact_order(const void *a, const void *b)
{
    const struct ssda903_row *left = *(struct ssda903_row *const *)a;
    const struct ssda903_row *right = *(struct ssda903_row *const *)b;
    int order = same_fact_order(left, right);
    return order != 0 ? order : by_line(left->line, right->line);
}

/* All that a row says, the rest of a fact behind what makes it. */
static int content_order(const struct ssda903_row *a, const struct ssda903_row *b)
{
    int order = same_fact_order(a, b);
    order = order != 0 ? order : by_date(a->end.date, b->end.date);
    return order != 0 ? order : by_date(a->dob.date, b->dob.date);
}

static int repeat_order(const void *a, const void *b)
{
    const struct ssda903_row *left = *(struct ssda903_row *const *)a;
    const struct ssda903_row *right = *(struct ssda903_row *const *)b;
    int order = content_order(left, right);
    return order != 0 ? order : by_line(left->line, right->line);
}

/* Whether a row says what it means: of one that does not, nothing can be a repeat. */
static bool is_legible(const struct ssda903_row *row)
{
    return !row->wide && row->start.date != DATE_NONE &&
           row->end.given == (row->end.date != DATE_NONE) &&
           row->dob.given == (row->dob.date != DATE_NONE);
}

/* The order is by what rows say, so those that say the same are neighbours, the first in front. */
static void find_repeats(struct ssda903_row **rows, uint64_t count)
{
    qsort(rows, count, sizeof(struct ssda903_row *), repeat_order);
    const struct ssda903_row *first = NULL;
    for (uint64_t i = 0; i < count; i++) {
        if (!is_legible(rows[i])) {
            continue;
        }
        if (first != NULL && content_order(first, rows[i]) == 0) {
            rows[i]->repeats = first->line;
        } else {
            first = rows[i];
        }
    }
}

/* A repeat, or a row that cannot be read, takes no number: with it out of the file, or mended, the
 * others must be the same facts. */
static void count_same(struct ssda903_row **rows, uint64_t count)
{
    qsort(rows, count, sizeof(struct ssda903_row *), fact_order);
    const struct ssda903_row *before = NULL;
    for (uint64_t i = 0; i < count; i++) {
        if (!is_legible(rows[i]) || rows[i]->repeats != 0) {
            continue;
        }
        if (before != NULL && same_fact_order(before, rows[i]) == 0) {
            rows[i]->ordinal = before->ordinal + 1;
        }
        before = rows[i];
    }
}

static int32_t date_or_last(struct ssda903_date date)
{
    return date.date != DATE_NONE ? date.date : INT32_MAX;
}

/* Rule 574 as coded: by child, end or else start, start; what has no date comes last. */
static int32_t end_or_start(const struct ssda903_row *row)
{
    int32_t end = date_or_last(row->end);
    return end != INT32_MAX ? end : date_or_last(row->start);
}

static int period_order(const void *a, const void *b)
{
    const struct ssda903_row *left = *(struct ssda903_row *const *)a;
    const struct ssda903_row *right = *(struct ssda903_row *const *)b;
    int order = slice_compare(left->child, right->child);
    order = order != 0 ? order : by_date(end_or_start(left), end_or_start(right));
    order = order != 0 ? order : by_date(date_or_last(left->start), date_or_last(right->start));
    return order != 0 ? order : by_line(left->line, right->line);
}

static void find_overlaps(struct ssda903_row **rows, uint64_t count)
{
    qsort(rows, count, sizeof(struct ssda903_row *), period_order);
    for (uint64_t i = 1; i < count; i++) {
        const struct ssda903_row *before = rows[i - 1];
        struct ssda903_row *row = rows[i];
        bool open = before->end.date == DATE_NONE;
        bool within = row->start.date != DATE_NONE && row->start.date < before->end.date;
        if (row->child.size > 0 && slice_equal(before->child, row->child) && (open || within)) {
            row->overlaps = before->line;
        }
    }
}

static int start_order(const void *a, const void *b)
{
    const struct ssda903_row *left = *(struct ssda903_row *const *)a;
    const struct ssda903_row *right = *(struct ssda903_row *const *)b;
    int order = slice_compare(left->child, right->child);
    order = order != 0 ? order : by_date(date_or_last(left->start), date_or_last(right->start));
    return order != 0 ? order : by_line(left->line, right->line);
}

static int open_order(const void *child, const void *open)
{
    return slice_compare(*(const struct slice *)child, ((const struct ssda903_open *)open)->child);
}

/* The earliest row of each child meets what was open at the end of last year (rule 576). */
static void meet_last_year(struct ssda903 *made, struct ssda903_row **rows)
{
    qsort(rows, made->row_count, sizeof(struct ssda903_row *), start_order);
    for (uint64_t i = 0; made->open_count > 0 && i < made->row_count; i++) {
        if (i > 0 && slice_equal(rows[i - 1]->child, rows[i]->child)) {
            continue;
        }
        struct ssda903_open *open =
            bsearch(&rows[i]->child, made->open, made->open_count, sizeof *made->open, open_order);
        if (open != NULL) {
            open->returned = true;
            rows[i]->open = open;
        }
    }
}

bool ssda903_relate(struct ssda903 *made, struct arena scratch, struct err *err)
{
    struct ssda903_row **sorted = ARENA_NEW(&scratch, struct ssda903_row *, made->row_count);
    if (sorted == NULL) {
        return err_set(err, ERR_LIMIT, "the return does not fit into memory");
    }
    for (uint64_t i = 0; i < made->row_count; i++) {
        sorted[i] = &made->rows[i];
    }
    find_repeats(sorted, made->row_count);
    count_same(sorted, made->row_count);
    find_overlaps(sorted, made->row_count);
    meet_last_year(made, sorted);
    return true;
}
