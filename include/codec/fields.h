/* fields: the contract's tables of fields (§2), as data.
 *
 * One row a field: its name, what it must be, whether it must be there, where it goes in struct
 * record. Referee, encoder, fast reader and the agreement test with the JSON Schemas go by these
 * tables, so a field is described once.
 */
#ifndef CODEC_FIELDS_H
#define CODEC_FIELDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "domain/record.h"
#include "domain/vocab.h"

enum field_type {
    FIELD_SCHEMA,   /* already known when the table is walked */
    FIELD_ID,       /* struct slice */
    FIELD_INSTANT,  /* when */
    FIELD_REVISION, /* int32_t, 1 to 2,147,483,647 */
    FIELD_BOOL,     /* bool, default false */
    FIELD_TRIBOOL,  /* uint8_t, TRIBOOL_* */
    FIELD_CODE,     /* uint8_t of `list` */
    FIELD_REASON,   /* uint8_t of VOCAB_REASON, must fit the outcome read before */
    FIELD_GSS,      /* uint32_t */
    FIELD_URN,      /* uint64_t */
    FIELD_MONTH,    /* uint16_t */
    FIELD_DATE,     /* int32_t */
    FIELD_IDS,      /* struct slice[max], uint8_t count at count_offset */
    FIELD_CODES,    /* struct code_list of `list`, up to max */
    FIELD_ISSUES,   /* struct issue[max]; members by fields_of_member() */
    FIELD_ITEMS,    /* struct item[max]; likewise */
    FIELD_TYPE_COUNT
};

enum { FIELD_KEY_MAX = 24 };

struct field {
    const char *name;
    char key[FIELD_KEY_MAX]; /* the name in its quotes, as it stands in a record; zeros behind */
    uint8_t key_size;        /* with both quotes */
    uint8_t type;            /* enum field_type */
    uint8_t list;            /* enum vocab_list, for codes */
    bool required;
    uint8_t least, max;            /* lists: how many members */
    uint16_t offset, count_offset; /* in struct record; in struct issue or item, for a member */
    uint8_t standard;              /* codes: what an absent field means; 0: nothing */
};

enum { FIELDS_MAX = 32 };

struct field_table {
    const char *schema; /* "homeward.episode/1" */
    const char *key;    /* the schema in its quotes */
    uint8_t key_size;   /* with both quotes */
    const struct field *fields;
    uint32_t count, required; /* rows; how many of them are required, which a test compares */
};

const struct field_table *fields_of(enum record_kind kind);
/* The members of the objects in a list of FIELD_ISSUES or FIELD_ITEMS: ids and codes, all required,
 * the table has no schema. */
const struct field_table *fields_of_member(enum field_type list);
/* The size in bytes of the struct such an object is read into. */
size_t fields_member_size(enum field_type list);

#endif
