/* instant: a point in time as whole seconds since 1990-01-01T00:00:00Z.
 *
 * The contract's range, 1990 up to but not including 2100, fits 32 bits unsigned: that is how facts
 * keep instants (`when`). Sums and differences are done in int64_t, where they cannot wrap.
 * Read only by instant_read(): RFC 3339 with an explicit offset, whole seconds (measures.md,
 * "Checks on a record").
 */
#ifndef BASE_INSTANT_H
#define BASE_INSTANT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/slice.h"

typedef uint32_t when;

#define WHEN_NONE UINT32_MAX       /* not known */
#define INSTANT_LIMIT 3471292800LL /* 2100-01-01T00:00:00Z, the first instant out of range */

enum { SECONDS_HOUR = 3600, SECONDS_DAY = 86400, INSTANT_TEXT = 20 };

enum instant_result { INSTANT_OK, INSTANT_NO_OFFSET, INSTANT_BAD };

/* `YYYY-MM-DDTHH:MM:SS` and `Z` or `±hh:mm` (at most 14:00), upper case, no fraction, no :60, no
 * 24:00. INSTANT_NO_OFFSET: a well-formed local time. *out is untouched unless INSTANT_OK. */
enum instant_result instant_read(struct slice text, when *out);
/* Writes "YYYY-MM-DDTHH:MM:SSZ", not terminated. instant_s in [0, INSTANT_LIMIT). */
void instant_write(int64_t instant_s, char out[INSTANT_TEXT]);

#endif
