/* Tests of civil: the calendar against the system's, London against the system's zone data and,
 * beyond the years that it knows, against the rule worked out the long way. */
#include <criterion/criterion.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/civil.h"
#include "base/instant.h"

enum { SECONDS_TO_1990 = 631152000, DAYS_TO_1990 = 7305 }; /* from 1970 */

/* ---- the calendar ------------------------------------------------------------------------- */

/* Days since 1990 by the system's calendar, which repairs what is no date; *real tells. */
static int64_t system_days(int year, int month, int day, int *weekday, bool *real)
{
    struct tm tm = {.tm_year = year - 1900, .tm_mon = month - 1, .tm_mday = day};
    time_t seconds = timegm(&tm);
    *real = tm.tm_year == year - 1900 && tm.tm_mon == month - 1 && tm.tm_mday == day;
    *weekday = (tm.tm_wday + 6) % 7;
    return (int64_t)seconds / SECONDS_DAY - DAYS_TO_1990;
}

Test(civil, dates_are_those_of_the_systems_calendar)
{
    for (int year = 1900; year <= 2200; year++) {
        for (int month = -1; month <= 14; month++) {
            for (int day = -1; day <= 33; day++) {
                int weekday = 0;
                bool real = false;
                int64_t days = system_days(year, month, day, &weekday, &real);
                cr_assert_eq(date_valid(year, month, day), real, "%d-%d-%d", year, month, day);
                if (real) {
                    int32_t date = date_make(year, month, day);
                    cr_assert_eq(date, days, "%d-%d-%d", year, month, day);
                    cr_assert_eq(date_weekday(date), weekday, "%d-%d-%d", year, month, day);
                }
            }
        }
    }
}

Test(civil, splitting_a_date_inverts_making_it)
{
    int32_t want = date_make(0, 1, 1);
    for (int32_t date = want; date <= date_make(9999, 12, 31); date++) {
        int year = 0;
        int month = 0;
        int day = 0;
        date_split(date, &year, &month, &day);
        cr_assert(date_valid(year, month, day));
        cr_assert_eq(date_make(year, month, day), date, "%d-%d-%d", year, month, day);
    }
    cr_expect_eq(date_make(1990, 1, 1), 0);
    cr_expect_eq(date_weekday(0), 0);
}

Test(civil, years_outside_four_digits_are_no_dates)
{
    cr_expect(date_valid(0, 2, 29));
    cr_expect(date_valid(9999, 12, 31));
    cr_expect_not(date_valid(-1, 12, 31));
    cr_expect_not(date_valid(10000, 1, 1));
}

Test(civil, making_a_date_of_no_date_is_a_bug, .signal = SIGABRT)
{
    (void)date_make(2015, 2, 29);
}

static const struct {
    const char *text;
    bool want;
} date_texts[] = {
    {"1990-01-01", true},
    {"2099-12-31", true},
    {"2016-02-29", true},
    {"2000-02-29", true},
    {"1989-12-31", false},
    {"2100-01-01", false},
    {"2015-02-29", false},
    {"2016-02-30", false},
    {"2016-04-31", false},
    {"2016-00-10", false},
    {"2016-13-10", false},
    {"2016-10-00", false},
    {"2016-1-01", false},
    {"2016-01-1", false},
    {"16-01-01", false},
    {"2016-01-01 ", false},
    {" 2016-01-01", false},
    {"2016/01/01", false},
    {"2016-01/01", false},
    {"20160101", false},
    {"2016-01-01Z", false},
    {"+016-01-01", false},
    {"2016-+1-01", false},
    {"2016--1-01", false},
    {"2016-01- 1", false},
    {"201:-01-01", false},
    {"2016-0/-01", false},
    {"02016-01-1", false},
    {"", false},
    {"2016-W05-1", false},
};

Test(civil, a_date_is_read_in_one_form_alone)
{
    for (size_t i = 0; i < sizeof date_texts / sizeof date_texts[0]; i++) {
        int32_t date = 4711;
        const char *text = date_texts[i].text;
        cr_expect_eq(date_read(slice_of(text), &date), date_texts[i].want, "%s", text);
        cr_expect_eq(date != 4711, date_texts[i].want, "%s: written only when read", text);
    }
}

Test(civil, what_is_written_of_a_date_is_read_back)
{
    for (int32_t date = 0; date < date_make(2100, 1, 1); date++) {
        char text[DATE_TEXT];
        int32_t back = DATE_NONE;
        date_write(date, text);
        cr_assert(date_read((struct slice){.at = text, .size = DATE_TEXT}, &back));
        cr_assert_eq(back, date);
    }
    char early[DATE_TEXT];
    date_write(date_make(1, 2, 3), early);
    cr_expect_eq(memcmp(early, "0001-02-03", DATE_TEXT), 0);
}

/* ---- months of birth ---------------------------------------------------------------------- */

Test(civil, what_is_written_of_a_month_is_read_back)
{
    uint16_t last = MONTH_NONE;
    for (int year = 1900; year <= 2099; year++) {
        for (int month = 1; month <= 12; month++) {
            char text[32];
            (void)snprintf(text, sizeof text, "%04d-%02d", year, month);
            uint16_t read = MONTH_NONE;
            cr_assert(month_read(slice_of(text), &read), "%s", text);
            cr_assert_eq(read, last + 1, "%s follows the month before", text);
            char back[MONTH_TEXT];
            month_write(read, back);
            cr_assert_eq(memcmp(back, text, MONTH_TEXT), 0, "%s", text);
            last = read;
        }
    }
}

Test(civil, a_month_is_read_in_one_form_alone)
{
    static const char *const bad[] = {"1899-12", "2100-01", "2016-00", "2016-13",    "2016-1",
                                      "201601",  "2016-1 ", "2016/01", "2016-01-",   "",
                                      "16-01",   "2016-+1", "2016-0:", "2016-01-01", "2o16-01"};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        uint16_t month = 4711;
        cr_expect_not(month_read(slice_of(bad[i]), &month), "%s", bad[i]);
        cr_expect_eq(month, 4711, "%s", bad[i]);
    }
}

static const struct {
    const char *born, *on;
    int want;
} ages[] = {
    /* The birthday is the last day of the month of birth (measures, "Age"). */
    {"2000-01", "2018-01-30", 17},
    {"2000-01", "2018-01-31", 18},
    {"2000-01", "2018-02-01", 18},
    {"2000-04", "2018-04-29", 17},
    {"2000-04", "2018-04-30", 18},
    {"2000-12", "2018-12-30", 17},
    {"2000-12", "2018-12-31", 18},
    {"2000-12", "2019-01-01", 18},
    {"2000-12", "2018-01-01", 17},
    /* February ends on its 28th or 29th, in the year asked about. */
    {"2000-02", "2018-02-27", 17},
    {"2000-02", "2018-02-28", 18},
    {"2000-02", "2016-02-28", 15},
    {"2000-02", "2016-02-29", 16},
    {"2001-02", "2020-02-28", 18},
    {"2001-02", "2020-02-29", 19},
    {"1998-02", "2016-02-28", 17},
    {"1998-02", "2016-02-29", 18},
    {"1998-02", "2016-03-01", 18},
    {"1900-02", "2000-02-28", 99},
    {"1900-02", "2000-02-29", 100},
    /* In the month of birth itself, and before. */
    {"2016-03", "2016-03-30", -1},
    {"2016-03", "2016-03-31", 0},
    {"2016-03", "2016-02-29", -1},
    {"2016-03", "2015-03-30", -2},
    {"2016-03", "2017-03-30", 0},
    {"2016-03", "2017-03-31", 1},
    {"2099-12", "1990-01-01", -110},
    {"1900-01", "2099-12-31", 199},
};

Test(civil, age_is_whole_years_with_the_birthday_at_the_months_end)
{
    for (size_t i = 0; i < sizeof ages / sizeof ages[0]; i++) {
        uint16_t born = MONTH_NONE;
        int32_t on = DATE_NONE;
        cr_assert(month_read(slice_of(ages[i].born), &born));
        cr_assert(date_read(slice_of(ages[i].on), &on));
        cr_expect_eq(month_age(born, on), ages[i].want, "%s on %s", ages[i].born, ages[i].on);
    }
}

Test(civil, age_grows_by_one_a_year_on_the_day_before_a_month_begins)
{
    for (uint16_t born = 1; born <= 2400; born++) {
        int age = month_age(born, -1);
        for (int32_t on = 0; on < 800; on++) {
            int year = 0;
            int month = 0;
            int day = 0;
            date_split(on + 1, &year, &month, &day);
            /* The birthday is the day before the first of the next month of the year. */
            age += day == 1 && month == born % 12 + 1 ? 1 : 0;
            cr_assert_eq(month_age(born, on), age, "month %d on day %d", born, on);
        }
    }
}

Test(civil, an_age_is_reached_when_the_age_in_years_says_so)
{
    static const int years[] = {0, 5, 13, 18};
    for (uint16_t born = 1; born <= 2400; born++) {
        for (int i = 0; i < 4; i++) {
            /* About the birthday, day by day; far from it, a day of each month. */
            int32_t birthday = month_starts(born) + (years[i] * 1461 + 3) / 4 + 30;
            for (int32_t on = 0; on < date_make(2100, 12, 31); on += 29) {
                cr_assert_eq(month_aged(born, civil_midnight(on), years[i]),
                             month_age(born, on) >= years[i], "month %d on day %d", born, on);
            }
            for (int32_t on = birthday - 75; on < birthday + 75; on++) {
                if (on >= 0 && on < date_make(2100, 12, 31)) {
                    bool want = month_age(born, on) >= years[i];
                    cr_assert_eq(month_aged(born, civil_midnight(on), years[i]), want);
                    cr_assert_eq(month_aged(born, civil_midnight(on + 1) - 1, years[i]), want);
                }
            }
        }
    }
}

/* ---- London ------------------------------------------------------------------------------- */

static void use_systems_london(void)
{
    cr_assert_eq(setenv("TZ", "Europe/London", 1), 0);
    tzset();
    time_t july = SECONDS_TO_1990 + 190 * (time_t)SECONDS_DAY;
    struct tm tm;
    cr_assert_not_null(localtime_r(&july, &tm));
    cr_assert_eq(tm.tm_isdst, 1, "the system has no zone data (Debian package tzdata)");
}

static void expect_like_system(int64_t instant_s)
{
    time_t seconds = (time_t)(instant_s + SECONDS_TO_1990);
    struct tm tm;
    cr_assert_not_null(localtime_r(&seconds, &tm));
    struct civil civil = civil_at(instant_s);
    bool same = civil.year == tm.tm_year + 1900 && civil.month == tm.tm_mon + 1 &&
                civil.day == tm.tm_mday && civil.hour == tm.tm_hour && civil.minute == tm.tm_min &&
                civil.second == tm.tm_sec && civil.weekday == (tm.tm_wday + 6) % 7;
    cr_assert(same, "instant %lld", (long long)instant_s);
    cr_assert_eq(civil.date, date_make(civil.year, civil.month, civil.day));
    cr_assert_eq(civil_date(instant_s), civil.date);
    cr_assert_eq(civil_local(instant_s), (int64_t)civil.date * SECONDS_DAY +
                                             civil.hour * SECONDS_HOUR + civil.minute * 60 +
                                             civil.second);
}

Test(civil, london_is_the_systems_london_every_hour_of_1990_to_2037)
{
    use_systems_london();
    int64_t end_s = (int64_t)date_make(2038, 1, 1) * SECONDS_DAY;
    for (int64_t hour_s = 0; hour_s < end_s; hour_s += SECONDS_HOUR) {
        expect_like_system(hour_s);
        expect_like_system(hour_s + 1799);
        expect_like_system(hour_s + SECONDS_HOUR - 1);
    }
}

/* The first second of the last Sunday of a month, and 01:00 UTC on it. */
static int64_t last_sunday_change(int year, int month)
{
    int day = 31;
    int weekday = 0;
    bool real = false;
    int64_t days = system_days(year, month, day, &weekday, &real);
    while (weekday != 6) {
        days = system_days(year, month, --day, &weekday, &real);
    }
    return days * SECONDS_DAY + SECONDS_HOUR;
}

Test(civil, from_1996_to_2100_summer_time_lasts_from_last_sunday_to_last_sunday)
{
    for (int year = 1996; year <= 2100; year++) {
        int64_t begin_s = last_sunday_change(year, 3);
        int64_t end_s = last_sunday_change(year, 10);
        int64_t year_s = (int64_t)date_make(year, 1, 1) * SECONDS_DAY;
        int64_t next_s = (int64_t)date_make(year + 1, 1, 1) * SECONDS_DAY;
        for (int64_t at_s = year_s; at_s < next_s; at_s += SECONDS_HOUR) {
            int ahead = at_s >= begin_s && at_s < end_s ? 1 : 0;
            int want = (int)(at_s / SECONDS_HOUR + ahead) % 24;
            cr_assert_eq(civil_at(at_s).hour, want, "%lld", (long long)at_s);
            cr_assert_eq(civil_at(at_s + SECONDS_HOUR - 1).hour, want, "%lld", (long long)at_s);
        }
    }
}

Test(civil, in_1993_to_1995_summer_time_ended_a_sunday_early)
{
    static const struct {
        int year, day;
    } ends[] = {{1993, 24}, {1994, 23}, {1995, 22}};
    for (int i = 0; i < 3; i++) {
        int64_t end_s =
            (int64_t)date_make(ends[i].year, 10, ends[i].day) * SECONDS_DAY + SECONDS_HOUR;
        cr_expect_lt(end_s, last_sunday_change(ends[i].year, 10));
        cr_expect_eq(civil_at(end_s - 1).hour, 1);
        cr_expect_eq(civil_at(end_s - SECONDS_HOUR).hour, 1, "the hour comes twice");
        cr_expect_eq(civil_at(end_s).hour, 1);
        cr_expect_eq(civil_at(end_s + SECONDS_HOUR).hour, 2);
    }
}

Test(civil, a_midnight_is_the_first_second_of_its_date)
{
    for (int32_t date = 0; date <= date_make(2100, 12, 31); date++) {
        int64_t midnight_s = civil_midnight(date);
        struct civil civil = civil_at(midnight_s);
        cr_assert_eq(civil.date, date);
        cr_assert_eq(civil.hour + civil.minute + civil.second, 0, "date %d", date);
        cr_assert(date == 0 || civil_date(midnight_s - 1) == date - 1, "date %d", date);
    }
}

Test(civil, every_hour_has_the_date_of_the_midnight_before_it)
{
    int32_t date = 0;
    int64_t next_s = civil_midnight(1);
    int days[26] = {0};
    int hours = 0;
    for (int64_t at_s = 0; at_s < INSTANT_LIMIT; at_s += SECONDS_HOUR) {
        if (at_s == next_s) {
            cr_assert_leq(hours, 25);
            days[hours]++;
            hours = 0;
            date++;
            next_s = civil_midnight(date + 1);
        }
        cr_assert_lt(at_s, next_s, "midnights fall on whole hours");
        cr_assert_eq(civil_date(at_s), date);
        cr_assert_eq(civil_date(at_s + SECONDS_HOUR - 1), date);
        hours++;
    }
    /* 110 years: a short and a long day in each. */
    cr_expect_eq(days[23], 110);
    cr_expect_eq(days[25], 110);
    cr_expect_eq(days[24], date - 220);
}

Test(civil, the_next_night_is_found_hour_by_hour)
{
    int64_t next_s = civil_midnight(date_make(2100, 1, 1));
    for (int64_t at_s = INSTANT_LIMIT - SECONDS_HOUR; at_s >= 0; at_s -= SECONDS_HOUR) {
        bool night = civil_at(at_s).hour < 5;
        cr_assert_eq(civil_next_night(at_s + 1), night ? at_s + 1 : next_s);
        cr_assert_eq(civil_next_night(at_s + SECONDS_HOUR - 1),
                     night ? at_s + SECONDS_HOUR - 1 : next_s);
        next_s = night ? at_s : next_s;
        cr_assert_eq(civil_next_night(at_s), next_s, "%lld", (long long)at_s);
    }
}

Test(civil, before_1990_london_is_not_known, .signal = SIGABRT)
{
    (void)civil_at(-1);
}

Test(civil, after_2100_london_is_not_known, .signal = SIGABRT)
{
    (void)civil_date(CIVIL_LIMIT);
}

Test(civil, the_last_second_known_is_in_2100)
{
    struct civil civil = civil_at(CIVIL_LIMIT - 1);
    cr_expect_eq(civil.year, 2100);
    cr_expect_eq(civil.month * 100 + civil.day, 1231);
    cr_expect_eq(civil.hour * 10000 + civil.minute * 100 + civil.second, 235959);
}
