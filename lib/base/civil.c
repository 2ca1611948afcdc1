/* civil: the calendar and Europe/London civil time; see base/civil.h.
 *
 * The conversion between days and dates counts from 1 March, so that the leap day comes last
 * (H. Hinnant, "chrono-compatible low-level date algorithms").
 */
#include "base/civil.h"

#include <assert.h>

#include "base/instant.h"

enum {
    YEAR_FIRST = 1990,
    RULE_FIRST = 1996,
    MARCH = 3,
    OCTOBER = 10,
    DAYS_ERA = 146097,     /* in 400 years */
    DAYS_TO_1990 = 726773, /* 0000-03-01 to 1990-01-01 */
    CHANGE_S = SECONDS_HOUR,
};

static const unsigned char month_days[] = {0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

/* The Sundays on which London's clocks changed, at 01:00 UTC: summer time orders 1989 to 1994.
 * From 1996 on both are the last Sunday of the month (directives 94/21/EC to 2000/84/EC; Summer
 * Time Order 2002). */
static const struct {
    unsigned char march, october;
} changes[RULE_FIRST - YEAR_FIRST] = {
    {25, 28}, {31, 27}, {29, 25}, {28, 24}, {27, 23}, {26, 22},
};

static bool leap(int year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static int days_in(int year, int month)
{
    return month_days[month] + (month == 2 && leap(year) ? 1 : 0);
}

bool date_valid(int year, int month, int day)
{
    return year >= 0 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 &&
           day <= days_in(year, month);
}

int32_t date_make(int year, int month, int day)
{
    assert(date_valid(year, month, day));
    /* January and February count as the end of the year before; 400 years keep it positive. */
    int from_march = (month + 9) % 12;
    int shifted = year + 400 - (month <= 2 ? 1 : 0);
    int era = shifted / 400;
    int of_era = shifted % 400;
    int day_of_year = (153 * from_march + 2) / 5 + day - 1;
    int day_of_era = of_era * 365 + of_era / 4 - of_era / 100 + day_of_year;
    return (era - 1) * DAYS_ERA + day_of_era - DAYS_TO_1990;
}

void date_split(int32_t date, int *year, int *month, int *day)
{
    int days = date + DAYS_TO_1990 + DAYS_ERA;
    assert(days >= 0);
    int era = days / DAYS_ERA;
    int day_of_era = days % DAYS_ERA;
    int of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / (DAYS_ERA - 1)) / 365;
    int day_of_year = day_of_era - (365 * of_era + of_era / 4 - of_era / 100);
    int from_march = (5 * day_of_year + 2) / 153;
    *day = day_of_year - (153 * from_march + 2) / 5 + 1;
    *month = from_march < 10 ? from_march + 3 : from_march - 9;
    *year = (era - 1) * 400 + of_era + (*month <= 2 ? 1 : 0);
}

int date_weekday(int32_t date)
{
    int weekday = date % 7; /* 1990-01-01 was a Monday */
    return weekday < 0 ? weekday + 7 : weekday;
}

/* The day of March or October on which the clocks change. */
static int change_day(int year, int month)
{
    if (year < RULE_FIRST) {
        return month == MARCH ? changes[year - YEAR_FIRST].march
                              : changes[year - YEAR_FIRST].october;
    }
    int since_sunday = (date_weekday(date_make(year, month, 31)) + 1) % 7;
    return 31 - since_sunday;
}

/* Seconds that London is ahead of UTC. */
static int ahead_s(int64_t instant_s)
{
    int year = 0;
    int month = 0;
    int day = 0;
    date_split((int32_t)(instant_s / SECONDS_DAY), &year, &month, &day);
    if (month < MARCH || month > OCTOBER) {
        return 0;
    }
    if (month > MARCH && month < OCTOBER) {
        return SECONDS_HOUR;
    }
    int change = change_day(year, month);
    bool changed = day != change ? day > change : instant_s % SECONDS_DAY >= CHANGE_S;
    return changed == (month == MARCH) ? SECONDS_HOUR : 0;
}

static void assert_instant(int64_t instant_s)
{
    assert(instant_s >= 0);
    assert(instant_s < CIVIL_LIMIT);
}

struct civil civil_at(int64_t instant_s)
{
    assert_instant(instant_s);
    int64_t local_s = instant_s + ahead_s(instant_s);
    int second_of_day = (int)(local_s % SECONDS_DAY);
    struct civil civil = {
        .hour = second_of_day / SECONDS_HOUR,
        .minute = second_of_day / 60 % 60,
        .second = second_of_day % 60,
        .date = (int32_t)(local_s / SECONDS_DAY),
    };
    civil.weekday = date_weekday(civil.date);
    date_split(civil.date, &civil.year, &civil.month, &civil.day);
    return civil;
}

int32_t civil_date(int64_t instant_s)
{
    assert_instant(instant_s);
    return (int32_t)((instant_s + ahead_s(instant_s)) / SECONDS_DAY);
}

int64_t civil_midnight(int32_t date)
{
    int64_t utc_midnight_s = (int64_t)date * SECONDS_DAY;
    assert_instant(utc_midnight_s);
    /* Clocks change at 01:00 UTC, so London is as far ahead at its own midnight as at UTC's. */
    return utc_midnight_s - ahead_s(utc_midnight_s);
}

int64_t civil_next_night(int64_t from_s)
{
    assert_instant(from_s);
    int64_t local_s = from_s + ahead_s(from_s);
    if (local_s % SECONDS_DAY < (int64_t)5 * SECONDS_HOUR) {
        return from_s;
    }
    return civil_midnight((int32_t)(local_s / SECONDS_DAY) + 1);
}

/* The number that `count` digits make, or -1. */
static int digits(const char *at, int count)
{
    int number = 0;
    for (int i = 0; i < count; i++) {
        if (at[i] < '0' || at[i] > '9') {
            return -1;
        }
        number = number * 10 + (at[i] - '0');
    }
    return number;
}

static void put_digits(int number, char *at, int count)
{
    for (int i = count - 1; i >= 0; i--) {
        at[i] = (char)('0' + number % 10);
        number /= 10;
    }
}

bool date_read(struct slice text, int32_t *out)
{
    if (text.size != DATE_TEXT || text.at[4] != '-' || text.at[7] != '-') {
        return false;
    }
    int year = digits(text.at, 4);
    int month = digits(text.at + 5, 2);
    int day = digits(text.at + 8, 2);
    if (year < YEAR_FIRST || year > 2099 || !date_valid(year, month, day)) {
        return false;
    }
    *out = date_make(year, month, day);
    return true;
}

void date_write(int32_t date, char out[DATE_TEXT])
{
    int year = 0;
    int month = 0;
    int day = 0;
    date_split(date, &year, &month, &day);
    assert(year >= 0);
    assert(year <= 9999);
    put_digits(year, out, 4);
    out[4] = '-';
    put_digits(month, out + 5, 2);
    out[7] = '-';
    put_digits(day, out + 8, 2);
}

bool month_read(struct slice text, uint16_t *out)
{
    if (text.size != MONTH_TEXT || text.at[4] != '-') {
        return false;
    }
    int year = digits(text.at, 4);
    int month = digits(text.at + 5, 2);
    if (year < 1900 || year > 2099 || month < 1 || month > 12) {
        return false;
    }
    *out = (uint16_t)((year - 1900) * 12 + month);
    return true;
}

void month_write(uint16_t month, char out[MONTH_TEXT])
{
    assert(month != MONTH_NONE);
    put_digits(1900 + (month - 1) / 12, out, 4);
    out[4] = '-';
    put_digits((month - 1) % 12 + 1, out + 5, 2);
}

int month_age(uint16_t born, int32_t on)
{
    assert(born != MONTH_NONE);
    int born_year = 1900 + (born - 1) / 12;
    int born_month = (born - 1) % 12 + 1;
    int year = 0;
    int month = 0;
    int day = 0;
    date_split(on, &year, &month, &day);
    bool had_birthday = month > born_month || (month == born_month && day == days_in(year, month));
    return year - born_year - (had_birthday ? 0 : 1);
}

int32_t month_starts(uint16_t month)
{
    int months = month - 1;
    return date_make(1900 + months / 12, 1 + months % 12, 1);
}
