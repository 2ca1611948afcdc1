/* slice: bytes that somebody else owns.
 *
 * Invariant: `at` is valid for `size` bytes, or size is 0. Anybody may build one; the header of
 * whoever hands one out says how long it lives. Not terminated: print with "%.*s".
 */
#ifndef BASE_SLICE_H
#define BASE_SLICE_H

#include <stdbool.h>
#include <stddef.h>

struct slice {
    const char *at;
    size_t size;
};

struct slice slice_of(const char *terminated);
bool slice_equal(struct slice a, struct slice b);
bool slice_is(struct slice a, const char *terminated);
bool slice_starts(struct slice a, const char *prefix);
/* Byte order, shorter first on a tie: a total order, the same in every locale. */
int slice_compare(struct slice a, struct slice b);
/* The part before the first `mark`, which is removed with it from *rest; all of it without one, and
 * then rest->at is NULL: nothing is left, not even an empty last part. */
struct slice slice_cut(struct slice *rest, char mark);

#endif
