/* Scoring: sums, times, categories, overrides. The tools here are small on purpose; the scoring of
 * the tool files in schemas/tools/ is checked where they are read (tests/unit/codec). */
#include <criterion/criterion.h>
#include <criterion/parameterized.h>
#include <signal.h>

#include "domain/tool.h"

#define TEXT(literal)                                                                              \
    {                                                                                              \
        .at = (literal), .size = sizeof(literal) - 1                                               \
    }

static const struct tool tool = {
    .id = TEXT("small"),
    .version = TEXT("1"),
    .harm = HARM_CSE,
    .item_count = 4,
    .items =
        {
            {.code = TEXT("always"), .weight = {0, 1, 1, 1, 1}},
            {.code = TEXT("now"), .weight = {0, 0, 1, 0, 1}},
            {.code = TEXT("grave"), .weight = {0, 0, 5, 1, 6}},
            {.code = TEXT("told"), .weight = {0}},
        },
    .category_count = 3,
    .categories = {{0, 1, LEVEL_NONE}, {6, 2, LEVEL_LOW}, {11, 3, LEVEL_HIGH}},
    .override_count = 3,
    .overrides =
        {
            {.kind = OVERRIDE_AGE_UNDER, .value = 13, .level_at_least = LEVEL_MEDIUM},
            {.kind = OVERRIDE_ITEM_SCORE, .value = 6, .level_at_least = LEVEL_MEDIUM},
            {.kind = OVERRIDE_ITEM, .item = TEXT("told"), .level_at_least = LEVEL_HIGH},
        },
};

enum { ANSWERS_MAX = 4, NO_AGE = INT32_MIN };

static const struct {
    const char *name;
    struct tool_answer answers[ANSWERS_MAX];
    uint32_t count;
    int32_t age, score, category;
    uint8_t level;
    int override; /* its number, -1 for none */
} cases[] = {
    {"nothing answered scores nothing", {{{0}, 0}}, 0, 15, 0, 1, LEVEL_NONE, -1},
    {"a vulnerability scores at any time",
     {{TEXT("always"), WHEN_LIFETIME}},
     1,
     15,
     1,
     1,
     LEVEL_NONE,
     -1},
    {"a present indicator does not score in the past",
     {{TEXT("now"), WHEN_PAST}},
     1,
     15,
     0,
     1,
     LEVEL_NONE,
     -1},
    {"the border of a category belongs to it",
     {{TEXT("grave"), WHEN_CURRENT}, {TEXT("now"), WHEN_CURRENT}},
     2,
     15,
     6,
     2,
     LEVEL_LOW,
     -1},
    {"one below the border does not", {{TEXT("grave"), WHEN_CURRENT}}, 1, 15, 5, 1, LEVEL_NONE, -1},
    {"a repeated item counts once",
     {{TEXT("grave"), WHEN_CURRENT}, {TEXT("grave"), WHEN_CURRENT}},
     2,
     15,
     5,
     1,
     LEVEL_NONE,
     -1},
    {"current and past given apart are both",
     {{TEXT("grave"), WHEN_PAST}, {TEXT("grave"), WHEN_CURRENT}},
     2,
     15,
     6,
     2,
     LEVEL_MEDIUM,
     1},
    {"an item that the tool does not have counts nothing",
     {{TEXT("strange"), WHEN_BOTH}},
     1,
     15,
     0,
     1,
     LEVEL_NONE,
     -1},
    {"a child under 13 is lifted", {{{0}, 0}}, 0, 12, 0, 1, LEVEL_MEDIUM, 0},
    {"a child of 13 is not", {{{0}, 0}}, 0, 13, 0, 1, LEVEL_NONE, -1},
    {"a child born after the assessment is under 13", {{{0}, 0}}, 0, -1, 0, 1, LEVEL_MEDIUM, 0},
    {"a child of unknown age is not lifted by age", {{{0}, 0}}, 0, NO_AGE, 0, 1, LEVEL_NONE, -1},
    {"an item scoring six lifts", {{TEXT("grave"), WHEN_BOTH}}, 1, 15, 6, 2, LEVEL_MEDIUM, 1},
    {"an item lifts though it scores nothing",
     {{TEXT("told"), WHEN_LIFETIME}},
     1,
     15,
     0,
     1,
     LEVEL_HIGH,
     2},
    {"the override that lifts highest is the one named",
     {{TEXT("told"), WHEN_PAST}, {TEXT("grave"), WHEN_BOTH}},
     2,
     12,
     6,
     2,
     LEVEL_HIGH,
     2},
};
enum { CASES = sizeof cases / sizeof cases[0] };

ParameterizedTestParameters(tool, a_score_is_what_the_tool_says)
{
    static size_t row[CASES];
    for (size_t i = 0; i < CASES; i++) {
        row[i] = i;
    }
    return cr_make_param_array(size_t, row, CASES);
}

ParameterizedTest(const size_t *row, tool, a_score_is_what_the_tool_says)
{
    struct tool_score got =
        tool_score(&tool, cases[*row].answers, cases[*row].count, cases[*row].age);
    const struct tool_override *want =
        cases[*row].override < 0 ? NULL : &tool.overrides[cases[*row].override];
    cr_expect_eq(got.score, cases[*row].score, "%s: %d", cases[*row].name, got.score);
    cr_expect_eq(got.category, cases[*row].category, "%s", cases[*row].name);
    cr_expect_eq(got.level, cases[*row].level, "%s: %d", cases[*row].name, got.level);
    cr_expect_eq(got.override, want, "%s", cases[*row].name);
}

Test(tool, a_score_does_not_depend_on_the_order_of_answers)
{
    const struct tool_answer answers[] = {
        {TEXT("grave"), WHEN_PAST}, {TEXT("now"), WHEN_CURRENT}, {TEXT("grave"), WHEN_CURRENT}};
    const struct tool_answer turned[] = {answers[2], answers[1], answers[0]};
    cr_expect_eq(tool_score(&tool, answers, 3, 15).score, 7);
    cr_expect_eq(tool_score(&tool, turned, 3, 15).score, 7);
}

Test(tool, a_tool_is_found_by_id_and_version)
{
    static struct tool other;
    other = tool;
    other.version = slice_of("2");
    const struct tools tools = {.count = 2, .tools = {&tool, &other}};
    cr_expect_eq(tools_find(&tools, slice_of("small"), slice_of("1")), &tool);
    cr_expect_eq(tools_find(&tools, slice_of("small"), slice_of("2")), &other);
    cr_expect_null(tools_find(&tools, slice_of("small"), slice_of("3")));
    cr_expect_null(tools_find(&tools, slice_of("smal"), slice_of("1")));
}

Test(tool, an_answer_without_a_time_is_a_broken_promise, .signal = SIGABRT)
{
    const struct tool_answer answers[] = {{TEXT("now"), 0}};
    (void)tool_score(&tool, answers, 1, 15);
}
