/* fields: contract §2.1 to §2.4, row by row. */
#include "codec/fields.h"

#include <assert.h>

#define NAMED(name_) .name = (name_), .key = "\"" name_ "\"", .key_size = sizeof(name_) + 1
#define AT(member) ((uint16_t)offsetof(struct record, member))
#define NEED(name_, type_, member)                                                                 \
    {                                                                                              \
        NAMED(name_), .type = (type_), .required = true, .offset = AT(member)                      \
    }
#define MAY(name_, type_, member)                                                                  \
    {                                                                                              \
        NAMED(name_), .type = (type_), .offset = AT(member)                                        \
    }
#define NEED_CODE(name_, list_, member)                                                            \
    {                                                                                              \
        NAMED(name_), .type = FIELD_CODE, .list = (list_), .required = true, .offset = AT(member)  \
    }
#define MAY_CODE(name_, list_, member)                                                             \
    {                                                                                              \
        NAMED(name_), .type = FIELD_CODE, .list = (list_), .offset = AT(member)                    \
    }
#define MAY_CODES(name_, list_, max_, member)                                                      \
    {                                                                                              \
        NAMED(name_), .type = FIELD_CODES, .list = (list_), .max = (max_), .offset = AT(member)    \
    }
#define MAY_LIST(name_, type_, max_, member, count)                                                \
    {                                                                                              \
        NAMED(name_), .type = (type_), .max = (max_), .offset = AT(member),                        \
                      .count_offset = AT(count)                                                    \
    }
#define NEED_LIST(name_, type_, least_, max_, member, count)                                       \
    {                                                                                              \
        NAMED(name_), .type = (type_), .required = true, .least = (least_), .max = (max_),         \
                      .offset = AT(member), .count_offset = AT(count)                              \
    }
#define ENVELOPE                                                                                   \
    {NAMED("schema"), .type = FIELD_SCHEMA, .required = true},                                     \
        NEED("event_id", FIELD_ID, event_id), NEED("source", FIELD_ID, source),                    \
        NEED("recorded_at", FIELD_INSTANT, recorded_at),                                           \
        NEED("revision", FIELD_REVISION, revision), MAY("retracted", FIELD_BOOL, retracted),       \
        NEED("child", FIELD_ID, child)

static const struct field episode_fields[] = {
    ENVELOPE,
    NEED("episode_id", FIELD_ID, id),
    NEED_CODE("kind", VOCAB_EPISODE_KIND, episode.kind),
    NEED("missing_since", FIELD_INSTANT, episode.missing_since),
    MAY("reported_at", FIELD_INSTANT, episode.reported_at),
    MAY("found_at", FIELD_INSTANT, episode.found_at),
    MAY("returned_at", FIELD_INSTANT, episode.returned_at),
    {NAMED("precision"), .type = FIELD_CODE, .list = VOCAB_PRECISION,
     .offset = AT(episode.precision), .standard = PRECISION_MINUTE},
    NEED("authority", FIELD_GSS, episode.authority),
    NEED("responsible", FIELD_GSS, episode.responsible),
    NEED_CODE("status", VOCAB_STATUS, episode.status),
    MAY("born", FIELD_MONTH, episode.born),
    MAY_CODE("sex", VOCAB_SEX, episode.sex),
    MAY_CODE("ethnicity", VOCAB_ETHNICITY, episode.ethnicity),
    MAY_CODE("place", VOCAB_PLACE, episode.place),
    MAY("establishment", FIELD_URN, episode.establishment),
    MAY("area", FIELD_GSS, episode.area),
    MAY("found_area", FIELD_GSS, episode.found_area),
    MAY("found_authority", FIELD_GSS, episode.found_authority),
    MAY_CODE("police_risk", VOCAB_POLICE_RISK, episode.police_risk),
    MAY_CODE("returned_by", VOCAB_RETURNED_BY, episode.returned_by),
    MAY_LIST("companions", FIELD_IDS, COMPANIONS_MAX, episode.companions, episode.companion_count),
    MAY_CODE("disability", VOCAB_DISABILITY, episode.disability),
    MAY_CODES("markers", VOCAB_MARKER, MARKERS_MAX, episode.markers),
};

static const struct field interview_fields[] = {
    ENVELOPE,
    NEED("interview_id", FIELD_ID, id),
    NEED_LIST("episodes", FIELD_IDS, 1, EPISODES_MAX, interview.episodes, interview.episode_count),
    NEED("responsible", FIELD_GSS, interview.responsible),
    MAY("offered_at", FIELD_INSTANT, interview.offered_at),
    NEED_CODE("outcome", VOCAB_OUTCOME, interview.outcome),
    MAY("completed_at", FIELD_INSTANT, interview.completed_at), /* iff completed: a rule */
    {NAMED("reason"), .type = FIELD_REASON, .list = VOCAB_REASON, .offset = AT(interview.reason)},
    MAY("independent", FIELD_TRIBOOL, interview.independent),
    MAY_CODE("interviewer", VOCAB_ROLE, interview.interviewer),
    MAY_LIST("issues", FIELD_ISSUES, ISSUES_MAX, interview.issues, interview.issue_count),
    MAY_CODES("harms", VOCAB_HARM_SUFFERED, HARMS_MAX, interview.harms),
    MAY_CODES("actions", VOCAB_INTERVIEW_ACTION, ACTIONS_MAX, interview.actions),
};

static const struct field assessment_fields[] = {
    ENVELOPE,
    NEED("assessment_id", FIELD_ID, id),
    NEED("responsible", FIELD_GSS, assessment.responsible),
    NEED_CODE("harm", VOCAB_HARM, assessment.harm),
    NEED("tool", FIELD_ID, assessment.tool),
    NEED("tool_version", FIELD_ID, assessment.tool_version),
    NEED("assessed_at", FIELD_INSTANT, assessment.assessed_at),
    NEED_LIST("items", FIELD_ITEMS, 0, ITEMS_MAX, assessment.items, assessment.item_count),
    NEED_CODE("assessor", VOCAB_ROLE, assessment.assessor),
    NEED_CODE("harm_status", VOCAB_HARM_STATUS, assessment.harm_status),
    MAY_CODES("models", VOCAB_MODEL, MODELS_MAX, assessment.models),
};

static const struct field decision_fields[] = {
    ENVELOPE,
    NEED("decision_id", FIELD_ID, id),
    NEED("responsible", FIELD_GSS, decision.responsible),
    NEED_CODE("harm", VOCAB_HARM, decision.harm),
    NEED_CODE("level", VOCAB_LEVEL, decision.level),
    NEED("decided_at", FIELD_INSTANT, decision.decided_at),
    NEED_CODE("decider", VOCAB_ROLE, decision.decider),
    NEED("panel", FIELD_ID, decision.panel),
    MAY("assessment_id", FIELD_ID, decision.assessment_id),
    NEED_CODE("rationale", VOCAB_RATIONALE, decision.rationale),
    MAY("review_due", FIELD_DATE, decision.review_due),
    MAY_CODES("actions", VOCAB_INTERVIEW_ACTION, ACTIONS_MAX, decision.actions),
    MAY("action_due", FIELD_DATE, decision.action_due),
    MAY_LIST("considered", FIELD_IDS, CONSIDERED_MAX, decision.considered,
             decision.considered_count),
};

#define MEMBER(name_, type_, list_, struct_)                                                       \
    {                                                                                              \
        NAMED(#name_), .type = (type_), .list = (list_), .required = true,                         \
                       .offset = (uint16_t)offsetof(struct struct_, name_)                         \
    }

static const struct field issue_members[] = {
    MEMBER(code, FIELD_CODE, VOCAB_ISSUE, issue),
    MEMBER(source, FIELD_CODE, VOCAB_ISSUE_SOURCE, issue),
    MEMBER(confidence, FIELD_CODE, VOCAB_CONFIDENCE, issue),
};

static const struct field item_members[] = {
    MEMBER(item, FIELD_ID, 0, item),
    MEMBER(when, FIELD_CODE, VOCAB_WHEN, item),
};

#define ROWS(rows, required_)                                                                      \
    .fields = (rows), .count = (uint32_t)(sizeof(rows) / sizeof((rows)[0])), .required = (required_)
#define TABLE(schema_, rows, required_)                                                            \
    {                                                                                              \
        .schema = (schema_), .key = "\"" schema_ "\"", .key_size = sizeof(schema_) + 1,            \
        ROWS(rows, required_)                                                                      \
    }

static const struct field_table issue_table = {ROWS(issue_members, 3)};
static const struct field_table item_table = {ROWS(item_members, 2)};

static const struct field_table tables[RECORD_KIND_COUNT] = {
    [RECORD_EPISODE] = TABLE("homeward.episode/1", episode_fields, 12),
    [RECORD_INTERVIEW] = TABLE("homeward.interview/1", interview_fields, 10),
    [RECORD_ASSESSMENT] = TABLE("homeward.assessment/1", assessment_fields, 15),
    [RECORD_DECISION] = TABLE("homeward.decision/1", decision_fields, 14),
};

_Static_assert(sizeof episode_fields / sizeof episode_fields[0] <= FIELDS_MAX, "FIELDS_MAX");
_Static_assert(sizeof(struct record) <= UINT16_MAX, "offsets are 16 bits");

const struct field_table *fields_of(enum record_kind kind)
{
    assert(kind < RECORD_KIND_COUNT);
    return &tables[kind];
}

const struct field_table *fields_of_member(enum field_type list)
{
    assert(list == FIELD_ISSUES || list == FIELD_ITEMS);
    return list == FIELD_ISSUES ? &issue_table : &item_table;
}

size_t fields_member_size(enum field_type list)
{
    assert(list == FIELD_ISSUES || list == FIELD_ITEMS);
    return list == FIELD_ISSUES ? sizeof(struct issue) : sizeof(struct item);
}
