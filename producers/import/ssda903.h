/* ssda903: the return on children looked after, read as episodes of going missing. Pure.
 *
 * In: the tables missing.csv, header.csv and episodes.csv, and last year's missing.csv where there
 * is one. Out: for each row of missing.csv a
 * record, or why not; and every hit of the return's own validation rules. A hit is told and changes
 * nothing. Ids in the records are the return's own: they must be exchanged for pseudonyms before
 * anything is written. Built by ssda903_make() alone; slices point into the tables.
 */
#ifndef IMPORT_SSDA903_H
#define IMPORT_SSDA903_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/reject.h"
#include "codec/csv.h"
#include "domain/record.h"

struct ssda903_tables {
    const struct csv_table *missing, *header, *episodes;
    const struct csv_table *last_year; /* missing.csv of the year before, or NULL */
};

struct ssda903_date {
    bool given;   /* the cell is not blank */
    int32_t date; /* DATE_NONE when blank or no date of the years 1900 to 2099 */
};

struct ssda903_header { /* a row of header.csv */
    struct slice child, sex, ethnic;
    struct ssda903_date dob;
    uint64_t line;
};

struct ssda903_care { /* a row of episodes.csv: one spell in one placement */
    struct slice child, place, rec, urn;
    struct ssda903_date decom, dec;
    uint64_t line;
};

struct ssda903_open { /* a child's last row of last year's missing.csv, that had no end */
    struct slice child;
    struct ssda903_date start;
    uint64_t line;
    bool returned; /* this year's missing.csv has rows of the child */
};

struct ssda903_row { /* a row of missing.csv */
    uint64_t line;
    bool wide; /* it has more cells than the heading, so none is known to be what it seems */
    struct slice child, type;
    struct ssda903_date dob, start, end;
    const struct ssda903_header *header; /* the child's first, or NULL */
    const struct ssda903_care *care;     /* the child's, by DECOM */
    uint32_t care_count;
    uint32_t ordinal;  /* 0, 1, … among rows of the same child, type and start, repeats apart */
    uint64_t repeats;  /* the line of the row before it that says all the same, or 0 */
    uint64_t overlaps; /* the line of the row before it that it overlaps (rule 574), or 0 */
    const struct ssda903_open *open; /* of a child's earliest row: what it must carry on, or NULL */
};

struct ssda903 {
    int32_t year_begin, year_last; /* 1 April and 31 March: the collection year */
    struct ssda903_row *rows;      /* as in the file */
    uint64_t row_count;
    struct ssda903_care *care; /* by child, then DECOM */
    uint64_t care_count;
    struct ssda903_header *headers; /* by child */
    uint64_t header_count;
    bool knows_last_year;
    struct ssda903_open *open; /* by child */
    uint64_t open_count;
};

/* ERR_DATA when a column is missing or there twice, or a row of a table that rows are joined with
 * has more cells than its heading; ERR_LIMIT when the arena is full. collection_year: that in
 * whose April it begins. */
bool ssda903_make(const struct ssda903_tables *tables, int collection_year, struct arena *arena,
                  struct ssda903 *out, struct err *err);

/* What rows have to do with each other: ordinals, repeats, overlaps and last year's open rows. Part
 * of ssda903_make(). */
bool ssda903_relate(struct ssda903 *made, struct arena scratch, struct err *err);

/* The collection year that had last ended at an instant. */
int ssda903_year_before(when instant);

struct ssda903_rule {
    const char *code;
    const char *meaning;
    bool (*hits)(const struct ssda903 *, const struct ssda903_row *);
    const char *basis; /* where the test was agreed */
};

struct ssda903_hit {
    const struct ssda903_rule *rule;
    uint64_t line, with_line; /* with_line: the other row of a pair, or 0 */
    bool last_year;           /* `line` is one of last year's missing.csv */
    bool with_last_year;      /* so is `with_line` */
};

struct ssda903_hits {
    struct ssda903_hit *hits; /* by row, then in the order of the rules; last year's rows last */
    uint64_t count, rows;     /* rows: those of this year hit at least once */
};

/* All rules there are; returns their number. The last, 576, can only hit when last year is known.
 */
size_t ssda903_rules(const struct ssda903_rule **out);
bool ssda903_check(const struct ssda903 *made, struct arena *arena, struct ssda903_hits *out,
                   struct err *err);

/* What the return does not say itself. */
struct ssda903_terms {
    uint32_t authority; /* packed, domain/code.h */
    when recorded_at;
    int32_t revision;
    struct slice source;
};

enum ssda903_made { SSDA903_RECORD, SSDA903_REJECTED, SSDA903_FULL };

struct ssda903_reject {
    enum reject_code code;
    const char *column; /* empty: the whole row */
};

/* One row as a record that passed record_check(); its ids are in `arena`. */
enum ssda903_made ssda903_record(const struct ssda903_row *row, const struct ssda903_terms *terms,
                                 struct arena *arena, struct record *out,
                                 struct ssda903_reject *reject);

#endif
