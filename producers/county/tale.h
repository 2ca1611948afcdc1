/* tale: one child's records on their way into the log.
 *
 * The makers of records (spells, episodes, interviews, risk) tell the tale in full every time,
 * with the same draws; a batch keeps what is delivered in its window. So a log can be made in
 * pieces of time without remembering children. Invariant of a batch: every kept record passed
 * record_check(). Everything said is a function of the plan and the child's number.
 */
#ifndef COUNTY_TALE_H
#define COUNTY_TALE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "child.h"
#include "domain/record.h"

enum { SPELLS_MAX = 1024, FACT_ID_TEXT = 14, SPELL_NEVER = -1 };

struct counts {
    uint64_t records[RECORD_KIND_COUNT];
    uint64_t duplicates, faults;
    uint64_t children, episodes; /* with a record in the log; counted with the first window */
};

struct entry { /* one or more lines, each with its newline */
    int64_t delivered_s;
    uint64_t order; /* settles ties: child, then order of telling */
    const char *at;
    uint32_t size;
};

struct batch {
    int64_t from_s, to_s; /* delivered in [from_s, to_s) */
    bool first;           /* the first window: children and episodes are counted */
    bool full;            /* memory ran out; nothing more is kept */
    struct arena lines;
    struct arena entries; /* of struct entry, from its begin */
    struct counts counts;
};

/* One absence. SPELL_NEVER: that instant is never recorded. */
struct spell {
    int64_t start_s, reported_s, found_s, returned_s;
    uint8_t kind;
    bool by_day; /* the source gives dates only */
    int before;  /* spells of the same kind in the 365 days before */
    char id[FACT_ID_TEXT];
};

struct tale {
    const struct plan *plan;
    struct batch *batch;
    struct child child;
    struct rng rng;
    uint32_t facts, events;          /* made so far: they number the ids */
    bool told;                       /* some record is in the log */
    int64_t named_s[HARM_COUNT + 1]; /* an interview first named the harm; SPELL_NEVER */
    uint32_t spell_count;
    struct spell spells[SPELLS_MAX]; /* in order of start, none overlapping */
    struct record record;            /* the one in the making */
    char id[FACT_ID_TEXT];           /* its fact's */
};

/* Everything that is recorded about child `number`, into the batch. */
void tale_tell(struct tale *tale, const struct plan *plan, uint64_t number, struct batch *batch);

/* Clear the working record for a new fact and give it an id. */
struct record *tale_fact(struct tale *tale, enum record_kind kind, const char *source);
/* A new id, unique in the county; 14 letters, not terminated. */
void tale_id(struct tale *tale, char letter, char out[FACT_ID_TEXT]);
/* Send the working record as its next revision. Records of the same content need not be sent. */
void tale_send(struct tale *tale, int64_t recorded_s);
/* As tale_send(), of facts whose sources are sometimes weeks late, and now and then correct or
 * withdraw what they sent. */
void tale_send_fallibly(struct tale *tale, int64_t recorded_s);

#endif
