/* Configuration files: the ones that come with Homeward, and what is said of mistakes. */
#include <criterion/criterion.h>
#include <criterion/parameterized.h>
#include <stdio.h>
#include <string.h>

#include "base/civil.h"
#include "codec/config.h"
#include "domain/code.h"

enum { ROOM = 1024 * 1024 };

static char memory[ROOM];

/* A file of this project, by its path from the top. */
static struct slice file_of(const char *path)
{
    static char bytes[64 * 1024];
    FILE *file = fopen(path, "rb");
    cr_assert_not_null(file, "%s", path);
    size_t size = fread(bytes, 1, sizeof bytes, file);
    cr_assert_lt(size, sizeof bytes);
    (void)fclose(file);
    return (struct slice){bytes, size};
}

static uint32_t gss_of(const char *text)
{
    uint32_t gss = 0;
    cr_assert(code_read_gss(slice_of(text), &gss));
    return gss;
}

Test(config, the_example_is_what_it_says)
{
    struct arena arena = arena_over(memory, sizeof memory);
    static struct config config;
    struct err err = {.code = ERR_NONE};
    cr_assert(config_read(file_of("schemas/config/homeward.json"), "homeward.json", &arena, &config,
                          &err),
              "%s", err.text);
    const struct config_authority *durham = config_authority(&config, gss_of("E06000047"));
    cr_assert_not_null(durham);
    cr_expect_eq(durham->population, 100300);
    cr_expect(slice_is(durham->name, "County Durham"));
    cr_expect_eq(durham->data_from, date_make(2015, 4, 1));
    cr_expect_eq(config.anchor, date_make(2016, 1, 4));
    cr_expect(slice_is(config.marking, "OFFICIAL-SENSITIVE"));
    cr_expect_eq(config.panel_count, 1);
    cr_expect_eq(config_expected_hours(&config, slice_of("police")), 24);
    cr_expect_eq(config_expected_hours(&config, slice_of("nobody")), 0);
    cr_expect_null(config_authority(&config, gss_of("E06000001")));
}

Test(config, what_is_not_given_has_its_default)
{
    struct arena arena = arena_over(memory, sizeof memory);
    static struct config config;
    struct err err = {.code = ERR_NONE};
    cr_assert(config_read(slice_of("{\"schema\":\"homeward.config/1\",\"authorities\":"
                                   "[{\"code\":\"E06000047\"}]}"),
                          "f", &arena, &config, &err),
              "%s", err.text);
    cr_expect_eq(config.anchor, date_make(2016, 1, 4));
    cr_expect(slice_is(config.marking, "OFFICIAL-SENSITIVE"));
    cr_expect_eq(config.authorities[0].population, 0);
    cr_expect_eq(config.authorities[0].data_from, DATE_NONE);
    cr_expect_eq(config.authorities[0].name.size, 0);
    cr_expect_eq(config.source_count + config.panel_count, 0);
}

#define HEAD "{\n  \"schema\": \"homeward.config/1\",\n"

static const struct {
    const char *name, *in, *want; /* the whole message */
} mistakes[] = {
    {"an unknown key", HEAD "  \"anker\": \"2016-01-04\"\n}",
     "f.json:3:3: unknown key \"anker\"; did you mean \"anchor\"?"},
    {"an unknown key in an object of a list",
     HEAD "  \"authorities\": [\n    {\"code\": \"E06000047\"},\n    {\"code\": \"E06000001\",\n"
          "     \"population\": 5}]}",
     "f.json:6:6: unknown key \"population\"; did you mean \"population_0_17\"?"},
    {"an unknown key behind letters beyond ASCII",
     HEAD "  \"marking\": \"\xc3\xa9\xc3\xa9 [{,\\\"\", \"panel\": []}",
     "f.json:3:26: unknown key \"panel\"; did you mean \"panels\"?"},
    {"an unknown key that a terminal should not see", HEAD "  \"\xc2\x9b\": 1}",
     "f.json:3:3: unknown key; did you mean \"schema\"?"},
    {"a doubled key", HEAD "  \"marking\": \"a\",\n  \"marking\": \"b\"}",
     "f.json:4:3: the key \"marking\" is there twice"},
    {"a wrong type", HEAD "  \"marking\": 7}",
     "f.json:3:3: \"marking\" must be a text of 1 to 64 characters without control characters"},
    {"a list that is none", HEAD "  \"panels\": {}}",
     "f.json:3:3: a list [\xe2\x80\xa6] of 0 to 64 is expected here"},
    {"a member that is no object", HEAD "  \"panels\": [\n  1]}",
     "f.json:4:3: an object {\xe2\x80\xa6} is expected here"},
    {"a number out of range",
     HEAD "  \"authorities\": [{\"code\": \"E06000047\", \"population_0_17\": 0}]}",
     "f.json:3:41: \"population_0_17\" must be a whole number from 1 to 100000000"},
    {"a real number",
     HEAD "  \"authorities\": [{\"code\": \"E06000047\", \"population_0_17\": 5.0}]}",
     "f.json:3:41: \"population_0_17\" must be a whole number from 1 to 100000000"},
    {"a code that is none", HEAD "  \"authorities\": [{\"code\": \"Durham\"}]}",
     "f.json:3:20: \"code\" must be a GSS code such as E06000047"},
    {"a required key missing", HEAD "  \"panels\": [{\"id\": \"a\"}]}",
     "f.json:3:14: the required key \"name\" is missing"},
    {"an anchor on a Tuesday", HEAD "  \"anchor\": \"2016-01-05\"}",
     "f.json:3:3: \"anchor\" must be the date, YYYY-MM-DD, of a Monday"},
    {"a date that does not exist",
     HEAD "  \"authorities\": [{\"code\": \"E06000047\", \"data_from\": \"2015-02-29\"}]}",
     "f.json:3:41: \"data_from\" must be a date, YYYY-MM-DD, of the years 1990 to 2099"},
    {"an authority twice",
     HEAD "  \"authorities\": [{\"code\": \"E06000047\"}, {\"code\": \"E06000047\"}]}",
     "f.json:3:3: authority 2 has the same \"code\" as authority 1"},
    {"a source twice",
     HEAD "  \"sources\": [{\"source\": \"a\", \"expected_within_hours\": 1},"
          "{\"source\": \"a\", \"expected_within_hours\": 2}]}",
     "f.json:3:3: source 2 has the same \"source\" as source 1"},
    {"a panel twice",
     HEAD "  \"panels\": [{\"id\": \"a\", \"name\": \"A\"}, {\"id\": \"a\", \"name\": \"B\"}]}",
     "f.json:3:3: panel 2 has the same \"id\" as panel 1"},
    {"another schema", "{\"schema\": \"homeward.rules/1\"}",
     "f.json:1:2: \"schema\" must be \"homeward.config/1\""},
    {"no schema", "\n {}", "f.json:2:2: the required key \"schema\" is missing"},
    {"no object", "[]", "f.json:1:1: an object {\xe2\x80\xa6} is expected here"},
    {"no JSON", "{\n  \"schema\" 1}", "f.json:2:12: this is not valid JSON"},
};
enum { MISTAKES = sizeof mistakes / sizeof mistakes[0] };

ParameterizedTestParameters(config, a_mistake_is_named_with_line_and_column)
{
    static size_t row[MISTAKES];
    for (size_t i = 0; i < MISTAKES; i++) {
        row[i] = i;
    }
    return cr_make_param_array(size_t, row, MISTAKES);
}

ParameterizedTest(const size_t *row, config, a_mistake_is_named_with_line_and_column)
{
    struct arena arena = arena_over(memory, sizeof memory);
    static struct config config, before;
    struct err err = {.code = ERR_NONE};
    cr_expect_not(config_read(slice_of(mistakes[*row].in), "f.json", &arena, &config, &err), "%s",
                  mistakes[*row].name);
    cr_expect_eq(err.code, ERR_CONFIG, "%s", mistakes[*row].name);
    cr_expect_str_eq(err.text, mistakes[*row].want, "%s", mistakes[*row].name);
    cr_expect(memcmp(&config, &before, sizeof config) == 0, "nothing is half taken: %s",
              mistakes[*row].name);
    cr_expect_eq(arena_used(&arena), 0, "%s", mistakes[*row].name);
}

Test(config, a_full_arena_is_a_limit)
{
    struct arena arena = arena_over(memory, 16);
    static struct config config;
    struct err err = {.code = ERR_NONE};
    cr_expect_not(config_read(file_of("schemas/config/homeward.json"), "f", &arena, &config, &err));
    cr_expect_eq(err.code, ERR_LIMIT);
}

Test(config, the_rules_that_come_with_homeward_are_the_defaults)
{
    struct rules rules = {0};
    struct rules defaults = rules_default();
    struct err err = {.code = ERR_NONE};
    cr_assert(rules_read(file_of("schemas/config/rules.json"), "rules.json", &rules, &err), "%s",
              err.text);
    for (int i = 0; i < RULE_COUNT; i++) {
        const char *id = rule_row((enum rule_id)i)->id;
        cr_expect_eq(rules.rule[i].on, defaults.rule[i].on, "%s", id);
        cr_expect_eq(rules.rule[i].severity, defaults.rule[i].severity, "%s", id);
        cr_expect_eq(rules.rule[i].window_s, defaults.rule[i].window_s, "%s", id);
    }
}

Test(config, a_rule_changes_only_what_is_given)
{
    struct rules rules = {0};
    struct rules want = rules_default();
    struct err err = {.code = ERR_NONE};
    cr_assert(
        rules_read(slice_of("{\"schema\":\"homeward.rules/1\",\"rules\":{"
                            "\"overnight\":{\"on\":false},"
                            "\"three_in_30_days\":{\"window\":\"720h\"},"
                            "\"interview_overdue\":{\"severity\":\"high\",\"window\":\"4d\"}}}"),
                   "f", &rules, &err),
        "%s", err.text);
    want.rule[RULE_OVERNIGHT].on = false;
    want.rule[RULE_INTERVIEW_OVERDUE].severity = SEVERITY_HIGH;
    want.rule[RULE_INTERVIEW_OVERDUE].window_s = INT64_C(4) * 86400;
    for (int i = 0; i < RULE_COUNT; i++) {
        const char *id = rule_row((enum rule_id)i)->id;
        cr_expect_eq(rules.rule[i].on, want.rule[i].on, "%s", id);
        cr_expect_eq(rules.rule[i].severity, want.rule[i].severity, "%s", id);
        cr_expect_eq(rules.rule[i].window_s, want.rule[i].window_s, "%s", id);
    }
}

#define RULES "{\"schema\":\"homeward.rules/1\",\"rules\":{\n"

static const struct {
    const char *in, *want;
} wrong_rules[] = {
    {RULES "\"overnigth\":{}}}", "f:2:1: unknown key \"overnigth\"; did you mean \"overnight\"?"},
    {RULES "\"overnight\":{\"of\":true}}}", "f:2:14: unknown key \"of\"; did you mean \"on\"?"},
    {RULES "\"overnight\":{\"on\":1}}}", "f:2:14: \"on\" must be true or false"},
    {RULES "\"overnight\":{\"window\":\"1d\"}}}", "f:2:14: this rule has no window"},
    {RULES "\"overnight\":{\"severity\":\"low\"}}}",
     "f:2:14: \"severity\" must be reason, medium or high"},
    {RULES "\"interview_overdue\":{\"window\":\"0d\"}}}",
     "f:2:22: \"window\" must be hours or days such as \"72h\" or \"30d\", 1 to 9999"},
    {RULES "\"interview_overdue\":{\"window\":72}}}",
     "f:2:22: \"window\" must be hours or days such as \"72h\" or \"30d\", 1 to 9999"},
    {RULES "\"interview_overdue\":{\"window\":\"10000d\"}}}",
     "f:2:22: \"window\" must be hours or days such as \"72h\" or \"30d\", 1 to 9999"},
    {"{\"schema\":\"homeward.rules/1\"}", "f:1:1: the required key \"rules\" is missing"},
};
enum { WRONG_RULES = sizeof wrong_rules / sizeof wrong_rules[0] };

ParameterizedTestParameters(config, a_mistake_in_the_rules_is_named)
{
    static size_t row[WRONG_RULES];
    for (size_t i = 0; i < WRONG_RULES; i++) {
        row[i] = i;
    }
    return cr_make_param_array(size_t, row, WRONG_RULES);
}

ParameterizedTest(const size_t *row, config, a_mistake_in_the_rules_is_named)
{
    struct rules rules = {0};
    struct err err = {.code = ERR_NONE};
    cr_expect_not(rules_read(slice_of(wrong_rules[*row].in), "f", &rules, &err));
    cr_expect_eq(err.code, ERR_CONFIG);
    cr_expect_str_eq(err.text, wrong_rules[*row].want);
}

static const struct tool *tool_of(const char *path)
{
    static struct tool tool;
    static char kept[ROOM];
    struct arena arena = arena_over(kept, sizeof kept);
    struct err err = {.code = ERR_NONE};
    cr_assert(tool_read(file_of(path), path, &arena, &tool, &err), "%s", err.text);
    return &tool;
}

static uint32_t count_group(const struct tool *tool, const char *group)
{
    uint32_t count = 0;
    for (int i = 0; i < tool->item_count; i++) {
        count += slice_is(tool->items[i].group, group) ? 1 : 0;
    }
    return count;
}

/* domain.md §4.2 has 11 vulnerabilities, 12 moderate indicators in full, 8 significant ones. */
Test(config, seraf_has_its_items)
{
    const struct tool *seraf = tool_of("schemas/tools/seraf.json");
    cr_expect_eq(seraf->harm, HARM_CSE);
    cr_expect_eq(count_group(seraf, "vulnerability"), 11);
    cr_expect_eq(count_group(seraf, "moderate"), 12);
    cr_expect_eq(count_group(seraf, "significant"), 8);
}

/* How many of a group are answered, and when. */
struct answered {
    const char *group;
    uint32_t count;
    uint8_t when;
};

static const struct {
    const char *name;
    struct answered answered[2];
    int32_t score, category;
    uint8_t level;
} seraf_cases[] = {
    {"nothing", {{"moderate", 0, WHEN_CURRENT}}, 0, 1, LEVEL_NONE},
    {"one significant, current", {{"significant", 1, WHEN_CURRENT}}, 5, 1, LEVEL_NONE},
    {"one significant, both periods", {{"significant", 1, WHEN_BOTH}}, 6, 2, LEVEL_LOW},
    {"one significant, only in the past", {{"significant", 1, WHEN_PAST}}, 1, 1, LEVEL_NONE},
    {"two significant, current", {{"significant", 2, WHEN_CURRENT}}, 10, 2, LEVEL_LOW},
    {"three significant, current", {{"significant", 3, WHEN_CURRENT}}, 15, 3, LEVEL_MEDIUM},
    {"and a vulnerability",
     {{"significant", 3, WHEN_CURRENT}, {"vulnerability", 1, WHEN_LIFETIME}},
     16,
     4,
     LEVEL_HIGH},
    {"and a moderate indicator",
     {{"significant", 3, WHEN_CURRENT}, {"moderate", 1, WHEN_CURRENT}},
     16,
     4,
     LEVEL_HIGH},
    {"a moderate indicator of the past adds nothing",
     {{"significant", 3, WHEN_CURRENT}, {"moderate", 5, WHEN_PAST}},
     15,
     3,
     LEVEL_MEDIUM},
    {"all vulnerabilities", {{"vulnerability", 11, WHEN_LIFETIME}}, 11, 3, LEVEL_MEDIUM},
};
enum { SERAF_CASES = sizeof seraf_cases / sizeof seraf_cases[0] };

ParameterizedTestParameters(config, seraf_scores_as_published)
{
    static size_t row[SERAF_CASES];
    for (size_t i = 0; i < SERAF_CASES; i++) {
        row[i] = i;
    }
    return cr_make_param_array(size_t, row, SERAF_CASES);
}

ParameterizedTest(const size_t *row, config, seraf_scores_as_published)
{
    const struct tool *seraf = tool_of("schemas/tools/seraf.json");
    struct tool_answer answers[TOOL_ITEMS_MAX];
    uint32_t count = 0;
    for (int k = 0; k < 2; k++) {
        struct answered answered = seraf_cases[*row].answered[k];
        for (int i = 0; i < seraf->item_count && answered.count > 0; i++) {
            if (slice_is(seraf->items[i].group, answered.group)) {
                answers[count++] = (struct tool_answer){seraf->items[i].code, answered.when};
                answered.count--;
            }
        }
    }
    struct tool_score got = tool_score(seraf, answers, count, 15);
    cr_expect_eq(got.score, seraf_cases[*row].score, "%s: %d", seraf_cases[*row].name, got.score);
    cr_expect_eq(got.category, seraf_cases[*row].category, "%s", seraf_cases[*row].name);
    cr_expect_eq(got.level, seraf_cases[*row].level, "%s", seraf_cases[*row].name);
}

static struct tool_score matrix_score(const char *first, const char *second, int32_t age)
{
    const struct tool *matrix = tool_of("schemas/tools/area-matrix.json");
    const struct tool_answer answers[] = {{slice_of(first), WHEN_CURRENT},
                                          {slice_of(second), WHEN_CURRENT}};
    return tool_score(matrix, answers, second[0] == '\0' ? 1 : 2, age);
}

Test(config, the_area_matrix_never_finds_a_child_under_13_low)
{
    cr_expect_eq(matrix_score("missing_1", "", 13).level, LEVEL_LOW);
    cr_expect_null(matrix_score("missing_1", "", 13).override);
    cr_expect_eq(matrix_score("missing_1", "", 12).level, LEVEL_MEDIUM);
    cr_expect_not_null(matrix_score("missing_1", "", 12).override);
}

Test(config, the_area_matrix_never_finds_a_three_low)
{
    cr_expect_eq(matrix_score("missing_2", "presentation_1", 15).level, LEVEL_LOW);
    cr_expect_eq(matrix_score("missing_3", "", 15).score, 3);
    cr_expect_eq(matrix_score("missing_3", "", 15).level, LEVEL_MEDIUM);
    cr_expect_eq(matrix_score("missing_3", "presentation_3", 15).level, LEVEL_HIGH);
}

#define TOOL(items, categories, more)                                                              \
    "{\"id\":\"t\",\"version\":\"1\",\"harm\":\"cse\",\n\"items\":[" items                         \
    "],\n\"categories\":[" categories "]" more "}"
#define ITEM "{\"code\":\"a\",\"group\":\"g\",\"weight\":{\"current\":1}}"
#define CATEGORY "{\"from\":0,\"category\":1,\"level\":\"none\"}"

static const struct {
    const char *in, *want; /* NULL: it is right */
} tools[] = {
    {TOOL(ITEM, CATEGORY, ""), NULL},
    {TOOL(ITEM, CATEGORY, ",\"overrides\":[]"), NULL},
    {TOOL("", CATEGORY, ""), "f:2:1: a list [\xe2\x80\xa6] of 1 to 64 is expected here"},
    {TOOL(ITEM, "", ""), "f:3:1: a list [\xe2\x80\xa6] of 1 to 8 is expected here"},
    {TOOL(ITEM "," ITEM, CATEGORY, ""), "f:2:1: item 2 has the same \"code\" as item 1"},
    {TOOL("{\"code\":\"a\",\"group\":\"g\",\"weight\":{\"curent\":1}}", CATEGORY, ""),
     "f:2:44: unknown key \"curent\"; did you mean \"current\"?"},
    {TOOL("{\"code\":\"a\",\"group\":\"g\",\"weight\":{\"past\":-1}}", CATEGORY, ""),
     "f:2:44: \"past\" must be a whole number from 0 to 1000"},
    {TOOL(ITEM, "{\"from\":1,\"category\":1,\"level\":\"none\"}", ""),
     "f:3:1: the first category must be \"from\" 0"},
    {TOOL(ITEM, CATEGORY "," CATEGORY, ""),
     "f:3:1: category 2 must be \"from\" a higher score than category 1"},
    {TOOL(ITEM, "{\"from\":0,\"category\":1,\"level\":\"hihg\"}", ""),
     "f:3:38: \"level\" must be a code of the list level; did you mean \"high\"?"},
    {TOOL(ITEM, CATEGORY,
          ",\n\"overrides\":[{\"when\":{},\"level_at_least\":\"low\",\"basis\":\"b\"}]"),
     "f:4:15: \"when\" must have exactly one of age_under, item_score and item"},
    {TOOL(ITEM, CATEGORY,
          ",\n\"overrides\":[{\"when\":{\"age_under\":13,\"item\":\"a\"},\"level_at_least\":"
          "\"low\",\"basis\":\"b\"}]"),
     "f:4:15: \"when\" must have exactly one of age_under, item_score and item"},
    {TOOL(ITEM, CATEGORY,
          ",\n\"overrides\":[{\"when\":{\"item\":\"b\"},\"level_at_least\":\"low\",\"basis\":"
          "\"b\"}]"),
     "f:1:1: override 1 speaks of an item that the tool does not have"},
};
enum { TOOLS = sizeof tools / sizeof tools[0] };

ParameterizedTestParameters(config, a_tool_file_is_checked_whole)
{
    static size_t row[TOOLS];
    for (size_t i = 0; i < TOOLS; i++) {
        row[i] = i;
    }
    return cr_make_param_array(size_t, row, TOOLS);
}

ParameterizedTest(const size_t *row, config, a_tool_file_is_checked_whole)
{
    struct arena arena = arena_over(memory, sizeof memory);
    static struct tool tool;
    struct err err = {.code = ERR_NONE};
    bool read = tool_read(slice_of(tools[*row].in), "f", &arena, &tool, &err);
    cr_expect_str_eq(err.text, tools[*row].want == NULL ? "" : tools[*row].want);
    cr_expect_eq(read, tools[*row].want == NULL);
}
