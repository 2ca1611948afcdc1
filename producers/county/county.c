/* county: see county.h. */
#include "county.h"

#include <assert.h>
#include <stdlib.h>

uint64_t county_pieces(const struct plan *plan)
{
    return (uint64_t)plan->blocks * plan->windows;
}

static void counts_add(struct counts *into, const struct counts *add)
{
    for (int kind = 0; kind < RECORD_KIND_COUNT; kind++) {
        into->records[kind] += add->records[kind];
    }
    into->duplicates += add->duplicates;
    into->faults += add->faults;
    into->children += add->children;
    into->episodes += add->episodes;
}

static int by_delivery(const void *left, const void *right)
{
    const struct entry *a = left, *b = right;
    if (a->delivered_s != b->delivered_s) {
        return a->delivered_s < b->delivered_s ? -1 : 1;
    }
    return (a->order > b->order) - (a->order < b->order);
}

bool county_piece(struct county_work *work, uint32_t block, uint32_t window, struct piece *out)
{
    const struct plan *plan = work->plan;
    assert(block < plan->blocks);
    assert(window < plan->windows);
    int64_t span_s = plan->to_s - plan->from_s;
    struct batch batch = {.from_s = plan->from_s + span_s * window / plan->windows,
                          .to_s = plan->from_s + span_s * (window + 1) / plan->windows,
                          .first = window == 0,
                          .lines = work->lines,
                          .entries = work->entries};
    uint64_t first = block * plan->block_children, next = first + plan->block_children;
    next = next < plan->children ? next : plan->children;
    for (uint64_t number = first; number < next; number++) {
        tale_tell(work->tale, plan, number, &batch);
    }
    size_t count = arena_used(&batch.entries) / sizeof(struct entry);
    struct entry *begin = (struct entry *)(void *)work->entries.begin;
    qsort(begin, count, sizeof *begin, by_delivery);
    *out = (struct piece){begin, count};
    counts_add(&work->counts, &batch.counts);
    return !batch.full;
}
