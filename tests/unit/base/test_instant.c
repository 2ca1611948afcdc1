/* Tests of instant: the reader against a pattern and the system's calendar, on what is valid, what
 * is nearly valid and what is not. */
#include <criterion/criterion.h>
#include <regex.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/instant.h"
#include "base/rng.h"

enum { SECONDS_TO_1990 = 631152000, TEXT_MAX = 64 };

static const struct {
    const char *text;
    enum instant_result want;
    int64_t instant_s;
} rows[] = {
    {"1990-01-01T00:00:00Z", INSTANT_OK, 0},
    {"2099-12-31T23:59:59Z", INSTANT_OK, INSTANT_LIMIT - 1},
    {"2016-03-26T23:30:00Z", INSTANT_OK, 827883000},
    {"2016-03-27T00:30:00+01:00", INSTANT_OK, 827883000},
    {"2016-03-27T05:00:00+05:30", INSTANT_OK, 827883000},
    {"2016-03-26T09:30:00-14:00", INSTANT_OK, 827883000},
    {"2016-03-27T13:30:00+14:00", INSTANT_OK, 827883000},
    {"2016-03-26T23:30:00+00:00", INSTANT_OK, 827883000},
    {"2016-03-26T23:30:00-00:00", INSTANT_OK, 827883000},
    {"2016-02-29T00:00:00Z", INSTANT_OK, 825552000},
    {"2000-02-29T00:00:00Z", INSTANT_OK, 320630400},
    /* The range holds for the instant, not for what is written. */
    {"1989-12-31T23:59:59Z", INSTANT_BAD, 0},
    {"1989-12-31T23:00:00-01:00", INSTANT_OK, 0},
    {"1990-01-01T00:59:59+01:00", INSTANT_BAD, 0},
    {"1990-01-01T14:00:00+14:00", INSTANT_OK, 0},
    {"2100-01-01T00:00:00Z", INSTANT_BAD, 0},
    {"2100-01-01T00:59:59+01:00", INSTANT_OK, INSTANT_LIMIT - 1},
    {"2100-01-01T01:00:00+01:00", INSTANT_BAD, 0},
    {"2099-12-31T23:59:59-00:01", INSTANT_BAD, 0},
    {"0001-01-01T00:00:00Z", INSTANT_BAD, 0},
    {"1969-12-31T23:59:59Z", INSTANT_BAD, 0},
    {"1970-07-01T00:00:00+01:00", INSTANT_BAD, 0},
    {"9999-12-31T23:59:59Z", INSTANT_BAD, 0},
    {"10000-01-01T00:00:00Z", INSTANT_BAD, 0},
    /* Dates that never were. */
    {"2015-02-29T00:00:00Z", INSTANT_BAD, 0},
    {"2100-02-29T00:00:00Z", INSTANT_BAD, 0},
    {"2016-02-30T00:00:00Z", INSTANT_BAD, 0},
    {"2016-04-31T00:00:00Z", INSTANT_BAD, 0},
    {"2016-00-01T00:00:00Z", INSTANT_BAD, 0},
    {"2016-13-01T00:00:00Z", INSTANT_BAD, 0},
    {"2016-01-00T00:00:00Z", INSTANT_BAD, 0},
    {"2016-01-32T00:00:00Z", INSTANT_BAD, 0},
    /* Times that never were; a leap second is never rolled over. */
    {"2016-12-31T23:59:60Z", INSTANT_BAD, 0},
    {"2016-01-01T24:00:00Z", INSTANT_BAD, 0},
    {"2016-01-01T00:60:00Z", INSTANT_BAD, 0},
    {"2016-01-01T25:00:00Z", INSTANT_BAD, 0},
    /* Offsets that never were. */
    {"2016-01-01T00:00:00+14:01", INSTANT_BAD, 0},
    {"2016-01-01T00:00:00-14:01", INSTANT_BAD, 0},
    {"2016-01-01T00:00:00+15:00", INSTANT_BAD, 0},
    {"2016-01-01T00:00:00+01:60", INSTANT_BAD, 0},
    {"2016-01-01T00:00:00+99:99", INSTANT_BAD, 0},
    /* Other ways to write a time. */
    {"2016-01-01t00:00:00Z", INSTANT_BAD, 0},
    {"2016-01-01T00:00:00z", INSTANT_BAD, 0},
    {"2016-01-01 00:00:00Z", INSTANT_BAD, 0},
    {"2016-01-01T00:00:00.0Z", INSTANT_BAD, 0},
    {"2016-01-01T00:00:00,5Z", INSTANT_BAD, 0},
    {"2016-01-01T00:00Z", INSTANT_BAD, 0},
    {"2016-01-01T00:00:00+01", INSTANT_BAD, 0},
    {"2016-01-01T00:00:00+0100", INSTANT_BAD, 0},
    {"2016-01-01T00:00:00 +01:00", INSTANT_BAD, 0},
    {"2016-01-01T00:00:00Z ", INSTANT_BAD, 0},
    {" 2016-01-01T00:00:00Z", INSTANT_BAD, 0},
    {"2016-01-01T00:00:00ZZ", INSTANT_BAD, 0},
    {"2016-01-01T00:00:00+01:00Z", INSTANT_BAD, 0},
    {"2016-01-01T00:00:00\xe2\x88\x92"
     "01:00",
     INSTANT_BAD, 0},
    {"20160101T000000Z", INSTANT_BAD, 0},
    {"2016-W01-1T00:00:00Z", INSTANT_BAD, 0},
    {"2016-01-01", INSTANT_BAD, 0},
    {"", INSTANT_BAD, 0},
    {"+016-01-01T00:00:00Z", INSTANT_BAD, 0},
    {"2016-01-01T-1:00:00Z", INSTANT_BAD, 0},
    {"2016-01-01T00:00:+1Z", INSTANT_BAD, 0},
    {"2016-01-01T 1:00:00Z", INSTANT_BAD, 0},
    /* Without an offset only a local time that there is. */
    {"2016-03-26T23:30:00", INSTANT_NO_OFFSET, 0},
    {"1989-12-31T23:30:00", INSTANT_NO_OFFSET, 0},
    {"2100-01-01T00:00:00", INSTANT_NO_OFFSET, 0},
    {"2015-02-29T00:00:00", INSTANT_BAD, 0},
    {"2016-01-01T24:00:00", INSTANT_BAD, 0},
    {"2016-12-31T23:59:60", INSTANT_BAD, 0},
    {"2016-01-01T00:00:00.5", INSTANT_BAD, 0},
    {"2016-01-01T00:00", INSTANT_BAD, 0},
};

Test(instant, is_read_in_one_form_alone)
{
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        when got = 4711;
        cr_expect_eq(instant_read(slice_of(rows[i].text), &got), rows[i].want, "%s", rows[i].text);
        int64_t want = rows[i].want == INSTANT_OK ? rows[i].instant_s : 4711;
        cr_expect_eq(got, want, "%s", rows[i].text);
    }
}

Test(instant, a_nul_byte_is_a_byte_like_any_other)
{
    static const char text[] = "2016-03-26T23:30:00Z\0";
    when got = 0;
    cr_expect_eq(instant_read((struct slice){.at = text, .size = 20}, &got), INSTANT_OK);
    cr_expect_eq(instant_read((struct slice){.at = text, .size = 21}, &got), INSTANT_BAD);
}

/* ---- laws --------------------------------------------------------------------------------- */

/* An instant as the system writes it for a clock that is ahead of UTC. */
static void system_write(int64_t instant_s, int ahead_min, char text[TEXT_MAX])
{
    time_t seconds = (time_t)(instant_s + SECONDS_TO_1990 + ahead_min * 60);
    struct tm tm;
    cr_assert_not_null(gmtime_r(&seconds, &tm));
    size_t size = strftime(text, TEXT_MAX, "%Y-%m-%dT%H:%M:%S", &tm);
    (void)snprintf(text + size, TEXT_MAX - size, "%c%02d:%02d", ahead_min < 0 ? '-' : '+',
                   abs(ahead_min) / 60, abs(ahead_min) % 60);
}

Test(instant, what_is_written_is_read_back_under_any_offset)
{
    struct rng rng = rng_seeded(17);
    for (int i = 0; i < 100000; i++) {
        int64_t instant_s = rng_between(&rng, 0, INSTANT_LIMIT - 1);
        char ours[INSTANT_TEXT];
        when got = WHEN_NONE;
        instant_write(instant_s, ours);
        cr_assert_eq(instant_read((struct slice){.at = ours, .size = INSTANT_TEXT}, &got),
                     INSTANT_OK);
        cr_assert_eq(got, instant_s);

        char text[TEXT_MAX];
        system_write(instant_s, (int)rng_between(&rng, -840, 840), text);
        got = WHEN_NONE;
        cr_assert_eq(instant_read(slice_of(text), &got), INSTANT_OK, "%s", text);
        cr_assert_eq(got, instant_s, "%s", text);

        system_write(instant_s, 0, text);
        cr_assert_eq(memcmp(ours, text, INSTANT_TEXT - 1), 0, "%s", text);
        cr_assert_eq(ours[INSTANT_TEXT - 1], 'Z');
    }
}

/* The oracle: what the contract says, by a regular expression and the system's calendar. */
static regex_t form;

enum { OFFSET_PART = 7, OFFSET_HOURS = 8, OFFSET_MINUTES = 9, PARTS = 10 };

static int number(const char *text, regmatch_t part)
{
    return (int)strtol(text + part.rm_so, NULL, 10);
}

static enum instant_result oracle(const char *text, size_t size, int64_t *out)
{
    regmatch_t part[PARTS];
    if (strlen(text) != size || regexec(&form, text, PARTS, part, 0) != 0) {
        return INSTANT_BAD;
    }
    struct tm tm = {.tm_year = number(text, part[1]) - 1900,
                    .tm_mon = number(text, part[2]) - 1,
                    .tm_mday = number(text, part[3]),
                    .tm_hour = number(text, part[4]),
                    .tm_min = number(text, part[5]),
                    .tm_sec = number(text, part[6])};
    struct tm as_written = tm;
    int64_t local_s = (int64_t)timegm(&tm) - SECONDS_TO_1990;
    /* The system repairs impossible values; unless it had to, they are possible. */
    if (tm.tm_year != as_written.tm_year || tm.tm_mon != as_written.tm_mon ||
        tm.tm_mday != as_written.tm_mday || tm.tm_hour != as_written.tm_hour ||
        tm.tm_min != as_written.tm_min || tm.tm_sec != as_written.tm_sec) {
        return INSTANT_BAD;
    }
    if (part[OFFSET_PART].rm_so == part[OFFSET_PART].rm_eo) {
        return INSTANT_NO_OFFSET;
    }
    int ahead_min = 0;
    if (part[OFFSET_HOURS].rm_so >= 0) {
        int minutes = number(text, part[OFFSET_MINUTES]);
        ahead_min = number(text, part[OFFSET_HOURS]) * 60 + minutes;
        if (minutes > 59 || ahead_min > 840) {
            return INSTANT_BAD;
        }
        ahead_min = text[part[OFFSET_PART].rm_so] == '-' ? -ahead_min : ahead_min;
    }
    *out = local_s - ahead_min * 60;
    return *out >= 0 && *out < INSTANT_LIMIT ? INSTANT_OK : INSTANT_BAD;
}

static char any_char(struct rng *rng)
{
    static const char likely[] = "0123456789012345678901234567890123456789-+:TZtz. ";
    return rng_chance(rng, 950) ? likely[rng_below(rng, sizeof likely - 1)] : (char)rng_next(rng);
}

/* Change one thing: a character, a whole field, or the length. */
static void mutate(struct rng *rng, char *text, size_t *size)
{
    static const size_t fields[] = {0, 2, 5, 8, 11, 14, 17, 20, 23};
    size_t at = (size_t)rng_below(rng, *size + 1);
    switch (rng_below(rng, 5)) {
    case 0:
        text[at] = any_char(rng);
        *size += at == *size ? 1 : 0;
        break;
    case 1:
        memmove(text + at + 1, text + at, *size - at);
        text[at] = any_char(rng);
        ++*size;
        break;
    case 2:
        if (at < *size) {
            memmove(text + at, text + at + 1, *size - at - 1);
            --*size;
        }
        break;
    case 3:
        *size = at;
        break;
    default:
        at = fields[rng_below(rng, sizeof fields / sizeof fields[0])];
        if (at + 2 <= *size) {
            int value = (int)rng_below(rng, rng_chance(rng, 500) ? 100 : 32);
            text[at] = (char)('0' + value / 10);
            text[at + 1] = (char)('0' + value % 10);
        }
        break;
    }
}

/* A valid instant, or one near the ends of the range, in a random way of writing it. */
static size_t any_text(struct rng *rng, char text[TEXT_MAX])
{
    int64_t instant_s = rng_between(rng, -86400, INSTANT_LIMIT + 86400);
    uint64_t place = rng_below(rng, 10);
    instant_s = place == 0   ? rng_between(rng, -50000, 50000)
                : place == 1 ? INSTANT_LIMIT + rng_between(rng, -50000, 50000)
                             : instant_s;
    system_write(instant_s, (int)rng_between(rng, -860, 860), text);
    size_t size = strlen(text);
    if (rng_chance(rng, 300)) {
        memcpy(text + 19, "Z", 2);
        size = 20;
    } else if (rng_chance(rng, 200)) {
        size = 19;
    }
    return size;
}

Test(instant, mutated_texts_are_read_as_the_pattern_and_the_calendar_say)
{
    cr_assert_eq(regcomp(&form,
                         "^([0-9]{4})-([0-9]{2})-([0-9]{2})T([0-9]{2}):([0-9]{2}):([0-9]{2})"
                         "(Z|[+-]([0-9]{2}):([0-9]{2})|)$",
                         REG_EXTENDED),
                 0);
    struct rng rng = rng_seeded(18);
    int seen[3] = {0};
    for (int i = 0; i < 150000; i++) {
        char text[TEXT_MAX] = {0};
        size_t size = any_text(&rng, text);
        for (uint64_t left = rng_below(&rng, 4); left > 0; left--) {
            mutate(&rng, text, &size);
        }
        text[size] = '\0';
        int64_t want_s = 0;
        enum instant_result want = oracle(text, size, &want_s);
        /* Of exactly its size, so that reading past the end is caught. */
        char *exact = malloc(size + 1);
        cr_assert_not_null(exact);
        char *at = exact + 1;
        memcpy(at, text, size);
        when got_s = WHEN_NONE;
        enum instant_result got = instant_read((struct slice){.at = at, .size = size}, &got_s);
        free(exact);
        cr_assert_eq(got, want, "%s", text);
        cr_assert_eq(got_s, want == INSTANT_OK ? want_s : WHEN_NONE, "%s", text);
        seen[got]++;
    }
    regfree(&form);
    for (int result = 0; result < 3; result++) {
        cr_expect_geq(seen[result], 2000, "result %d was met %d times", result, seen[result]);
    }
}

Test(instant, writing_one_out_of_range_is_a_bug, .signal = SIGABRT)
{
    char text[INSTANT_TEXT];
    instant_write(INSTANT_LIMIT, text);
}
