/* values: one reader a type, in a table (see values.h). */
#include "values.h"

#include <assert.h>
#include <stddef.h>

#include "base/civil.h"
#include "domain/code.h"

static struct slice text_of(const json_t *value)
{
    return (struct slice){json_string_value(value), json_string_length(value)};
}

static enum reject_code take_id(struct reading *reading, const json_t *value, struct slice *out)
{
    if (!json_is_string(value) || !code_is_id(text_of(value))) {
        return REJECT_SCHEMA;
    }
    *out = arena_copy(reading->arena, text_of(value));
    assert(out->at != NULL); /* DECODE_ARENA is more than all strings of a record */
    return REJECT_NONE;
}

static enum reject_code take_code(uint8_t list, const json_t *value, uint8_t *out)
{
    if (!json_is_string(value)) {
        return REJECT_SCHEMA;
    }
    uint8_t code = vocab_find((enum vocab_list)list, text_of(value));
    *out = code;
    return code == 0 ? REJECT_CODE_UNKNOWN : REJECT_NONE;
}

static enum reject_code read_schema(struct reading *reading, const struct field *field,
                                    json_t *value, void *out)
{
    (void)reading, (void)field, (void)value, (void)out;
    return REJECT_NONE;
}

static enum reject_code read_id(struct reading *reading, const struct field *field, json_t *value,
                                void *out)
{
    (void)field;
    return take_id(reading, value, out);
}

static enum reject_code read_instant(struct reading *reading, const struct field *field,
                                     json_t *value, void *out)
{
    (void)reading, (void)field;
    if (!json_is_string(value)) {
        return REJECT_SCHEMA;
    }
    switch (instant_read(text_of(value), out)) {
    case INSTANT_OK:
        return REJECT_NONE;
    case INSTANT_NO_OFFSET:
        return REJECT_TIME_NOOFFSET;
    default:
        return REJECT_TIME;
    }
}

static enum reject_code read_revision(struct reading *reading, const struct field *field,
                                      json_t *value, void *out)
{
    (void)reading, (void)field;
    json_int_t number = json_integer_value(value); /* 0 for anything else */
    if (number < 1 || number > INT32_MAX) {
        return REJECT_SCHEMA;
    }
    *(int32_t *)out = (int32_t)number;
    return REJECT_NONE;
}

static enum reject_code read_bool(struct reading *reading, const struct field *field, json_t *value,
                                  void *out)
{
    (void)reading, (void)field;
    *(bool *)out = json_is_true(value);
    return json_is_boolean(value) ? REJECT_NONE : REJECT_SCHEMA;
}

static enum reject_code read_tribool(struct reading *reading, const struct field *field,
                                     json_t *value, void *out)
{
    (void)reading, (void)field;
    *(uint8_t *)out = json_is_true(value) ? TRIBOOL_YES : TRIBOOL_NO;
    return json_is_boolean(value) ? REJECT_NONE : REJECT_SCHEMA;
}

static enum reject_code read_code(struct reading *reading, const struct field *field, json_t *value,
                                  void *out)
{
    (void)reading;
    return take_code(field->list, value, out);
}

static enum reject_code read_reason(struct reading *reading, const struct field *field,
                                    json_t *value, void *out)
{
    enum reject_code code = take_code(field->list, value, out);
    if (code != REJECT_NONE) {
        return code;
    }
    return vocab_reason_fits(reading->record->interview.outcome, *(uint8_t *)out)
               ? REJECT_NONE
               : REJECT_CODE_UNKNOWN;
}

static enum reject_code read_gss(struct reading *reading, const struct field *field, json_t *value,
                                 void *out)
{
    (void)reading, (void)field;
    return json_is_string(value) && code_read_gss(text_of(value), out) ? REJECT_NONE
                                                                       : REJECT_SCHEMA;
}

static enum reject_code read_urn(struct reading *reading, const struct field *field, json_t *value,
                                 void *out)
{
    (void)reading, (void)field;
    return json_is_string(value) && code_read_urn(text_of(value), out) ? REJECT_NONE
                                                                       : REJECT_SCHEMA;
}

static enum reject_code read_month(struct reading *reading, const struct field *field,
                                   json_t *value, void *out)
{
    (void)reading, (void)field;
    return json_is_string(value) && month_read(text_of(value), out) ? REJECT_NONE : REJECT_SCHEMA;
}

static enum reject_code read_date(struct reading *reading, const struct field *field, json_t *value,
                                  void *out)
{
    (void)reading, (void)field;
    if (!json_is_string(value)) {
        return REJECT_SCHEMA;
    }
    return date_read(text_of(value), out) ? REJECT_NONE : REJECT_TIME;
}

/* The number of items, or -1 when it is no list of an allowed length: asked before any item. */
static int list_size(const struct field *field, const json_t *value)
{
    size_t size = json_array_size(value);
    return json_is_array(value) && size >= field->least && size <= field->max ? (int)size : -1;
}

static uint8_t *count_of(struct reading *reading, const struct field *field)
{
    return (uint8_t *)reading->record + field->count_offset;
}

static enum reject_code read_ids(struct reading *reading, const struct field *field, json_t *value,
                                 void *out)
{
    int size = list_size(field, value);
    enum reject_code code = size < 0 ? REJECT_SCHEMA : REJECT_NONE;
    struct slice *ids = out;
    for (int i = 0; i < size && code == REJECT_NONE; i++) {
        reading->item = i;
        code = take_id(reading, json_array_get(value, (size_t)i), &ids[i]);
    }
    *count_of(reading, field) = (uint8_t)size;
    return code;
}

static enum reject_code read_codes(struct reading *reading, const struct field *field,
                                   json_t *value, void *out)
{
    int size = list_size(field, value);
    enum reject_code code = size < 0 ? REJECT_SCHEMA : REJECT_NONE;
    struct code_list *codes = out;
    for (int i = 0; i < size && code == REJECT_NONE; i++) {
        reading->item = i;
        code = take_code(field->list, json_array_get(value, (size_t)i), &codes->codes[i]);
    }
    codes->count = (uint8_t)size;
    return code;
}

/* An object that is an item of a list, by the table of its members. A missing member is NULL, which
 * every reader takes for a wrong type. */
static enum reject_code read_object(struct reading *reading, const struct field_table *members,
                                    const json_t *value, char *out)
{
    if (!json_is_object(value)) {
        return REJECT_SCHEMA;
    }
    for (uint32_t i = 0; i < members->count; i++) {
        const struct field *field = &members->fields[i];
        const json_t *member = json_object_get(value, field->name);
        void *to = out + field->offset;
        reading->member = field->name;
        enum reject_code code = field->type == FIELD_ID ? take_id(reading, member, to)
                                                        : take_code(field->list, member, to);
        if (code != REJECT_NONE) {
            return code;
        }
    }
    reading->record->unknown_fields += (uint32_t)(json_object_size(value) - members->count);
    return REJECT_NONE;
}

static enum reject_code read_objects(struct reading *reading, const struct field *field,
                                     json_t *value, void *out)
{
    int size = list_size(field, value);
    enum reject_code code = size < 0 ? REJECT_SCHEMA : REJECT_NONE;
    enum field_type type = (enum field_type)field->type;
    for (int i = 0; i < size && code == REJECT_NONE; i++) {
        reading->item = i;
        reading->member = NULL;
        code = read_object(reading, fields_of_member(type), json_array_get(value, (size_t)i),
                           (char *)out + (size_t)i * fields_member_size(type));
    }
    *count_of(reading, field) = (uint8_t)size;
    return code;
}

enum reject_code values_read(struct reading *reading, const struct field *field, json_t *value)
{
    static enum reject_code (*const readers[FIELD_TYPE_COUNT])(
        struct reading *, const struct field *, json_t *, void *out) = {
        [FIELD_SCHEMA] = read_schema,   [FIELD_ID] = read_id,
        [FIELD_INSTANT] = read_instant, [FIELD_REVISION] = read_revision,
        [FIELD_BOOL] = read_bool,       [FIELD_TRIBOOL] = read_tribool,
        [FIELD_CODE] = read_code,       [FIELD_REASON] = read_reason,
        [FIELD_GSS] = read_gss,         [FIELD_URN] = read_urn,
        [FIELD_MONTH] = read_month,     [FIELD_DATE] = read_date,
        [FIELD_IDS] = read_ids,         [FIELD_CODES] = read_codes,
        [FIELD_ISSUES] = read_objects,  [FIELD_ITEMS] = read_objects,
    };
    assert(readers[field->type] != NULL);
    reading->item = -1;
    reading->member = NULL;
    return readers[field->type](reading, field, value, (char *)reading->record + field->offset);
}
