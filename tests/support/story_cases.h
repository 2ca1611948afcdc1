/* story_cases: tables of stories, each told to an empty table of histories (support/story.h), and
 * what is asked most often. */
#ifndef SUPPORT_STORY_CASES_H
#define SUPPORT_STORY_CASES_H

#include <stddef.h>

#include "support/story.h"

/* Expects every row to hold. */
void story_cases_check(const struct story_case *rows, size_t count);

#define STORY_CASES_CHECK(rows) story_cases_check(rows, sizeof(rows) / sizeof(rows)[0])

#define MARCH "E06000047 month:2016-03-01 2016-06-01T00:00:00Z"
#define OCTOBER "E06000047 month:2016-10-01 2016-12-01T00:00:00Z"

#endif
