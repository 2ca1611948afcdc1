/* options: see shell/options.h. argp brings getopt's own `struct option`, which is none of ours. */
#define option getopt_option
#include <argp.h>
#undef option

#include "shell/options.h"

#include <assert.h>
#include <ctype.h>
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "shell/file.h"

#ifndef HOMEWARD_VERSION
#error "HOMEWARD_VERSION comes from the build"
#endif

enum {
    OPTION_ROWS_MAX = 64,
    STANDARD_ROWS = 4, /* help, usage, version, and the row of zeros that ends the table */
    NAME_MAX_BYTES = 64,
    KEY_FIRST = 256, /* keys of long options without a letter: above any character */
    KEY_USAGE = KEY_FIRST + OPTION_ROWS_MAX,
    EXIT_USAGE = 64,
    EXIT_OUTPUT = 74,
};

struct parsing {
    const struct program *program;
    void *settings;
    char name[NAME_MAX_BYTES];   /* homeward-VERB */
    bool given[OPTION_ROWS_MAX]; /* on the command line, so the environment is out */
    struct argp_option rows[OPTION_ROWS_MAX + STANDARD_ROWS];
};

const char *options_version(void)
{
    return HOMEWARD_VERSION;
}

int options_printed(const char *name)
{
    errno = 0;
    bool flushed = fflush(stdout) == 0;
    if (flushed && !ferror(stdout)) {
        return EXIT_SUCCESS;
    }
    (void)fprintf(stderr, "%s: cannot print: %s\n", name,
                  errno != 0 ? strerror(errno) : "the output does not take it");
    return EXIT_OUTPUT;
}

void options_usage(const struct program *program, const char *format, ...)
{
    va_list arguments;
    (void)fprintf(stderr, "homeward-%s: ", program->verb);
    va_start(arguments, format);
    (void)vfprintf(stderr, format, arguments);
    va_end(arguments);
    (void)fprintf(stderr, "\nTry 'homeward %s --help'.\n", program->verb);
    exit(EXIT_USAGE);
}

static void *setting(const struct parsing *parsing, const struct option *option)
{
    return (char *)parsing->settings + option->offset;
}

static void add(const struct parsing *parsing, struct option_many *many, const char *value,
                const char *what)
{
    if (many->count == OPTION_MANY_MAX) {
        options_usage(parsing->program, "%s: at most %d are possible", what, OPTION_MANY_MAX);
    }
    many->values[many->count++] = value;
}

static int64_t whole_number(const struct parsing *parsing, const struct option *option,
                            const char *value)
{
    const char *digits = value[0] == '-' ? value + 1 : value;
    size_t length = strlen(digits);
    bool sound = length > 0 && length <= 18 && strspn(digits, "0123456789") == length;
    long long number = sound ? strtoll(value, NULL, 10) : 0;
    if (!sound || number < option->least || number > option->most) {
        options_usage(parsing->program, "--%s: a whole number from %lld to %lld is wanted",
                      option->name, (long long)option->least, (long long)option->most);
    }
    return number;
}

/* Which word of a choice `value` is. */
static int choice(const struct parsing *parsing, const struct option *option, const char *value)
{
    const char *word = option->argument;
    for (int i = 0; word != NULL; i++) {
        const char *bar = strchr(word, '|');
        size_t length = bar != NULL ? (size_t)(bar - word) : strlen(word);
        if (strlen(value) == length && memcmp(word, value, length) == 0) {
            return i;
        }
        word = bar != NULL ? bar + 1 : NULL;
    }
    options_usage(parsing->program, "--%s: one of %s is wanted", option->name, option->argument);
}

static bool yes_or_no(const struct parsing *parsing, const struct option *option, const char *value)
{
    static const char *const words[][2] = {
        {"1", "0"}, {"true", "false"}, {"yes", "no"}, {"on", "off"}};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        for (size_t no = 0; no < 2; no++) {
            if (strcmp(value, words[i][no]) == 0) {
                return no == 0;
            }
        }
    }
    options_usage(parsing->program, "--%s: the environment must say 1 or 0", option->name);
}

static void set(const struct parsing *parsing, const struct option *option, const char *value)
{
    void *place = setting(parsing, option);
    switch ((enum option_type)option->type) {
    case OPTION_FLAG:
        *(bool *)place = value == NULL || yes_or_no(parsing, option, value);
        break;
    case OPTION_TEXT:
        *(const char **)place = value;
        break;
    case OPTION_COUNT:
        *(int64_t *)place = whole_number(parsing, option, value);
        break;
    case OPTION_CHOICE:
        *(int *)place = choice(parsing, option, value);
        break;
    case OPTION_MANY:
        add(parsing, place, value, option->name);
        break;
    }
}

/* HOMEWARD_<NAME>: upper case, `_` for `-`. Empty counts as not set. */
static const char *from_environment(const struct option *option)
{
    char name[NAME_MAX_BYTES];
    int size = snprintf(name, sizeof name, "HOMEWARD_%s", option->name);
    assert(size > 0 && (size_t)size < sizeof name);
    for (char *at = name; *at != '\0'; at++) {
        *at = *at == '-' ? '_' : (char)toupper((unsigned char)*at);
    }
    const char *value = getenv(name);
    return value != NULL && value[0] != '\0' ? value : NULL;
}

static void set_from_environment(const struct parsing *parsing)
{
    for (size_t i = 0; i < parsing->program->option_count; i++) {
        const struct option *option = &parsing->program->options[i];
        const char *value = option->name != NULL ? from_environment(option) : NULL;
        if (value == NULL || parsing->given[i]) {
            continue;
        }
        if (option->type == OPTION_MANY) {
            ((struct option_many *)setting(parsing, option))->count = 0;
        }
        set(parsing, option, value);
    }
}

static _Noreturn void help(const struct parsing *parsing, struct argp_state *state)
{
    const struct program *program = parsing->program;
    (void)printf("Usage: homeward %s %s\n%s\n\n", program->verb, program->usage, program->purpose);
    (void)fflush(stdout);
    argp_state_help(state, stdout, ARGP_HELP_LONG);
    (void)printf("\nEvery option can also be given in the environment, --some-thing as "
                 "HOMEWARD_SOME_THING.\n");
    if (program->examples != NULL) {
        (void)printf("\nExamples:\n%s%s", program->examples,
                     program->examples[strlen(program->examples) - 1] == '\n' ? "" : "\n");
    }
    exit(options_printed(parsing->name));
}

static const struct option *option_of(const struct parsing *parsing, int key, size_t *index)
{
    for (size_t i = 0; i < parsing->program->option_count; i++) {
        const struct option *option = &parsing->program->options[i];
        if (option->name != NULL && parsing->rows[i].key == key) {
            *index = i;
            return option;
        }
    }
    return NULL;
}

static void note_given(struct parsing *parsing, size_t index)
{
    const struct option *option = &parsing->program->options[index];
    if (option->type == OPTION_MANY && !parsing->given[index]) { /* defaults give way */
        ((struct option_many *)setting(parsing, option))->count = 0;
    }
    parsing->given[index] = true;
}

static error_t take_option(struct parsing *parsing, int key, const char *value)
{
    size_t index = 0;
    const struct option *option = option_of(parsing, key, &index);
    if (option == NULL) {
        return ARGP_ERR_UNKNOWN;
    }
    note_given(parsing, index);
    set(parsing, option, value);
    return 0;
}

/* Arguments may go into the list of an option, which is then given as well. */
static error_t take_argument(struct parsing *parsing, const char *value)
{
    const struct program *program = parsing->program;
    if (program->arguments_offset == SIZE_MAX) {
        options_usage(program, "an argument that is no option: none is expected");
    }
    for (size_t i = 0; i < program->option_count; i++) {
        const struct option *option = &program->options[i];
        if (option->name != NULL && option->offset == program->arguments_offset) {
            note_given(parsing, i);
        }
    }
    void *many = (char *)parsing->settings + parsing->program->arguments_offset;
    add(parsing, many, value, "arguments");
    return 0;
}

static error_t take(int key, char *value, struct argp_state *state)
{
    struct parsing *parsing = state->input;
    switch (key) {
    case 'h':
        help(parsing, state);
    case 'V':
        (void)printf("homeward %s\n", options_version());
        exit(options_printed(parsing->name));
    case KEY_USAGE:
        (void)printf("Usage: homeward %s %s\n", parsing->program->verb, parsing->program->usage);
        exit(options_printed(parsing->name));
    case ARGP_KEY_ARG:
        return take_argument(parsing, value);
    default:
        return take_option(parsing, key, value);
    }
}

/* argp sorts options by name under each heading; the group number keeps the headings' order. */
static void fill_rows(struct parsing *parsing)
{
    int group = 0;
    size_t count = parsing->program->option_count;
    for (size_t i = 0; i < count; i++) {
        const struct option *option = &parsing->program->options[i];
        struct argp_option *row = &parsing->rows[i];
        group += option->name == NULL;
        *row = (struct argp_option){
            .name = option->name, .arg = option->argument, .doc = option->meaning, .group = group};
        if (option->name != NULL) {
            row->key = option->letter != 0 ? option->letter : KEY_FIRST + (int)i;
        }
    }
    parsing->rows[count] = (struct argp_option){
        .name = "help", .key = 'h', .doc = "Print this help and exit", .group = -1};
    parsing->rows[count + 1] = (struct argp_option){
        .name = "usage", .key = KEY_USAGE, .doc = "Print one line of usage and exit", .group = -1};
    parsing->rows[count + 2] = (struct argp_option){
        .name = "version", .key = 'V', .doc = "Print the version and exit", .group = -1};
}

void options_parse(const struct program *program, int argc, char **argv, void *settings)
{
    file_guard_standard();
    assert(program->option_count <= OPTION_ROWS_MAX);
    struct parsing parsing = {.program = program, .settings = settings};
    int size = snprintf(parsing.name, sizeof parsing.name, "homeward-%s", program->verb);
    assert(size > 0 && (size_t)size < sizeof parsing.name);
    fill_rows(&parsing);
    assert(argc > 0);
    char *called = argv[0];
    argv[0] = parsing.name; /* getopt's messages begin with it */
    const struct argp argp = {.options = parsing.rows, .parser = take};
    argp_err_exit_status = EXIT_USAGE;
    /* In order: otherwise all options come first, and a list of both would be in no order given. */
    if (argp_parse(&argp, argc, argv, ARGP_NO_HELP | ARGP_IN_ORDER, NULL, &parsing) != 0) {
        options_usage(program, "the command line cannot be read");
    }
    argv[0] = called;
    set_from_environment(&parsing);
}
