/* rule_case: see rule_case.h. */
#include "support/rule_case.h"

#include <criterion/criterion.h>
#include <string.h>

#include "support/story.h"

void rule_cases_check(const char *rule, const struct rule_case *rows, size_t count)
{
    static struct story story;
    for (size_t i = 0; i < count; i++) {
        story_begin(&story, HOMEWARD_SOURCE_DIR);
        const char *became = story_tell(&story, rows[i].told);
        if (strcmp(became, "accepted") != 0) {
            cr_expect_str_eq(became, "accepted", "%s, %s: %s", rule, rows[i].name, became);
        } else {
            const char *found = story_indications(&story, "sim.a", rule, rows[i].tick);
            cr_expect_str_eq(found, rows[i].want, "%s, %s: \"%s\", not \"%s\"", rule, rows[i].name,
                             found, rows[i].want);
        }
        story_end(&story);
    }
}
