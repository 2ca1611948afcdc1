/* story_cases: see story_cases.h. */
#include "support/story_cases.h"

#include <criterion/criterion.h>

void story_cases_check(const struct story_case *rows, size_t count)
{
    static struct story story;
    for (size_t i = 0; i < count; i++) {
        story_begin(&story, HOMEWARD_SOURCE_DIR);
        cr_expect(story_holds(&story, &rows[i]), "%s", story.said);
        story_end(&story);
    }
}
