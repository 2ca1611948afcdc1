/* fold: lines of bytes in, histories and accounting out; nothing else happens here.
 *
 * A record goes decode, validate, apply. What becomes of every line is told to a listener, which
 * is how rejects are listed and rows of the accounting found. Invariant: each line counts once, so
 * the accounting closes after every line. Built by fold_init() alone.
 */
#ifndef REPORT_FOLD_H
#define REPORT_FOLD_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/reject.h"
#include "codec/decode.h"
#include "codec/lines.h"
#include "domain/history.h"
#include "report/summary.h"

enum fold_outcome { FOLD_ACCEPTED = 1, FOLD_DUPLICATE, FOLD_REJECTED };

struct fold_listener {
    /* `record` is NULL when the line is no record, `reject` unless it is FOLD_REJECTED. */
    void (*line)(void *context, uint64_t line, enum fold_outcome outcome,
                 const struct record *record, const struct reject *reject);
    void *context;
};

struct fold {
    struct histories *histories;
    enum decoder decoder;
    struct arena scratch;  /* of one record, at least DECODE_ARENA bytes */
    struct record *record; /* the one being read */
    struct accounting accounting;
    uint64_t fast; /* records that the fast reader took */
    when latest;   /* recorded_at of records that passed the checks; WHEN_NONE: none did */
};

enum fold_result {
    FOLD_GOES_ON, /* `most` lines were read and more are left */
    FOLD_DONE,
    FOLD_NEWER, /* a newer version of a known schema: stop, exit 78 */
    FOLD_FULL   /* out of memory */
};

/* `memory` gives room for the record and its scratch. False when it is too small. */
bool fold_init(struct fold *fold, struct histories *histories, enum decoder decoder,
               struct arena *memory);
/* Up to `most` lines. On FOLD_NEWER and FOLD_FULL lines->number is the line that stopped it, which
 * is not counted. */
enum fold_result fold_lines(struct fold *fold, struct lines *lines, uint64_t most,
                            const struct fold_listener *listener);

/* The sources of accepted records, by name, in `arena`; NULL when it is full. Names point into the
 * histories. There are histories->source_count of them. */
const struct source_count *fold_sources(const struct histories *histories, struct arena *arena);

#endif
