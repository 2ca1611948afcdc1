/* question: what is asked of the histories, and the answer as an aggregate.
 *
 * Each child's history gives a contribution to the cells of measures.md; contributions add up.
 * Every number of a summary comes out of here (the accounting aside, which counts records). The
 * same walk lists what was counted: a row is (measure, code, child, fact) for each one counted.
 */
#ifndef DOMAIN_QUESTION_H
#define DOMAIN_QUESTION_H

#include <stdbool.h>
#include <stdint.h>

#include "domain/aggregate.h"
#include "domain/history.h"
#include "domain/period.h"
#include "domain/rules.h"
#include "domain/tool.h"

struct question {
    uint32_t authority; /* packed GSS */
    struct period period;
    int64_t as_of;
    const struct rules *rules;
    const struct tools *tools;
};

/* T = min(end of the period, as_of): "at the end" means T (measures.md). */
int64_t question_end(const struct question *question);

/* Told of every single count, in no order that means anything. `fact` is NULL when the child
 * itself is what is counted. */
struct witness {
    void (*counted)(void *context, uint16_t measure, uint64_t code, struct slice child,
                    const struct fact *fact, struct slice id);
    void *context;
};

/* All children: scan, contribute, settle into `out` (cells in `arena`). witness may be NULL. False
 * when the arena is full. */
bool question_answer(const struct histories *histories, const struct question *question,
                     struct arena *arena, const struct witness *witness, struct aggregate *out);

#endif
