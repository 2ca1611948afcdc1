/* The grammar of JSON, text by text: tests/data/json/{y,n,i}-<what>.json.
 *
 * y is JSON and n is not; of i RFC 8259 leaves readers the choice. Each is tried as a whole line
 * and as the value of an unknown field of a valid record, first and last. What the referee answers
 * is written down in expected.tsv, and must agree with the letter; the fast reader keeps the law.
 * Since that steps over plain unknown values only, the members of a text that is an object are also
 * tried as members of the record.
 */
#include <criterion/criterion.h>
#include <dirent.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "sample.h"
#include "support/both_readers.h"

#define FOLDER "tests/data/json/"
#define AS_VALUE "\"x\":"
enum { FILE_MAX = 64 * 1024, NAME_MAX_HERE = 64, TABLE_MAX = 64 * 1024 };

static struct slice file_bytes(const char *name, char *memory, size_t room)
{
    char path[sizeof FOLDER + 256];
    (void)snprintf(path, sizeof path, "%s%s", FOLDER, name);
    FILE *file = fopen(path, "rb");
    cr_assert_not_null(file, "%s", path);
    size_t size = fread(memory, 1, room, file);
    cr_assert_lt(size, room, "%s", path);
    (void)fclose(file);
    return (struct slice){memory, size};
}

static const char *answer(struct slice line, const char *name)
{
    struct both both = both_read(line);
    cr_expect_null(both.broken, "%s: %s", name, both.broken);
    switch (both.decoded) {
    case DECODE_OK:
        return "OK";
    case DECODE_REJECTED:
        /* Only what the parser refused has a byte. */
        return both.reject.byte < 0 && both.reject.code == REJECT_JSON_SYNTAX
                   ? "NO_OBJECT"
                   : reject_row(both.reject.code)->name;
    default:
        return "neither";
    }
}

/* `value` behind `name` among the members of a record. */
static struct slice embedded(const char *name, struct slice value, bool last)
{
    static char memory[2 * RECORD_BYTES_MAX];
    struct text text = text_over(memory, sizeof memory);
    struct slice line = sample_of(RECORD_EPISODE, (struct edit[SAMPLE_EDITS]){{NULL, NULL}});
    text_put(&text, last ? (struct slice){line.at, line.size - 1} : slice_of("{"));
    text_puts(&text, last ? "," : "");
    text_puts(&text, name);
    text_put(&text, value);
    text_put(&text, last ? slice_of("}") : slice_of(","));
    text_put(&text, last ? slice_of("") : (struct slice){line.at + 1, line.size - 1});
    cr_assert(!text.full);
    return text_slice(&text);
}

static bool among(const char *word, const char *const *words)
{
    for (; *words != NULL; words++) {
        if (strcmp(word, *words) == 0) {
            return true;
        }
    }
    return false;
}

/* What an answer can be when the parser took the text, and when it did not. */
static void expect_letter(const char *name, const char *whole, const char *inside)
{
    static const char *const taken[] = {"SCHEMA", "TYPE", "NO_OBJECT", NULL};
    static const char *const taken_inside[] = {"OK", "TYPE", NULL};
    static const char *const refused[] = {"EMPTY", "ENC", "UTF8", "JSON_SYNTAX", NULL};
    static const char *const refused_inside[] = {"UTF8", "JSON_SYNTAX", NULL};
    if (name[0] == 'y') {
        cr_expect(among(whole, taken), "%s: %s", name, whole);
        cr_expect(among(inside, taken_inside), "%s inside: %s", name, inside);
    } else if (name[0] == 'n') {
        cr_expect(among(whole, refused), "%s: %s", name, whole);
        cr_expect(among(inside, refused_inside), "%s inside: %s", name, inside);
    } else {
        cr_expect_eq(name[0], 'i', "%s", name);
    }
}

static bool is_text(const char *name)
{
    size_t size = strlen(name);
    return size > 5 && strcmp(name + size - 5, ".json") == 0;
}

/* What stands between the braces of the text, as members of the record. */
static void try_members(struct slice bytes, const char *name)
{
    bool object = bytes.size > 2 && bytes.at[0] == '{' && bytes.at[bytes.size - 1] == '}';
    if (!object || memchr(bytes.at, ':', bytes.size) == NULL) {
        return;
    }
    struct slice members = {bytes.at + 1, bytes.size - 2};
    const char *last = answer(embedded("", members, true), name);
    const char *first = answer(embedded("", members, false), name);
    cr_expect_str_eq(first, last, "%s: first %s, last %s", name, first, last);
    if (name[0] == 'y') {
        cr_expect(strcmp(last, "OK") == 0 || strcmp(last, "TYPE") == 0, "%s: %s", name, last);
    } else if (name[0] == 'n') {
        cr_expect(strcmp(last, "UTF8") == 0 || strcmp(last, "JSON_SYNTAX") == 0, "%s: %s", name,
                  last);
    }
}

static void try_file(const char *name, struct slice table)
{
    static char memory[FILE_MAX];
    struct slice bytes = file_bytes(name, memory, sizeof memory);
    const char *whole = answer(bytes, name), *last = answer(embedded(AS_VALUE, bytes, true), name);
    const char *first = answer(embedded(AS_VALUE, bytes, false), name);
    cr_expect_str_eq(first, last, "%s: first %s, last %s", name, first, last);
    expect_letter(name, whole, last);
    try_members(bytes, name);
    char row[128 + NAME_MAX_HERE];
    int size = snprintf(row, sizeof row, "%s\t%s\t%s", name, whole, last);
    bool found = false;
    while (table.at != NULL) {
        struct slice line = slice_cut(&table, '\n');
        found |= slice_equal(line, (struct slice){row, (size_t)size});
    }
    cr_expect(found, "expected.tsv does not say: %s", row);
}

Test(fast_json, every_text_has_the_answer_its_letter_asks_for)
{
    static char memory[TABLE_MAX];
    struct slice table = file_bytes("expected.tsv", memory, sizeof memory), rest = table;
    DIR *folder = opendir(FOLDER);
    cr_assert_not_null(folder);
    int texts = 0, rows = 0;
    for (struct dirent *entry = readdir(folder); entry != NULL; entry = readdir(folder)) {
        if (is_text(entry->d_name)) {
            try_file(entry->d_name, table);
            texts++;
        }
    }
    (void)closedir(folder);
    while (rest.at != NULL) {
        struct slice line = slice_cut(&rest, '\n');
        rows += line.size > 0 && line.at[0] != '#';
    }
    cr_expect_geq(texts, 150);
    cr_expect_eq(rows, texts, "expected.tsv has %d rows for %d texts", rows, texts);
}

/* A name may be empty, in the record as in what lies in it; a second such name is the referee's. */
Test(fast_json, an_unknown_field_without_a_name_is_taken)
{
    static const struct {
        const char *key, *raw;
        bool taken;
    } cases[] = {
        {"", "1", true},
        {"issues", "[{\"code\":\"gang\",\"source\":\"child\",\"confidence\":\"observed\",\"\":1}]",
         true},
        {"x", "1,\"\":1", true},
        {"", "1,\"\":1", false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const struct edit edits[SAMPLE_EDITS] = {{cases[i].key, cases[i].raw}};
        struct both both = both_read(sample_of(RECORD_INTERVIEW, edits));
        cr_expect_null(both.broken, "%zu: %s", i, both.broken);
        cr_expect_eq(both.taken, cases[i].taken, "%zu", i);
        cr_expect_eq(both.decoded, cases[i].taken ? DECODE_OK : DECODE_REJECTED, "%zu", i);
    }
}
