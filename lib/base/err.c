/* err: what went wrong, for a person; see base/err.h. */
#include "base/err.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* sysexits.h is no part of POSIX, so its numbers stand here (contract §6). */
static const int exit_codes[ERR_CODE_COUNT] = {
    [ERR_NONE] = 0,   [ERR_USAGE] = 64,      [ERR_DATA] = 65,   [ERR_NO_INPUT] = 66,
    [ERR_BUG] = 70,   [ERR_LIMIT] = 71,      [ERR_CREATE] = 73, [ERR_IO] = 74,
    [ERR_AGAIN] = 75, [ERR_PERMISSION] = 77, [ERR_CONFIG] = 78,
};

bool err_set(struct err *err, enum err_code code, const char *format, ...)
{
    assert(err != NULL);
    assert(code > ERR_NONE);
    assert(code < ERR_CODE_COUNT);
    if (err->code != ERR_NONE) {
        return false;
    }
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(err->text, sizeof err->text, format, arguments);
    va_end(arguments);
    assert(length > 0);
    err->code = code;
    return false;
}

bool err_wrap(struct err *err, const char *format, ...)
{
    assert(err != NULL);
    assert(err->code != ERR_NONE);
    char context[ERR_TEXT_MAX];
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(context, sizeof context, format, arguments);
    va_end(arguments);
    assert(length > 0);
    size_t head = strlen(context);
    if (head > sizeof context - 3) {
        head = sizeof context - 3;
    }
    memcpy(context + head, ": ", 3);
    head += 2;
    size_t tail = strlen(err->text);
    size_t room = sizeof err->text - 1 - head;
    if (tail > room) {
        tail = room;
    }
    memmove(err->text + head, err->text, tail);
    memcpy(err->text, context, head);
    err->text[head + tail] = '\0';
    return false;
}

int err_exit_code(enum err_code code)
{
    assert(code < ERR_CODE_COUNT);
    return exit_codes[code];
}
