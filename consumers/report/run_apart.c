/* run_apart: nothing that is written may be something that is read. */
#include <limits.h>
#include <stdio.h>
#include <string.h>

#include "run.h"

struct read_file { /* something this run reads, and how the command line calls it */
    const char *what, *path;
};

/* Standard input may be one of the files too. */
static const char *place_of(const char *path)
{
    return strcmp(path, "-") == 0 ? "/dev/stdin" : path;
}

static void check_reading(const struct program *program, const struct settings *settings,
                          struct read_file other)
{
    const struct option_many *inputs = &settings->inputs;
    for (size_t i = 0; other.path != NULL && i < inputs->count; i++) {
        if (file_same(other.path, place_of(inputs->values[i]))) {
            options_usage(program, "%s: %s is also an input of records; name another file",
                          other.what, other.path);
        }
    }
}

static void check_standard_input(const struct program *program, const struct settings *settings)
{
    const char *others[] = {settings->config, settings->rules};
    size_t times = 0;
    for (size_t i = 0; i < settings->inputs.count; i++) {
        times += strcmp(settings->inputs.values[i], "-") == 0;
    }
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        times += others[i] != NULL && strcmp(others[i], "-") == 0;
    }
    if (times > 1) {
        options_usage(program, "standard input can be read only once: name - once, or files");
    }
}

/* `path` is written: it may be nothing that is read. */
static void check_writing(const struct program *program, const struct settings *settings,
                          const char *what, const char *path)
{
    check_reading(program, settings, (struct read_file){what, path});
    const struct read_file others[] = {{"--config", settings->config},
                                       {"--rules", settings->rules}};
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        if (others[i].path != NULL && file_same(path, others[i].path)) {
            options_usage(program, "%s: %s is also the file of %s; name another", what, path,
                          others[i].what);
        }
    }
}

/* A summary or list among the tools would be read as a tool next time. */
static void check_tools(const struct program *program, const struct settings *settings)
{
    char folder[PATH_MAX] = ".";
    const char *slash = settings->rejects == NULL ? NULL : strrchr(settings->rejects, '/');
    if (slash != NULL && (size_t)(slash - settings->rejects) < sizeof folder - 1) {
        memcpy(folder, settings->rejects, (size_t)(slash - settings->rejects) + 1);
        folder[slash - settings->rejects + 1] = '\0';
    }
    if ((settings->rejects != NULL && file_same(folder, settings->tools)) ||
        (settings->output != NULL && file_same(settings->output, settings->tools))) {
        options_usage(program, "--tools: nothing is written into that folder; name another for -o "
                               "and --rejects");
    }
}

static void check_output(const struct program *program, const struct settings *settings)
{
    for (int i = 0; i < OUTPUTS; i++) {
        char path[PATH_MAX];
        int size = snprintf(path, sizeof path, "%s/%s", settings->output, output_names[i]);
        if (size < 0 || (size_t)size >= sizeof path) {
            options_usage(program, "-o: the folder's name is too long");
        }
        check_writing(program, settings, "-o", path);
        if (settings->rejects != NULL && file_same(path, settings->rejects)) {
            options_usage(program, "--rejects: %s is a file of the summary; name another", path);
        }
    }
}

void check_apart(const struct program *program, const struct settings *settings)
{
    check_standard_input(program, settings);
    check_reading(program, settings, (struct read_file){"--config", settings->config});
    check_reading(program, settings, (struct read_file){"--rules", settings->rules});
    if (settings->rejects != NULL) {
        check_writing(program, settings, "--rejects", settings->rejects);
    }
    if (settings->output != NULL) {
        check_output(program, settings);
    }
    if (settings->tools != NULL) {
        check_tools(program, settings);
    }
}
