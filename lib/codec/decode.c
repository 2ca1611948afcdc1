/* decode: the checks on a record in their order (measures.md), and what people are told.
 *
 * Bytes first, then the parser, then limits on every value, then the schema's name, then the
 * fields by their table, then the rules between fields. The first that fails gives the code.
 */
#include "codec/decode.h"

#include <assert.h>
#include <jansson.h>
#include <string.h>

#include "base/text.h"
#include "codec/fields.h"
#include "domain/code.h"
#include "limits.h"
#include "pointer.h"
#include "scan.h"
#include "values.h"

static bool refuse(struct reject *reject, enum reject_code code)
{
    *reject = (struct reject){.code = code, .byte = -1};
    return false;
}

static bool refuse_at(struct reject *reject, enum reject_code code, const char *field)
{
    (void)refuse(reject, code);
    struct pointer pointer = pointer_in(reject);
    pointer_key(&pointer, slice_of(field));
    return false;
}

static bool is_blank(struct slice bytes)
{
    size_t i = 0;
    while (i < bytes.size && (bytes.at[i] == ' ' || bytes.at[i] == '\t' || bytes.at[i] == '\n' ||
                              bytes.at[i] == '\r')) {
        i++;
    }
    return i == bytes.size;
}

/* A byte order mark of UTF-8 or of UTF-16, either end first. */
static bool has_mark(struct slice bytes)
{
    return slice_starts(bytes, "\xEF\xBB\xBF") || slice_starts(bytes, "\xFF\xFE") ||
           slice_starts(bytes, "\xFE\xFF");
}

static bool bytes_check(struct slice bytes, struct scan *scan, struct reject *reject)
{
    if (is_blank(bytes)) {
        return refuse(reject, REJECT_EMPTY);
    }
    if (bytes.size > RECORD_BYTES_MAX) {
        return refuse(reject, REJECT_SIZE);
    }
    if (has_mark(bytes)) {
        return refuse(reject, REJECT_ENC);
    }
    if (!scan_utf8(bytes)) {
        return refuse(reject, REJECT_UTF8);
    }
    *scan = scan_tokens(bytes);
    return !scan->too_deep || refuse(reject, REJECT_DEPTH);
}

static enum decoded parser_refused(const json_error_t *error, struct reject *reject)
{
    enum reject_code code = REJECT_JSON_SYNTAX;
    switch (json_error_code(error)) {
    case json_error_unknown: /* what the parser leaves behind when it gets no memory */
    case json_error_out_of_memory:
        return DECODE_FULL;
    case json_error_duplicate_key:
        code = REJECT_JSON_DUPLICATE_KEY;
        break;
    case json_error_numeric_overflow:
        code = REJECT_NUM;
        break;
    default:
        break;
    }
    *reject = (struct reject){.code = code, .byte = error->position};
    return DECODE_REJECTED;
}

/* A version above 1, as written by a schema that follows ours. */
static bool is_newer(struct slice version)
{
    enum { DIGITS_MAX = 9 };
    if (version.size == 0 || version.size > DIGITS_MAX || version.at[0] == '0') {
        return false;
    }
    for (size_t i = 0; i < version.size; i++) {
        if (version.at[i] < '0' || version.at[i] > '9') {
            return false;
        }
    }
    return !slice_is(version, "1");
}

static enum decoded find_table(json_t *root, enum record_kind *kind, struct reject *reject)
{
    const json_t *schema = json_object_get(root, "schema");
    struct slice name = {json_string_value(schema), json_string_length(schema)};
    for (int i = 0; json_is_string(schema) && i < RECORD_KIND_COUNT; i++) {
        const char *known = fields_of((enum record_kind)i)->schema;
        size_t stem = strlen(known) - 1; /* up to and with the slash */
        if (slice_is(name, known)) {
            *kind = (enum record_kind)i;
            return DECODE_OK;
        }
        if (name.size > stem && memcmp(name.at, known, stem) == 0 &&
            is_newer((struct slice){name.at + stem, name.size - stem})) {
            return DECODE_NEWER;
        }
    }
    (void)refuse_at(reject, REJECT_SCHEMA, "schema");
    return DECODE_REJECTED;
}

/* The row of a key, or table->count. Records mostly come in the order of the table, so the search
 * begins where the last one ended. */
static uint32_t row_of(const struct field_table *table, uint32_t from, struct slice key)
{
    for (uint32_t i = 0; i < table->count; i++) {
        uint32_t row = from + i < table->count ? from + i : from + i - table->count;
        const char *name = table->fields[row].name;
        if (name[0] == key.at[0] && slice_is(key, name)) { /* a terminated key has a first byte */
            return row;
        }
    }
    return table->count;
}

/* Sort the members of a record by row; gives the number of members that no row has. */
static uint32_t sort_members(json_t *root, const struct field_table *table,
                             json_t *values[FIELDS_MAX])
{
    uint32_t unknown = 0, next = 0;
    for (void *at = json_object_iter(root); at != NULL; at = json_object_iter_next(root, at)) {
        struct slice key = {json_object_iter_key(at), json_object_iter_key_len(at)};
        uint32_t row = row_of(table, next, key);
        if (row == table->count) {
            unknown++;
            continue;
        }
        values[row] = json_object_iter_value(at);
        next = row + 1 < table->count ? row + 1 : 0;
    }
    return unknown;
}

static bool read_fields(json_t *root, const struct field_table *table, struct reading *reading,
                        struct reject *reject)
{
    json_t *values[FIELDS_MAX] = {0};
    reading->record->unknown_fields = sort_members(root, table, values);
    for (uint32_t row = 0; row < table->count; row++) {
        const struct field *field = &table->fields[row];
        bool given = values[row] != NULL && !json_is_null(values[row]);
        if (!given && field->required) {
            return refuse_at(reject, REJECT_SCHEMA, field->name);
        }
        enum reject_code code = given ? values_read(reading, field, values[row]) : REJECT_NONE;
        if (code == REJECT_NONE) {
            continue;
        }
        (void)refuse(reject, code);
        struct pointer pointer = pointer_in(reject);
        pointer_key(&pointer, slice_of(field->name));
        if (reading->item >= 0) {
            pointer_index(&pointer, (uint64_t)reading->item);
        }
        if (reading->member != NULL) {
            pointer_key(&pointer, slice_of(reading->member));
        }
        return false;
    }
    return true;
}

static enum decoded read_root(json_t *root, const struct scan *scan, struct arena *arena,
                              struct record *out, struct reject *reject)
{
    if (!json_is_object(root)) {
        (void)refuse(reject, REJECT_JSON_SYNTAX);
        return DECODE_REJECTED;
    }
    if (!limits_check(root, scan->negative_zero, reject)) {
        return DECODE_REJECTED;
    }
    enum record_kind kind = RECORD_EPISODE;
    enum decoded found = find_table(root, &kind, reject);
    if (found != DECODE_OK) {
        return found;
    }
    struct record record;
    record_clear(&record, kind);
    struct arena mark = *arena;
    struct reading reading = {.record = &record, .arena = arena};
    if (!read_fields(root, fields_of(kind), &reading, reject) || !record_check(&record, reject)) {
        *arena = mark;
        return DECODE_REJECTED;
    }
    *out = record;
    return DECODE_OK;
}

enum decoded decode_record(struct slice bytes, struct arena *arena, struct record *out,
                           struct reject *reject)
{
    assert(arena->end - arena->at >= DECODE_ARENA);
    struct scan scan;
    if (!bytes_check(bytes, &scan, reject)) {
        return DECODE_REJECTED;
    }
    json_error_t error;
    json_t *root = json_loadb(bytes.at, bytes.size, JSON_REJECT_DUPLICATES, &error);
    if (root == NULL) {
        return parser_refused(&error, reject);
    }
    enum decoded decoded = read_root(root, &scan, arena, out, reject);
    json_decref(root);
    return decoded;
}

void reject_write(const struct reject *reject, struct text *out)
{
    const struct reject_row *row = reject_row(reject->code);
    text_puts(out, row->name);
    if (reject->pointer[0] != '\0') {
        text_puts(out, " at ");
        text_puts(out, reject->pointer);
    } else if (reject->byte >= 0) {
        text_puts(out, " at byte ");
        text_int(out, reject->byte);
    }
    text_puts(out, ": ");
    text_puts(out, row->meaning);
    text_puts(out, " ");
    text_puts(out, row->action);
}
