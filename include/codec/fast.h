/* fast: the quick reader in front of the referee (design.md §5).
 *
 * It may only say yes: what it takes, decode_record() takes with the same value; anything else it
 * leaves to the referee, and then nothing is known about the record. It reads in place, takes no
 * memory, and goes by the same field tables (codec/fields.h).
 */
#ifndef CODEC_FAST_H
#define CODEC_FAST_H

#include <stdbool.h>

#include "base/slice.h"
#include "domain/record.h"

/* `bytes` without the newline. Slices of *out point into `bytes`. On false *out is worthless. */
bool fast_read(struct slice bytes, struct record *out);

#endif
