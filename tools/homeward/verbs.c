/* verbs: see verbs.h. */
#include "verbs.h"

#include <string.h>

enum { WORD_MAX = 32 };

static const struct verb verbs[] = {
    {"demo", "everything on this machine, with a synthetic county and the live page"},
    {"county", "make a synthetic county: the same seed, the same bytes"},
    {"import", "turn a return or a file of records into pseudonymised records"},
    {"aggregate", "keep child histories from the broker and raise indications"},
    {"report", "write the summary of a period from records"},
    {"panel", "serve the live page and feed"},
    {"archive", "copy topics to files, losslessly and with proof"},
    {"replay", "run history again, as known then or now"},
    {"verify", "hold a published summary against the log"},
    {"rejects", "list, show and redrive rejected records"},
    {"topics", "plan, apply and verify the topics"},
    {"forget", "erase a child's records, on a person's decision"},
    {"retention", "list and erase what has been kept long enough"},
    {"name", "add local case numbers to a list of keys, on the intake machine only"},
    {"status", "lag, restore progress and age of the data"},
    {"doctor", "say what is wrong with this set-up"},
};

size_t verbs_list(const struct verb **out)
{
    *out = verbs;
    return sizeof verbs / sizeof verbs[0];
}

bool verb_is_name(const char *word)
{
    size_t size = strspn(word, "abcdefghijklmnopqrstuvwxyz-");
    return size > 0 && size <= WORD_MAX && word[size] == '\0' && word[0] != '-';
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* The optimal string alignment distance, by the usual table. */
size_t verb_distance(const char *a, const char *b)
{
    size_t steps[WORD_MAX + 1][WORD_MAX + 1];
    size_t rows = least(strlen(a), WORD_MAX), columns = least(strlen(b), WORD_MAX);
    for (size_t i = 0; i <= rows; i++) {
        for (size_t j = 0; j <= columns; j++) {
            if (i == 0 || j == 0) {
                steps[i][j] = i + j;
                continue;
            }
            size_t replaced = steps[i - 1][j - 1] + (a[i - 1] != b[j - 1]);
            steps[i][j] = least(replaced, least(steps[i - 1][j], steps[i][j - 1]) + 1);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
                steps[i][j] = least(steps[i][j], steps[i - 2][j - 2] + 1);
            }
        }
    }
    return steps[rows][columns];
}

bool verb_is_near(const char *word, const char *verb)
{
    size_t size = strlen(word), other = strlen(verb);
    if (size >= 3 && strncmp(word, verb, least(size, other)) == 0) {
        return true;
    }
    return verb_distance(word, verb) * 3 <= (size > other ? size : other);
}
