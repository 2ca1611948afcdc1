/* record: one value of an input topic, decoded and checked (contract §2).
 *
 * Invariant: every field passed the checks of measures.md, so a record in hand is valid. Built by
 * the codec's decoders; a generator or importer may fill one and must pass it through
 * record_check() before it is written. 0, WHEN_NONE, DATE_NONE, MONTH_NONE and an empty slice mean
 * "not given". Lists keep the order they came in: it is part of the content. Slices live as long
 * as the bytes or the arena they were decoded into.
 */
#ifndef DOMAIN_RECORD_H
#define DOMAIN_RECORD_H

#include <stdbool.h>
#include <stdint.h>

#include "base/instant.h"
#include "base/reject.h"
#include "base/slice.h"
#include "domain/vocab.h"

enum record_kind {
    RECORD_EPISODE,
    RECORD_INTERVIEW,
    RECORD_ASSESSMENT,
    RECORD_DECISION,
    RECORD_KIND_COUNT
};

enum {
    RECORD_BYTES_MAX = 65536,
    COMPANIONS_MAX = 16,
    MARKERS_MAX = 16,
    EPISODES_MAX = 32,
    ISSUES_MAX = 32,
    HARMS_MAX = 16,
    ACTIONS_MAX = 16,
    ITEMS_MAX = 64,
    MODELS_MAX = 8,
    CONSIDERED_MAX = 64
};

struct code_list { /* up to 16 codes of one vocabulary list */
    uint8_t count;
    uint8_t codes[16];
};

struct episode_record {
    when missing_since, reported_at, found_at, returned_at;
    uint32_t authority, responsible, found_authority, area, found_area; /* packed, code.h */
    uint64_t establishment;                                             /* packed URN */
    uint16_t born;                                                      /* civil.h month */
    uint8_t kind, precision, status, sex, ethnicity, place, police_risk, returned_by, disability;
    struct code_list markers;
    uint8_t companion_count;
    struct slice companions[COMPANIONS_MAX];
};

struct issue {
    uint8_t code, source, confidence;
};

/* enum tribool: 0 not given */
enum { TRIBOOL_NO = 1, TRIBOOL_YES = 2 };

struct interview_record {
    when offered_at, completed_at;
    uint32_t responsible;
    uint8_t outcome, reason, interviewer, independent /* tribool */;
    uint8_t episode_count, issue_count;
    struct code_list harms, actions;
    struct issue issues[ISSUES_MAX];
    struct slice episodes[EPISODES_MAX];
};

struct item {
    struct slice item;
    uint8_t when;
};

struct assessment_record {
    when assessed_at;
    uint32_t responsible;
    struct slice tool, tool_version;
    uint8_t harm, assessor, harm_status, item_count;
    struct code_list models;
    struct item items[ITEMS_MAX];
};

struct decision_record {
    when decided_at;
    uint32_t responsible;
    struct slice panel, assessment_id;
    int32_t review_due, action_due; /* dates, civil.h */
    uint8_t harm, level, decider, rationale, considered_count;
    struct code_list actions; /* interview actions */
    struct slice considered[CONSIDERED_MAX];
};

struct record {
    enum record_kind kind;
    bool retracted;
    int32_t revision;
    when recorded_at;
    uint32_t unknown_fields;
    struct slice event_id, source, child, id; /* id: episode_id, interview_id, … */
    union {
        struct episode_record episode;
        struct interview_record interview;
        struct assessment_record assessment;
        struct decision_record decision;
    };
};

/* A record with every field "not given"; lists are empty. */
void record_clear(struct record *record, enum record_kind kind);

/* "episode", "interview", … */
const char *record_kind_name(enum record_kind kind);

/* The rules between fields, in the order of measures.md: ORDER, STATUS, AGE, TIME (day precision),
 * TIME (more than 24 h after recorded_at). False with code and pointer when one is broken.
 * Required fields must be there. */
bool record_check(const struct record *record, struct reject *reject);

/* The keyed 64-bit digest of a record's content: all fields of contract §2 but event_id, source,
 * recorded_at and unknown fields (measures.md, "Same content"). */
uint64_t record_digest(const struct record *record);

/* The instants of an episode's end, or WHEN_NONE while it is open: found_at for `missing` (or
 * returned_at when only that is known), returned_at for `away` (contract §2.1). */
static inline when episode_end(uint8_t kind, when found_at, when returned_at)
{
    return kind == KIND_MISSING && found_at != WHEN_NONE ? found_at : returned_at;
}

#endif
