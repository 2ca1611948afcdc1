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
    DAYS_ERA = 146097,     /* in 400 years */
    DAYS_TO_1990 = 726773, /* 0000-03-01 to 1990-01-01 */
    LEAPS_TO_1990 = 482,   /* leap days of the years 1 to 1989 */
    MARCH_TO_OCTOBER = 214,
    YEAR_S = 31557600, /* 365 days and 6 hours */
    MONTH_S = YEAR_S / 12,
    MONTH_1990 = 90 * 12 + 1, /* January 1990 as a month of birth */
};

static const unsigned char month_days[] = {0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

/* Summer time begins and ends at 01:00 UTC on a Sunday of March and one of October: summer time
 * orders 1989 to 1994; from 1996 on both are the last Sunday of the month (directives 94/21/EC to
 * 2000/84/EC; Summer Time Order 2002). */
#define MARCH_STARTS(year)                                                                         \
    (365LL * ((year)-YEAR_FIRST) + 59 + (year) / 4 - (year) / 100 + (year) / 400 - LEAPS_TO_1990)
#define CHANGE(date) ((uint32_t)((date)*SECONDS_DAY + SECONDS_HOUR))
#define SUMMER(year, march, october)                                                               \
    {                                                                                              \
        CHANGE(MARCH_STARTS(year) + (march)-1),                                                    \
            CHANGE(MARCH_STARTS(year) + MARCH_TO_OCTOBER + (october)-1)                            \
    }
static const struct summer {
    uint32_t begins, ends;
} summers[] = {
    SUMMER(1990, 25, 28), SUMMER(1991, 31, 27), SUMMER(1992, 29, 25), SUMMER(1993, 28, 24),
    SUMMER(1994, 27, 23), SUMMER(1995, 26, 22), SUMMER(1996, 31, 27), SUMMER(1997, 30, 26),
    SUMMER(1998, 29, 25), SUMMER(1999, 28, 31), SUMMER(2000, 26, 29), SUMMER(2001, 25, 28),
    SUMMER(2002, 31, 27), SUMMER(2003, 30, 26), SUMMER(2004, 28, 31), SUMMER(2005, 27, 30),
    SUMMER(2006, 26, 29), SUMMER(2007, 25, 28), SUMMER(2008, 30, 26), SUMMER(2009, 29, 25),
    SUMMER(2010, 28, 31), SUMMER(2011, 27, 30), SUMMER(2012, 25, 28), SUMMER(2013, 31, 27),
    SUMMER(2014, 30, 26), SUMMER(2015, 29, 25), SUMMER(2016, 27, 30), SUMMER(2017, 26, 29),
    SUMMER(2018, 25, 28), SUMMER(2019, 31, 27), SUMMER(2020, 29, 25), SUMMER(2021, 28, 31),
    SUMMER(2022, 27, 30), SUMMER(2023, 26, 29), SUMMER(2024, 31, 27), SUMMER(2025, 30, 26),
    SUMMER(2026, 29, 25), SUMMER(2027, 28, 31), SUMMER(2028, 26, 29), SUMMER(2029, 25, 28),
    SUMMER(2030, 31, 27), SUMMER(2031, 30, 26), SUMMER(2032, 28, 31), SUMMER(2033, 27, 30),
    SUMMER(2034, 26, 29), SUMMER(2035, 25, 28), SUMMER(2036, 30, 26), SUMMER(2037, 29, 25),
    SUMMER(2038, 28, 31), SUMMER(2039, 27, 30), SUMMER(2040, 25, 28), SUMMER(2041, 31, 27),
    SUMMER(2042, 30, 26), SUMMER(2043, 29, 25), SUMMER(2044, 27, 30), SUMMER(2045, 26, 29),
    SUMMER(2046, 25, 28), SUMMER(2047, 31, 27), SUMMER(2048, 29, 25), SUMMER(2049, 28, 31),
    SUMMER(2050, 27, 30), SUMMER(2051, 26, 29), SUMMER(2052, 31, 27), SUMMER(2053, 30, 26),
    SUMMER(2054, 29, 25), SUMMER(2055, 28, 31), SUMMER(2056, 26, 29), SUMMER(2057, 25, 28),
    SUMMER(2058, 31, 27), SUMMER(2059, 30, 26), SUMMER(2060, 28, 31), SUMMER(2061, 27, 30),
    SUMMER(2062, 26, 29), SUMMER(2063, 25, 28), SUMMER(2064, 30, 26), SUMMER(2065, 29, 25),
    SUMMER(2066, 28, 31), SUMMER(2067, 27, 30), SUMMER(2068, 25, 28), SUMMER(2069, 31, 27),
    SUMMER(2070, 30, 26), SUMMER(2071, 29, 25), SUMMER(2072, 27, 30), SUMMER(2073, 26, 29),
    SUMMER(2074, 25, 28), SUMMER(2075, 31, 27), SUMMER(2076, 29, 25), SUMMER(2077, 28, 31),
    SUMMER(2078, 27, 30), SUMMER(2079, 26, 29), SUMMER(2080, 31, 27), SUMMER(2081, 30, 26),
    SUMMER(2082, 29, 25), SUMMER(2083, 28, 31), SUMMER(2084, 26, 29), SUMMER(2085, 25, 28),
    SUMMER(2086, 31, 27), SUMMER(2087, 30, 26), SUMMER(2088, 28, 31), SUMMER(2089, 27, 30),
    SUMMER(2090, 26, 29), SUMMER(2091, 25, 28), SUMMER(2092, 30, 26), SUMMER(2093, 29, 25),
    SUMMER(2094, 28, 31), SUMMER(2095, 27, 30), SUMMER(2096, 25, 28), SUMMER(2097, 31, 27),
    SUMMER(2098, 30, 26), SUMMER(2099, 29, 25), SUMMER(2100, 28, 31),
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

/* Seconds that London is ahead of UTC. In years of equal length an instant may fall into the year
 * beside its own, but no more than two days deep: it is winter there and here. */
static int ahead_s(int64_t instant_s)
{
    const struct summer *summer = &summers[instant_s / YEAR_S];
    return instant_s >= summer->begins && instant_s < summer->ends ? SECONDS_HOUR : 0;
}

static void assert_instant(int64_t instant_s)
{
    assert(instant_s >= 0);
    assert(instant_s < CIVIL_LIMIT);
}

int64_t civil_local(int64_t instant_s)
{
    assert_instant(instant_s);
    return instant_s + ahead_s(instant_s);
}

struct civil civil_at(int64_t instant_s)
{
    int64_t local_s = civil_local(instant_s);
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
    return (int32_t)(civil_local(instant_s) / SECONDS_DAY);
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
    int64_t local_s = civil_local(from_s);
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

bool month_aged(uint16_t born, int64_t instant_s, int years)
{
    assert(born != MONTH_NONE);
    /* Counted in months of equal length an instant's month is one beside its own at most. */
    int months = MONTH_1990 + (int)(instant_s / MONTH_S) - born;
    if (months - 12 * years > 1 || months - 12 * years < -1) {
        return months > 12 * years;
    }
    return month_age(born, civil_date(instant_s)) >= years;
}

int32_t month_starts(uint16_t month)
{
    int months = month - 1;
    return date_make(1900 + months / 12, 1 + months % 12, 1);
}
