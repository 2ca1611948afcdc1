/* spoiled_bytes: spoilings that know nothing of JSON (see spoilings.h). */
#include <string.h>

#include "support/spoilings.h"

/* Room for `size` bytes at `at`; false when there is none. */
static bool open_gap(struct text *line, size_t at, size_t size)
{
    if (line->full || line->room - line->size < size) {
        return false;
    }
    memmove(line->at + at + size, line->at + at, line->size - at);
    line->size += size;
    return true;
}

static void cut(struct choices *choices, struct text *line)
{
    uint32_t size = (uint32_t)line->size;
    /* Often near the end, where most of the line was good. */
    uint32_t lost = choose_one_in(choices, 2) ? choose(choices, size + 1) : choose(choices, 4);
    line->size -= lost < size ? lost : size;
}

static char odd_byte(struct choices *choices)
{
    static const char odd[] = "\"\\{}[]:,0129-+.eEtfnu \t\r\n/zZaA_\x00\x7F\x80\xC3\xFF";
    return choose_one_in(choices, 2) ? (char)choose(choices, 256)
                                     : odd[choose(choices, sizeof odd - 1)];
}

static void change_byte(struct choices *choices, struct text *line)
{
    enum { REPLACE, FLIP, INSERT, REMOVE, SWAP, WAYS };
    if (line->size < 2) {
        return;
    }
    size_t at = choose(choices, (uint32_t)line->size - 1);
    switch (choose(choices, WAYS)) {
    case REPLACE:
        line->at[at] = odd_byte(choices);
        break;
    case FLIP:
        line->at[at] = (char)(line->at[at] ^ 1 << choose(choices, 8));
        break;
    case INSERT:
        if (open_gap(line, at, 1)) {
            line->at[at] = odd_byte(choices);
        }
        break;
    case REMOVE:
        memmove(line->at + at, line->at + at + 1, line->size - at - 1);
        line->size--;
        break;
    default: {
        char c = line->at[at];
        line->at[at] = line->at[at + 1];
        line->at[at + 1] = c;
        break;
    }
    }
}

static void put_around(struct choices *choices, struct text *line)
{
    static const char *const front[] = {
        "\xEF\xBB\xBF", "\xFF\xFE", "\xFE\xFF", " ", "\r", "[", "{", ",", "\f", "0", "\"a", "//\n"};
    static const char *const behind[] = {"}",  "{}", " ",  ",", "x", "\r",   "\t\r \r", "\n",
                                         "\f", "]",  "\"", "{", "0", "null", "//",      "\xC2\xA0"};
    if (choose_one_in(choices, 3)) {
        struct slice put = slice_of(front[choose(choices, sizeof front / sizeof front[0])]);
        if (open_gap(line, 0, put.size)) {
            memcpy(line->at, put.at, put.size);
        }
    } else if (choose_one_in(choices, 8)) {
        text_char(line, '\0');
    } else {
        CHOOSE_TEXT(choices, behind, line);
    }
}

/* Every byte as one unit of UTF-16, of either end, with a mark or without. */
static void widen(struct choices *choices, struct text *line)
{
    size_t size = line->size;
    if (!open_gap(line, 0, size)) {
        return;
    }
    size_t low = choose(choices, 2);
    for (size_t i = 0; i < size; i++) {
        line->at[2 * i + low] = line->at[size + i];
        line->at[2 * i + 1 - low] = '\0';
    }
    if (choose_one_in(choices, 2) && open_gap(line, 0, 2)) {
        line->at[low] = '\xFF';
        line->at[1 - low] = '\xFE';
    }
}

/* White space, or unknown members, up to the size limit. */
static void lengthen(struct choices *choices, struct text *line)
{
    size_t want = RECORD_BYTES_MAX - 2 + choose(choices, 5);
    if (line->size == 0 || line->size >= want) {
        return;
    }
    bool inside = choose_one_in(choices, 2);
    size_t at = inside ? line->size - 1 : line->size, gap = want - line->size;
    if (open_gap(line, at, gap)) {
        memset(line->at + at, choose_one_in(choices, 2) ? ' ' : '\t', gap);
    }
}

void spoil_bytes(struct choices *choices, uint32_t set, struct text *line)
{
    static void (*const ways[SPOIL_COUNT])(struct choices *, struct text *) = {
        [SPOIL_CUT] = cut,    [SPOIL_BYTE] = change_byte, [SPOIL_AROUND] = put_around,
        [SPOIL_WIDE] = widen, [SPOIL_SIZE] = lengthen,
    };
    for (int i = 0; i < SPOIL_COUNT; i++) {
        if ((set >> i & 1) != 0 && ways[i] != NULL) {
            ways[i](choices, line);
        }
    }
}
