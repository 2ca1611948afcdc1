/* vocab: every list of codes that people agreed (codes.md), once.
 *
 * On the wire a code is its name in lower snake case; here it is its place in its list, from 1, so
 * that 0 always means "not given" and an unknown code has no number at all. The enumerations below
 * name only codes that rules and measures speak of; their values are checked against the table by
 * a test. Ethnicity codes are upper case.
 */
#ifndef DOMAIN_VOCAB_H
#define DOMAIN_VOCAB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/slice.h"

enum vocab_list {
    VOCAB_EPISODE_KIND,
    VOCAB_PRECISION,
    VOCAB_STATUS,
    VOCAB_SEX,
    VOCAB_ETHNICITY,
    VOCAB_PLACE,
    VOCAB_POLICE_RISK,
    VOCAB_RETURNED_BY,
    VOCAB_DISABILITY,
    VOCAB_MARKER,
    VOCAB_OUTCOME,
    VOCAB_REASON, /* declined and not-offered codes together; see vocab_reason_fits() */
    VOCAB_ROLE,
    VOCAB_ISSUE,
    VOCAB_ISSUE_SOURCE,
    VOCAB_CONFIDENCE,
    VOCAB_HARM_SUFFERED,
    VOCAB_INTERVIEW_ACTION,
    VOCAB_HARM,
    VOCAB_WHEN,
    VOCAB_HARM_STATUS,
    VOCAB_MODEL,
    VOCAB_LEVEL,
    VOCAB_RATIONALE,
    VOCAB_LIST_COUNT
};

enum issue_kind { ISSUE_PUSH = 1, ISSUE_PULL, ISSUE_OTHER };

struct vocab_code {
    const char *name;
    uint8_t size;            /* of the name, in bytes */
    const char *label;       /* for people */
    const char *cin_factors; /* issues only: CIN census factors, space between; "" without one */
    uint8_t issue_kind;      /* issues only: enum issue_kind */
};

struct vocab {
    const char *name;               /* "sex", as schemas and documents call the list */
    const struct vocab_code *codes; /* codes[1] to codes[count]; codes[0] is not a code */
    uint8_t count;
};

const struct vocab *vocab_of(enum vocab_list list);
/* The number of a code, or 0 when the list has no such code. */
uint8_t vocab_find(enum vocab_list list, struct slice name);
/* The name of code 1..count. */
const char *vocab_name(enum vocab_list list, uint8_t code);
const char *vocab_label(enum vocab_list list, uint8_t code);

enum { KIND_MISSING = 1, KIND_AWAY };
enum { PRECISION_MINUTE = 1, PRECISION_DAY };
enum { STATUS_HOME = 1, STATUS_LOOKED_AFTER, STATUS_CARE_LEAVER };
enum { SEX_FEMALE = 1, SEX_MALE, SEX_OTHER, SEX_NOT_RECORDED };
enum {
    POLICE_RISK_NONE_APPARENT = 1,
    POLICE_RISK_LOW,
    POLICE_RISK_MEDIUM,
    POLICE_RISK_HIGH,
    POLICE_RISK_NOT_RECORDED
};
enum {
    OUTCOME_PENDING = 1,
    OUTCOME_COMPLETED,
    OUTCOME_DECLINED,
    OUTCOME_REFUSED_ON_ARRIVAL,
    OUTCOME_NOT_PRESENT,
    OUTCOME_NO_REPLY,
    OUTCOME_NOT_OFFERED
};
enum { ISSUE_SOURCE_CHILD = 1 };
enum { HARM_CSE = 1, HARM_CCE, HARM_COUNT = HARM_CCE };
enum { HARM_STATUS_NONE_KNOWN = 1, HARM_STATUS_SUSPECTED, HARM_STATUS_KNOWN };
enum { LEVEL_NONE = 1, LEVEL_LOW, LEVEL_MEDIUM, LEVEL_HIGH };
enum { WHEN_LIFETIME = 1, WHEN_CURRENT, WHEN_PAST, WHEN_BOTH };
/* The four groups of summary `split` and `interviews.by` (contract §5), in its order. */
enum {
    GROUP_ALL,
    GROUP_HOME,
    GROUP_OWN_IN_AREA,
    GROUP_OWN_PLACED_OUT,
    GROUP_PLACED_HERE,
    GROUP_COUNT
};

enum reason_use { REASON_DECLINED = 1, REASON_NOT_OFFERED = 2 };
/* Which outcomes a reason goes with: a mask of enum reason_use (`other` goes with both). */
unsigned vocab_reason_use(uint8_t reason);
/* declined and refused_on_arrival take a decline code, not_offered a not-offered code, any other
 * outcome either (measures.md, "Checks"). */
bool vocab_reason_fits(uint8_t outcome, uint8_t reason);

/* A set of codes as bits: code c is bit c - 1. Issues have 37 codes. */
#define CODE_BIT(code) (UINT64_C(1) << ((code)-1))
/* Issues, and harms suffered, that name a harm: CSE or CCE (codes.md, exploitation issues). */
uint64_t vocab_exploitation_issues(uint8_t harm);
uint64_t vocab_exploitation_harms(uint8_t harm);
/* Issues that say something about why: all but `not_known` and `declined_to_say`. */
uint64_t vocab_telling_issues(void);
/* Harms suffered that tell of harm: all but `none_disclosed` and `not_known`. */
uint64_t vocab_telling_harms(void);

#endif
