/* scenario: a folder with a story in data and what must come of it.
 *
 * story.ndjson: bare records, or any bytes, one a line. expected.txt: see README.md beside it. All
 * children are invented: their keys are of key id `sim`.
 */
#ifndef SCENARIO_SCENARIO_H
#define SCENARIO_SCENARIO_H

#include <stdbool.h>
#include <stdint.h>

#include "base/slice.h"
#include "codec/config.h"
#include "report/summary.h"
#include "support/story.h"

enum { SCENARIO_LINES_MAX = 64, SCENARIO_WORDS_MAX = 160 };

struct scenario {
    const char *name; /* of the folder */
    struct slice story, expected;
    uint32_t line_count;
    struct slice lines[SCENARIO_LINES_MAX];
    char became[SCENARIO_LINES_MAX][SCENARIO_WORDS_MAX];
    struct config config;
};

/* Every folder of tests/scenario, in order of their names; how many there were. */
uint32_t scenarios_each(void (*run)(struct scenario *));

/* Fold the first `count` lines into a story begun here; the caller ends it. Keeps what became of
 * each line. A newer schema version stops the reading there. */
void scenario_fold(struct scenario *scenario, uint32_t count, struct story *story);

/* The summary of a question about what was folded, in the story's arena. */
bool scenario_summary(const struct scenario *scenario, struct story *story,
                      const struct question *question, struct summary *out, struct err *err);

#endif
