/* encode: a record to its line, by the tables of codec/fields.h. */
#include "codec/encode.h"

#include <assert.h>

#include "base/civil.h"
#include "codec/fields.h"
#include "codec/json.h"
#include "domain/code.h"

static const void *place(const struct record *record, uint16_t offset)
{
    return (const char *)record + offset;
}

/* How many items a list has. */
static uint8_t list_count(const struct record *record, const struct field *field)
{
    const struct code_list *codes = place(record, field->offset);
    return field->type == FIELD_CODES ? codes->count
                                      : *(const uint8_t *)place(record, field->count_offset);
}

/* False when an optional field is not given or says what its absence would say. */
static bool is_given(const struct record *record, const struct field *field)
{
    const void *at = place(record, field->offset);
    switch ((enum field_type)field->type) {
    case FIELD_ID:
        return ((const struct slice *)at)->size > 0;
    case FIELD_INSTANT:
        return *(const when *)at != WHEN_NONE;
    case FIELD_BOOL:
        return *(const bool *)at;
    case FIELD_TRIBOOL:
    case FIELD_CODE:
    case FIELD_REASON:
        return *(const uint8_t *)at != 0 && *(const uint8_t *)at != field->standard;
    case FIELD_GSS:
        return *(const uint32_t *)at != 0;
    case FIELD_URN:
        return *(const uint64_t *)at != 0;
    case FIELD_MONTH:
        return *(const uint16_t *)at != MONTH_NONE;
    case FIELD_DATE:
        return *(const int32_t *)at != DATE_NONE;
    case FIELD_IDS:
    case FIELD_CODES:
    case FIELD_ISSUES:
    case FIELD_ITEMS:
        return list_count(record, field) > 0;
    default:
        return true;
    }
}

static void put_code(struct json_out *json, uint8_t list, uint8_t code)
{
    json_text(json, vocab_name((enum vocab_list)list, code));
}

/* An object that is an item of a list, by the table of its members. */
static void put_object(struct json_out *json, const struct field_table *members, const char *from)
{
    json_begin_object(json);
    for (uint32_t i = 0; i < members->count; i++) {
        const struct field *field = &members->fields[i];
        const void *at = from + field->offset;
        json_key(json, field->name);
        if (field->type == FIELD_ID) {
            json_slice(json, *(const struct slice *)at);
        } else {
            put_code(json, field->list, *(const uint8_t *)at);
        }
    }
    json_end(json);
}

static void put_objects(struct json_out *json, enum field_type type, const char *from, int count)
{
    for (int i = 0; i < count; i++) {
        put_object(json, fields_of_member(type), from + (size_t)i * fields_member_size(type));
    }
}

static void put_list(struct json_out *json, const struct record *record, const struct field *field)
{
    const void *at = place(record, field->offset);
    int count = list_count(record, field);
    assert(count >= field->least && count <= field->max);
    json_begin_array(json);
    if (field->type == FIELD_ISSUES || field->type == FIELD_ITEMS) {
        put_objects(json, (enum field_type)field->type, at, count);
    } else if (field->type == FIELD_IDS) {
        for (int i = 0; i < count; i++) {
            json_slice(json, ((const struct slice *)at)[i]);
        }
    } else {
        for (int i = 0; i < count; i++) {
            put_code(json, field->list, ((const struct code_list *)at)->codes[i]);
        }
    }
    json_end(json);
}

/* The types whose texts are made here. */
static void put_text(struct json_out *json, const struct field *field, const void *at)
{
    char out[CODE_URN_TEXT_MAX + 1] = {0};
    _Static_assert(sizeof out > DATE_TEXT && sizeof out > CODE_GSS_TEXT, "room for each");
    switch ((enum field_type)field->type) {
    case FIELD_GSS:
        code_write_gss(*(const uint32_t *)at, out);
        break;
    case FIELD_URN:
        code_write_urn(*(const uint64_t *)at, out);
        break;
    case FIELD_MONTH:
        month_write(*(const uint16_t *)at, out);
        break;
    default:
        assert(field->type == FIELD_DATE);
        date_write(*(const int32_t *)at, out);
        break;
    }
    json_text(json, out);
}

static void put_value(struct json_out *json, const struct record *record, const struct field *field)
{
    const void *at = place(record, field->offset);
    switch ((enum field_type)field->type) {
    case FIELD_SCHEMA:
        json_text(json, fields_of(record->kind)->schema);
        break;
    case FIELD_ID:
        json_slice(json, *(const struct slice *)at);
        break;
    case FIELD_INSTANT:
        json_instant(json, *(const when *)at);
        break;
    case FIELD_REVISION:
        json_int(json, *(const int32_t *)at);
        break;
    case FIELD_BOOL:
        json_bool(json, *(const bool *)at);
        break;
    case FIELD_TRIBOOL:
        json_bool(json, *(const uint8_t *)at == TRIBOOL_YES);
        break;
    case FIELD_CODE:
    case FIELD_REASON:
        put_code(json, field->list, *(const uint8_t *)at);
        break;
    case FIELD_IDS:
    case FIELD_CODES:
    case FIELD_ISSUES:
    case FIELD_ITEMS:
        put_list(json, record, field);
        break;
    default:
        put_text(json, field, at);
        break;
    }
}

void encode_record(const struct record *record, struct text *out)
{
    const struct field_table *table = fields_of(record->kind);
    struct json_out json = json_to(out, false);
    json_begin_object(&json);
    for (uint32_t row = 0; row < table->count; row++) {
        const struct field *field = &table->fields[row];
        if (field->required || is_given(record, field)) {
            json_key(&json, field->name);
            put_value(&json, record, field);
        }
    }
    json_end(&json);
}
