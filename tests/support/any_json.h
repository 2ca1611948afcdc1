/* any_json: JSON values, mostly sound, of any shape and size that a reader must cope with.
 */
#ifndef SUPPORT_ANY_JSON_H
#define SUPPORT_ANY_JSON_H

#include "support/choices.h"

/* Any JSON value of at most `depth` levels. */
void any_value(struct choices *choices, int depth, struct text *out);
/* A small value that is most likely not what was expected, or no value at all. */
void odd_value(struct choices *choices, struct text *out);
/* A number in any dress, sound or not. */
void any_number(struct choices *choices, struct text *out);
/* What can be put into a string: escapes and bytes, sound or not. */
void any_string_part(struct choices *choices, struct text *out);
/* `levels` arrays and objects around a value. */
void nested_value(struct choices *choices, int levels, struct text *out);
/* An array, an object or a string of about the size that the limits allow. */
void large_value(struct choices *choices, struct text *out);

#endif
