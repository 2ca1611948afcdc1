/* table_mutations: see table_mutations.h. */
#include "table_mutations.h"

#include <assert.h>
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

/* Changes that no answer can show: to whom, and why. */
static const struct blind {
    const char *row;       /* NULL: any */
    const char *attribute; /* "type": from `from` to `to` */
    int from, to;
    unsigned readers;
    const char *why;
} blinds[] = {
    {"schema", "offset", -1, -1, REFEREE | FAST | ENCODER, "the kind has no row of its own"},
    {"schema", "required", -1, -1, REFEREE, "it asks for the schema before it has a table"},
    {NULL, "type", FIELD_CODE, FIELD_REASON, REFEREE | FAST,
     "a reason is a code; that it fits the outcome is a rule of interviews, whose outcome an "
     "interview's other codes come before or do not break"},
    {"reason", "type", FIELD_REASON, FIELD_CODE, FAST,
     "it asks whether an interview's reason fits when all is read, whatever its type"},
};

static unsigned blind_to(const struct field *field, const char *attribute, unsigned value)
{
    unsigned readers = 0;
    for (size_t i = 0; i < sizeof blinds / sizeof blinds[0]; i++) {
        const struct blind *blind = &blinds[i];
        bool same_change = blind->from < 0 ||
                           (field->type == (unsigned)blind->from && value == (unsigned)blind->to);
        if (strcmp(blind->attribute, attribute) == 0 && same_change &&
            (blind->row == NULL || strcmp(blind->row, field->name) == 0)) {
            readers |= blind->readers;
        }
    }
    return readers;
}

/* `size` bytes of the tables, and others for them. */
struct change {
    const void *at, *value;
    size_t size;
    const char *row, *attribute;
    unsigned shown; /* of the value, to people */
};

static void add(struct mutations *out, unsigned noticed_by, const struct change *change)
{
    if (noticed_by == 0 || memcmp(change->at, change->value, change->size) == 0) {
        return;
    }
    assert(out->count < MUTATIONS_MAX);
    struct mutation *mutation = &out->list[out->count++];
    *mutation = (struct mutation){.at = change->at, .size = change->size, .noticed_by = noticed_by};
    assert(change->size <= sizeof mutation->value);
    memcpy(mutation->value, change->value, change->size);
    (void)snprintf(mutation->what, sizeof mutation->what, "%s.%s = %u", change->row,
                   change->attribute, change->shown);
}

struct row {
    struct mutations *out;
    const struct record *full;
    const struct field_table *table;
    const struct field *field;
    bool member; /* of an object in a list */
};

static void add_number(const struct row *row, const char *attribute, const void *at, size_t size,
                       unsigned value, unsigned noticed_by)
{
    uint8_t byte = (uint8_t)value;
    uint16_t two = (uint16_t)value;
    unsigned blind = blind_to(row->field, attribute, value);
    add(row->out, noticed_by & ~blind,
        &(struct change){at, size == 1 ? (const void *)&byte : &two, size, row->field->name,
                         attribute, value});
}

#define NUMBER(row, attribute, value, noticed_by)                                                  \
    add_number((row), #attribute, &(row)->field->attribute, sizeof(row)->field->attribute,         \
               (unsigned)(value), (noticed_by))

static void add_names(const struct row *row)
{
    static const char *const others[] = {"", "x", "event_i", "event_idd", "Event_id"};
    const struct field *field = row->field;
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        add(row->out, REFEREE | ENCODER,
            &(struct change){&field->name, &others[i], sizeof field->name, field->name, "name",
                             (unsigned)i});
    }
    for (size_t i = 0; i < field->key_size; i++) {
        char key[FIELD_KEY_MAX];
        memcpy(key, field->key, sizeof key);
        key[i] ^= 1;
        add(row->out, FAST,
            &(struct change){field->key, key, sizeof key, field->name, "key", (unsigned)i});
    }
    NUMBER(row, key_size, field->key_size - 1, FAST);
    NUMBER(row, key_size, field->key_size + 1, FAST);
}

static bool is_list(const struct field *field)
{
    return field->type >= FIELD_IDS;
}

static bool has_codes(const struct field *field)
{
    return field->type == FIELD_CODE || field->type == FIELD_REASON || field->type == FIELD_CODES;
}

static void add_types(const struct row *row)
{
    for (unsigned type = 0; type < FIELD_TYPE_COUNT; type++) {
        /* Members are ids, or else codes; only the fast reader has nothing else. */
        bool same = row->member && (type == FIELD_ID) == (row->field->type == FIELD_ID);
        NUMBER(row, type, type, same ? FAST : REFEREE | FAST);
    }
    for (unsigned list = 0; has_codes(row->field) && list < VOCAB_LIST_COUNT; list++) {
        NUMBER(row, list, list, REFEREE | FAST | ENCODER);
    }
}

static void add_places(const struct row *row)
{
    for (uint32_t i = 0; i < row->table->count; i++) {
        const struct field *other = &row->table->fields[i];
        NUMBER(row, offset, other->offset, REFEREE | FAST | ENCODER);
        if (is_list(row->field) && row->field->type != FIELD_CODES) {
            NUMBER(row, count_offset, other->count_offset, REFEREE | FAST | ENCODER);
        }
    }
    NUMBER(row, offset, row->field->offset + 1, REFEREE | FAST | ENCODER);
    if (row->field->offset > 0) {
        NUMBER(row, offset, row->field->offset - 1, REFEREE | FAST | ENCODER);
    }
    if (is_list(row->field) && row->field->type != FIELD_CODES) {
        NUMBER(row, count_offset, row->field->count_offset + 1, REFEREE | FAST | ENCODER);
        NUMBER(row, count_offset, row->field->count_offset - 1, REFEREE | FAST | ENCODER);
    }
}

static void add_limits(const struct row *row)
{
    const struct field *field = row->field;
    /* The referee needs every member of an object, and does not ask. */
    NUMBER(row, required, !field->required, row->member ? FAST : REFEREE | FAST);
    if (is_list(field)) {
        NUMBER(row, least, field->least + 1, REFEREE | FAST);
        NUMBER(row, max, field->max + 1, REFEREE | FAST);
        NUMBER(row, max, field->max - 1, REFEREE | FAST);
        NUMBER(row, max, 0, REFEREE | FAST);
    }
    if (field->least > 0) {
        NUMBER(row, least, field->least - 1, REFEREE | FAST);
    }
    if ((field->type == FIELD_CODE || field->type == FIELD_REASON) && !field->required) {
        uint8_t full = *((const uint8_t *)row->full + field->offset);
        NUMBER(row, standard, field->standard == full ? 0 : full, ENCODER);
        NUMBER(row, standard, 0, ENCODER);
    }
}

static void expect_zero(const struct field *field)
{
    cr_expect(has_codes(field) || field->list == 0, "%s", field->name);
    cr_expect(is_list(field) || (field->least == 0 && field->max == 0), "%s", field->name);
    cr_expect((is_list(field) && field->type != FIELD_CODES) || field->count_offset == 0, "%s",
              field->name);
    cr_expect(field->type == FIELD_CODE || field->standard == 0, "%s", field->name);
    cr_expect(field->type != FIELD_SCHEMA || field->offset == 0, "%s", field->name);
    for (size_t i = field->key_size; i < sizeof field->key; i++) {
        cr_expect_eq(field->key[i], '\0', "%s", field->name);
    }
}

/* The table of the objects in this kind's lists, or NULL. */
static const struct field_table *members_of(enum record_kind kind)
{
    return kind == RECORD_INTERVIEW    ? fields_of_member(FIELD_ISSUES)
           : kind == RECORD_ASSESSMENT ? fields_of_member(FIELD_ITEMS)
                                       : NULL;
}

void expect_meaningless_zero(enum record_kind kind)
{
    const struct field_table *tables[] = {fields_of(kind), members_of(kind)};
    for (int i = 0; i < 2 && tables[i] != NULL; i++) {
        for (uint32_t j = 0; j < tables[i]->count; j++) {
            expect_zero(&tables[i]->fields[j]);
        }
    }
    if (tables[1] != NULL) {
        cr_expect_null(tables[1]->schema);
        cr_expect_null(tables[1]->key);
        cr_expect_eq(tables[1]->key_size, 0);
    }
}

static void add_rows(struct row row)
{
    static const struct field *const no_fields = NULL;
    const struct field_table *table = row.table;
    uint32_t fewer = table->count - 1, more = table->required + 1, less = table->required - 1;
    add(row.out, REFEREE | FAST | ENCODER,
        &(struct change){&table->fields, &no_fields, sizeof(void *), "table", "fields", 0});
    add(row.out, REFEREE | FAST | ENCODER,
        &(struct change){&table->count, &fewer, sizeof fewer, "table", "count", fewer});
    add(row.out, FAST,
        &(struct change){&table->required, &more, sizeof more, "table", "required", more});
    add(row.out, FAST,
        &(struct change){&table->required, &less, sizeof less, "table", "required", less});
    for (uint32_t i = 0; i < table->count; i++) {
        row.field = &table->fields[i];
        add_names(&row);
        add_types(&row);
        add_places(&row);
        add_limits(&row);
    }
}

static void add_schema(struct mutations *out, const struct field_table *table)
{
    static const char *const other = "\"homeward.other/1\"";
    static const char *const other_schema = "homeward.other/1";
    add(out, REFEREE | ENCODER,
        &(struct change){&table->schema, &other_schema, sizeof table->schema, "table", "schema",
                         0});
    add(out, FAST, &(struct change){&table->key, &other, sizeof table->key, "table", "key", 0});
    for (int i = -1; i <= 1; i += 2) {
        uint8_t size = (uint8_t)(table->key_size + i);
        add(out, FAST,
            &(struct change){&table->key_size, &size, sizeof size, "table", "key_size", size});
    }
}

void mutations_of(enum record_kind kind, const struct record *full, struct mutations *out)
{
    out->count = 0;
    add_schema(out, fields_of(kind));
    struct row row = {.out = out, .full = full, .table = fields_of(kind)};
    add_rows(row);
    row.table = members_of(kind);
    row.member = true;
    if (row.table != NULL) {
        add_rows(row);
    }
}
