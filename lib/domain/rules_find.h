/* rules_find: what the finders of the rules share. Private to rules.
 *
 * A finder looks at one child's life as it stands at the tick and reports each time its rule fires.
 * Facts dated after the tick have not happened yet.
 */
#ifndef DOMAIN_RULES_FIND_H
#define DOMAIN_RULES_FIND_H

#include "domain/rules.h"
#include "risk.h"

struct find {
    const struct rules *rules;
    const struct tools *tools;
    const struct life *life;
    int64_t since, tick;
    struct indications *out;
    enum rule_id rule;                 /* the one being looked for */
    bool young, elevated;              /* under 13, or a level of medium or high, at the tick */
    const struct rules_wanted *wanted; /* not NULL: only whether there is such a one is asked */
    bool found;
};

static inline int64_t window_of(const struct find *find)
{
    return find->rules->rule[find->rule].window_s;
}

/* Where and when a rule fired. */
struct firing {
    const struct fact *trigger;
    uint32_t authority, responsible;
    uint8_t harm;
    bool grave;    /* something that makes it high */
    bool standing; /* still true at the tick */
    int64_t occurred;
};

/* Adds the indication when it occurred by the tick, and since `since` or still holds. When only one
 * is wanted (rules_any_high()), adds nothing, and notes whether this is one. */
void fire(struct find *find, struct firing firing);

static inline struct firing on_episode(const struct life_episode *episode, int64_t occurred)
{
    return (struct firing){.trigger = episode->fact,
                           .authority = episode->is->authority,
                           .responsible = episode->is->responsible,
                           .occurred = occurred};
}

/* A counting rule over the times something happened, in their order: it fires where the count
 * within its window, both ends included, is 3, 5, 10 or 20. As the count just before was one less,
 * reaching three means it had fallen below. It holds until the count falls below what it fired at.
 */
struct counted {
    struct firing firing;
    uint32_t within; /* how many in the window that ends with this one; filled in */
    bool silent;     /* counted, never fired */
};
void fire_counted(struct find *find, struct counted *times, uint32_t count);
/* Room for `count` of them in the arena of the result; NULL, and the result is full, when there is
 * none. */
struct counted *counted_room(struct find *find, uint32_t count);

/* An interview, with the authority of the first episode it covers. */
struct firing on_interview(const struct life *life, const struct life_interview *interview,
                           uint8_t harm, int64_t occurred);

bool elevated_at(const struct life *life, uint8_t harm, int64_t instant);

void find_missing_now(struct find *find);
void find_over_24_hours(struct find *find);
void find_three_in_30_days(struct find *find);
void find_three_in_90_days(struct find *find);
void find_away_repeated(struct find *find);
void find_under_13_missing(struct find *find);
void find_overnight(struct find *find);
void find_found_out_of_area(struct find *find);
void find_return_not_recorded(struct find *find);
void find_placed_here_not_told(struct find *find);

void find_interview_due_soon(struct find *find);
void find_interview_overdue(struct find *find);
void find_exploitation_named(struct find *find);
void find_harm_while_missing(struct find *find);
void find_named_not_followed_up(struct find *find);
void find_declines_repeated(struct find *find);

void find_harm_known_level_low(struct find *find);
void find_repeat_missing_unassessed(struct find *find);
void find_missing_while_elevated(struct find *find);
void find_lowered_then_missing(struct find *find);
void find_lowered_against_evidence(struct find *find);
void find_indicated_above_level(struct find *find);
void find_review_overdue(struct find *find);

#endif
