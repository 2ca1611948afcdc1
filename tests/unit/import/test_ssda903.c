/* Rows of a return become records, and its rules hit where they should: once for, once against. */
#include <criterion/criterion.h>
#include <criterion/parameterized.h>
#include <stdio.h>
#include <string.h>

#include "base/civil.h"
#include "domain/code.h"
#include "domain/vocab.h"
#include "ssda903.h"

enum { MEMORY = 1 << 20, TEXT_MAX = 1024, YEAR = 2017 };

#define CARE "01/06/2016,S,C2,N1,K2,PR1"
#define HEADER "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n7,2,05/03/2003,WBRI,,,\n"
#define EPISODES                                                                                   \
    "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,"   \
    "URN\n"
#define MISSING "CHILD,DOB,MISSING,MIS_START,MIS_END\n"

static char memory[MEMORY];

struct small {
    struct arena arena;
    struct csv_table missing, header, episodes;
    struct ssda903 made;
};

static void read_table(struct small *small, const char *heading, const char *rows,
                       struct csv_table *out)
{
    struct err err = {0};
    struct text text = text_in(&small->arena);
    text_puts(&text, heading);
    text_puts(&text, rows);
    cr_assert(csv_read(text_keep(&text, &small->arena), &small->arena, out, &err), "%s", err.text);
}

static void make_with(struct small *small, const char *missing, const char *header,
                      const char *episodes, const char *last_year)
{
    struct err err = {0};
    struct csv_table last;
    small->arena = arena_over(memory, sizeof memory);
    read_table(small, MISSING, missing, &small->missing);
    read_table(small, "", header, &small->header);
    read_table(small, EPISODES, episodes, &small->episodes);
    if (last_year != NULL) {
        read_table(small, MISSING, last_year, &last);
    }
    struct ssda903_tables tables = {&small->missing, &small->header, &small->episodes,
                                    last_year != NULL ? &last : NULL};
    cr_assert(ssda903_make(&tables, YEAR, &small->arena, &small->made, &err), "%s", err.text);
}

static void make(struct small *small, const char *missing, const char *header, const char *episodes)
{
    make_with(small, missing, header, episodes, NULL);
}

/* What the rules say of every row: "1012@2 581@2", last year's rows as "@L2". */
static void said(struct small *small, char out[TEXT_MAX])
{
    struct err err = {0};
    struct ssda903_hits hits;
    cr_assert(ssda903_check(&small->made, &small->arena, &hits, &err), "%s", err.text);
    out[0] = '\0';
    for (uint64_t i = 0; i < hits.count; i++) {
        size_t size = strlen(out);
        int with = (int)hits.hits[i].with_line;
        (void)snprintf(out + size, TEXT_MAX - size, "%s%s@%s%d", i > 0 ? " " : "",
                       hits.hits[i].rule->code, hits.hits[i].last_year ? "L" : "",
                       (int)hits.hits[i].line);
        if (with != 0) {
            size = strlen(out);
            (void)snprintf(out + size, TEXT_MAX - size, "+%s%d",
                           hits.hits[i].with_last_year ? "L" : "", with);
        }
    }
}

#define DOB "7,05/03/2003,"
#define OPEN_CARE "7," CARE ",,X1,,,,1234567\n"
#define ENDED_CARE "7," CARE ",31/12/2017,E4,,,,1234567\n"
#define TWO_PERIODS ENDED_CARE "7,10/02/2018,S,C2,N1,U1,PR1,,X1,,,,\n"

static const struct {
    const char *name, *missing, *episodes, *want;
} cases[] = {
    {"nothing wrong", DOB "M,01/05/2017,03/05/2017\n", OPEN_CARE, ""},
    {"open in an open placement", DOB "M,01/05/2017,\n", OPEN_CARE, ""},
    {"start blank", DOB "M,,03/05/2017\n", OPEN_CARE, "1004@2 564@2"},
    {"start blank, small letter", DOB "a,,\n", OPEN_CARE, "1004@2 1006@2 564@2"},
    {"no such day", DOB "M,31/04/2017,03/05/2017\n", OPEN_CARE, "1004@2"},
    {"year first", DOB "M,2017-05-01,03/05/2017\n", OPEN_CARE, "1004@2"},
    {"end no date", DOB "M,01/05/2017,soon\n", OPEN_CARE, "1005@2"},
    {"type unknown", DOB "X,01/05/2017,03/05/2017\n", OPEN_CARE, "1006@2"},
    {"type blank", DOB ",01/05/2017,03/05/2017\n", OPEN_CARE, "565@2 566@2"},
    {"type blank, open", DOB ",01/05/2017,\n", OPEN_CARE, "565@2"},
    {"only an end", DOB ",,03/05/2017\n", OPEN_CARE, "1004@2 566@2"},
    {"the day before the start", DOB "M,03/05/2017,02/05/2017\n", OPEN_CARE, "567@2"},
    {"the same day", DOB "M,03/05/2017,03/05/2017\n", OPEN_CARE, ""},
    {"starts on the last day", DOB "M,31/03/2018,31/03/2018\n", OPEN_CARE, ""},
    {"starts in the next year", DOB "M,01/04/2018,\n", OPEN_CARE, "570@2"},
    {"ends on the first day", DOB "M,30/03/2017,01/04/2017\n", OPEN_CARE, ""},
    {"ended the year before", DOB "M,30/03/2017,31/03/2017\n", OPEN_CARE, "571@2"},
    {"ends in the next year", DOB "M,30/03/2018,01/04/2018\n", OPEN_CARE, "571@2"},
    {"begins on the day the other ends",
     DOB "M,01/05/2017,03/05/2017\n" DOB "A,03/05/2017,09/05/2017\n", OPEN_CARE, ""},
    {"begins before the other ends",
     DOB "M,01/05/2017,03/05/2017\n" DOB "A,02/05/2017,09/05/2017\n", OPEN_CARE, "574@3+2"},
    {"the later row stands first", DOB "A,02/05/2017,09/05/2017\n" DOB "M,01/05/2017,03/05/2017\n",
     OPEN_CARE, "574@2+3"},
    {"begins while another is open", DOB "M,01/05/2017,\n" DOB "A,08/05/2017,09/05/2017\n",
     OPEN_CARE, "574@3+2"},
    {"another child's period", DOB "M,01/05/2017,\n8,05/03/2003,M,02/05/2017,03/05/2017\n",
     OPEN_CARE "8," CARE ",,X1,,,,\n", "INT04@3"},
    {"care has ended and the period is open", DOB "M,01/05/2017,\n", ENDED_CARE, "575@2 577@2"},
    {"missing from the placement's last day", DOB "M,31/12/2017,31/12/2017\n", ENDED_CARE, ""},
    {"starts the day after care ended", DOB "M,01/01/2018,02/01/2018\n", ENDED_CARE,
     "577@2 578@2 581@2"},
    {"ends after care ended", DOB "M,31/12/2017,01/01/2018\n", ENDED_CARE, "577@2"},
    {"between two periods of care", DOB "M,05/01/2018,06/01/2018\n", TWO_PERIODS,
     "577@2 578@2 581@2"},
    {"in the second period", DOB "M,11/02/2018,12/02/2018\n", TWO_PERIODS, ""},
    {"a move is no new period", DOB "M,31/12/2017,02/01/2018\n",
     ENDED_CARE "7,31/12/2017,P,C2,N1,U1,PR1,,X1,,,,\n", ""},
    {"before care began", DOB "M,31/05/2016,01/05/2017\n", OPEN_CARE, "578@2 581@2"},
    {"on the first day of care", DOB "M,01/06/2016,01/05/2017\n", OPEN_CARE, ""},
    {"18 on the day care and period end, another reason", "7,05/03/2000,M,01/03/2018,05/03/2018\n",
     "7," CARE ",05/03/2018,E4,,,,\n", "580@2 INT13@2"},
    {"18 on that day, reason E8", "7,05/03/2000,M,01/03/2018,05/03/2018\n",
     "7," CARE ",05/03/2018,E8,,,,\n", "INT13@2"},
    {"on the day of birth", "7,05/03/2018,M,05/03/2018,06/03/2018\n", OPEN_CARE, "586@2 INT13@2"},
    {"the day after birth", "7,05/03/2018,M,06/03/2018,07/03/2018\n", OPEN_CARE, "INT13@2"},
    {"no episodes", DOB "M,01/05/2017,03/05/2017\n", "8," CARE ",,X1,,,,\n", "581@2 1012@2"},
    {"spaces round a cell", " 7 ,05/03/2003, M ,01/05/2017 , 03/05/2017\n", OPEN_CARE, ""},
    {"leading zeros lost", "7,5/3/2003,M,1/5/2017,3/5/2017\n", OPEN_CARE, ""},
};
enum { CASES = sizeof cases / sizeof cases[0] };

ParameterizedTestParameters(ssda903, rules_hit_these_rows_and_no_others)
{
    static size_t row[CASES];
    for (size_t i = 0; i < CASES; i++) {
        row[i] = i;
    }
    return cr_make_param_array(size_t, row, CASES);
}

ParameterizedTest(const size_t *row, ssda903, rules_hit_these_rows_and_no_others)
{
    struct small small;
    char got[TEXT_MAX];
    make(&small, cases[*row].missing, HEADER, cases[*row].episodes);
    said(&small, got);
    cr_expect_str_eq(got, cases[*row].want, "%s: %s", cases[*row].name, got);
}

static const struct {
    const char *name, *missing, *last_year, *want;
} carried[] = {
    {"carried in", DOB "M,30/03/2017,03/05/2017\n", DOB "M,30/03/2017,\n", ""},
    {"another start", DOB "M,31/03/2017,03/05/2017\n", DOB "M,30/03/2017,\n", "576@2+L2"},
    {"not the earliest", DOB "M,30/03/2017,03/04/2017\n" DOB "A,28/03/2017,29/03/2017\n",
     DOB "M,30/03/2017,\n", "571@3 576@3+L2"},
    {"carried in and another", DOB "M,05/05/2017,06/05/2017\n" DOB "M,30/03/2017,03/05/2017\n",
     DOB "M,30/03/2017,\n", ""},
    {"ended last year", DOB "M,05/05/2017,06/05/2017\n", DOB "M,30/03/2017,31/03/2017\n", ""},
    {"the open row is not the last", DOB "M,05/05/2017,06/05/2017\n",
     DOB "M,20/03/2017,21/03/2017\n" DOB "M,01/03/2017,\n", ""},
    {"the open row is the last, and stands first", DOB "M,05/05/2017,06/05/2017\n",
     DOB "M,20/03/2017,\n" DOB "M,01/03/2017,02/03/2017\n", "576@2+L2"},
    {"nothing of the child", "", DOB "M,30/03/2017,\n", "576@L2"},
    {"nothing of another child", DOB "M,30/03/2017,03/05/2017\n",
     "8,05/03/2003,M,29/03/2017,\n" DOB "M,30/03/2017,\n", "576@L2"},
    {"the start is not written as last year", DOB "M,30/3/2017,03/05/2017\n", DOB "M,30/03/2017,\n",
     ""},
    {"no start this year", DOB "M,,03/05/2017\n", DOB "M,30/03/2017,\n", "1004@2 564@2 576@2+L2"},
    {"no start last year", DOB "M,05/05/2017,06/05/2017\n", DOB "M,,\n", ""},
};
enum { CARRIED = sizeof carried / sizeof carried[0] };

ParameterizedTestParameters(ssda903, what_was_open_last_year_is_carried_in)
{
    static size_t row[CARRIED];
    for (size_t i = 0; i < CARRIED; i++) {
        row[i] = i;
    }
    return cr_make_param_array(size_t, row, CARRIED);
}

ParameterizedTest(const size_t *row, ssda903, what_was_open_last_year_is_carried_in)
{
    struct small small;
    char got[TEXT_MAX];
    make_with(&small, carried[*row].missing, HEADER, OPEN_CARE, carried[*row].last_year);
    cr_expect(small.made.knows_last_year);
    said(&small, got);
    cr_expect_str_eq(got, carried[*row].want, "%s: %s", carried[*row].name, got);
    make(&small, carried[*row].missing, HEADER, OPEN_CARE);
    cr_expect(!small.made.knows_last_year);
    said(&small, got);
    cr_expect(strstr(got, "576@") == NULL, "%s without last year: %s", carried[*row].name, got);
}

/* The six children of the open validator's own test of rule 576, and its answer. */
Test(ssda903, rule_576_agrees_with_the_open_validator)
{
    struct small small;
    char got[TEXT_MAX];
    make_with(&small,
              "1,,M,07/02/2020,\n2,,M,08/02/2020,\n3,,M,03/02/2020,\n4,,M,,\n5,,M,01/02/2020,\n"
              "6,,M,13/02/2020,\n",
              HEADER, "",
              "1,,M,07/02/2020,07/02/2020\n2,,M,07/02/2020,\n3,,M,03/02/2020,07/02/2020\n"
              "4,,M,07/02/2020,\n5,,M,01/02/2020,\n6,,M,13/02/2020,07/02/2020\n");
    said(&small, got);
    cr_expect(strstr(got, "576@3+L3") != NULL, "%s", got);
    cr_expect(strstr(got, "576@5+L5") != NULL, "%s", got);
    size_t hits = 0;
    for (const char *at = got; (at = strstr(at, "576@")) != NULL; at++) {
        hits++;
    }
    cr_expect_eq(hits, 2u, "%s", got);
}

Test(ssda903, every_rule_is_hit_by_some_case)
{
    const struct ssda903_rule *rules;
    size_t count = ssda903_rules(&rules);
    cr_expect_eq(count, 20u);
    for (size_t i = 0; i < count; i++) {
        char wanted[16];
        bool found = false;
        (void)snprintf(wanted, sizeof wanted, "%s@", rules[i].code);
        for (size_t j = 0; j < CASES && !found; j++) {
            found = strstr(cases[j].want, wanted) != NULL;
        }
        for (size_t j = 0; j < CARRIED && !found; j++) {
            found = strstr(carried[j].want, wanted) != NULL;
        }
        cr_expect(found, "no case hits rule %s", rules[i].code);
        cr_expect(rules[i].meaning[0] != '\0' && rules[i].basis[0] != '\0');
    }
}

/* 2018-05-01T09:00:00Z */
static when recorded(void)
{
    when instant = WHEN_NONE;
    cr_assert_eq(instant_read(slice_of("2018-05-01T09:00:00Z"), &instant), INSTANT_OK);
    return instant;
}

static struct ssda903_terms terms(void)
{
    struct ssda903_terms made = {
        .recorded_at = recorded(), .revision = 1, .source = slice_of("ssda903")};
    cr_assert(code_read_gss(slice_of("E06000047"), &made.authority));
    return made;
}

static const struct {
    const char *name, *missing;
    enum reject_code code;
    const char *column;
} refused[] = {
    {"no child", ",05/03/2003,M,01/05/2017,\n", REJECT_SCHEMA, "CHILD"},
    {"a cell too many", DOB "M,01/05/2017,03/05/2017,\n", REJECT_SCHEMA, ""},
    {"no type", DOB ",01/05/2017,\n", REJECT_SCHEMA, "MISSING"},
    {"unknown type", DOB "m,01/05/2017,\n", REJECT_CODE_UNKNOWN, "MISSING"},
    {"no start", DOB "M,,\n", REJECT_SCHEMA, "MIS_START"},
    {"bad start", DOB "M,30/02/2018,\n", REJECT_TIME, "MIS_START"},
    {"start before 1990", DOB "M,31/12/1989,\n", REJECT_TIME, "MIS_START"},
    {"two-digit year", DOB "M,01/05/17,\n", REJECT_TIME, "MIS_START"},
    {"bad end", DOB "M,01/05/2017,1/5\n", REJECT_TIME, "MIS_END"},
    {"end before start", DOB "A,03/05/2017,01/05/2017\n", REJECT_ORDER, "MIS_END"},
    {"end in the future", DOB "M,03/05/2017,01/05/2019\n", REJECT_TIME, "MIS_END"},
    {"start in the future", DOB "M,03/05/2018,\n", REJECT_TIME, "MIS_START"},
    {"bad date of birth", "7,0503/2003,M,01/05/2017,\n", REJECT_TIME, "DOB"},
    {"18 in the month before", "7,05/03/1999,M,01/05/2017,\n", REJECT_AGE, "DOB"},
};
enum { REFUSED = sizeof refused / sizeof refused[0] };

ParameterizedTestParameters(ssda903, a_row_that_is_no_valid_record_is_refused_by_column)
{
    static size_t row[REFUSED];
    for (size_t i = 0; i < REFUSED; i++) {
        row[i] = i;
    }
    return cr_make_param_array(size_t, row, REFUSED);
}

ParameterizedTest(const size_t *row, ssda903, a_row_that_is_no_valid_record_is_refused_by_column)
{
    struct small small;
    struct record record;
    struct ssda903_reject reject = {0};
    struct ssda903_terms given = terms();
    make(&small, refused[*row].missing, HEADER, OPEN_CARE);
    enum ssda903_made made =
        ssda903_record(&small.made.rows[0], &given, &small.arena, &record, &reject);
    cr_assert_eq(made, SSDA903_REJECTED, "%s", refused[*row].name);
    cr_expect_eq(reject.code, refused[*row].code, "%s", refused[*row].name);
    cr_expect_str_eq(reject.column, refused[*row].column, "%s", refused[*row].name);
}

static struct record record_of(struct small *small, uint64_t row)
{
    struct record record;
    struct ssda903_reject reject = {0};
    struct ssda903_terms given = terms();
    cr_assert_eq(ssda903_record(&small->made.rows[row], &given, &small->arena, &record, &reject),
                 SSDA903_RECORD);
    return record;
}

static int64_t instant(const char *text)
{
    when at = WHEN_NONE;
    cr_assert_eq(instant_read(slice_of(text), &at), INSTANT_OK);
    return at;
}

Test(ssda903, a_missing_row_is_an_episode_found_and_returned_at_london_midnight)
{
    struct small small;
    make(&small, DOB "M,01/05/2017,30/10/2017\n", HEADER, OPEN_CARE);
    struct record record = record_of(&small, 0);
    const struct episode_record *episode = &record.episode;
    cr_expect_eq(record.kind, RECORD_EPISODE);
    cr_expect_eq(record.recorded_at, recorded());
    cr_expect_eq(episode->kind, KIND_MISSING);
    cr_expect_eq(episode->precision, PRECISION_DAY);
    cr_expect_eq(episode->status, STATUS_LOOKED_AFTER);
    cr_expect_eq(episode->missing_since, instant("2017-04-30T23:00:00Z"), "summer time");
    cr_expect_eq(episode->found_at, instant("2017-10-30T00:00:00Z"), "winter time");
    cr_expect_eq(episode->returned_at, episode->found_at);
    cr_expect_eq(episode->authority, terms().authority);
    cr_expect_eq(episode->responsible, terms().authority);
    cr_expect_eq(episode->born, 1 + 103 * 12 + 2);
    cr_expect_eq(episode->sex, SEX_FEMALE);
    cr_expect_str_eq(vocab_name(VOCAB_ETHNICITY, episode->ethnicity), "WBRI");
    cr_expect_str_eq(vocab_name(VOCAB_PLACE, episode->place), "childrens_home");
    char urn[CODE_URN_TEXT_MAX + 1];
    code_write_urn(episode->establishment, urn);
    cr_expect_str_eq(urn, "1234567");
}

Test(ssda903, an_away_row_is_returned_and_never_found)
{
    struct small small;
    make(&small, DOB "A,01/05/2017,02/05/2017\n", HEADER, OPEN_CARE);
    struct record record = record_of(&small, 0);
    cr_expect_eq(record.episode.kind, KIND_AWAY);
    cr_expect_eq(record.episode.found_at, WHEN_NONE);
    cr_expect_eq(record.episode.returned_at, instant("2017-05-01T23:00:00Z"));
}

Test(ssda903, what_other_tables_do_not_know_is_not_given)
{
    struct small small;
    make(&small, "9,,M,01/05/2017,\n", HEADER, OPEN_CARE);
    struct record record = record_of(&small, 0);
    cr_expect_eq(record.episode.returned_at, WHEN_NONE);
    cr_expect_eq(record.episode.found_at, WHEN_NONE);
    cr_expect_eq(record.episode.born, MONTH_NONE);
    cr_expect_eq(record.episode.sex, 0);
    cr_expect_eq(record.episode.ethnicity, 0);
    cr_expect_eq(record.episode.place, 0);
    cr_expect_eq(record.episode.establishment, 0u);
}

Test(ssda903, a_blank_date_of_birth_comes_from_the_header)
{
    struct small small;
    make(&small, "7,,M,01/05/2017,\n", HEADER, OPEN_CARE);
    cr_expect_eq(record_of(&small, 0).episode.born, 1 + 103 * 12 + 2);
}

static const struct {
    const char *code, *place;
} places[] = {
    {"A3", "other"},
    {"A6", "other"},
    {"H5", "semi_independent"},
    {"K1", "secure"},
    {"K2", "childrens_home"},
    {"P1", "home"},
    {"P2", "other"},
    {"R1", "other"},
    {"R2", "hospital"},
    {"R5", "secure"},
    {"S1", "residential_school"},
    {"T1", "hospital"},
    {"T4", "other"},
    {"U1", "foster"},
    {"U6", "foster"},
    {"Z1", "other"},
    {"Q1", "not_recorded"},
    {"", "not_recorded"},
};
enum { PLACES = sizeof places / sizeof places[0] };

ParameterizedTestParameters(ssda903, a_placement_code_is_a_place)
{
    static size_t row[PLACES];
    for (size_t i = 0; i < PLACES; i++) {
        row[i] = i;
    }
    return cr_make_param_array(size_t, row, PLACES);
}

ParameterizedTest(const size_t *row, ssda903, a_placement_code_is_a_place)
{
    struct small small;
    char care[128];
    (void)snprintf(care, sizeof care, "7,01/06/2016,S,C2,N1,%s,PR1,,X1,,,,SC123\n",
                   places[*row].code);
    make(&small, DOB "M,01/05/2017,\n", HEADER, care);
    struct record record = record_of(&small, 0);
    cr_expect_str_eq(vocab_name(VOCAB_PLACE, record.episode.place), places[*row].place, "%s",
                     places[*row].code);
    cr_expect_eq(record.episode.establishment, 0u, "a URN has seven digits");
}

Test(ssda903, the_placement_begun_last_holds_on_the_day_of_a_move)
{
    struct small small;
    make(&small, DOB "M,31/12/2017,\n" DOB "M,30/12/2017,31/12/2017\n", HEADER,
         "7,31/12/2017,P,C2,N1,U1,PR1,,X1,,,,\n" ENDED_CARE);
    cr_expect_str_eq(vocab_name(VOCAB_PLACE, record_of(&small, 0).episode.place), "foster");
    cr_expect_str_eq(vocab_name(VOCAB_PLACE, record_of(&small, 1).episode.place), "childrens_home");
}

Test(ssda903, rows_of_one_child_type_and_start_get_ids_of_their_own)
{
    struct small small;
    make(&small,
         DOB "M,01/05/2017,02/05/2017\n" DOB "A,01/05/2017,02/05/2017\n" DOB
             "M,1/5/2017,03/05/2017\n" DOB "M,02/05/2017,03/05/2017\n",
         HEADER, OPEN_CARE);
    static const char *const want[] = {"7|M|2017-05-01", "7|A|2017-05-01", "7|M|2017-05-01|2",
                                       "7|M|2017-05-02"};
    for (uint64_t i = 0; i < 4; i++) {
        struct record record = record_of(&small, i);
        cr_expect(slice_is(record.id, want[i]), "row %d", (int)i);
        cr_expect(slice_starts(record.event_id, want[i]));
        cr_expect(slice_is((struct slice){record.event_id.at + record.id.size,
                                          record.event_id.size - record.id.size},
                           "|r1"));
    }
}

static const struct {
    const char *name, *missing;
    uint64_t repeats[4]; /* of each row: the line it repeats, or 0 */
    const char *ids[4];
} repeated[] = {
    {"the same twice",
     DOB "M,01/05/2017,02/05/2017\n" DOB "M,01/05/2017,02/05/2017\n",
     {0, 2},
     {"7|M|2017-05-01", NULL}},
    {"three times, with others between",
     DOB "M,01/05/2017,02/05/2017\n" DOB "A,01/05/2017,02/05/2017\n" DOB
         "M,01/05/2017,02/05/2017\n" DOB "M,01/05/2017,02/05/2017\n",
     {0, 0, 2, 2},
     {"7|M|2017-05-01", "7|A|2017-05-01", NULL}},
    {"a repeat takes no number",
     DOB "M,01/05/2017,02/05/2017\n" DOB "M,01/05/2017,02/05/2017\n" DOB
         "M,01/05/2017,03/05/2017\n",
     {0, 2, 0},
     {"7|M|2017-05-01", NULL, "7|M|2017-05-01|2"}},
    {"the same dates written otherwise",
     DOB "M,01/05/2017,\n"
         "7,5/3/2003,M, 1/5/2017 ,\n",
     {0, 2},
     {"7|M|2017-05-01", NULL}},
    {"another end",
     DOB "M,01/05/2017,\n" DOB "M,01/05/2017,02/05/2017\n",
     {0, 0},
     {"7|M|2017-05-01", "7|M|2017-05-01|2"}},
    {"another child",
     DOB "M,01/05/2017,\n"
         "8,05/03/2003,M,01/05/2017,\n",
     {0, 0},
     {"7|M|2017-05-01", "8|M|2017-05-01"}},
    {"dates that cannot be read",
     DOB "M,01/05/2017,31/02/2018\n" DOB "M,01/05/2017,30/02/2018\n",
     {0, 0},
     {NULL, NULL}},
    {"the first has a cell too many",
     DOB "M,01/05/2017,,\n" DOB "M,01/05/2017,\n",
     {0, 0},
     {NULL, "7|M|2017-05-01"}},
};
enum { REPEATED = sizeof repeated / sizeof repeated[0] };

ParameterizedTestParameters(ssda903, a_row_that_says_the_same_repeats_the_first)
{
    static size_t row[REPEATED];
    for (size_t i = 0; i < REPEATED; i++) {
        row[i] = i;
    }
    return cr_make_param_array(size_t, row, REPEATED);
}

ParameterizedTest(const size_t *row, ssda903, a_row_that_says_the_same_repeats_the_first)
{
    struct small small;
    make(&small, repeated[*row].missing, HEADER, OPEN_CARE);
    cr_assert(small.made.row_count <= 4);
    for (uint64_t i = 0; i < small.made.row_count; i++) {
        cr_expect_eq(small.made.rows[i].repeats, repeated[*row].repeats[i], "%s: row %d",
                     repeated[*row].name, (int)i);
        if (repeated[*row].ids[i] != NULL) {
            cr_expect(slice_is(record_of(&small, i).id, repeated[*row].ids[i]), "%s: row %d",
                      repeated[*row].name, (int)i);
        }
    }
}

Test(ssda903, a_repeat_is_held_to_the_rules_too)
{
    struct small small;
    char got[TEXT_MAX];
    make(&small, DOB "M,01/05/2017,03/05/2017\n" DOB "M,01/05/2017,03/05/2017\n", HEADER,
         OPEN_CARE);
    said(&small, got);
    cr_expect_str_eq(got, "574@3+2");
}

static const struct {
    const char *missing, *header, *episodes, *last_year, *said;
} damaged[] = {
    {"CHILD,DOB,MISSING,MIS_START,MIS_END,MIS_START\n", HEADER, EPISODES, MISSING,
     "missing: there are two columns MIS_START"},
    {MISSING, "CHILD,SEX,DOB,ETHNIC,DOB\n", EPISODES, MISSING, "header: there are two columns DOB"},
    {MISSING, HEADER, "CHILD,DECOM,PLACE,DEC,REC,URN,CHILD\n", MISSING,
     "episodes: there are two columns CHILD"},
    {MISSING, HEADER, EPISODES, "CHILD,MIS_START,MIS_END,MIS_END\n",
     "missing of last year: there are two columns MIS_END"},
    {MISSING, "CHILD,SEX,DOB,ETHNIC\n7,2,05/03/2003,WBRI\n8,2,05,03/2003,WBRI\n", EPISODES, MISSING,
     "header: row 3 has more cells than the heading"},
    {MISSING, HEADER, "CHILD,DECOM,PLACE,DEC,REC,URN\n7,,,,,,\n", MISSING,
     "episodes: row 2 has more cells than the heading"},
};
enum { DAMAGED = sizeof damaged / sizeof damaged[0] };

ParameterizedTestParameters(ssda903, a_table_that_says_two_things_is_an_error_that_names_them)
{
    static size_t row[DAMAGED];
    for (size_t i = 0; i < DAMAGED; i++) {
        row[i] = i;
    }
    return cr_make_param_array(size_t, row, DAMAGED);
}

ParameterizedTest(const size_t *row, ssda903,
                  a_table_that_says_two_things_is_an_error_that_names_them)
{
    struct err err = {0};
    struct small small;
    struct csv_table last_year;
    small.arena = arena_over(memory, sizeof memory);
    read_table(&small, damaged[*row].missing, "", &small.missing);
    read_table(&small, damaged[*row].header, "", &small.header);
    read_table(&small, damaged[*row].episodes, "", &small.episodes);
    read_table(&small, damaged[*row].last_year, "", &last_year);
    struct ssda903_tables tables = {&small.missing, &small.header, &small.episodes, &last_year};
    cr_expect(!ssda903_make(&tables, YEAR, &small.arena, &small.made, &err));
    cr_expect_eq(err.code, ERR_DATA);
    cr_expect_str_eq(err.text, damaged[*row].said);
}

Test(ssda903, a_table_without_a_column_is_an_error_that_names_it)
{
    struct err err = {0};
    struct small small;
    small.arena = arena_over(memory, sizeof memory);
    read_table(&small, "CHILD,DOB,MISSING,MIS_START\n", "", &small.missing);
    read_table(&small, "", HEADER, &small.header);
    read_table(&small, EPISODES, "", &small.episodes);
    struct ssda903_tables tables = {&small.missing, &small.header, &small.episodes, NULL};
    cr_expect(!ssda903_make(&tables, YEAR, &small.arena, &small.made, &err));
    cr_expect_eq(err.code, ERR_DATA);
    cr_expect_str_eq(err.text, "missing: there is no column MIS_END");
}

Test(ssda903, an_empty_return_has_no_rows_and_no_hits)
{
    struct small small;
    char got[TEXT_MAX];
    make(&small, "", HEADER, "");
    said(&small, got);
    cr_expect_eq(small.made.row_count, 0u);
    cr_expect_str_eq(got, "");
}

static const struct {
    const char *instant;
    int year;
} years[] = {
    {"2018-05-01T09:00:00Z", 2017}, {"2018-03-31T22:59:59Z", 2016}, /* still 31 March in London */
    {"2018-03-31T23:00:00Z", 2017}, {"2018-01-01T00:00:00Z", 2016}, {"2018-12-31T00:00:00Z", 2017},
};

Test(ssda903, the_collection_year_is_the_one_that_had_last_ended)
{
    for (size_t i = 0; i < sizeof years / sizeof years[0]; i++) {
        cr_expect_eq(ssda903_year_before((when)instant(years[i].instant)), years[i].year, "%s",
                     years[i].instant);
    }
}
