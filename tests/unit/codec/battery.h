/* battery: lines of one kind that together tell every entry of its field table from any other.
 *
 * What a table must say is said here a second time, by hand from contract §2: for each field a
 * value of a full record, another value, a bad one with its code, whether it must be there, how
 * many members. The lines are made of that: the full record, the least one, each field left out,
 * null, changed and spoilt, each list at its borders. A full record is written in the order and
 * form of the encoder's, so its bytes are what encode_record() must give back.
 */
#ifndef UNIT_CODEC_BATTERY_H
#define UNIT_CODEC_BATTERY_H

#include "base/slice.h"
#include "codec/decode.h"

struct contract_field {
    const char *name, *full;
    const char *other;     /* another good value, as far as this field alone goes; or NULL */
    const char *bad;       /* or NULL */
    enum reject_code code; /* of the bad value */
    bool required;
    uint8_t least, max; /* lists */
    const char *item;   /* of a list at its borders */
};

struct contract_table {
    const struct contract_field *fields;
    uint32_t count;
    const char *const *more; /* pairs of a field's name and a value, NULL behind the last */
    uint64_t full_digest, least_digest;
};

const struct contract_table *contract_of(enum record_kind kind);

struct shot {
    struct slice line;
    const char *about;    /* the field it is about */
    enum decoded decoded; /* what the contract says, where it says so by hand */
    enum reject_code code;
    bool told; /* whether it does */
};

enum { BATTERY_SHOTS = 400, BATTERY_ROOM = 1 << 20 };

struct battery {
    struct shot shots[BATTERY_SHOTS]; /* the full record, the least one, the others */
    uint32_t count;
    char memory[BATTERY_ROOM];
};

/* Lines live in *out. */
void battery_of(enum record_kind kind, struct battery *out);

#endif
