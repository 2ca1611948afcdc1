/* spoiled_value: JSON values at and beyond the borders of what a field may hold.
 *
 * About half of what is written for a field is good.
 */
#ifndef SUPPORT_SPOILED_VALUE_H
#define SUPPORT_SPOILED_VALUE_H

#include "codec/fields.h"
#include "support/choices.h"

/* A value of the field's type, or nearly. */
void spoiled_value(struct choices *choices, const struct field *field, struct text *out);

#endif
