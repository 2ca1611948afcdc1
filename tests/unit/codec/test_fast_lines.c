/* The law of the two readers over lines that the project has anyway: every scenario, every story,
 * every kept input of the decoder's fuzzer. */
#include <criterion/criterion.h>
#include <dirent.h>
#include <stdio.h>
#include <string.h>

#include "support/both_readers.h"

enum { PATH_ROOM = 512, FILE_MAX = 1 << 20 };

struct tally {
    uint32_t files, lines, accepted, taken;
};

static void try_line(struct slice line, const char *path, struct tally *tally)
{
    struct both both = both_read(line);
    tally->lines++;
    tally->accepted += both.decoded == DECODE_OK;
    tally->taken += both.taken;
    cr_expect_null(both.broken, "%s: line %u of all: %s", path, tally->lines, both.broken);
}

/* Lines of a file, or all of it as one. */
static void try_file(const char *path, bool lines, struct tally *tally)
{
    static char memory[FILE_MAX];
    FILE *file = fopen(path, "rb");
    cr_assert_not_null(file, "%s", path);
    struct slice rest = {memory, fread(memory, 1, sizeof memory, file)};
    cr_assert_lt(rest.size, sizeof memory, "%s", path);
    (void)fclose(file);
    tally->files++;
    if (!lines) {
        try_line(rest, path, tally);
    }
    while (lines && rest.at != NULL) {
        struct slice line = slice_cut(&rest, '\n');
        if (rest.at != NULL || line.size > 0) {
            try_line(line, path, tally);
        }
    }
}

static bool is_story(const char *name)
{
    const char *ending = strrchr(name, '.');
    return ending != NULL && strcmp(ending, ".ndjson") == 0;
}

/* The stories of the scenarios whose names begin with `letter`. */
static struct tally try_scenarios(char letter)
{
    struct tally tally = {0};
    DIR *folder = opendir("tests/scenario");
    cr_assert_not_null(folder);
    for (struct dirent *entry = readdir(folder); entry != NULL; entry = readdir(folder)) {
        char path[PATH_ROOM];
        (void)snprintf(path, sizeof path, "tests/scenario/%s/story.ndjson", entry->d_name);
        FILE *file = entry->d_name[0] == letter ? fopen(path, "rb") : NULL;
        if (file != NULL) {
            (void)fclose(file);
            try_file(path, true, &tally);
        }
    }
    (void)closedir(folder);
    return tally;
}

Test(fast_lines, scenarios_of_faults_keep_the_law)
{
    struct tally tally = try_scenarios('f');
    cr_expect_geq(tally.files, 30);
    cr_expect_gt(tally.accepted, 0);
    cr_expect_lt(tally.accepted, tally.lines);
    cr_expect_gt(tally.taken, 0);
}

Test(fast_lines, scenarios_of_histories_keep_the_law)
{
    struct tally tally = try_scenarios('h');
    cr_expect_geq(tally.files, 15);
    cr_expect_geq(tally.taken * 2, tally.accepted, "%u of %u", tally.taken, tally.accepted);
}

static struct tally try_folder(const char *name, bool stories)
{
    struct tally tally = {0};
    DIR *folder = opendir(name);
    cr_assert_not_null(folder, "%s", name);
    for (struct dirent *entry = readdir(folder); entry != NULL; entry = readdir(folder)) {
        char path[PATH_ROOM];
        (void)snprintf(path, sizeof path, "%s/%s", name, entry->d_name);
        if (entry->d_name[0] != '.' && (!stories || is_story(entry->d_name))) {
            try_file(path, stories, &tally);
        }
    }
    (void)closedir(folder);
    return tally;
}

Test(fast_lines, stories_keep_the_law)
{
    struct tally tally = try_folder("tests/data/story", true);
    cr_expect_gt(tally.files, 0);
    cr_expect_gt(tally.taken, 0);
}

Test(fast_lines, kept_inputs_of_the_decoders_fuzzer_keep_the_law)
{
    struct tally tally = try_folder("tests/fuzz/corpus/decode", false);
    cr_expect_geq(tally.files, 10);
    cr_expect_gt(tally.taken, 0);
}
