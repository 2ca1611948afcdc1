/* same_record: are two records the same value, whoever read them and wherever their texts lie?
 *
 * Compared field by field as the tables of codec/fields.h say, texts by content, and with them what
 * no table has: kind and number of unknown fields. Bytes between the fields mean nothing.
 */
#ifndef SUPPORT_SAME_RECORD_H
#define SUPPORT_SAME_RECORD_H

#include "domain/record.h"

/* NULL when they are the same, otherwise what differs first: the name of a field, "kind" or
 * "unknown_fields". */
const char *record_difference(const struct record *a, const struct record *b);

/* The same for what others make of two records: "digest" when record_digest() tells them apart,
 * "encoding" when encode_record() does. */
const char *record_meaning_difference(const struct record *a, const struct record *b);

#endif
