/* sources: every source system that sent something or is expected to, and whether it is silent.
 *
 * A dead feed looks like safety (codes.md, source_silent), so a source that is configured and never
 * sent anything stands among the others.
 */
#include <stdlib.h>

#include "report/figures.h"

static bool has_sent(const struct summary_input *input, struct slice name)
{
    for (uint32_t i = 0; i < input->source_count; i++) {
        if (slice_equal(input->sources[i].name, name)) {
            return true;
        }
    }
    return false;
}

static int source_order(const void *left, const void *right)
{
    const struct source_count *a = left;
    const struct source_count *b = right;
    return slice_compare(a->name, b->name);
}

bool sources_with_expected(struct summary_input *input, struct arena *arena)
{
    uint32_t count = input->source_count;
    size_t room = (size_t)count + input->config->source_count + 1;
    struct source_count *all = ARENA_NEW(arena, struct source_count, room);
    if (all == NULL) {
        return false;
    }
    for (uint32_t i = 0; i < count; i++) {
        all[i] = input->sources[i];
    }
    for (uint32_t i = 0; i < input->config->source_count; i++) {
        struct slice name = input->config->sources[i].source;
        if (!has_sent(input, name)) {
            all[count++] = (struct source_count){.name = name, .last_recorded_at = WHEN_NONE};
        }
    }
    qsort(all, count, sizeof *all, source_order);
    input->sources = all;
    input->source_count = count;
    return true;
}

bool source_is_silent(const struct summary_input *input, const struct source_count *source)
{
    int32_t expected = config_expected_hours(input->config, source->name);
    if (expected == 0 || !input->question->rules->rule[RULE_SOURCE_SILENT].on) {
        return false;
    }
    if (source->records == 0) {
        return true;
    }
    int64_t silence_s = question_end(input->question) - (int64_t)source->last_recorded_at;
    return silence_s > (int64_t)expected * SECONDS_HOUR;
}

static struct figure *add_member(struct build *build, const struct source_count *source,
                                 const char *member, const char *label, const char *unit)
{
    struct figure_place place = {"quality.sources", '[', source->name, member};
    return build_add(build, place, label, unit);
}

static void add_kinds(struct build *build, const struct source_count *source)
{
    int64_t number = 0;
    for (int kind = 0; kind < RECORD_KIND_COUNT; kind++) {
        if ((source->kinds & (1U << kind)) == 0) {
            continue;
        }
        char member[16];
        struct text text = text_over(member, sizeof member - 1);
        text_puts(&text, "kinds#");
        text_int(&text, number++);
        member[text.size] = '\0';
        struct figure *figure = add_member(build, source, member, "Kind of record", "");
        figure->type = FIGURE_NAME;
        figure->text = slice_of(record_kind_name((enum record_kind)kind));
    }
    if (number == 0) {
        add_member(build, source, "kinds", "Kind of record", "")->type = FIGURE_EMPTY_LIST;
    }
}

static void add_last(struct build *build, const struct source_count *source)
{
    struct figure *last = add_member(build, source, "last_recorded_at", "Latest record", "");
    if (source->records == 0) {
        figure_absent(last, ABSENT_NOT_APPLICABLE, "never heard from");
        return;
    }
    char instant[INSTANT_TEXT];
    instant_write(source->last_recorded_at, instant);
    last->type = FIGURE_NAME;
    last->text = build_text(build, (struct slice){instant, sizeof instant});
}

static void make_source(struct build *build, const struct source_count *source)
{
    struct figure *name = add_member(build, source, "source", "Source", "");
    name->type = FIGURE_NAME;
    name->text = source->name;
    add_kinds(build, source);
    struct figure *records = add_member(build, source, "records", "Records accepted", "records");
    records->rows = ROWS_RECORDS;
    records->measure = RECORDS_SOURCE;
    records->value = (int64_t)source->records;
    add_last(build, source);
    int32_t expected = config_expected_hours(build->input->config, source->name);
    struct figure *within =
        add_member(build, source, "expected_within_hours", "Expected within", "hours");
    within->value = expected;
    if (expected == 0) {
        figure_absent(within, ABSENT_NOT_APPLICABLE, "nothing expected");
    }
    struct figure *silent = add_member(build, source, "silent", "Silent", "");
    silent->type = FIGURE_FLAG;
    silent->value = source_is_silent(build->input, source);
}

void make_sources(struct build *build, const struct figure_row *row)
{
    if (build->input->source_count == 0) {
        make_empty_list(build, row);
    }
    for (uint32_t i = 0; i < build->input->source_count; i++) {
        make_source(build, &build->input->sources[i]);
    }
}
