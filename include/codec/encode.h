/* encode: a record to its line, one canonical form.
 *
 * Fields in the order of the contract's tables, envelope first; what is not given, and defaults,
 * are left out; instants end in `Z`; no white space. decode_record(encode_record(r)) has the same
 * content as r.
 */
#ifndef CODEC_ENCODE_H
#define CODEC_ENCODE_H

#include "base/text.h"
#include "domain/record.h"

/* Without a newline. */
void encode_record(const struct record *record, struct text *out);

#endif
