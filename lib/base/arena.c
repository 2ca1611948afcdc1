/* arena: memory handed out front to back; see base/arena.h. */
#include "base/arena.h"

#include <assert.h>
#include <stdint.h>
#include <string.h>

struct arena arena_over(void *memory, size_t size)
{
    assert(memory != NULL || size == 0);
    char *begin = memory;
    return (struct arena){.begin = begin, .at = begin, .end = size == 0 ? begin : begin + size};
}

void *arena_alloc(struct arena *arena, size_t size, size_t align, size_t count)
{
    assert(size > 0);
    assert(align > 0);
    assert((align & (align - 1)) == 0);
    if (arena->at == NULL) {
        return NULL;
    }
    size_t padding = (size_t)(-(uintptr_t)arena->at & (align - 1));
    size_t room = (size_t)(arena->end - arena->at);
    if (padding > room || count > (room - padding) / size) {
        return NULL;
    }
    char *memory = arena->at + padding;
    arena->at = memory + size * count;
    return memset(memory, 0, size * count);
}

struct slice arena_copy(struct arena *arena, struct slice bytes)
{
    char *copy = bytes.size == SIZE_MAX ? NULL : arena_alloc(arena, 1, 1, bytes.size + 1);
    if (copy == NULL) {
        return (struct slice){0};
    }
    if (bytes.size > 0) {
        memcpy(copy, bytes.at, bytes.size);
    }
    return (struct slice){.at = copy, .size = bytes.size};
}

size_t arena_used(const struct arena *arena)
{
    return (size_t)(arena->at - arena->begin);
}
