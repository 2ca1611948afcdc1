/* The front command knows a verb from a path and a slip from nonsense. */
#include <criterion/criterion.h>
#include <string.h>

#include "verbs.h"

Test(verbs, only_letters_and_hyphens_make_a_verb)
{
    static const char *const good[] = {"report", "a", "annex-a"};
    static const char *const bad[] = {
        "", "-x", "../report", "a/b", "Report", "a b", "r1", "abcdefghijklmnopqrstuvwxyzabcdefg"};
    for (size_t i = 0; i < sizeof good / sizeof good[0]; i++) {
        cr_expect(verb_is_name(good[i]), "%s", good[i]);
    }
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        cr_expect(!verb_is_name(bad[i]), "%s", bad[i]);
    }
}

Test(verbs, distance_counts_slips_of_the_finger)
{
    static const struct {
        const char *a, *b;
        size_t want;
    } cases[] = {{"report", "report", 0},  {"reprot", "report", 1}, {"repot", "report", 1},
                 {"reporrt", "report", 1}, {"export", "report", 2}, {"", "demo", 4},
                 {"kitten", "sitting", 3}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        cr_expect_eq(verb_distance(cases[i].a, cases[i].b), cases[i].want, "%s %s", cases[i].a,
                     cases[i].b);
        cr_expect_eq(verb_distance(cases[i].b, cases[i].a), cases[i].want, "%s %s", cases[i].b,
                     cases[i].a);
    }
}

Test(verbs, a_slip_is_near_and_another_word_is_not)
{
    cr_expect(verb_is_near("reprot", "report"));
    cr_expect(verb_is_near("rep", "report"));
    cr_expect(verb_is_near("reports", "report"));
    cr_expect(!verb_is_near("xyzzy", "report"));
    cr_expect(!verb_is_near("re", "report"));
}

Test(verbs, every_verb_has_a_name_and_one_line)
{
    const struct verb *verbs;
    size_t count = verbs_list(&verbs);
    cr_assert(count > 0);
    for (size_t i = 0; i < count; i++) {
        cr_expect(verb_is_name(verbs[i].name), "%s", verbs[i].name);
        cr_expect(verbs[i].purpose[0] != '\0' && strchr(verbs[i].purpose, '\n') == NULL);
        for (size_t j = 0; j < i; j++) {
            cr_expect_str_neq(verbs[i].name, verbs[j].name);
        }
    }
}
