/* err: what went wrong, for a person, with the exit code it leads to.
 *
 * Invariant: code is ERR_NONE exactly when text is empty. The first error wins: setting a set
 * error changes nothing, wrapping puts context in front. A text never quotes a payload value.
 * Built by err_set() and err_wrap() alone; start from a zeroed struct.
 */
#ifndef BASE_ERR_H
#define BASE_ERR_H

#include <stdbool.h>

enum { ERR_TEXT_MAX = 512 };

enum err_code {
    ERR_NONE,
    ERR_USAGE,      /* 64: the command line is wrong */
    ERR_DATA,       /* 65: the input is wrong */
    ERR_NO_INPUT,   /* 66: an input cannot be opened */
    ERR_BUG,        /* 70: a promise of ours is broken */
    ERR_LIMIT,      /* 71: a stated limit or the memory is reached */
    ERR_CREATE,     /* 73: an output cannot be created */
    ERR_IO,         /* 74: reading or writing failed */
    ERR_AGAIN,      /* 75: try again later */
    ERR_PERMISSION, /* 77: not permitted */
    ERR_CONFIG,     /* 78: a configuration file or the schema version is wrong */
    ERR_CODE_COUNT
};

struct err {
    enum err_code code;
    char text[ERR_TEXT_MAX];
};

/* Both return false, so a failing function can end with `return err_set(...)`. */
bool err_set(struct err *err, enum err_code code, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* Put "context: " in front of the text; the code stays. */
bool err_wrap(struct err *err, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* The sysexits code of an error; 0 for ERR_NONE. */
int err_exit_code(enum err_code code);

#endif
