/* choice: which of several, by agreed weights.
 *
 * A table of rows {name, weight} says how often each code of a vocabulary list comes up; the rows
 * in choice.c carry the source of each. Names are looked up once, in choices_make(); an unknown
 * name is a broken promise. Nothing here keeps state.
 */
#ifndef COUNTY_CHOICE_H
#define COUNTY_CHOICE_H

#include <stdint.h>

#include "base/rng.h"

enum choice_table {
    CHOICE_AGE_HOME,
    CHOICE_AGE_LOOKED_AFTER,
    CHOICE_AGE_PANEL,
    CHOICE_HOUR_HOME,
    CHOICE_HOUR_CARE,
    CHOICE_ETHNICITY_MINORITY,
    CHOICE_PLACE_HOME,
    CHOICE_PLACE_LOOKED_AFTER,
    CHOICE_PLACE_PLACED,
    CHOICE_POLICE_RISK,
    CHOICE_POLICE_RISK_HARM,
    CHOICE_RETURNED_BY,
    CHOICE_DECLINED,
    CHOICE_NOT_OFFERED,
    CHOICE_NOT_OFFERED_PLACED,
    CHOICE_INTERVIEWER,
    CHOICE_TOLD_BY,
    CHOICE_HARM_SUFFERED,
    CHOICE_ACTION,
    CHOICE_ACTION_HARM,
    CHOICE_ASSESSOR,
    CHOICE_MODEL_CSE,
    CHOICE_MODEL_CCE,
    CHOICE_HARM_STATUS_LOW,
    CHOICE_HARM_STATUS_HIGH,
    CHOICE_LEVEL_FIRST,
    CHOICE_LEVEL_FIRST_NAMED,
    CHOICE_RAISED_WHY,
    CHOICE_LOWERED_WHY,
    CHOICE_CLOSED_WHY,
    CHOICE_MARKER,
    CHOICE_TABLE_COUNT
};

enum { CHOICE_ROWS_MAX = 32 };

struct choice {
    uint32_t total;
    uint8_t count;
    uint8_t codes[CHOICE_ROWS_MAX];
    uint32_t upto[CHOICE_ROWS_MAX]; /* cumulated weights */
};

struct choices {
    struct choice of[CHOICE_TABLE_COUNT];
};

void choices_make(struct choices *out);
uint8_t choice_draw(const struct choices *choices, enum choice_table table, struct rng *rng);
/* The code at a quantile in [0, 2^32). */
uint8_t choice_at(const struct choices *choices, enum choice_table table, uint32_t quantile);

#endif
