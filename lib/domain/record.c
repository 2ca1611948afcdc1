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
 * in files mean the same on every machine. Each put_x() writes at `at` and returns where the next
 * begins; the longest content is a decision's or an assessment's, with 64 texts and four more. */
enum { CONTENT_MAX = 256 + (CONSIDERED_MAX + 4) * (2 + CODE_ID_MAX) };
_Static_assert((int)ITEMS_MAX <= (int)CONSIDERED_MAX && (int)EPISODES_MAX <= (int)CONSIDERED_MAX,
               "no list of texts is longer");

static unsigned char *put_byte(unsigned char *at, uint8_t byte)
{
    *at = byte;
    return at + 1;
}

static unsigned char *put_2(unsigned char *at, uint16_t number)
{
    at[0] = (unsigned char)number;
    at[1] = (unsigned char)(number >> 8);
    return at + 2;
}

static unsigned char *put_4(unsigned char *at, uint32_t number)
{
    at[0] = (unsigned char)number;
    at[1] = (unsigned char)(number >> 8);
    at[2] = (unsigned char)(number >> 16);
    at[3] = (unsigned char)(number >> 24);
    return at + 4;
}

static unsigned char *put_8(unsigned char *at, uint64_t number)
{
    return put_4(put_4(at, (uint32_t)number), (uint32_t)(number >> 32));
}

static unsigned char *put_text(unsigned char *at, struct slice text)
{
    assert(text.size <= CODE_ID_MAX);
    at = put_byte(at, (uint8_t)text.size);
    if (text.size > 0) {
        memcpy(at, text.at, text.size);
    }
    return at + text.size;
}

static unsigned char *put_texts(unsigned char *at, const struct slice *texts, uint8_t count)
{
    at = put_byte(at, count);
    for (int i = 0; i < count; i++) {
        at = put_text(at, texts[i]);
    }
    return at;
}

static unsigned char *put_codes(unsigned char *at, const struct code_list *codes)
{
    at = put_byte(at, codes->count);
    for (int i = 0; i < codes->count; i++) {
        at = put_byte(at, codes->codes[i]);
    }
    return at;
}

static unsigned char *put_episode(unsigned char *at, const struct episode_record *episode)
{
    at = put_4(at, episode->missing_since);
    at = put_4(at, episode->reported_at);
    at = put_4(at, episode->found_at);
    at = put_4(at, episode->returned_at);
    at = put_4(at, episode->authority);
    at = put_4(at, episode->responsible);
    at = put_4(at, episode->found_authority);
    at = put_4(at, episode->area);
    at = put_4(at, episode->found_area);
    at = put_8(at, episode->establishment);
    at = put_2(at, episode->born);
    at = put_byte(at, episode->kind);
    at = put_byte(at, episode->precision == 0 ? PRECISION_MINUTE : episode->precision);
    at = put_byte(at, episode->status);
    at = put_byte(at, episode->sex);
    at = put_byte(at, episode->ethnicity);
    at = put_byte(at, episode->place);
    at = put_byte(at, episode->police_risk);
    at = put_byte(at, episode->returned_by);
    at = put_byte(at, episode->disability);
    at = put_codes(at, &episode->markers);
    at = put_texts(at, episode->companions, episode->companion_count);
    return at;
}

static unsigned char *put_interview(unsigned char *at, const struct interview_record *interview)
{
    at = put_4(at, interview->offered_at);
    at = put_4(at, interview->completed_at);
    at = put_4(at, interview->responsible);
    at = put_byte(at, interview->outcome);
    at = put_byte(at, interview->reason);
    at = put_byte(at, interview->interviewer);
    at = put_byte(at, interview->independent);
    at = put_codes(at, &interview->harms);
    at = put_codes(at, &interview->actions);
    at = put_byte(at, interview->issue_count);
    for (int i = 0; i < interview->issue_count; i++) {
        at = put_byte(at, interview->issues[i].code);
        at = put_byte(at, interview->issues[i].source);
        at = put_byte(at, interview->issues[i].confidence);
    }
    at = put_texts(at, interview->episodes, interview->episode_count);
    return at;
}

static unsigned char *put_assessment(unsigned char *at, const struct assessment_record *assessment)
{
    at = put_4(at, assessment->assessed_at);
    at = put_4(at, assessment->responsible);
    at = put_text(at, assessment->tool);
    at = put_text(at, assessment->tool_version);
    at = put_byte(at, assessment->harm);
    at = put_byte(at, assessment->assessor);
    at = put_byte(at, assessment->harm_status);
    at = put_codes(at, &assessment->models);
    at = put_byte(at, assessment->item_count);
    for (int i = 0; i < assessment->item_count; i++) {
        at = put_text(at, assessment->items[i].item);
        at = put_byte(at, assessment->items[i].when);
    }
    return at;
}

static unsigned char *put_decision(unsigned char *at, const struct decision_record *decision)
{
    at = put_4(at, decision->decided_at);
    at = put_4(at, decision->responsible);
    at = put_text(at, decision->panel);
    at = put_text(at, decision->assessment_id);
    at = put_4(at, (uint32_t)decision->review_due);
    at = put_4(at, (uint32_t)decision->action_due);
    at = put_byte(at, decision->harm);
    at = put_byte(at, decision->level);
    at = put_byte(at, decision->decider);
    at = put_byte(at, decision->rationale);
    at = put_codes(at, &decision->actions);
    at = put_texts(at, decision->considered, decision->considered_count);
    return at;
}

uint64_t record_digest(const struct record *record)
{
    static const unsigned char key[DIGEST_SHORT_KEY] = "homeward-content";
    unsigned char content[CONTENT_MAX]; /* only what is written is read */
    unsigned char *at = content;
    at = put_byte(at, (uint8_t)record->kind);
    at = put_byte(at, record->retracted);
    at = put_4(at, (uint32_t)record->revision);
    at = put_text(at, record->child);
    at = put_text(at, record->id);
    switch (record->kind) {
    case RECORD_EPISODE:
        at = put_episode(at, &record->episode);
        break;
    case RECORD_INTERVIEW:
        at = put_interview(at, &record->interview);
        break;
    case RECORD_ASSESSMENT:
        at = put_assessment(at, &record->assessment);
        break;
    default:
        at = put_decision(at, &record->decision);
        break;
    }
    size_t size = (size_t)(at - content);
    assert(size <= sizeof content);
    return digest_short(key, (struct slice){(const char *)content, size});
}
