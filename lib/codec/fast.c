/* fast: how the quick reader works.
 *
 * 1. One walk over the bytes, from the opening brace to the closing one. Each step is given where
 *    it stands and where the line ends, takes exactly what it expects and returns the place behind
 *    it, or NULL, which makes the whole answer no. No step looks at the end or behind it.
 * 2. The schema's name chooses the field table; it mostly stands in front, else it is looked for.
 * 3. A key is compared, quotes and all, with the rows from the one behind that found last, since
 *    records mostly come in the order of the table. Each row may come once.
 * 4. The row's type says what the value must be. All texts of ours are words (span.h), so a word
 *    ends at its quote, needs no unescaping, and stays where it is: a slice of the line. What a
 *    word means is asked of the same functions that the referee asks.
 * 5. A name that no row has is stepped over with its value, if that is plain and no object or
 *    array; such names are kept, so that a second of the same name is seen.
 * 6. At the end: every required row was given, and the rules between fields hold.
 * Escapes, bytes beyond ASCII, reals, nested unknown values and every mistake are the referee's.
 */
#include "codec/fast.h"

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/civil.h"
#include "codec/fields.h"
#include "domain/code.h"
#include "step.h"

enum { UNKNOWN_MAX = 8, UNKNOWN_NAME_MAX = 64 };

/* An object being read. Objects in a list hold words alone, so one lies in another at most once. */
struct object {
    const struct field_table *table;
    char *base;               /* of the struct that the rows' offsets are in */
    const struct field *next; /* the row that the next key is compared with first */
    uint32_t seen;            /* rows whose key was found, as bits */
    uint32_t required;        /* how many required rows have a value */
    uint32_t unknown_count;
    struct slice unknown[UNKNOWN_MAX]; /* names that no row has */
};

/* What code_is_id() asks, of a word. */
static inline const char *take_id(const char *at, const char *end, struct slice *out)
{
    at = take_word(at, end, out);
    if (at == NULL || out->size == 0 || out->size > CODE_ID_MAX) {
        return NULL;
    }
    char first = out->at[0];
    return first == '.' || first == '_' || first == ':' || first == '-' ? NULL : at;
}

static inline const char *take_code(const char *at, const char *end, uint8_t list, uint8_t *out)
{
    struct slice word;
    at = take_word(at, end, &word);
    if (at == NULL) {
        return NULL;
    }
    *out = vocab_find((enum vocab_list)list, word);
    return *out == 0 ? NULL : at;
}

static const char *take_unknown_key(const char *at, const char *end, struct object *object)
{
    struct slice name;
    at = take_plain(at, end, UNKNOWN_NAME_MAX, &name);
    if (at == NULL || object->unknown_count == UNKNOWN_MAX) {
        return NULL;
    }
    for (uint32_t i = 0; i < object->unknown_count; i++) {
        if (slice_equal(object->unknown[i], name)) {
            return NULL;
        }
    }
    object->unknown[object->unknown_count++] = name;
    return at;
}

static inline bool same_four(const char *a, const char *b)
{
    uint32_t x, y;
    memcpy(&x, a, sizeof x);
    memcpy(&y, b, sizeof y);
    return x == y;
}

/* Whether the row's key stands at the place: four bytes at a time, the last four overlapping those
 * before, since a call to compare a dozen bytes costs more than comparing them. Keys have more than
 * four bytes, and the first four tell most names apart. */
static inline bool has_key(const char *at, const char *end, const struct field *field)
{
    if (!same_four(at, field->key) || field->key_size > end - at) {
        return false;
    }
    size_t last = field->key_size - sizeof(uint32_t);
    for (size_t i = sizeof(uint32_t); i < last; i += sizeof(uint32_t)) {
        if (!same_four(at + i, field->key + i)) {
            return false;
        }
    }
    return same_four(at + last, field->key + last);
}

/* The first of the rows [from, to) whose key stands at the place; NULL when none does. */
static inline const struct field *find_key(const char *at, const char *end,
                                           const struct field *from, const struct field *to)
{
    if ((size_t)(end - at) < sizeof(uint32_t)) {
        return NULL;
    }
    while (from < to && !has_key(at, end, from)) {
        from++;
    }
    return from < to ? from : NULL;
}

/* The row of the key at the place; NULL when no row has it. */
static inline const struct field *row_at(const char *at, const char *end, struct object *object)
{
    const struct field *first = object->table->fields;
    const struct field *found = find_key(at, end, object->next, first + object->table->count);
    if (found == NULL) {
        found = find_key(at, end, first, object->next);
    }
    if (found != NULL) {
        object->next = found + 1;
    }
    return found;
}

static const char *read_schema(const char *at, const char *end, const struct field *field,
                               struct object *object)
{
    (void)field;
    return take_text(at, end, object->table->key, object->table->key_size);
}

static inline void *place(const struct field *field, const struct object *object)
{
    return object->base + field->offset;
}

static const char *read_id(const char *at, const char *end, const struct field *field,
                           struct object *object)
{
    return take_id(at, end, place(field, object));
}

/* The one text of ours with a byte that is no word byte: the plus sign of an offset. */
static const char *read_instant(const char *at, const char *end, const struct field *field,
                                struct object *object)
{
    at = take(at, end, '"');
    if (at == NULL) {
        return NULL;
    }
    const char *begin = at;
    at += span_words(at, (size_t)(end - at));
    if (at < end && *at == '+') {
        at++;
        at += span_words(at, (size_t)(end - at));
    }
    struct slice text = {begin, (size_t)(at - begin)};
    at = take(at, end, '"');
    return at != NULL && instant_read(text, place(field, object)) == INSTANT_OK ? at : NULL;
}

static const char *read_revision(const char *at, const char *end, const struct field *field,
                                 struct object *object)
{
    const char *begin = at;
    int64_t number = 0;
    while (at < end && *at >= '0' && *at <= '9') {
        number = number * 10 + (*at++ - '0');
        if (number > INT32_MAX) {
            return NULL;
        }
    }
    *(int32_t *)place(field, object) = (int32_t)number;
    return at == begin || *begin == '0' ? NULL : at;
}

static const char *read_bool(const char *at, const char *end, const struct field *field,
                             struct object *object)
{
    return take_truth(at, end, place(field, object));
}

static const char *read_tribool(const char *at, const char *end, const struct field *field,
                                struct object *object)
{
    bool truth;
    at = take_truth(at, end, &truth);
    *(uint8_t *)place(field, object) = truth ? TRIBOOL_YES : TRIBOOL_NO;
    return at;
}

/* Whether a reason fits the outcome is asked when both are there. */
static const char *read_code(const char *at, const char *end, const struct field *field,
                             struct object *object)
{
    return take_code(at, end, field->list, place(field, object));
}

static const char *read_gss(const char *at, const char *end, const struct field *field,
                            struct object *object)
{
    struct slice word;
    at = take_word(at, end, &word);
    return at != NULL && code_read_gss(word, place(field, object)) ? at : NULL;
}

static const char *read_urn(const char *at, const char *end, const struct field *field,
                            struct object *object)
{
    struct slice word;
    at = take_word(at, end, &word);
    return at != NULL && code_read_urn(word, place(field, object)) ? at : NULL;
}

static const char *read_month(const char *at, const char *end, const struct field *field,
                              struct object *object)
{
    struct slice word;
    at = take_word(at, end, &word);
    return at != NULL && month_read(word, place(field, object)) ? at : NULL;
}

static const char *read_date(const char *at, const char *end, const struct field *field,
                             struct object *object)
{
    struct slice word;
    at = take_word(at, end, &word);
    return at != NULL && date_read(word, place(field, object)) ? at : NULL;
}

/* How the value of a known field is read, by its type. */
typedef const char *read_value(const char *at, const char *end, const struct field *field,
                               struct object *object);

static inline const char *take_member(const char *at, const char *end, struct object *object,
                                      read_value *const readers[FIELD_TYPE_COUNT])
{
    const struct field *field = row_at(at, end, object);
    at = field == NULL ? take_unknown_key(at, end, object) : at + field->key_size;
    at = at == NULL ? NULL : take_mark(at, end, ':');
    if (at == NULL || field == NULL) {
        return at == NULL ? NULL : skip_value(at, end);
    }
    uint32_t bit = UINT32_C(1) << (field - object->table->fields);
    if ((object->seen & bit) != 0) {
        return NULL;
    }
    object->seen |= bit;
    if (at < end && *at == 'n') {
        return take_text(at, end, "null", 4);
    }
    object->required += field->required;
    return readers[field->type](at, end, field, object);
}

static const char *take_object(const char *at, const char *end, struct object *object,
                               read_value *const readers[FIELD_TYPE_COUNT])
{
    char mark = '{';
    while ((at = take_mark(at, end, mark)) != NULL) {
        at = take_member(at, end, object, readers);
        if (at == NULL) {
            return NULL;
        }
        at = skip_space(at, end);
        if (at < end && *at == '}') {
            return object->required == object->table->required ? at + 1 : NULL;
        }
        mark = ',';
    }
    return NULL;
}

/* The objects in lists hold nothing that holds anything: no list in a list. */
static read_value *const part_readers[FIELD_TYPE_COUNT] = {
    [FIELD_ID] = read_id,
    [FIELD_CODE] = read_code,
};

static const char *take_item(const char *at, const char *end, const struct field *field,
                             struct record *record, uint8_t number)
{
    void *to = (char *)record + field->offset;
    enum field_type type = (enum field_type)field->type;
    if (type == FIELD_IDS) {
        return take_id(at, end, (struct slice *)to + number);
    }
    if (type == FIELD_CODES) {
        return take_code(at, end, field->list, &((struct code_list *)to)->codes[number]);
    }
    const struct field_table *members = fields_of_member(type);
    struct object object;
    object.table = members;
    object.base = (char *)to + (size_t)number * fields_member_size(type);
    object.next = members->fields;
    object.seen = object.required = object.unknown_count = 0;
    at = take_object(at, end, &object, part_readers);
    record->unknown_fields += object.unknown_count;
    return at;
}

/* The items up to and with the closing bracket, at least one. */
static const char *take_items(const char *at, const char *end, const struct field *field,
                              struct record *record, uint8_t *count)
{
    for (*count = 0; *count < field->max; at = skip_space(at + 1, end)) {
        at = take_item(at, end, field, record, *count);
        if (at == NULL) {
            return NULL;
        }
        ++*count;
        at = skip_space(at, end);
        if (at == end || *at != ',') {
            return take(at, end, ']');
        }
    }
    return NULL;
}

static const char *read_list(const char *at, const char *end, const struct field *field,
                             struct object *object)
{
    at = take(at, end, '[');
    if (at == NULL) {
        return NULL;
    }
    at = skip_space(at, end);
    uint8_t count = 0;
    struct record *record = (struct record *)(void *)object->base;
    at = at < end && *at == ']' ? at + 1 : take_items(at, end, field, record, &count);
    uint8_t *counted = field->type == FIELD_CODES
                           ? &((struct code_list *)place(field, object))->count
                           : (uint8_t *)record + field->count_offset;
    *counted = count;
    return count < field->least ? NULL : at;
}

static read_value *const readers[FIELD_TYPE_COUNT] = {
    [FIELD_SCHEMA] = read_schema,     [FIELD_ID] = read_id,       [FIELD_INSTANT] = read_instant,
    [FIELD_REVISION] = read_revision, [FIELD_BOOL] = read_bool,   [FIELD_TRIBOOL] = read_tribool,
    [FIELD_CODE] = read_code,         [FIELD_REASON] = read_code, [FIELD_GSS] = read_gss,
    [FIELD_URN] = read_urn,           [FIELD_MONTH] = read_month, [FIELD_DATE] = read_date,
    [FIELD_IDS] = read_list,          [FIELD_CODES] = read_list,  [FIELD_ISSUES] = read_list,
    [FIELD_ITEMS] = read_list,
};

/* The table of the schema named at the place; NULL when it names none. */
static const struct field_table *table_at(const char *at, const char *end, enum record_kind *kind)
{
    for (int i = 0; i < RECORD_KIND_COUNT; i++) {
        const struct field_table *table = fields_of((enum record_kind)i);
        if (take_text(at, end, table->key, table->key_size) != NULL) {
            *kind = (enum record_kind)i;
            return table;
        }
    }
    return NULL;
}

/* The table by the first `"schema"` with a colon behind it. A guess, since it may not be the
 * record's own: the row `schema` is compared like any other when its turn comes. */
static const struct field_table *find_table(const char *at, const char *end, enum record_kind *kind)
{
    static const char key[] = "\"schema\"";
    while ((at = memchr(at, '"', (size_t)(end - at))) != NULL) {
        const char *behind = take_text(at, end, key, sizeof key - 1);
        behind = behind == NULL ? NULL : take_mark(behind, end, ':');
        if (behind != NULL) {
            return table_at(behind, end, kind);
        }
        at++;
    }
    return NULL;
}

static bool reason_fits(const struct record *record)
{
    return record->kind != RECORD_INTERVIEW || record->interview.reason == 0 ||
           vocab_reason_fits(record->interview.outcome, record->interview.reason);
}

bool fast_read(struct slice bytes, struct record *out)
{
    if (bytes.size == 0 || bytes.size > RECORD_BYTES_MAX) {
        return false;
    }
    const char *end = bytes.at + bytes.size;
    enum record_kind kind;
    const struct field_table *table = find_table(bytes.at, end, &kind);
    if (table == NULL) {
        return false;
    }
    record_clear(out, kind);
    struct object object = {.table = table, .next = table->fields, .base = (char *)out};
    const char *at = take_object(bytes.at, end, &object, readers);
    if (at == NULL || skip_space(at, end) != end) {
        return false;
    }
    out->unknown_fields += object.unknown_count;
    struct reject reject;
    return reason_fits(out) && record_check(out, &reject);
}
