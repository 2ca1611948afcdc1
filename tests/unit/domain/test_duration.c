/* How long, and whether overnight: small stories at the borders of measures.md, "duration". */
#include <criterion/criterion.h>

#include "domain/measure.h"
#include "support/story.h"

#define MARCH "E06000047 month:2016-03-01 2016-06-01T00:00:00Z"
#define OCTOBER "E06000047 month:2016-10-01 2016-12-01T00:00:00Z"
#define SIZE(rows) (sizeof(rows) / sizeof(rows)[0])

static struct story story;

static void check(const struct story_case *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        story_begin(&story, HOMEWARD_SOURCE_DIR);
        cr_expect(story_holds(&story, &rows[i]), "%s", story.said);
        story_end(&story);
    }
}

Test(duration, bands_of_duration_take_their_lower_border_in)
{
    static const struct story_case rows[] = {
        {"zero",
         "E e1 missing_since=2016-03-05T10:00:00Z found_at=2016-03-05T10:00:00Z",
         MARCH,
         {{DURATION_BAND, 1, BAND_UNDER_6H}, {QUALITY_ZERO_DURATION, 1, 0}}},
        {"a second under 6 h",
         "E e1 missing_since=2016-03-05T10:00:00Z found_at=2016-03-05T15:59:59Z",
         MARCH,
         {{DURATION_BAND, 1, BAND_UNDER_6H}}},
        {"6 h",
         "E e1 missing_since=2016-03-05T10:00:00Z found_at=2016-03-05T16:00:00Z",
         MARCH,
         {{DURATION_BAND, 1, BAND_6_24H}}},
        {"a second under 24 h",
         "E e1 missing_since=2016-03-05T10:00:00Z found_at=2016-03-06T09:59:59Z",
         MARCH,
         {{DURATION_BAND, 1, BAND_6_24H}}},
        {"24 h",
         "E e1 missing_since=2016-03-05T10:00:00Z found_at=2016-03-06T10:00:00Z",
         MARCH,
         {{DURATION_BAND, 1, BAND_24_48H}}},
        {"24 h by the clock on the wall is 23 h in spring",
         "E e1 missing_since=2016-03-26T12:00:00Z found_at=2016-03-27T12:00:00+01:00",
         MARCH,
         {{DURATION_BAND, 1, BAND_6_24H}}},
        {"and 25 h in autumn",
         "E e1 missing_since=2016-10-29T12:00:00+01:00 found_at=2016-10-30T12:00:00Z",
         OCTOBER,
         {{DURATION_BAND, 1, BAND_24_48H}}},
        {"the hour that comes twice is two hours",
         "E e1 missing_since=2016-10-30T01:30:00+01:00 found_at=2016-10-30T01:30:00Z",
         OCTOBER,
         {{DURATION_BAND, 1, BAND_UNDER_6H},
          {QUALITY_ZERO_DURATION, 0, 0},
          {START_HOUR, 1, 1},
          {OVERNIGHT, 1, 0}}},
        {"48 h",
         "E e1 missing_since=2016-03-05T10:00:00Z found_at=2016-03-07T10:00:00Z",
         MARCH,
         {{DURATION_BAND, 1, BAND_2_7D}}},
        {"a second under 7 d",
         "E e1 missing_since=2016-03-05T10:00:00Z found_at=2016-03-12T09:59:59Z",
         MARCH,
         {{DURATION_BAND, 1, BAND_2_7D}}},
        {"7 d",
         "E e1 missing_since=2016-03-05T10:00:00Z found_at=2016-03-12T10:00:00Z",
         MARCH,
         {{DURATION_BAND, 1, BAND_7_30D}}},
        {"a second under 30 d",
         "E e1 missing_since=2016-03-05T10:00:00Z found_at=2016-04-04T09:59:59Z",
         MARCH,
         {{DURATION_BAND, 1, BAND_7_30D}}},
        {"30 d",
         "E e1 missing_since=2016-03-05T10:00:00Z found_at=2016-04-04T10:00:00Z",
         MARCH,
         {{DURATION_BAND, 1, BAND_OVER_30D}}},
        {"found ends it, not the return",
         "E e1 missing_since=2016-03-05T10:00:00Z found_at=2016-03-05T11:00:00Z "
         "returned_at=2016-03-09T10:00:00Z",
         MARCH,
         {{DURATION_BAND, 1, BAND_UNDER_6H}, {DURATION_BAND, 0, BAND_2_7D}}},
    };
    check(rows, SIZE(rows));
}

#define DAY_EPISODE(start, end)                                                                    \
    "E e1 precision=day missing_since=" start " found_at=" end " returned_at=" end

Test(duration, day_precision_has_bands_of_london_dates_and_neither_hours_nor_nights)
{
    static const struct story_case rows[] = {
        {"the same day is not zero hours",
         DAY_EPISODE("2016-03-05T00:00:00Z", "2016-03-05T00:00:00Z"),
         MARCH,
         {{DURATION_DAYS, 1, DAYS_0},
          {DURATION_BAND, 0, BAND_UNDER_6H},
          {OVERNIGHT, 0, 0},
          {START_HOUR, 0, 0},
          {START_WEEKDAY, 0, 5}}},
        {"a day of 23 hours is a day",
         DAY_EPISODE("2016-03-27T00:00:00Z", "2016-03-27T23:00:00Z"),
         MARCH,
         {{DURATION_DAYS, 1, DAYS_1}}},
        {"two days",
         DAY_EPISODE("2016-03-26T00:00:00Z", "2016-03-27T23:00:00Z"),
         MARCH,
         {{DURATION_DAYS, 1, DAYS_2}}},
        {"three days",
         DAY_EPISODE("2016-03-01T00:00:00Z", "2016-03-04T00:00:00Z"),
         MARCH,
         {{DURATION_DAYS, 1, DAYS_3_7}}},
        {"seven days",
         DAY_EPISODE("2016-03-01T00:00:00Z", "2016-03-08T00:00:00Z"),
         MARCH,
         {{DURATION_DAYS, 1, DAYS_3_7}}},
        {"eight days",
         DAY_EPISODE("2016-03-01T00:00:00Z", "2016-03-09T00:00:00Z"),
         MARCH,
         {{DURATION_DAYS, 1, DAYS_8_30}}},
        {"thirty days",
         DAY_EPISODE("2016-03-01T00:00:00Z", "2016-03-30T23:00:00Z"),
         MARCH,
         {{DURATION_DAYS, 1, DAYS_8_30}}},
        {"thirty-one days",
         DAY_EPISODE("2016-03-01T00:00:00Z", "2016-03-31T23:00:00Z"),
         MARCH,
         {{DURATION_DAYS, 1, DAYS_OVER_30}}},
        {"open",
         "E e1 precision=day missing_since=2016-03-01T00:00:00Z",
         MARCH,
         {{DURATION_BAND, 1, BAND_OPEN}, {OVERNIGHT, 0, 0}}},
    };
    check(rows, SIZE(rows));
}

Test(duration, overnight_is_some_second_between_midnight_and_five_in_london)
{
    static const struct story_case rows[] = {
        {"from five to midnight",
         "E e1 missing_since=2016-03-05T05:00:00Z found_at=2016-03-06T00:00:00Z",
         MARCH,
         {{OVERNIGHT, 0, 0}}},
        {"a second past midnight",
         "E e1 missing_since=2016-03-05T05:00:00Z found_at=2016-03-06T00:00:01Z",
         MARCH,
         {{OVERNIGHT, 1, 0}}},
        {"from the second before five",
         "E e1 missing_since=2016-03-05T04:59:59Z found_at=2016-03-05T05:00:00Z",
         MARCH,
         {{OVERNIGHT, 1, 0}}},
        {"zero duration at midnight",
         "E e1 missing_since=2016-03-05T00:00:00Z found_at=2016-03-05T00:00:00Z",
         MARCH,
         {{OVERNIGHT, 1, 0}}},
        {"in summer midnight is 23:00Z",
         "E e1 missing_since=2016-10-05T04:00:00Z found_at=2016-10-05T23:00:00Z",
         OCTOBER,
         {{OVERNIGHT, 0, 0}}},
        {"and five is 04:00Z",
         "E e1 missing_since=2016-10-05T03:59:59Z found_at=2016-10-05T04:00:00Z",
         OCTOBER,
         {{OVERNIGHT, 1, 0}}},
        {"open, and T before midnight",
         "E e1 missing_since=2016-03-05T10:00:00Z",
         "E06000047 month:2016-03-01 2016-03-05T23:00:00Z",
         {{OVERNIGHT, 0, 0}}},
        {"open, and T at midnight: no second of the night yet",
         "E e1 missing_since=2016-03-05T10:00:00Z",
         "E06000047 month:2016-03-01 2016-03-06T00:00:00Z",
         {{OVERNIGHT, 0, 0}}},
        {"open, and T a second later",
         "E e1 missing_since=2016-03-05T10:00:00Z",
         "E06000047 month:2016-03-01 2016-03-06T00:00:01Z",
         {{OVERNIGHT, 1, 0}}},
        {"open, begun after T in the night",
         "E e1 missing_since=2016-03-05T02:00:00Z",
         "E06000047 month:2016-03-01 2016-03-02T00:00:00Z",
         {{OVERNIGHT, 1, 0}}},
    };
    check(rows, SIZE(rows));
}
