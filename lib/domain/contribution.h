/* contribution: what one child adds to the cells of a question, by theme.
 *
 * Private to the question. Every count goes through count_fact() or count_child(), so the rows a
 * witness sees are as many as the figure says. Each part reads one section of measures.md.
 */
#ifndef DOMAIN_CONTRIBUTION_H
#define DOMAIN_CONTRIBUTION_H

#include "domain/life.h"
#include "domain/measure.h"
#include "domain/question.h"
#include "risk.h"

struct counting {
    const struct question *question;
    const struct histories *histories;
    struct tally *tally;
    const struct witness *witness;
    uint32_t x;                /* the authority of the summary */
    int64_t start, end, until; /* of the period, and T */
    uint32_t high;             /* rules_high() */
    /* of the child at hand: */
    const struct life *life;
    uint32_t first, behind; /* life->episodes that start in the period: [first, behind) */
    struct arena *scratch;
};

/* Tells the witness, when there is one. */
void tell(const struct counting *counting, enum measure measure, uint64_t code,
          const struct fact *fact, struct slice id);

static inline void count_fact(const struct counting *counting, enum measure measure, uint64_t code,
                              const struct fact *fact, struct slice id)
{
    tally_add(counting->tally, (uint16_t)measure, code, 1);
    if (counting->witness != NULL) {
        tell(counting, measure, code, fact, id);
    }
}

static inline void count_child(const struct counting *counting, enum measure measure, uint64_t code)
{
    count_fact(counting, measure, code, NULL, (struct slice){0});
}

static inline void count_episode(const struct counting *counting, enum measure measure,
                                 uint64_t code, const struct life_episode *episode)
{
    count_fact(counting, measure, code, episode->fact, episode->id);
}

static inline bool in_period(const struct counting *counting, int64_t instant)
{
    return instant >= counting->start && instant < counting->end;
}

/* Sets of small codes already counted for this child, so that a child counts once. */
struct seen {
    uint64_t bits[4];
};
/* Whether code (below 256) is seen for the first time; marks it. */
static inline bool seen_first(struct seen *seen, uint8_t code)
{
    uint64_t bit = UINT64_C(1) << (code % 64);
    bool first = (seen->bits[code / 64] & bit) == 0;
    seen->bits[code / 64] |= bit;
    return first;
}

/* Whether the child has `times` or more missing starts, in any authority, in [s - window, s] at
 * some start s in the period at X. */
bool reached_at_x(const struct counting *counting, uint32_t times, int64_t window_s);
/* The smallest code of a set that is not empty. */
static inline uint8_t first_code(uint64_t set)
{
    return (uint8_t)(__builtin_ctzll(set) + 1);
}

void contribute_volume(const struct counting *counting);
bool contribute_where(const struct counting *counting);
void contribute_interviews(const struct counting *counting);
bool contribute_risk(const struct counting *counting);
void contribute_named(const struct counting *counting);
bool contribute_quality(const struct counting *counting);

#endif
