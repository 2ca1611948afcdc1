/* table_mutations: for each entry of a field table other values, and who must notice them.
 *
 * An entry is an attribute of a row, or of the table itself. Who does not go by an entry is told
 * here with the reason; an entry that nobody goes by must be zero.
 */
#ifndef UNIT_CODEC_TABLE_MUTATIONS_H
#define UNIT_CODEC_TABLE_MUTATIONS_H

#include <stddef.h>
#include <stdint.h>

#include "codec/fields.h"

enum { REFEREE = 1, FAST = 2, ENCODER = 4, READERS = 3 };

struct mutation {
    const void *at; /* in the tables */
    size_t size;
    char value[FIELD_KEY_MAX];
    unsigned noticed_by;
    char what[128]; /* "place.offset = 12" */
};

enum { MUTATIONS_MAX = 8192 };
struct mutations {
    struct mutation list[MUTATIONS_MAX];
    uint32_t count;
};

/* Of the kind's table, and of that of the objects in its lists. `full` has every field. */
void mutations_of(enum record_kind kind, const struct record *full, struct mutations *out);
/* Asserts (Criterion) that entries without a meaning are zero. */
void expect_meaningless_zero(enum record_kind kind);

#endif
