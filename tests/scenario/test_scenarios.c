/* Stories in data: what becomes of every line, what a summary then says, and who needs a look. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/rng.h"
#include "base/text.h"
#include "codec/lines.h"
#include "scenario.h"

/* Where the reading of an expected.txt stands. */
struct reading {
    struct scenario *scenario;
    struct slice line;
    uint64_t number;
    struct story story; /* of the last ask or look */
    bool begun;
    struct summary summary;
    bool asked;
    char looked[STORY_TEXT]; /* indications not yet met, joined by "; " */
    uint32_t dispositions, claims;
};

static int text_size(struct slice text)
{
    return (int)text.size;
}

static void end_story(struct reading *reading)
{
    cr_expect_str_eq(reading->looked, "", "%s:%llu: not expected: %s", reading->scenario->name,
                     (unsigned long long)reading->number, reading->looked);
    reading->looked[0] = '\0';
    if (reading->begun) {
        story_end(&reading->story);
    }
    reading->begun = reading->asked = false;
}

/* "after N" behind a question: only the first N lines have been read. */
static uint32_t lines_read(struct reading *reading, struct slice *question)
{
    char words[256];
    (void)snprintf(words, sizeof words, "%.*s", text_size(*question), question->at);
    const char *after = strstr(words, " after ");
    if (after == NULL) {
        return reading->scenario->line_count;
    }
    question->size = (size_t)(after - words);
    unsigned long count = strtoul(after + strlen(" after "), NULL, 10);
    cr_assert_leq(count, reading->scenario->line_count, "%s", reading->scenario->name);
    return (uint32_t)count;
}

static void fold_for(struct reading *reading, struct slice *question)
{
    end_story(reading);
    scenario_fold(reading->scenario, lines_read(reading, question), &reading->story);
    reading->begun = true;
}

static void read_ask(struct reading *reading, struct slice rest)
{
    char asked[256];
    struct err err = {0};
    fold_for(reading, &rest);
    (void)snprintf(asked, sizeof asked, "%.*s", text_size(rest), rest.at);
    struct question question = story_question(&reading->story, asked);
    cr_assert(
        scenario_summary(reading->scenario, &reading->story, &question, &reading->summary, &err),
        "%s:%llu: %s", reading->scenario->name, (unsigned long long)reading->number, err.text);
    reading->asked = true;
}

static void read_look(struct reading *reading, struct slice rest)
{
    char child[96];
    char tick[32];
    fold_for(reading, &rest);
    struct slice name = slice_cut(&rest, ' ');
    (void)snprintf(child, sizeof child, "%.*s", text_size(name), name.at);
    (void)snprintf(tick, sizeof tick, "%.*s", text_size(rest), rest.at);
    (void)snprintf(reading->looked, sizeof reading->looked, "%s",
                   story_indications(&reading->story, child, NULL, tick));
    reading->claims++;
}

/* The next indication must be this one. */
static void meet_indication(struct reading *reading)
{
    struct slice rest = slice_of(reading->looked);
    const char *mark = strstr(reading->looked, "; ");
    struct slice next = {reading->looked,
                         mark == NULL ? rest.size : (size_t)(mark - reading->looked)};
    cr_expect(slice_equal(next, reading->line), "%s:%llu: found \"%.*s\"", reading->scenario->name,
              (unsigned long long)reading->number, text_size(next), next.at);
    size_t gone = mark == NULL ? rest.size : next.size + 2;
    memmove(reading->looked, reading->looked + gone, rest.size - gone + 1);
}

static void read_figure(struct reading *reading, struct slice path, struct slice want)
{
    char value[128] = "absent";
    const struct figure *figure = summary_figure(&reading->summary, path);
    if (figure != NULL && figure->type == FIGURE_NULL) {
        (void)snprintf(value, sizeof value, "null");
    } else if (figure != NULL) {
        struct text text = text_over(value, sizeof value - 1);
        figure_print(figure, &text);
        value[text.size] = '\0';
    }
    cr_expect(slice_is(want, value), "%s:%llu: %.*s is %s", reading->scenario->name,
              (unsigned long long)reading->number, text_size(path), path.at, value);
    reading->claims++;
}

static void read_disposition(struct reading *reading)
{
    struct slice words = reading->line;
    struct slice number = slice_cut(&words, ' ');
    uint32_t i = reading->dispositions++;
    cr_assert_lt(i, reading->scenario->line_count, "%s: more dispositions than lines",
                 reading->scenario->name);
    cr_expect_eq(strtoul(number.at, NULL, 10), i + 1, "%s:%llu: out of order",
                 reading->scenario->name, (unsigned long long)reading->number);
    cr_expect(slice_is(words, reading->scenario->became[i]), "%s: line %u became %s",
              reading->scenario->name, i + 1, reading->scenario->became[i]);
}

static void read_source(struct reading *reading, struct slice rest)
{
    struct config *config = &reading->scenario->config;
    struct config_source *source = &config->sources[config->source_count++];
    source->source = slice_cut(&rest, ' ');
    source->expected_within_hours = (int32_t)strtol(rest.at, NULL, 10);
}

static void read_line(struct reading *reading)
{
    struct slice value = reading->line;
    struct slice word = slice_cut(&value, ' ');
    const char *equals = " = ";
    char line[512];
    (void)snprintf(line, sizeof line, "%.*s", text_size(reading->line), reading->line.at);
    const char *at = strstr(line, equals);
    if (reading->line.size == 0 || reading->line.at[0] == '#') {
        return;
    }
    if (slice_is(word, "source")) {
        read_source(reading, value);
    } else if (slice_is(word, "ask")) {
        read_ask(reading, value);
    } else if (slice_is(word, "look")) {
        read_look(reading, value);
    } else if (reading->asked && at != NULL) {
        size_t size = (size_t)(at - line);
        size_t from = size + strlen(equals);
        read_figure(reading, (struct slice){line, size},
                    (struct slice){line + from, reading->line.size - from});
    } else if (reading->begun && !reading->asked) {
        meet_indication(reading);
    } else {
        read_disposition(reading);
    }
}

static void check_accounting(struct scenario *scenario)
{
    struct story story;
    scenario_fold(scenario, scenario->line_count, &story);
    cr_expect(accounting_closes(&story.accounting), "%s", scenario->name);
    cr_expect_eq(story.accounting.read, scenario->line_count, "%s: %llu lines read", scenario->name,
                 (unsigned long long)story.accounting.read);
    story_end(&story);
}

static void meets_its_expectations(struct scenario *scenario)
{
    static struct reading reading;
    memset(&reading, 0, sizeof reading);
    reading.scenario = scenario;
    check_accounting(scenario);
    struct lines lines = lines_of(scenario->expected);
    while (lines_next(&lines, &reading.line)) {
        reading.number = lines.number;
        read_line(&reading);
    }
    end_story(&reading);
    cr_expect_eq(reading.dispositions, scenario->line_count, "%s: %u lines, %u dispositions",
                 scenario->name, scenario->line_count, reading.dispositions);
    cr_expect_gt(reading.claims, 0, "%s: claims nothing", scenario->name);
}

Test(scenarios, every_story_ends_as_its_folder_says)
{
    cr_assert_gt(scenarios_each(meets_its_expectations), 0, "there is no scenario");
}

static void shuffle(struct rng *rng, struct slice *lines, uint32_t count)
{
    for (uint32_t i = count; i > 1; i--) {
        uint64_t j = rng_below(rng, i);
        struct slice swapped = lines[i - 1];
        lines[i - 1] = lines[j];
        lines[j] = swapped;
    }
}

/* Every answer a folder asks for, of lines in an order: the cells, byte for byte. */
static struct aggregate answer_of(struct story *story, const struct slice *lines, uint32_t count,
                                  const char *asked)
{
    story_begin(story, HOMEWARD_SOURCE_DIR);
    for (uint32_t i = 0; i < count; i++) {
        cr_assert_str_eq(story_line(story, lines[i]), "accepted");
    }
    struct question question = story_question(story, asked);
    return story_answer(story, &question);
}

static bool same_cells(const struct aggregate *a, const struct aggregate *b)
{
    bool same = a->count == b->count;
    for (uint32_t i = 0; same && i < a->count; i++) {
        same = a->cells[i].measure == b->cells[i].measure && a->cells[i].code == b->cells[i].code &&
               a->cells[i].count == b->cells[i].count;
    }
    return same;
}

static void check_orders(const struct scenario *scenario, struct slice *lines, uint32_t count,
                         const char *asked)
{
    enum { ORDERS = 20 };
    struct story first;
    struct aggregate want = answer_of(&first, lines, count, asked);
    struct rng rng = rng_seeded(count);
    for (int order = 0; order < ORDERS; order++) {
        struct story story;
        shuffle(&rng, lines, count);
        struct aggregate got = answer_of(&story, lines, count, asked);
        cr_expect(same_cells(&want, &got), "%s: %s, order %d", scenario->name, asked, order);
        story_end(&story);
    }
    story_end(&first);
}

static void answers_the_same_in_any_order(struct scenario *scenario)
{
    struct story story;
    scenario_fold(scenario, scenario->line_count, &story);
    story_end(&story);
    struct slice accepted[SCENARIO_LINES_MAX];
    uint32_t count = 0;
    for (uint32_t i = 0; i < scenario->line_count; i++) {
        if (strcmp(scenario->became[i], "accepted") == 0) {
            accepted[count++] = scenario->lines[i];
        }
    }
    struct lines lines = lines_of(scenario->expected);
    struct slice line;
    while (count > 1 && lines_next(&lines, &line)) {
        char asked[256];
        (void)snprintf(asked, sizeof asked, "%.*s", text_size(line), line.at);
        if (strncmp(asked, "ask ", 4) == 0 && strstr(asked, " after ") == NULL) {
            check_orders(scenario, accepted, count, asked + 4);
        }
    }
}

Test(scenarios, the_order_of_accepted_lines_changes_no_answer)
{
    cr_assert_gt(scenarios_each(answers_the_same_in_any_order), 0, "there is no scenario");
}

static void says_that_it_is_synthetic(struct scenario *scenario)
{
    enum { JSON_MAX = 1 << 20 };
    static char json[JSON_MAX];
    struct story story;
    struct summary summary;
    struct err err = {0};
    scenario_fold(scenario, scenario->line_count, &story);
    struct question question =
        story_question(&story, "E06000047 month:2016-03-01 2026-12-31T00:00:00Z");
    cr_assert(scenario_summary(scenario, &story, &question, &summary, &err), "%s", err.text);
    struct text text = text_over(json, sizeof json - 1);
    summary_json(&summary, &text);
    cr_assert_not(text.full);
    json[text.size] = '\0';
    bool some = story.accounting.accepted > 0;
    cr_expect_eq(strstr(json, "\"synthetic\": true") != NULL, some, "%s", scenario->name);
    story_end(&story);
}

Test(scenarios, every_summary_of_invented_children_says_so)
{
    cr_assert_gt(scenarios_each(says_that_it_is_synthetic), 0, "there is no scenario");
}
