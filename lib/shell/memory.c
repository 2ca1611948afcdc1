/* memory: see shell/memory.h. */
#include "shell/memory.h"

#include <assert.h>
#include <sys/mman.h>
#include <sys/resource.h>

enum { RESERVE_LEAST = 64 * 1024 * 1024, HUGE_FROM = 64 * 1024 * 1024 };

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

/* A limit on address space (ulimit -v, a strict overcommit policy) makes the first try fail; half
 * as much may still do. */
bool memory_reserve(size_t size, struct arena *out, struct err *err)
{
    assert(size > 0);
    size_t least = size < RESERVE_LEAST ? size : RESERVE_LEAST;
    for (size_t want = size;; want = want / 2 > least ? want / 2 : least) {
        void *memory = mmap(NULL, want, PROT_READ | PROT_WRITE,
                            MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
        if (memory != MAP_FAILED) {
            ask_for_huge_pages(memory, want);
            *out = arena_over(memory, want);
            return true;
        }
        if (want == least) {
            return err_set(err, ERR_LIMIT, "cannot reserve %zu MiB of memory",
                           least / (1024 * 1024) + 1);
        }
    }
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
