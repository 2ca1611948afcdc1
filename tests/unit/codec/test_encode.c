/* Encoding, and that decoding inverts it. */
#include <criterion/criterion.h>
#include <criterion/parameterized.h>
#include <string.h>

#include "base/rng.h"
#include "base/text.h"
#include "codec/encode.h"
#include "codec/fields.h"
#include "sample.h"
#include "support/random_record.h"

static char line[RECORD_BYTES_MAX];

static struct slice encoded(const struct record *record)
{
    struct text text = text_over(line, sizeof line);
    encode_record(record, &text);
    cr_assert(!text.full);
    return text_slice(&text);
}

/* What the samples look like, once through: defaults and what is not given are left out. */
static const struct {
    enum record_kind kind;
    struct edit edits[SAMPLE_EDITS];
    const char *want;
} rows[] = {
    {RECORD_EPISODE,
     {{"precision", "\"minute\""}, {"retracted", "false"}, {"found_at", "null"}, {"markers", "[]"}},
     "{\"schema\":\"homeward.episode/1\",\"event_id\":\"ev-1\",\"source\":\"police\","
     "\"recorded_at\":\"2016-03-10T09:00:00Z\",\"revision\":1,\"child\":\"sim.c1\","
     "\"episode_id\":\"e1\",\"kind\":\"missing\",\"missing_since\":\"2016-03-01T22:00:00Z\","
     "\"authority\":\"E06000047\",\"responsible\":\"E06000047\",\"status\":\"looked_after\"}"},
    {RECORD_EPISODE,
     {{"retracted", "true"},
      {"missing_since", "\"2015-07-01T00:00:00+01:00\""},
      {"precision", "\"day\""},
      {"markers", "[\"nrm_referred\",\"gang_known\"]"}},
     "{\"schema\":\"homeward.episode/1\",\"event_id\":\"ev-1\",\"source\":\"police\","
     "\"recorded_at\":\"2016-03-10T09:00:00Z\",\"revision\":1,\"retracted\":true,"
     "\"child\":\"sim.c1\",\"episode_id\":\"e1\",\"kind\":\"missing\","
     "\"missing_since\":\"2015-06-30T23:00:00Z\",\"precision\":\"day\","
     "\"authority\":\"E06000047\",\"responsible\":\"E06000047\",\"status\":\"looked_after\","
     "\"markers\":[\"nrm_referred\",\"gang_known\"]}"},
    {RECORD_INTERVIEW,
     {{"independent", "false"},
      {"issues", "[{\"confidence\":\"inferred\",\"code\":\"debt\",\"source\":\"police\"}]"},
      {"outcome", "\"not_offered\""},
      {"reason", "\"other\""}},
     "{\"schema\":\"homeward.interview/1\",\"event_id\":\"ev-1\",\"source\":\"police\","
     "\"recorded_at\":\"2016-03-10T09:00:00Z\",\"revision\":1,\"child\":\"sim.c1\","
     "\"interview_id\":\"i1\",\"episodes\":[\"e1\"],\"responsible\":\"E06000047\","
     "\"outcome\":\"not_offered\",\"reason\":\"other\",\"independent\":false,"
     "\"issues\":[{\"code\":\"debt\",\"source\":\"police\",\"confidence\":\"inferred\"}]}"},
    {RECORD_ASSESSMENT,
     {{"items", "[]"}},
     "{\"schema\":\"homeward.assessment/1\",\"event_id\":\"ev-1\",\"source\":\"police\","
     "\"recorded_at\":\"2016-03-10T09:00:00Z\",\"revision\":1,\"child\":\"sim.c1\","
     "\"assessment_id\":\"a1\",\"responsible\":\"E06000047\",\"harm\":\"cse\",\"tool\":\"seraf\","
     "\"tool_version\":\"1\",\"assessed_at\":\"2016-03-02T10:00:00Z\",\"items\":[],"
     "\"assessor\":\"social_worker\",\"harm_status\":\"none_known\"}"},
    {RECORD_DECISION,
     {{"review_due", "\"2016-03-17\""}, {"considered", "[\"s1\"]"}, {"assessment_id", "\"a1\""}},
     "{\"schema\":\"homeward.decision/1\",\"event_id\":\"ev-1\",\"source\":\"police\","
     "\"recorded_at\":\"2016-03-10T09:00:00Z\",\"revision\":1,\"child\":\"sim.c1\","
     "\"decision_id\":\"d1\",\"responsible\":\"E06000047\",\"harm\":\"cse\",\"level\":\"low\","
     "\"decided_at\":\"2016-03-03T10:00:00Z\",\"decider\":\"panel_chair\",\"panel\":\"meg\","
     "\"assessment_id\":\"a1\",\"rationale\":\"new_information\",\"review_due\":\"2016-03-17\","
     "\"considered\":[\"s1\"]}"},
};
enum { ROWS = sizeof rows / sizeof rows[0] };

ParameterizedTestParameters(encode, one_canonical_form)
{
    static size_t row[ROWS];
    for (size_t i = 0; i < ROWS; i++) {
        row[i] = i;
    }
    return cr_make_param_array(size_t, row, ROWS);
}

ParameterizedTest(const size_t *row, encode, one_canonical_form)
{
    struct verdict verdict = sample_decode(sample_of(rows[*row].kind, rows[*row].edits));
    cr_assert_eq(verdict.decoded, DECODE_OK);
    struct slice bytes = encoded(&verdict.record);
    cr_expect(slice_is(bytes, rows[*row].want), "%.*s", (int)bytes.size, bytes.at);
}

enum { LAW_RECORDS = 12000 };

Test(encode, decoding_gives_back_the_content_of_any_record)
{
    static char made[RANDOM_RECORD_ARENA];
    const struct random_shape shape = random_shape_default();
    uint32_t kinds[RECORD_KIND_COUNT] = {0}, retracted = 0;
    for (uint64_t i = 0; i < LAW_RECORDS; i++) {
        struct rng rng = rng_fork(20160229, i);
        struct arena arena = arena_over(made, sizeof made);
        struct record record;
        random_record(&rng, &shape, &arena, &record);
        struct verdict verdict = sample_decode(encoded(&record));
        cr_assert_eq(verdict.decoded, DECODE_OK, "record %lu: %.*s", (unsigned long)i, 2000, line);
        cr_assert_eq(record_digest(&verdict.record), record_digest(&record), "record %lu",
                     (unsigned long)i);
        cr_assert_eq(verdict.record.recorded_at, record.recorded_at);
        cr_assert_eq(verdict.record.unknown_fields, 0);
        cr_assert(slice_equal(verdict.record.event_id, record.event_id));
        cr_assert(slice_equal(verdict.record.source, record.source));
        kinds[record.kind]++;
        retracted += record.retracted;
    }
    for (int kind = 0; kind < RECORD_KIND_COUNT; kind++) {
        cr_expect_gt(kinds[kind], LAW_RECORDS / 10);
    }
    cr_expect_gt(retracted, LAW_RECORDS / 50);
}

Test(encode, the_same_content_gives_the_same_bytes)
{
    static char made[RANDOM_RECORD_ARENA], first[RECORD_BYTES_MAX];
    const struct random_shape shape = random_shape_default();
    for (uint64_t i = 0; i < 1000; i++) {
        struct rng rng = rng_fork(7, i);
        struct arena arena = arena_over(made, sizeof made);
        struct record record;
        random_record(&rng, &shape, &arena, &record);
        struct slice bytes = encoded(&record);
        memcpy(first, bytes.at, bytes.size);
        struct verdict verdict = sample_decode((struct slice){first, bytes.size});
        cr_assert_eq(verdict.decoded, DECODE_OK);
        cr_assert(slice_equal(encoded(&verdict.record), (struct slice){first, bytes.size}));
    }
}

Test(encode, too_little_room_is_said_and_nothing_is_written_past_it)
{
    const struct edit none[SAMPLE_EDITS] = {{0}};
    struct verdict verdict = sample_decode(sample_of(RECORD_EPISODE, none));
    char small[64] = {0};
    struct text text = text_over(small, sizeof small - 1);
    encode_record(&verdict.record, &text);
    cr_expect(text.full);
    cr_expect_eq(small[sizeof small - 1], '\0');
}
