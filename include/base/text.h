/* text: bytes built front to back in bounded room.
 *
 * Invariant: size <= room. Once something does not fit, `full` is set and stays, and nothing more
 * is added: check it once at the end. Built by text_over() or text_in(); numbers are written
 * without the locale.
 */
#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/slice.h"

struct text {
    char *at;
    size_t size, room;
    bool full;
};

struct text text_over(char *memory, size_t room);
/* All that is left of the arena; text_keep() takes what was written out of it, or takes nothing and
 * says .at = NULL when it was too long. Nothing else may take from the arena in between. */
struct text text_in(struct arena *arena);
struct slice text_keep(struct text *text, struct arena *arena);

void text_put(struct text *text, struct slice bytes);
void text_puts(struct text *text, const char *terminated);
void text_char(struct text *text, char c);
void text_int(struct text *text, int64_t number);
/* `number` in decimal, padded with zeros to at least `width` digits. */
void text_padded(struct text *text, uint64_t number, int width);
struct slice text_slice(const struct text *text);

#endif
