/* civil: the calendar and Europe/London civil time, the years 1990 to 2100.
 *
 * A date is whole days since 1990-01-01 (a Monday), proleptic Gregorian, may be negative.
 * London is an hour ahead of UTC between two instants of each year, 01:00 UTC on a Sunday of March
 * and one of October: the last Sundays, but in 1993 to 1995 the end came on the Sunday before the
 * last. All of them are a table. The process's time zone is never asked.
 */
#ifndef BASE_CIVIL_H
#define BASE_CIVIL_H

#include <stdbool.h>
#include <stdint.h>

#include "base/slice.h"

enum { DATE_TEXT = 10, MONTH_TEXT = 7, MONTH_NONE = 0 };
#define DATE_NONE INT32_MIN

struct civil {
    int year, month, day; /* month and day from 1 */
    int hour, minute, second;
    int weekday; /* 0 is Monday */
    int32_t date;
};

/* 2101-01-01T00:00:00Z. Civil questions may be asked up to a year past INSTANT_LIMIT, since a
 * deadline that follows the last possible instant has a London date too. */
#define CIVIL_LIMIT 3502828800LL

/* Civil time in London at an instant in [0, CIVIL_LIMIT). */
struct civil civil_at(int64_t instant_s);
/* What London's clocks show, as seconds since 1990-01-01T00:00 on them: its hours and date are
 * those of that number of seconds. */
int64_t civil_local(int64_t instant_s);
int32_t civil_date(int64_t instant_s);
/* The instant at which a London date in [1990-01-01, 2100-12-31] begins. */
int64_t civil_midnight(int32_t date);
/* The first instant at or after `from_s` with a London hour below 5 (midnight to 04:59:59). */
int64_t civil_next_night(int64_t from_s);

/* A real date of the years 0 to 9999. */
bool date_valid(int year, int month, int day);
int32_t date_make(int year, int month, int day);
void date_split(int32_t date, int *year, int *month, int *day);
int date_weekday(int32_t date); /* 0 is Monday */
/* Exactly `YYYY-MM-DD`, a real date of the years 1990 to 2099. */
bool date_read(struct slice text, int32_t *out);
/* Dates of the years 0 to 9999. */
void date_write(int32_t date, char out[DATE_TEXT]);

/* A month of birth, `YYYY-MM` of the years 1900 to 2099, kept as 1 + months since 1900-01. */
bool month_read(struct slice text, uint16_t *out);
void month_write(uint16_t month, char out[MONTH_TEXT]);
/* Whole years on a date, the birthday being the last day of the birth month; may be negative. */
int month_age(uint16_t born, int32_t on);
/* Whether that age is at least `years` (0 or more) at the London date of an instant: the same as
 * asking month_age(), and quicker where the birthday is not near. */
bool month_aged(uint16_t born, int64_t instant_s, int years);
/* The date of the month's first day. */
int32_t month_starts(uint16_t month);

#endif
