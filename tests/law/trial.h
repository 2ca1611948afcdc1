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

/* How many cases a law is held against. Under the sanitizers, which look for other faults at ten
 * times the cost, fewer of the same cases. */
#ifdef __SANITIZE_ADDRESS__
enum { TRIAL_CASES = 1000 };
#else
enum { TRIAL_CASES = 10000 };
#endif

struct lines_of_trial {
    struct slice at[TRIAL_LINES_MAX];
    uint32_t count;
};

struct folded {
    struct histories *histories;
    struct fold fold;
    const struct source_count *sources;
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
/* The bytes in front of `"quality"`. */
struct slice trial_before_quality(struct slice json);
/* All lines but those whose first word is `key`. */
struct slice trial_without(struct trial *trial, struct slice json, const char *key);
/* The record of a line, decoded into the trial's memory; false for an unusable line. */
bool trial_record(struct trial *trial, struct slice line, struct record *out);
struct slice trial_encode(struct trial *trial, const struct record *record);

#endif
