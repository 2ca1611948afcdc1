/* scenario: see scenario.h. */
#include "scenario.h"

#include "fold.h"

#include <assert.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "codec/lines.h"

static struct slice file_read(const char *folder, const char *name)
{
    char path[512];
    (void)snprintf(path, sizeof path, "%s/tests/scenario/%s/%s", HOMEWARD_SOURCE_DIR, folder, name);
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        (void)fprintf(stderr, "%s: cannot be read\n", path);
        abort();
    }
    enum { BYTES_MAX = 1 << 20 };
    char *bytes = malloc(BYTES_MAX);
    assert(bytes != NULL);
    size_t size = fread(bytes, 1, BYTES_MAX, file);
    assert(size < BYTES_MAX);
    (void)fclose(file);
    return (struct slice){bytes, size};
}

static void run_folder(const char *folder, void (*run)(struct scenario *))
{
    static struct scenario scenario;
    memset(&scenario, 0, sizeof scenario);
    scenario.name = folder;
    scenario.story = file_read(folder, "story.ndjson");
    scenario.expected = file_read(folder, "expected.txt");
    config_default(&scenario.config);
    struct lines lines = lines_of(scenario.story);
    struct slice line;
    while (lines_next(&lines, &line)) {
        assert(scenario.line_count < SCENARIO_LINES_MAX);
        scenario.lines[scenario.line_count++] = line;
    }
    run(&scenario);
    free((void *)(uintptr_t)scenario.story.at);
    free((void *)(uintptr_t)scenario.expected.at);
}

static int is_shown(const struct dirent *entry)
{
    return entry->d_name[0] != '.' && entry->d_type == DT_DIR;
}

uint32_t scenarios_each(void (*run)(struct scenario *))
{
    struct dirent **folders;
    int count = scandir(HOMEWARD_SOURCE_DIR "/tests/scenario", &folders, is_shown, alphasort);
    for (int i = 0; i < count; i++) {
        run_folder(folders[i]->d_name, run);
        free(folders[i]);
    }
    if (count >= 0) {
        free(folders);
    }
    return count < 0 ? 0 : (uint32_t)count;
}

void scenario_fold(struct scenario *scenario, uint32_t count, struct story *story)
{
    story_begin(story, HOMEWARD_SOURCE_DIR);
    for (uint32_t i = 0; i < count; i++) {
        const char *became = story_line(story, scenario->lines[i]);
        (void)snprintf(scenario->became[i], sizeof scenario->became[i], "%s", became);
        if (strcmp(became, "newer") == 0) {
            return;
        }
    }
}

bool scenario_summary(const struct scenario *scenario, struct story *story,
                      const struct question *question, struct summary *out, struct err *err)
{
    struct aggregate answer = story_answer(story, question);
    uint32_t count = story->histories.source_count;
    const struct source_count *sources = fold_sources(&story->histories, &story->arena);
    struct aggregate *kept = ARENA_NEW(&story->arena, struct aggregate, 1);
    struct question *asked = ARENA_NEW(&story->arena, struct question, 1);
    assert(sources != NULL);
    assert(kept != NULL);
    assert(asked != NULL);
    *kept = answer;
    *asked = *question;
    struct summary_input input = {.question = asked,
                                  .aggregate = kept,
                                  .accounting = &story->accounting,
                                  .sources = sources,
                                  .source_count = count,
                                  .config = &scenario->config,
                                  .synthetic = story->histories.synthetic_count > 0,
                                  .audience = "team",
                                  .config_sha256 = "",
                                  .schema_sha256 = "",
                                  .code = ""};
    return summary_make(&input, &story->arena, out, err);
}
