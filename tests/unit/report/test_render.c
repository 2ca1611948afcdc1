/* The renderings, read back by libraries that did not write them. */
#include <criterion/criterion.h>
#include <criterion/parameterized.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "codec/csv.h"
#include "report/manifest.h"
#include "report/page.h"
#include "world.h"

/* The member a step of a path leads to: key, [code or source], #number. */
static const json_t *follow(const json_t *value, char kind, const char *name)
{
    if (kind == '#') {
        return json_array_get(value, (size_t)strtoul(name, NULL, 10));
    }
    if (kind != '[') {
        return json_object_get(value, name);
    }
    size_t index;
    json_t *element;
    json_array_foreach((json_t *)(uintptr_t)value, index, element)
    {
        const char *code = json_string_value(json_object_get(element, "code"));
        const char *source = json_string_value(json_object_get(element, "source"));
        if ((code != NULL && strcmp(code, name) == 0) ||
            (source != NULL && strcmp(source, name) == 0)) {
            return element;
        }
    }
    return NULL;
}

static const json_t *at_path(const json_t *value, struct slice path)
{
    char kind = '.';
    size_t at = 0;
    while (at < path.size && value != NULL) {
        char name[128] = {0};
        size_t size = 0;
        while (at < path.size &&
               (kind == '[' ? path.at[at] != ']' : strchr(".[#", path.at[at]) == NULL)) {
            name[size++] = path.at[at++];
        }
        value = follow(value, kind, name);
        at += kind == '[';
        kind = at < path.size ? path.at[at++] : '.';
    }
    return value;
}

static bool same(const struct figure *figure, const json_t *value)
{
    switch ((enum figure_type)figure->type) {
    case FIGURE_COUNT:
        return json_is_integer(value) && json_integer_value(value) == figure->value;
    case FIGURE_FLAG:
        return json_is_boolean(value) && json_is_true(value) == (figure->value != 0);
    case FIGURE_NULL:
        return json_is_null(value);
    case FIGURE_EMPTY_LIST:
        return json_is_array(value) && json_array_size(value) == 0;
    case FIGURE_EMPTY_OBJECT:
        return json_is_object(value) && json_object_size(value) == 0;
    case FIGURE_TEXT:
    case FIGURE_NAME:
        return json_is_string(value) && slice_is(figure->text, json_string_value(value));
    }
    return false;
}

static void expect_json_has_all(struct world *world)
{
    struct slice bytes = world_render(world, summary_json);
    json_error_t error;
    json_t *root = json_loadb(bytes.at, bytes.size, JSON_REJECT_DUPLICATES, &error);
    cr_assert_not_null(root, "line %d: %s", error.line, error.text);
    for (uint32_t i = 0; i < world->summary.count; i++) {
        const struct figure *figure = &world->summary.figures[i];
        cr_expect(same(figure, at_path(root, figure->path)), "%.*s", (int)figure->path.size,
                  figure->path.at);
    }
    cr_expect_str_eq(json_string_value(json_object_get(root, "schema")), "homeward.summary/1");
    json_decref(root);
}

Test(render, json_has_every_figure_at_its_path)
{
    struct world *world = world_new();
    cr_assert(world_summarise(world));
    expect_json_has_all(world);
    expect_json_has_all(world_story());
}

static struct world *world_with_a_silent_source(void)
{
    struct world *world = world_new();
    world->config.sources[world->config.source_count++] =
        (struct config_source){slice_of("youth-justice"), 24};
    cr_assert(world_summarise(world));
    return world;
}

Test(render, a_source_never_heard_from_is_in_all_of_them)
{
    struct world *world = world_with_a_silent_source();
    expect_json_has_all(world);
    cr_expect(holds(world_render(world, summary_html),
                    "youth-justice</th><td></td><td class=\"n\">0</td><td>never heard from</td><td>"
                    "<strong>SILENT</strong>, expected every 24 hours</td>"));
    struct slice csv = world_render(world, summary_csv);
    cr_expect(holds(csv, ",quality.sources.records,youth-justice,records,0\r\n"));
    cr_expect(holds(csv, ",quality.sources.silent,youth-justice,,true\r\n"));
    cr_expect_not(holds(csv, "last_recorded_at"), "an instant is no number, nor is its absence");
}

Test(render, csv_has_a_row_for_every_number)
{
    struct world *world = world_story();
    struct csv_table table;
    cr_assert(csv_read(world_render(world, summary_csv), &world->arena, &table, &world->err));
    int measure = csv_column(&table, "measure");
    int category = csv_column(&table, "category");
    int value = csv_column(&table, "value");
    uint64_t row = 0;
    for (uint32_t i = 0; i < world->summary.count; i++) {
        const struct figure *figure = &world->summary.figures[i];
        if (figure->type >= FIGURE_NAME) {
            continue;
        }
        cr_assert_lt(row, table.row_count);
        const struct csv_row *cells = &table.rows[row++];
        cr_expect(slice_equal(csv_cell(cells, measure), figure->name));
        cr_expect(slice_equal(csv_cell(cells, category), figure->category));
        char number[32];
        (void)snprintf(number, sizeof number, "%lld", (long long)figure->value);
        cr_expect(figure->type != FIGURE_COUNT || slice_is(csv_cell(cells, value), number));
        cr_expect(figure->type != FIGURE_NULL || slice_is(csv_cell(cells, value), "x") ||
                  slice_is(csv_cell(cells, value), "z"));
    }
    cr_expect_eq(row, table.row_count);
}

static const struct {
    const char *period, *time_period, *time_identifier;
} times[] = {
    {"year:2015-04-01", "201516", "Financial year"},
    {"year:1999-04-01", "199900", "Financial year"},
    {"quarter:2016-04-01", "201617", "Financial year Q1"},
    {"quarter:2015-10-01", "201516", "Financial year Q3"},
    {"quarter:2016-01-01", "201516", "Financial year Q4"},
    {"month:2016-02-01", "2016", "February"},
    {"week:2016-01-04", "2016", "Week 1"},
    {"week:2015-12-28", "2015", "Week 53"},
    {"week:2018-12-31", "2019", "Week 1"},
    {"fortnight:2016-02-29", "2016", "Fortnight from 2016-02-29"},
};
enum { TIMES = sizeof times / sizeof times[0] };

ParameterizedTestParameters(render, csv_names_periods_as_dfe_does)
{
    static size_t row[TIMES];
    for (size_t i = 0; i < TIMES; i++) {
        row[i] = i;
    }
    return cr_make_param_array(size_t, row, TIMES);
}

ParameterizedTest(const size_t *row, render, csv_names_periods_as_dfe_does)
{
    struct world *world = world_new();
    cr_assert_eq(
        period_read(slice_of(times[*row].period), world->config.anchor, &world->question.period),
        PERIOD_OK);
    cr_assert(world_summarise(world));
    struct csv_table table;
    cr_assert(csv_read(world_render(world, summary_csv), &world->arena, &table, &world->err));
    cr_expect(slice_is(csv_cell(&table.rows[0], 0), times[*row].time_period));
    cr_expect(slice_is(csv_cell(&table.rows[0], 1), times[*row].time_identifier));
}

static const struct {
    const char *text, *want;
} escapes[] = {
    {"plain", "plain"},
    {"<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"},
    {"\"a\" & 'b'", "&quot;a&quot; &amp; &#39;b&#39;"},
    {"&amp;", "&amp;amp;"},
};
enum { ESCAPES = sizeof escapes / sizeof escapes[0] };

ParameterizedTestParameters(render, html_makes_text_harmless)
{
    static size_t row[ESCAPES];
    for (size_t i = 0; i < ESCAPES; i++) {
        row[i] = i;
    }
    return cr_make_param_array(size_t, row, ESCAPES);
}

ParameterizedTest(const size_t *row, render, html_makes_text_harmless)
{
    char memory[256];
    struct text text = text_over(memory, sizeof memory);
    html_texts(&text, escapes[*row].text);
    cr_expect(slice_is(text_slice(&text), escapes[*row].want), "%s", escapes[*row].text);
}

Test(render, html_escapes_what_people_configured)
{
    struct world *world = world_new();
    world->config.marking = slice_of("<b>SECRET</b>");
    world->config.authorities[0] =
        (struct config_authority){.gss = world->question.authority, .name = slice_of("A&B\"<i>")};
    world->config.authority_count = 1;
    cr_assert(world_summarise(world));
    struct slice page = world_render(world, summary_html);
    cr_expect(holds(page, "&lt;b&gt;SECRET&lt;/b&gt;"));
    cr_expect(holds(page, "A&amp;B&quot;&lt;i&gt;"));
    cr_expect_not(holds(page, "<b>"));
    cr_expect_not(holds(page, "<i>"));
    cr_expect_not(holds(page, "<script"));
}

static size_t times_held(struct slice bytes, const char *part)
{
    size_t count = 0;
    size_t size = strlen(part);
    for (size_t i = 0; i + size <= bytes.size; i++) {
        count += memcmp(bytes.at + i, part, size) == 0;
    }
    return count;
}

Test(render, html_is_marked_above_and_below_and_says_when_nothing_is_real)
{
    struct world *world = world_new();
    cr_assert(world_summarise(world));
    struct slice page = world_render(world, summary_html);
    cr_expect_eq(times_held(page, "OFFICIAL-SENSITIVE"), 2U);
    cr_expect_eq(times_held(page, "DEMONSTRATION DATA"), 0U);
    cr_expect(holds(page, "no levels were supplied"));
    cr_expect(
        holds(page, "0 read = 0 accepted + 0 duplicate + 0 rejected + 0 tombstone + 0 erased"));
    world->input.synthetic = true;
    cr_assert(world_summarise(world));
    page = world_render(world, summary_html);
    cr_expect_eq(times_held(page, "DEMONSTRATION DATA"), 3U, "title, top and bottom");
    cr_expect(holds(world_render(world, summary_json), "\"synthetic\": true"));
}

Test(render, html_tables_have_captions_and_scopes)
{
    struct slice page = world_render(world_story(), summary_html);
    size_t tables = times_held(page, "<table");
    cr_expect_gt(tables, 15U);
    cr_expect_eq(times_held(page, "<caption>"), tables);
    cr_expect_eq(times_held(page, "</table>"), tables);
    cr_expect_eq(times_held(page, "<th "), times_held(page, "<th scope="));
    cr_expect_eq(times_held(page, "<tr>"), times_held(page, "</tr>"));
}

Test(render, html_lets_small_tables_flow_into_columns)
{
    struct slice page = world_render(world_story(), summary_html);
    cr_expect_eq(times_held(page, "<div"), times_held(page, "</div>"));
    cr_expect_eq(times_held(page, "<section>"), times_held(page, "</section>"));
    cr_expect_eq(times_held(page, "<div class=\"flow\">\n<div class=\"scroll\"><table>"), 5U);
    cr_expect_eq(times_held(page, "<div class=\"flow two\">\n<div class=\"scroll\"><table>"), 1U);
    cr_expect(holds(page, "</table></div>\n</div>\n<div class=\"scroll\"><table class=\"series\">"),
              "a wide table stands alone");
}

/* A figure that a page forgets is one that nobody reads. */
Test(render, html_has_the_label_of_every_count)
{
    struct world *world = world_story();
    struct slice page = world_render(world, summary_html);
    for (uint32_t i = 0; i < world->summary.count; i++) {
        const struct figure *figure = &world->summary.figures[i];
        if (figure->type != FIGURE_COUNT || figure->label == NULL || figure->rows == ROWS_NONE ||
            slice_starts(figure->path, "quality.sources")) {
            continue;
        }
        char memory[256];
        struct text label = text_over(memory, sizeof memory - 1);
        html_texts(&label, figure->label);
        memory[label.size] = '\0';
        cr_expect(holds(page, memory), "%s", memory);
    }
}

static const struct {
    int64_t count;
    const char *want;
} counts[] = {
    {0, "0"}, {999, "999"}, {1000, "1,000"}, {1234567, "1,234,567"}, {1000005, "1,000,005"}};
enum { COUNTS = sizeof counts / sizeof counts[0] };

Test(render, html_counts_have_commas)
{
    for (size_t i = 0; i < COUNTS; i++) {
        char memory[32];
        struct text text = text_over(memory, sizeof memory);
        html_count(&text, counts[i].count);
        cr_expect(slice_is(text_slice(&text), counts[i].want), "%s", counts[i].want);
    }
}

Test(render, the_manifest_names_question_files_and_accounting)
{
    struct world *world = world_story();
    struct manifest_file input = {NULL, "fortnight.ndjson", 12, "ab"};
    struct manifest_file tool = {"tool", "seraf.json", 34, "cd"};
    struct manifest_file output = {NULL, "summary.json", 56, "ef"};
    struct text text = text_in(&world->arena);
    manifest_json(&world->summary, (struct manifest_files){&input, 1},
                  (struct manifest_files){&tool, 1}, (struct manifest_files){&output, 1}, &text);
    json_t *root = json_loadb(text.at, text.size, JSON_REJECT_DUPLICATES, NULL);
    cr_assert_not_null(root);
    const json_t *file = json_array_get(json_object_get(root, "files"), 0);
    cr_expect_str_eq(json_string_value(json_object_get(file, "sha256")), "ef");
    cr_expect_eq(json_integer_value(json_object_get(file, "size_bytes")), 56);
    const json_t *role = json_array_get(json_object_get(root, "configuration"), 0);
    cr_expect_str_eq(json_string_value(json_object_get(role, "role")), "tool");
    const json_t *question = json_object_get(root, "question");
    cr_expect_str_eq(json_string_value(json_object_get(question, "period")),
                     "fortnight:2016-02-29");
    const json_t *accounting = json_object_get(root, "accounting");
    cr_expect_eq(json_integer_value(json_object_get(accounting, "read")), 23);
    cr_expect_eq(json_integer_value(
                     json_object_get(json_object_get(accounting, "rejected"), "REVISION_CONFLICT")),
                 1);
    json_decref(root);
}
