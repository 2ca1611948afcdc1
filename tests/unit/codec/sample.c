/* sample: see sample.h. */
#include "sample.h"

#include <assert.h>
#include <string.h>

#include "base/text.h"

#define ENVELOPE(schema)                                                                           \
    {"schema", "\"" schema "\""}, {"event_id", "\"ev-1\""}, {"source", "\"police\""},              \
        {"recorded_at", "\"2016-03-10T09:00:00Z\""}, {"revision", "1"},                            \
    {                                                                                              \
        "child", "\"sim.c1\""                                                                      \
    }

static const struct edit episode[] = {
    ENVELOPE("homeward.episode/1"), {"episode_id", "\"e1\""},
    {"kind", "\"missing\""},        {"missing_since", "\"2016-03-01T22:00:00Z\""},
    {"authority", "\"E06000047\""}, {"responsible", "\"E06000047\""},
    {"status", "\"looked_after\""}, {0},
};

static const struct edit interview[] = {
    ENVELOPE("homeward.interview/1"), {"interview_id", "\"i1\""}, {"episodes", "[\"e1\"]"},
    {"responsible", "\"E06000047\""}, {"outcome", "\"pending\""}, {0},
};

static const struct edit assessment[] = {
    ENVELOPE("homeward.assessment/1"),
    {"assessment_id", "\"a1\""},
    {"responsible", "\"E06000047\""},
    {"harm", "\"cse\""},
    {"tool", "\"seraf\""},
    {"tool_version", "\"1\""},
    {"assessed_at", "\"2016-03-02T10:00:00Z\""},
    {"items", "[{\"item\":\"absent_overnight\",\"when\":\"current\"}]"},
    {"assessor", "\"social_worker\""},
    {"harm_status", "\"none_known\""},
    {0},
};

static const struct edit decision[] = {
    ENVELOPE("homeward.decision/1"),
    {"decision_id", "\"d1\""},
    {"responsible", "\"E06000047\""},
    {"harm", "\"cse\""},
    {"level", "\"low\""},
    {"decided_at", "\"2016-03-03T10:00:00Z\""},
    {"decider", "\"panel_chair\""},
    {"panel", "\"meg\""},
    {"rationale", "\"new_information\""},
    {0},
};

static const struct edit *const samples[RECORD_KIND_COUNT] = {
    [RECORD_EPISODE] = episode,
    [RECORD_INTERVIEW] = interview,
    [RECORD_ASSESSMENT] = assessment,
    [RECORD_DECISION] = decision,
};

static void put_member(struct text *text, const char *key, const char *raw)
{
    text_puts(text, text->size == 1 ? "\"" : ",\"");
    text_puts(text, key);
    text_puts(text, "\":");
    text_puts(text, raw);
}

static const struct edit *find(const struct edit *edits, int count, const char *key)
{
    for (int i = 0; i < count && edits[i].key != NULL; i++) {
        if (strcmp(edits[i].key, key) == 0) {
            return &edits[i];
        }
    }
    return NULL;
}

struct slice sample_of(enum record_kind kind, const struct edit edits[SAMPLE_EDITS])
{
    enum { MEMBERS_MAX = 32 };
    static char memory[2 * RECORD_BYTES_MAX];
    struct text text = text_over(memory, sizeof memory);
    text_puts(&text, "{");
    for (const struct edit *row = samples[kind]; row->key != NULL; row++) {
        const struct edit *edit = find(edits, SAMPLE_EDITS, row->key);
        if (edit == NULL || edit->raw != NULL) {
            put_member(&text, row->key, edit == NULL ? row->raw : edit->raw);
        }
    }
    for (int i = 0; i < SAMPLE_EDITS && edits[i].key != NULL; i++) {
        if (find(samples[kind], MEMBERS_MAX, edits[i].key) == NULL && edits[i].raw != NULL) {
            put_member(&text, edits[i].key, edits[i].raw);
        }
    }
    text_puts(&text, "}");
    assert(!text.full);
    return text_slice(&text);
}

struct verdict sample_decode(struct slice bytes)
{
    static char memory[2 * DECODE_ARENA];
    struct arena arena = arena_over(memory, sizeof memory);
    struct verdict verdict, untouched;
    memset(&verdict, 0xA5, sizeof verdict);
    memset(&untouched, 0xA5, sizeof untouched);
    enum decoded decoded = decode_record(bytes, &arena, &verdict.record, &verdict.reject);
    if (decoded != DECODE_OK) {
        assert(memcmp(&verdict.record, &untouched.record, sizeof verdict.record) == 0);
        assert(arena_used(&arena) == 0);
    }
    if (decoded != DECODE_REJECTED) {
        assert(memcmp(&verdict.reject, &untouched.reject, sizeof verdict.reject) == 0);
    } else {
        assert(verdict.reject.code > REJECT_NONE && verdict.reject.code < REJECT_CODE_COUNT);
        assert(memchr(verdict.reject.pointer, '\0', sizeof verdict.reject.pointer) != NULL);
    }
    verdict.decoded = decoded;
    return verdict;
}
