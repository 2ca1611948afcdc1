/* The report says rows, columns, rules and codes, for people and for programs, and adds up. */
#include <criterion/criterion.h>
#include <signal.h>
#include <string.h>

#include "tally.h"

enum { TEXT_MAX = 8192 };

static char memory[TEXT_MAX];

static const struct ssda903_rule rule = {"574", "overlaps", NULL, "a basis"};
static const struct ssda903_rule carried = {"576", "not carried in", NULL, "a basis"};
static struct ssda903_hit hits[] = {{&rule, 37, 36, false, false},
                                    {&rule, 40, 0, false, false},
                                    {&carried, 41, 3, false, true},
                                    {&carried, 5, 0, true, false}};
static const struct ssda903_hits found = {hits, 4, 3};
static const struct tally_reject rejects[] = {{7, {REJECT_TIME, "MIS_START"}},
                                              {8, {REJECT_SCHEMA, ""}}};
static const struct tally_repeat repeats[] = {{9, 6}};

static struct tally of_return(void)
{
    struct tally tally = {.read = 43,
                          .imported = 40,
                          .duplicate = 1,
                          .file = "missing.csv",
                          .collection_year = 1999,
                          .hits = &found,
                          .rejects = rejects,
                          .repeats = repeats,
                          .knows_last_year = true};
    tally_reject(&tally, REJECT_TIME);
    tally_reject(&tally, REJECT_SCHEMA);
    return tally;
}

static const char *written(void (*write)(const struct tally *, struct text *),
                           const struct tally *tally)
{
    struct text text = text_over(memory, sizeof memory - 1);
    write(tally, &text);
    cr_assert(!text.full);
    memory[text.size] = '\0';
    return memory;
}

static void expect_in(const char *text, const char *const *wanted, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        cr_expect(strstr(text, wanted[i]) != NULL, "%s is not in: %s", wanted[i], text);
    }
}

Test(tally, the_text_names_rows_rules_and_columns)
{
    static const char *const wanted[] = {
        "rows read 43\n",
        "imported 40\n",
        "duplicate 1\n",
        "rejected 2\n  SCHEMA: 1 · ",
        "unlinked 0 (link files are not supported yet)\n",
        "collection year 1999-00\n",
        "rule hits 4 on rows 3 ",
        "rule 574 · missing.csv row 37 with row 36 · overlaps\n",
        "rule 574 · missing.csv row 40 · overlaps\n",
        "rule 576 · missing.csv row 41 with last year's row 3 · not carried in\n",
        "rule 576 · last year's missing.csv row 5 · not carried in\n",
        "duplicate · missing.csv row 9 repeats row 6: imported once\n",
        "rejected · missing.csv row 7 · column MIS_START · TIME: ",
        "rejected · missing.csv row 8 · SCHEMA: ",
        "\nread 43 = imported 40 + duplicate 1 + rejected 2 + unlinked 0\n",
    };
    struct tally tally = of_return();
    expect_in(written(tally_text, &tally), wanted, sizeof wanted / sizeof wanted[0]);
}

Test(tally, the_json_says_the_same)
{
    static const char *const wanted[] = {
        "\"schema\": \"homeward.import/1\"",
        "\"format\": \"ssda903\"",
        "\"read\": 43",
        "\"imported\": 40",
        "\"duplicate\": 1",
        "\"rejected\": 2",
        "\"unlinked\": 0",
        "\"TIME\": 1",
        "\"collection_year\": \"1999-00\"",
        "\"row\": 37",
        "\"with_row\": 36",
        "\"row\": 40",
        "\"with_row_of_last_year\": 3",
        "\"row\": 5,\n      \"last_year\": true",
        "\"rules_not_checked\": []",
        "\"repeats_row\": 6",
        "\"column\": \"MIS_START\"",
    };
    struct tally tally = of_return();
    expect_in(written(tally_json, &tally), wanted, sizeof wanted / sizeof wanted[0]);
}

Test(tally, records_have_no_rules_and_say_what_was_left_out)
{
    static const char *const wanted[] = {
        "already keyed 2\n", "unknown fields left out 5\n",
        "read 3 = imported 3 + duplicate 0 + rejected 0 + unlinked 0; dry run"};
    struct tally tally = {
        .read = 3, .imported = 3, .carried = 2, .unknown_fields = 5, .dry_run = true};
    const char *text = written(tally_text, &tally);
    expect_in(text, wanted, sizeof wanted / sizeof wanted[0]);
    cr_expect(strstr(text, "rule hits") == NULL);
}

Test(tally, a_rule_that_could_not_be_checked_is_named)
{
    struct tally tally = of_return();
    cr_expect(strstr(written(tally_text, &tally), "not checked") == NULL);
    tally.knows_last_year = false;
    cr_expect(strstr(written(tally_text, &tally), "\nrule 576 was not checked: ") != NULL);
    const char *json = strstr(written(tally_json, &tally), "\"rules_not_checked\": [");
    cr_assert(json != NULL);
    cr_expect(strstr(json, "\"576\"") != NULL);
}

Test(tally, numbers_that_do_not_add_up_are_never_printed, .signal = SIGABRT)
{
    struct tally tally = {.read = 3, .imported = 1};
    (void)written(tally_text, &tally);
}
