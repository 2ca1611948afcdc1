/* settings: objects of a configuration file, read by tables, with mistakes named by line.
 *
 * For the readers of configuration files (codec/config.h) alone. A `place` is a value of the file
 * and the way it was reached, so that every message can begin "FILE:line:column:". The first
 * mistake wins; after it nothing more is read. No value of the file is quoted, only keys.
 */
#ifndef CODEC_SETTINGS_H
#define CODEC_SETTINGS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/slice.h"

struct json_t;

enum { SETTINGS_BYTES_MAX = 1024 * 1024, SETTINGS_DEPTH_MAX = 16 };

struct settings_file {
    struct slice bytes;
    const char *name;    /* for messages */
    struct arena *arena; /* where texts are kept; NULL when nothing keeps any */
    struct err *err;
};

struct place {
    const struct settings_file *file;
    const struct place *parent; /* NULL for the whole file */
    uint32_t step;              /* which member or element of the parent, from 0 */
    struct json_t *value;
};

enum setting_type {
    SETTING_SCHEMA, /* exactly `expects`; kept nowhere */
    SETTING_ID,     /* struct slice, an id of contract §1 */
    SETTING_TEXT,   /* struct slice, least to most characters, no control characters */
    SETTING_NOTE,   /* as SETTING_TEXT, but kept nowhere: for people who read the file */
    SETTING_GSS,    /* uint32_t */
    SETTING_DATE,   /* int32_t */
    SETTING_INT32,  /* int32_t, least to most */
    SETTING_INT64,  /* int64_t, least to most */
    SETTING_FLAG,   /* bool */
    SETTING_CODE,   /* uint8_t of the vocabulary `list` */
    SETTING_OWN,    /* whatever `read` makes of it */
    SETTING_TYPE_COUNT
};

struct setting {
    const char *name;
    uint8_t type; /* enum setting_type */
    uint8_t list; /* SETTING_CODE: enum vocab_list */
    bool required;
    int64_t least, most;
    size_t offset; /* in the struct that is filled */
    bool (*read)(const struct place *place, void *out);
    const char *expects; /* SETTING_SCHEMA: the schema's name */
};

/* Parse the file and read its one object with `read`. ERR_CONFIG on any mistake. */
bool settings_load(const struct settings_file *file, bool (*read)(const struct place *, void *),
                   void *out);
/* Fill a struct from an object: every key must be in the table, every required one there. */
bool settings_object(const struct place *place, const struct setting *settings, size_t count,
                     void *out);

/* Where the members of a list go. */
struct settings_list {
    void *members;
    size_t size; /* of one */
    uint32_t least, most;
    uint32_t *count;
    bool (*read)(const struct place *place, void *out);
};
bool settings_list(const struct place *place, const struct settings_list *list);

/* The text of a string value; false when it is none. Borrowed until settings_load() returns. */
bool settings_text(const struct place *place, struct slice *out);
/* Set ERR_CONFIG with the place in front; false, for `return place_error(...)`. */
bool place_error(const struct place *place, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Of `count` names (fewer than SIZE_MAX) the one nearest to `key` by edit distance; the first on a
 * tie. `name_of` gives name i. */
const char *settings_nearest(struct slice key, size_t count,
                             const char *(*name_of)(const void *names, size_t i),
                             const void *names);

#endif
