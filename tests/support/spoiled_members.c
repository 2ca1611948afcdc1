/* spoiled_members: spoilings of keys and values (see spoilings.h). */
#include <string.h>

#include "base/civil.h"
#include "domain/vocab.h"
#include "support/any_json.h"
#include "support/spoiled_value.h"
#include "support/spoilings.h"

static const struct field_table *table_of(const struct line_maker *maker)
{
    return fields_of(maker->base->record.kind);
}

/* New keys and values are written one behind the other; begin at the mark, keep what came since. */
static size_t mark(const struct line_maker *maker)
{
    return maker->texts.size;
}

static struct slice kept(const struct line_maker *maker, size_t from)
{
    return (struct slice){maker->texts.at + from, maker->texts.size - from};
}

static struct slice quoted(struct line_maker *maker, const char *name)
{
    size_t from = mark(maker);
    text_char(&maker->texts, '"');
    text_puts(&maker->texts, name);
    text_char(&maker->texts, '"');
    return kept(maker, from);
}

static void insert(struct line_maker *maker, struct choices *choices, struct line_member member)
{
    if (maker->count == LINE_MEMBERS) {
        return;
    }
    uint32_t at = choose(choices, maker->count + 1);
    memmove(&maker->members[at + 1], &maker->members[at],
            (maker->count - at) * sizeof maker->members[0]);
    maker->members[at] = member;
    maker->count++;
}

static void set(struct line_maker *maker, struct choices *choices, const char *name,
                struct slice raw)
{
    struct slice key = quoted(maker, name);
    for (uint32_t i = 0; i < maker->count; i++) {
        if (slice_equal(maker->members[i].key, key)) {
            maker->members[i].raw = raw;
            return;
        }
    }
    insert(maker, choices, (struct line_member){key, raw});
}

static struct line_member *any_member(struct line_maker *maker, struct choices *choices)
{
    return &maker->members[choose(choices, maker->count)];
}

static void reorder(struct line_maker *maker, struct choices *choices)
{
    bool all = choose_one_in(choices, 2);
    for (uint32_t i = maker->count; i > 1; i--) {
        if (all || choose_one_in(choices, 8)) {
            uint32_t other = choose(choices, i);
            struct line_member member = maker->members[i - 1];
            maker->members[i - 1] = maker->members[other];
            maker->members[other] = member;
        }
    }
}

static void space(struct line_maker *maker, struct choices *choices)
{
    (void)choices;
    maker->spaced = true;
}

static void nothing(struct line_maker *maker, struct choices *choices)
{
    const struct field *field = &table_of(maker)->fields[choose(choices, table_of(maker)->count)];
    if (!field->required || choose_one_in(choices, 8)) {
        set(maker, choices, field->name, slice_of("null"));
    }
}

/* A name that no table has, perhaps nearly one that it has. */
static struct slice unknown_name(struct line_maker *maker, struct choices *choices)
{
    static const char *const names[] = {"x",       "",         "extra", "Schema",      "note",
                                        "\\u0078", "\xC3\xA9", "a b",   "constructor", "__proto__",
                                        "0",       "code",     "when"};
    enum { ANY, PREFIX, LONGER, UPPER, WAYS };
    const char *known = table_of(maker)->fields[choose(choices, table_of(maker)->count)].name;
    uint32_t way = choose(choices, WAYS);
    size_t from = mark(maker);
    text_char(&maker->texts, '"');
    if (way == ANY) {
        CHOOSE_TEXT(choices, names, &maker->texts);
    } else {
        size_t size = strlen(known);
        text_put(&maker->texts, (struct slice){known, way == PREFIX ? size - 1 : size});
        text_puts(&maker->texts, way == LONGER ? "s" : "");
        if (way == UPPER) {
            maker->texts.at[maker->texts.size - 1] ^= 0x20;
        }
    }
    text_char(&maker->texts, '"');
    return kept(maker, from);
}

static void add_unknown(struct line_maker *maker, struct choices *choices)
{
    enum { DEPTH = 4 };
    uint32_t count = 1 + choose(choices, 3);
    for (uint32_t i = 0; i < count; i++) {
        struct slice key = unknown_name(maker, choices);
        size_t from = mark(maker);
        if (choose_one_in(choices, 3)) {
            any_value(choices, DEPTH, &maker->texts);
        } else {
            text_puts(&maker->texts, choose_one_in(choices, 2) ? "\"plain\"" : "17");
        }
        insert(maker, choices, (struct line_member){key, kept(maker, from)});
    }
}

static void twice(struct line_maker *maker, struct choices *choices)
{
    struct line_member member = *any_member(maker, choices);
    if (choose_one_in(choices, 3)) {
        member.raw = slice_of("null");
    }
    insert(maker, choices, member);
}

static void drop(struct line_maker *maker, struct choices *choices)
{
    *any_member(maker, choices) = maker->members[maker->count - 1];
    maker->count -= maker->count > 1;
}

/* `bytes` with something done to the byte at `at`. */
enum change { CHANGE_ESCAPE, CHANGE_BEFORE, CHANGE_LETTER };
static struct slice changed(struct line_maker *maker, struct choices *choices, struct slice bytes,
                            size_t at, enum change change)
{
    static const char digits[] = "0123456789abcdef0123456789ABCDEF";
    size_t from = mark(maker), row = choose_one_in(choices, 2) ? 16 : 0;
    unsigned char c = (unsigned char)bytes.at[at];
    text_put(&maker->texts, (struct slice){bytes.at, at});
    if (change == CHANGE_ESCAPE) {
        text_puts(&maker->texts, "\\u00");
        text_char(&maker->texts, digits[row + c / 16]);
        text_char(&maker->texts, digits[row + c % 16]);
    } else if (change == CHANGE_BEFORE) {
        any_string_part(choices, &maker->texts);
        text_char(&maker->texts, (char)c);
    } else {
        text_char(&maker->texts, (char)choose(choices, 256));
        text_puts(&maker->texts, choose_one_in(choices, 4) ? "x" : "");
    }
    text_put(&maker->texts, (struct slice){bytes.at + at + 1, bytes.size - at - 1});
    return kept(maker, from);
}

/* A key, or a value that has a string, and a byte inside its quotes. */
static void change_string(struct line_maker *maker, struct choices *choices, enum change change,
                          bool keys_only)
{
    struct line_member *member = any_member(maker, choices);
    struct slice *bytes = keys_only || choose_one_in(choices, 3) ? &member->key : &member->raw;
    const char *quote = bytes->size > 2 ? memchr(bytes->at, '"', bytes->size - 2) : NULL;
    if (quote != NULL) {
        size_t first = (size_t)(quote - bytes->at) + 1;
        size_t at = first + choose(choices, (uint32_t)(bytes->size - 1 - first));
        *bytes = changed(maker, choices, *bytes, at, change);
    }
}

static void escape(struct line_maker *maker, struct choices *choices)
{
    uint32_t count = 1 + choose(choices, 2);
    for (uint32_t i = 0; i < count; i++) {
        change_string(maker, choices, CHANGE_ESCAPE, false);
    }
}

static void put_part(struct line_maker *maker, struct choices *choices)
{
    change_string(maker, choices, CHANGE_BEFORE, false);
}

static void change_key(struct line_maker *maker, struct choices *choices)
{
    change_string(maker, choices, CHANGE_LETTER, true);
}

static void change_value(struct line_maker *maker, struct choices *choices)
{
    const struct field *field = &table_of(maker)->fields[choose(choices, table_of(maker)->count)];
    size_t from = mark(maker);
    spoiled_value(choices, field, &maker->texts);
    set(maker, choices, field->name, kept(maker, from));
}

static void change_number(struct line_maker *maker, struct choices *choices)
{
    size_t from = mark(maker);
    any_number(choices, &maker->texts);
    set(maker, choices, "revision", kept(maker, from));
}

static void set_instant(struct line_maker *maker, struct choices *choices, const char *name,
                        int64_t at)
{
    char bytes[INSTANT_TEXT];
    at = at < 0 ? 0 : at < INSTANT_LIMIT ? at : INSTANT_LIMIT - 1;
    instant_write(at, bytes);
    size_t from = mark(maker);
    text_char(&maker->texts, '"');
    text_put(&maker->texts, (struct slice){bytes, sizeof bytes});
    text_char(&maker->texts, '"');
    set(maker, choices, name, kept(maker, from));
}

static void set_code(struct line_maker *maker, struct choices *choices, const char *name,
                     enum vocab_list list)
{
    const char *code = vocab_name(list, (uint8_t)(1 + choose(choices, vocab_of(list)->count)));
    set(maker, choices, name, quoted(maker, code));
}

/* The months in which an 18th birthday is at the start, or nearly. */
static void set_birthday(struct line_maker *maker, struct choices *choices)
{
    enum { ADULT = 18 };
    char bytes[MONTH_TEXT];
    int year, month, day;
    date_split(civil_date(maker->base->record.episode.missing_since), &year, &month, &day);
    int months = 1 + (year - ADULT - 1900) * 12 + month - 1 - 1 + (int)choose(choices, 3);
    month_write((uint16_t)months, bytes);
    size_t from = mark(maker);
    text_char(&maker->texts, '"');
    text_put(&maker->texts, (struct slice){bytes, sizeof bytes});
    text_char(&maker->texts, '"');
    set(maker, choices, "born", kept(maker, from));
}

static int64_t border(struct choices *choices, int64_t at)
{
    return at - 1 + (int64_t)choose(choices, 3);
}

static void break_episode(struct line_maker *maker, struct choices *choices)
{
    static const char *const ends[] = {"found_at", "returned_at", "reported_at", "missing_since"};
    enum { ENDS = sizeof ends / sizeof ends[0] };
    when start = maker->base->record.episode.missing_since;
    switch (choose(choices, 4)) {
    case 0:
        set_instant(maker, choices, ends[choose(choices, 2)], border(choices, start));
        break;
    case 1:
        set_code(maker, choices, "kind", VOCAB_EPISODE_KIND);
        set_code(maker, choices, "status", VOCAB_STATUS);
        break;
    case 2:
        set_birthday(maker, choices);
        break;
    default:
        set_code(maker, choices, "precision", VOCAB_PRECISION);
        for (int i = 0; i < ENDS; i++) {
            int64_t midnight = civil_midnight(civil_date(start));
            set_instant(maker, choices, ends[i],
                        choose_one_in(choices, 6) ? border(choices, midnight) : midnight);
        }
        break;
    }
}

static void break_interview(struct line_maker *maker, struct choices *choices)
{
    set_code(maker, choices, "outcome", VOCAB_OUTCOME);
    if (choose_one_in(choices, 2)) {
        set_code(maker, choices, "reason", VOCAB_REASON);
    }
    if (choose_one_in(choices, 2)) {
        set_instant(maker, choices, "completed_at", maker->base->record.recorded_at);
    }
}

/* An instant of the record's own, a day before or after another, and a second around that. */
static void break_skew(struct line_maker *maker, struct choices *choices)
{
    const struct field_table *table = table_of(maker);
    const struct field *field = &table->fields[choose(choices, table->count)];
    int64_t recorded = maker->base->record.recorded_at;
    for (uint32_t i = 0; i < table->count && field->type != FIELD_INSTANT; i++) {
        field = &table->fields[i]; /* recorded_at, if no other was drawn */
    }
    if (field->offset == offsetof(struct record, recorded_at)) {
        recorded = maker->base->record.episode.missing_since; /* each kind's first instant */
        set_instant(maker, choices, field->name, border(choices, recorded - SECONDS_DAY));
    } else {
        set_instant(maker, choices, field->name, border(choices, recorded + SECONDS_DAY));
    }
}

static void break_rule(struct line_maker *maker, struct choices *choices)
{
    enum record_kind kind = maker->base->record.kind;
    if (kind == RECORD_EPISODE && !choose_one_in(choices, 4)) {
        break_episode(maker, choices);
    } else if (kind == RECORD_INTERVIEW && !choose_one_in(choices, 4)) {
        break_interview(maker, choices);
    } else {
        break_skew(maker, choices);
    }
}

static void deepen(struct line_maker *maker, struct choices *choices)
{
    enum { BORDER = 15 }; /* of what is inside the object */
    struct slice key = unknown_name(maker, choices);
    size_t from = mark(maker);
    nested_value(choices, BORDER - 2 + (int)choose(choices, 5), &maker->texts);
    insert(maker, choices, (struct line_member){key, kept(maker, from)});
}

static void enlarge(struct line_maker *maker, struct choices *choices)
{
    struct slice key = unknown_name(maker, choices);
    size_t from = mark(maker);
    large_value(choices, &maker->texts);
    insert(maker, choices, (struct line_member){key, kept(maker, from)});
}

static void crowd(struct line_maker *maker, struct choices *choices)
{
    uint32_t want = 63 + choose(choices, 4);
    while (maker->count < want) {
        size_t from = mark(maker);
        text_puts(&maker->texts, "\"u");
        text_int(&maker->texts, maker->count);
        text_char(&maker->texts, '"');
        insert(maker, choices, (struct line_member){kept(maker, from), slice_of("0")});
    }
}

void spoil_members(struct line_maker *maker, struct choices *choices, uint32_t set_of)
{
    static void (*const ways[SPOIL_COUNT])(struct line_maker *, struct choices *) = {
        [SPOIL_ORDER] = reorder,       [SPOIL_SPACE] = space,          [SPOIL_NULL] = nothing,
        [SPOIL_UNKNOWN] = add_unknown, [SPOIL_DOUBLED] = twice,        [SPOIL_DROPPED] = drop,
        [SPOIL_ESCAPED] = escape,      [SPOIL_PART] = put_part,        [SPOIL_KEY] = change_key,
        [SPOIL_VALUE] = change_value,  [SPOIL_NUMBER] = change_number, [SPOIL_RULE] = break_rule,
        [SPOIL_DEPTH] = deepen,        [SPOIL_LARGE] = enlarge,        [SPOIL_MEMBERS] = crowd,
    };
    for (int i = 0; i < SPOIL_COUNT; i++) {
        if ((set_of >> i & 1) != 0 && ways[i] != NULL) {
            ways[i](maker, choices);
        }
    }
}
