/* slice: bytes that somebody else owns; see base/slice.h. */
#include "base/slice.h"

#include <assert.h>
#include <string.h>

struct slice slice_of(const char *terminated)
{
    assert(terminated != NULL);
    return (struct slice){.at = terminated, .size = strlen(terminated)};
}

bool slice_equal(struct slice a, struct slice b)
{
    /* An empty slice may point nowhere, which memcmp() must not be given. */
    return a.size == b.size && (a.size == 0 || memcmp(a.at, b.at, a.size) == 0);
}

bool slice_is(struct slice a, const char *terminated)
{
    return slice_equal(a, slice_of(terminated));
}

bool slice_starts(struct slice a, const char *prefix)
{
    struct slice wanted = slice_of(prefix);
    return a.size >= wanted.size &&
           slice_equal((struct slice){.at = a.at, .size = wanted.size}, wanted);
}

int slice_compare(struct slice a, struct slice b)
{
    size_t shared = a.size < b.size ? a.size : b.size;
    int order = shared == 0 ? 0 : memcmp(a.at, b.at, shared);
    if (order != 0) {
        return order < 0 ? -1 : 1;
    }
    return (a.size > b.size) - (a.size < b.size);
}

struct slice slice_cut(struct slice *rest, char mark)
{
    assert(rest != NULL);
    struct slice part = *rest;
    const char *found = part.size == 0 ? NULL : memchr(part.at, mark, part.size);
    if (found == NULL) {
        *rest = (struct slice){0};
        return part;
    }
    part.size = (size_t)(found - part.at);
    rest->at = found + 1;
    rest->size -= part.size + 1;
    return part;
}
