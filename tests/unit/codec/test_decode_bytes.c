/* What is refused before any field is looked at: bytes, the parser, limits (faults.md §1). */
#include <criterion/criterion.h>
#include <criterion/parameterized.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "sample.h"

#define BYTES(literal)                                                                             \
    {                                                                                              \
        (literal), sizeof(literal) - 1                                                             \
    }

/* Whole values. Every one of these fails whatever else it says. */
static const struct {
    const char *name;
    struct slice bytes;
    enum reject_code code;
} values[] = {
    {"no bytes", BYTES(""), REJECT_EMPTY},
    {"white space only", BYTES(" \t\r\n "), REJECT_EMPTY},
    {"a lone CR, as of a blank line of a DOS file", BYTES("\r"), REJECT_EMPTY},
    {"a form feed is not JSON white space", BYTES("\f"), REJECT_JSON_SYNTAX},
    {"UTF-8 byte order mark", BYTES("\xEF\xBB\xBF{}"), REJECT_ENC},
    {"byte order mark alone", BYTES("\xEF\xBB\xBF"), REJECT_ENC},
    {"UTF-16 little endian", BYTES("\xFF\xFE{\0}\0"), REJECT_ENC},
    {"UTF-16 big endian", BYTES("\xFE\xFF\0{\0}"), REJECT_ENC},
    {"UTF-16 without a mark", BYTES("{\0}\0"), REJECT_JSON_SYNTAX},
    {"Latin-1", BYTES("{\"a\":\"\xE9\"}"), REJECT_UTF8},
    {"overlong slash", BYTES("{\"a\":\"\xC0\xAF\"}"), REJECT_UTF8},
    {"overlong in three bytes", BYTES("{\"a\":\"\xE0\x80\xAF\"}"), REJECT_UTF8},
    {"overlong in four bytes", BYTES("{\"a\":\"\xF0\x8F\xBF\xBF\"}"), REJECT_UTF8},
    {"raw surrogate", BYTES("{\"a\":\"\xED\xA0\x80\"}"), REJECT_UTF8},
    {"above U+10FFFF", BYTES("{\"a\":\"\xF4\x90\x80\x80\"}"), REJECT_UTF8},
    {"a byte that UTF-8 never has", BYTES("{\"a\":\"\xF8\x88\x80\x80\x80\"}"), REJECT_UTF8},
    {"sequence cut short inside", BYTES("{\"a\":\"\xE2\x82\"}"), REJECT_UTF8},
    {"sequence cut short at the end", BYTES("{\"a\":\"\xE2\x82"), REJECT_UTF8},
    {"lone continuation byte", BYTES("{\"a\":\"\x80\"}"), REJECT_UTF8},
    {"bad UTF-8 comes before bad depth", BYTES("[[[[[[[[[[[[[[[[[\x80"), REJECT_UTF8},
    {"17 deep", BYTES("[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]"), REJECT_DEPTH},
    {"17 deep, and no JSON", BYTES("[[[[[[[[[[[[[[[[["), REJECT_DEPTH},
    {"17 deep behind brackets that close nothing", BYTES("]]]][[[[[[[[[[[[[[[[["), REJECT_DEPTH},
    {"16 deep, and no object", BYTES("[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]"), REJECT_JSON_SYNTAX},
    {"brackets in a string are no depth", BYTES("[\"[[[[[[[[[[[[[[[[[\\\"[[\"]"),
     REJECT_JSON_SYNTAX},
    {"cut short", BYTES("{\"a\":1"), REJECT_JSON_SYNTAX},
    {"cut short in a string", BYTES("{\"a"), REJECT_JSON_SYNTAX},
    {"cut short behind a backslash", BYTES("{\"a\\"), REJECT_JSON_SYNTAX},
    {"something behind it", BYTES("{}{}"), REJECT_JSON_SYNTAX},
    {"a comment", BYTES("{/**/}"), REJECT_JSON_SYNTAX},
    {"a trailing comma", BYTES("{\"a\":1,}"), REJECT_JSON_SYNTAX},
    {"raw NUL", BYTES("{\"a\":\"\0\"}"), REJECT_JSON_SYNTAX},
    {"escaped NUL", BYTES("{\"a\":\"\\u0000\"}"), REJECT_JSON_SYNTAX},
    {"NUL in a key", BYTES("{\"a\\u0000b\":1}"), REJECT_JSON_SYNTAX},
    {"raw control character", BYTES("{\"a\":\"\x01\"}"), REJECT_JSON_SYNTAX},
    {"escaped lone surrogate", BYTES("{\"a\":\"\\ud800\"}"), REJECT_JSON_SYNTAX},
    {"escaped low surrogate first", BYTES("{\"a\":\"\\udc00\\ud800\"}"), REJECT_JSON_SYNTAX},
    {"duplicate key", BYTES("{\"a\":1,\"a\":1}"), REJECT_JSON_DUPLICATE_KEY},
    {"duplicate key, once escaped", BYTES("{\"a\":1,\"\\u0061\":1}"), REJECT_JSON_DUPLICATE_KEY},
    {"duplicate key deep inside", BYTES("{\"x\":[{\"a\":1,\"a\":1}]}"), REJECT_JSON_DUPLICATE_KEY},
    {"2^63", BYTES("{\"a\":9223372036854775808}"), REJECT_NUM},
    {"-2^63 - 1", BYTES("{\"a\":-9223372036854775809}"), REJECT_NUM},
    {"1e309", BYTES("{\"a\":1e309}"), REJECT_NUM},
    {"the parser's first error: NUM", BYTES("{\"a\":1e309,\"b\":1,\"b\":1}"), REJECT_NUM},
    {"the parser's first error: the key", BYTES("{\"b\":1,\"b\":1,\"a\":1e309}"),
     REJECT_JSON_DUPLICATE_KEY},
    {"the parser's first error: syntax", BYTES("{\"b\":?,\"b\":1,\"a\":1e309}"),
     REJECT_JSON_SYNTAX},
    {"NaN", BYTES("{\"a\":NaN}"), REJECT_JSON_SYNTAX},
    {"Infinity", BYTES("{\"a\":-Infinity}"), REJECT_JSON_SYNTAX},
    {"hexadecimal", BYTES("{\"a\":0x10}"), REJECT_JSON_SYNTAX},
    {"plus sign", BYTES("{\"a\":+1}"), REJECT_JSON_SYNTAX},
    {"leading zero", BYTES("{\"a\":01}"), REJECT_JSON_SYNTAX},
    {"minus zero with a leading zero", BYTES("{\"a\":-00}"), REJECT_JSON_SYNTAX},
    {"no digit behind the point", BYTES("{\"a\":1.}"), REJECT_JSON_SYNTAX},
    {"array", BYTES("[]"), REJECT_JSON_SYNTAX},
    {"array with a real: no object comes first", BYTES("[1.5]"), REJECT_JSON_SYNTAX},
    {"string", BYTES("\"a\""), REJECT_JSON_SYNTAX},
    {"number", BYTES("1"), REJECT_JSON_SYNTAX},
    {"null", BYTES("null"), REJECT_JSON_SYNTAX},
};
enum { VALUES = sizeof values / sizeof values[0] };

ParameterizedTestParameters(decode_bytes, value)
{
    static size_t row[VALUES];
    for (size_t i = 0; i < VALUES; i++) {
        row[i] = i;
    }
    return cr_make_param_array(size_t, row, VALUES);
}

ParameterizedTest(const size_t *row, decode_bytes, value)
{
    struct verdict verdict = sample_decode(values[*row].bytes);
    cr_assert_eq(verdict.decoded, DECODE_REJECTED, "%s", values[*row].name);
    cr_expect_eq(verdict.reject.code, values[*row].code, "%s: %s", values[*row].name,
                 reject_row(verdict.reject.code)->name);
    cr_expect_str_eq(verdict.reject.pointer, "", "%s", values[*row].name);
}

/* A valid episode with one unknown member more, which can hold anything. */
static const struct {
    const char *name, *raw;
    enum reject_code code; /* REJECT_NONE: accepted */
    const char *pointer;
} members[] = {
    {"anything", "{\"a\":[null,true,{}],\"b\":\"=1+1\"}", REJECT_NONE, ""},
    {"int64", "[9223372036854775807,-9223372036854775808]", REJECT_NONE, ""},
    {"bidi, zero-width and noncharacters", "\"\xE2\x80\xAE\xE2\x80\x8B\xEF\xBF\xBE\"", REJECT_NONE,
     ""},
    {"the last code point, escaped and not", "\"\xF4\x8F\xBF\xBF\\udbff\\udfff\"", REJECT_NONE, ""},
    {"real", "1.0", REJECT_TYPE, "/extra"},
    {"exponent", "1E2", REJECT_TYPE, "/extra"},
    {"a real too small to tell from zero", "1e-400", REJECT_TYPE, "/extra"},
    {"minus zero", "-0", REJECT_TYPE, "/extra"},
    {"minus zero as a real", "-0.0", REJECT_TYPE, "/extra"},
    {"minus zero among others", "[0,-1,10,[3,-0],-0]", REJECT_TYPE, "/extra/3/1"},
    {"minus zero in a string", "[\"-0\",\"\\\\\",\" -0 \",\"\\\"-0\",0]", REJECT_NONE, ""},
    {"a real before minus zero", "[1.5,-0]", REJECT_TYPE, "/extra/0"},
    {"minus zero before a real", "[-0,1.5]", REJECT_TYPE, "/extra/0"},
    {"real in an object in an array", "[7,{\"a\":1,\"b_2\":1.5}]", REJECT_TYPE, "/extra/1/b_2"},
    {"behind a key that may be a name", "{\"a\":{\"Ann Other\":{\"b\":1.5}}}", REJECT_TYPE,
     "/extra/a"},
    {"behind a key with a slash", "{\"a/b\":1.5}", REJECT_TYPE, "/extra"},
    {"behind an empty key", "{\"\":1.5}", REJECT_TYPE, "/extra"},
    {"behind a key that begins with a digit", "{\"1a\":1.5}", REJECT_TYPE, "/extra"},
};
enum { MEMBERS = sizeof members / sizeof members[0] };

ParameterizedTestParameters(decode_bytes, unknown_member)
{
    static size_t row[MEMBERS];
    for (size_t i = 0; i < MEMBERS; i++) {
        row[i] = i;
    }
    return cr_make_param_array(size_t, row, MEMBERS);
}

ParameterizedTest(const size_t *row, decode_bytes, unknown_member)
{
    const struct edit edits[SAMPLE_EDITS] = {{"extra", members[*row].raw}};
    struct verdict verdict = sample_decode(sample_of(RECORD_EPISODE, edits));
    if (members[*row].code == REJECT_NONE) {
        cr_assert_eq(verdict.decoded, DECODE_OK, "%s", members[*row].name);
        cr_expect_eq(verdict.record.unknown_fields, 1);
        return;
    }
    cr_assert_eq(verdict.decoded, DECODE_REJECTED, "%s", members[*row].name);
    cr_expect_eq(verdict.reject.code, members[*row].code, "%s", members[*row].name);
    cr_expect_str_eq(verdict.reject.pointer, members[*row].pointer, "%s", members[*row].name);
}

/* ---- borders of size -------------------------------------------------------------------------*/

static char room[3 * RECORD_BYTES_MAX];

/* `open`, then `count` times `item`, a comma in between when `comma`, then `close`. */
static const char *repeated(const char *open, const char *item, int count, bool comma,
                            const char *close)
{
    struct text text = text_over(room, sizeof room - 1);
    text_puts(&text, open);
    for (int i = 0; i < count; i++) {
        text_puts(&text, item);
        if (comma && i + 1 < count) {
            text_char(&text, ',');
        }
    }
    text_puts(&text, close);
    cr_assert(!text.full);
    room[text.size] = '\0';
    return room;
}

/* An object of `count` members k0 to k<count - 1>. */
static const char *object_of(int count, const char *first_value)
{
    struct text text = text_over(room, sizeof room - 1);
    text_char(&text, '{');
    for (int i = 0; i < count; i++) {
        text_puts(&text, i == 0 ? "\"k" : ",\"k");
        text_int(&text, i);
        text_puts(&text, "\":");
        text_puts(&text, i == 0 ? first_value : "0");
    }
    text_char(&text, '}');
    cr_assert(!text.full);
    room[text.size] = '\0';
    return room;
}

static struct verdict with_extra(const char *raw)
{
    const struct edit edits[SAMPLE_EDITS] = {{"extra", raw}};
    return sample_decode(sample_of(RECORD_EPISODE, edits));
}

static void expect_rejected(struct verdict verdict, enum reject_code code, const char *pointer)
{
    cr_assert_eq(verdict.decoded, DECODE_REJECTED);
    cr_expect_eq(verdict.reject.code, code, "%s", reject_row(verdict.reject.code)->name);
    cr_expect_str_eq(verdict.reject.pointer, pointer);
}

Test(decode_bytes, a_value_may_have_65536_bytes_and_no_more)
{
    const struct edit none[SAMPLE_EDITS] = {{0}};
    struct slice sample = sample_of(RECORD_EPISODE, none);
    memset(room, ' ', sizeof room);
    memcpy(room, sample.at, sample.size);
    cr_expect_eq(sample_decode((struct slice){room, 65536}).decoded, DECODE_OK);
    expect_rejected(sample_decode((struct slice){room, 65537}), REJECT_SIZE, "");
    memset(room, ' ', sample.size);
    expect_rejected(sample_decode((struct slice){room, 65537}), REJECT_EMPTY, "");
    room[0] = '\x80';
    expect_rejected(sample_decode((struct slice){room, 65537}), REJECT_SIZE, "");
}

Test(decode_bytes, sixteen_levels_are_accepted_and_seventeen_are_not)
{
    cr_expect_eq(with_extra("[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]").decoded, DECODE_OK);
    expect_rejected(with_extra("[[[[[[[[[[[[[[[{}]]]]]]]]]]]]]]]"), REJECT_DEPTH, "");
    expect_rejected(with_extra(repeated("[", "[", 2046, false, "")), REJECT_DEPTH, "");
    expect_rejected(with_extra("[[[[[[[[[[[[[[[1.5]]]]]]]]]]]]]]]"), REJECT_TYPE,
                    "/extra/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0");
}

Test(decode_bytes, an_array_may_have_1000_items_and_no_more)
{
    cr_expect_eq(with_extra(repeated("[", "0", 1000, true, "]")).decoded, DECODE_OK);
    expect_rejected(with_extra(repeated("[", "0", 1001, true, "]")), REJECT_SIZE, "/extra");
    expect_rejected(with_extra(repeated("{\"a\":[1,[", "0", 1001, true, "]]}")), REJECT_SIZE,
                    "/extra/a/1");
}

Test(decode_bytes, a_string_may_have_4096_bytes_and_no_more)
{
    cr_expect_eq(with_extra(repeated("\"", "a", 4096, false, "\"")).decoded, DECODE_OK);
    expect_rejected(with_extra(repeated("\"", "a", 4097, false, "\"")), REJECT_SIZE, "/extra");
    /* Bytes of the text, not of its escapes and not characters. */
    cr_expect_eq(with_extra(repeated("\"", "\\u00e9", 2048, false, "\"")).decoded, DECODE_OK);
    expect_rejected(with_extra(repeated("\"", "\xC3\xA9", 2048, false, "x\"")), REJECT_SIZE,
                    "/extra");
    /* A key is a string; a long one is not quoted. */
    cr_expect_eq(with_extra(repeated("{\"", "a", 4096, false, "\":0}")).decoded, DECODE_OK);
    expect_rejected(with_extra(repeated("{\"", "a", 4097, false, "\":0}")), REJECT_SIZE, "/extra");
}

Test(decode_bytes, an_object_may_have_64_keys_and_no_more)
{
    cr_expect_eq(with_extra(object_of(64, "0")).decoded, DECODE_OK);
    expect_rejected(with_extra(object_of(65, "0")), REJECT_SIZE, "/extra");
    expect_rejected(sample_decode(slice_of(object_of(65, "0"))), REJECT_SIZE, "");
}

Test(decode_bytes, size_anywhere_comes_before_type_anywhere_and_both_before_the_schema)
{
    expect_rejected(sample_decode(slice_of(object_of(3, "1.5"))), REJECT_TYPE, "/k0");
    expect_rejected(sample_decode(slice_of(object_of(65, "1.5"))), REJECT_SIZE, "");
    const char *late = repeated("{\"a\":1.5,\"b\":\"", "x", 4097, false, "\"}");
    expect_rejected(sample_decode(slice_of(late)), REJECT_SIZE, "/b");
}

Test(decode_bytes, a_number_of_16000_digits_is_num)
{
    expect_rejected(with_extra(repeated("", "9", 16000, false, "")), REJECT_NUM, "");
}

Test(decode_bytes, a_pointer_is_bounded_and_ends_at_a_whole_segment)
{
    char deep[1024];
    char key[65] = {0};
    memset(key, 'k', 64);
    (void)snprintf(deep, sizeof deep, "{\"%s\":{\"%s\":1.5}}", key, key);
    char want[128];
    (void)snprintf(want, sizeof want, "/extra/%s", key);
    expect_rejected(with_extra(deep), REJECT_TYPE, want);
    char longer[1024];
    (void)snprintf(longer, sizeof longer, "{\"%sk\":1.5}", key);
    expect_rejected(with_extra(longer), REJECT_TYPE, "/extra");
}

Test(decode_bytes, the_parser_says_at_which_byte_it_stopped)
{
    struct verdict verdict = sample_decode(slice_of("{\"a\":1 \"b\":2}"));
    cr_expect_eq(verdict.reject.code, REJECT_JSON_SYNTAX);
    cr_expect(verdict.reject.byte >= 7 && verdict.reject.byte <= 10, "%ld",
              (long)verdict.reject.byte);
    cr_expect_eq(sample_decode(slice_of("[]")).reject.byte, -1);
    cr_expect_eq(sample_decode(slice_of("")).reject.byte, -1);
}

Test(decode_bytes, white_space_around_a_record_is_no_fault)
{
    const struct edit none[SAMPLE_EDITS] = {{0}};
    struct slice sample = sample_of(RECORD_EPISODE, none);
    struct text text = text_over(room, sizeof room);
    text_puts(&text, " \t");
    text_put(&text, sample);
    text_puts(&text, "\r");
    cr_expect_eq(sample_decode(text_slice(&text)).decoded, DECODE_OK);
}

Test(decode_bytes, a_message_names_code_and_place_and_nothing_of_the_payload)
{
    char memory[1024];
    struct text text = text_over(memory, sizeof memory);
    struct verdict verdict = with_extra("{\"Ann Other\":1.5}");
    reject_write(&verdict.reject, &text);
    cr_assert(!text.full);
    cr_expect(slice_starts(text_slice(&text), "TYPE at /extra: "));
    memory[text.size] = '\0';
    cr_expect_null(strstr(memory, "Ann"));
    text = text_over(memory, sizeof memory);
    verdict = sample_decode(slice_of("{"));
    reject_write(&verdict.reject, &text);
    cr_expect(slice_starts(text_slice(&text), "JSON_SYNTAX at byte 1: "));
}
