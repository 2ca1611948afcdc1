/* fuzz_instant: an instant, date, month or period that is read lies in its range, and what is
 * written of it reads back the same. A local time is one that an offset would make an instant or
 * put out of range.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/civil.h"
#include "base/instant.h"
#include "domain/period.h"

static void must(bool holds)
{
    if (!holds) {
        abort();
    }
}

static void check_instant(struct slice text)
{
    enum { LOCAL_TEXT = 19 };
    when at = WHEN_NONE, again = WHEN_NONE;
    char written[INSTANT_TEXT];
    enum instant_result result = instant_read(text, &at);
    if (result == INSTANT_OK) {
        must(at < INSTANT_LIMIT);
        must(text.size == INSTANT_TEXT || text.size == LOCAL_TEXT + 6);
        instant_write(at, written);
        must(instant_read((struct slice){written, sizeof written}, &again) == INSTANT_OK);
        must(again == at);
        must(text.size != INSTANT_TEXT || memcmp(written, text.at, sizeof written) == 0);
    } else {
        must(at == WHEN_NONE);
    }
    if (text.size == LOCAL_TEXT) {
        memcpy(written, text.at, LOCAL_TEXT);
        written[LOCAL_TEXT] = 'Z';
        enum instant_result with_z = instant_read((struct slice){written, sizeof written}, &at);
        must(result != INSTANT_OK && (with_z != INSTANT_OK || result == INSTANT_NO_OFFSET));
    }
}

static void check_date(struct slice text)
{
    int32_t date = DATE_NONE;
    char written[DATE_TEXT];
    if (date_read(text, &date)) {
        date_write(date, written);
        must(text.size == DATE_TEXT && memcmp(written, text.at, DATE_TEXT) == 0);
    }
    uint16_t month = MONTH_NONE;
    if (month_read(text, &month)) {
        month_write(month, written);
        must(text.size == MONTH_TEXT && memcmp(written, text.at, MONTH_TEXT) == 0);
    }
}

static void check_period(struct slice text)
{
    struct period period, again;
    enum period_result result = period_read(text, period_default_anchor(), &period);
    if (result == PERIOD_BAD_FORM) {
        return;
    }
    must(period.start_s < period.end_s && period.first < period.next);
    char written[PERIOD_TEXT];
    period_write(&period, written);
    must(result != PERIOD_OK || slice_is(text, written));
    if (period.first >= 0) {
        must(period_read(slice_of(written), period_default_anchor(), &again) == PERIOD_OK);
        must(again.start_s == period.start_s && again.end_s == period.end_s);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct slice text = {(const char *)data, size};
    check_instant(text);
    check_date(text);
    check_period(text);
    return 0;
}
