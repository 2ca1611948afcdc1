/* instant: a point in time as whole seconds since 1990; see base/instant.h. */
#include "base/instant.h"

#include <assert.h>
#include <string.h>

#include "base/civil.h"
#include "base/eight.h"

enum {
    LOCAL_TEXT = 19, /* YYYY-MM-DDTHH:MM:SS */
    OFFSET_TEXT = 6, /* +hh:mm */
    OFFSET_MINUTES_MAX = 14 * 60,
};

/* `YYYY-MM-DDTHH:MM:SS` as seconds since 1990 on the clock it was read from. */
static bool read_local(const char *at, int64_t *out)
{
    uint64_t date, rest, time;
    bool fits = eight_fits(at, "0000-00-", UINT64_C(0x0F06060F06060606), &date) &&
                eight_fits(at + 8, "00T00:00", UINT64_C(0x06060F06060F0606), &rest) &&
                eight_fits(at + 11, "00:00:00", UINT64_C(0x06060F06060F0606), &time);
    if (!fits) {
        return false;
    }
    int year = eight_pair(date, 0) * 100 + eight_pair(date, 2);
    int month = eight_pair(date, 5);
    int day = eight_pair(rest, 0);
    int hour = eight_pair(time, 0);
    int minute = eight_pair(time, 3);
    int second = eight_pair(time, 6);
    if (!date_valid(year, month, day) || hour > 23 || minute > 59 || second > 59) {
        return false;
    }
    *out = (int64_t)date_make(year, month, day) * SECONDS_DAY + hour * SECONDS_HOUR + minute * 60 +
           second;
    return true;
}

/* Two digits as a number, or a number that no field allows. */
static int pair(const char *at)
{
    unsigned tens = (unsigned)(at[0] - '0');
    unsigned ones = (unsigned)(at[1] - '0');
    return tens > 9 || ones > 9 ? 10000 : (int)(tens * 10 + ones);
}

/* `Z` or `±hh:mm` as seconds ahead of UTC. -00:00 is UTC too (RFC 3339 §4.3). */
static bool read_offset(struct slice text, int *out)
{
    if (text.size == 1 && text.at[0] == 'Z') {
        *out = 0;
        return true;
    }
    if (text.size != OFFSET_TEXT || (text.at[0] != '+' && text.at[0] != '-') || text.at[3] != ':') {
        return false;
    }
    int hours = pair(text.at + 1);
    int minutes = pair(text.at + 4);
    if (minutes > 59 || hours * 60 + minutes > OFFSET_MINUTES_MAX) {
        return false;
    }
    int ahead_s = hours * SECONDS_HOUR + minutes * 60;
    *out = text.at[0] == '-' ? -ahead_s : ahead_s;
    return true;
}

enum instant_result instant_read(struct slice text, when *out)
{
    int64_t local_s = 0;
    if (text.size < LOCAL_TEXT || !read_local(text.at, &local_s)) {
        return INSTANT_BAD;
    }
    if (text.size == LOCAL_TEXT) {
        return INSTANT_NO_OFFSET;
    }
    struct slice rest = {.at = text.at + LOCAL_TEXT, .size = text.size - LOCAL_TEXT};
    int ahead_s = 0;
    if (!read_offset(rest, &ahead_s)) {
        return INSTANT_BAD;
    }
    int64_t instant_s = local_s - ahead_s;
    if (instant_s < 0 || instant_s >= INSTANT_LIMIT) {
        return INSTANT_BAD;
    }
    *out = (when)instant_s;
    return INSTANT_OK;
}

static void put_pair(int number, char *at)
{
    at[0] = (char)('0' + number / 10);
    at[1] = (char)('0' + number % 10);
}

void instant_write(int64_t instant_s, char out[INSTANT_TEXT])
{
    assert(instant_s >= 0);
    assert(instant_s < INSTANT_LIMIT);
    int second_of_day = (int)(instant_s % SECONDS_DAY);
    memcpy(out, "0000-00-00T00:00:00Z", INSTANT_TEXT);
    date_write((int32_t)(instant_s / SECONDS_DAY), out);
    put_pair(second_of_day / SECONDS_HOUR, out + 11);
    put_pair(second_of_day / 60 % 60, out + 14);
    put_pair(second_of_day % 60, out + 17);
}
