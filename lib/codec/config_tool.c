/* config: tool files, the definitions of risk assessment tools (see codec/config.h). */
#include <assert.h>
#include <stddef.h>

#include "codec/config.h"
#include "codec/settings.h"

enum { WEIGHT_MAX = 1000, FROM_MAX = 100000, CATEGORY_MAX = 99, TEXT_LENGTH_MAX = 1000 };

#define COUNT_OF(table) (sizeof(table) / sizeof((table)[0]))

static bool read_weight(const struct place *place, void *out)
{
    static const struct setting settings[] = {
        {.name = "lifetime",
         .type = SETTING_INT32,
         .most = WEIGHT_MAX,
         .offset = WHEN_LIFETIME * sizeof(int32_t)},
        {.name = "current",
         .type = SETTING_INT32,
         .most = WEIGHT_MAX,
         .offset = WHEN_CURRENT * sizeof(int32_t)},
        {.name = "past",
         .type = SETTING_INT32,
         .most = WEIGHT_MAX,
         .offset = WHEN_PAST * sizeof(int32_t)},
        {.name = "both",
         .type = SETTING_INT32,
         .most = WEIGHT_MAX,
         .offset = WHEN_BOTH * sizeof(int32_t)},
    };
    return settings_object(place, settings, COUNT_OF(settings), out);
}

static bool read_item(const struct place *place, void *out)
{
    static const struct setting settings[] = {
        {.name = "code",
         .type = SETTING_ID,
         .required = true,
         .offset = offsetof(struct tool_item, code)},
        {.name = "group",
         .type = SETTING_ID,
         .required = true,
         .offset = offsetof(struct tool_item, group)},
        {.name = "label", .type = SETTING_NOTE, .most = TEXT_LENGTH_MAX},
        {.name = "basis", .type = SETTING_NOTE, .most = TEXT_LENGTH_MAX},
        {.name = "weight",
         .type = SETTING_OWN,
         .required = true,
         .offset = offsetof(struct tool_item, weight),
         .read = read_weight},
    };
    return settings_object(place, settings, COUNT_OF(settings), out);
}

static bool read_items(const struct place *place, void *out)
{
    struct tool *tool = out;
    uint32_t count = 0;
    struct settings_list list = {.members = tool->items,
                                 .size = sizeof tool->items[0],
                                 .least = 1,
                                 .most = TOOL_ITEMS_MAX,
                                 .count = &count,
                                 .read = read_item};
    if (!settings_list(place, &list)) {
        return false;
    }
    for (uint32_t i = 1; i < count; i++) {
        for (uint32_t j = 0; j < i; j++) {
            if (slice_equal(tool->items[i].code, tool->items[j].code)) {
                return place_error(place, "item %u has the same \"code\" as item %u", i + 1, j + 1);
            }
        }
    }
    tool->item_count = (uint8_t)count;
    return true;
}

static bool read_category(const struct place *place, void *out)
{
    static const struct setting settings[] = {
        {.name = "from",
         .type = SETTING_INT32,
         .required = true,
         .most = FROM_MAX,
         .offset = offsetof(struct tool_category, from)},
        {.name = "category",
         .type = SETTING_INT32,
         .required = true,
         .least = 1,
         .most = CATEGORY_MAX,
         .offset = offsetof(struct tool_category, category)},
        {.name = "level",
         .type = SETTING_CODE,
         .list = VOCAB_LEVEL,
         .required = true,
         .offset = offsetof(struct tool_category, level)},
    };
    return settings_object(place, settings, COUNT_OF(settings), out);
}

static bool read_categories(const struct place *place, void *out)
{
    struct tool *tool = out;
    uint32_t count = 0;
    struct settings_list list = {.members = tool->categories,
                                 .size = sizeof tool->categories[0],
                                 .least = 1,
                                 .most = TOOL_CATEGORIES_MAX,
                                 .count = &count,
                                 .read = read_category};
    if (!settings_list(place, &list)) {
        return false;
    }
    if (tool->categories[0].from != 0) {
        return place_error(place, "the first category must be \"from\" 0");
    }
    for (uint32_t i = 1; i < count; i++) {
        if (tool->categories[i].from <= tool->categories[i - 1].from) {
            return place_error(
                place, "category %u must be \"from\" a higher score than category %u", i + 1, i);
        }
    }
    tool->category_count = (uint8_t)count;
    return true;
}

/* A condition is an object of exactly one key, which says its kind. */
static bool read_when(const struct place *place, void *out)
{
    struct tool_override *override = out;
    struct condition {
        int32_t age_under, item_score;
        struct slice item;
    } condition = {0};
    static const struct setting settings[] = {
        {.name = "age_under",
         .type = SETTING_INT32,
         .least = 1,
         .most = 18,
         .offset = offsetof(struct condition, age_under)},
        {.name = "item_score",
         .type = SETTING_INT32,
         .least = 1,
         .most = WEIGHT_MAX,
         .offset = offsetof(struct condition, item_score)},
        {.name = "item", .type = SETTING_ID, .offset = offsetof(struct condition, item)},
    };
    if (!settings_object(place, settings, COUNT_OF(settings), &condition)) {
        return false;
    }
    bool given[] = {condition.age_under != 0, condition.item_score != 0, condition.item.at != NULL};
    if (given[0] + given[1] + given[2] != 1) {
        return place_error(place,
                           "\"when\" must have exactly one of age_under, item_score and item");
    }
    override->kind = given[0] ? OVERRIDE_AGE_UNDER : given[1] ? OVERRIDE_ITEM_SCORE : OVERRIDE_ITEM;
    override->value = given[0] ? condition.age_under : condition.item_score;
    override->item = condition.item;
    return true;
}

static bool read_override(const struct place *place, void *out)
{
    static const struct setting settings[] = {
        {.name = "when", .type = SETTING_OWN, .required = true, .read = read_when},
        {.name = "level_at_least",
         .type = SETTING_CODE,
         .list = VOCAB_LEVEL,
         .required = true,
         .offset = offsetof(struct tool_override, level_at_least)},
        {.name = "basis",
         .type = SETTING_TEXT,
         .required = true,
         .least = 1,
         .most = TEXT_LENGTH_MAX,
         .offset = offsetof(struct tool_override, basis)},
    };
    return settings_object(place, settings, COUNT_OF(settings), out);
}

static bool read_overrides(const struct place *place, void *out)
{
    struct tool *tool = out;
    uint32_t count = 0;
    struct settings_list list = {.members = tool->overrides,
                                 .size = sizeof tool->overrides[0],
                                 .most = TOOL_OVERRIDES_MAX,
                                 .count = &count,
                                 .read = read_override};
    if (!settings_list(place, &list)) {
        return false;
    }
    tool->override_count = (uint8_t)count;
    return true;
}

static bool has_item(const struct tool *tool, struct slice code)
{
    for (int i = 0; i < tool->item_count; i++) {
        if (slice_equal(tool->items[i].code, code)) {
            return true;
        }
    }
    return false;
}

static bool read_tool(const struct place *place, void *out)
{
    static const struct setting settings[] = {
        {.name = "schema", .type = SETTING_SCHEMA, .expects = "homeward.tool/1"},
        {.name = "id", .type = SETTING_ID, .required = true, .offset = offsetof(struct tool, id)},
        {.name = "version",
         .type = SETTING_ID,
         .required = true,
         .offset = offsetof(struct tool, version)},
        {.name = "name", .type = SETTING_NOTE, .most = TEXT_LENGTH_MAX},
        {.name = "basis", .type = SETTING_NOTE, .most = TEXT_LENGTH_MAX},
        {.name = "harm",
         .type = SETTING_CODE,
         .list = VOCAB_HARM,
         .required = true,
         .offset = offsetof(struct tool, harm)},
        {.name = "items", .type = SETTING_OWN, .required = true, .read = read_items},
        {.name = "categories", .type = SETTING_OWN, .required = true, .read = read_categories},
        {.name = "overrides", .type = SETTING_OWN, .read = read_overrides},
    };
    if (!settings_object(place, settings, COUNT_OF(settings), out)) {
        return false;
    }
    const struct tool *tool = out;
    for (int i = 0; i < tool->override_count; i++) {
        const struct tool_override *override = &tool->overrides[i];
        if (override->kind == OVERRIDE_ITEM && !has_item(tool, override->item)) {
            return place_error(place, "override %d speaks of an item that the tool does not have",
                               i + 1);
        }
    }
    return true;
}

bool tool_read(struct slice bytes, const char *name, struct arena *arena, struct tool *out,
               struct err *err)
{
    assert(name != NULL);
    struct arena before = *arena;
    struct settings_file file = {.bytes = bytes, .name = name, .arena = arena, .err = err};
    struct tool made = {0};
    if (!settings_load(&file, read_tool, &made)) {
        *arena = before;
        return false;
    }
    *out = made;
    return true;
}
