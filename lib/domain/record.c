/* record: the rules between a record's fields, and what "same content" is. */
#include "domain/record.h"

#include <assert.h>
#include <stddef.h>
#include <string.h>

#include "base/civil.h"
#include "base/digest.h"
#include "domain/code.h"
#include "domain/vocab.h"

enum { AGE_ADULT = 18, SKEW_MAX_S = SECONDS_DAY };

/* How much of a record of each kind says what it holds: its lists come last, and hold what their
 * counts say. Clearing the lists too would take longer than reading most records. */
static const size_t cleared[RECORD_KIND_COUNT] = {
    [RECORD_EPISODE] = offsetof(struct record, episode.companions),
    [RECORD_INTERVIEW] = offsetof(struct record, interview.issues),
    [RECORD_ASSESSMENT] = offsetof(struct record, assessment.items),
    [RECORD_DECISION] = offsetof(struct record, decision.considered),
};

void record_clear(struct record *record, enum record_kind kind)
{
    assert(kind < RECORD_KIND_COUNT);
    memset(record, 0, cleared[kind]);
    record->kind = kind;
    record->recorded_at = WHEN_NONE;
    switch (kind) {
    case RECORD_EPISODE:
        record->episode.missing_since = record->episode.reported_at = WHEN_NONE;
        record->episode.found_at = record->episode.returned_at = WHEN_NONE;
        record->episode.precision = PRECISION_MINUTE; /* its default */
        break;
    case RECORD_INTERVIEW:
        record->interview.offered_at = record->interview.completed_at = WHEN_NONE;
        break;
    case RECORD_ASSESSMENT:
        record->assessment.assessed_at = WHEN_NONE;
        break;
    default:
        record->decision.decided_at = WHEN_NONE;
        record->decision.review_due = record->decision.action_due = DATE_NONE;
        break;
    }
}

const char *record_kind_name(enum record_kind kind)
{
    static const char *const names[RECORD_KIND_COUNT] = {
        [RECORD_EPISODE] = "episode",
        [RECORD_INTERVIEW] = "interview",
        [RECORD_ASSESSMENT] = "assessment",
        [RECORD_DECISION] = "decision",
    };
    assert(kind < RECORD_KIND_COUNT);
    return names[kind];
}

when episode_end(uint8_t kind, when found_at, when returned_at)
{
    return kind == KIND_MISSING && found_at != WHEN_NONE ? found_at : returned_at;
}

/* The instants at which something happened, in the order of the contract's tables. */
enum { INSTANTS_MAX = 4 };
struct instants {
    int count;
    struct {
        const char *pointer;
        when at;
    } list[INSTANTS_MAX];
};

static struct instants instants_of(const struct record *record)
{
    switch (record->kind) {
    case RECORD_EPISODE:
        return (struct instants){4,
                                 {{"/missing_since", record->episode.missing_since},
                                  {"/reported_at", record->episode.reported_at},
                                  {"/found_at", record->episode.found_at},
                                  {"/returned_at", record->episode.returned_at}}};
    case RECORD_INTERVIEW:
        return (struct instants){2,
                                 {{"/offered_at", record->interview.offered_at},
                                  {"/completed_at", record->interview.completed_at}}};
    case RECORD_ASSESSMENT:
        return (struct instants){1, {{"/assessed_at", record->assessment.assessed_at}}};
    default:
        return (struct instants){1, {{"/decided_at", record->decision.decided_at}}};
    }
}

static bool broken(struct reject *reject, enum reject_code code, const char *pointer)
{
    size_t size = strlen(pointer);
    assert(size <= REJECT_POINTER_MAX);
    *reject = (struct reject){.code = code, .byte = -1};
    memcpy(reject->pointer, pointer, size);
    return false;
}

static bool midnights(const struct instants *instants, struct reject *reject)
{
    for (int i = 0; i < instants->count; i++) {
        when at = instants->list[i].at;
        if (at != WHEN_NONE && civil_midnight(civil_date(at)) != at) {
            return broken(reject, REJECT_TIME, instants->list[i].pointer);
        }
    }
    return true;
}

static bool episode_check(const struct episode_record *episode, struct reject *reject)
{
    if (episode->found_at < episode->missing_since) { /* WHEN_NONE is above every instant */
        return broken(reject, REJECT_ORDER, "/found_at");
    }
    if (episode->returned_at < episode->missing_since) {
        return broken(reject, REJECT_ORDER, "/returned_at");
    }
    if (episode->kind == KIND_AWAY && episode->status != STATUS_LOOKED_AFTER) {
        return broken(reject, REJECT_STATUS, "/status");
    }
    if (episode->born != MONTH_NONE &&
        month_age(episode->born, civil_date(episode->missing_since)) >= AGE_ADULT) {
        return broken(reject, REJECT_AGE, "/born");
    }
    return true;
}

static bool interview_check(const struct interview_record *interview, struct reject *reject)
{
    bool completed = interview->outcome == OUTCOME_COMPLETED;
    return completed == (interview->completed_at != WHEN_NONE) ||
           broken(reject, REJECT_STATUS, "/completed_at");
}

bool record_check(const struct record *record, struct reject *reject)
{
    struct instants instants = instants_of(record);
    if (record->kind == RECORD_EPISODE &&
        (!episode_check(&record->episode, reject) ||
         (record->episode.precision == PRECISION_DAY && !midnights(&instants, reject)))) {
        return false;
    }
    if (record->kind == RECORD_INTERVIEW && !interview_check(&record->interview, reject)) {
        return false;
    }
    for (int i = 0; i < instants.count; i++) {
        when at = instants.list[i].at;
        if (at != WHEN_NONE && (int64_t)at - record->recorded_at > SKEW_MAX_S) {
            return broken(reject, REJECT_TIME, instants.list[i].pointer);
        }
    }
    return true;
}

/* The content as bytes that no other content has: numbers at their full width, in front of every
 * text its length and of every list its count. Least significant byte first, so that digests kept
 * in files mean the same on every machine. */
enum { CONTENT_MAX = 8192 };
struct content {
    size_t size;
    unsigned char bytes[CONTENT_MAX];
};

static void put_number(struct content *content, uint64_t number, int width)
{
    assert(content->size + (size_t)width <= CONTENT_MAX);
    for (int i = 0; i < width; i++) {
        content->bytes[content->size++] = (unsigned char)(number >> (8 * i));
    }
}

static void put_byte(struct content *content, uint8_t byte)
{
    put_number(content, byte, 1);
}

static void put_text(struct content *content, struct slice text)
{
    assert(text.size <= CODE_ID_MAX);
    assert(content->size + 1 + text.size <= CONTENT_MAX);
    put_byte(content, (uint8_t)text.size);
    if (text.size > 0) {
        memcpy(content->bytes + content->size, text.at, text.size);
    }
    content->size += text.size;
}

static void put_texts(struct content *content, const struct slice *texts, uint8_t count)
{
    put_byte(content, count);
    for (int i = 0; i < count; i++) {
        put_text(content, texts[i]);
    }
}

static void put_codes(struct content *content, const struct code_list *codes)
{
    put_byte(content, codes->count);
    for (int i = 0; i < codes->count; i++) {
        put_byte(content, codes->codes[i]);
    }
}

static void put_episode(struct content *content, const struct episode_record *episode)
{
    put_number(content, episode->missing_since, 4);
    put_number(content, episode->reported_at, 4);
    put_number(content, episode->found_at, 4);
    put_number(content, episode->returned_at, 4);
    put_number(content, episode->authority, 4);
    put_number(content, episode->responsible, 4);
    put_number(content, episode->found_authority, 4);
    put_number(content, episode->area, 4);
    put_number(content, episode->found_area, 4);
    put_number(content, episode->establishment, 8);
    put_number(content, episode->born, 2);
    put_byte(content, episode->kind);
    put_byte(content, episode->precision == 0 ? PRECISION_MINUTE : episode->precision);
    put_byte(content, episode->status);
    put_byte(content, episode->sex);
    put_byte(content, episode->ethnicity);
    put_byte(content, episode->place);
    put_byte(content, episode->police_risk);
    put_byte(content, episode->returned_by);
    put_byte(content, episode->disability);
    put_codes(content, &episode->markers);
    put_texts(content, episode->companions, episode->companion_count);
}

static void put_interview(struct content *content, const struct interview_record *interview)
{
    put_number(content, interview->offered_at, 4);
    put_number(content, interview->completed_at, 4);
    put_number(content, interview->responsible, 4);
    put_byte(content, interview->outcome);
    put_byte(content, interview->reason);
    put_byte(content, interview->interviewer);
    put_byte(content, interview->independent);
    put_codes(content, &interview->harms);
    put_codes(content, &interview->actions);
    put_byte(content, interview->issue_count);
    for (int i = 0; i < interview->issue_count; i++) {
        put_byte(content, interview->issues[i].code);
        put_byte(content, interview->issues[i].source);
        put_byte(content, interview->issues[i].confidence);
    }
    put_texts(content, interview->episodes, interview->episode_count);
}

static void put_assessment(struct content *content, const struct assessment_record *assessment)
{
    put_number(content, assessment->assessed_at, 4);
    put_number(content, assessment->responsible, 4);
    put_text(content, assessment->tool);
    put_text(content, assessment->tool_version);
    put_byte(content, assessment->harm);
    put_byte(content, assessment->assessor);
    put_byte(content, assessment->harm_status);
    put_codes(content, &assessment->models);
    put_byte(content, assessment->item_count);
    for (int i = 0; i < assessment->item_count; i++) {
        put_text(content, assessment->items[i].item);
        put_byte(content, assessment->items[i].when);
    }
}

static void put_decision(struct content *content, const struct decision_record *decision)
{
    put_number(content, decision->decided_at, 4);
    put_number(content, decision->responsible, 4);
    put_text(content, decision->panel);
    put_text(content, decision->assessment_id);
    put_number(content, (uint32_t)decision->review_due, 4);
    put_number(content, (uint32_t)decision->action_due, 4);
    put_byte(content, decision->harm);
    put_byte(content, decision->level);
    put_byte(content, decision->decider);
    put_byte(content, decision->rationale);
    put_codes(content, &decision->actions);
    put_texts(content, decision->considered, decision->considered_count);
}

uint64_t record_digest(const struct record *record)
{
    static const unsigned char key[DIGEST_SHORT_KEY] = "homeward-content";
    struct content content; /* only what is written is read */
    content.size = 0;
    put_byte(&content, (uint8_t)record->kind);
    put_byte(&content, record->retracted);
    put_number(&content, (uint32_t)record->revision, 4);
    put_text(&content, record->child);
    put_text(&content, record->id);
    switch (record->kind) {
    case RECORD_EPISODE:
        put_episode(&content, &record->episode);
        break;
    case RECORD_INTERVIEW:
        put_interview(&content, &record->interview);
        break;
    case RECORD_ASSESSMENT:
        put_assessment(&content, &record->assessment);
        break;
    default:
        put_decision(&content, &record->decision);
        break;
    }
    return digest_short(key, (struct slice){(const char *)content.bytes, content.size});
}
