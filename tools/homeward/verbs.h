/* verbs: what the front command knows of its programs. Pure.
 *
 * The table is for people: a verb runs when its program is there, listed or not.
 */
#ifndef HOMEWARD_VERBS_H
#define HOMEWARD_VERBS_H

#include <stdbool.h>
#include <stddef.h>

struct verb {
    const char *name;
    const char *purpose; /* one line */
};

/* In the order of the contract, §6. Returns their number. */
size_t verbs_list(const struct verb **out);

/* Letters and hyphens, beginning with a letter: never a path. */
bool verb_is_name(const char *word);
/* How many letters to insert, delete or replace, or neighbours to swap, to make one of the other.
 */
size_t verb_distance(const char *a, const char *b);
/* Near enough to suggest: a third of the longer word, or one the beginning of the other. */
bool verb_is_near(const char *word, const char *verb);

#endif
