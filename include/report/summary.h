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
    FIGURE_NULL,  /* no value: `value` is an enum absent, `text` says why, for people. Without a
                   * unit it stands for a name: JSON only */
    FIGURE_NAME,  /* text that names, places or dates an element; not a number: JSON only */
    FIGURE_EMPTY_LIST,
    FIGURE_EMPTY_OBJECT
};

/* Why a figure has no value, in the terms of DfE's symbols. */
enum absent {
    ABSENT_UNAVAILABLE,    /* x: what it needs was not supplied */
    ABSENT_NOT_APPLICABLE, /* z: there is nothing to measure */
};

/* What rows stand behind a figure. */
enum figure_rows {
    ROWS_NONE,
    ROWS_CELL,    /* the cell (measure, code) */
    ROWS_RATE,    /* the same, over a population that has no rows */
    ROWS_SHARE,   /* numerator (measure, 0), denominator (measure, 1) */
    ROWS_MEASURE, /* cells of `measure` with the upper byte of `code` */
    ROWS_TOP_TEN, /* cells of `measure` of the ten children who have most */
    ROWS_RECORDS  /* lines of the input: `measure` is an enum record_rows */
};
enum record_rows {
    RECORDS_READ,
    RECORDS_ACCEPTED,
    RECORDS_DUPLICATE,
    RECORDS_REJECTED, /* with the reject code in `code` */
    RECORDS_TOMBSTONE,
    RECORDS_ERASED,
    RECORDS_UNKNOWN_FIELDS, /* a line as often as it has unknown fields */
    RECORDS_SOURCE,         /* accepted ones of the source in `category` */
    RECORDS_UNLINKED        /* never in files of records: no value, no lines */
};

struct figure {
    struct slice path;
    struct slice name;     /* path without the category: the CSV's `measure` */
    struct slice category; /* code or band; empty where the figure stands alone */
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
    uint32_t kinds; /* set of 1 << enum record_kind */
    uint64_t records;
    when last_recorded_at; /* WHEN_NONE when it never sent anything */
};

struct library {
    const char *name, *version;
};

struct summary_input {
    const struct question *question;
    const struct aggregate *aggregate;
    const struct accounting *accounting;
    const struct source_count *sources; /* those that sent something; a summary's has all */
    uint32_t source_count;
    const struct config *config;
    int64_t population;   /* overrides the configuration's; 0: none given */
    bool synthetic;       /* some child key is of key id `sim` */
    const char *audience; /* "team" */
    const char *config_sha256, *schema_sha256, *code;
    const struct library *libraries;
    uint32_t library_count;
};

struct summary {
    struct summary_input from; /* what it points to must outlive the summary */
    bool final;
    struct figure *figures;
    uint32_t count;
};

/* ERR_DATA when the accounting identity does not close: such a summary is refused. */
bool summary_make(const struct summary_input *input, struct arena *arena, struct summary *out,
                  struct err *err);
const struct figure *summary_figure(const struct summary *summary, struct slice path);
/* The path as one reads it off summary.json, every step behind a '.': "when.hour.13",
 * "where.from.E05000001.episodes". */
void figure_path_read(struct slice path, struct text *out);
/* The figure of a path in either form, or a mixture. No two figures have the same in that form. */
const struct figure *summary_figure_read(const struct summary *summary, struct slice path);
/* The value of a count; 0 when there is no such figure or it has no value. */
int64_t summary_value(const struct summary *summary, const char *path);

/* The figure's value as CSV and HTML print it: "13", "66.3", "true"; nothing for FIGURE_NULL. */
void figure_print(const struct figure *figure, struct text *out);

/* Renderings, appended to `out`. */
void summary_json(const struct summary *summary, struct text *out);
void summary_csv(const struct summary *summary, struct text *out);
void summary_html(const struct summary *summary, struct text *out);

#endif
