/* arena: memory handed out front to back, given back all at once.
 *
 * Invariant: begin <= at <= end. The memory belongs to whoever called arena_over(); passing an
 * arena by value makes what is taken from the copy scratch, undone by the return.
 * Programs reserve one large range of addresses for each lifetime (see shell/memory.h), so an
 * arena grows in place and what it handed out never moves.
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stddef.h>

#include "base/slice.h"

struct arena {
    char *begin, *at, *end;
};

struct arena arena_over(void *memory, size_t size);
/* Zeroed memory for `count` objects, or NULL when the arena is full. */
void *arena_alloc(struct arena *arena, size_t size, size_t align, size_t count);
/* A copy with a NUL behind it (not counted in size); .at is NULL when the arena is full. */
struct slice arena_copy(struct arena *arena, struct slice bytes);
size_t arena_used(const struct arena *arena);

#define ARENA_NEW(arena, type, count)                                                              \
    ((type *)arena_alloc((arena), sizeof(type), _Alignof(type), (count)))

#endif
