/* same_record: see same_record.h. */
#include "support/same_record.h"

#include <assert.h>
#include <string.h>

#include "codec/encode.h"
#include "codec/fields.h"

struct pair {
    const struct record *a, *b;
    const struct field *field;
};

static const void *in_a(const struct pair *pair)
{
    return (const char *)pair->a + pair->field->offset;
}

static const void *in_b(const struct pair *pair)
{
    return (const char *)pair->b + pair->field->offset;
}

static bool same_bytes(const struct pair *pair, size_t size)
{
    return memcmp(in_a(pair), in_b(pair), size) == 0;
}

/* The number of members of a list when both have as many, otherwise -1. */
static int same_count(const struct pair *pair)
{
    uint16_t at = pair->field->count_offset;
    uint8_t a = *((const uint8_t *)pair->a + at), b = *((const uint8_t *)pair->b + at);
    return a == b ? a : -1;
}

static bool same_ids(const struct pair *pair)
{
    const struct slice *a = in_a(pair), *b = in_b(pair);
    int count = same_count(pair);
    for (int i = 0; i < count; i++) {
        if (!slice_equal(a[i], b[i])) {
            return false;
        }
    }
    return count >= 0;
}

static bool same_codes(const struct pair *pair)
{
    const struct code_list *a = in_a(pair), *b = in_b(pair);
    return a->count == b->count && a->count <= sizeof a->codes &&
           memcmp(a->codes, b->codes, a->count) == 0;
}

static bool same_issues(const struct pair *pair)
{
    const struct issue *a = in_a(pair), *b = in_b(pair);
    int count = same_count(pair);
    for (int i = 0; i < count; i++) {
        if (a[i].code != b[i].code || a[i].source != b[i].source ||
            a[i].confidence != b[i].confidence) {
            return false;
        }
    }
    return count >= 0;
}

static bool same_items(const struct pair *pair)
{
    const struct item *a = in_a(pair), *b = in_b(pair);
    int count = same_count(pair);
    for (int i = 0; i < count; i++) {
        if (!slice_equal(a[i].item, b[i].item) || a[i].when != b[i].when) {
            return false;
        }
    }
    return count >= 0;
}

static bool same_field(const struct pair *pair)
{
    switch ((enum field_type)pair->field->type) {
    case FIELD_SCHEMA:
        return true; /* the kind */
    case FIELD_ID:
        return slice_equal(*(const struct slice *)in_a(pair), *(const struct slice *)in_b(pair));
    case FIELD_INSTANT:
        return same_bytes(pair, sizeof(when));
    case FIELD_REVISION:
    case FIELD_DATE:
        return same_bytes(pair, sizeof(int32_t));
    case FIELD_BOOL:
        return *(const bool *)in_a(pair) == *(const bool *)in_b(pair);
    case FIELD_TRIBOOL:
    case FIELD_CODE:
    case FIELD_REASON:
        return same_bytes(pair, sizeof(uint8_t));
    case FIELD_GSS:
        return same_bytes(pair, sizeof(uint32_t));
    case FIELD_URN:
        return same_bytes(pair, sizeof(uint64_t));
    case FIELD_MONTH:
        return same_bytes(pair, sizeof(uint16_t));
    case FIELD_IDS:
        return same_ids(pair);
    case FIELD_CODES:
        return same_codes(pair);
    case FIELD_ISSUES:
        return same_issues(pair);
    case FIELD_ITEMS:
        return same_items(pair);
    default:
        assert(!"a type of field that nobody compares");
        return false;
    }
}

const char *record_difference(const struct record *a, const struct record *b)
{
    if (a->kind != b->kind) {
        return "kind";
    }
    const struct field_table *table = fields_of(a->kind);
    for (uint32_t row = 0; row < table->count; row++) {
        struct pair pair = {.a = a, .b = b, .field = &table->fields[row]};
        if (!same_field(&pair)) {
            return pair.field->name;
        }
    }
    return a->unknown_fields == b->unknown_fields ? NULL : "unknown_fields";
}

const char *record_meaning_difference(const struct record *a, const struct record *b)
{
    static char memory_a[RECORD_BYTES_MAX], memory_b[RECORD_BYTES_MAX];
    if (record_digest(a) != record_digest(b)) {
        return "digest";
    }
    struct text text_a = text_over(memory_a, sizeof memory_a);
    struct text text_b = text_over(memory_b, sizeof memory_b);
    encode_record(a, &text_a);
    encode_record(b, &text_b);
    assert(!text_a.full && !text_b.full);
    return slice_equal(text_slice(&text_a), text_slice(&text_b)) ? NULL : "encoding";
}
