/* memory: see shell/memory.h. */
#include "shell/memory.h"

#include <assert.h>
#include <limits.h>
#include <stdint.h>
#include <sys/mman.h>
#include <sys/resource.h>

enum { MEBI = 1024 * 1024, RESERVE_LEAST = 64 * MEBI, SPARE = 64 * MEBI, HUGE_FROM = 64 * MEBI };

/* What lies in a large range is looked up in no order, so that nearly every look is for another
 * page, and the processor remembers few: with pages of 2 MiB it remembers most. They are asked for
 * by range, since most systems are set to give them only so. A small run does without, and holds
 * no more memory than it uses. A system that has none, or whose settings forbid them, gives small
 * ones: that is no error. */
static void ask_for_huge_pages(char *memory, size_t size)
{
#ifdef MADV_HUGEPAGE
    if (size > HUGE_FROM) {
        (void)madvise(memory + HUGE_FROM, size - HUGE_FROM, MADV_HUGEPAGE);
    }
#else
    (void)memory, (void)size;
#endif
}

static bool map(size_t size, struct arena *out)
{
    void *memory = mmap(NULL, size, PROT_READ | PROT_WRITE,
                        MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (memory == MAP_FAILED) {
        return false;
    }
    *out = arena_over(memory, size);
    return true;
}

static size_t halved(size_t size, unsigned times)
{
    size_t least = size < RESERVE_LEAST ? size : RESERVE_LEAST;
    size_t less = times < sizeof size * CHAR_BIT ? size >> times : 0;
    return less > least ? less : least;
}

/* All of them, and so much that something is left besides. */
static bool map_all(const struct memory_range *ranges, size_t count, unsigned times)
{
    struct arena spare;
    size_t mapped = 0;
    while (mapped < count && map(halved(ranges[mapped].size, times), ranges[mapped].out)) {
        mapped++;
    }
    if (mapped == count && map(SPARE, &spare)) {
        memory_release(&spare);
        return true;
    }
    while (mapped > 0) {
        memory_release(ranges[--mapped].out);
    }
    return false;
}

/* A limit on address space (ulimit -v, a strict overcommit policy) makes the first try fail; half
 * as much may still do. */
bool memory_reserve_all(const struct memory_range *ranges, size_t count, struct err *err)
{
    size_t wanted, wanted_before = SIZE_MAX;
    for (unsigned times = 0;; times++, wanted_before = wanted) {
        wanted = SPARE;
        for (size_t i = 0; i < count; i++) {
            assert(ranges[i].size > 0);
            wanted += halved(ranges[i].size, times);
        }
        if (wanted == wanted_before) {
            return err_set(err, ERR_LIMIT, "cannot reserve %zu MiB of memory",
                           wanted / MEBI + (wanted % MEBI > 0));
        }
        if (map_all(ranges, count, times)) {
            break;
        }
    }
    for (size_t i = 0; i < count; i++) {
        struct arena *out = ranges[i].out;
        ask_for_huge_pages(out->begin, (size_t)(out->end - out->begin));
    }
    return true;
}

bool memory_reserve(size_t size, struct arena *out, struct err *err)
{
    const struct memory_range range = {size, out};
    return memory_reserve_all(&range, 1, err);
}

void memory_release(struct arena *arena)
{
    if (arena->begin != NULL) {
        (void)munmap(arena->begin, (size_t)(arena->end - arena->begin));
    }
    *arena = (struct arena){0};
}

size_t memory_peak(void)
{
    struct rusage usage;
    return getrusage(RUSAGE_SELF, &usage) == 0 ? (size_t)usage.ru_maxrss * 1024 : 0;
}
