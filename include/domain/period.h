/* period: a week, fortnight, month, quarter or year in London civil time (contract §4).
 *
 * Invariant: start_s < end_s, both London midnights, half-open, and start is where a period of that
 * kind begins. Built by period_read() and period_at() alone.
 */
#ifndef DOMAIN_PERIOD_H
#define DOMAIN_PERIOD_H

#include <stdbool.h>
#include <stdint.h>

#include "base/slice.h"

enum period_kind {
    PERIOD_WEEK,
    PERIOD_FORTNIGHT,
    PERIOD_MONTH,
    PERIOD_QUARTER,
    PERIOD_YEAR,
    PERIOD_KIND_COUNT
};

enum { PERIOD_TEXT = 32 };

struct period {
    enum period_kind kind;
    int32_t first, next;    /* dates: the first day in, the first day out */
    int64_t start_s, end_s; /* the midnights that begin them */
};

/* The Monday from which fortnights are counted unless configured: 2016-01-04. */
int32_t period_default_anchor(void);

enum period_result { PERIOD_OK, PERIOD_BAD_FORM, PERIOD_NOT_A_START };
/* "fortnight:2016-02-29". On PERIOD_NOT_A_START *out is the period that the date lies in, so that
 * a message can name it; on PERIOD_BAD_FORM it is untouched. */
enum period_result period_read(struct slice text, int32_t anchor, struct period *out);
/* The period of a kind that a date lies in. */
struct period period_at(enum period_kind kind, int32_t date, int32_t anchor);
void period_write(const struct period *period, char out[PERIOD_TEXT]);
const char *period_kind_name(enum period_kind kind);

#endif
