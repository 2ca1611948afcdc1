/* What becomes of every line. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "codec/decode.h"
#include "fold.h"

#define EPISODE(version, child, id, revision, recorded, more)                                      \
    "{\"schema\":\"homeward.episode/" version "\",\"event_id\":\"x\",\"source\":\"s\","            \
    "\"recorded_at\":\"" recorded "\",\"revision\":" revision ",\"child\":\"" child                \
    "\",\"episode_id\":\"" id                                                                      \
    "\",\"kind\":\"missing\",\"missing_since\":\"2016-03-01T10:00:00Z\","                          \
    "\"authority\":\"E06000047\",\"responsible\":\"E06000047\",\"status\":\"home\"" more "}\n"

#define FIRST EPISODE("1", "k1.a", "e1", "1", "2016-03-02T00:00:00Z", "")
#define CONFLICT EPISODE("1", "k1.a", "e1", "1", "2016-03-05T00:00:00Z", ",\"sex\":\"female\"")
#define SYNTHETIC EPISODE("1", "sim.a", "e1", "1", "2016-03-03T00:00:00Z", "")
#define BAD_CODE EPISODE("1", "sim.b", "e2", "1", "2016-03-09T00:00:00Z", ",\"sex\":\"unheard\"")
#define UNKNOWN_FIELD EPISODE("1", "k1.c", "e3", "1", "2016-03-04T00:00:00Z", ",\"new\":1")
#define NEWER EPISODE("2", "k1.a", "e9", "1", "2016-03-02T00:00:00Z", "")

struct told { /* what the listener was told, a letter a line */
    char text[64];
};

static void note(void *context, uint64_t line, enum fold_outcome outcome,
                 const struct record *record, const struct reject *reject)
{
    static const char letters[] = "?ADR";
    struct told *told = context;
    size_t size = strlen(told->text);
    cr_assert_eq(line, size + 1, "each line once, in order");
    cr_assert_eq(reject != NULL, outcome == FOLD_REJECTED);
    cr_assert(outcome == FOLD_REJECTED || record != NULL);
    told->text[size] = letters[outcome];
}

struct folding {
    struct histories histories;
    struct fold fold;
    struct told told;
    enum fold_result result;
    uint64_t line;
};

static struct folding folded(const char *bytes)
{
    static char slab[1024 * 1024];
    static char memory[2 * DECODE_ARENA];
    static struct folding folding;
    folding = (struct folding){0};
    histories_init(&folding.histories, slab_over(slab, sizeof slab), (const unsigned char[16]){3});
    struct arena arena = arena_over(memory, sizeof memory);
    cr_assert(fold_init(&folding.fold, &folding.histories, DECODER_FAST, &arena));
    struct lines lines = lines_of(slice_of(bytes));
    struct fold_listener listener = {note, &folding.told};
    folding.result = fold_lines(&folding.fold, &lines, 1000, &listener);
    folding.line = lines.number;
    return folding;
}

static const struct {
    const char *name, *bytes, *told, *latest;
    bool synthetic;
} cases[] = {
    {"nothing", "", "", NULL, false},
    {"a record, its repeat, a contradiction", FIRST FIRST CONFLICT, "ADR", "2016-03-05T00:00:00Z",
     false},
    {"a synthetic child", FIRST SYNTHETIC, "AA", "2016-03-03T00:00:00Z", true},
    {"a synthetic child whose record is bad makes nothing synthetic, nor later", FIRST BAD_CODE,
     "AR", "2016-03-02T00:00:00Z", false},
    {"blank lines and half lines", "\n{\n\r\n" FIRST "[]\n", "RRRAR", "2016-03-02T00:00:00Z",
     false},
    {"a last line without a newline", "{\"schema\":1}", "R", NULL, false},
};
enum { CASES = sizeof cases / sizeof cases[0] };

Test(fold, tells_what_became_of_each_line_and_counts_it_once)
{
    for (size_t i = 0; i < CASES; i++) {
        struct folding folding = folded(cases[i].bytes);
        cr_expect_eq(folding.result, FOLD_DONE, "%s", cases[i].name);
        cr_expect_str_eq(folding.told.text, cases[i].told, "%s", cases[i].name);
        cr_expect(accounting_closes(&folding.fold.accounting), "%s", cases[i].name);
        cr_expect_eq(folding.fold.accounting.read, strlen(cases[i].told), "%s", cases[i].name);
        cr_expect_eq(folding.histories.synthetic_count > 0, cases[i].synthetic, "%s",
                     cases[i].name);
        when latest = WHEN_NONE;
        cr_assert(cases[i].latest == NULL ||
                  instant_read(slice_of(cases[i].latest), &latest) == INSTANT_OK);
        cr_expect_eq(folding.fold.latest, latest, "%s", cases[i].name);
    }
}

Test(fold, stops_at_a_newer_schema_and_names_the_line)
{
    struct folding folding = folded(FIRST NEWER FIRST);
    cr_expect_eq(folding.result, FOLD_NEWER);
    cr_expect_eq(folding.line, 2U);
    cr_expect_eq(folding.fold.accounting.read, 1U, "the line that stopped it is not counted");
}

Test(fold, counts_unknown_fields_of_accepted_records_alone)
{
    struct folding folding = folded(UNKNOWN_FIELD UNKNOWN_FIELD);
    cr_expect_str_eq(folding.told.text, "AD");
    cr_expect_eq(folding.fold.accounting.unknown_fields, 1U);
}

Test(fold, goes_on_where_it_stopped)
{
    static char slab[1024 * 1024];
    static char memory[2 * DECODE_ARENA];
    struct histories histories;
    struct fold fold;
    histories_init(&histories, slab_over(slab, sizeof slab), (const unsigned char[16]){3});
    struct arena arena = arena_over(memory, sizeof memory);
    cr_assert(fold_init(&fold, &histories, DECODER_FAST, &arena));
    struct lines lines = lines_of(slice_of(FIRST SYNTHETIC UNKNOWN_FIELD));
    cr_expect_eq(fold_lines(&fold, &lines, 2, NULL), FOLD_GOES_ON);
    cr_expect_eq(fold.accounting.accepted, 2U);
    cr_expect_eq(fold_lines(&fold, &lines, 2, NULL), FOLD_DONE);
    cr_expect_eq(fold.accounting.accepted, 3U);
}
