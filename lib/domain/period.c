/* period: which days belong together (contract §4). */
#include "domain/period.h"

#include <assert.h>
#include <string.h>

#include "base/civil.h"
#include "base/instant.h"
#include "base/text.h"

static const char *const kind_names[PERIOD_KIND_COUNT] = {
    [PERIOD_WEEK] = "week",       [PERIOD_FORTNIGHT] = "fortnight", [PERIOD_MONTH] = "month",
    [PERIOD_QUARTER] = "quarter", [PERIOD_YEAR] = "year",
};

/* Periods of months: how many, and which month some of them begin in. Years begin in April. */
static const struct months {
    int count, begins;
} months_of[PERIOD_KIND_COUNT] = {
    [PERIOD_MONTH] = {1, 1},
    [PERIOD_QUARTER] = {3, 1},
    [PERIOD_YEAR] = {12, 4},
};

int32_t period_default_anchor(void)
{
    return date_make(2016, 1, 4);
}

const char *period_kind_name(enum period_kind kind)
{
    assert(kind < PERIOD_KIND_COUNT);
    return kind_names[kind];
}

/* No instant of a record lies outside 1990 to 2099, so a period that reaches over the edge may end
 * there at any instant outside. */
static int64_t midnight(int32_t date)
{
    int32_t last = (int32_t)(INSTANT_LIMIT / SECONDS_DAY);
    return date < 0 || date > last ? (int64_t)date * SECONDS_DAY : civil_midnight(date);
}

static int32_t floor_to(int32_t date, int32_t anchor, int32_t days)
{
    int32_t over = (date - anchor) % days;
    return date - over - (over < 0 ? days : 0);
}

static void month_period(const struct months *months, int32_t date, struct period *period)
{
    int year, month, day;
    date_split(date, &year, &month, &day);
    int number = year * 12 + month - months->begins; /* months since the first start there was */
    int first = number - number % months->count + months->begins - 1;
    int next = first + months->count;
    period->first = date_make(first / 12, first % 12 + 1, 1);
    period->next = date_make(next / 12, next % 12 + 1, 1);
}

struct period period_at(enum period_kind kind, int32_t date, int32_t anchor)
{
    assert(kind < PERIOD_KIND_COUNT);
    assert(date_weekday(anchor) == 0);
    struct period period = {.kind = kind};
    if (months_of[kind].count > 0) {
        month_period(&months_of[kind], date, &period);
    } else {
        int32_t days = kind == PERIOD_WEEK ? 7 : 14;
        period.first = floor_to(date, anchor, days);
        period.next = period.first + days;
    }
    period.start_s = midnight(period.first);
    period.end_s = midnight(period.next);
    return period;
}

enum period_result period_read(struct slice text, int32_t anchor, struct period *out)
{
    struct slice start = text;
    struct slice name = slice_cut(&start, ':');
    int32_t date;
    int kind = 0;
    while (kind < PERIOD_KIND_COUNT && !slice_is(name, kind_names[kind])) {
        kind++;
    }
    if (kind == PERIOD_KIND_COUNT || !date_read(start, &date)) {
        return PERIOD_BAD_FORM;
    }
    *out = period_at((enum period_kind)kind, date, anchor);
    return out->first == date ? PERIOD_OK : PERIOD_NOT_A_START;
}

void period_write(const struct period *period, char out[PERIOD_TEXT])
{
    char date[DATE_TEXT];
    date_write(period->first, date);
    struct text text = text_over(out, PERIOD_TEXT - 1);
    text_puts(&text, period_kind_name(period->kind));
    text_char(&text, ':');
    text_put(&text, (struct slice){date, sizeof date});
    assert(!text.full);
    out[text.size] = '\0';
}
