/* The report says rows, columns, rules and codes, for people and for programs, and adds up. */
#include <criterion/criterion.h>
#include <signal.h>
#include <string.h>

#include "tally.h"

enum { TEXT_MAX = 8192 };

static char memory[TEXT_MAX];

static const struct ssda903_rule rule = {"574", "overlaps", NULL, "a basis"};
static struct ssda903_hit hits[] = {{&rule, 37, 36}, {&rule, 40, 0}};
static const struct ssda903_hits found = {hits, 2, 2};
static const struct tally_reject rejects[] = {{7, {REJECT_TIME, "MIS_START"}}};

static struct tally of_return(void)
{
    struct tally tally = {.read = 43,
                          .imported = 42,
                          .file = "missing.csv",
                          .collection_year = 1999,
                          .hits = &found,
                          .rejects = rejects};
    tally_reject(&tally, REJECT_TIME);
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
        "imported 42\n",
        "rejected 1\n  TIME: 1 · ",
        "unlinked 0\n",
        "collection year 1999-00\n",
        "rule hits 2 on rows 2 ",
        "rule 574 · missing.csv row 37 with row 36 · overlaps\n",
        "rule 574 · missing.csv row 40 · overlaps\n",
        "rejected · missing.csv row 7 · column MIS_START · TIME: ",
        "\nread 43 = imported 42 + rejected 1 + unlinked 0\n",
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
        "\"imported\": 42",
        "\"rejected\": 1",
        "\"unlinked\": 0",
        "\"TIME\": 1",
        "\"collection_year\": \"1999-00\"",
        "\"row\": 37",
        "\"with_row\": 36",
        "\"row\": 40",
        "\"column\": \"MIS_START\"",
    };
    struct tally tally = of_return();
    expect_in(written(tally_json, &tally), wanted, sizeof wanted / sizeof wanted[0]);
}

Test(tally, records_have_no_rules_and_say_what_was_left_out)
{
    static const char *const wanted[] = {"already keyed 2\n", "unknown fields left out 5\n",
                                         "read 3 = imported 3 + rejected 0 + unlinked 0; dry run"};
    struct tally tally = {
        .read = 3, .imported = 3, .carried = 2, .unknown_fields = 5, .dry_run = true};
    const char *text = written(tally_text, &tally);
    expect_in(text, wanted, sizeof wanted / sizeof wanted[0]);
    cr_expect(strstr(text, "rule hits") == NULL);
}

Test(tally, numbers_that_do_not_add_up_are_never_printed, .signal = SIGABRT)
{
    struct tally tally = {.read = 3, .imported = 1};
    (void)written(tally_text, &tally);
}
