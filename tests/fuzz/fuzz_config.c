/* fuzz_config: the readers of configuration, rules, tools and keys: a whole value or a reason, and
 * what is read is usable.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "codec/config.h"
#include "crypt/key.h"
#include "domain/period.h"

enum { ROOM = 1 << 22 };

static void must(bool holds)
{
    if (!holds) {
        abort();
    }
}

/* Either it was read, or there is a reason that names the file and stops within its bounds. */
static bool either(bool read, const struct err *err)
{
    must(read == (err->code == ERR_NONE));
    must(read == (err->text[0] == '\0'));
    return read;
}

static void check_config(struct slice bytes, struct arena arena)
{
    static struct config config;
    struct err err = {0};
    if (either(config_read(bytes, "file", &arena, &config, &err), &err)) {
        must(config.authority_count <= CONFIG_AUTHORITIES_MAX);
        must(config.source_count <= CONFIG_SOURCES_MAX);
        must(config.panel_count <= CONFIG_PANELS_MAX);
        /* asserts that fortnights can be counted from it */
        (void)period_at(PERIOD_FORTNIGHT, 9000, config.anchor);
    }
}

static void check_rules(struct slice bytes)
{
    struct rules rules;
    struct err err = {0};
    if (either(rules_read(bytes, "file", &rules, &err), &err)) {
        for (size_t i = 0; i < RULE_COUNT; i++) {
            must(rules.rule[i].severity <= SEVERITY_HIGH && rules.rule[i].window_s >= 0);
        }
    }
}

static void check_tool(struct slice bytes, struct arena arena)
{
    static struct tool tool;
    struct err err = {0};
    if (!either(tool_read(bytes, "file", &arena, &tool, &err), &err)) {
        return;
    }
    must(tool.category_count > 0 && tool.categories[0].from == 0);
    for (uint8_t i = 0; i < tool.item_count; i++) {
        struct tool_answer answer = {tool.items[i].code, WHEN_BOTH};
        struct tool_score score = tool_score(&tool, &answer, 1, 12);
        must(score.level >= LEVEL_NONE && score.level <= LEVEL_HIGH);
    }
}

static void check_key(struct slice bytes)
{
    struct key key;
    struct err err = {0};
    if (either(key_read(bytes, &key, &err), &err)) {
        must(strcmp(key.id, "sim") != 0 && key.id[0] != '\0');
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static char memory[ROOM];
    struct slice bytes = {(const char *)data, size};
    check_config(bytes, arena_over(memory, sizeof memory));
    check_rules(bytes);
    check_tool(bytes, arena_over(memory, sizeof memory));
    check_key(bytes);
    return 0;
}
