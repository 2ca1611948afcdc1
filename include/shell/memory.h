/* memory: large ranges of addresses, paid for page by page as they are used.
 *
 * A program reserves one range per lifetime at its start and lays an arena or a slab over it; the
 * system gives pages when they are first touched. So nothing ever moves or is copied to grow.
 */
#ifndef SHELL_MEMORY_H
#define SHELL_MEMORY_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"

/* Zeroed; `size` bytes, or less (not under 64 MiB) where the system will not reserve so much. */
bool memory_reserve(size_t size, struct arena *out, struct err *err);
/* Several, all or none: where the system will not reserve so much, each is halved as often as the
 * others (not under 64 MiB), so that none takes what another needs, and some is left for the C
 * library. */
struct memory_range {
    size_t size;
    struct arena *out;
};
bool memory_reserve_all(const struct memory_range *ranges, size_t count, struct err *err);
void memory_release(struct arena *arena);
/* The largest memory this process has held, in bytes. */
size_t memory_peak(void);

#endif
