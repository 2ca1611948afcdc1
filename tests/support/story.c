/* story: see story.h. */
#include "support/story.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/instant.h"
#include "base/text.h"
#include "codec/config.h"
#include "codec/decode.h"
#include "domain/code.h"
#include "domain/life.h"
#include "domain/vocab.h"

enum { SLAB_BYTES = 1 << 20, ARENA_BYTES = 4 << 20, TOOL_BYTES = 64 << 10, KEYS_MAX = 48 };

/* What a short line leaves out, by its first letter. */
static const struct kind_words {
    char letter;
    const char *id, *words;
} kinds[] = {
    {'E', "episode_id",
     "schema=homeward.episode/1 kind=missing authority=E06000047 responsible=E06000047 "
     "status=home"},
    {'I', "interview_id",
     "schema=homeward.interview/1 episodes=[\"e1\"] responsible=E06000047 outcome=pending"},
    {'A', "assessment_id",
     "schema=homeward.assessment/1 responsible=E06000047 harm=cse tool=seraf "
     "tool_version=2016-wales items=[] assessor=social_worker harm_status=none_known"},
    {'D', "decision_id",
     "schema=homeward.decision/1 responsible=E06000047 harm=cse level=low decider=panel_chair "
     "panel=meg rationale=other"},
};
static const char everywhere[] =
    "event_id=ev source=police recorded_at=2020-01-01T00:00:00Z revision=1 child=sim.a";

static void read_tool(struct story *story, const char *source_dir)
{
    char path[512];
    (void)snprintf(path, sizeof path, "%s/schemas/tools/seraf.json", source_dir);
    FILE *file = fopen(path, "rb");
    assert(file != NULL);
    char *bytes = ARENA_NEW(&story->arena, char, TOOL_BYTES);
    assert(bytes != NULL);
    size_t size = fread(bytes, 1, TOOL_BYTES, file);
    (void)fclose(file);
    struct err err = {0};
    if (!tool_read((struct slice){bytes, size}, "seraf.json", &story->arena, &story->seraf, &err)) {
        (void)fprintf(stderr, "%s\n", err.text);
        abort();
    }
    story->tools = (struct tools){.count = 1, .tools = {&story->seraf}};
}

void story_begin(struct story *story, const char *source_dir)
{
    static const unsigned char seed[16] = {47};
    memset(story, 0, sizeof *story);
    story->memory = malloc(SLAB_BYTES);
    story->room = malloc(ARENA_BYTES);
    assert(story->memory != NULL);
    assert(story->room != NULL);
    histories_init(&story->histories, slab_over(story->memory, SLAB_BYTES), seed);
    story->arena = arena_over(story->room, ARENA_BYTES);
    story->rules = rules_default();
    read_tool(story, source_dir);
}

void story_end(struct story *story)
{
    free(story->memory);
    free(story->room);
}

static const char *rejected(struct story *story, const struct reject *reject)
{
    story->accounting.rejected[reject->code]++;
    (void)snprintf(story->said, sizeof story->said, "%s%s%s", reject_row(reject->code)->name,
                   reject->pointer[0] == '\0' ? "" : " ", reject->pointer);
    return story->said;
}

const char *story_line(struct story *story, struct slice line)
{
    struct arena scratch = story->arena;
    struct record record;
    struct reject reject;
    switch (decode_record(line, &scratch, &record, &reject)) {
    case DECODE_REJECTED:
        story->accounting.read++;
        return rejected(story, &reject);
    case DECODE_NEWER:
        return "newer"; /* the reader stops: the line is not read */
    case DECODE_FULL:
        return "full";
    case DECODE_OK:
        break;
    }
    story->accounting.read++;
    switch (histories_apply(&story->histories, &record)) {
    case APPLIED:
        story->accounting.accepted++;
        story->accounting.unknown_fields += record.unknown_fields;
        return "accepted";
    case APPLIED_DUPLICATE:
        story->accounting.duplicate++;
        return "duplicate";
    case APPLIED_CONFLICT:
        reject = (struct reject){REJECT_REVISION_CONFLICT, -1, "/revision"};
        return rejected(story, &reject);
    case APPLIED_FULL:
        break;
    }
    return "full";
}

/* key=value pairs in the order of their first mention; the last mention of a key stands. */
struct pairs {
    int count;
    struct slice keys[KEYS_MAX], values[KEYS_MAX];
};

static void take_pairs(struct pairs *pairs, struct slice words)
{
    while (words.at != NULL) {
        struct slice value = slice_cut(&words, ' ');
        struct slice key = slice_cut(&value, '=');
        int i = 0;
        if (key.size == 0) {
            continue;
        }
        assert(value.at != NULL);
        while (i < pairs->count && !slice_equal(pairs->keys[i], key)) {
            i++;
        }
        assert(i < KEYS_MAX);
        pairs->count += i == pairs->count;
        pairs->keys[i] = key;
        pairs->values[i] = value;
    }
}

static bool is_json(struct slice value)
{
    return value.size > 0 &&
           (value.at[0] == '[' || value.at[0] == '{' || value.at[0] == '"' ||
            slice_is(value, "true") || slice_is(value, "false") || slice_is(value, "null") ||
            strspn(value.at, "0123456789") >= value.size);
}

static void put_pairs(const struct pairs *pairs, struct text *out)
{
    for (int i = 0; i < pairs->count; i++) {
        text_puts(out, i == 0 ? "{\"" : ",\"");
        text_put(out, pairs->keys[i]);
        text_puts(out, is_json(pairs->values[i]) ? "\":" : "\":\"");
        text_put(out, pairs->values[i]);
        text_puts(out, is_json(pairs->values[i]) ? "" : "\"");
    }
    text_char(out, '}');
}

static void put_json(struct slice told, struct text *out)
{
    size_t kind = 0;
    while (kind < sizeof kinds / sizeof kinds[0] && kinds[kind].letter != told.at[0]) {
        kind++;
    }
    assert(kind < sizeof kinds / sizeof kinds[0]);
    (void)slice_cut(&told, ' ');
    char id[128];
    struct slice name = slice_cut(&told, ' ');
    int size = snprintf(id, sizeof id, "%s=%.*s", kinds[kind].id, (int)name.size, name.at);
    struct pairs pairs = {0};
    take_pairs(&pairs, slice_of(kinds[kind].words));
    take_pairs(&pairs, slice_of(everywhere));
    take_pairs(&pairs, (struct slice){id, (size_t)size});
    take_pairs(&pairs, told);
    put_pairs(&pairs, out);
}

const char *story_json(struct story *story, const char *told)
{
    struct text out = text_over(story->said, sizeof story->said - 1);
    put_json(slice_of(told), &out);
    assert(!out.full);
    story->said[out.size] = '\0';
    return story->said;
}

const char *story_tell(struct story *story, const char *told)
{
    struct slice left = slice_of(told);
    while (left.at != NULL) {
        struct slice line = slice_cut(&left, '\n');
        if (line.size == 0) {
            continue;
        }
        char json[STORY_TEXT];
        struct text out = text_over(json, sizeof json);
        put_json(line, &out);
        assert(!out.full);
        const char *became = story_line(story, text_slice(&out));
        if (strcmp(became, "accepted") != 0) {
            return became;
        }
    }
    return "accepted";
}

static int64_t instant_of(struct slice text)
{
    when at = WHEN_NONE;
    enum instant_result read = instant_read(text, &at);
    assert(read == INSTANT_OK);
    return at;
}

struct question story_question(const struct story *story, const char *asked)
{
    struct slice rest = slice_of(asked);
    struct slice authority = slice_cut(&rest, ' ');
    struct slice period = slice_cut(&rest, ' ');
    struct question question = {
        .as_of = instant_of(rest), .rules = &story->rules, .tools = &story->tools};
    bool known = code_read_gss(authority, &question.authority);
    enum period_result read = period_read(period, period_default_anchor(), &question.period);
    assert(known);
    assert(read == PERIOD_OK);
    return question;
}

struct aggregate story_answer(struct story *story, const struct question *question)
{
    struct aggregate answer;
    bool answered = question_answer(&story->histories, question, &story->arena, NULL, &answer);
    assert(answered);
    return answer;
}

int64_t story_count(struct story *story, const char *asked, uint16_t measure, uint64_t code)
{
    struct arena mark = story->arena;
    struct question question = story_question(story, asked);
    struct aggregate answer = story_answer(story, &question);
    int64_t count = aggregate_count(&answer, measure, code);
    story->arena = mark;
    return count;
}

static void put_indication(const struct story *story, const struct indication *one, bool named,
                           struct text *out)
{
    static const char *const severities[] = {"reason", "medium", "high"};
    char instant[INSTANT_TEXT];
    text_puts(out, out->size == 0 ? "" : "; ");
    if (named) {
        text_puts(out, rule_row(one->rule)->id);
        text_char(out, ' ');
    }
    text_puts(out, severities[one->severity]);
    text_char(out, ' ');
    if (one->harm != 0) {
        text_puts(out, vocab_name(VOCAB_HARM, one->harm));
        text_char(out, ' ');
    }
    text_put(out, fact_id(&story->histories, one->trigger));
    text_char(out, ' ');
    instant_write(one->occurred, instant);
    text_put(out, (struct slice){instant, sizeof instant});
    text_puts(out, one->standing ? " standing" : "");
}

const char *story_indications(struct story *story, const char *child, const char *rule,
                              const char *tick)
{
    const int64_t since_s = INT64_C(90) * SECONDS_DAY;
    struct arena scratch = story->arena;
    struct life life;
    struct indications found = {.arena = &scratch};
    const struct history *history = histories_find(&story->histories, slice_of(child));
    assert(history != NULL);
    int64_t tick_s = instant_of(slice_of(tick));
    bool laid_out = life_of(&story->histories, history, &scratch, &life);
    assert(laid_out);
    bool done =
        rules_indications(&story->rules, &story->tools, &life, tick_s - since_s, tick_s, &found);
    assert(done);
    struct text out = text_over(story->said, sizeof story->said - 1);
    for (uint32_t i = 0; i < found.count; i++) {
        if (rule == NULL || strcmp(rule_row(found.list[i].rule)->id, rule) == 0) {
            put_indication(story, &found.list[i], rule == NULL, &out);
        }
    }
    assert(!out.full);
    story->said[out.size] = '\0';
    return story->said;
}

bool story_holds(struct story *story, const struct story_case *row)
{
    const char *became = story_tell(story, row->told);
    if (strcmp(became, "accepted") != 0) {
        char code[160];
        (void)snprintf(code, sizeof code, "%s", became);
        (void)snprintf(story->said, sizeof story->said, "%s: a line became %s", row->name, code);
        return false;
    }
    struct question question = story_question(story, row->asked);
    struct aggregate answer = story_answer(story, &question);
    for (int i = 0; i < STORY_CELLS && row->cells[i].measure != 0; i++) {
        const struct story_cell *cell = &row->cells[i];
        int64_t count = aggregate_count(&answer, cell->measure, cell->code);
        if (count != cell->want) {
            (void)snprintf(story->said, sizeof story->said,
                           "%s: measure %u code %llu is %lld, not %lld", row->name, cell->measure,
                           (unsigned long long)cell->code, (long long)count, (long long)cell->want);
            return false;
        }
    }
    (void)snprintf(story->said, sizeof story->said, "%s: expects nothing", row->name);
    return row->cells[0].measure != 0;
}
