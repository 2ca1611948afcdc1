/* life: one child's live facts laid out for questions and rules, in arrays in order of time.
 *
 * A read-only view made for one child at a time in scratch memory, and thrown away. Invariant: only
 * live facts; each array sorted by its instant, then by id (bytes): a total order, so nothing
 * derived depends on the order of records. Built by life_of() alone.
 */
#ifndef DOMAIN_LIFE_H
#define DOMAIN_LIFE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "domain/history.h"
#include "domain/vocab.h"

struct life_episode {
    const struct fact *fact;
    const struct episode *is;
    struct slice id;
    int64_t start, end;                /* end: INT64_MAX while open */
    uint32_t first_cover, cover_count; /* into life.covers: interviews that cover it */
};

struct life_interview {
    const struct fact *fact;
    const struct interview *is;
    struct slice id;
    int64_t at; /* completed_at, else offered_at, else when its first copy was recorded */
    uint32_t first_episode, episode_count; /* into life.covered: episodes it covers */
    bool orphan; /* some reference does not resolve to an episode it covers */
};

struct life_assessment {
    const struct fact *fact;
    const struct assessment *is;
    struct slice id;
    int64_t at;
    uint32_t latest[HARM_COUNT + 1]; /* of each harm up to here: its number + 1; 0: none */
};

struct life_decision {
    const struct fact *fact;
    const struct decision *is;
    struct slice id;
    int64_t at;
    uint32_t latest[HARM_COUNT + 1]; /* likewise */
    bool orphan;                     /* its assessment_id does not resolve */
};

struct life {
    const struct histories *histories;
    const struct history *history;
    const struct fact **facts;           /* all, live or not, in no order that means anything */
    struct life_episode *episodes;       /* both kinds, by start */
    struct life_interview *interviews;   /* by `at` */
    struct life_assessment *assessments; /* by assessed_at, both harms */
    struct life_decision *decisions;     /* by decided_at, both harms */
    uint32_t fact_count, episode_count, interview_count, assessment_count, decision_count;
    uint32_t *covers;  /* numbers of interviews */
    uint32_t *covered; /* numbers of episodes */
    uint32_t listed;   /* how many ids of episodes all interviews list */
    uint64_t issues;   /* of all interviews: sets of codes */
    uint16_t harms;
    bool lowered;  /* some decision lowered or closed the level of its harm */
    uint16_t born; /* of the latest episode that has one, else MONTH_NONE */
};

/* False when the arena is full. */
bool life_of(const struct histories *histories, const struct history *history, struct arena *arena,
             struct life *out);

/* How many lie before an instant: the number of the first that does not. */
uint32_t life_episodes_before(const struct life *life, int64_t instant);
uint32_t life_assessments_before(const struct life *life, int64_t instant);
uint32_t life_decisions_before(const struct life *life, int64_t instant);

/* When the child came back, as far as is known: returned_at, else found_at, else WHEN_NONE. */
when life_return(const struct life_episode *episode);
/* Whether a child born in that month is known to be 18, or under 13, at the London date of an
 * instant. A child with no month of birth is neither. */
bool life_adult(uint16_t born, int64_t instant);
bool life_young(uint16_t born, int64_t instant);

#endif
