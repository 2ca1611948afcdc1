/* Settings come from the command line, else the environment, else the default; mistakes exit 64. */
#include <criterion/criterion.h>
#include <criterion/parameterized.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "shell/options.h"

struct settings {
    bool json;
    const char *key;
    int64_t port;
    int form;
    struct option_many inputs, arguments;
};

static const struct option rows[] = {
    {.name = NULL, .meaning = "What to read:"},
    {"input", 'i', OPTION_MANY, "FILE", "Read FILE", offsetof(struct settings, inputs), 0, 0},
    {"key-file", 'k', OPTION_TEXT, "FILE", "The key", offsetof(struct settings, key), 0, 0},
    {.name = NULL, .meaning = "How to write:"},
    {"json", 0, OPTION_FLAG, NULL, "As JSON", offsetof(struct settings, json), 0, 0},
    {"form", 'f', OPTION_CHOICE, "page|table|list", "The form", offsetof(struct settings, form), 0,
     0},
    {"port", 'p', OPTION_COUNT, "N", "A port", offsetof(struct settings, port), 1, 65535},
};

static const struct program program = {
    .verb = "example",
    .purpose = "Shows what options do.",
    .usage = "[OPTION...] FILE...",
    .examples = "  homeward example --json a b\n",
    .options = rows,
    .option_count = sizeof rows / sizeof rows[0],
    .arguments_offset = offsetof(struct settings, arguments),
};

enum { ARGUMENTS_MAX = 8, OUTPUT_MAX = 8192 };

static int count_of(char **arguments)
{
    int count = 0;
    while (arguments[count] != NULL) {
        count++;
    }
    return count;
}

Test(options, flags_are_read_into_the_settings)
{
    char *arguments[] = {
        "/far/away/program", "-i", "a",   "--input=b", "one", "--json", "--port", "8080",
        "--key-file",        "k",  "two", NULL};
    struct settings settings = {.port = 9};
    options_parse(&program, count_of(arguments), arguments, &settings);
    cr_expect(settings.json);
    cr_expect_str_eq(settings.key, "k");
    cr_expect_eq(settings.port, 8080);
    cr_assert_eq(settings.inputs.count, 2u);
    cr_expect_str_eq(settings.inputs.values[0], "a");
    cr_expect_str_eq(settings.inputs.values[1], "b");
    cr_assert_eq(settings.arguments.count, 2u);
    cr_expect_str_eq(settings.arguments.values[1], "two");
}

Test(options, defaults_stand_where_nothing_is_given)
{
    char *arguments[] = {"program", NULL};
    struct settings settings = {.port = 9, .key = "default", .inputs = {{"x"}, 1}};
    options_parse(&program, count_of(arguments), arguments, &settings);
    cr_expect_eq(settings.port, 9);
    cr_expect_str_eq(settings.key, "default");
    cr_expect_eq(settings.inputs.count, 1u);
    cr_expect(!settings.json);
}

Test(options, the_environment_beats_the_default_and_a_flag_beats_it)
{
    char *arguments[] = {"program", "--port", "80", NULL};
    struct settings settings = {.port = 9, .key = "default"};
    setenv("HOMEWARD_PORT", "70", 1);
    setenv("HOMEWARD_KEY_FILE", "from-environment", 1);
    setenv("HOMEWARD_JSON", "yes", 1);
    setenv("HOMEWARD_INPUT", "c", 1);
    options_parse(&program, count_of(arguments), arguments, &settings);
    cr_expect_eq(settings.port, 80);
    cr_expect_str_eq(settings.key, "from-environment");
    cr_expect(settings.json);
    cr_expect_eq(settings.inputs.count, 1u);
}

/* Arguments and --input fill one list. */
static struct program shared(void)
{
    struct program one = program;
    one.arguments_offset = offsetof(struct settings, inputs);
    return one;
}

static void expect_inputs(char **arguments, const char *want)
{
    const struct program one = shared();
    struct settings settings = {.inputs = {{"default"}, 1}};
    char got[64] = "";
    options_parse(&one, count_of(arguments), arguments, &settings);
    for (size_t i = 0; i < settings.inputs.count; i++) {
        size_t size = strlen(got);
        (void)snprintf(got + size, sizeof got - size, "%s ", settings.inputs.values[i]);
    }
    cr_expect_str_eq(got, want);
    cr_expect_eq(settings.arguments.count, 0u);
}

Test(options, one_list_of_options_and_arguments_is_in_the_order_given)
{
    char *mixed[] = {"p", "a", "-i", "b", "c", "--json", "--input=d", "-", "--", "-e", NULL};
    char *first[] = {"p", "-i", "a", "b", NULL};
    char *last[] = {"p", "a", "-i", "b", NULL};
    char *none[] = {"p", NULL};
    expect_inputs(mixed, "a b c d - -e ");
    expect_inputs(first, "a b ");
    expect_inputs(last, "a b ");
    expect_inputs(none, "default ");
    setenv("POSIXLY_CORRECT", "1", 1);
    expect_inputs(last, "a b ");
}

Test(options, an_argument_too_beats_the_environment_of_its_list)
{
    char *given[] = {"p", "a", NULL}, *none[] = {"p", NULL};
    setenv("HOMEWARD_INPUT", "c", 1);
    expect_inputs(given, "a ");
    expect_inputs(none, "c ");
}

Test(options, a_choice_is_the_place_of_its_word)
{
    static const char *const words[] = {"page", "table", "list"};
    for (int i = 0; i < 3; i++) {
        char given[16], *arguments[] = {"program", given, NULL};
        struct settings settings = {.form = 9};
        (void)snprintf(given, sizeof given, "--form=%s", words[i]);
        options_parse(&program, count_of(arguments), arguments, &settings);
        cr_expect_eq(settings.form, i);
    }
    char *arguments[] = {"program", NULL};
    struct settings settings = {.form = 0};
    setenv("HOMEWARD_FORM", "list", 1);
    options_parse(&program, count_of(arguments), arguments, &settings);
    cr_expect_eq(settings.form, 2);
}

/* Run options_parse() in a child and keep what it prints. */
static int run(char **arguments, int stream, char output[OUTPUT_MAX])
{
    int ends[2];
    cr_assert(pipe(ends) == 0);
    pid_t child = fork();
    cr_assert(child >= 0);
    if (child == 0) {
        struct settings settings = {0};
        (void)dup2(ends[1], stream);
        (void)close(ends[1]);
        (void)close(ends[0]);
        options_parse(&program, count_of(arguments), arguments, &settings);
        _exit(99);
    }
    (void)close(ends[1]);
    size_t size = 0;
    ssize_t got;
    while ((got = read(ends[0], output + size, OUTPUT_MAX - 1 - size)) > 0) {
        size += (size_t)got;
    }
    output[size] = '\0';
    (void)close(ends[0]);
    int status = 0;
    cr_assert(waitpid(child, &status, 0) == child);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static const struct {
    char *arguments[ARGUMENTS_MAX];
    const char *environment, *said;
} mistakes[] = {
    {{"p", "--nonsense"}, NULL, "homeward-example: unrecognized option '--nonsense'"},
    {{"p", "-z"}, NULL, "homeward-example: invalid option -- 'z'"},
    {{"p", "--port"}, NULL, "requires an argument"},
    {{"p", "--port", "0"}, NULL, "--port: a whole number from 1 to 65535"},
    {{"p", "--port", "65536"}, NULL, "--port: a whole number"},
    {{"p", "--port", "8o"}, NULL, "--port: a whole number"},
    {{"p", "--port", ""}, NULL, "--port: a whole number"},
    {{"p", "--port", " 8"}, NULL, "--port: a whole number"},
    {{"p", "--port", "+8"}, NULL, "--port: a whole number"},
    {{"p", "--port", "99999999999999999999"}, NULL, "--port: a whole number"},
    {{"p", "--form=map"}, NULL, "--form: one of page|table|list is wanted"},
    {{"p", "--form=pag"}, NULL, "--form: one of page|table|list is wanted"},
    {{"p", "--form", "page|table"}, NULL, "--form: one of page|table|list is wanted"},
    {{"p", "--form="}, NULL, "--form: one of page|table|list is wanted"},
    {{"p"}, "HOMEWARD_FORM=pages", "--form: one of page|table|list is wanted"},
    {{"p", "--json=yes"}, NULL, "doesn't allow an argument"},
    {{"p"}, "HOMEWARD_PORT=x", "--port: a whole number"},
    {{"p"}, "HOMEWARD_JSON=perhaps", "--json: the environment must say 1 or 0"},
};
enum { MISTAKES = sizeof mistakes / sizeof mistakes[0] };

ParameterizedTestParameters(options, a_mistake_is_named_and_exits_64)
{
    static size_t row[MISTAKES];
    for (size_t i = 0; i < MISTAKES; i++) {
        row[i] = i;
    }
    return cr_make_param_array(size_t, row, MISTAKES);
}

ParameterizedTest(const size_t *row, options, a_mistake_is_named_and_exits_64)
{
    static char output[OUTPUT_MAX];
    char environment[64], *arguments[ARGUMENTS_MAX];
    if (mistakes[*row].environment != NULL) {
        (void)snprintf(environment, sizeof environment, "%s", mistakes[*row].environment);
        char *mark = strchr(environment, '=');
        *mark = '\0';
        setenv(environment, mark + 1, 1);
    }
    memcpy(arguments, mistakes[*row].arguments, sizeof arguments);
    cr_expect_eq(run(arguments, STDERR_FILENO, output), 64);
    cr_expect(strstr(output, mistakes[*row].said) != NULL, "said: %s", output);
    cr_expect(strstr(output, "--help") != NULL, "no hint in: %s", output);
}

Test(options, help_shows_purpose_headings_options_and_examples)
{
    static char output[OUTPUT_MAX];
    static const char *const wanted[] = {"Usage: homeward example [OPTION...] FILE...\n",
                                         "Shows what options do.\n",
                                         "What to read:",
                                         "How to write:",
                                         "-p, --port=N",
                                         "  --json",
                                         "-f, --form=page|table|list",
                                         "-i, --input=FILE",
                                         "-h, --help",
                                         "Examples:\n  homeward example --json a b\n"};
    char *arguments[] = {"p", "--help", NULL};
    cr_expect_eq(run(arguments, STDOUT_FILENO, output), 0);
    for (size_t i = 0; i < sizeof wanted / sizeof wanted[0]; i++) {
        cr_expect(strstr(output, wanted[i]) != NULL, "%s is not in: %s", wanted[i], output);
    }
    cr_expect(strstr(output, "What to read:") < strstr(output, "How to write:"));
}

Test(options, short_help_is_help)
{
    static char output[OUTPUT_MAX];
    char *arguments[] = {"p", "-h", NULL};
    cr_expect_eq(run(arguments, STDOUT_FILENO, output), 0);
    cr_expect(strstr(output, "Usage: homeward example") == output);
}

Test(options, version_is_printed)
{
    static char output[OUTPUT_MAX];
    char *arguments[] = {"p", "--version", NULL};
    cr_expect_eq(run(arguments, STDOUT_FILENO, output), 0);
    cr_expect(strncmp(output, "homeward ", 9) == 0);
    cr_expect(strstr(output, options_version()) == output + 9);
}

static const char *const asked[] = {"--help", "-h", "--version", "-V", "--usage"};
enum { ASKED = sizeof asked / sizeof asked[0] };

ParameterizedTestParameters(options, what_a_full_disk_cannot_take_exits_74)
{
    static size_t row[ASKED];
    for (size_t i = 0; i < ASKED; i++) {
        row[i] = i;
    }
    return cr_make_param_array(size_t, row, ASKED);
}

ParameterizedTest(const size_t *row, options, what_a_full_disk_cannot_take_exits_74)
{
    static char output[OUTPUT_MAX];
    char word[16], *arguments[] = {"p", word, NULL};
    (void)snprintf(word, sizeof word, "%s", asked[*row]);
    int full = open("/dev/full", O_WRONLY);
    cr_assert(full >= 0);
    cr_assert(dup2(full, STDOUT_FILENO) == STDOUT_FILENO);
    cr_expect_eq(run(arguments, STDERR_FILENO, output), 74, "%s", word);
    cr_expect(strstr(output, "homeward-example: cannot print: ") != NULL, "said: %s", output);
}

Test(options, an_argument_is_a_mistake_where_none_is_allowed, .exit_code = 64)
{
    struct program strict = program;
    strict.arguments_offset = SIZE_MAX;
    char *arguments[] = {"p", "extra", NULL};
    struct settings settings = {0};
    options_parse(&strict, count_of(arguments), arguments, &settings);
}
