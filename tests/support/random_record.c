/* random_record: see random_record.h. */
#include "support/random_record.h"

#include <assert.h>

#include "base/civil.h"
#include "base/text.h"
#include "domain/code.h"
#include "domain/vocab.h"

struct random_shape random_shape_default(void)
{
    return (struct random_shape){
        .children = 20,
        .facts = 5,
        .revisions = 3,
        .authorities = 3,
        .sources = 3,
        .from = (when)civil_midnight(date_make(2014, 1, 1)),
        .to = (when)civil_midnight(date_make(2019, 1, 1)),
    };
}

struct maker {
    struct rng *rng;
    const struct random_shape *shape;
    struct arena *arena;
    when latest; /* of the instants given so far */
};

static struct slice numbered(struct maker *maker, const char *prefix, uint64_t bound)
{
    struct text text = text_in(maker->arena);
    text_puts(&text, prefix);
    text_int(&text, (int64_t)rng_below(maker->rng, bound));
    struct slice kept = text_keep(&text, maker->arena);
    assert(kept.at != NULL);
    return kept;
}

/* Any id, of any length and of every character that ids may have. */
static struct slice any_id(struct maker *maker)
{
    static const char bytes[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._:-";
    enum { FIRST = 62, ALL = sizeof bytes - 1 };
    struct text text = text_in(maker->arena);
    uint64_t size = 1 + rng_below(maker->rng, CODE_ID_MAX);
    for (uint64_t i = 0; i < size; i++) {
        text_char(&text, bytes[rng_below(maker->rng, i == 0 ? FIRST : ALL)]);
    }
    struct slice kept = text_keep(&text, maker->arena);
    assert(code_is_id(kept));
    return kept;
}

static uint8_t any_code(struct maker *maker, enum vocab_list list)
{
    return (uint8_t)(1 + rng_below(maker->rng, vocab_of(list)->count));
}

static uint8_t maybe_code(struct maker *maker, enum vocab_list list)
{
    return rng_chance(maker->rng, 600) ? any_code(maker, list) : 0;
}

/* Mostly short, sometimes as long as it may be. */
static uint8_t list_length(struct maker *maker, uint8_t least, uint8_t max)
{
    if (rng_chance(maker->rng, 30)) {
        return max;
    }
    uint8_t usual = max < 4 ? max : 4;
    return (uint8_t)rng_between(maker->rng, least, usual);
}

static void any_codes(struct maker *maker, enum vocab_list list, uint8_t max, struct code_list *out)
{
    out->count = list_length(maker, 0, max);
    for (int i = 0; i < out->count; i++) {
        out->codes[i] = any_code(maker, list);
    }
}

static uint32_t any_gss(struct maker *maker, const char *first, uint64_t bound)
{
    uint32_t gss = 0;
    bool read = code_read_gss(slice_of(first), &gss);
    assert(read);
    return gss + (uint32_t)rng_below(maker->rng, bound);
}

static uint32_t any_authority(struct maker *maker)
{
    return any_gss(maker, "E06000047", maker->shape->authorities);
}

static when given(struct maker *maker, int64_t at)
{
    at = at < INSTANT_LIMIT ? at : INSTANT_LIMIT - 1;
    if (maker->latest == WHEN_NONE || at > maker->latest) {
        maker->latest = (when)at;
    }
    return (when)at;
}

static when any_instant(struct maker *maker)
{
    return given(maker, rng_between(maker->rng, maker->shape->from, maker->shape->to - 1));
}

/* An instant up to `days` after `from`, or not given. */
static when maybe_after(struct maker *maker, when from, int days)
{
    if (rng_chance(maker->rng, 300)) {
        return WHEN_NONE;
    }
    return given(maker, from + rng_between(maker->rng, 0, (int64_t)days * SECONDS_DAY));
}

static when day_of(when at)
{
    return at == WHEN_NONE ? at : (when)civil_midnight(civil_date(at));
}

static uint16_t maybe_born(struct maker *maker, when start)
{
    int year, month, day;
    date_split(civil_date(start), &year, &month, &day);
    uint16_t born = (uint16_t)(1 + (year - 1900) * 12 + month - 1 - 18 * 12 +
                               rng_between(maker->rng, 0, 18 * 12 + 3));
    bool child = month_age(born, civil_date(start)) < 18;
    return child && rng_chance(maker->rng, 850) ? born : MONTH_NONE;
}

static void make_times(struct maker *maker, struct episode_record *out)
{
    out->missing_since = any_instant(maker);
    out->reported_at = maybe_after(maker, out->missing_since, 1);
    out->found_at = maybe_after(maker, out->missing_since, 5);
    out->returned_at = maybe_after(maker, out->missing_since, 40);
    if (rng_chance(maker->rng, 200)) {
        out->precision = PRECISION_DAY;
        out->missing_since = day_of(out->missing_since);
        out->reported_at = day_of(out->reported_at);
        out->found_at = day_of(out->found_at);
        out->returned_at = day_of(out->returned_at);
    }
}

static void make_episode(struct maker *maker, struct episode_record *out)
{
    make_times(maker, out);
    out->kind = rng_chance(maker->rng, 850) ? KIND_MISSING : KIND_AWAY;
    out->status = out->kind == KIND_AWAY ? STATUS_LOOKED_AFTER : any_code(maker, VOCAB_STATUS);
    out->authority = any_authority(maker);
    out->responsible = any_authority(maker);
    out->found_authority = rng_chance(maker->rng, 300) ? any_authority(maker) : 0;
    out->area = rng_chance(maker->rng, 500) ? any_gss(maker, "E05009000", 30) : 0;
    out->found_area = rng_chance(maker->rng, 500) ? any_gss(maker, "E01020000", 30) : 0;
    if (rng_chance(maker->rng, 300)) {
        struct slice urn = numbered(maker, rng_chance(maker->rng, 500) ? "SC10000" : "10000", 10);
        bool read = code_read_urn(urn, &out->establishment);
        assert(read);
    }
    out->born = maybe_born(maker, out->missing_since);
    out->sex = maybe_code(maker, VOCAB_SEX);
    out->ethnicity = maybe_code(maker, VOCAB_ETHNICITY);
    out->place = maybe_code(maker, VOCAB_PLACE);
    out->police_risk = maybe_code(maker, VOCAB_POLICE_RISK);
    out->returned_by = maybe_code(maker, VOCAB_RETURNED_BY);
    out->disability = maybe_code(maker, VOCAB_DISABILITY);
    any_codes(maker, VOCAB_MARKER, MARKERS_MAX, &out->markers);
    out->companion_count = rng_chance(maker->rng, 200) ? list_length(maker, 0, COMPANIONS_MAX) : 0;
    for (int i = 0; i < out->companion_count; i++) {
        out->companions[i] = numbered(maker, "sim.c", maker->shape->children);
    }
}

static void make_interview(struct maker *maker, struct interview_record *out)
{
    when from = any_instant(maker);
    out->offered_at = maybe_after(maker, from, 4);
    out->outcome = any_code(maker, VOCAB_OUTCOME);
    if (out->outcome == OUTCOME_COMPLETED) {
        out->completed_at = given(maker, from + rng_between(maker->rng, 0, 6 * SECONDS_DAY));
    }
    uint8_t reason = any_code(maker, VOCAB_REASON);
    out->reason = vocab_reason_fits(out->outcome, reason) ? reason : 0;
    out->responsible = any_authority(maker);
    out->independent = (uint8_t)rng_below(maker->rng, TRIBOOL_YES + 1);
    out->interviewer = maybe_code(maker, VOCAB_ROLE);
    out->issue_count = list_length(maker, 0, ISSUES_MAX);
    for (int i = 0; i < out->issue_count; i++) {
        out->issues[i].code = any_code(maker, VOCAB_ISSUE);
        out->issues[i].source = any_code(maker, VOCAB_ISSUE_SOURCE);
        out->issues[i].confidence = any_code(maker, VOCAB_CONFIDENCE);
    }
    any_codes(maker, VOCAB_HARM_SUFFERED, HARMS_MAX, &out->harms);
    any_codes(maker, VOCAB_INTERVIEW_ACTION, ACTIONS_MAX, &out->actions);
    out->episode_count = list_length(maker, 1, EPISODES_MAX);
    for (int i = 0; i < out->episode_count; i++) {
        out->episodes[i] = numbered(maker, "e", maker->shape->facts + 1); /* one never exists */
    }
}

static void make_assessment(struct maker *maker, struct assessment_record *out)
{
    out->assessed_at = any_instant(maker);
    out->responsible = any_authority(maker);
    out->harm = any_code(maker, VOCAB_HARM);
    out->tool = rng_chance(maker->rng, 800) ? slice_of("seraf") : any_id(maker);
    out->tool_version = numbered(maker, "", 2);
    out->assessor = any_code(maker, VOCAB_ROLE);
    out->harm_status = any_code(maker, VOCAB_HARM_STATUS);
    any_codes(maker, VOCAB_MODEL, MODELS_MAX, &out->models);
    out->item_count = list_length(maker, 0, ITEMS_MAX);
    for (int i = 0; i < out->item_count; i++) {
        out->items[i].item = numbered(maker, "item_", 30);
        out->items[i].when = any_code(maker, VOCAB_WHEN);
    }
}

static void make_decision(struct maker *maker, struct decision_record *out)
{
    out->decided_at = any_instant(maker);
    out->responsible = any_authority(maker);
    out->harm = any_code(maker, VOCAB_HARM);
    out->level = any_code(maker, VOCAB_LEVEL);
    out->decider = any_code(maker, VOCAB_ROLE);
    out->rationale = any_code(maker, VOCAB_RATIONALE);
    out->panel = numbered(maker, "panel-", 3);
    if (rng_chance(maker->rng, 500)) {
        out->assessment_id = numbered(maker, "a", maker->shape->facts + 1);
    }
    int32_t date = civil_date(out->decided_at);
    out->review_due =
        rng_chance(maker->rng, 700) ? date + (int32_t)rng_below(maker->rng, 60) : DATE_NONE;
    out->action_due =
        rng_chance(maker->rng, 300) ? date + (int32_t)rng_below(maker->rng, 60) : DATE_NONE;
    any_codes(maker, VOCAB_INTERVIEW_ACTION, ACTIONS_MAX, &out->actions);
    out->considered_count = list_length(maker, 0, CONSIDERED_MAX);
    for (int i = 0; i < out->considered_count; i++) {
        out->considered[i] = any_id(maker);
    }
}

void random_record_of(struct rng *rng, const struct random_shape *shape, enum record_kind kind,
                      struct arena *arena, struct record *out)
{
    static const char *const id_prefixes[RECORD_KIND_COUNT] = {"e", "i", "a", "d"};
    struct maker maker = {.rng = rng, .shape = shape, .arena = arena, .latest = WHEN_NONE};
    record_clear(out, kind);
    out->event_id = any_id(&maker);
    out->source = numbered(&maker, "source-", shape->sources);
    out->child = numbered(&maker, "sim.c", shape->children);
    out->id = numbered(&maker, id_prefixes[kind], shape->facts);
    out->revision = (int32_t)rng_between(rng, 1, shape->revisions);
    out->retracted = rng_chance(rng, 60);
    switch (kind) {
    case RECORD_EPISODE:
        make_episode(&maker, &out->episode);
        break;
    case RECORD_INTERVIEW:
        make_interview(&maker, &out->interview);
        break;
    case RECORD_ASSESSMENT:
        make_assessment(&maker, &out->assessment);
        break;
    default:
        make_decision(&maker, &out->decision);
        break;
    }
    /* Mostly recorded after it all, sometimes late, sometimes by a slow clock. */
    int64_t after = rng_chance(rng, 50) ? -rng_between(rng, 0, SECONDS_DAY)
                                        : rng_between(rng, 0, 20 * SECONDS_DAY);
    int64_t recorded = maker.latest + after;
    out->recorded_at = (when)(recorded < 0                ? 0
                              : recorded >= INSTANT_LIMIT ? maker.latest
                                                          : recorded);
    struct reject reject;
    bool valid = record_check(out, &reject);
    assert(valid);
}

void random_record(struct rng *rng, const struct random_shape *shape, struct arena *arena,
                   struct record *out)
{
    static const enum record_kind kinds[] = {RECORD_EPISODE,   RECORD_EPISODE,    RECORD_EPISODE,
                                             RECORD_INTERVIEW, RECORD_ASSESSMENT, RECORD_DECISION};
    random_record_of(rng, shape, kinds[rng_below(rng, sizeof kinds / sizeof kinds[0])], arena, out);
}
