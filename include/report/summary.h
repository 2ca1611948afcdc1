/* summary: one authority's period as a value: a list of figures, in the order of contract §5.
 *
 * A figure has a path, which is its name everywhere: in summary.json (nested), in summary.csv (a
 * row), in `--rows PATH`. Segments are joined by '.'; "where.from[E05000001].episodes" is the
 * `episodes` of the element whose `code` is E05000001 of the list `where.from`;
 * "when.hour#13" is element 13 of a list of numbers. Invariant: figures of one object or list stand
 * together; paths are unique. Built by summary_make() alone; nothing here knows a child.
 */
#ifndef REPORT_SUMMARY_H
#define REPORT_SUMMARY_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/reject.h"
#include "base/text.h"
#include "codec/config.h"
#include "domain/question.h"

enum figure_type {
    FIGURE_COUNT, /* value */
    FIGURE_TEXT,  /* text: rates and hours, "66.3" */
    FIGURE_FLAG,  /* value 0 or 1 */
    FIGURE_NULL,  /* no value: not known, or no denominator */
    FIGURE_EMPTY_LIST,
    FIGURE_EMPTY_OBJECT
};

/* What rows stand behind a figure: cells of `measure` with one code, or with any. */
enum figure_rows { ROWS_NONE, ROWS_CELL, ROWS_MEASURE, ROWS_TOP_TEN, ROWS_SHARE, ROWS_RECORDS };

struct figure {
    struct slice path;
    uint8_t type;
    uint8_t rows; /* enum figure_rows */
    uint16_t measure;
    uint64_t code;
    int64_t value;
    struct slice text;
    const char *label; /* for people: "Missing episodes" */
    const char *unit;  /* "episodes", "children", "records", "percent", "hours", "per_10000", "" */
};

struct source_count { /* one source system of quality.sources, sorted by name */
    struct slice name;
    uint32_t kinds;
    uint64_t records;
    when last_recorded_at;
};

struct summary_input {
    const struct question *question;
    const struct aggregate *aggregate;
    const struct accounting *accounting;
    const struct source_count *sources;
    uint32_t source_count;
    const struct config *config;
    int64_t population; /* overrides the configuration's; 0: none given */
    bool synthetic;     /* some child key is of key id `sim` */
    const char *config_sha256, *schema_sha256, *code;
};

struct summary {
    const struct question *question;
    const struct config *config;
    bool synthetic, final;
    struct figure *figures;
    uint32_t count;
};

/* ERR_DATA when the accounting identity does not close: such a summary is refused. */
bool summary_make(const struct summary_input *input, struct arena *arena, struct summary *out,
                  struct err *err);
const struct figure *summary_figure(const struct summary *summary, struct slice path);

/* Renderings, appended to `out`. */
void summary_json(const struct summary *summary, struct text *out);
void summary_csv(const struct summary *summary, struct text *out);
void summary_html(const struct summary *summary, struct text *out);

#endif
