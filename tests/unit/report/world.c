#include "world.h"

#include <assert.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include "domain/code.h"

enum { ARENA_BYTES = 64 * 1024 * 1024, SLAB_BYTES = 8 * 1024 * 1024 };

static const struct library libraries[] = {{"somelib", "1.2.3"}};

struct world *world_new(void)
{
    static _Alignas(max_align_t) char memory[ARENA_BYTES];
    struct arena arena = arena_over(memory, sizeof memory);
    struct world *world = ARENA_NEW(&arena, struct world, 1);
    assert(world != NULL);
    world->arena = arena;
    config_default(&world->config);
    world->rules = rules_default();
    world->question = (struct question){
        .as_of = INSTANT_LIMIT - 1, .rules = &world->rules, .tools = &world->tools};
    bool ok = code_read_gss(slice_of("E06000047"), &world->question.authority);
    assert(ok);
    enum period_result read = period_read(slice_of("fortnight:2016-02-29"), world->config.anchor,
                                          &world->question.period);
    assert(read == PERIOD_OK);
    tally_init(&world->tally, &world->arena);
    world->input = (struct summary_input){.question = &world->question,
                                          .aggregate = &world->aggregate,
                                          .accounting = &world->accounting,
                                          .config = &world->config,
                                          .audience = "team",
                                          .config_sha256 = "c0",
                                          .schema_sha256 = "5c",
                                          .code = "0.0.0",
                                          .libraries = libraries,
                                          .library_count = 1};
    return world;
}

void world_count(struct world *world, enum measure measure, uint64_t code, int32_t count)
{
    tally_add(&world->tally, (uint16_t)measure, code, count);
}

bool world_summarise(struct world *world)
{
    if (world->aggregate.count == 0) {
        bool settled = tally_settle(&world->tally, &world->aggregate);
        assert(settled);
    }
    return summary_make(&world->input, &world->arena, &world->summary, &world->err);
}

static struct slice file_bytes(struct arena *arena, const char *path)
{
    static char bytes[1024 * 1024];
    FILE *file = fopen(path, "r");
    assert(file != NULL); /* tests run from the source folder */
    size_t size = fread(bytes, 1, sizeof bytes, file);
    (void)fclose(file);
    return arena_copy(arena, (struct slice){bytes, size});
}

static void story_fold(struct world *world)
{
    char *slab = arena_alloc(&world->arena, 1, 64, SLAB_BYTES);
    assert(slab != NULL);
    histories_init(&world->histories, slab_over(slab, SLAB_BYTES), (const unsigned char[16]){7});
    struct fold fold;
    bool ready = fold_init(&fold, &world->histories, DECODER_FAST, &world->arena);
    assert(ready);
    struct lines lines = lines_of(file_bytes(&world->arena, "tests/data/story/fortnight.ndjson"));
    enum fold_result result = fold_lines(&fold, &lines, UINT64_MAX, NULL);
    assert(result == FOLD_DONE);
    world->accounting = fold.accounting;
    world->question.as_of = fold.latest;
    world->input.synthetic = fold.histories->synthetic_count > 0;
    world->input.sources = fold_sources(&world->histories, &world->arena);
    world->input.source_count = world->histories.source_count;
    assert(world->input.sources != NULL);
}

struct world *world_story(void)
{
    struct world *world = world_new();
    bool ok = tool_read(file_bytes(&world->arena, "schemas/tools/seraf.json"), "seraf.json",
                        &world->arena, &world->tool, &world->err);
    assert(ok);
    world->tools.tools[world->tools.count++] = &world->tool;
    story_fold(world);
    world->input.population = 99800;
    ok = question_answer(&world->histories, &world->question, &world->arena, NULL,
                         &world->aggregate);
    assert(ok);
    ok = world_summarise(world);
    assert(ok);
    return world;
}

const struct figure *world_figure(const struct world *world, const char *path)
{
    return summary_figure(&world->summary, slice_of(path));
}

int64_t world_value(const struct world *world, const char *path)
{
    const struct figure *figure = world_figure(world, path);
    return figure == NULL || figure->type == FIGURE_NULL ? -1 : figure->value;
}

struct slice world_render(struct world *world,
                          void (*rendering)(const struct summary *, struct text *))
{
    struct text text = text_in(&world->arena);
    rendering(&world->summary, &text);
    assert(!text.full);
    return text_keep(&text, &world->arena);
}

bool holds(struct slice bytes, const char *part)
{
    size_t size = strlen(part);
    for (size_t i = 0; i + size <= bytes.size; i++) {
        if (memcmp(bytes.at + i, part, size) == 0) {
            return true;
        }
    }
    return false;
}
