/* spoiled_line: lines of records, sound or spoilt in ways that people and machines spoil them.
 *
 * Each line begins as a random valid record of one of the four kinds, as the encoder writes it.
 * A third to a half of the lines are still taken by the referee: many are left alone, or changed
 * only in what means nothing (order, white space, unknown fields). The rest are spoilt in one to
 * three ways. The same choices make the same line, whatever was made before.
 */
#ifndef SUPPORT_SPOILED_LINE_H
#define SUPPORT_SPOILED_LINE_H

#include <stdint.h>

#include "base/slice.h"
#include "codec/fields.h"
#include "domain/record.h"
#include "support/choices.h"

enum spoiling {
    SPOIL_ORDER,   /* members in another order, the schema perhaps last */
    SPOIL_SPACE,   /* white space wherever JSON allows it */
    SPOIL_NULL,    /* null for a field, given or not */
    SPOIL_UNKNOWN, /* fields that no table has, of any value, with nearly known names */
    SPOIL_DOUBLED, /* a known field twice */
    SPOIL_DROPPED, /* a field taken away */
    SPOIL_ESCAPED, /* a letter of a key or value written as an escape */
    SPOIL_PART,    /* escapes, control bytes, good and bad UTF-8 put into a string */
    SPOIL_KEY,     /* a letter of a key changed, lost or added */
    SPOIL_VALUE,   /* another value for a field, at the borders of its type */
    SPOIL_NUMBER,  /* numbers in every dress for revision */
    SPOIL_RULE,    /* the rules between fields, at their borders */
    SPOIL_DEPTH,   /* 14 to 18 levels */
    SPOIL_LARGE,   /* arrays, strings and objects at the limits */
    SPOIL_MEMBERS, /* 63 to 66 members */
    SPOIL_CUT,     /* cut short at any byte */
    SPOIL_BYTE,    /* a byte replaced, put in or taken out */
    SPOIL_AROUND,  /* something in front of or behind the object */
    SPOIL_WIDE,    /* the line as UTF-16 */
    SPOIL_SIZE,    /* 65,534 to 65,538 bytes */
    SPOIL_COUNT
};

struct spoiled_line {
    struct slice bytes;    /* without newline; live until the maker's next line */
    enum record_kind kind; /* of the record it began as */
    uint32_t spoilings;    /* a bit for each enum spoiling; 0: as the encoder wrote it */
};

const char *spoiling_name(enum spoiling spoiling);

enum { LINE_MEMBERS = 256, LINE_ROOM = 512 * 1024, BASE_LINE = 6 * 1024, BASES = 2048 };

struct line_member {
    struct slice key, raw; /* as written, the key with its quotes */
};

/* A record and its line, taken apart. */
struct line_base {
    bool made;
    struct record record; /* its texts are gone */
    size_t size;
    char line[BASE_LINE];
    uint32_t count;
    struct line_member members[FIELDS_MAX];
};

/* Memory for one line at a time, and the records that most lines begin as. Megabytes: keep it
 * static. All zero is ready for use. */
struct line_maker {
    struct line_base bases[BASES], fresh;
    const struct line_base *base;
    uint32_t count;
    struct line_member members[LINE_MEMBERS];
    struct text texts; /* new keys and values */
    bool spaced;
    char text_room[LINE_ROOM], line_room[LINE_ROOM];
};

void spoiled_line(struct line_maker *maker, struct choices *choices, struct spoiled_line *out);

#endif
