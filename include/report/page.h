/* page: the summary's page for people: which figures stand under which question, in which table.
 *
 * The page is a table of parts, read front to back. Private to the report room.
 */
#ifndef REPORT_PAGE_H
#define REPORT_PAGE_H

#include <stdbool.h>
#include <stdint.h>

#include "report/summary.h"

enum { PAGE_COLUMNS_MAX = 5 };

enum part_kind {
    PART_NONE,
    PART_QUESTION, /* `text` is a heading; what follows belongs to it */
    PART_TEXT,     /* a paragraph */
    PART_MATRIX,   /* a row for each figure right under columns[0].prefix, a column for each */
    PART_ELEMENTS, /* a row for each element of the list `prefix`: name, episodes, children */
    PART_SERIES,   /* one row of numbers: prefix "when.hour" */
    PART_IDENTITY, /* the accounting identity, as a line */
    PART_SOURCES,
    PART_METHOD /* how this was counted: the terms, and what it was made from */
};

struct part_column {
    const char *heading, *prefix;
};

struct part {
    enum part_kind kind;
    const char *text;  /* heading, paragraph or caption */
    const char *names; /* heading of the first column */
    const char *empty; /* said instead of an empty table */
    bool deep;         /* MATRIX: also what stands further down, as volume.missing.episodes */
    uint32_t most;     /* ELEMENTS: show so many, and say how many more there are; 0: all */
    struct part_column columns[PAGE_COLUMNS_MAX];
};

const struct part *page_parts(uint32_t *count);
/* A table so small that several stand side by side where there is room. */
bool part_is_small(const struct part *part);
/* The style sheet, which stands inside the page. */
const char *page_style(void);

/* Text with & < > " ' made harmless. */
void html_text(struct text *out, struct slice text);
void html_texts(struct text *out, const char *text);
void html_count(struct text *out, int64_t count); /* "1,750" */
void html_date(struct text *out, int32_t date);   /* "29 February 2016" */
void html_instant(struct text *out, int64_t instant_s);
void html_method(const struct summary *summary, struct text *out);
void html_part(const struct summary *summary, const struct part *part, struct text *out);

#endif
