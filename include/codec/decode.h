/* decode: the bytes of one record to a checked record, or why not.
 *
 * This is the referee: jansson with validation, after scans for UTF-8, depth and `-0` (design.md
 * §5). It alone may reject. Checks run in the order of measures.md, "Checks on a record"; the first
 * that fails gives code and pointer. Driven by the field tables of codec/fields.h.
 */
#ifndef CODEC_DECODE_H
#define CODEC_DECODE_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/reject.h"
#include "base/slice.h"
#include "domain/record.h"

/* What reads a record, by the words of --decoder. Values and rejects are the same. */
#define DECODER_WORDS "fast|jansson"
enum decoder {
    DECODER_FAST,   /* the fast reader (codec/fast.h), and the referee for what that leaves */
    DECODER_JANSSON /* the referee alone */
};

enum decoded {
    DECODE_OK,
    DECODE_REJECTED,
    DECODE_NEWER, /* a newer version of a known schema: the reader must stop, exit 78 */
    DECODE_FULL   /* the parser got no memory: nothing is known about the record, exit 71 */
};

/* `bytes` without the newline. Slices of *out live in `arena`, which must have DECODE_ARENA bytes
 * left. *out is untouched unless DECODE_OK, *reject unless DECODE_REJECTED. */
enum { DECODE_ARENA = 128 * 1024 };
enum decoded decode_record(struct slice bytes, struct arena *arena, struct record *out,
                           struct reject *reject);

/* A message for people: "SCHEMA at /child: required field missing …; what to do …". Never a value.
 */
struct text;
void reject_write(const struct reject *reject, struct text *out);

#endif
