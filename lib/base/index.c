/* index: a hash table from 32-bit hashes to slab references; see base/index.h. */
#include "base/index.h"

#include <assert.h>
#include <string.h>

enum { DENSE_STEP = 4, FIRST_TABLE = 2 * INDEX_DENSE };
_Static_assert((FIRST_TABLE & (FIRST_TABLE - 1)) == 0, "a table's size is a power of two");

static bool dense(const struct index *index)
{
    return index->slot_count <= INDEX_DENSE;
}

struct index_search index_start(const struct index *index, uint32_t hash)
{
    return (struct index_search){.hash = hash,
                                 .slot = dense(index) ? 0 : hash & (index->slot_count - 1)};
}

slab_ref index_next(const struct index *index, const struct slab *slab, struct index_search *search)
{
    const struct index_slot *slots = slab_at(slab, index->slots);
    if (dense(index)) {
        while (search->slot < index->used) {
            const struct index_slot *slot = &slots[search->slot++];
            if (slot->hash == search->hash) {
                return slot->ref;
            }
        }
        return 0;
    }
    /* A quarter of the slots is empty, so this ends. */
    for (;;) {
        const struct index_slot *slot = &slots[search->slot];
        if (slot->ref == 0) {
            return 0;
        }
        search->slot = (search->slot + 1) & (index->slot_count - 1);
        if (slot->hash == search->hash) {
            return slot->ref;
        }
    }
}

const struct index_slot *index_walk(const struct index *index, const struct slab *slab,
                                    uint32_t *slot)
{
    const struct index_slot *slots = slab_at(slab, index->slots);
    uint32_t end = dense(index) ? index->used : index->slot_count;
    while (*slot < end) {
        const struct index_slot *item = &slots[(*slot)++];
        if (item->ref != 0) {
            return item;
        }
    }
    return NULL;
}

static void place(struct index_slot *slots, uint32_t slot_count, struct index_slot item)
{
    uint32_t at = item.hash & (slot_count - 1);
    while (slots[at].ref != 0) {
        at = (at + 1) & (slot_count - 1);
    }
    slots[at] = item;
}

static void place_all(struct index_slot *slots, uint32_t slot_count, const struct index *index,
                      const struct slab *slab)
{
    uint32_t walked = 0;
    const struct index_slot *item;
    memset(slots, 0, slot_count * sizeof *slots);
    while ((item = index_walk(index, slab, &walked)) != NULL) {
        place(slots, slot_count, *item);
    }
}

/* A first reference is often the only one; then steps, then doubling. 0: there is no larger one. */
static uint32_t next_size(const struct index *index)
{
    if (!dense(index)) {
        return index->slot_count > UINT32_MAX / 2 ? 0 : index->slot_count * 2;
    }
    if (index->slot_count < DENSE_STEP) {
        return index->slot_count + DENSE_STEP / 2;
    }
    return index->slot_count == INDEX_DENSE ? FIRST_TABLE : index->slot_count + DENSE_STEP;
}

static bool grow(struct index *index, struct slab *slab)
{
    uint32_t slot_count = next_size(index);
    slab_ref made = slot_count == 0 ? 0 : slab_alloc(slab, slot_count * sizeof(struct index_slot));
    if (made == 0) {
        return false;
    }
    if (slot_count > INDEX_DENSE) {
        place_all(slab_at(slab, made), slot_count, index, slab);
    } else if (index->used > 0) {
        memcpy(slab_at(slab, made), slab_at(slab, index->slots),
               index->used * sizeof(struct index_slot));
    }
    if (index->slot_count > 0) {
        slab_free(slab, index->slots, index->slot_count * sizeof(struct index_slot));
    }
    index->slots = made;
    index->slot_count = slot_count;
    return true;
}

static bool is_full(const struct index *index)
{
    return index->used >=
           (dense(index) ? index->slot_count : index->slot_count - index->slot_count / 4);
}

bool index_add(struct index *index, struct slab *slab, uint32_t hash, slab_ref ref)
{
    assert(ref != 0);
    if (is_full(index) && !grow(index, slab)) {
        return false;
    }
    struct index_slot *slots = slab_at(slab, index->slots);
    struct index_slot item = {.hash = hash, .ref = ref};
    if (dense(index)) {
        slots[index->used] = item;
    } else {
        place(slots, index->slot_count, item);
    }
    index->used++;
    return true;
}
