/* Each field of each record: what it may be, and the code and pointer when it is something else
 * (measures.md, "Checks on a record"; faults.md §1 rows 14 to 18, §2). */
#include <criterion/criterion.h>
#include <criterion/parameterized.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "codec/fields.h"
#include "domain/code.h"
#include "domain/vocab.h"
#include "sample.h"

#define LONGEST_ID "a123456789012345678901234567890123456789012345678901234567890123"

static const struct {
    enum record_kind kind;
    const char *key, *raw;
    enum reject_code code; /* REJECT_NONE: accepted */
    const char *pointer;   /* NULL: "/" and the key */
} rows[] = {
    /* the envelope */
    {RECORD_EPISODE, "schema", NULL, REJECT_SCHEMA, NULL},
    {RECORD_EPISODE, "schema", "null", REJECT_SCHEMA, NULL},
    {RECORD_EPISODE, "schema", "1", REJECT_SCHEMA, NULL},
    {RECORD_EPISODE, "schema", "\"\"", REJECT_SCHEMA, NULL},
    {RECORD_EPISODE, "schema", "\"homeward.episode\"", REJECT_SCHEMA, NULL},
    {RECORD_EPISODE, "schema", "\"homeward.episode/\"", REJECT_SCHEMA, NULL},
    {RECORD_EPISODE, "schema", "\"homeward.episode/0\"", REJECT_SCHEMA, NULL},
    {RECORD_EPISODE, "schema", "\"homeward.episode/01\"", REJECT_SCHEMA, NULL},
    {RECORD_EPISODE, "schema", "\"homeward.episode/-2\"", REJECT_SCHEMA, NULL},
    {RECORD_EPISODE, "schema", "\"homeward.episode/2x\"", REJECT_SCHEMA, NULL},
    {RECORD_EPISODE, "schema", "\"homeward.episodes/2\"", REJECT_SCHEMA, NULL},
    {RECORD_EPISODE, "schema", "\"Homeward.episode/1\"", REJECT_SCHEMA, NULL},
    {RECORD_EPISODE, "schema", "\"homeward.sealed/1\"", REJECT_SCHEMA, NULL},
    {RECORD_EPISODE, "schema", "\"homeward.episode\\/1\"", REJECT_NONE, NULL},
    {RECORD_EPISODE, "event_id", NULL, REJECT_SCHEMA, NULL},
    {RECORD_EPISODE, "event_id", "null", REJECT_SCHEMA, NULL},
    {RECORD_EPISODE, "event_id", "7", REJECT_SCHEMA, NULL},
    {RECORD_EPISODE, "event_id", "\"\"", REJECT_SCHEMA, NULL},
    {RECORD_EPISODE, "event_id", "\"-a\"", REJECT_SCHEMA, NULL},
    {RECORD_EPISODE, "event_id", "\"a b\"", REJECT_SCHEMA, NULL},
    {RECORD_EPISODE, "event_id", "\"a\\n\"", REJECT_SCHEMA, NULL},
    {RECORD_EPISODE, "event_id", "\"caf\\u00e9\"", REJECT_SCHEMA, NULL},
    {RECORD_EPISODE, "event_id", "\"cafe\\u0301\"", REJECT_SCHEMA, NULL},
    {RECORD_EPISODE, "event_id", "\"\xEF\xBC\x91\"", REJECT_SCHEMA, NULL},
    {RECORD_EPISODE, "event_id", "\"a\\u202eb\"", REJECT_SCHEMA, NULL},
    {RECORD_EPISODE, "event_id", "\"\\u0041\"", REJECT_NONE, NULL},
    {RECORD_EPISODE, "event_id", "\"" LONGEST_ID "\"", REJECT_NONE, NULL},
    {RECORD_EPISODE, "event_id", "\"" LONGEST_ID "4\"", REJECT_SCHEMA, NULL},
    {RECORD_EPISODE, "source", NULL, REJECT_SCHEMA, NULL},
    {RECORD_EPISODE, "source", "[]", REJECT_SCHEMA, NULL},
    {RECORD_EPISODE, "recorded_at", NULL, REJECT_SCHEMA, NULL},
    {RECORD_EPISODE, "recorded_at", "1457600400", REJECT_SCHEMA, NULL},
    {RECORD_EPISODE, "recorded_at", "\"2016-03-10\"", REJECT_TIME, NULL},
    {RECORD_EPISODE, "recorded_at", "\"2016-03-10T09:00:00\"", REJECT_TIME_NOOFFSET, NULL},
    {RECORD_EPISODE, "revision", NULL, REJECT_SCHEMA, NULL},
    {RECORD_EPISODE, "revision", "null", REJECT_SCHEMA, NULL},
    {RECORD_EPISODE, "revision", "\"1\"", REJECT_SCHEMA, NULL},
    {RECORD_EPISODE, "revision", "true", REJECT_SCHEMA, NULL},
    {RECORD_EPISODE, "revision", "0", REJECT_SCHEMA, NULL},
    {RECORD_EPISODE, "revision", "-1", REJECT_SCHEMA, NULL},
    {RECORD_EPISODE, "revision", "2147483647", REJECT_NONE, NULL},
    {RECORD_EPISODE, "revision", "2147483648", REJECT_SCHEMA, NULL},
    {RECORD_EPISODE, "revision", "4294967297", REJECT_SCHEMA, NULL},
    {RECORD_EPISODE, "revision", "9223372036854775807", REJECT_SCHEMA, NULL},
    {RECORD_EPISODE, "revision", "1.0", REJECT_TYPE, NULL},
    {RECORD_EPISODE, "retracted", "null", REJECT_NONE, NULL},
    {RECORD_EPISODE, "retracted", "true", REJECT_NONE, NULL},
    {RECORD_EPISODE, "retracted", "\"true\"", REJECT_SCHEMA, NULL},
    {RECORD_EPISODE, "retracted", "1", REJECT_SCHEMA, NULL},
    {RECORD_EPISODE, "child", NULL, REJECT_SCHEMA, NULL},
    {RECORD_EPISODE, "child", "\"no-key-id-needed-here\"", REJECT_NONE, NULL},
    {RECORD_EPISODE, "child", "\"a/b\"", REJECT_SCHEMA, NULL},
    /* episodes */
    {RECORD_EPISODE, "episode_id", NULL, REJECT_SCHEMA, NULL},
    {RECORD_EPISODE, "kind", NULL, REJECT_SCHEMA, NULL},
    {RECORD_EPISODE, "kind", "\"Missing\"", REJECT_CODE_UNKNOWN, NULL},
    {RECORD_EPISODE, "kind", "\"\"", REJECT_CODE_UNKNOWN, NULL},
    {RECORD_EPISODE, "kind", "\"missing\\u200b\"", REJECT_CODE_UNKNOWN, NULL},
    {RECORD_EPISODE, "kind", "\"miss\"", REJECT_CODE_UNKNOWN, NULL},
    {RECORD_EPISODE, "kind", "\"m\\u0069ssing\"", REJECT_NONE, NULL},
    {RECORD_EPISODE, "kind", "1", REJECT_SCHEMA, NULL},
    {RECORD_EPISODE, "missing_since", NULL, REJECT_SCHEMA, NULL},
    {RECORD_EPISODE, "missing_since", "null", REJECT_SCHEMA, NULL},
    {RECORD_EPISODE, "missing_since", "\"2016-03-01T22:00:00\"", REJECT_TIME_NOOFFSET, NULL},
    {RECORD_EPISODE, "missing_since", "\"2016-02-30T22:00:00\"", REJECT_TIME, NULL},
    {RECORD_EPISODE, "missing_since", "\"2016-03-01T22:00:00z\"", REJECT_TIME, NULL},
    {RECORD_EPISODE, "missing_since", "\"2016-03-01t22:00:00Z\"", REJECT_TIME, NULL},
    {RECORD_EPISODE, "missing_since", "\"2016-03-01T22:00:00.0Z\"", REJECT_TIME, NULL},
    {RECORD_EPISODE, "missing_since", "\"2016-03-01 22:00:00Z\"", REJECT_TIME, NULL},
    {RECORD_EPISODE, "missing_since", "\"2016-03-01T24:00:00Z\"", REJECT_TIME, NULL},
    {RECORD_EPISODE, "missing_since", "\"2015-06-30T23:59:60Z\"", REJECT_TIME, NULL},
    {RECORD_EPISODE, "missing_since", "\"2015-02-29T22:00:00Z\"", REJECT_TIME, NULL},
    {RECORD_EPISODE, "missing_since", "\"2016-02-29T22:00:00Z\"", REJECT_NONE, NULL},
    {RECORD_EPISODE, "missing_since", "\"2000-02-29T22:00:00Z\"", REJECT_NONE, NULL},
    {RECORD_EPISODE, "missing_since", "\"1900-02-29T22:00:00Z\"", REJECT_TIME, NULL},
    {RECORD_EPISODE, "missing_since", "\"0001-01-01T00:00:00Z\"", REJECT_TIME, NULL},
    {RECORD_EPISODE, "missing_since", "\"1969-12-31T23:59:59Z\"", REJECT_TIME, NULL},
    {RECORD_EPISODE, "missing_since", "\"9999-12-31T23:59:59Z\"", REJECT_TIME, NULL},
    {RECORD_EPISODE, "missing_since", "\"10000-01-01T00:00:00Z\"", REJECT_TIME, NULL},
    {RECORD_EPISODE, "missing_since", "\"1989-12-31T23:59:59Z\"", REJECT_TIME, NULL},
    {RECORD_EPISODE, "missing_since", "\"1990-01-01T00:00:00Z\"", REJECT_NONE, NULL},
    {RECORD_EPISODE, "missing_since", "\"1990-01-01T05:29:59+05:30\"", REJECT_TIME, NULL},
    {RECORD_EPISODE, "missing_since", "\"1989-12-31T20:00:00-04:00\"", REJECT_NONE, NULL},
    {RECORD_EPISODE, "missing_since", "\"2100-01-01T00:00:00Z\"", REJECT_TIME, NULL},
    {RECORD_EPISODE, "missing_since", "\"2016-03-01T22:00:00+05:30\"", REJECT_NONE, NULL},
    {RECORD_EPISODE, "missing_since", "\"2016-03-01T22:00:00+14:00\"", REJECT_NONE, NULL},
    {RECORD_EPISODE, "missing_since", "\"2016-03-01T22:00:00+14:01\"", REJECT_TIME, NULL},
    {RECORD_EPISODE, "missing_since", "\"2016-03-01T22:00:00+01\"", REJECT_TIME, NULL},
    {RECORD_EPISODE, "missing_since", "\"2016-03-01T22:00:00+0100\"", REJECT_TIME, NULL},
    {RECORD_EPISODE, "missing_since", "\"\"", REJECT_TIME, NULL},
    {RECORD_EPISODE, "reported_at", "null", REJECT_NONE, NULL},
    {RECORD_EPISODE, "reported_at", "\"2016-03-01T23:00:00\"", REJECT_TIME_NOOFFSET, NULL},
    {RECORD_EPISODE, "found_at", "null", REJECT_NONE, NULL},
    {RECORD_EPISODE, "found_at", "\"\"", REJECT_TIME, NULL},
    {RECORD_EPISODE, "returned_at", "false", REJECT_SCHEMA, NULL},
    {RECORD_EPISODE, "precision", "\"hour\"", REJECT_CODE_UNKNOWN, NULL},
    {RECORD_EPISODE, "precision", "null", REJECT_NONE, NULL},
    {RECORD_EPISODE, "authority", NULL, REJECT_SCHEMA, NULL},
    {RECORD_EPISODE, "authority", "\"X06000047\"", REJECT_SCHEMA, NULL},
    {RECORD_EPISODE, "authority", "\"e06000047\"", REJECT_SCHEMA, NULL},
    {RECORD_EPISODE, "authority", "\"E0600004\"", REJECT_SCHEMA, NULL},
    {RECORD_EPISODE, "authority", "\"E060000477\"", REJECT_SCHEMA, NULL},
    {RECORD_EPISODE, "authority", "\"E0600004x\"", REJECT_SCHEMA, NULL},
    {RECORD_EPISODE, "authority", "\"W06000015\"", REJECT_NONE, NULL},
    {RECORD_EPISODE, "responsible", NULL, REJECT_SCHEMA, NULL},
    {RECORD_EPISODE, "status", NULL, REJECT_SCHEMA, NULL},
    {RECORD_EPISODE, "status", "\"fostered\"", REJECT_CODE_UNKNOWN, NULL},
    {RECORD_EPISODE, "born", "\"2003-13\"", REJECT_SCHEMA, NULL},
    {RECORD_EPISODE, "born", "\"2003-00\"", REJECT_SCHEMA, NULL},
    {RECORD_EPISODE, "born", "\"2003-7\"", REJECT_SCHEMA, NULL},
    {RECORD_EPISODE, "born", "\"2003-07-01\"", REJECT_SCHEMA, NULL},
    {RECORD_EPISODE, "born", "\"1899-12\"", REJECT_SCHEMA, NULL},
    {RECORD_EPISODE, "born", "\"2100-01\"", REJECT_SCHEMA, NULL},
    {RECORD_EPISODE, "born", "\"2099-12\"", REJECT_NONE, NULL},
    {RECORD_EPISODE, "born", "2003", REJECT_SCHEMA, NULL},
    {RECORD_EPISODE, "born", "null", REJECT_NONE, NULL},
    {RECORD_EPISODE, "sex", "\"f\"", REJECT_CODE_UNKNOWN, NULL},
    {RECORD_EPISODE, "ethnicity", "\"WBRI\"", REJECT_NONE, NULL},
    {RECORD_EPISODE, "ethnicity", "\"wbri\"", REJECT_CODE_UNKNOWN, NULL},
    {RECORD_EPISODE, "place", "\"hostel\"", REJECT_CODE_UNKNOWN, NULL},
    {RECORD_EPISODE, "establishment", "\"SC123456\"", REJECT_NONE, NULL},
    {RECORD_EPISODE, "establishment", "\"12345\"", REJECT_NONE, NULL},
    {RECORD_EPISODE, "establishment", "\"AB12345678\"", REJECT_NONE, NULL},
    {RECORD_EPISODE, "establishment", "\"1234\"", REJECT_SCHEMA, NULL},
    {RECORD_EPISODE, "establishment", "\"123456789\"", REJECT_SCHEMA, NULL},
    {RECORD_EPISODE, "establishment", "\"ABC12345\"", REJECT_SCHEMA, NULL},
    {RECORD_EPISODE, "establishment", "123456", REJECT_SCHEMA, NULL},
    {RECORD_EPISODE, "area", "\"1 High Street\"", REJECT_SCHEMA, NULL},
    {RECORD_EPISODE, "found_area", "\"E05009000\"", REJECT_NONE, NULL},
    {RECORD_EPISODE, "found_area", "\"\"", REJECT_SCHEMA, NULL},
    {RECORD_EPISODE, "found_authority", "\"E99\"", REJECT_SCHEMA, NULL},
    {RECORD_EPISODE, "police_risk", "\"very_high\"", REJECT_CODE_UNKNOWN, NULL},
    {RECORD_EPISODE, "returned_by", "\"bus\"", REJECT_CODE_UNKNOWN, NULL},
    {RECORD_EPISODE, "companions", "[]", REJECT_NONE, NULL},
    {RECORD_EPISODE, "companions", "null", REJECT_NONE, NULL},
    {RECORD_EPISODE, "companions", "\"sim.c2\"", REJECT_SCHEMA, NULL},
    {RECORD_EPISODE, "companions", "[\"sim.c2\",\"sim.c2\"]", REJECT_NONE, NULL},
    {RECORD_EPISODE, "companions", "[\"sim.c2\",null]", REJECT_SCHEMA, "/companions/1"},
    {RECORD_EPISODE, "companions", "[\"a b\"]", REJECT_SCHEMA, "/companions/0"},
    {RECORD_EPISODE, "disability", "true", REJECT_SCHEMA, NULL},
    {RECORD_EPISODE, "disability", "\"maybe\"", REJECT_CODE_UNKNOWN, NULL},
    {RECORD_EPISODE, "markers", "[\"gang_known\",\"gang_known\"]", REJECT_NONE, NULL},
    {RECORD_EPISODE, "markers", "[\"gang_known\",\"gangs\"]", REJECT_CODE_UNKNOWN, "/markers/1"},
    {RECORD_EPISODE, "markers", "[7]", REJECT_SCHEMA, "/markers/0"},
    {RECORD_EPISODE, "markers", "{}", REJECT_SCHEMA, NULL},
    /* interviews */
    {RECORD_INTERVIEW, "interview_id", NULL, REJECT_SCHEMA, NULL},
    {RECORD_INTERVIEW, "episodes", NULL, REJECT_SCHEMA, NULL},
    {RECORD_INTERVIEW, "episodes", "[]", REJECT_SCHEMA, NULL},
    {RECORD_INTERVIEW, "episodes", "[\"e1\",\"e 2\"]", REJECT_SCHEMA, "/episodes/1"},
    {RECORD_INTERVIEW, "responsible", "null", REJECT_SCHEMA, NULL},
    {RECORD_INTERVIEW, "offered_at", "\"2016-03-02\"", REJECT_TIME, NULL},
    {RECORD_INTERVIEW, "outcome", NULL, REJECT_SCHEMA, NULL},
    {RECORD_INTERVIEW, "outcome", "\"done\"", REJECT_CODE_UNKNOWN, NULL},
    {RECORD_INTERVIEW, "reason", "\"in_custody\"", REJECT_NONE, NULL},
    {RECORD_INTERVIEW, "reason", "\"busy\"", REJECT_CODE_UNKNOWN, NULL},
    {RECORD_INTERVIEW, "reason", "[]", REJECT_SCHEMA, NULL},
    {RECORD_INTERVIEW, "independent", "null", REJECT_NONE, NULL},
    {RECORD_INTERVIEW, "independent", "\"yes\"", REJECT_SCHEMA, NULL},
    {RECORD_INTERVIEW, "interviewer", "\"teacher\"", REJECT_CODE_UNKNOWN, NULL},
    {RECORD_INTERVIEW, "issues", "[{}]", REJECT_SCHEMA, "/issues/0/code"},
    {RECORD_INTERVIEW, "issues", "[1]", REJECT_SCHEMA, "/issues/0"},
    {RECORD_INTERVIEW, "issues", "[[]]", REJECT_SCHEMA, "/issues/0"},
    {RECORD_INTERVIEW, "issues", "[{\"code\":\"gang\"}]", REJECT_SCHEMA, "/issues/0/source"},
    {RECORD_INTERVIEW, "issues", "[{\"code\":\"gang\",\"source\":\"child\"}]", REJECT_SCHEMA,
     "/issues/0/confidence"},
    {RECORD_INTERVIEW, "issues",
     "[{\"code\":\"gang\",\"source\":\"child\",\"confidence\":\"disclosed\"},"
     "{\"confidence\":null,\"source\":\"crew\",\"code\":\"gang\"}]",
     REJECT_CODE_UNKNOWN, "/issues/1/source"},
    {RECORD_INTERVIEW, "issues",
     "[{\"confidence\":\"disclosed\",\"source\":\"child\",\"code\":\"gangs\"}]",
     REJECT_CODE_UNKNOWN, "/issues/0/code"},
    {RECORD_INTERVIEW, "issues",
     "[{\"code\":\"gang\",\"source\":\"child\",\"confidence\":\"certain\"},1]", REJECT_CODE_UNKNOWN,
     "/issues/0/confidence"},
    {RECORD_INTERVIEW, "harms", "[\"drowned\"]", REJECT_CODE_UNKNOWN, "/harms/0"},
    {RECORD_INTERVIEW, "actions", "[\"mediation\",null]", REJECT_SCHEMA, "/actions/1"},
    /* assessments */
    {RECORD_ASSESSMENT, "assessment_id", NULL, REJECT_SCHEMA, NULL},
    {RECORD_ASSESSMENT, "responsible", NULL, REJECT_SCHEMA, NULL},
    {RECORD_ASSESSMENT, "harm", "\"CSE\"", REJECT_CODE_UNKNOWN, NULL},
    {RECORD_ASSESSMENT, "tool", NULL, REJECT_SCHEMA, NULL},
    {RECORD_ASSESSMENT, "tool", "\"some-other-tool\"", REJECT_NONE, NULL},
    {RECORD_ASSESSMENT, "tool_version", "2", REJECT_SCHEMA, NULL},
    {RECORD_ASSESSMENT, "assessed_at", NULL, REJECT_SCHEMA, NULL},
    {RECORD_ASSESSMENT, "items", NULL, REJECT_SCHEMA, NULL},
    {RECORD_ASSESSMENT, "items", "null", REJECT_SCHEMA, NULL},
    {RECORD_ASSESSMENT, "items", "[]", REJECT_NONE, NULL},
    {RECORD_ASSESSMENT, "items", "[{\"when\":\"past\"}]", REJECT_SCHEMA, "/items/0/item"},
    {RECORD_ASSESSMENT, "items", "[{\"item\":\"a b\",\"when\":\"past\"}]", REJECT_SCHEMA,
     "/items/0/item"},
    {RECORD_ASSESSMENT, "items", "[{\"item\":\"a\"}]", REJECT_SCHEMA, "/items/0/when"},
    {RECORD_ASSESSMENT, "items", "[{\"item\":\"a\",\"when\":\"now\"}]", REJECT_CODE_UNKNOWN,
     "/items/0/when"},
    {RECORD_ASSESSMENT, "items", "[\"a\"]", REJECT_SCHEMA, "/items/0"},
    {RECORD_ASSESSMENT, "assessor", NULL, REJECT_SCHEMA, NULL},
    {RECORD_ASSESSMENT, "harm_status", NULL, REJECT_SCHEMA, NULL},
    {RECORD_ASSESSMENT, "harm_status", "\"none\"", REJECT_CODE_UNKNOWN, NULL},
    {RECORD_ASSESSMENT, "models", "[\"gang\",\"party\"]", REJECT_NONE, NULL},
    {RECORD_ASSESSMENT, "models", "[\"gangs\"]", REJECT_CODE_UNKNOWN, "/models/0"},
    /* decisions */
    {RECORD_DECISION, "decision_id", NULL, REJECT_SCHEMA, NULL},
    {RECORD_DECISION, "responsible", "\"E1\"", REJECT_SCHEMA, NULL},
    {RECORD_DECISION, "harm", NULL, REJECT_SCHEMA, NULL},
    {RECORD_DECISION, "level", NULL, REJECT_SCHEMA, NULL},
    {RECORD_DECISION, "level", "null", REJECT_SCHEMA, NULL},
    {RECORD_DECISION, "level", "\"critical\"", REJECT_CODE_UNKNOWN, NULL},
    {RECORD_DECISION, "decided_at", "\"2016-03-03T10:00:00\"", REJECT_TIME_NOOFFSET, NULL},
    {RECORD_DECISION, "decider", NULL, REJECT_SCHEMA, NULL},
    {RECORD_DECISION, "panel", NULL, REJECT_SCHEMA, NULL},
    {RECORD_DECISION, "assessment_id", "null", REJECT_NONE, NULL},
    {RECORD_DECISION, "assessment_id", "\"\"", REJECT_SCHEMA, NULL},
    {RECORD_DECISION, "rationale", NULL, REJECT_SCHEMA, NULL},
    {RECORD_DECISION, "rationale", "\"because\"", REJECT_CODE_UNKNOWN, NULL},
    {RECORD_DECISION, "review_due", "\"2016-03-17\"", REJECT_NONE, NULL},
    {RECORD_DECISION, "review_due", "\"2016-02-30\"", REJECT_TIME, NULL},
    {RECORD_DECISION, "review_due", "\"2016-03-17T00:00:00Z\"", REJECT_TIME, NULL},
    {RECORD_DECISION, "review_due", "\"1989-12-31\"", REJECT_TIME, NULL},
    {RECORD_DECISION, "review_due", "20160317", REJECT_SCHEMA, NULL},
    {RECORD_DECISION, "actions", "[\"section_47\"]", REJECT_NONE, NULL},
    {RECORD_DECISION, "actions", "[\"section_48\"]", REJECT_CODE_UNKNOWN, "/actions/0"},
    {RECORD_DECISION, "action_due", "\"17/03/2016\"", REJECT_TIME, NULL},
    {RECORD_DECISION, "considered", "[\"s1\",\"\"]", REJECT_SCHEMA, "/considered/1"},
};
enum { ROWS = sizeof rows / sizeof rows[0] };

ParameterizedTestParameters(decode_fields, one_field)
{
    static size_t row[ROWS];
    for (size_t i = 0; i < ROWS; i++) {
        row[i] = i;
    }
    return cr_make_param_array(size_t, row, ROWS);
}

ParameterizedTest(const size_t *row, decode_fields, one_field)
{
    const char *key = rows[*row].key, *raw = rows[*row].raw;
    const struct edit edits[SAMPLE_EDITS] = {{key, raw}};
    struct verdict verdict = sample_decode(sample_of(rows[*row].kind, edits));
    bool accepted = rows[*row].code == REJECT_NONE;
    cr_assert_eq(verdict.decoded, accepted ? DECODE_OK : DECODE_REJECTED, "%s: %s", key,
                 raw == NULL ? "absent" : raw);
    if (accepted) {
        cr_expect_eq(verdict.record.unknown_fields, 0);
        return;
    }
    char pointer[REJECT_POINTER_MAX + 1];
    (void)snprintf(pointer, sizeof pointer, "/%s", key);
    cr_expect_eq(verdict.reject.code, rows[*row].code, "%s: %s: %s", key,
                 raw == NULL ? "absent" : raw, reject_row(verdict.reject.code)->name);
    cr_expect_str_eq(verdict.reject.pointer,
                     rows[*row].pointer == NULL ? pointer : rows[*row].pointer);
}

/* ---- lists -----------------------------------------------------------------------------------*/

static const struct {
    enum record_kind kind;
    const char *key, *item;
    int max;
} lists[] = {
    {RECORD_EPISODE, "companions", "\"sim.c2\"", 16},
    {RECORD_EPISODE, "markers", "\"gang_known\"", 16},
    {RECORD_INTERVIEW, "episodes", "\"e1\"", 32},
    {RECORD_INTERVIEW, "issues",
     "{\"code\":\"gang\",\"source\":\"child\",\"confidence\":\"observed\"}", 32},
    {RECORD_INTERVIEW, "harms", "\"physical\"", 16},
    {RECORD_INTERVIEW, "actions", "\"mediation\"", 16},
    {RECORD_ASSESSMENT, "items", "{\"item\":\"a\",\"when\":\"both\"}", 64},
    {RECORD_ASSESSMENT, "models", "\"party\"", 8},
    {RECORD_DECISION, "actions", "\"mediation\"", 16},
    {RECORD_DECISION, "considered", "\"s1\"", 64},
};
enum { LISTS = sizeof lists / sizeof lists[0] };

static char list_room[16384];

static const char *list_raw(const char *item, int count)
{
    struct text text = text_over(list_room, sizeof list_room - 1);
    text_char(&text, '[');
    for (int i = 0; i < count; i++) {
        text_puts(&text, i == 0 ? "" : ",");
        text_puts(&text, item);
    }
    text_char(&text, ']');
    cr_assert(!text.full);
    list_room[text.size] = '\0';
    return list_room;
}

ParameterizedTestParameters(decode_fields, a_list_has_a_greatest_length)
{
    static size_t row[LISTS];
    for (size_t i = 0; i < LISTS; i++) {
        row[i] = i;
    }
    return cr_make_param_array(size_t, row, LISTS);
}

ParameterizedTest(const size_t *row, decode_fields, a_list_has_a_greatest_length)
{
    char pointer[64];
    (void)snprintf(pointer, sizeof pointer, "/%s", lists[*row].key);
    struct edit edits[SAMPLE_EDITS] = {
        {lists[*row].key, list_raw(lists[*row].item, lists[*row].max)}};
    cr_expect_eq(sample_decode(sample_of(lists[*row].kind, edits)).decoded, DECODE_OK, "%s",
                 pointer);
    /* Length is looked at before items, which are wrong here too. */
    const char *const items[] = {lists[*row].item, "7"};
    for (int i = 0; i < 2; i++) {
        edits[0].raw = list_raw(items[i], lists[*row].max + 1);
        struct verdict verdict = sample_decode(sample_of(lists[*row].kind, edits));
        cr_assert_eq(verdict.decoded, DECODE_REJECTED, "%s", pointer);
        cr_expect_eq(verdict.reject.code, REJECT_SCHEMA);
        cr_expect_str_eq(verdict.reject.pointer, pointer);
    }
}

Test(decode_fields, lists_keep_order_and_repeats)
{
    const struct edit edits[SAMPLE_EDITS] = {{"episodes", "[\"b\",\"a\",\"b\"]"},
                                             {"harms", "[\"sexual\",\"physical\",\"sexual\"]"}};
    struct verdict verdict = sample_decode(sample_of(RECORD_INTERVIEW, edits));
    cr_assert_eq(verdict.decoded, DECODE_OK);
    const struct interview_record *interview = &verdict.record.interview;
    cr_assert_eq(interview->episode_count, 3);
    cr_expect(slice_is(interview->episodes[0], "b"));
    cr_expect(slice_is(interview->episodes[1], "a"));
    cr_expect(slice_is(interview->episodes[2], "b"));
    cr_assert_eq(interview->harms.count, 3);
    cr_expect_str_eq(vocab_name(VOCAB_HARM_SUFFERED, interview->harms.codes[0]), "sexual");
    cr_expect_str_eq(vocab_name(VOCAB_HARM_SUFFERED, interview->harms.codes[1]), "physical");
}

/* ---- the rest --------------------------------------------------------------------------------*/

Test(decode_fields, a_newer_version_of_a_known_schema_stops_the_reader)
{
    static const char *const newer[] = {
        "\"homeward.episode/2\"",       "\"homeward.interview/10\"",
        "\"homeward.assessment/2\"",    "\"homeward.decision/999999999\"",
        "\"homeward.\\u0065pisode/2\"",
    };
    for (size_t i = 0; i < sizeof newer / sizeof newer[0]; i++) {
        /* Whatever else it holds: its fields are not ours to judge. */
        const struct edit edits[SAMPLE_EDITS] = {{"schema", newer[i]}, {"child", NULL}};
        cr_expect_eq(sample_decode(sample_of(RECORD_EPISODE, edits)).decoded, DECODE_NEWER, "%s",
                     newer[i]);
        /* But limits hold for all. */
        const struct edit real[SAMPLE_EDITS] = {{"schema", newer[i]}, {"extra", "1.5"}};
        cr_expect_eq(sample_decode(sample_of(RECORD_EPISODE, real)).decoded, DECODE_REJECTED);
    }
}

Test(decode_fields, unknown_fields_are_counted_where_the_contract_says)
{
    const struct edit issues[SAMPLE_EDITS] = {
        {"issues", "[{\"code\":\"gang\",\"source\":\"child\",\"confidence\":\"observed\",\"x\":1,"
                   "\"y\":{\"z\":1}}]"},
        {"a", "{\"b\":1}"},
        {"items", "[]"},
        {"", "null"}};
    struct verdict verdict = sample_decode(sample_of(RECORD_INTERVIEW, issues));
    cr_assert_eq(verdict.decoded, DECODE_OK);
    cr_expect_eq(verdict.record.unknown_fields, 5);
    const struct edit items[SAMPLE_EDITS] = {
        {"items", "[{\"a\":1,\"item\":\"x\",\"when\":\"past\"},{\"item\":\"y\",\"when\":\"past\","
                  "\"b\":null}]"}};
    verdict = sample_decode(sample_of(RECORD_ASSESSMENT, items));
    cr_assert_eq(verdict.decoded, DECODE_OK);
    cr_expect_eq(verdict.record.unknown_fields, 2);
}

Test(decode_fields, an_episode_decodes_to_what_it_says)
{
    const struct edit edits[SAMPLE_EDITS] = {{"found_at", "\"2016-03-02T01:00:00+01:00\""},
                                             {"born", "\"2001-02\""},
                                             {"establishment", "\"SC012345\""},
                                             {"sex", "\"male\""}};
    struct verdict verdict = sample_decode(sample_of(RECORD_EPISODE, edits));
    cr_assert_eq(verdict.decoded, DECODE_OK);
    const struct record *record = &verdict.record;
    cr_expect_eq(record->kind, RECORD_EPISODE);
    cr_expect_eq(record->revision, 1);
    cr_expect(!record->retracted);
    cr_expect(slice_is(record->event_id, "ev-1"));
    cr_expect(slice_is(record->source, "police"));
    cr_expect(slice_is(record->child, "sim.c1"));
    cr_expect(slice_is(record->id, "e1"));
    const struct episode_record *episode = &record->episode;
    cr_expect_eq(episode->found_at - episode->missing_since, 2 * SECONDS_HOUR);
    cr_expect_eq(episode->returned_at, WHEN_NONE);
    cr_expect_eq(episode->reported_at, WHEN_NONE);
    cr_expect_eq(episode->precision, PRECISION_MINUTE);
    cr_expect_eq(episode->status, STATUS_LOOKED_AFTER);
    cr_expect_eq(episode->sex, SEX_MALE);
    cr_expect_eq(episode->ethnicity, 0);
    cr_expect_eq(episode->born, 1 + 101 * 12 + 1);
    char urn[CODE_URN_TEXT_MAX + 1];
    code_write_urn(episode->establishment, urn);
    cr_expect_str_eq(urn, "SC012345");
    cr_expect_eq(episode->companion_count, 0);
}

Test(decode_fields, members_may_come_in_any_order)
{

    const char *backwards =
        "{\"status\":\"home\",\"responsible\":\"E06000047\",\"authority\":\"E06000047\","
        "\"missing_since\":\"2016-03-01T22:00:00Z\",\"kind\":\"missing\",\"episode_id\":\"e1\","
        "\"child\":\"sim.c1\",\"revision\":1,\"recorded_at\":\"2016-03-10T09:00:00Z\","
        "\"source\":\"police\",\"event_id\":\"ev-1\",\"schema\":\"homeward.episode/1\"}";
    struct verdict verdict = sample_decode(slice_of(backwards));
    cr_assert_eq(verdict.decoded, DECODE_OK);
    cr_expect_eq(verdict.record.unknown_fields, 0);
    cr_expect(slice_is(verdict.record.id, "e1"));
}
