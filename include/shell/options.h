/* options: a program's settings as one table; parsing, --help and the documents come from it.
 *
 * argp does the work, in the order of the command line. Flag beats environment (HOMEWARD_<NAME>)
 * beats default. A usage mistake prints one line and exits 64; --help and --version exit 0, or 74
 * when they cannot be printed.
 */
#ifndef SHELL_OPTIONS_H
#define SHELL_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum option_type {
    OPTION_FLAG,   /* bool */
    OPTION_TEXT,   /* const char * */
    OPTION_COUNT,  /* int64_t within least..most */
    OPTION_CHOICE, /* int: which of the words in `argument`, from 0 */
    OPTION_MANY    /* struct option_many: may be given again */
};

enum { OPTION_MANY_MAX = 256 };

struct option_many {
    const char *values[OPTION_MANY_MAX];
    size_t count;
};

struct option {
    const char *name;     /* long name; NULL: a heading for those that follow, `meaning` its text */
    char letter;          /* 0 without one */
    uint8_t type;         /* enum option_type */
    const char *argument; /* "FILE"; OPTION_CHOICE: its words, "one|other"; NULL for flags */
    const char *meaning;
    size_t offset;       /* in the program's settings struct */
    int64_t least, most; /* OPTION_COUNT */
};

struct program {
    const char *verb;     /* "report" */
    const char *purpose;  /* one line */
    const char *usage;    /* "[OPTION…] --input FILE…" ; the arguments' doc */
    const char *examples; /* lines shown at the end of --help */
    const struct option *options;
    size_t option_count;
    /* struct option_many of what is not an option, which may be that of an option too: one list in
     * the order of the command line. SIZE_MAX: none allowed. */
    size_t arguments_offset;
};

/* Fill *settings (zeroed or with defaults by the caller). Exits on --help, --version and mistakes.
 * Comes first in a program: nothing may be opened before it (file_guard_standard()). */
void options_parse(const struct program *program, int argc, char **argv, void *settings);
/* Print "homeward-VERB: TEXT" and a hint, exit 64. */
_Noreturn void options_usage(const struct program *program, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Whether all that was printed on standard output got there: EXIT_SUCCESS, or 74 (sysexits'
 * EX_IOERR) and a line on standard error that begins with `name`. */
int options_printed(const char *name);
/* The version of this build, "0.1.0". */
const char *options_version(void);

#endif
