/* limits: a walk over all values in the order of the document, with a stack of its own. */
#include "limits.h"

#include <assert.h>

#include "pointer.h"
#include "scan.h"

struct frame {
    json_t *container;
    void *member; /* objects: the member being looked at */
    size_t index; /* arrays: one more than the item being looked at */
};

struct walk {
    struct frame frames[SCAN_DEPTH_MAX];
    int depth; /* frames in use */
    uint32_t numbers, negative_zero;
    struct reject type, size; /* the first of each */
};

/* A pointer to what the first `depth` frames are looking at. */
static void note(const struct walk *walk, int depth, enum reject_code code, struct reject *out)
{
    if (out->code != REJECT_NONE) {
        return;
    }
    *out = (struct reject){.code = code, .byte = -1};
    struct pointer pointer = pointer_in(out);
    for (int i = 0; i < depth; i++) {
        const struct frame *frame = &walk->frames[i];
        if (json_is_array(frame->container)) {
            pointer_index(&pointer, frame->index - 1);
        } else {
            pointer_key(&pointer, (struct slice){json_object_iter_key(frame->member),
                                                 json_object_iter_key_len(frame->member)});
        }
    }
}

static void enter(struct walk *walk, json_t *container)
{
    assert(walk->depth < SCAN_DEPTH_MAX);
    if (json_array_size(container) > LIMITS_ARRAY || json_object_size(container) > LIMITS_OBJECT) {
        note(walk, walk->depth, REJECT_SIZE, &walk->size);
    }
    walk->frames[walk->depth++] = (struct frame){.container = container};
}

/* The next value of the innermost container, or NULL behind the last. */
static json_t *next_value(struct frame *frame)
{
    if (json_is_array(frame->container)) {
        return json_array_get(frame->container, frame->index++);
    }
    frame->member = frame->member == NULL ? json_object_iter(frame->container)
                                          : json_object_iter_next(frame->container, frame->member);
    return json_object_iter_value(frame->member);
}

static void look(struct walk *walk, json_t *value)
{
    const struct frame *frame = &walk->frames[walk->depth - 1];
    if (json_is_object(frame->container) &&
        json_object_iter_key_len(frame->member) > LIMITS_STRING) {
        note(walk, walk->depth - 1, REJECT_SIZE, &walk->size);
    }
    switch (json_typeof(value)) {
    case JSON_OBJECT:
    case JSON_ARRAY:
        enter(walk, value);
        break;
    case JSON_STRING:
        if (json_string_length(value) > LIMITS_STRING) {
            note(walk, walk->depth, REJECT_SIZE, &walk->size);
        }
        break;
    case JSON_INTEGER:
    case JSON_REAL:
        walk->numbers++;
        if (json_is_real(value) || walk->numbers == walk->negative_zero) {
            note(walk, walk->depth, REJECT_TYPE, &walk->type);
        }
        break;
    default:
        break;
    }
}

bool limits_check(json_t *root, uint32_t negative_zero, struct reject *reject)
{
    struct walk walk; /* frames in use are always written first */
    walk.depth = 0;
    walk.numbers = 0;
    walk.negative_zero = negative_zero;
    walk.type.code = walk.size.code = REJECT_NONE;
    enter(&walk, root);
    while (walk.depth > 0 && walk.size.code == REJECT_NONE) {
        json_t *value = next_value(&walk.frames[walk.depth - 1]);
        if (value == NULL) {
            walk.depth--;
        } else {
            look(&walk, value);
        }
    }
    const struct reject *first = walk.size.code != REJECT_NONE ? &walk.size : &walk.type;
    if (first->code != REJECT_NONE) {
        *reject = *first;
    }
    return first->code == REJECT_NONE;
}
