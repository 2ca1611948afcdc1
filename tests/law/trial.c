/* trial: making cases, and folding them. */
#include "trial.h"

#include <stdlib.h>
#include <string.h>

#include "base/digest.h"
#include "codec/decode.h"
#include "codec/encode.h"
#include "domain/code.h"
#include "domain/tool.h"
#include "support/random_record.h"

enum {
    MEMORY = 64 << 20,
    SLAB = 1 << 20,
    LINES_LEAST = 4,
    SECONDS_SPAN = 400 * SECONDS_DAY,
};

/* A promise of the test itself: asserts are on, and a broken one must not look like a pass. */
static void must(bool holds)
{
    if (!holds) {
        abort();
    }
}

/* Room that needs no clearing: taken from the arena by hand, since clearing megabytes for every one
 * of the folds would be all that a law spends its time on. */
static char *take_raw(struct trial *trial, size_t size)
{
    char *at = trial->memory.at + (-(uintptr_t)trial->memory.at & 7);
    must((size_t)(trial->memory.end - at) >= size);
    trial->memory.at = at + size;
    return at;
}

static char *memory_of_process(void)
{
    static char *memory = NULL;
    if (memory == NULL) {
        memory = malloc(MEMORY);
        must(memory != NULL);
    }
    return memory;
}

static const struct rules *rules(void)
{
    static struct rules rules;
    rules = rules_default();
    return &rules;
}

/* A tool that random assessments sometimes name, with items that they may have. */
static const struct tools *tools(void)
{
    static struct tool tool;
    static struct tools tools;
    tool = (struct tool){.id = slice_of("seraf"), .version = slice_of("1"), .harm = HARM_CSE};
    tool.category_count = 2;
    tool.categories[0] = (struct tool_category){0, 1, LEVEL_NONE};
    tool.categories[1] = (struct tool_category){1, 2, LEVEL_MEDIUM};
    tool.override_count = 1;
    tool.overrides[0] = (struct tool_override){.kind = OVERRIDE_AGE_UNDER,
                                               .value = 14,
                                               .level_at_least = LEVEL_HIGH,
                                               .basis = slice_of("for the law's sake")};
    tools.count = 1;
    tools.tools[0] = &tool;
    return &tools;
}

static struct slice take(struct trial *trial, struct slice bytes)
{
    struct slice copy = arena_copy(&trial->memory, bytes);
    must(copy.at != NULL);
    return copy;
}

struct slice trial_encode(struct trial *trial, const struct record *record)
{
    struct text text = text_in(&trial->memory);
    encode_record(record, &text);
    must(!text.full);
    return text_keep(&text, &trial->memory);
}

bool trial_record(struct trial *trial, struct slice line, struct record *out)
{
    struct reject reject;
    struct arena scratch = arena_over(take_raw(trial, DECODE_ARENA), DECODE_ARENA);
    return decode_record(line, &scratch, out, &reject) == DECODE_OK;
}

/* A line cut short: mostly unusable. */
static struct slice spoiled(struct trial *trial, struct slice line)
{
    return take(trial, (struct slice){line.at, rng_below(&trial->rng, line.size + 1)});
}

static struct slice random_line(struct trial *trial, const struct random_shape *shape)
{
    struct record record;
    struct arena scratch = arena_over(take_raw(trial, RANDOM_RECORD_ARENA), RANDOM_RECORD_ARENA);
    random_record(&trial->rng, shape, &scratch, &record);
    struct slice line = trial_encode(trial, &record);
    return rng_chance(&trial->rng, 30) ? spoiled(trial, line) : line;
}

static struct question random_question(struct trial *trial, const struct random_shape *shape)
{
    enum period_kind kind = (enum period_kind)rng_below(&trial->rng, PERIOD_KIND_COUNT);
    int64_t inside = rng_between(&trial->rng, shape->from, (int64_t)shape->to - 1);
    struct period period =
        period_at(kind, (int32_t)(inside / SECONDS_DAY), period_default_anchor());
    int64_t from = period.start_s - 5 * SECONDS_DAY;
    return (struct question){
        .authority = 0,
        .period = period,
        .as_of = rng_between(&trial->rng, from < 0 ? 0 : from, period.end_s + 30 * SECONDS_DAY),
        .rules = rules(),
        .tools = tools()};
}

void trial_start(struct trial *trial, uint64_t seed, uint64_t number)
{
    trial->rng = rng_fork(seed, number);
    trial->memory = arena_over(memory_of_process(), MEMORY);
    struct random_shape shape = random_shape_default();
    shape.children = 1 + (uint32_t)rng_below(&trial->rng, 4);
    shape.authorities = 1 + (uint32_t)rng_below(&trial->rng, 2);
    shape.from += (when)rng_below(&trial->rng, SECONDS_SPAN);
    shape.to = shape.from + (when)rng_between(&trial->rng, 2, 400) * SECONDS_DAY;
    trial->question = random_question(trial, &shape);
    must(code_read_gss(slice_of("E06000047"), &trial->question.authority));
    trial->lines.count = LINES_LEAST + (uint32_t)rng_below(&trial->rng, TRIAL_LINES_MAX / 2);
    for (uint32_t i = 0; i < trial->lines.count; i++) {
        trial->lines.at[i] = i > 0 && rng_chance(&trial->rng, 100)
                                 ? trial->lines.at[rng_below(&trial->rng, i)]
                                 : random_line(trial, &shape);
    }
}

/* What two copies of one revision of one fact have in common; 0 for a line that is no record. */
static uint64_t identity(struct trial *trial, struct slice line)
{
    static const unsigned char key[DIGEST_SHORT_KEY] = {1};
    struct arena before = trial->memory;
    struct record record;
    uint64_t hash = 0;
    if (trial_record(trial, line, &record)) {
        struct text text = text_in(&trial->memory);
        text_int(&text, record.kind);
        text_char(&text, ' ');
        text_int(&text, record.revision);
        text_char(&text, ' ');
        text_put(&text, record.child);
        text_char(&text, ' ');
        text_put(&text, record.id);
        hash = digest_short(key, text_slice(&text));
    }
    trial->memory.at = before.at;
    return hash;
}

/* Each line in turn moves to a place of its own, but never before a copy it came after. */
struct lines_of_trial trial_shuffled(struct trial *trial, const struct lines_of_trial *lines)
{
    struct lines_of_trial out = {.count = 0};
    uint64_t placed[TRIAL_LINES_MAX];
    for (uint32_t i = 0; i < lines->count; i++) {
        uint64_t hash = identity(trial, lines->at[i]);
        uint32_t least = 0;
        for (uint32_t j = 0; j < out.count; j++) {
            if (hash != 0 && placed[j] == hash) {
                least = j + 1;
            }
        }
        uint32_t place = (uint32_t)rng_between(&trial->rng, least, out.count);
        memmove(&out.at[place + 1], &out.at[place], (out.count - place) * sizeof out.at[0]);
        memmove(&placed[place + 1], &placed[place], (out.count - place) * sizeof placed[0]);
        out.at[place] = lines->at[i];
        placed[place] = hash;
        out.count++;
    }
    return out;
}

static void fold_file(struct trial *trial, struct folded *folded, const struct slice *lines,
                      uint32_t count)
{
    struct text text = text_in(&trial->memory);
    for (uint32_t i = 0; i < count; i++) {
        text_put(&text, lines[i]);
        text_char(&text, '\n');
    }
    must(!text.full);
    struct lines read = lines_of(text_keep(&text, &trial->memory));
    must(fold_lines(&folded->fold, &read, UINT64_MAX, NULL) == FOLD_DONE);
}

struct folded trial_fold(struct trial *trial, const struct lines_of_trial *lines, uint32_t files)
{
    struct folded folded = {.histories = ARENA_NEW(&trial->memory, struct histories, 1)};
    unsigned char seed[16];
    for (size_t i = 0; i < sizeof seed; i++) {
        seed[i] = (unsigned char)rng_next(&trial->rng);
    }
    void *slab = take_raw(trial, SLAB);
    must(folded.histories != NULL);
    histories_init(folded.histories, slab_over(slab, SLAB), seed);
    must(fold_init(&folded.fold, folded.histories, DECODER_FAST, &trial->memory));
    uint32_t done = 0;
    for (uint32_t file = 1; file <= files; file++) {
        uint32_t next =
            file == files ? lines->count : (uint32_t)rng_between(&trial->rng, done, lines->count);
        fold_file(trial, &folded, lines->at + done, next - done);
        done = next;
    }
    folded.sources = fold_sources(folded.histories, &trial->memory);
    must(folded.sources != NULL);
    return folded;
}

struct aggregate trial_answer(struct trial *trial, const struct folded *folded,
                              const struct witness *witness)
{
    struct aggregate aggregate;
    must(question_answer(folded->histories, &trial->question, &trial->memory, witness, &aggregate));
    return aggregate;
}

struct summary trial_summary(struct trial *trial, const struct folded *folded,
                             const struct aggregate *aggregate, const struct accounting *accounting)
{
    static struct config config;
    config_default(&config);
    struct summary_input input = {.question = &trial->question,
                                  .aggregate = aggregate,
                                  .accounting = accounting,
                                  .sources = folded->sources,
                                  .source_count = folded->histories->source_count,
                                  .config = &config,
                                  .population = 1003,
                                  .synthetic = true,
                                  .audience = "team",
                                  .config_sha256 = "",
                                  .schema_sha256 = "",
                                  .code = ""};
    struct summary summary;
    struct err err = {0};
    must(summary_make(&input, &trial->memory, &summary, &err));
    return summary;
}

struct slice trial_json(struct trial *trial, const struct lines_of_trial *lines, uint32_t files)
{
    struct folded folded = trial_fold(trial, lines, files);
    struct aggregate aggregate = trial_answer(trial, &folded, NULL);
    struct summary summary = trial_summary(trial, &folded, &aggregate, &folded.fold.accounting);
    struct text text = text_in(&trial->memory);
    summary_json(&summary, &text);
    must(!text.full);
    return text_keep(&text, &trial->memory);
}

struct slice trial_before_quality(struct slice json)
{
    static const char mark[] = "\n  \"quality\":";
    for (size_t i = 0; i + sizeof mark - 1 <= json.size; i++) {
        if (memcmp(json.at + i, mark, sizeof mark - 1) == 0) {
            return (struct slice){json.at, i};
        }
    }
    abort(); /* a summary has its quality */
}

struct slice trial_without(struct trial *trial, struct slice json, const char *key)
{
    struct text text = text_in(&trial->memory);
    while (json.size > 0) {
        struct slice line = slice_cut(&json, '\n');
        struct slice shown = line;
        while (shown.size > 0 && *shown.at == ' ') {
            shown = (struct slice){shown.at + 1, shown.size - 1};
        }
        if (!slice_starts(shown, key)) {
            text_put(&text, line);
            text_char(&text, '\n');
        }
    }
    must(!text.full);
    return text_keep(&text, &trial->memory);
}
