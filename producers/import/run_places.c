/* run_places: no file is written that is also read, or written twice (see run.h). */
#include <string.h>
#include <sys/stat.h>

#include "run.h"

struct place {
    const char *what, *path;
    bool written;
};

enum { TABLES = 3, PLACES_MAX = OPTION_MANY_MAX + 16 };

struct places {
    struct place places[PLACES_MAX];
    size_t count;
    char tables[TABLES][PATH_SIZE];
};

static void add(struct places *places, const char *what, const char *path, bool written)
{
    if (path != NULL && places->count < PLACES_MAX) {
        places->places[places->count++] = (struct place){what, path, written};
    }
}

/* "-" is what the shell made of it: `import ndjson - <x -o x` would replace x. */
static const char *standard(const char *path, const char *stream)
{
    return path != NULL && strcmp(path, "-") == 0 ? stream : path;
}

static bool add_tables(struct places *places, const struct import_settings *settings,
                       struct err *err)
{
    const struct {
        const char *given, *name;
    } tables[TABLES] = {{settings->missing, "missing.csv"},
                        {settings->header, "header.csv"},
                        {settings->episodes, "episodes.csv"}};
    for (size_t i = 0; i < TABLES; i++) {
        if (!import_table_path(settings, tables[i].given, tables[i].name, places->tables[i], err)) {
            return false;
        }
        add(places, "the input", places->tables[i], false);
    }
    return true;
}

static bool add_inputs(struct places *places, const struct import_settings *settings,
                       struct err *err)
{
    const struct option_many *arguments = &settings->arguments;
    if (arguments->count > 0 && strcmp(arguments->values[0], "ssda903") == 0) {
        return add_tables(places, settings, err);
    }
    for (size_t i = 1; i < arguments->count; i++) {
        add(places, "the input", standard(arguments->values[i], "/dev/stdin"), false);
    }
    return true;
}

/* The lookup and the key are for this machine's disk alone: a stream would carry them away. */
static bool check_secret(const char *what, const char *path, struct err *err)
{
    struct stat is;
    if (path == NULL || (strcmp(path, "-") != 0 && (stat(path, &is) != 0 || S_ISREG(is.st_mode)))) {
        return true;
    }
    return err_set(err, ERR_USAGE, "%s: a file is wanted, not a stream, device or folder: %s", what,
                   path);
}

static bool check_standard_input(const struct import_settings *settings, struct err *err)
{
    const char *tables[] = {settings->missing, settings->header, settings->episodes,
                            settings->last_year};
    size_t times = 0;
    for (size_t i = 1; i < settings->arguments.count; i++) {
        times += strcmp(settings->arguments.values[i], "-") == 0;
    }
    for (size_t i = 0; i < sizeof tables / sizeof tables[0]; i++) {
        times += tables[i] != NULL && strcmp(tables[i], "-") == 0;
    }
    return times <= 1 ||
           err_set(err, ERR_USAGE, "standard input can be read only once: name - once, or files");
}

bool import_check_places(const struct import_settings *settings, struct err *err)
{
    struct places places = {.count = 0};
    if (!check_standard_input(settings, err) || !check_secret("--lookup", settings->lookup, err) ||
        !check_secret("--new-key", settings->new_key, err)) {
        return false;
    }
    if (settings->new_key != NULL && settings->dry_run) {
        return err_set(err, ERR_USAGE, "--new-key makes a file: it does not go with --dry-run");
    }
    add(&places, "-o", standard(settings->output, "/dev/stdout"), true);
    add(&places, "--rejects", standard(settings->rejects, "/dev/stdout"), true);
    add(&places, "--lookup", settings->lookup, true);
    add(&places, "--new-key", settings->new_key, true);
    size_t written = places.count;
    add(&places, "--key", settings->key, false);
    add(&places, "--last-year", settings->last_year, false);
    if (!add_inputs(&places, settings, err)) {
        return false;
    }
    for (size_t i = 0; i < written; i++) {
        for (size_t j = i + 1; j < places.count; j++) {
            const struct place *out = &places.places[i], *other = &places.places[j];
            if (file_same(out->path, other->path)) {
                return err_set(err, ERR_USAGE, "%s and %s are one file: %s", out->what, other->what,
                               other->path);
            }
        }
    }
    return true;
}
