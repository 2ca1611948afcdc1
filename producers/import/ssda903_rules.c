/* ssda903_rules: the validation rules of the return that touch missing.csv, as a table.
 *
 * Codes and tests are those of the Department for Education's SSDA903 validation, tested as the
 * sector's open validator codes them (csc-validator-be-903, rules lac2022_23). Rule 576 needs last
 * year's missing.csv; there it also hits what this year's does not name at all.
 */
#include "base/civil.h"
#include "ssda903.h"

#include <stdlib.h>

#define DFE "DfE SSDA903 validation "

static bool type_is(const struct ssda903_row *row, const char *upper, const char *lower)
{
    return slice_is(row->type, upper) || slice_is(row->type, lower);
}

static bool start_not_valid(const struct ssda903 *made, const struct ssda903_row *row)
{
    (void)made;
    return row->start.date == DATE_NONE;
}

static bool end_not_valid(const struct ssda903 *made, const struct ssda903_row *row)
{
    (void)made;
    return row->end.given && row->end.date == DATE_NONE;
}

static bool type_not_valid(const struct ssda903 *made, const struct ssda903_row *row)
{
    (void)made;
    return row->type.size > 0 && !slice_is(row->type, "M") && !slice_is(row->type, "A");
}

static bool type_without_start(const struct ssda903 *made, const struct ssda903_row *row)
{
    (void)made;
    return (type_is(row, "M", "m") || type_is(row, "A", "a")) && !row->start.given;
}

static bool start_without_type(const struct ssda903 *made, const struct ssda903_row *row)
{
    (void)made;
    return row->start.given && row->type.size == 0;
}

static bool end_without_type(const struct ssda903 *made, const struct ssda903_row *row)
{
    (void)made;
    return row->end.given && row->type.size == 0;
}

static bool end_before_start(const struct ssda903 *made, const struct ssda903_row *row)
{
    (void)made;
    return row->end.date != DATE_NONE && row->start.date > row->end.date;
}

static bool start_after_year(const struct ssda903 *made, const struct ssda903_row *row)
{
    return row->start.date != DATE_NONE && row->start.date > made->year_last;
}

static bool end_outside_year(const struct ssda903 *made, const struct ssda903_row *row)
{
    return row->end.date != DATE_NONE &&
           (row->end.date < made->year_begin || row->end.date > made->year_last);
}

static bool overlaps_another(const struct ssda903 *made, const struct ssda903_row *row)
{
    (void)made;
    return row->overlaps != 0;
}

static bool placement_ended_still_open(const struct ssda903 *made, const struct ssda903_row *row)
{
    (void)made;
    for (uint32_t i = 0; !row->end.given && row->start.date != DATE_NONE && i < row->care_count;
         i++) {
        const struct ssda903_care *care = &row->care[i];
        if (care->decom.date != DATE_NONE && care->dec.date != DATE_NONE &&
            row->start.date >= care->decom.date && row->start.date <= care->dec.date) {
            return true;
        }
    }
    return false;
}

/* Periods of care: spells by DECOM, a new period where DECOM lies after the DEC before it; it ends
 * with its last spell, or is open while that one has no DEC. */
struct care_period {
    int32_t begin, end; /* end: DATE_NONE while open */
};

/* The period that begins with spell *at or, where that has no date, a later one; *at moves past
 * the period. False behind the last. */
static bool next_period(const struct ssda903_row *row, uint32_t *at, struct care_period *out)
{
    struct care_period period = {DATE_NONE, DATE_NONE};
    for (; *at < row->care_count; ++*at) {
        const struct ssda903_care *care = &row->care[*at];
        if (care->decom.date == DATE_NONE) {
            continue;
        }
        if (period.begin == DATE_NONE) {
            period.begin = care->decom.date;
        } else if (period.end != DATE_NONE && care->decom.date > period.end) {
            break;
        }
        period.end = care->dec.date;
    }
    *out = period;
    return period.begin != DATE_NONE;
}

/* Whether a row lies outside every period of care of its child, of which there must be one: a
 * child without any is the matter of rule 1012. */
static bool outside_all(const struct ssda903_row *row,
                        bool (*outside)(const struct ssda903_row *, struct care_period))
{
    struct care_period period;
    bool any = false;
    for (uint32_t at = 0; row->start.date != DATE_NONE && next_period(row, &at, &period);) {
        if (!outside(row, period)) {
            return false;
        }
        any = true;
    }
    return any;
}

static bool open_or_ends_outside(const struct ssda903_row *row, struct care_period period)
{
    bool ended = period.end != DATE_NONE;
    if (row->end.date == DATE_NONE) {
        return ended || row->start.date < period.begin;
    }
    return (ended && row->end.date > period.end) || row->end.date < period.begin;
}

static bool ceased_still_open(const struct ssda903 *made, const struct ssda903_row *row)
{
    (void)made;
    return outside_all(row, open_or_ends_outside);
}

static bool starts_outside(const struct ssda903_row *row, struct care_period period)
{
    return row->start.date < period.begin ||
           (period.end != DATE_NONE && row->start.date > period.end);
}

static bool started_after_ceasing(const struct ssda903 *made, const struct ssda903_row *row)
{
    (void)made;
    return outside_all(row, starts_outside);
}

static int32_t eighteenth_birthday(int32_t dob)
{
    int year, month, day;
    date_split(dob, &year, &month, &day);
    if (!date_valid(year + 18, month, day)) { /* 29 February: 18 years on there is none */
        day = 28;
    }
    return date_make(year + 18, month, day);
}

static bool missing_at_eighteen(const struct ssda903 *made, const struct ssda903_row *row)
{
    (void)made;
    if (row->dob.date == DATE_NONE || row->end.date == DATE_NONE ||
        row->end.date != eighteenth_birthday(row->dob.date)) {
        return false;
    }
    for (uint32_t i = 0; i < row->care_count; i++) {
        if (row->care[i].dec.date == row->end.date && !slice_is(row->care[i].rec, "E8")) {
            return true;
        }
    }
    return false;
}

static bool not_in_care_at_start(const struct ssda903 *made, const struct ssda903_row *row)
{
    (void)made;
    for (uint32_t i = 0; i < row->care_count; i++) {
        const struct ssda903_care *care = &row->care[i];
        if (care->decom.date != DATE_NONE && row->start.date >= care->decom.date &&
            (care->dec.date == DATE_NONE || row->start.date <= care->dec.date)) {
            return false;
        }
    }
    return row->start.date != DATE_NONE;
}

static bool before_birth(const struct ssda903 *made, const struct ssda903_row *row)
{
    (void)made;
    return row->start.date != DATE_NONE && row->dob.date != DATE_NONE &&
           row->start.date <= row->dob.date;
}

static bool no_episodes(const struct ssda903 *made, const struct ssda903_row *row)
{
    (void)made;
    return row->care_count == 0;
}

static bool not_in_header(const struct ssda903 *made, const struct ssda903_row *row)
{
    (void)made;
    return row->header == NULL;
}

static bool dob_differs(const struct ssda903 *made, const struct ssda903_row *row)
{
    (void)made;
    return row->header != NULL && row->dob.date != DATE_NONE &&
           row->header->dob.date != DATE_NONE && row->header->dob.date != row->dob.date;
}

static bool not_carried_in(const struct ssda903 *made, const struct ssda903_row *row)
{
    (void)made;
    return row->open != NULL && row->start.date != row->open->start.date;
}

static const struct ssda903_rule rules[] = {
    {"1004", "the start date is not valid", start_not_valid, DFE "1004"},
    {"1005", "the end date is not valid", end_not_valid, DFE "1005"},
    {"1006", "the missing type is neither M nor A", type_not_valid, DFE "1006"},
    {"564", "a type is given and the start is blank", type_without_start, DFE "564"},
    {"565", "a start is given and the type is blank", start_without_type, DFE "565"},
    {"566", "an end is given and the type is blank", end_without_type, DFE "566"},
    {"567", "the end is before the start", end_before_start, DFE "567"},
    {"570", "the start is after the end of the collection year", start_after_year, DFE "570"},
    {"571", "the end is outside the collection year", end_outside_year, DFE "571"},
    {"574", "overlaps another period, or begins while one is open", overlaps_another, DFE "574"},
    {"575", "the placement has ended and the period is still open", placement_ended_still_open,
     DFE "575"},
    {"577", "ceased to be looked after, and the period is open or ends later", ceased_still_open,
     DFE "577"},
    {"578", "the start is outside every period of care", started_after_ceasing, DFE "578"},
    {"580", "missing on leaving care at 18, but the reason is not E8", missing_at_eighteen,
     DFE "580"},
    {"581", "the child was not looked after at the start", not_in_care_at_start, DFE "581"},
    {"586", "missing before birth", before_birth, DFE "586"},
    {"1012", "other data for a child with no episodes", no_episodes, DFE "1012"},
    {"INT04", "the child is not in the header", not_in_header, "validator rule INT04"},
    {"INT13", "the date of birth differs from the header's", dob_differs, "validator rule INT13"},
    {"576", "open at the end of last year, and not carried in with the same start", not_carried_in,
     DFE "576"},
};
enum { RULES = sizeof rules / sizeof rules[0], RULE_CARRIED_IN = RULES - 1 };

size_t ssda903_rules(const struct ssda903_rule **out)
{
    *out = rules;
    return RULES;
}

static struct ssda903_hit hit_of(const struct ssda903_rule *rule, const struct ssda903_row *row)
{
    struct ssda903_hit hit = {.rule = rule, .line = row->line};
    if (rule->hits == overlaps_another) {
        hit.with_line = row->overlaps;
    }
    if (rule->hits == not_carried_in) {
        hit.with_line = row->open->line;
        hit.with_last_year = true;
    }
    return hit;
}

static void check_row(const struct ssda903 *made, const struct ssda903_row *row,
                      struct ssda903_hits *out)
{
    uint64_t before = out->count;
    for (size_t i = 0; i < RULES; i++) {
        if (rules[i].hits(made, row)) {
            out->hits[out->count++] = hit_of(&rules[i], row);
        }
    }
    out->rows += out->count > before;
}

/* Children who were missing when last year ended and of whom this year says nothing. */
static void check_absent(const struct ssda903 *made, struct ssda903_hits *out)
{
    for (uint64_t i = 0; i < made->open_count; i++) {
        if (!made->open[i].returned) {
            out->hits[out->count++] = (struct ssda903_hit){
                .rule = &rules[RULE_CARRIED_IN], .line = made->open[i].line, .last_year = true};
        }
    }
}

bool ssda903_check(const struct ssda903 *made, struct arena *arena, struct ssda903_hits *out,
                   struct err *err)
{
    struct ssda903_hits found = {0};
    found.hits = ARENA_NEW(arena, struct ssda903_hit, made->row_count * RULES + made->open_count);
    if (found.hits == NULL) {
        return err_set(err, ERR_LIMIT, "the rule hits do not fit into memory");
    }
    for (uint64_t i = 0; i < made->row_count; i++) {
        check_row(made, &made->rows[i], &found);
    }
    check_absent(made, &found);
    *out = found;
    return true;
}
