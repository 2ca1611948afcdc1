/* tool: scoring of risk assessment tools (see domain/tool.h). */
#include "domain/tool.h"

#include <assert.h>

const struct tool *tools_find(const struct tools *tools, struct slice id, struct slice version)
{
    for (uint32_t i = 0; i < tools->count; i++) {
        const struct tool *tool = tools->tools[i];
        if (slice_equal(tool->id, id) && slice_equal(tool->version, version)) {
            return tool;
        }
    }
    return NULL;
}

/* What one item scores: the highest weight among the times it was answered for. Answers are a
 * set, and "current" and "past" given separately are "both". */
static int32_t item_score(const struct tool_item *item, const struct tool_answer *answers,
                          uint32_t count, bool *present)
{
    unsigned times = 0;
    for (uint32_t i = 0; i < count; i++) {
        if (slice_equal(answers[i].item, item->code)) {
            assert(answers[i].when >= WHEN_LIFETIME);
            assert(answers[i].when <= WHEN_BOTH);
            times |= 1U << answers[i].when;
        }
    }
    const unsigned parts = 1U << WHEN_CURRENT | 1U << WHEN_PAST;
    if ((times & parts) == parts) {
        times |= 1U << WHEN_BOTH;
    }
    int32_t score = 0;
    for (int when = WHEN_LIFETIME; when <= WHEN_BOTH; when++) {
        if ((times & 1U << when) != 0 && item->weight[when] > score) {
            score = item->weight[when];
        }
    }
    *present = times != 0;
    return score;
}

/* What the overrides look at. */
struct facts {
    int32_t age_years, highest;
    bool present[TOOL_ITEMS_MAX];
};

static bool override_holds(const struct tool *tool, const struct tool_override *override,
                           const struct facts *facts)
{
    switch (override->kind) {
    case OVERRIDE_AGE_UNDER:
        return facts->age_years != INT32_MIN && facts->age_years < override->value;
    case OVERRIDE_ITEM_SCORE:
        return facts->highest >= override->value;
    case OVERRIDE_ITEM:
        for (int i = 0; i < tool->item_count; i++) {
            if (facts->present[i] && slice_equal(tool->items[i].code, override->item)) {
                return true;
            }
        }
        return false;
    case OVERRIDE_NONE:
        break;
    }
    assert(!"an override is of a known kind");
    return false;
}

struct tool_score tool_score(const struct tool *tool, const struct tool_answer *answers,
                             uint32_t count, int32_t age_years)
{
    assert(tool->category_count > 0);
    assert(tool->categories[0].from == 0);
    struct tool_score result = {0};
    struct facts facts = {.age_years = age_years};
    for (int i = 0; i < tool->item_count; i++) {
        int32_t score = item_score(&tool->items[i], answers, count, &facts.present[i]);
        result.score += score;
        if (score > facts.highest) {
            facts.highest = score;
        }
    }
    for (int i = 0; i < tool->category_count && tool->categories[i].from <= result.score; i++) {
        result.category = tool->categories[i].category;
        result.level = tool->categories[i].level;
    }
    for (int i = 0; i < tool->override_count; i++) {
        const struct tool_override *override = &tool->overrides[i];
        if (override->level_at_least > result.level && override_holds(tool, override, &facts)) {
            result.level = override->level_at_least;
            result.override = override;
        }
    }
    return result;
}
