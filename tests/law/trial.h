/* trial: one seeded case of a law: some lines of records, and what the fold makes of them.
 *
 * Lines are drawn from few children, facts and revisions, so that revisions, retractions,
 * duplicates, conflicts, orphans and unusable lines are all common. A trial folds any list of lines
 * into a summary through the very functions the program uses.
 */
#ifndef LAW_TRIAL_H
#define LAW_TRIAL_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/rng.h"
#include "domain/question.h"
#include "fold.h"
#include "report/summary.h"

enum { TRIAL_LINES_MAX = 64 };

struct lines_of_trial {
    struct slice at[TRIAL_LINES_MAX];
    uint32_t count;
};

struct folded {
    struct histories *histories;
    struct fold fold;
    struct source_count *sources;
};

struct trial {
    struct rng rng;
    struct arena memory; /* of this case; texts and results live here */
    struct question question;
    struct lines_of_trial lines;
};

/* Case `number` of the law `seed`. The memory is shared by all cases of the process. */
void trial_start(struct trial *trial, uint64_t seed, uint64_t number);
/* Other lines in the same order for copies of one revision: a fair shuffle that keeps each fact's
 * copies of a revision in their order. Unusable lines go anywhere. */
struct lines_of_trial trial_shuffled(struct trial *trial, const struct lines_of_trial *lines);

/* Fold the lines, given as `files` files (cut anywhere). */
struct folded trial_fold(struct trial *trial, const struct lines_of_trial *lines, uint32_t files);
struct aggregate trial_answer(struct trial *trial, const struct folded *folded,
                              const struct witness *witness);
/* The summary of what was folded, and its bytes. */
struct summary trial_summary(struct trial *trial, const struct folded *folded,
                             const struct aggregate *aggregate,
                             const struct accounting *accounting);
struct slice trial_json(struct trial *trial, const struct lines_of_trial *lines, uint32_t files);
/* The line without its trailing part that says what may change: nothing before `"quality"`. */
struct slice trial_before_quality(struct slice json);
/* The record of a line, decoded into the trial's memory; false for an unusable line. */
bool trial_record(struct trial *trial, struct slice line, struct record *out);
struct slice trial_encode(struct trial *trial, const struct record *record);

#endif
