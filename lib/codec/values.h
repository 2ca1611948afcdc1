/* values: one field of a parsed record into its place in struct record.
 *
 * One reader for each enum field_type. A reader answers with the code of what is wrong, and says
 * which item and member of a list it was looking at.
 */
#ifndef CODEC_VALUES_H
#define CODEC_VALUES_H

#include <jansson.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/reject.h"
#include "codec/fields.h"

struct reading {
    struct record *record; /* fields of earlier rows are already in it */
    struct arena *arena;
    int64_t item;       /* of a list, -1 outside */
    const char *member; /* of an item that is an object, NULL outside */
};

/* `value` is not NULL and not JSON's null. REJECT_NONE when it was taken. */
enum reject_code values_read(struct reading *reading, const struct field *field, json_t *value);

#endif
