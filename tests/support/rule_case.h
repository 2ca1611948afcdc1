/* rule_case: tables of small stories for the rules: what was told, the tick, and S(facts, tick) of
 * one rule for the child sim.a in words (support/story.h). */
#ifndef SUPPORT_RULE_CASE_H
#define SUPPORT_RULE_CASE_H

#include <stddef.h>

struct rule_case {
    const char *name, *told, *tick, *want;
};

/* Expects every row to come out as it says. */
void rule_cases_check(const char *rule, const struct rule_case *rows, size_t count);

#define RULE_CASES_CHECK(rule, rows) rule_cases_check(rule, rows, sizeof(rows) / sizeof(rows)[0])

/* Episodes that have ended, an hour after they began. */
#define ENDED(id, day)                                                                             \
    "E " id " missing_since=" day "T10:00:00Z found_at=" day "T11:00:00Z returned_at=" day         \
    "T11:00:00Z\n"
#define AWAY(id, day)                                                                              \
    "E " id " kind=away status=looked_after missing_since=" day "T10:00:00Z returned_at=" day      \
    "T11:00:00Z\n"

#endif
