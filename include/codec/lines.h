/* lines: NDJSON framing: the lines of a file held in memory.
 *
 * A newline ends a line; a last line needs none; CR before LF is white space and stays in the line.
 * A blank line is a line (the decoder rejects it as EMPTY). Every byte belongs to exactly one line.
 */
#ifndef CODEC_LINES_H
#define CODEC_LINES_H

#include <stdbool.h>
#include <stdint.h>

#include "base/slice.h"

struct lines {
    struct slice rest;
    uint64_t number; /* of the line handed out last, from 1 */
};

struct lines lines_of(struct slice bytes);
bool lines_next(struct lines *lines, struct slice *line);

#endif
