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
#include <stdint.h>

#include "base/slice.h"

struct arena {
    char *begin, *at, *end;
};

struct arena arena_over(void *memory, size_t size);
/* Zeroed memory for `count` objects, or NULL when the arena is full. */
void *arena_alloc(struct arena *arena, size_t size, size_t align, size_t count);
/* The same with undefined content: for what is written before it is read. */
static inline void *arena_room(struct arena *arena, size_t size, size_t align, size_t count)
{
    size_t padding = (size_t)(-(uintptr_t)arena->at & (align - 1));
    size_t room = (size_t)(arena->end - arena->at);
    if (arena->at == NULL || padding > room || count > (room - padding) / size) {
        return NULL;
    }
    char *memory = arena->at + padding;
    arena->at = memory + size * count;
    return memory;
}
/* A copy with a NUL behind it (not counted in size); .at is NULL when the arena is full. */
struct slice arena_copy(struct arena *arena, struct slice bytes);
size_t arena_used(const struct arena *arena);

#define ARENA_NEW(arena, type, count)                                                              \
    ((type *)arena_alloc((arena), sizeof(type), _Alignof(type), (count)))
#define ARENA_ROOM(arena, type, count)                                                             \
    ((type *)arena_room((arena), sizeof(type), _Alignof(type), (count)))

#endif
