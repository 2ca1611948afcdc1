/* risk: small questions about one child's assessments, decisions and what interviews name, shared
 * by the counts and the rules. Private to the domain. Windows are closed: [from, to].
 */
#ifndef DOMAIN_RISK_H
#define DOMAIN_RISK_H

#include <stdbool.h>
#include <stdint.h>

#include "domain/life.h"
#include "domain/tool.h"

#define DAYS(count) ((int64_t)(count)*SECONDS_DAY)

/* Whether an interview's issues or harms name the harm (codes.md). */
bool risk_names(const struct interview *interview, uint8_t harm);
bool risk_assessed(const struct life *life, uint8_t harm, int64_t from, int64_t to);
bool risk_decided(const struct life *life, uint8_t harm, int64_t from, int64_t to);
/* The latest assessment of a harm in [from, to]; NULL without one. */
const struct life_assessment *risk_assessment(const struct life *life, uint8_t harm, int64_t from,
                                              int64_t to);
/* The decision of a harm in force at an instant (decided at or before it); NULL without one. */
const struct life_decision *risk_decision(const struct life *life, uint8_t harm, int64_t instant);
/* The level in force just before decision `number` of its harm; none before the first. */
uint8_t risk_level_before(const struct life *life, uint32_t number);

/* When a decision's review is due: the London midnight that ends `review_due` where it has one,
 * else that ends the day `days` after the London date of the decision. */
int64_t risk_review_due(const struct life_decision *decision, int32_t days);

/* The tool an assessment names, when we have it and it is for that harm; else NULL. */
const struct tool *risk_tool(const struct tools *tools, const struct assessment *assessment);
/* What its tool makes of an assessment. False when the scratch is full. */
bool risk_score(const struct tool *tool, const struct life *life,
                const struct life_assessment *assessment, struct arena scratch,
                struct tool_score *out);

#endif
