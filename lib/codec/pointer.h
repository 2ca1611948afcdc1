/* pointer: JSON Pointers (RFC 6901) to what was wrong, of bounded size and without payload.
 *
 * A key that no table has may be anything, a name included: it is quoted only when it looks like
 * the name of a field. What cannot be quoted or does not fit ends the pointer at its parent.
 */
#ifndef CODEC_POINTER_H
#define CODEC_POINTER_H

#include <stdbool.h>
#include <stdint.h>

#include "base/reject.h"
#include "base/slice.h"

struct pointer {
    char *at; /* REJECT_POINTER_MAX + 1 bytes, always terminated */
    uint32_t size;
    bool ended;
};

struct pointer pointer_in(struct reject *reject);
void pointer_key(struct pointer *pointer, struct slice key);
void pointer_index(struct pointer *pointer, uint64_t index);

#endif
