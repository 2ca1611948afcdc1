/* json: JSON written front to back, always valid, the same bytes for the same calls.
 *
 * The caller says what comes; commas, quotes, escapes and layout are made here. Canonical layout:
 * compact, or with two spaces of indentation where people read it too (numbers of one array stay on
 * one line). Nesting is at most JSON_DEPTH_MAX; calls out of turn are asserted. The names keep
 * clear of jansson's, with which they are linked.
 */
#ifndef CODEC_JSON_H
#define CODEC_JSON_H

#include <stdbool.h>
#include <stdint.h>

#include "base/text.h"

enum { JSON_DEPTH_MAX = 16 };

struct json_out {
    struct text *text;
    bool indent;
    int depth;
    bool is_array[JSON_DEPTH_MAX + 1];
    uint32_t members[JSON_DEPTH_MAX + 1];
    bool after_key;
    bool flat; /* inside an array of scalars, kept on one line */
};

struct json_out json_to(struct text *text, bool indent);
void json_begin_object(struct json_out *json);
void json_begin_array(struct json_out *json);
void json_begin_flat_array(struct json_out *json); /* of scalars, on one line */
void json_end(struct json_out *json);
void json_key(struct json_out *json, const char *key);
void json_key_slice(struct json_out *json, struct slice key);
void json_int(struct json_out *json, int64_t value);
void json_bool(struct json_out *json, bool value);
void json_none(struct json_out *json);
void json_text(struct json_out *json, const char *value);
void json_slice(struct json_out *json, struct slice value);
void json_instant(struct json_out *json, int64_t instant_s);

#endif
