/* json: JSON written front to back (see codec/json.h). */
#include "codec/json.h"

#include <assert.h>
#include <stddef.h>
#include <string.h>

#include "base/instant.h"
#include "base/slice.h"

struct json_out json_to(struct text *text, bool indent)
{
    assert(text != NULL);
    return (struct json_out){.text = text, .indent = indent};
}

static void break_line(struct json_out *json)
{
    if (!json->indent) {
        return;
    }
    text_char(json->text, '\n');
    for (int i = 0; i < json->depth; i++) {
        text_puts(json->text, "  ");
    }
}

/* The comma and layout in front of a member. */
static void separate(struct json_out *json)
{
    bool first = json->members[json->depth]++ == 0;
    if (!first) {
        text_char(json->text, ',');
    }
    if (!json->flat) {
        break_line(json);
    } else if (!first && json->indent) {
        text_char(json->text, ' ');
    }
}

static void before_value(struct json_out *json)
{
    if (json->depth == 0) {
        assert(json->members[0] == 0);
        json->members[0] = 1;
    } else if (json->is_array[json->depth]) {
        separate(json);
    } else {
        assert(json->after_key);
        json->after_key = false;
    }
}

static void open_level(struct json_out *json, char mark, bool is_array)
{
    assert(!json->flat);
    assert(json->depth < JSON_DEPTH_MAX);
    before_value(json);
    text_char(json->text, mark);
    json->depth++;
    json->is_array[json->depth] = is_array;
    json->members[json->depth] = 0;
}

void json_begin_object(struct json_out *json)
{
    open_level(json, '{', false);
}

void json_begin_array(struct json_out *json)
{
    open_level(json, '[', true);
}

void json_begin_flat_array(struct json_out *json)
{
    open_level(json, '[', true);
    json->flat = true;
}

void json_end(struct json_out *json)
{
    assert(json->depth > 0);
    assert(!json->after_key);
    bool is_array = json->is_array[json->depth];
    bool broken = json->members[json->depth] > 0 && !json->flat;
    json->depth--;
    json->flat = false;
    if (broken) {
        break_line(json);
    }
    text_char(json->text, is_array ? ']' : '}');
}

/* The letter of a short escape, or 0. */
static char short_escape(char c)
{
    static const char from[] = "\"\\\b\f\n\r\t";
    static const char to[] = "\"\\bfnrt";
    const char *found = c == '\0' ? NULL : strchr(from, c);
    return found == NULL ? '\0' : to[found - from];
}

static void put_escaped(struct text *text, char c)
{
    static const char digits[] = "0123456789abcdef";
    char letter = short_escape(c);
    if (letter != '\0') {
        text_char(text, '\\');
        text_char(text, letter);
    } else {
        text_puts(text, "\\u00");
        text_char(text, digits[((unsigned char)c >> 4) & 15]);
        text_char(text, digits[(unsigned char)c & 15]);
    }
}

static void put_string(struct text *text, struct slice value)
{
    text_char(text, '"');
    size_t plain = 0; /* where the bytes not yet written begin */
    for (size_t i = 0; i < value.size; i++) {
        char c = value.at[i];
        if ((unsigned char)c < 0x20 || c == '"' || c == '\\') {
            text_put(text, (struct slice){.at = value.at + plain, .size = i - plain});
            put_escaped(text, c);
            plain = i + 1;
        }
    }
    if (plain < value.size) {
        text_put(text, (struct slice){.at = value.at + plain, .size = value.size - plain});
    }
    text_char(text, '"');
}

void json_key_slice(struct json_out *json, struct slice key)
{
    assert(json->depth > 0);
    assert(!json->is_array[json->depth]);
    assert(!json->after_key);
    separate(json);
    put_string(json->text, key);
    text_puts(json->text, json->indent ? ": " : ":");
    json->after_key = true;
}

void json_key(struct json_out *json, const char *key)
{
    json_key_slice(json, slice_of(key));
}

void json_int(struct json_out *json, int64_t value)
{
    before_value(json);
    text_int(json->text, value);
}

void json_bool(struct json_out *json, bool value)
{
    before_value(json);
    text_puts(json->text, value ? "true" : "false");
}

void json_none(struct json_out *json)
{
    before_value(json);
    text_puts(json->text, "null");
}

void json_slice(struct json_out *json, struct slice value)
{
    before_value(json);
    put_string(json->text, value);
}

void json_text(struct json_out *json, const char *value)
{
    json_slice(json, slice_of(value));
}

void json_instant(struct json_out *json, int64_t instant_s)
{
    char written[INSTANT_TEXT];
    instant_write(instant_s, written);
    json_slice(json, (struct slice){.at = written, .size = INSTANT_TEXT});
}
