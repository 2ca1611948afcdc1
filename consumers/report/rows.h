/* rows: the children and facts, or the lines of the input, that stand behind one figure.
 *
 * As many rows as the figure says: one for everything counted, both sides of a share. Collected
 * from the same walk that counts (domain/question.h, struct witness), then sorted, so the order of
 * records does not show. Rows name children by key: they are for those who may see them.
 */
#ifndef REPORT_ROWS_H
#define REPORT_ROWS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/text.h"
#include "domain/question.h"
#include "fold.h"
#include "report/summary.h"

enum row_side { SIDE_COUNTED, SIDE_NUMERATOR, SIDE_DENOMINATOR };

struct row {
    struct slice child, id;
    uint8_t side; /* enum row_side */
    int8_t kind;  /* enum record_kind; -1: the child itself */
};

struct rows {
    const struct figure *figure;
    struct row *list; /* at the end of the arena, which must be used for nothing else */
    uint64_t count;
    bool full;
    struct arena *arena;
};

/* Collect what `figure` counts. Slices point into the histories. False when the arena is full. */
bool rows_collect(const struct histories *histories, const struct question *question,
                  const struct figure *figure, struct arena *arena, struct rows *out);
/* "side,child,kind,id" and the rows, by side, child, kind, id. */
void rows_heading(struct text *out);
void rows_write(const struct row *row, struct text *out);

/* Whether a figure of that path can be one of ROWS_RECORDS, known before there is a summary: only
 * those of `quality` are. */
bool rows_may_be_lines(struct slice path);
/* Whether a figure of ROWS_RECORDS counts a line, and how often. */
uint32_t rows_of_line(const struct figure *figure, enum fold_outcome outcome,
                      const struct record *record, const struct reject *reject);

/* The figures whose paths are nearest to `path`, by single-character edits; at most `most`. */
uint32_t rows_nearest(const struct summary *summary, struct slice path, const struct figure **out,
                      uint32_t most);

#endif
