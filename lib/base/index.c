/* index: a hash table from 32-bit hashes to slab references; see base/index.h. */
#include "base/index.h"

#include <assert.h>
#include <string.h>

enum { FIRST_SLOTS = 16 };

struct index_search index_start(const struct index *index, uint32_t hash)
{
    return (struct index_search){
        .hash = hash, .slot = index->slot_count == 0 ? 0 : hash & (index->slot_count - 1)};
}

slab_ref index_next(const struct index *index, const struct slab *slab, struct index_search *search)
{
    if (index->slot_count == 0) {
        return 0;
    }
    const struct index_slot *slots = slab_at(slab, index->slots);
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

static void place(struct index_slot *slots, uint32_t slot_count, struct index_slot item)
{
    uint32_t at = item.hash & (slot_count - 1);
    while (slots[at].ref != 0) {
        at = (at + 1) & (slot_count - 1);
    }
    slots[at] = item;
}

static bool grow(struct index *index, struct slab *slab)
{
    if (index->slot_count > UINT32_MAX / 2) {
        return false;
    }
    uint32_t slot_count = index->slot_count == 0 ? FIRST_SLOTS : index->slot_count * 2;
    slab_ref made = slab_alloc(slab, slot_count * sizeof(struct index_slot));
    if (made == 0) {
        return false;
    }
    struct index_slot *slots = slab_at(slab, made);
    memset(slots, 0, slot_count * sizeof *slots);
    if (index->slot_count > 0) {
        const struct index_slot *old = slab_at(slab, index->slots);
        for (uint32_t i = 0; i < index->slot_count; i++) {
            if (old[i].ref != 0) {
                place(slots, slot_count, old[i]);
            }
        }
        slab_free(slab, index->slots, index->slot_count * sizeof *slots);
    }
    index->slots = made;
    index->slot_count = slot_count;
    return true;
}

bool index_add(struct index *index, struct slab *slab, uint32_t hash, slab_ref ref)
{
    assert(ref != 0);
    if (index->used >= index->slot_count - index->slot_count / 4 && !grow(index, slab)) {
        return false;
    }
    place(slab_at(slab, index->slots), index->slot_count,
          (struct index_slot){.hash = hash, .ref = ref});
    index->used++;
    return true;
}
