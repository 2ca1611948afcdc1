/* Periods: borders, forms, and that days are divided without gap or overlap. */
#include <criterion/criterion.h>
#include <criterion/parameterized.h>
#include <signal.h>

#include "base/civil.h"
#include "base/instant.h"
#include "base/text.h"
#include "domain/period.h"

static const struct {
    const char *text;
    enum period_result result;
    const char *written; /* of the period, when there is one */
    const char *start, *end;
} rows[] = {
    {"fortnight:2016-02-29", PERIOD_OK, "fortnight:2016-02-29", "2016-02-29T00:00:00Z",
     "2016-03-14T00:00:00Z"},
    {"fortnight:2016-01-04", PERIOD_OK, "fortnight:2016-01-04", "2016-01-04T00:00:00Z",
     "2016-01-18T00:00:00Z"},
    {"fortnight:2016-03-28", PERIOD_OK, "fortnight:2016-03-28", "2016-03-27T23:00:00Z",
     "2016-04-10T23:00:00Z"},
    {"fortnight:2015-12-21", PERIOD_OK, "fortnight:2015-12-21", "2015-12-21T00:00:00Z",
     "2016-01-04T00:00:00Z"},
    {"fortnight:2015-12-28", PERIOD_NOT_A_START, "fortnight:2015-12-21", "2015-12-21T00:00:00Z",
     "2016-01-04T00:00:00Z"},
    {"fortnight:2016-03-07", PERIOD_NOT_A_START, "fortnight:2016-02-29", "2016-02-29T00:00:00Z",
     "2016-03-14T00:00:00Z"},
    {"week:2016-03-21", PERIOD_OK, "week:2016-03-21", "2016-03-21T00:00:00Z",
     "2016-03-27T23:00:00Z"},
    {"week:2016-10-24", PERIOD_OK, "week:2016-10-24", "2016-10-23T23:00:00Z",
     "2016-10-31T00:00:00Z"},
    {"week:2016-03-27", PERIOD_NOT_A_START, "week:2016-03-21", "2016-03-21T00:00:00Z",
     "2016-03-27T23:00:00Z"},
    {"month:2016-02-01", PERIOD_OK, "month:2016-02-01", "2016-02-01T00:00:00Z",
     "2016-03-01T00:00:00Z"},
    {"month:2016-12-01", PERIOD_OK, "month:2016-12-01", "2016-12-01T00:00:00Z",
     "2017-01-01T00:00:00Z"},
    {"month:2016-04-30", PERIOD_NOT_A_START, "month:2016-04-01", "2016-03-31T23:00:00Z",
     "2016-04-30T23:00:00Z"},
    {"quarter:2016-01-01", PERIOD_OK, "quarter:2016-01-01", "2016-01-01T00:00:00Z",
     "2016-03-31T23:00:00Z"},
    {"quarter:2016-10-01", PERIOD_OK, "quarter:2016-10-01", "2016-09-30T23:00:00Z",
     "2017-01-01T00:00:00Z"},
    {"quarter:2016-03-01", PERIOD_NOT_A_START, "quarter:2016-01-01", "2016-01-01T00:00:00Z",
     "2016-03-31T23:00:00Z"},
    {"year:2017-04-01", PERIOD_OK, "year:2017-04-01", "2017-03-31T23:00:00Z",
     "2018-03-31T23:00:00Z"},
    {"year:2017-01-01", PERIOD_NOT_A_START, "year:2016-04-01", "2016-03-31T23:00:00Z",
     "2017-03-31T23:00:00Z"},
    {"year:2017-03-31", PERIOD_NOT_A_START, "year:2016-04-01", "2016-03-31T23:00:00Z",
     "2017-03-31T23:00:00Z"},
    {"week:1990-01-01", PERIOD_OK, "week:1990-01-01", "1990-01-01T00:00:00Z",
     "1990-01-08T00:00:00Z"},
    {"", PERIOD_BAD_FORM, NULL, NULL, NULL},
    {"fortnight", PERIOD_BAD_FORM, NULL, NULL, NULL},
    {"fortnight:", PERIOD_BAD_FORM, NULL, NULL, NULL},
    {":2016-02-29", PERIOD_BAD_FORM, NULL, NULL, NULL},
    {"Week:2016-02-29", PERIOD_BAD_FORM, NULL, NULL, NULL},
    {"day:2016-02-29", PERIOD_BAD_FORM, NULL, NULL, NULL},
    {"week:2016-02-30", PERIOD_BAD_FORM, NULL, NULL, NULL},
    {"week:2016-2-29", PERIOD_BAD_FORM, NULL, NULL, NULL},
    {"week:2016-02-29 ", PERIOD_BAD_FORM, NULL, NULL, NULL},
    {"week: 2016-02-29", PERIOD_BAD_FORM, NULL, NULL, NULL},
    {"week:2016-02-29:", PERIOD_BAD_FORM, NULL, NULL, NULL},
    {"week:1989-12-25", PERIOD_BAD_FORM, NULL, NULL, NULL},
};
enum { ROWS = sizeof rows / sizeof rows[0] };

static int64_t instant(const char *text)
{
    when at = WHEN_NONE;
    cr_assert_eq(instant_read(slice_of(text), &at), INSTANT_OK, "%s", text);
    return at;
}

ParameterizedTestParameters(period, form)
{
    static size_t row[ROWS];
    for (size_t i = 0; i < ROWS; i++) {
        row[i] = i;
    }
    return cr_make_param_array(size_t, row, ROWS);
}

ParameterizedTest(const size_t *row, period, form)
{
    struct period period = {.first = 77};
    enum period_result result =
        period_read(slice_of(rows[*row].text), period_default_anchor(), &period);
    cr_assert_eq(result, rows[*row].result, "%s", rows[*row].text);
    if (result == PERIOD_BAD_FORM) {
        cr_expect_eq(period.first, 77, "touched");
        return;
    }
    char written[PERIOD_TEXT];
    period_write(&period, written);
    cr_expect_str_eq(written, rows[*row].written);
    cr_expect_eq(period.start_s, instant(rows[*row].start), "%s", rows[*row].text);
    cr_expect_eq(period.end_s, instant(rows[*row].end), "%s", rows[*row].text);
}

Test(period, the_form_wants_its_whole_text)
{
    struct period period;
    struct slice text = slice_of("week:2016-02-29");
    cr_expect_eq(period_read(text, period_default_anchor(), &period), PERIOD_OK);
    for (size_t size = 0; size < text.size; size++) {
        cr_expect_eq(period_read((struct slice){text.at, size}, period_default_anchor(), &period),
                     PERIOD_BAD_FORM);
    }
}

Test(period, another_anchor_moves_fortnights_and_nothing_else)
{
    int32_t anchor = period_default_anchor(), other = anchor + 7, date = date_make(2016, 3, 1);
    cr_expect_eq(period_at(PERIOD_FORTNIGHT, date, other).first, date_make(2016, 2, 22));
    cr_expect_eq(period_at(PERIOD_FORTNIGHT, date, anchor).first, date_make(2016, 2, 29));
    cr_expect_eq(period_at(PERIOD_FORTNIGHT, date, anchor + 14 * 500).first,
                 date_make(2016, 2, 29));
    for (int kind = 0; kind < PERIOD_KIND_COUNT; kind++) {
        if (kind != PERIOD_FORTNIGHT) {
            cr_expect_eq(period_at((enum period_kind)kind, date, anchor).first,
                         period_at((enum period_kind)kind, date, other).first);
        }
    }
}

Test(period, every_day_lies_in_one_period_and_periods_follow_each_other)
{
    int32_t last = date_make(2099, 12, 31), anchor = period_default_anchor();
    for (int number = 0; number < PERIOD_KIND_COUNT; number++) {
        enum period_kind kind = (enum period_kind)number;
        struct period now = period_at(kind, 0, anchor);
        for (int32_t date = 0; date <= last; date++) {
            if (date == now.next) {
                struct period next = period_at(kind, date, anchor);
                cr_assert_eq(next.first, now.next);
                cr_assert_eq(next.start_s, now.end_s);
                now = next;
            }
            struct period of_date = period_at(kind, date, anchor);
            cr_assert_eq(of_date.first, now.first);
            cr_assert_eq(of_date.next, now.next);
            cr_assert(now.first <= date && date < now.next);
            int64_t midnight = civil_midnight(date);
            cr_assert(now.start_s <= midnight && midnight < now.end_s);
        }
    }
}

Test(period, what_is_written_is_read_back)
{
    for (int number = 0; number < PERIOD_KIND_COUNT; number++) {
        for (int32_t date = 366; date < date_make(2099, 1, 1); date += 11) {
            struct period period =
                period_at((enum period_kind)number, date, period_default_anchor());
            struct period back;
            char written[PERIOD_TEXT];
            period_write(&period, written);
            cr_assert_eq(period_read(slice_of(written), period_default_anchor(), &back), PERIOD_OK,
                         "%s", written);
            cr_assert_eq(back.kind, period.kind);
            cr_assert_eq(back.start_s, period.start_s);
            cr_assert_eq(back.end_s, period.end_s);
        }
    }
}

Test(period, an_anchor_is_a_monday, .signal = SIGABRT)
{
    (void)period_at(PERIOD_FORTNIGHT, 0, period_default_anchor() + 1);
}
