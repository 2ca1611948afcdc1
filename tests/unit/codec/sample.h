/* sample: a valid record of each kind as JSON, to be spoilt in one place or two.
 *
 * The samples are written out by hand from contract §2, so they are no work of the encoder's.
 */
#ifndef UNIT_CODEC_SAMPLE_H
#define UNIT_CODEC_SAMPLE_H

#include "base/arena.h"
#include "base/slice.h"
#include "codec/decode.h"

enum { SAMPLE_EDITS = 4 };

/* Put `raw` JSON in the place of a member, or behind the last when there is no such member.
 * `raw` NULL takes the member away. */
struct edit {
    const char *key, *raw;
};

/* Good until the next call. */
struct slice sample_of(enum record_kind kind, const struct edit edits[SAMPLE_EDITS]);

struct verdict {
    enum decoded decoded;
    struct record record; /* when decoded */
    struct reject reject; /* when rejected */
};

/* Decode; the record's texts are good until the next call. Asserts that there is either a record
 * or a reason, that an untouched half stays untouched, and that a rejection takes no memory. */
struct verdict sample_decode(struct slice bytes);

#endif
