/* spoiled_value: see spoiled_value.h. */
#include "support/spoiled_value.h"

#include "support/any_json.h"

static const char id_bytes[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._:-";
enum { ID_FIRST = 62, ID_ALL = sizeof id_bytes - 1 };

static void odd_id_byte(struct choices *choices, struct text *out)
{
    static const char *const near[] = {".", "_", ":", "-", "/", "@", "[", "`", "{", " ", "0", "Z"};
    switch (choose(choices, 3)) {
    case 0:
        any_string_part(choices, out);
        break;
    case 1:
        text_char(out, (char)choose(choices, 256));
        break;
    default:
        CHOOSE_TEXT(choices, near, out);
        break;
    }
}

static void spoiled_id(struct choices *choices, struct text *out)
{
    static const uint8_t sizes[] = {0, 1, 2, 8, 9, 15, 16, 17, 31, 32, 33, 62, 63, 64, 65, 66};
    uint32_t size = sizes[choose(choices, sizeof sizes)], odd = UINT32_MAX;
    if (choose_one_in(choices, 3)) { /* the first byte has a rule of its own */
        odd = choose_one_in(choices, 3) ? 0 : choose(choices, size + 1);
    }
    text_char(out, '"');
    for (uint32_t i = 0; i < size; i++) {
        if (i == odd) {
            odd_id_byte(choices, out);
        } else {
            text_char(out, id_bytes[choose(choices, i == 0 ? ID_FIRST : ID_ALL)]);
        }
    }
    text_char(out, '"');
}

static void composed_instant(struct choices *choices, struct text *out)
{
    static const char *const dates[] = {
        "2016-03-01",  "2016-02-29", "2000-02-29", "2015-02-29", "1900-02-29", "2100-02-29",
        "1989-12-31",  "1990-01-01", "2099-12-31", "2100-01-01", "2016-13-01", "2016-00-10",
        "2016-04-31",  "2016-04-30", "2016-01-00", "2016-01-32", "2016-02-30", "0001-01-01",
        "9999-12-31",  "2016-3-01",  "20160301",   "+016-03-01", "2016-03-1 ", "2016/03/01",
        "10000-01-01", "-016-03-01", "2016-03-27", "2016-10-30", "2O16-03-01",
    };
    static const char *const times[] = {
        "T00:00:00", "T23:59:59", "T12:30:00", "T01:30:00",   "T23:59:60",
        "T24:00:00", "T00:60:00", "T12:30",    "T12:30:00.5", "T12:30:00.000",
        "T1:30:00",  "T12:3a:00", "t12:30:00", " 12:30:00",   "12:30:00",
        "T12:30:0",  "T-1:30:00", "T12-30-00", "T12:30:00,5", "T25:00:00",
    };
    static const char *const offsets[] = {
        "Z",         "+01:00", "+00:00", "-00:00", "+14:00",  "-14:00", "+13:59",
        "-13:59",    "+14:01", "-14:01", "+13:60", "+15:00",  "z",      "",
        "+0100",     "+01",    "+1:00",  " Z",     "Zz",      "Z ",     "+01:0",
        "+01:00:00", "~01:00", "+24:00", "+99:99", "\\u005a",
    };
    /* Mostly the front of each list, where the sound ones are. */
    static const char *const sound[] = {"2016-03-01", "2016-02-29", "1990-01-01", "2099-12-31"};
    if (choose_one_in(choices, 2)) {
        CHOOSE_TEXT(choices, sound, out);
    } else {
        CHOOSE_TEXT(choices, dates, out);
    }
    choose_text(choices, times, choose_one_in(choices, 2) ? 4 : sizeof times / sizeof times[0],
                out);
    choose_text(choices, offsets,
                choose_one_in(choices, 2) ? 8 : sizeof offsets / sizeof offsets[0], out);
}

static void spoiled_instant(struct choices *choices, struct text *out)
{
    text_char(out, '"');
    composed_instant(choices, out);
    text_char(out, '"');
}

/* A name of the list, and perhaps a letter of it changed, lost or added. */
static void code_letters(struct choices *choices, const char *name, struct text *out)
{
    enum { SOUND, CHANGED, CUT, LONGER, UPPER, SPACED, WAYS };
    uint32_t way = choose_one_in(choices, 2) ? SOUND : choose(choices, WAYS);
    struct slice letters = slice_of(name);
    uint32_t at = choose(choices, (uint32_t)letters.size);
    text_puts(out, way == SPACED ? " " : "");
    for (uint32_t i = 0; i < letters.size; i++) {
        char c = letters.at[i];
        if (i == at && way == CUT) {
            continue;
        }
        if (i == at && (way == CHANGED || way == UPPER)) {
            c = way == UPPER ? (char)(c ^ 0x20) : (char)choose(choices, 256);
        }
        text_char(out, c);
    }
    text_puts(out, way == LONGER ? "s" : "");
}

static void spoiled_code(struct choices *choices, uint8_t list, struct text *out)
{
    if (choose_one_in(choices, 12)) { /* of another list */
        list = (uint8_t)choose(choices, VOCAB_LIST_COUNT);
    }
    const struct vocab *vocab = vocab_of((enum vocab_list)list);
    text_char(out, '"');
    if (!choose_one_in(choices, 30)) { /* otherwise empty */
        code_letters(choices, vocab->codes[1 + choose(choices, vocab->count)].name, out);
    }
    text_char(out, '"');
}

static void spoiled_public_code(struct choices *choices, enum field_type type, struct text *out)
{
    static const char *const gss[] = {
        "E06000047", "W05000001",      "S12000033", "N09000003", "E00000000", "E99999999",
        "E0600004",  "E060000470",     "e06000047", "X06000047", "E0600004a", "E 6000047",
        "",          "E06\\u00300047", "K02000001", "E06000O47", "E-6000047",
    };
    static const char *const urns[] = {
        "12345",  "12345678", "SC012345",  "EY12345678", "A12345",   "ZZ99999999", "AA00000",
        "00000",  "1234",     "123456789", "ABC12345",   "sc012345", "SC1234",     "SC123456789",
        "12345A", "S1C12345", "",          "SC 12345",   "1A2345",
    };
    static const char *const months[] = {
        "2003-02", "2010-12", "2099-12", "1900-01", "2005-01", "1899-12",
        "2100-01", "2003-13", "2003-00", "2003-2",  "2003",    "2003-02-01",
        "2003/02", "20030-2", "+003-02", "",        "2003-1a",
    };
    static const char *const dates[] = {
        "2016-03-17", "1990-01-01", "2099-12-31",           "2016-02-29", "2000-02-29",
        "1989-12-31", "2100-01-01", "2015-02-29",           "2016-04-31", "2016-00-01",
        "2016-13-01", "2016-3-1",   "2016-03-17T00:00:00Z", "",           "20160317",
        "2016-03-00", "2016-03-1a", "2016-03-17 ",
    };
    text_char(out, '"');
    switch (type) {
    case FIELD_GSS:
        CHOOSE_TEXT(choices, gss, out);
        break;
    case FIELD_URN:
        CHOOSE_TEXT(choices, urns, out);
        break;
    case FIELD_MONTH:
        CHOOSE_TEXT(choices, months, out);
        break;
    default:
        CHOOSE_TEXT(choices, dates, out);
        break;
    }
    text_char(out, '"');
}

static void sound_code(struct choices *choices, uint8_t list, struct text *out)
{
    const struct vocab *vocab = vocab_of((enum vocab_list)list);
    text_char(out, '"');
    text_puts(out, vocab->codes[1 + choose(choices, vocab->count)].name);
    text_char(out, '"');
}

/* A member of an issue or an item; one that no table has comes with items. */
struct part {
    const char *name;
    enum { PART_CODE, PART_ID, PART_ANY } kind;
    uint8_t list;
};
enum { PARTS = 3 };

static void part_value(struct choices *choices, const struct part *part, bool sound,
                       struct text *out)
{
    if (part->kind == PART_ANY) {
        any_value(choices, sound ? 1 : 3, out);
    } else if (part->kind == PART_ID && sound) {
        text_puts(out, "\"absent_overnight\"");
    } else if (part->kind == PART_ID) {
        spoiled_id(choices, out);
    } else {
        (sound ? sound_code : spoiled_code)(choices, part->list, out);
    }
}

/* The members in any order, each mostly once and mostly sound. */
static void spoiled_object(struct choices *choices, bool issue, bool sound, struct text *out)
{
    static const struct part parts[2][PARTS] = {
        {{"item", PART_ID, 0}, {"when", PART_CODE, VOCAB_WHEN}, {"x", PART_ANY, 0}},
        {{"code", PART_CODE, VOCAB_ISSUE},
         {"source", PART_CODE, VOCAB_ISSUE_SOURCE},
         {"confidence", PART_CODE, VOCAB_CONFIDENCE}},
    };
    uint32_t from = choose(choices, PARTS);
    uint32_t count = sound || !choose_one_in(choices, 3) ? PARTS : choose(choices, 2 * PARTS);
    text_char(out, '{');
    for (uint32_t i = 0; i < count; i++) {
        const struct part *part = &parts[issue][(from + i) % PARTS];
        text_puts(out, i == 0 ? "\"" : ",\"");
        text_puts(out, part->name);
        text_puts(out, sound || !choose_one_in(choices, 20) ? "\":" : "s\" : ");
        part_value(choices, part, sound, out);
    }
    text_char(out, '}');
}

static void sound_item(struct choices *choices, const struct field *field, struct text *out)
{
    switch ((enum field_type)field->type) {
    case FIELD_IDS:
        text_puts(out, "\"e");
        text_int(out, choose(choices, 100));
        text_char(out, '"');
        break;
    case FIELD_CODES:
        sound_code(choices, field->list, out);
        break;
    default:
        spoiled_object(choices, field->type == FIELD_ISSUES, true, out);
        break;
    }
}

static void spoiled_item(struct choices *choices, const struct field *field, struct text *out)
{
    if (choose_one_in(choices, 4)) {
        odd_value(choices, out);
    } else if (field->type == FIELD_IDS) {
        spoiled_id(choices, out);
    } else if (field->type == FIELD_CODES) {
        spoiled_code(choices, field->list, out);
    } else {
        spoiled_object(choices, field->type == FIELD_ISSUES, false, out);
    }
}

/* Counts at both borders of the list, of a byte, and of any array. */
static void spoiled_list(struct choices *choices, const struct field *field, struct text *out)
{
    static const uint16_t far[] = {255, 256, 257, 1000, 1001};
    uint32_t near[] = {0,
                       field->least,
                       field->least + 1U,
                       field->max,
                       field->max + 1U,
                       2,
                       3,
                       field->least > 0 ? field->least - 1U : 0};
    uint32_t count = choose_one_in(choices, 60)
                         ? far[choose(choices, sizeof far / sizeof far[0])]
                         : near[choose(choices, sizeof near / sizeof near[0])];
    uint32_t odd = choose_one_in(choices, 2) ? choose(choices, count + 1U) : UINT32_MAX;
    text_char(out, '[');
    for (uint32_t i = 0; i < count; i++) {
        text_puts(out, i == 0 ? "" : ",");
        (i == odd ? spoiled_item : sound_item)(choices, field, out);
    }
    text_char(out, ']');
}

static void spoiled_schema(struct choices *choices, struct text *out)
{
    static const char *const names[] = {
        "\"homeward.episode/1\"",
        "\"homeward.interview/1\"",
        "\"homeward.assessment/1\"",
        "\"homeward.decision/1\"",
        "\"homeward.episode/2\"",
        "\"homeward.interview/10\"",
        "\"homeward.episode/01\"",
        "\"homeward.episode/\"",
        "\"homeward.episode\"",
        "\"homeward.episode/1 \"",
        "\"Homeward.episode/1\"",
        "\"homeward.episodes/1\"",
        "\"homeward.episode\\/1\"",
        "\"homeward.decision\\u002f1\"",
        "\"homeward.sealed/1\"",
        "\"\"",
        "\"homeward.episode/-1\"",
        "\"homeward.episode/1.0\"",
        "\"homeward.episode/4294967297\"",
    };
    CHOOSE_TEXT(choices, names, out);
}

static void spoiled_bool(struct choices *choices, struct text *out)
{
    static const char *const words[] = {
        "true", "false", "true", "false",    "null", "True",      "TRUE", "tru",      "truee",
        "fals", "1",     "0",    "\"true\"", "\"\"", "falsetrue", "t",    "\"false\""};
    CHOOSE_TEXT(choices, words, out);
}

void spoiled_value(struct choices *choices, const struct field *field, struct text *out)
{
    if (choose_one_in(choices, 10)) {
        odd_value(choices, out);
        return;
    }
    switch ((enum field_type)field->type) {
    case FIELD_SCHEMA:
        spoiled_schema(choices, out);
        break;
    case FIELD_ID:
        spoiled_id(choices, out);
        break;
    case FIELD_INSTANT:
        spoiled_instant(choices, out);
        break;
    case FIELD_REVISION:
        any_number(choices, out);
        break;
    case FIELD_BOOL:
    case FIELD_TRIBOOL:
        spoiled_bool(choices, out);
        break;
    case FIELD_CODE:
    case FIELD_REASON:
        spoiled_code(choices, field->list, out);
        break;
    case FIELD_IDS:
    case FIELD_CODES:
    case FIELD_ISSUES:
    case FIELD_ITEMS:
        spoiled_list(choices, field, out);
        break;
    default:
        spoiled_public_code(choices, (enum field_type)field->type, out);
        break;
    }
}
