/* reject: the public codes for records that cannot be used, and the count of all that was read.
 *
 * One table, quoted in docs/FORMATS.md and in messages: what it means, what to do, what is safe.
 * Codes are public (contract, measures.md "Checks on a record"); never renumber by meaning.
 */
#ifndef BASE_REJECT_H
#define BASE_REJECT_H

#include <stdbool.h>
#include <stdint.h>

enum reject_code {
    REJECT_NONE,
    REJECT_ROUTE,
    REJECT_EMPTY,
    REJECT_SIZE,
    REJECT_ENC,
    REJECT_UTF8,
    REJECT_DEPTH,
    REJECT_JSON_SYNTAX,
    REJECT_JSON_DUPLICATE_KEY,
    REJECT_NUM,
    REJECT_TYPE,
    REJECT_SCHEMA,
    REJECT_CODE_UNKNOWN,
    REJECT_TIME_NOOFFSET,
    REJECT_TIME,
    REJECT_ORDER,
    REJECT_STATUS,
    REJECT_AGE,
    REJECT_REVISION_CONFLICT,
    REJECT_CODE_COUNT
};

struct reject_row {
    const char *name;    /* as printed: "JSON_SYNTAX" */
    const char *meaning; /* what happened */
    const char *action;  /* what to do */
    const char *safe;    /* what is not affected */
};

/* Every code but REJECT_NONE has a row. */
const struct reject_row *reject_row(enum reject_code code);

enum { REJECT_POINTER_MAX = 127 };

/* Why one record was rejected. The pointer is a JSON Pointer (RFC 6901), empty for the whole
 * value; it names fields, never values. `byte` is the parser's position, -1 without one. */
struct reject {
    enum reject_code code;
    int64_t byte;
    char pointer[REJECT_POINTER_MAX + 1];
};

/* Everything read, each record once. Zero is the identity of accounting_add(). */
struct accounting {
    uint64_t read, accepted, duplicate, tombstone, erased;
    uint64_t rejected[REJECT_CODE_COUNT];
    uint64_t unknown_fields; /* in accepted records */
};

uint64_t accounting_rejected(const struct accounting *accounting);
/* read = accepted + duplicate + rejected + tombstone + erased (contract §3). */
bool accounting_closes(const struct accounting *accounting);
void accounting_add(struct accounting *into, const struct accounting *add);

#endif
