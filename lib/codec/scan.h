/* scan: what must be known about the bytes of a record before, or in spite of, the parser.
 *
 * The parser has limits of its own (2,048 levels) and turns `-0` into 0, so depth and the place of
 * the first `-0` are found here. A scan knows strings, escapes, brackets and runs of number
 * characters, and says nothing about whether the rest is JSON.
 */
#ifndef CODEC_SCAN_H
#define CODEC_SCAN_H

#include <stdbool.h>
#include <stdint.h>

#include "base/slice.h"

enum { SCAN_DEPTH_MAX = 16 }; /* the top object is depth 1 */

/* True when the bytes are well-formed UTF-8 (RFC 3629). */
bool scan_utf8(struct slice bytes);

struct scan {
    bool too_deep;
    uint32_t negative_zero; /* which number of the document is the first `-0`, from 1; 0: none */
};
struct scan scan_tokens(struct slice bytes);

#endif
