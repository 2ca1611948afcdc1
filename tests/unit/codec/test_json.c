/* Writing JSON, held against jansson reading it, and against the exact bytes. */
#include <criterion/criterion.h>
#include <criterion/parameterized.h>
#include <jansson.h>
#include <signal.h>
#include <string.h>

#include "codec/json.h"

enum { ROOM = 4096 };

static void write_sample(struct json_out *json)
{
    json_begin_object(json);
    json_key(json, "a");
    json_int(json, INT64_MIN);
    json_key(json, "list");
    json_begin_array(json);
    json_begin_object(json);
    json_end(json);
    json_text(json, "x");
    json_end(json);
    json_key(json, "numbers");
    json_begin_flat_array(json);
    json_int(json, 1);
    json_int(json, 2);
    json_end(json);
    json_key(json, "none");
    json_begin_array(json);
    json_end(json);
    json_key(json, "yes");
    json_bool(json, true);
    json_key(json, "nothing");
    json_none(json);
    json_key(json, "at");
    json_instant(json, 0);
    json_end(json);
}

static bool written(bool indent, const char *want)
{
    char memory[ROOM];
    struct text text = text_over(memory, sizeof memory);
    struct json_out json = json_to(&text, indent);
    write_sample(&json);
    return slice_is(text_slice(&text), want);
}

Test(json, compact_has_no_white_space)
{
    cr_expect(written(
        false, "{\"a\":-9223372036854775808,\"list\":[{},\"x\"],\"numbers\":[1,2],"
               "\"none\":[],\"yes\":true,\"nothing\":null,\"at\":\"1990-01-01T00:00:00Z\"}"));
}

Test(json, indented_has_two_spaces_and_flat_lists_on_one_line)
{
    cr_expect(written(true, "{\n"
                            "  \"a\": -9223372036854775808,\n"
                            "  \"list\": [\n"
                            "    {},\n"
                            "    \"x\"\n"
                            "  ],\n"
                            "  \"numbers\": [1, 2],\n"
                            "  \"none\": [],\n"
                            "  \"yes\": true,\n"
                            "  \"nothing\": null,\n"
                            "  \"at\": \"1990-01-01T00:00:00Z\"\n"
                            "}"));
}

static const struct {
    const char *name;
    struct slice value;
    const char *want;
} strings[] = {
    {"plain", {"abc", 3}, "\"abc\""},
    {"empty", {"", 0}, "\"\""},
    {"quote and backslash", {"\"\\", 2}, "\"\\\"\\\\\""},
    {"slash stays", {"/", 1}, "\"/\""},
    {"short escapes", {"\b\f\n\r\t", 5}, "\"\\b\\f\\n\\r\\t\""},
    {"NUL and others", {"\0\x1f", 2}, "\"\\u0000\\u001f\""},
    {"DEL and letters beyond ASCII stay", {"\x7f\xc3\xa9", 3}, "\"\x7f\xc3\xa9\""},
    {"in the middle", {"a\nb", 3}, "\"a\\nb\""},
};
enum { STRINGS = sizeof strings / sizeof strings[0] };

ParameterizedTestParameters(json, strings_are_escaped)
{
    static size_t row[STRINGS];
    for (size_t i = 0; i < STRINGS; i++) {
        row[i] = i;
    }
    return cr_make_param_array(size_t, row, STRINGS);
}

ParameterizedTest(const size_t *row, json, strings_are_escaped)
{
    char memory[ROOM];
    struct text text = text_over(memory, sizeof memory);
    struct json_out json = json_to(&text, false);
    json_slice(&json, strings[*row].value);
    cr_expect(slice_is(text_slice(&text), strings[*row].want), "%s", strings[*row].name);
}

Test(json, every_character_comes_back_through_jansson)
{
    for (int c = 0; c < 0x80; c++) {
        char memory[ROOM];
        char value[] = {'<', (char)c, '>'};
        struct text text = text_over(memory, sizeof memory);
        struct json_out json = json_to(&text, false);
        json_slice(&json, (struct slice){value, sizeof value});
        json_t *read = json_loadb(text.at, text.size, JSON_DECODE_ANY | JSON_ALLOW_NUL, NULL);
        cr_expect_eq(json_string_length(read), sizeof value, "character %d", c);
        cr_expect(memcmp(json_string_value(read), value, sizeof value) == 0, "character %d", c);
        json_decref(read);
    }
}

Test(json, sixteen_levels_can_be_nested)
{
    char memory[ROOM];
    struct text text = text_over(memory, sizeof memory);
    struct json_out json = json_to(&text, false);
    for (int i = 0; i < JSON_DEPTH_MAX; i++) {
        json_begin_array(&json);
    }
    for (int i = 0; i < JSON_DEPTH_MAX; i++) {
        json_end(&json);
    }
    cr_expect(slice_is(text_slice(&text), "[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]"));
}

Test(json, a_text_that_is_full_stays_full)
{
    char memory[8];
    struct text text = text_over(memory, sizeof memory);
    struct json_out json = json_to(&text, false);
    json_text(&json, "too long for it");
    cr_expect(text.full);
}

/* Calls out of turn. */
static struct json_out started(struct text *text, char *memory)
{
    *text = text_over(memory, ROOM);
    struct json_out json = json_to(text, false);
    json_begin_object(&json);
    return json;
}

Test(json, a_value_without_a_key_is_a_broken_promise, .signal = SIGABRT)
{
    char memory[ROOM];
    struct text text;
    struct json_out json = started(&text, memory);
    json_int(&json, 1);
}

Test(json, a_key_without_a_value_is_a_broken_promise, .signal = SIGABRT)
{
    char memory[ROOM];
    struct text text;
    struct json_out json = started(&text, memory);
    json_key(&json, "a");
    json_end(&json);
}

Test(json, a_key_in_a_list_is_a_broken_promise, .signal = SIGABRT)
{
    char memory[ROOM];
    struct text text = text_over(memory, sizeof memory);
    struct json_out json = json_to(&text, false);
    json_begin_array(&json);
    json_key(&json, "a");
}

Test(json, a_second_value_at_the_top_is_a_broken_promise, .signal = SIGABRT)
{
    char memory[ROOM];
    struct text text;
    struct json_out json = started(&text, memory);
    json_end(&json);
    json_none(&json);
}

Test(json, a_list_in_a_flat_list_is_a_broken_promise, .signal = SIGABRT)
{
    char memory[ROOM];
    struct text text = text_over(memory, sizeof memory);
    struct json_out json = json_to(&text, false);
    json_begin_flat_array(&json);
    json_begin_array(&json);
}

Test(json, a_seventeenth_level_is_a_broken_promise, .signal = SIGABRT)
{
    char memory[ROOM];
    struct text text = text_over(memory, sizeof memory);
    struct json_out json = json_to(&text, false);
    for (int i = 0; i <= JSON_DEPTH_MAX; i++) {
        json_begin_array(&json);
    }
}
