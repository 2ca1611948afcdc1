/* kept: packing a record's content, and walking the texts behind it again. */
#include "kept.h"

#include <assert.h>
#include <string.h>

#include "domain/vocab.h"

/* Each writes at `at` and returns where the next begins. */
static unsigned char *put_text(unsigned char *at, struct slice text)
{
    assert(text.size <= UINT8_MAX);
    *at++ = (unsigned char)text.size;
    if (text.size > 0) {
        memcpy(at, text.at, text.size);
    }
    return at + text.size;
}

static unsigned char *put_texts(unsigned char *at, const struct slice *texts, uint8_t count)
{
    for (uint8_t i = 0; i < count; i++) {
        at = put_text(at, texts[i]);
    }
    return at;
}

static size_t texts_bytes(const struct slice *texts, uint8_t count)
{
    size_t bytes = count;
    for (uint8_t i = 0; i < count; i++) {
        bytes += texts[i].size;
    }
    return bytes;
}

/* `bits`: of the field that keeps the set. A vocabulary that outgrows it must not lose codes. */
static uint64_t set_of(const struct code_list *list, unsigned bits)
{
    uint64_t set = 0;
    for (uint8_t i = 0; i < list->count; i++) {
        assert(list->codes[i] <= bits);
        set |= CODE_BIT(list->codes[i]);
    }
    return set;
}

static uint8_t set_of_8(const struct code_list *list)
{
    return (uint8_t)set_of(list, 8);
}

static uint16_t set_of_16(const struct code_list *list)
{
    return (uint16_t)set_of(list, 16);
}

_Static_assert(COMPANIONS_MAX < 32, "a count of companions has five bits");

static unsigned char *keep_episode(const struct episode_record *from, struct episode *episode)
{
    assert(from->precision < 4);
    assert(from->companion_count <= COMPANIONS_MAX);
    *episode = (struct episode){
        .establishment = from->establishment,
        .missing_since = from->missing_since,
        .reported_at = from->reported_at,
        .found_at = from->found_at,
        .returned_at = from->returned_at,
        .authority = from->authority,
        .responsible = from->responsible,
        .found_authority = from->found_authority,
        .area = from->area,
        .found_area = from->found_area,
        .born = from->born,
        .kind = from->kind,
        .precision = from->precision & 3U,
        .status = from->status,
        .sex = from->sex,
        .ethnicity = from->ethnicity,
        .place = from->place,
        .police_risk = from->police_risk,
        .returned_by = from->returned_by,
        .disability = from->disability,
        .markers = set_of_8(&from->markers),
        .companion_count = from->companion_count & 31U,
    };
    return put_texts((unsigned char *)(episode + 1), from->companions, from->companion_count);
}

static unsigned char *keep_interview(const struct interview_record *from,
                                     struct interview *interview)
{
    *interview = (struct interview){
        .offered_at = from->offered_at,
        .completed_at = from->completed_at,
        .responsible = from->responsible,
        .harms = set_of_16(&from->harms),
        .actions = set_of_16(&from->actions),
        .outcome = from->outcome,
        .reason = from->reason,
        .interviewer = from->interviewer,
        .independent = from->independent,
        .episode_count = from->episode_count,
    };
    for (uint8_t i = 0; i < from->issue_count; i++) {
        assert(from->issues[i].code <= 64);
        interview->issues |= CODE_BIT(from->issues[i].code);
        interview->told_by_others |= from->issues[i].source != ISSUE_SOURCE_CHILD;
    }
    return put_texts((unsigned char *)(interview + 1), from->episodes, from->episode_count);
}

static unsigned char *keep_assessment(const struct assessment_record *from,
                                      struct assessment *assessment)
{
    *assessment = (struct assessment){
        .assessed_at = from->assessed_at,
        .responsible = from->responsible,
        .models = set_of_16(&from->models),
        .harm = from->harm,
        .assessor = from->assessor,
        .harm_status = from->harm_status,
        .item_count = from->item_count,
    };
    unsigned char *at = (unsigned char *)(assessment + 1);
    at = put_text(at, from->tool);
    at = put_text(at, from->tool_version);
    for (uint8_t i = 0; i < from->item_count; i++) {
        *at++ = from->items[i].when;
        at = put_text(at, from->items[i].item);
    }
    return at;
}

static unsigned char *keep_decision(const struct decision_record *from, struct decision *decision)
{
    *decision = (struct decision){
        .decided_at = from->decided_at,
        .responsible = from->responsible,
        .review_due = from->review_due,
        .action_due = from->action_due,
        .actions = set_of_16(&from->actions),
        .harm = from->harm,
        .level = from->level,
        .decider = from->decider,
        .rationale = from->rationale,
        .considered_count = from->considered_count,
    };
    unsigned char *at = (unsigned char *)(decision + 1);
    at = put_text(at, from->panel);
    at = put_text(at, from->assessment_id);
    return put_texts(at, from->considered, from->considered_count);
}

static unsigned char *keep(const struct record *record, void *at)
{
    switch (record->kind) {
    case RECORD_EPISODE:
        return keep_episode(&record->episode, at);
    case RECORD_INTERVIEW:
        return keep_interview(&record->interview, at);
    case RECORD_ASSESSMENT:
        return keep_assessment(&record->assessment, at);
    case RECORD_DECISION:
        return keep_decision(&record->decision, at);
    case RECORD_KIND_COUNT:
        break;
    }
    assert(!"a record has a kind");
    return at;
}

static size_t assessment_bytes(const struct assessment_record *from)
{
    size_t bytes = sizeof(struct assessment) + 2 + from->tool.size + from->tool_version.size;
    for (uint8_t i = 0; i < from->item_count; i++) {
        bytes += 2 + from->items[i].item.size;
    }
    return bytes;
}

size_t kept_bytes(const struct record *record)
{
    switch (record->kind) {
    case RECORD_EPISODE:
        return sizeof(struct episode) +
               texts_bytes(record->episode.companions, record->episode.companion_count);
    case RECORD_INTERVIEW:
        return sizeof(struct interview) +
               texts_bytes(record->interview.episodes, record->interview.episode_count);
    case RECORD_ASSESSMENT:
        return assessment_bytes(&record->assessment);
    case RECORD_DECISION:
        return sizeof(struct decision) + 2 + record->decision.panel.size +
               record->decision.assessment_id.size +
               texts_bytes(record->decision.considered, record->decision.considered_count);
    case RECORD_KIND_COUNT:
        break;
    }
    assert(!"a record has a kind");
    return 0;
}

void kept_write(const struct record *record, void *at)
{
    const unsigned char *end = keep(record, at);
    assert((size_t)(end - (const unsigned char *)at) == kept_bytes(record));
}

struct slice texts_next(struct texts *texts)
{
    struct slice text = {(const char *)texts->at + 1, texts->at[0]};
    texts->at += 1 + text.size;
    return text;
}

uint8_t texts_byte(struct texts *texts)
{
    return *texts->at++;
}

struct texts episode_companions(const struct episode *episode)
{
    return (struct texts){(const unsigned char *)(episode + 1)};
}

struct texts interview_episodes(const struct interview *interview)
{
    return (struct texts){(const unsigned char *)(interview + 1)};
}

struct texts assessment_texts(const struct assessment *assessment)
{
    return (struct texts){(const unsigned char *)(assessment + 1)};
}

struct texts decision_texts(const struct decision *decision)
{
    return (struct texts){(const unsigned char *)(decision + 1)};
}

static size_t skip(const void *value, struct texts texts, uint32_t plain, uint32_t items)
{
    for (uint32_t i = 0; i < plain; i++) {
        (void)texts_next(&texts);
    }
    for (uint32_t i = 0; i < items; i++) {
        (void)texts_byte(&texts);
        (void)texts_next(&texts);
    }
    return (size_t)(texts.at - (const unsigned char *)value);
}

size_t kept_size(uint8_t kind, const void *value)
{
    switch ((enum record_kind)kind) {
    case RECORD_EPISODE: {
        const struct episode *episode = value;
        return skip(value, episode_companions(episode), episode->companion_count, 0);
    }
    case RECORD_INTERVIEW: {
        const struct interview *interview = value;
        return skip(value, interview_episodes(interview), interview->episode_count, 0);
    }
    case RECORD_ASSESSMENT: {
        const struct assessment *assessment = value;
        return skip(value, assessment_texts(assessment), 2, assessment->item_count);
    }
    case RECORD_DECISION: {
        const struct decision *decision = value;
        return skip(value, decision_texts(decision), 2U + decision->considered_count, 0);
    }
    case RECORD_KIND_COUNT:
        break;
    }
    assert(!"a value has a kind");
    return 0;
}
