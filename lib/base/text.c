/* text: bytes built front to back in bounded room; see base/text.h. */
#include "base/text.h"

#include <assert.h>
#include <string.h>

enum { DIGITS_MAX = 20 }; /* of UINT64_MAX */

struct text text_over(char *memory, size_t room)
{
    assert(memory != NULL || room == 0);
    return (struct text){.at = memory, .room = room};
}

struct text text_in(struct arena *arena)
{
    return text_over(arena->at, (size_t)(arena->end - arena->at));
}

struct slice text_keep(struct text *text, struct arena *arena)
{
    assert(text->at == arena->at);
    if (text->full) {
        return (struct slice){0};
    }
    struct slice kept = text_slice(text);
    if (kept.size > 0) {
        arena->at += kept.size;
    }
    *text = text_in(arena);
    return kept;
}

void text_put(struct text *text, struct slice bytes)
{
    if (text->full || bytes.size > text->room - text->size) {
        text->full = true;
        return;
    }
    if (bytes.size > 0) {
        memcpy(text->at + text->size, bytes.at, bytes.size);
        text->size += bytes.size;
    }
}

void text_puts(struct text *text, const char *terminated)
{
    text_put(text, slice_of(terminated));
}

void text_char(struct text *text, char c)
{
    text_put(text, (struct slice){.at = &c, .size = 1});
}

void text_int(struct text *text, int64_t number)
{
    char digits[DIGITS_MAX + 1];
    size_t begin = sizeof digits;
    /* Negated as unsigned: INT64_MIN has no positive counterpart. */
    uint64_t left = number < 0 ? 0 - (uint64_t)number : (uint64_t)number;
    do {
        digits[--begin] = (char)('0' + left % 10);
        left /= 10;
    } while (left > 0);
    if (number < 0) {
        digits[--begin] = '-';
    }
    text_put(text, (struct slice){.at = digits + begin, .size = sizeof digits - begin});
}

void text_padded(struct text *text, uint64_t number, int width)
{
    assert(width >= 0);
    assert(width <= DIGITS_MAX);
    char digits[DIGITS_MAX];
    size_t begin = sizeof digits;
    size_t wanted = width == 0 ? 1 : (size_t)width;
    do {
        digits[--begin] = (char)('0' + number % 10);
        number /= 10;
    } while (number > 0 || sizeof digits - begin < wanted);
    text_put(text, (struct slice){.at = digits + begin, .size = sizeof digits - begin});
}

struct slice text_slice(const struct text *text)
{
    return (struct slice){.at = text->at, .size = text->size};
}
