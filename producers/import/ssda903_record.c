/* ssda903_record: one row of missing.csv as an episode record of day precision (see ssda903.h). */
#include <string.h>

#include "base/civil.h"
#include "base/text.h"
#include "domain/code.h"
#include "domain/vocab.h"
#include "ssda903.h"

enum { URN_DIGITS = 7 };

/* PLACE codes of the return as places of ours (contract §2.1). What is no kind of place that the
 * contract names (adoption, independent living, holidays) is `other`; a code not listed here is
 * `not_recorded`. */
static const struct {
    const char *code, *place;
} places[] = {
    {"A3", "other"},
    {"A4", "other"},
    {"A5", "other"},
    {"A6", "other"},
    {"H5", "semi_independent"},
    {"K1", "secure"},
    {"K2", "childrens_home"},
    {"P1", "home"},
    {"P2", "other"},
    {"P3", "other"},
    {"R1", "other"},
    {"R2", "hospital"},
    {"R3", "other"},
    {"R5", "secure"},
    {"S1", "residential_school"},
    {"T0", "other"},
    {"T1", "hospital"},
    {"T2", "other"},
    {"T3", "other"},
    {"T4", "other"},
    {"U1", "foster"},
    {"U2", "foster"},
    {"U3", "foster"},
    {"U4", "foster"},
    {"U5", "foster"},
    {"U6", "foster"},
    {"Z1", "other"},
};

static uint8_t place_of(struct slice code)
{
    for (size_t i = 0; i < sizeof places / sizeof places[0]; i++) {
        if (slice_is(code, places[i].code)) {
            return vocab_find(VOCAB_PLACE, slice_of(places[i].place));
        }
    }
    return vocab_find(VOCAB_PLACE, slice_of("not_recorded"));
}

/* The placement in force at the start: of those that hold the day, the one begun last. */
static const struct ssda903_care *care_at_start(const struct ssda903_row *row)
{
    for (uint32_t i = row->care_count; i > 0; i--) {
        const struct ssda903_care *care = &row->care[i - 1];
        if (care->decom.date != DATE_NONE && care->decom.date <= row->start.date &&
            (!care->dec.given ||
             (care->dec.date != DATE_NONE && care->dec.date >= row->start.date))) {
            return care;
        }
    }
    return NULL;
}

static void add_placement(const struct ssda903_row *row, struct episode_record *episode)
{
    const struct ssda903_care *care = care_at_start(row);
    if (care == NULL) {
        return;
    }
    episode->place = place_of(care->place);
    if (care->urn.size == URN_DIGITS) {
        (void)code_read_urn(care->urn, &episode->establishment);
    }
}

static uint8_t sex_of(struct slice code)
{
    if (slice_is(code, "1")) {
        return SEX_MALE;
    }
    return slice_is(code, "2") ? SEX_FEMALE : SEX_NOT_RECORDED;
}

static void add_child(const struct ssda903_row *row, struct episode_record *episode)
{
    int32_t dob = row->dob.date;
    if (row->header != NULL) {
        episode->sex = sex_of(row->header->sex);
        episode->ethnicity = vocab_find(VOCAB_ETHNICITY, row->header->ethnic);
        dob = row->dob.given ? dob : row->header->dob.date;
    }
    if (dob != DATE_NONE) {
        int year, month, day;
        date_split(dob, &year, &month, &day);
        episode->born = (uint16_t)(1 + (year - 1900) * 12 + month - 1);
    }
}

/* A date out of the contract's years is as unreadable as none (contract §1). */
static bool midnight_of(struct ssda903_date date, when *out)
{
    if (date.date == DATE_NONE || date.date < 0) {
        return false;
    }
    *out = (when)civil_midnight(date.date);
    return true;
}

static bool refuse(struct ssda903_reject *reject, enum reject_code code, const char *column)
{
    *reject = (struct ssda903_reject){code, column};
    return false;
}

/* For M the end is both found and returned, for A returned. */
static bool read_row(const struct ssda903_row *row, struct episode_record *episode,
                     struct ssda903_reject *reject)
{
    if (row->wide) {
        return refuse(reject, REJECT_SCHEMA, "");
    }
    if (row->child.size == 0) {
        return refuse(reject, REJECT_SCHEMA, "CHILD");
    }
    if (row->type.size == 0) {
        return refuse(reject, REJECT_SCHEMA, "MISSING");
    }
    bool away = slice_is(row->type, "A");
    if (!away && !slice_is(row->type, "M")) {
        return refuse(reject, REJECT_CODE_UNKNOWN, "MISSING");
    }
    if (!midnight_of(row->start, &episode->missing_since)) {
        return refuse(reject, row->start.given ? REJECT_TIME : REJECT_SCHEMA, "MIS_START");
    }
    if (row->end.given && !midnight_of(row->end, &episode->returned_at)) {
        return refuse(reject, REJECT_TIME, "MIS_END");
    }
    if (row->dob.given && row->dob.date == DATE_NONE) {
        return refuse(reject, REJECT_TIME, "DOB");
    }
    episode->kind = away ? KIND_AWAY : KIND_MISSING;
    episode->found_at = away ? WHEN_NONE : episode->returned_at;
    return true;
}

/* The return has no ids of its own for periods: what makes a fact is child, type and start, and a
 * number where rows have all three in common. */
static bool add_ids(const struct ssda903_row *row, const struct ssda903_terms *terms,
                    struct arena *arena, struct record *out)
{
    char start[DATE_TEXT];
    date_write(row->start.date, start);
    struct text text = text_in(arena);
    text_put(&text, row->child);
    text_char(&text, '|');
    text_put(&text, row->type);
    text_char(&text, '|');
    text_put(&text, (struct slice){start, sizeof start});
    if (row->ordinal > 0) {
        text_char(&text, '|');
        text_int(&text, (int64_t)row->ordinal + 1);
    }
    size_t id_size = text.size;
    text_puts(&text, "|r");
    text_int(&text, terms->revision);
    out->child = row->child;
    out->event_id = text_keep(&text, arena);
    out->id = (struct slice){out->event_id.at, id_size};
    return out->event_id.at != NULL;
}

/* What record_check() found, in the return's own words. */
static const char *column_of(const char *pointer)
{
    static const struct {
        const char *pointer, *column;
    } columns[] = {
        {"/missing_since", "MIS_START"}, {"/found_at", "MIS_END"},
        {"/returned_at", "MIS_END"},     {"/born", "DOB"},
        {"/status", "MISSING"},
    };
    for (size_t i = 0; i < sizeof columns / sizeof columns[0]; i++) {
        if (strcmp(pointer, columns[i].pointer) == 0) {
            return columns[i].column;
        }
    }
    return "MIS_START";
}

enum ssda903_made ssda903_record(const struct ssda903_row *row, const struct ssda903_terms *terms,
                                 struct arena *arena, struct record *out,
                                 struct ssda903_reject *reject)
{
    record_clear(out, RECORD_EPISODE);
    struct episode_record *episode = &out->episode;
    if (!read_row(row, episode, reject)) {
        return SSDA903_REJECTED;
    }
    if (!add_ids(row, terms, arena, out)) {
        return SSDA903_FULL;
    }
    out->revision = terms->revision;
    out->recorded_at = terms->recorded_at;
    out->source = terms->source;
    episode->precision = PRECISION_DAY;
    episode->status = STATUS_LOOKED_AFTER;
    episode->authority = episode->responsible = terms->authority;
    add_child(row, episode);
    add_placement(row, episode);
    struct reject broken = {0};
    if (!record_check(out, &broken)) {
        (void)refuse(reject, broken.code, column_of(broken.pointer));
        return SSDA903_REJECTED;
    }
    return SSDA903_RECORD;
}
