/* kept: the form in which a history keeps the content of a fact.
 *
 * A fixed struct (history.h: episode, interview, assessment, decision) with the record's texts
 * packed behind it, each a length byte and its bytes; an item's text has its byte `when` in front.
 * Private to the history; built by kept_of() alone.
 */
#ifndef DOMAIN_KEPT_H
#define DOMAIN_KEPT_H

#include <stddef.h>
#include <stdint.h>

#include "domain/history.h"

/* The largest: a decision's 66 texts of up to 1 + 64 bytes, or 64 items of 2 + 64 and two texts. */
enum { KEPT_MAX = 64 + 66 * (2 + 64) };

struct kept {
    _Alignas(8) unsigned char bytes[KEPT_MAX];
    size_t size;
};

void kept_of(const struct record *record, struct kept *out);
/* The size in bytes of a kept value, found by walking it. */
size_t kept_size(uint8_t kind, const void *value);

#endif
