/* spoiled_line: from a record to members, from members to bytes; the spoilings are in
 * spoiled_members.c and spoiled_bytes.c. */
#include "support/spoiled_line.h"

#include <assert.h>
#include <string.h>

#include "codec/encode.h"
#include "support/random_record.h"
#include "support/spoilings.h"

const char *spoiling_name(enum spoiling spoiling)
{
    static const char *const names[SPOIL_COUNT] = {
        [SPOIL_ORDER] = "order",     [SPOIL_SPACE] = "space",     [SPOIL_NULL] = "null",
        [SPOIL_UNKNOWN] = "unknown", [SPOIL_DOUBLED] = "doubled", [SPOIL_DROPPED] = "dropped",
        [SPOIL_ESCAPED] = "escaped", [SPOIL_PART] = "part",       [SPOIL_KEY] = "key",
        [SPOIL_VALUE] = "value",     [SPOIL_NUMBER] = "number",   [SPOIL_RULE] = "rule",
        [SPOIL_DEPTH] = "depth",     [SPOIL_LARGE] = "large",     [SPOIL_MEMBERS] = "members",
        [SPOIL_CUT] = "cut",         [SPOIL_BYTE] = "byte",       [SPOIL_AROUND] = "around",
        [SPOIL_WIDE] = "wide",       [SPOIL_SIZE] = "size",
    };
    return names[spoiling];
}

/* The end of a value of the encoder's, which writes no white space and no escapes. */
static size_t value_end(const struct line_base *base, size_t at)
{
    int depth = 0;
    bool quoted = false;
    for (; at < base->size; at++) {
        char c = base->line[at];
        if (c == '"') {
            quoted = !quoted;
        } else if (!quoted && (c == '{' || c == '[')) {
            depth++;
        } else if (!quoted && depth == 0 && (c == ',' || c == '}')) {
            break;
        } else if (!quoted && (c == '}' || c == ']')) {
            depth--;
        }
    }
    return at;
}

static void take_apart(struct line_base *base)
{
    base->count = 0;
    size_t at = 1;
    while (at < base->size) {
        const char *key = base->line + at;
        const char *colon = memchr(key, ':', base->size - at);
        assert(colon != NULL);
        assert(base->count < FIELDS_MAX);
        size_t value = (size_t)(colon - base->line) + 1, end = value_end(base, value);
        base->members[base->count++] =
            (struct line_member){{key, (size_t)(colon - key)}, {base->line + value, end - value}};
        at = end + 1;
    }
}

static void make_base(struct line_base *base, uint64_t seed)
{
    char memory[RANDOM_RECORD_ARENA];
    struct arena arena = arena_over(memory, sizeof memory);
    struct rng rng = rng_seeded(seed);
    struct random_shape shape = random_shape_default();
    random_record_of(&rng, &shape, (enum record_kind)rng_below(&rng, RECORD_KIND_COUNT), &arena,
                     &base->record);
    struct text text = text_over(base->line, sizeof base->line);
    encode_record(&base->record, &text);
    assert(!text.full);
    base->size = text.size;
    take_apart(base);
    base->made = true;
}

static void begin(struct line_maker *maker, struct choices *choices)
{
    if (choose_one_in(choices, 16)) {
        make_base(&maker->fresh, rng_next(&choices->rng));
        maker->base = &maker->fresh;
    } else {
        struct line_base *base = &maker->bases[choose(choices, BASES)];
        if (!base->made) {
            make_base(base, (uint64_t)(base - maker->bases));
        }
        maker->base = base;
    }
    maker->texts = text_over(maker->text_room, sizeof maker->text_room);
    maker->spaced = false;
    maker->count = maker->base->count;
    memcpy(maker->members, maker->base->members, maker->count * sizeof maker->members[0]);
}

static void put_space(const struct line_maker *maker, struct choices *choices, struct text *out)
{
    static const char *const spaces[] = {" ", "\t", "\r", "  ", " \t\r ", "\n", "        "};
    if (maker->spaced && choose_one_in(choices, 4)) {
        CHOOSE_TEXT(choices, spaces, out);
    }
}

/* A value, with white space inside it too. */
static void put_raw(const struct line_maker *maker, struct choices *choices, struct slice raw,
                    struct text *out)
{
    if (!maker->spaced || raw.size == 0 || (raw.at[0] != '[' && raw.at[0] != '{')) {
        text_put(out, raw);
        return;
    }
    bool quoted = false;
    for (size_t i = 0; i < raw.size; i++) {
        bool mark = !quoted && raw.at[i] != '"' && memchr("[]{},:", raw.at[i], 6) != NULL;
        if (mark) {
            put_space(maker, choices, out);
        }
        text_char(out, raw.at[i]);
        if (mark) {
            put_space(maker, choices, out);
        }
        quoted ^= raw.at[i] == '"';
    }
}

static void put_members(struct line_maker *maker, struct choices *choices, struct text *out)
{
    put_space(maker, choices, out);
    text_char(out, '{');
    for (uint32_t i = 0; i < maker->count; i++) {
        text_puts(out, i == 0 ? "" : ",");
        put_space(maker, choices, out);
        text_put(out, maker->members[i].key);
        put_space(maker, choices, out);
        text_char(out, ':');
        put_space(maker, choices, out);
        put_raw(maker, choices, maker->members[i].raw, out);
        put_space(maker, choices, out);
    }
    text_char(out, '}');
    put_space(maker, choices, out);
}

/* Which ways: none, harmless ones, or any. */
static uint32_t choose_spoilings(struct choices *choices)
{
    static const uint8_t harmless[] = {SPOIL_ORDER, SPOIL_SPACE, SPOIL_NULL, SPOIL_UNKNOWN};
    enum { SHARES = 16, ALONE = 3, HARMLESS = 8, ONE = 12 };
    uint32_t share = choose(choices, SHARES), set = 0;
    if (share >= ALONE && share < HARMLESS) {
        set |= 1U << harmless[choose(choices, sizeof harmless)];
        set |= 1U << harmless[choose(choices, sizeof harmless)];
    } else if (share >= HARMLESS) {
        uint32_t count = share < ONE ? 1 : 2 + choose(choices, 2);
        for (uint32_t i = 0; i < count; i++) {
            set |= 1U << choose(choices, SPOIL_COUNT);
        }
        /* Lines of the size limit cost a hundred others. */
        if ((set & 1U << SPOIL_SIZE) != 0 && !choose_one_in(choices, 32)) {
            set ^= 1U << SPOIL_SIZE | 1U << SPOIL_VALUE;
        }
    }
    return set;
}

void spoiled_line(struct line_maker *maker, struct choices *choices, struct spoiled_line *out)
{
    begin(maker, choices);
    uint32_t set = choose_spoilings(choices);
    *out = (struct spoiled_line){.kind = maker->base->record.kind, .spoilings = set};
    if (set == 0) {
        out->bytes = (struct slice){maker->base->line, maker->base->size};
        return;
    }
    spoil_members(maker, choices, set);
    struct text text = text_over(maker->line_room, sizeof maker->line_room);
    put_members(maker, choices, &text);
    spoil_bytes(choices, set, &text);
    out->bytes = text_slice(&text);
}
