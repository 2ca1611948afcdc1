/* step: the small steps of the quick reader (fast.c).
 *
 * Each is given where it stands and where the line ends, at <= end, takes exactly what it is named
 * for, and returns the place behind it, or NULL when something else stands there. None reads at the
 * end or behind it.
 */
#ifndef CODEC_STEP_H
#define CODEC_STEP_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include "base/slice.h"
#include "limits.h"
#include "span.h"

enum { STEP_DIGITS_MAX = 18 }; /* any number of so many digits fits 64 bits */

/* There mostly is none. */
static inline const char *skip_space(const char *at, const char *end)
{
    while (at < end && *at <= ' ' && (*at == ' ' || *at == '\t' || *at == '\n' || *at == '\r')) {
        at++;
    }
    return at;
}

static inline const char *take(const char *at, const char *end, char wanted)
{
    return at < end && *at == wanted ? at + 1 : NULL;
}

/* A mark with white space around it. */
static inline const char *take_mark(const char *at, const char *end, char mark)
{
    if (at == end || *at != mark) {
        at = skip_space(at, end);
        if (at == end || *at != mark) {
            return NULL;
        }
    }
    return skip_space(at + 1, end);
}

static inline const char *take_text(const char *at, const char *end, const char *text, size_t size)
{
    return (size_t)(end - at) >= size && memcmp(at, text, size) == 0 ? at + size : NULL;
}

/* A string of word bytes. */
static inline const char *take_word(const char *at, const char *end, struct slice *out)
{
    at = take(at, end, '"');
    if (at == NULL) {
        return NULL;
    }
    *out = (struct slice){at, span_words(at, (size_t)(end - at))};
    return take(at + out->size, end, '"');
}

static inline const char *take_truth(const char *at, const char *end, bool *out)
{
    const char *behind = take_text(at, end, "true", 4);
    *out = behind != NULL;
    return *out ? behind : take_text(at, end, "false", 5);
}

/* A number of JSON without fraction or exponent: either would be in the way of the next mark. */
static inline const char *skip_integer(const char *at, const char *end)
{
    bool negative = at < end && *at == '-';
    at += negative;
    const char *first = at;
    while (at < end && *at >= '0' && *at <= '9') {
        at++;
    }
    size_t digits = (size_t)(at - first);
    bool canonical = digits > 0 && (*first != '0' || (digits == 1 && !negative));
    return canonical && digits <= STEP_DIGITS_MAX ? at : NULL;
}

/* A string that means its own bytes. */
static inline const char *take_plain(const char *at, const char *end, size_t max, struct slice *out)
{
    at = take(at, end, '"');
    if (at == NULL) {
        return NULL;
    }
    *out = (struct slice){at, span_plain(at, (size_t)(end - at))};
    return out->size > max ? NULL : take(at + out->size, end, '"');
}

/* The value of a name that no row has. */
static inline const char *skip_value(const char *at, const char *end)
{
    struct slice text;
    bool truth;
    switch (at < end ? *at : '\0') {
    case '"':
        return take_plain(at, end, LIMITS_STRING, &text);
    case 't':
    case 'f':
        return take_truth(at, end, &truth);
    case 'n':
        return take_text(at, end, "null", 4);
    default:
        return skip_integer(at, end);
    }
}

#endif
