/* figures: the table of everything a summary says, and what makes a figure out of cells.
 *
 * One row is one figure, or one family of figures expanded over a vocabulary, a series or a list.
 * The rows stand in the order of contract §5, so every rendering goes by the same list. Private to
 * the report room.
 */
#ifndef REPORT_FIGURES_H
#define REPORT_FIGURES_H

#include "report/summary.h"

struct build {
    const struct summary_input *input;
    struct arena *arena;
    struct figure *figures;
    uint32_t count, room;
    const char *prefix; /* of the block being expanded: "interviews.by.home." */
    uint64_t upper;     /* the block's group or harm, in the upper byte of its cells' codes */
    bool full;          /* the arena ran out: the figures are worthless */
};

struct figure_row {
    const char *path;  /* behind the block's prefix */
    const char *label; /* for people */
    const char *unit;
    void (*make)(struct build *build, const struct figure_row *row);
    const char *band; /* the last segment, where that is a category; else NULL */
    uint16_t measure;
    uint16_t children; /* lists: the measure that counts children, where `measure` is episodes */
    uint64_t code;
    uint8_t list; /* enum vocab_list, or how many numbers a series has */
};

struct figure_block {
    const char *prefix;
    uint64_t upper;
    const struct figure_row *rows;
    uint32_t count;
};

/* All blocks up to `trend`, in order; and what follows: quality and narrative. */
const struct figure_block *figure_blocks(uint32_t *count);
const struct figure_block *figure_quality(void);

/* Where a figure stands: prefix, path, then by `mark`: '\0' nothing; '.' CODE; '[' "[CODE]";
 * '#' "#CODE"; then ".MEMBER" if there is one. */
struct figure_place {
    const char *path;
    char mark;
    struct slice code;
    const char *member;
};
/* A new figure of type FIGURE_COUNT with nothing counted; a discarded one when memory is out. */
struct figure *build_add(struct build *build, struct figure_place place, const char *label,
                         const char *unit);
int64_t build_count(const struct build *build, uint16_t measure, uint64_t code);
/* `bytes` copied into the arena. */
struct slice build_text(struct build *build, struct slice bytes);
void figure_absent(struct figure *figure, enum absent why, const char *text);

/* Numbers rounded half up, from exact integers. `whole` > 0. */
int64_t round_percent(int64_t part, int64_t whole);
int64_t round_rate_tenths(int64_t count, int64_t population);
int64_t round_hour_tenths(int64_t seconds);
/* The rank, from 1, of a percentile by nearest rank; count > 0. */
int64_t nearest_rank(int64_t count, int percentile);

/* What a row's `make` may be. Single figures: */
void make_count(struct build *build, const struct figure_row *row);
void make_level(struct build *build, const struct figure_row *row);
void make_rate(struct build *build, const struct figure_row *row);
void make_top_ten(struct build *build, const struct figure_row *row);
void make_hours(struct build *build, const struct figure_row *row); /* code: percentile */
void make_percent(struct build *build, const struct figure_row *row);
void make_unknown(struct build *build, const struct figure_row *row); /* measure: RECORDS_* */
void make_empty_list(struct build *build, const struct figure_row *row);
/* Families: */
void make_vocabulary(struct build *build, const struct figure_row *row);
void make_ethnicity(struct build *build, const struct figure_row *row);
void make_reasons(struct build *build, const struct figure_row *row); /* code: REASON_* */
void make_hour_series(struct build *build, const struct figure_row *row);
void make_weekday_series(struct build *build, const struct figure_row *row);
/* Lists of {code, episodes, children}, by children, then episodes, descending, then code: */
void make_gss_list(struct build *build, const struct figure_row *row);
void make_urn_list(struct build *build, const struct figure_row *row);
void make_code_list(struct build *build, const struct figure_row *row);
/* Quality: */
void make_records(struct build *build, const struct figure_row *row); /* measure: RECORDS_* */
void make_rejected(struct build *build, const struct figure_row *row);
void make_sources(struct build *build, const struct figure_row *row);

/* Add to the input's sources, in `arena`, those that are configured but never sent anything, with
 * no records; sorted by name. False when the arena is full. */
bool sources_with_expected(struct summary_input *input, struct arena *arena);
/* A source of which something is expected has sent nothing for longer than that before T, or ever.
 * None is where the rule source_silent is off. */
bool source_is_silent(const struct summary_input *input, const struct source_count *source);

#endif
