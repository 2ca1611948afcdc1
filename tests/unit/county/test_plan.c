/* Settings to plan: what is refused, and that children are dealt out whole. */
#include <criterion/criterion.h>
#include <criterion/parameterized.h>
#include <string.h>

#include "base/err.h"
#include "made.h"

static const struct {
    const char *name, *preset, *from, *to, *authority;
    const char *text; /* in the message; NULL: accepted */
} rows[] = {
    {"the defaults", "durham", "2014-04-01", "2016-04-01", NULL, NULL},
    {"a leap day", "durham", "2016-02-29", "2018-03-01", NULL, NULL},
    {"one day", "durham", "2016-04-01", "2016-04-02", NULL, NULL},
    {"another authority", "durham-low", "2014-04-01", "2016-04-01", "E08000037", NULL},
    {"ten years", "durham", "2006-04-01", "2016-04-01", NULL, NULL},
    {"more than ten years", "durham", "2006-04-01", "2016-04-02", NULL, "--from and --to"},
    {"no day at all", "durham", "2016-04-01", "2016-04-01", NULL, "--from and --to"},
    {"the wrong way round", "durham", "2016-04-01", "2014-04-01", NULL, "--from and --to"},
    {"no such day", "durham", "2015-02-29", "2016-04-01", NULL, "--from"},
    {"an instant", "durham", "2014-04-01", "2016-04-01T00:00:00Z", NULL, "--to"},
    {"no such preset", "Durham", "2014-04-01", "2016-04-01", NULL, "--preset"},
    {"no such authority", "durham", "2014-04-01", "2016-04-01", "E06999999", "--authority"},
};
enum { ROWS = sizeof rows / sizeof rows[0] };

ParameterizedTestParameters(plan, settings_that_make_no_sense_are_refused_by_name)
{
    static size_t row[ROWS];
    for (size_t i = 0; i < ROWS; i++) {
        row[i] = i;
    }
    return cr_make_param_array(size_t, row, ROWS);
}

ParameterizedTest(const size_t *row, plan, settings_that_make_no_sense_are_refused_by_name)
{
    static struct plan plan;
    struct err err = {0};
    struct county_settings settings = {.preset = rows[*row].preset,
                                       .from = rows[*row].from,
                                       .to = rows[*row].to,
                                       .authority = rows[*row].authority};
    bool made = plan_make(&settings, &plan, &err);
    cr_expect_eq(made, rows[*row].text == NULL, "%s: %s", rows[*row].name, err.text);
    if (!made) {
        cr_expect_eq(err.code, ERR_USAGE);
        cr_expect_not_null(strstr(err.text, rows[*row].text), "%s", err.text);
    }
}

Test(plan, every_child_has_its_own_seat)
{
    static struct plan plan;
    enum { CHILDREN = 5000 };
    static bool taken[2][CHILD_GROUP_COUNT][CHILDREN];
    struct err err = {0};
    struct county_settings settings = made_settings();
    settings.children = CHILDREN;
    cr_assert(plan_make(&settings, &plan, &err));
    for (uint64_t number = 0; number < CHILDREN; number++) {
        struct seat seat = plan_seat(&plan, number);
        bool *seat_taken = &taken[seat.first_year][seat.group][seat.rank];
        cr_assert(!*seat_taken);
        *seat_taken = true;
    }
}

Test(plan, england_is_dealt_out_to_its_last_child)
{
    static struct plan plan;
    struct err err = {0};
    struct county_settings settings = made_settings();
    settings.preset = "england";
    cr_assert(plan_make(&settings, &plan, &err));
    uint64_t next = 0;
    for (uint32_t i = 0; i < plan.unit_count; i++) {
        cr_assert_eq(plan.units[i].first, next);
        next += plan.units[i].count;
    }
    cr_expect_eq(next, plan.children);
    cr_expect_eq(plan.unit_count, 153);
}
