/* What is kept of a fact: no code is lost, and a value that changes in size leaves no holes. */
#include <criterion/criterion.h>
#include <criterion/parameterized.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "domain/history.h"
#include "domain/vocab.h"

enum { MEMORY = 64 << 20, REVISIONS = 20000, TEXT = 64 };

static struct histories histories;

static void start(void)
{
    static const unsigned char seed[16] = {7};
    void *memory = calloc(1, MEMORY);
    cr_assert_not_null(memory);
    histories_init(&histories, slab_over(memory, MEMORY), seed);
}

static void stop(void)
{
    free(histories.slab.base);
}

TestSuite(kept, .init = start, .fini = stop);

static struct record any_record(enum record_kind kind)
{
    struct record record;
    record_clear(&record, kind);
    record.event_id = record.source = slice_of("s");
    record.child = slice_of("k.a");
    record.id = slice_of("f");
    record.revision = 1;
    return record;
}

#define BITS(type, field) (8 * sizeof(((struct type *)NULL)->field))

Test(kept, every_set_of_codes_has_a_bit_for_each_code)
{
    cr_expect_leq(vocab_of(VOCAB_MARKER)->count, BITS(episode, markers));
    cr_expect_leq(vocab_of(VOCAB_ISSUE)->count, BITS(interview, issues));
    cr_expect_leq(vocab_of(VOCAB_HARM_SUFFERED)->count, BITS(interview, harms));
    cr_expect_leq(vocab_of(VOCAB_INTERVIEW_ACTION)->count, BITS(interview, actions));
    cr_expect_leq(vocab_of(VOCAB_INTERVIEW_ACTION)->count, BITS(decision, actions));
    cr_expect_leq(vocab_of(VOCAB_MODEL)->count, BITS(assessment, models));
    cr_expect_leq(vocab_of(VOCAB_PRECISION)->count, 3, "an episode keeps it in two bits");
}

static void keep_code(enum record_kind kind, struct code_list *list, struct record *record,
                      uint8_t code)
{
    cr_assert_eq(record->kind, kind);
    list->count = 1;
    list->codes[0] = code;
    cr_assert_eq(histories_apply(&histories, record), APPLIED);
}

static const void *kept_value(const struct record *record)
{
    const struct history *history = histories_find(&histories, record->child);
    const struct fact *fact = history_fact(&histories, history, record->kind, record->id);
    cr_assert_not_null(fact);
    return fact_value(&histories, fact);
}

Test(kept, the_last_code_that_fits_is_kept)
{
    struct record record = any_record(RECORD_EPISODE);
    keep_code(RECORD_EPISODE, &record.episode.markers, &record, 8);
    cr_expect_eq(((const struct episode *)kept_value(&record))->markers, 1U << 7);
    record = any_record(RECORD_ASSESSMENT);
    keep_code(RECORD_ASSESSMENT, &record.assessment.models, &record, 16);
    cr_expect_eq(((const struct assessment *)kept_value(&record))->models, 1U << 15);
}

Test(kept, a_marker_beyond_its_set_is_a_bug, .signal = SIGABRT)
{
    struct record record = any_record(RECORD_EPISODE);
    keep_code(RECORD_EPISODE, &record.episode.markers, &record, 9);
}

Test(kept, a_harm_beyond_its_set_is_a_bug, .signal = SIGABRT)
{
    struct record record = any_record(RECORD_INTERVIEW);
    keep_code(RECORD_INTERVIEW, &record.interview.harms, &record, 17);
}

Test(kept, an_interview_action_beyond_its_set_is_a_bug, .signal = SIGABRT)
{
    struct record record = any_record(RECORD_INTERVIEW);
    keep_code(RECORD_INTERVIEW, &record.interview.actions, &record, 17);
}

Test(kept, an_issue_beyond_its_set_is_a_bug, .signal = SIGABRT)
{
    struct record record = any_record(RECORD_INTERVIEW);
    record.interview.issue_count = 1;
    record.interview.issues[0] = (struct issue){65, ISSUE_SOURCE_CHILD, 1};
    (void)histories_apply(&histories, &record);
}

Test(kept, a_model_beyond_its_set_is_a_bug, .signal = SIGABRT)
{
    struct record record = any_record(RECORD_ASSESSMENT);
    keep_code(RECORD_ASSESSMENT, &record.assessment.models, &record, 17);
}

Test(kept, a_decision_beyond_its_set_is_a_bug, .signal = SIGABRT)
{
    struct record record = any_record(RECORD_DECISION);
    keep_code(RECORD_DECISION, &record.decision.actions, &record, 17);
}

Test(kept, a_precision_beyond_its_bits_is_a_bug, .signal = SIGABRT)
{
    struct record record = any_record(RECORD_EPISODE);
    record.episode.precision = 4;
    (void)histories_apply(&histories, &record);
}

/* One fact, revised again and again, its list having now one count of texts and now the other. */
static const struct {
    enum record_kind kind;
    uint8_t counts[4];
} changes[] = {
    {RECORD_EPISODE, {16, 16, 16, 16}},   {RECORD_EPISODE, {4, 3, 4, 3}},
    {RECORD_EPISODE, {8, 6, 8, 6}},       {RECORD_EPISODE, {16, 15, 16, 15}},
    {RECORD_EPISODE, {16, 1, 16, 1}},     {RECORD_EPISODE, {16, 0, 8, 12}},
    {RECORD_EPISODE, {3, 7, 11, 15}},     {RECORD_INTERVIEW, {32, 1, 32, 1}},
    {RECORD_INTERVIEW, {32, 25, 16, 9}},  {RECORD_ASSESSMENT, {64, 1, 64, 1}},
    {RECORD_ASSESSMENT, {64, 50, 33, 8}}, {RECORD_DECISION, {64, 0, 31, 7}},
};
enum { CHANGES = sizeof changes / sizeof changes[0] };

static void list_texts(struct record *record, uint8_t count)
{
    static char letters[TEXT];
    memset(letters, 'x', sizeof letters);
    struct slice text = {letters, TEXT};
    for (uint8_t i = 0; i < count; i++) {
        switch (record->kind) {
        case RECORD_EPISODE:
            record->episode.companions[i] = text;
            break;
        case RECORD_INTERVIEW:
            record->interview.episodes[i] = text;
            break;
        case RECORD_ASSESSMENT:
            record->assessment.items[i] = (struct item){text, WHEN_PAST};
            break;
        default:
            record->decision.considered[i] = text;
        }
    }
}

static struct record listing(enum record_kind kind, uint8_t count)
{
    struct record record = any_record(kind);
    if (kind == RECORD_EPISODE) {
        record.episode.companion_count = count;
    } else if (kind == RECORD_INTERVIEW) {
        record.interview.episode_count = count;
    } else if (kind == RECORD_ASSESSMENT) {
        record.assessment.item_count = count;
    } else {
        record.decision.considered_count = count;
    }
    list_texts(&record, count);
    return record;
}

ParameterizedTestParameters(kept, growth)
{
    static size_t row[CHANGES];
    for (size_t i = 0; i < CHANGES; i++) {
        row[i] = i;
    }
    return cr_make_param_array(size_t, row, CHANGES);
}

/* Alive are the fact, the child, its index and 16 bytes of each revision; a twentieth more may be
 * used, and a block waiting for each size of the value. At this count of revisions the index's
 * outgrown slots have been used up. */
ParameterizedTest(const size_t *row, kept, growth)
{
    enum { LARGEST = 5000, FACT_AND_CHILD = 256 };
    for (int32_t i = 0; i < REVISIONS; i++) {
        struct record record = listing(changes[*row].kind, changes[*row].counts[i % 4]);
        record.revision = i + 1;
        cr_assert_eq(histories_apply(&histories, &record), APPLIED);
    }
    const struct history *history = histories_find(&histories, slice_of("k.a"));
    size_t index = history->facts.slot_count * sizeof(struct index_slot);
    size_t alive = FACT_AND_CHILD + LARGEST + index + (size_t)REVISIONS * 16;
    size_t most = alive + alive / 20 + 3 * LARGEST;
    size_t used = slab_bytes_used(&histories.slab);
    cr_expect_leq(used, most, "row %zu: %zu bytes used, at most %zu", *row, used, most);
}

/* An episode whose list takes as many bytes, or that has none. */
static enum applied apply(const char *id, int32_t revision, size_t list_bytes)
{
    struct record record = listing(RECORD_EPISODE, list_bytes == 0 ? 0 : COMPANIONS_MAX);
    record.id = slice_of(id);
    record.revision = revision;
    size_t left = list_bytes == 0 ? 0 : list_bytes - COMPANIONS_MAX;
    for (uint8_t i = 0; i < record.episode.companion_count; i++) {
        record.episode.companions[i].size = left < TEXT ? left : TEXT;
        left -= record.episode.companions[i].size;
    }
    cr_assert_eq(left, 0);
    return histories_apply(&histories, &record);
}

/* Small blocks come to fill what the first value of a fact had; what lies behind stays as it is. */
Test(kept, room_given_back_is_no_more_than_the_value_had)
{
    enum { LIST_MAX = COMPANIONS_MAX * (1 + TEXT), TAKERS = 100 };
    static const unsigned char seed[16] = {7};
    for (size_t bytes = COMPANIONS_MAX; bytes <= LIST_MAX; bytes++) {
        histories_init(&histories, slab_over(histories.slab.base, MEMORY), seed);
        cr_assert_eq(apply("first", 1, bytes), APPLIED);
        cr_assert_eq(apply("behind", 1, 0), APPLIED);
        cr_assert_eq(apply("first", 2, 0), APPLIED);
        for (int32_t revision = 1; revision <= TAKERS; revision++) {
            cr_assert_eq(apply("taker", revision, 0), APPLIED);
        }
        cr_assert_eq(apply("behind", 1, 0), APPLIED_DUPLICATE, "%zu bytes", bytes);
    }
}
