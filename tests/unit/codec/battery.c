/* battery: contract §2 as values, and the lines made of them (see battery.h). */
#include "battery.h"

#include <assert.h>
#include <string.h>

#include "base/text.h"

#define FIELD(name_, full_, other_, bad_, code_)                                                   \
    .name = (name_), .full = (full_), .other = (other_), .bad = (bad_), .code = REJECT_##code_
#define NEED(name, full, other, bad, code)                                                         \
    {                                                                                              \
        FIELD(name, full, other, bad, code), .required = true                                      \
    }
#define MAY(name, full, other, bad, code)                                                          \
    {                                                                                              \
        FIELD(name, full, other, bad, code)                                                        \
    }
#define LIST(required_, least_, max_, item_, name, full, other, bad, code)                         \
    {                                                                                              \
        FIELD(name, full, other, bad, code), .required = (required_), .least = (least_),           \
                                             .max = (max_), .item = (item_)                        \
    }

#define ENVELOPE(schema)                                                                           \
    NEED("schema", "\"" schema "\"", NULL, "\"homeward.other/1\"", SCHEMA),                        \
        NEED("event_id", "\"ev-full\"", "\"ev-2\"", "\"a b\"", SCHEMA),                            \
        NEED("source", "\"src-full\"", "\"src-2\"", "7", SCHEMA),                                  \
        NEED("recorded_at", "\"2016-03-10T09:00:01Z\"", "\"2016-03-11T10:00:00+01:00\"",           \
             "\"2016-03-10T09:00:01\"", TIME_NOOFFSET),                                            \
        NEED("revision", "3", "2147483647", "0", SCHEMA),                                          \
        MAY("retracted", "true", "false", "\"true\"", SCHEMA),                                     \
        NEED("child", "\"sim.full\"", "\"sim.c2\"", "\"\"", SCHEMA)

static const struct contract_field episode[] = {
    ENVELOPE("homeward.episode/1"),
    NEED("episode_id", "\"ep-full\"", "\"ep-2\"", "\"-ep\"", SCHEMA),
    NEED("kind", "\"away\"", "\"missing\"", "\"lost\"", CODE_UNKNOWN),
    NEED("missing_since", "\"2016-03-01T00:00:00Z\"", "\"2016-02-28T00:00:00Z\"",
         "\"2016-02-30T00:00:00Z\"", TIME),
    MAY("reported_at", "\"2016-03-02T00:00:00Z\"", "\"2016-03-03T00:00:00Z\"",
        "\"2016-03-02T24:00:00Z\"", TIME),
    MAY("found_at", "\"2016-03-04T00:00:00Z\"", "\"2016-02-01T00:00:00Z\"", "\"2016-03-04\"", TIME),
    MAY("returned_at", "\"2016-03-05T00:00:00Z\"", "\"2016-02-01T00:00:00Z\"", "5", SCHEMA),
    MAY("precision", "\"day\"", "\"minute\"", "\"hour\"", CODE_UNKNOWN),
    NEED("authority", "\"E06000047\"", "\"W06000015\"", "\"e06000047\"", SCHEMA),
    NEED("responsible", "\"E06000048\"", "\"S12000033\"", "\"E0600004\"", SCHEMA),
    NEED("status", "\"looked_after\"", "\"home\"", "\"away\"", CODE_UNKNOWN),
    MAY("born", "\"2003-02\"", "\"1997-01\"", "\"2003-13\"", SCHEMA),
    MAY("sex", "\"other\"", "\"not_recorded\"", "\"f\"", CODE_UNKNOWN),
    MAY("ethnicity", "\"WROM\"", "\"NOBT\"", "\"wrom\"", CODE_UNKNOWN),
    MAY("place", "\"residential_school\"", "\"not_recorded\"", "\"moon\"", CODE_UNKNOWN),
    MAY("establishment", "\"SC012345\"", "\"12345\"", "\"ABC12345\"", SCHEMA),
    MAY("area", "\"E05009001\"", "\"E05009002\"", "\"none\"", SCHEMA),
    MAY("found_area", "\"E01020001\"", "\"E01020002\"", "1", SCHEMA),
    MAY("found_authority", "\"E06000049\"", "\"N09000003\"", "\"\"", SCHEMA),
    MAY("police_risk", "\"medium\"", "\"none_apparent\"", "\"none\"", CODE_UNKNOWN),
    MAY("returned_by", "\"carer\"", "\"own_accord\"", "\"taxi\"", CODE_UNKNOWN),
    LIST(false, 0, 16, "\"sim.c9\"", "companions", "[\"sim.c3\",\"sim.c4\"]", "[\"sim.c5\"]",
         "[\"sim.c3\",\"b c\"]", SCHEMA),
    MAY("disability", "\"no\"", "\"yes\"", "true", SCHEMA),
    LIST(false, 0, 16, "\"gang_known\"", "markers", "[\"missing_education\",\"philomena_held\"]",
         "[\"child_protection_plan\"]", "[\"gang\"]", CODE_UNKNOWN),
};

static const struct contract_field interview[] = {
    ENVELOPE("homeward.interview/1"),
    NEED("interview_id", "\"in-full\"", "\"in-2\"", "\"in 2\"", SCHEMA),
    LIST(true, 1, 32, "\"ep-9\"", "episodes", "[\"ep-1\",\"ep-2\",\"ep-3\"]", "[\"ep-4\"]",
         "[\"ep-1\",\"\"]", SCHEMA),
    NEED("responsible", "\"E06000048\"", "\"S12000033\"", "\"E0600004\"", SCHEMA),
    MAY("offered_at", "\"2016-03-02T08:30:00Z\"", "\"2016-03-12T08:30:00Z\"",
        "\"2016-03-02T08:30:60Z\"", TIME),
    NEED("outcome", "\"completed\"", "\"declined\"", "\"done\"", CODE_UNKNOWN),
    MAY("completed_at", "\"2016-03-03T12:00:00Z\"", "\"2016-03-12T12:00:00Z\"",
        "\"1989-12-31T23:59:59Z\"", TIME),
    MAY("reason", "\"unable_to_contact\"", "\"missing_again\"", "\"because\"", CODE_UNKNOWN),
    MAY("independent", "false", "true", "\"no\"", SCHEMA),
    MAY("interviewer", "\"youth_worker\"", "\"missing_coordinator\"", "\"nobody\"", CODE_UNKNOWN),
    LIST(false, 0, 32, "{\"code\":\"gang\",\"source\":\"child\",\"confidence\":\"inferred\"}",
         "issues",
         "[{\"code\":\"debt\",\"source\":\"police\",\"confidence\":\"observed\"},"
         "{\"code\":\"drugs\",\"source\":\"carer\",\"confidence\":\"inferred\"}]",
         "[{\"code\":\"other\",\"source\":\"family\",\"confidence\":\"disclosed\"}]",
         "[{\"code\":\"x\",\"source\":\"child\",\"confidence\":\"inferred\"}]", CODE_UNKNOWN),
    LIST(false, 0, 16, "\"physical\"", "harms", "[\"substance\",\"not_known\"]", "[\"self_harm\"]",
         "[\"pain\"]", CODE_UNKNOWN),
    LIST(false, 0, 16, "\"mediation\"", "actions", "[\"section_47\",\"safety_plan\"]",
         "[\"nrm_referral\"]", "[\"none\"]", CODE_UNKNOWN),
};

static const struct contract_field assessment[] = {
    ENVELOPE("homeward.assessment/1"),
    NEED("assessment_id", "\"as-full\"", "\"as-2\"", "[]", SCHEMA),
    NEED("responsible", "\"E06000048\"", "\"S12000033\"", "\"E0600004\"", SCHEMA),
    NEED("harm", "\"cce\"", "\"cse\"", "\"cyber\"", CODE_UNKNOWN),
    NEED("tool", "\"seraf\"", "\"other-tool\"", "\"\"", SCHEMA),
    NEED("tool_version", "\"2.1\"", "\"3\"", "2", SCHEMA),
    NEED("assessed_at", "\"2016-03-02T10:00:00Z\"", "\"2016-03-12T10:00:00Z\"", "\"soon\"", TIME),
    LIST(true, 0, 64, "{\"item\":\"i9\",\"when\":\"past\"}", "items",
         "[{\"item\":\"i1\",\"when\":\"past\"},{\"item\":\"i2\",\"when\":\"both\"}]",
         "[{\"item\":\"i3\",\"when\":\"lifetime\"}]", "[{\"item\":\"i1\",\"when\":\"never\"}]",
         CODE_UNKNOWN),
    NEED("assessor", "\"team_manager\"", "\"social_worker\"", "\"robot\"", CODE_UNKNOWN),
    NEED("harm_status", "\"known\"", "\"none_known\"", "\"maybe\"", CODE_UNKNOWN),
    LIST(false, 0, 8, "\"online\"", "models", "[\"county_lines\",\"party\"]", "[\"gang\"]",
         "[\"unheard_of\"]", CODE_UNKNOWN),
};

static const struct contract_field decision[] = {
    ENVELOPE("homeward.decision/1"),
    NEED("decision_id", "\"de-full\"", "\"de-2\"", "\"de/2\"", SCHEMA),
    NEED("responsible", "\"E06000048\"", "\"S12000033\"", "\"E0600004\"", SCHEMA),
    NEED("harm", "\"cce\"", "\"cse\"", "\"cyber\"", CODE_UNKNOWN),
    NEED("level", "\"medium\"", "\"none\"", "\"severe\"", CODE_UNKNOWN),
    NEED("decided_at", "\"2016-03-03T10:00:00Z\"", "\"2016-03-12T10:00:00Z\"",
         "\"2016-03-03T10:00:00\"", TIME_NOOFFSET),
    NEED("decider", "\"panel_chair\"", "\"social_worker\"", "\"chair\"", CODE_UNKNOWN),
    NEED("panel", "\"meg\"", "\"meg-2\"", "\"p 1\"", SCHEMA),
    MAY("assessment_id", "\"as-7\"", "\"as-8\"", "\"\"", SCHEMA),
    NEED("rationale", "\"moved_area\"", "\"pattern_of_missing\"", "\"gut\"", CODE_UNKNOWN),
    MAY("review_due", "\"2016-04-01\"", "\"2099-12-31\"", "\"2016-02-30\"", TIME),
    LIST(false, 0, 16, "\"mediation\"", "actions", "[\"section_47\",\"safety_plan\"]",
         "[\"nrm_referral\"]", "[\"none\"]", CODE_UNKNOWN),
    MAY("action_due", "\"2016-04-02\"", "\"1990-01-01\"", "\"soon\"", TIME),
    LIST(false, 0, 64, "\"sg-9\"", "considered", "[\"sg-1\",\"sg-2\"]", "[\"sg-3\"]",
         "[\"ok\",\"not ok\"]", SCHEMA),
};

/* What else tells one list of codes, or one type, from another. */
static const char *const episode_more[] = {"place",       "\"home\"",
                                           "place",       "\"other\"",
                                           "sex",         "\"female\"",
                                           "disability",  "\"not_recorded\"",
                                           "police_risk", "\"low\"",
                                           "police_risk", "\"not_recorded\"",
                                           "returned_by", "\"police\"",
                                           "returned_by", "\"other\"",
                                           "markers",     "[\"nrm_referred\"]",
                                           NULL};
static const char *const interview_more[] = {
    "reason",      "\"other\"",
    "reason",      "\"in_custody\"",
    "interviewer", "\"other\"",
    "issues",      "[{\"source\":\"child\",\"confidence\":\"inferred\",\"code\":\"gang\"}]",
    "issues",      "[{\"code\":\"gang\",\"source\":\"child\"}]",
    "issues",      "[{\"code\":\"gang\",\"confidence\":\"inferred\"}]",
    "issues",      "[{\"source\":\"child\",\"confidence\":\"inferred\"}]",
    "issues",      "[{\"code\":\"gang\",\"source\":\"gang\",\"confidence\":\"inferred\"}]",
    "issues",      "[{\"code\":\"gang\",\"source\":\"child\",\"confidence\":\"child\"}]",
    "issues",      "[{\"code\":\"gang\",\"source\":\"child\",\"confidence\":\"inferred\",\"x\":1}]",
    "issues",      "[\"gang\"]",
    "harms",       "[\"none_disclosed\"]",
    "actions",     "[\"strategy_meeting\"]",
    NULL};
static const char *const assessment_more[] = {
    "items",       "[{\"when\":\"current\",\"item\":\"i4\"}]",
    "items",       "[{\"when\":\"current\"}]",
    "items",       "[{\"item\":\"i4\"}]",
    "items",       "[{\"item\":\"not an id\",\"when\":\"current\"}]",
    "items",       "[{\"item\":\"i4\",\"when\":\"current\",\"x\":1}]",
    "items",       "[[]]",
    "harm_status", "\"suspected\"",
    "assessor",    "\"other\"",
    "models",      "[\"other\",\"not_known\"]",
    NULL};
static const char *const decision_more[] = {
    "level",     "\"high\"",      "level",   "\"low\"",   "rationale", "\"other\"",
    "rationale", "\"turned_18\"", "decider", "\"other\"", "actions",   "[\"strategy_meeting\"]",
    NULL};

#define TABLE(fields_, more_)                                                                      \
    .fields = (fields_), .count = sizeof(fields_) / sizeof((fields_)[0]), .more = (more_)

static const struct contract_table tables[RECORD_KIND_COUNT] = {
    [RECORD_EPISODE] = {TABLE(episode, episode_more), 0xb5ea1b7f0ef211da, 0x5d3edf181e0ad902},
    [RECORD_INTERVIEW] = {TABLE(interview, interview_more), 0xbb2a0f06e9c8d50c, 0x47b967ea0d13c6f5},
    [RECORD_ASSESSMENT] = {TABLE(assessment, assessment_more), 0x5a33dd5c3d9bb34d,
                           0xafdb796db4f1b531},
    [RECORD_DECISION] = {TABLE(decision, decision_more), 0x771ed16262d6867e, 0x815aef464af17546},
};

const struct contract_table *contract_of(enum record_kind kind)
{
    assert(kind < RECORD_KIND_COUNT);
    return &tables[kind];
}

/* A line: the full record or the least one, and in it one field with another value. */
struct plan {
    const struct contract_table *table;
    bool least;
    const char *name, *raw; /* raw NULL: left out */
};

static struct slice write_line(const struct plan *plan, struct text *out)
{
    size_t from = out->size;
    text_char(out, '{');
    for (uint32_t i = 0; i < plan->table->count; i++) {
        const struct contract_field *field = &plan->table->fields[i];
        bool changed = plan->name != NULL && strcmp(plan->name, field->name) == 0;
        const char *raw = changed ? plan->raw : field->full;
        if (raw == NULL || (plan->least && !field->required && !changed)) {
            continue;
        }
        text_puts(out, out->size - from == 1 ? "\"" : ",\"");
        text_puts(out, field->name);
        text_puts(out, "\":");
        text_puts(out, raw);
    }
    text_char(out, '}');
    assert(!out->full);
    return (struct slice){out->at + from, out->size - from};
}

static struct shot *shoot(struct battery *battery, struct text *text, const struct plan *plan)
{
    assert(battery->count < BATTERY_SHOTS);
    struct shot *shot = &battery->shots[battery->count++];
    *shot = (struct shot){.line = write_line(plan, text), .about = plan->name};
    return shot;
}

static void tell(struct shot *shot, enum reject_code code)
{
    shot->told = true;
    shot->code = code;
    shot->decoded = code == REJECT_NONE ? DECODE_OK : DECODE_REJECTED;
}

static void shoot_list(struct battery *battery, struct text *text, struct plan plan,
                       const struct contract_field *field)
{
    static char memory[16 * 1024];
    int borders[] = {0, field->least, field->max, field->max + 1, 1};
    for (size_t i = 0; i < sizeof borders / sizeof borders[0]; i++) {
        struct text raw = text_over(memory, sizeof memory - 1);
        text_char(&raw, '[');
        for (int j = 0; j < borders[i]; j++) {
            text_puts(&raw, j == 0 ? "" : ",");
            text_puts(&raw, field->item);
        }
        text_char(&raw, ']');
        assert(!raw.full);
        memory[raw.size] = '\0';
        plan.raw = memory;
        bool good = borders[i] >= field->least && borders[i] <= field->max;
        tell(shoot(battery, text, &plan), good ? REJECT_NONE : REJECT_SCHEMA);
    }
}

static void shoot_field(struct battery *battery, struct text *text, struct plan plan,
                        const struct contract_field *field)
{
    plan.name = field->name;
    plan.raw = field->other;
    if (field->other != NULL) {
        (void)shoot(battery, text, &plan);
    }
    plan.raw = field->bad;
    tell(shoot(battery, text, &plan), field->code);
    static const char *const absent[] = {NULL, "null"};
    for (int i = 0; i < 2; i++) {
        plan.raw = absent[i];
        struct shot *shot = shoot(battery, text, &plan);
        if (field->required) {
            tell(shot, REJECT_SCHEMA);
        }
    }
    if (field->max > 0) {
        shoot_list(battery, text, plan, field);
    }
    plan.least = true;
    plan.raw = field->full;
    (void)shoot(battery, text, &plan);
}

void battery_of(enum record_kind kind, struct battery *out)
{
    struct text text = text_over(out->memory, sizeof out->memory);
    struct plan plan = {.table = contract_of(kind)};
    out->count = 0;
    tell(shoot(out, &text, &plan), REJECT_NONE);
    plan.least = true;
    /* The full interview is completed, so the least one says when. */
    plan.name = kind == RECORD_INTERVIEW ? "completed_at" : NULL;
    plan.raw = "\"2016-03-03T12:00:00Z\"";
    tell(shoot(out, &text, &plan), REJECT_NONE);
    plan.least = false;
    for (uint32_t i = 0; i < plan.table->count; i++) {
        shoot_field(out, &text, plan, &plan.table->fields[i]);
    }
    for (const char *const *more = plan.table->more; *more != NULL; more += 2) {
        plan.name = more[0];
        plan.raw = more[1];
        (void)shoot(out, &text, &plan);
    }
}
