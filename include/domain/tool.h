/* tool: a risk assessment tool as configuration (measures.md "Tool file", domain.md §4).
 *
 * A score is computed here from the tool's own definition, never taken from the sender. A tool
 * indicates; only a decision sets a level. Invariant: categories ascend by `from`, the first from
 * 0; item codes are unique. Built by the codec's tool reader, which checks that.
 */
#ifndef DOMAIN_TOOL_H
#define DOMAIN_TOOL_H

#include <stdbool.h>
#include <stdint.h>

#include "base/slice.h"
#include "domain/vocab.h"

enum { TOOL_ITEMS_MAX = 64, TOOL_CATEGORIES_MAX = 8, TOOL_OVERRIDES_MAX = 8, TOOLS_MAX = 32 };

struct tool_item {
    struct slice code, group;
    int32_t weight[WHEN_BOTH + 1]; /* by when: lifetime, current, past, both */
};

struct tool_category {
    int32_t from, category;
    uint8_t level;
};

enum override_kind {
    OVERRIDE_NONE,
    OVERRIDE_AGE_UNDER,  /* the child is under `value` years on the day of the assessment */
    OVERRIDE_ITEM_SCORE, /* some item scores `value` or more */
    OVERRIDE_ITEM        /* the item `item` is present at any time */
};

struct tool_override {
    enum override_kind kind;
    int32_t value;
    struct slice item;
    uint8_t level_at_least;
    struct slice basis;
};

struct tool {
    struct slice id, version;
    uint8_t harm;
    uint8_t item_count, category_count, override_count;
    struct tool_item items[TOOL_ITEMS_MAX];
    struct tool_category categories[TOOL_CATEGORIES_MAX];
    struct tool_override overrides[TOOL_OVERRIDES_MAX];
};

struct tools {
    uint32_t count;
    const struct tool *tools[TOOLS_MAX];
};

struct tool_answer { /* one item of an assessment */
    struct slice item;
    uint8_t when;
};

struct tool_score {
    int32_t score, category;
    uint8_t level;                        /* after overrides */
    const struct tool_override *override; /* the one that raised the level, or NULL */
};

const struct tool *tools_find(const struct tools *tools, struct slice id, struct slice version);
/* Score answers; repeats of an item count once (sets), an item the tool does not have counts
 * nothing. age_years is INT32_MIN when the month of birth is not known. */
struct tool_score tool_score(const struct tool *tool, const struct tool_answer *answers,
                             uint32_t count, int32_t age_years);

#endif
