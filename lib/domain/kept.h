/* kept: the form in which a history keeps the content of a fact.
 *
 * A fixed struct (history.h: episode, interview, assessment, decision) with the record's texts
 * packed behind it, each a length byte and its bytes; an item's text has its byte `when` in front.
 * Private to the history; built by kept_write() alone.
 */
#ifndef DOMAIN_KEPT_H
#define DOMAIN_KEPT_H

#include <stddef.h>
#include <stdint.h>

#include "domain/history.h"

/* How many bytes kept_write() will write: the fact need not be packed twice. */
size_t kept_bytes(const struct record *record);
/* `at` is 8-aligned and has room for kept_bytes(record). */
void kept_write(const struct record *record, void *at);
/* The size in bytes of a kept value, found by walking it. */
size_t kept_size(uint8_t kind, const void *value);

#endif
