/* pointer: JSON Pointers (see pointer.h). */
#include "pointer.h"

#include <assert.h>
#include <string.h>

#include "base/text.h"

enum { KEY_MAX = 64 };

struct pointer pointer_in(struct reject *reject)
{
    memset(reject->pointer, 0, sizeof reject->pointer);
    return (struct pointer){.at = reject->pointer};
}

static void add(struct pointer *pointer, struct slice part)
{
    assert(part.size > 0);
    pointer->ended |= 1 + part.size > REJECT_POINTER_MAX - pointer->size;
    if (pointer->ended) {
        return;
    }
    pointer->at[pointer->size] = '/';
    memcpy(pointer->at + pointer->size + 1, part.at, part.size);
    pointer->size += 1 + (uint32_t)part.size;
}

/* `[a-z_][a-z0-9_]{0,63}` */
static bool looks_like_field(struct slice key)
{
    if (key.size == 0 || key.size > KEY_MAX || (key.at[0] >= '0' && key.at[0] <= '9')) {
        return false;
    }
    for (size_t i = 0; i < key.size; i++) {
        char c = key.at[i];
        if (!(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9') && c != '_') {
            return false;
        }
    }
    return true;
}

void pointer_key(struct pointer *pointer, struct slice key)
{
    pointer->ended |= !looks_like_field(key);
    if (!pointer->ended) {
        add(pointer, key);
    }
}

void pointer_index(struct pointer *pointer, uint64_t index)
{
    char digits[24];
    struct text text = text_over(digits, sizeof digits);
    text_int(&text, (int64_t)index);
    add(pointer, text_slice(&text));
}
