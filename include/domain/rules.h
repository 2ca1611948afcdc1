/* rules: indications, the table of codes.md, one row a rule.
 *
 * Everything computed is an indication with its evidence; only a decision sets a level. S(facts,
 * tick) is the set of (rule, child, trigger fact, harm, occurred) that the facts now known make
 * true at the tick, `occurred` within the 90 days to the tick, or the condition still holding
 * (design.md §2). Pure: the tick is a value. `source_silent` is about sources, not children, and
 * is answered by quality (report), but has its row here.
 */
#ifndef DOMAIN_RULES_H
#define DOMAIN_RULES_H

#include <stdbool.h>
#include <stdint.h>

#include "domain/life.h"
#include "domain/tool.h"

enum rule_id {
    RULE_MISSING_NOW,
    RULE_OVER_24_HOURS,
    RULE_THREE_IN_30_DAYS,
    RULE_THREE_IN_90_DAYS,
    RULE_AWAY_REPEATED,
    RULE_UNDER_13_MISSING,
    RULE_OVERNIGHT,
    RULE_FOUND_OUT_OF_AREA,
    RULE_INTERVIEW_DUE_SOON,
    RULE_INTERVIEW_OVERDUE,
    RULE_RETURN_NOT_RECORDED,
    RULE_EXPLOITATION_NAMED,
    RULE_HARM_WHILE_MISSING,
    RULE_NAMED_NOT_FOLLOWED_UP,
    RULE_HARM_KNOWN_LEVEL_LOW,
    RULE_DECLINES_REPEATED,
    RULE_REPEAT_MISSING_UNASSESSED,
    RULE_MISSING_WHILE_ELEVATED,
    RULE_LOWERED_THEN_MISSING,
    RULE_LOWERED_AGAINST_EVIDENCE,
    RULE_INDICATED_ABOVE_LEVEL,
    RULE_REVIEW_OVERDUE,
    RULE_PLACED_HERE_NOT_TOLD,
    RULE_SOURCE_SILENT,
    RULE_COUNT
};

enum severity { SEVERITY_REASON, SEVERITY_MEDIUM, SEVERITY_HIGH };

/* What may be configured (schemas/config/rules.json): windows and severities. */
struct rules {
    struct rule_setting {
        bool on;
        uint8_t severity; /* enum severity: the rule's ordinary one */
        int64_t window_s; /* its window or waiting time; 0 where it has none */
    } rule[RULE_COUNT];
};

struct rule_row {
    const char *id;    /* "missing_now" */
    const char *label; /* for people */
    uint8_t severity;  /* by default */
    int64_t window_s;  /* by default; 0 where the rule has none */
    const char *basis; /* where this was agreed */
};

const struct rule_row *rule_row(enum rule_id id);
/* The rules as codes.md has them. */
struct rules rules_default(void);

struct indication {
    enum rule_id rule;
    uint8_t severity; /* enum severity, after what raises it */
    uint8_t harm;     /* HARM_CSE, HARM_CCE, or 0 */
    const struct fact *trigger;
    uint32_t authority;   /* of the trigger; 0 where it has none */
    uint32_t responsible; /* of the trigger; of harm_known_level_low: who spoke last of the harm */
    int64_t occurred;
    bool standing; /* the condition holds at the tick */
};

struct indications {
    struct indication *list;
    uint32_t count, room;
    bool full; /* the arena ran out */
    struct arena *arena;
};

/* Indications of one child that the facts make true at the tick: those that occurred in
 * [since_s, tick_s], and those whose condition still holds, however old. S(facts, tick) is the
 * answer for since_s = tick_s - 90 days. Sorted by occurred, rule, harm, trigger (kind, id). The
 * caller sets out->arena, where scratch and result are taken from. False when it is full. */
bool rules_indications(const struct rules *rules, const struct tools *tools,
                       const struct life *life, int64_t since_s, int64_t tick_s,
                       struct indications *out);

/* The one question that a summary has about all children: is there an indication of severity high,
 * at an authority, that occurred by the tick and not before an instant? An indication that `own`
 * triggered counts from an instant of its own. */
struct rules_wanted {
    uint32_t high; /* rules_high() */
    uint32_t responsible;
    int64_t since_s, tick_s;
    const struct fact *own; /* a decision; NULL: none */
    int64_t own_since_s;
};
/* The set (1 << enum rule_id) of the rules that may give severity high at all. */
uint32_t rules_high(const struct rules *rules);
/* The same as looking for it among rules_indications(), but asks only the rules that may tell of
 * it, and no more of them once it is found. False when the scratch is full. */
bool rules_any_high(const struct rules *rules, const struct tools *tools, const struct life *life,
                    const struct rules_wanted *wanted, struct arena scratch, bool *found);

#endif
