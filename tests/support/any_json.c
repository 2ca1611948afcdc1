/* any_json: see any_json.h. */
#include "support/any_json.h"

static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
enum { LETTERS = sizeof letters - 1 };

static const char *const numbers[] = {
    "0",
    "1",
    "2",
    "-1",
    "-0",
    "+1",
    "01",
    "00",
    "1.0",
    "1e0",
    "1E3",
    "1e+3",
    "1.",
    ".5",
    "-",
    "0x10",
    "1e",
    "-01",
    "1e309",
    "1e-400",
    "32767",
    "65536",
    "2147483646",
    "2147483647",
    "2147483648",
    "-2147483648",
    "4294967295",
    "4294967296",
    "4294967297",
    "9223372036854775807",
    "9223372036854775808",
    "-9223372036854775808",
    "-9223372036854775809",
    "18446744073709551615",
    "18446744073709551616",
    "18446744073709551617",
    "10000000000000000000000",
    "99999999999999999999",
    "\"1\"",
    "1 ",
    " 1",
    "NaN",
    "Infinity",
    "0000000001",
    "1_000",
    "12a",
};

static const char *const string_parts[] = {
    "\\u0061",
    "\\u0041",
    "\\u002F",
    "\\/",
    "\\n",
    "\\t",
    "\\r",
    "\\b",
    "\\f",
    "\\\"",
    "\\\\",
    "\\u0000",
    "\\ud83d\\ude00",
    "\\uD83D\\uDE00",
    "\\ud800",
    "\\udc00",
    "\\ud800x",
    "\\ud800\\u0061",
    "\\udc00\\ud800",
    "\\uffff",
    "\\ufffe",
    "\\u00e9",
    "\\u12",
    "\\u123g",
    "\\U0061",
    "\\x61",
    "\\a",
    "\\'",
    "\\",
    "\xC3\xA9",
    "\xE2\x82\xAC",
    "\xF0\x9F\x98\x80",
    "\xEF\xBB\xBF",
    "\xE2\x80\xAE",
    "\xF4\x8F\xBF\xBF",
    "\xED\x9F\xBF",
    "\xEE\x80\x80",
    "\xC2\x80",
    "\xC0\xAF",
    "\xC1\xBF",
    "\xE0\x80\xAF",
    "\xE0\x9F\xBF",
    "\xED\xA0\x80",
    "\xF0\x8F\xBF\xBF",
    "\xF4\x90\x80\x80",
    "\xF8\x88\x80\x80\x80",
    "\xE2\x82",
    "\xF0\x9F\x98",
    "\x80",
    "\xBF",
    "\xC3",
    "\xFE",
    "\xFF",
    "\x01",
    "\x08",
    "\x1F",
    "\t",
    "\n",
    "\x7F",
    " ",
    "/",
    "'",
    "\"",
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
};

void odd_value(struct choices *choices, struct text *out)
{
    static const char *const words[] = {
        "null", "true",      "false", "0",        "1",        "\"\"", "[]",
        "{}",   "[null]",    "\"x\"", "[[]]",     "[{}]",     "-1",   "{\"code\":1}",
        "nul",  "truefalse", "tru",   "[\"e1\"]", "\"null\"", "",
    };
    CHOOSE_TEXT(choices, words, out);
}

void any_number(struct choices *choices, struct text *out)
{
    CHOOSE_TEXT(choices, numbers, out);
}

void any_string_part(struct choices *choices, struct text *out)
{
    if (choose_one_in(choices, 64)) {
        text_char(out, (char)choose(choices, 256)); /* NUL among them */
    } else {
        CHOOSE_TEXT(choices, string_parts, out);
    }
}

static void plain_text(struct choices *choices, uint32_t size, struct text *out)
{
    uint32_t at = choose(choices, LETTERS);
    for (uint32_t i = 0; i < size; i++) {
        text_char(out, letters[(at + i) % LETTERS]);
    }
}

static void any_string(struct choices *choices, struct text *out)
{
    text_char(out, '"');
    plain_text(choices, choose(choices, 12), out);
    if (choose_one_in(choices, 4)) {
        any_string_part(choices, out);
        plain_text(choices, choose(choices, 4), out);
    }
    text_char(out, '"');
}

static void any_space(struct choices *choices, struct text *out)
{
    static const char *const spaces[] = {"", "", "", " ", "\t", "\r", "  ", "\n"};
    CHOOSE_TEXT(choices, spaces, out);
}

static void any_members(struct choices *choices, int depth, bool object, struct text *out)
{
    static const char *const names[] = {"a", "b", "code", "schema", "x_y", ""};
    uint32_t count = choose(choices, 4);
    for (uint32_t i = 0; i < count; i++) {
        text_puts(out, i == 0 ? "" : ",");
        any_space(choices, out);
        if (object) {
            text_char(out, '"');
            CHOOSE_TEXT(choices, names, out);
            if (!choose_one_in(choices, 6)) { /* otherwise perhaps a name given twice */
                text_int(out, i);
            }
            text_puts(out, "\":");
            any_space(choices, out);
        }
        any_value(choices, depth - 1, out);
    }
}

void any_value(struct choices *choices, int depth, struct text *out)
{
    static const char *const plain[] = {"null", "true", "false", "0", "-17", "123456789012"};
    uint32_t which = choose(choices, depth > 1 ? 10 : 6);
    if (which < 3) {
        CHOOSE_TEXT(choices, plain, out);
    } else if (which < 5) {
        any_string(choices, out);
    } else if (which == 5) {
        if (choose_one_in(choices, 3)) {
            any_number(choices, out);
        } else {
            text_int(out, choose(choices, 1000));
        }
    } else {
        bool object = which % 2 == 0;
        text_char(out, object ? '{' : '[');
        any_members(choices, depth, object, out);
        any_space(choices, out);
        text_char(out, object ? '}' : ']');
    }
}

void nested_value(struct choices *choices, int levels, struct text *out)
{
    uint32_t objects = choose(choices, 65536) << 16 | choose(choices, 65536);
    for (int i = 0; i < levels; i++) {
        text_puts(out, objects >> i & 1 ? "{\"a\":" : "[");
    }
    odd_value(choices, out);
    for (int i = levels - 1; i >= 0; i--) {
        text_char(out, objects >> i & 1 ? '}' : ']');
    }
}

/* A string of 4,095 to 4,097 bytes as the parser counts them, perhaps with longer spellings. */
static void large_string(struct choices *choices, struct text *out)
{
    enum { BORDER = 4096 };
    uint32_t size = BORDER - 1 + choose(choices, 3);
    text_char(out, '"');
    if (choose_one_in(choices, 2)) {
        static const char *const spellings[] = {"\\u0061", "\\n", "\\/"}; /* a byte each */
        CHOOSE_TEXT(choices, spellings, out);
        size--;
    }
    plain_text(choices, size, out);
    text_char(out, '"');
}

void large_value(struct choices *choices, struct text *out)
{
    enum { ARRAY_BORDER = 1000, OBJECT_BORDER = 64 };
    uint32_t which = choose(choices, 4);
    if (which < 2) {
        large_string(choices, out);
        return;
    }
    uint32_t count = (which == 2 ? ARRAY_BORDER - 1U : OBJECT_BORDER - 1U) + choose(choices, 3);
    text_char(out, which == 2 ? '[' : '{');
    for (uint32_t i = 0; i < count; i++) {
        text_puts(out, i == 0 ? "" : ",");
        if (which != 2) {
            text_puts(out, "\"k");
            text_int(out, i);
            text_puts(out, "\":");
        }
        text_char(out, '1');
    }
    text_char(out, which == 2 ? ']' : '}');
}
