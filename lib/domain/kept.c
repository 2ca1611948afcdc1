/* kept: packing a record's content, and walking the texts behind it again. */
#include "kept.h"

#include <assert.h>
#include <string.h>

#include "domain/vocab.h"

static void put(struct kept *kept, const void *bytes, size_t size)
{
    assert(size <= sizeof kept->bytes - kept->size);
    memcpy(kept->bytes + kept->size, bytes, size);
    kept->size += size;
}

static void put_text(struct kept *kept, struct slice text)
{
    unsigned char size = (unsigned char)text.size;
    assert(text.size <= UINT8_MAX);
    put(kept, &size, 1);
    if (text.size > 0) {
        put(kept, text.at, text.size);
    }
}

static void put_texts(struct kept *kept, const struct slice *texts, uint8_t count)
{
    for (uint8_t i = 0; i < count; i++) {
        put_text(kept, texts[i]);
    }
}

static uint64_t set_of(const struct code_list *list)
{
    uint64_t set = 0;
    for (uint8_t i = 0; i < list->count; i++) {
        set |= CODE_BIT(list->codes[i]);
    }
    return set;
}

static void keep_episode(const struct episode_record *from, struct kept *kept)
{
    struct episode episode = {
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
        .precision = from->precision,
        .status = from->status,
        .sex = from->sex,
        .ethnicity = from->ethnicity,
        .place = from->place,
        .police_risk = from->police_risk,
        .returned_by = from->returned_by,
        .disability = from->disability,
        .markers = (uint8_t)set_of(&from->markers),
        .companion_count = from->companion_count,
    };
    put(kept, &episode, sizeof episode);
    put_texts(kept, from->companions, from->companion_count);
}

static void keep_interview(const struct interview_record *from, struct kept *kept)
{
    struct interview interview = {
        .offered_at = from->offered_at,
        .completed_at = from->completed_at,
        .responsible = from->responsible,
        .harms = (uint16_t)set_of(&from->harms),
        .actions = (uint16_t)set_of(&from->actions),
        .outcome = from->outcome,
        .reason = from->reason,
        .interviewer = from->interviewer,
        .independent = from->independent,
        .episode_count = from->episode_count,
    };
    for (uint8_t i = 0; i < from->issue_count; i++) {
        interview.issues |= CODE_BIT(from->issues[i].code);
        interview.told_by_others |= from->issues[i].source != ISSUE_SOURCE_CHILD;
    }
    put(kept, &interview, sizeof interview);
    put_texts(kept, from->episodes, from->episode_count);
}

static void keep_assessment(const struct assessment_record *from, struct kept *kept)
{
    struct assessment assessment = {
        .assessed_at = from->assessed_at,
        .responsible = from->responsible,
        .models = (uint16_t)set_of(&from->models),
        .harm = from->harm,
        .assessor = from->assessor,
        .harm_status = from->harm_status,
        .item_count = from->item_count,
    };
    put(kept, &assessment, sizeof assessment);
    put_text(kept, from->tool);
    put_text(kept, from->tool_version);
    for (uint8_t i = 0; i < from->item_count; i++) {
        put(kept, &from->items[i].when, 1);
        put_text(kept, from->items[i].item);
    }
}

static void keep_decision(const struct decision_record *from, struct kept *kept)
{
    struct decision decision = {
        .decided_at = from->decided_at,
        .responsible = from->responsible,
        .review_due = from->review_due,
        .action_due = from->action_due,
        .actions = (uint16_t)set_of(&from->actions),
        .harm = from->harm,
        .level = from->level,
        .decider = from->decider,
        .rationale = from->rationale,
        .considered_count = from->considered_count,
    };
    put(kept, &decision, sizeof decision);
    put_text(kept, from->panel);
    put_text(kept, from->assessment_id);
    put_texts(kept, from->considered, from->considered_count);
}

void kept_of(const struct record *record, struct kept *out)
{
    out->size = 0;
    switch (record->kind) {
    case RECORD_EPISODE:
        keep_episode(&record->episode, out);
        return;
    case RECORD_INTERVIEW:
        keep_interview(&record->interview, out);
        return;
    case RECORD_ASSESSMENT:
        keep_assessment(&record->assessment, out);
        return;
    case RECORD_DECISION:
        keep_decision(&record->decision, out);
        return;
    case RECORD_KIND_COUNT:
        break;
    }
    assert(!"a record has a kind");
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
