/* lines: NDJSON framing (see codec/lines.h). */
#include "codec/lines.h"

#include <string.h>

struct lines lines_of(struct slice bytes)
{
    return (struct lines){.rest = bytes};
}

bool lines_next(struct lines *lines, struct slice *line)
{
    struct slice rest = lines->rest;
    if (rest.size == 0) {
        return false;
    }
    const char *newline = memchr(rest.at, '\n', rest.size);
    size_t size = newline == NULL ? rest.size : (size_t)(newline - rest.at);
    size_t taken = newline == NULL ? size : size + 1;
    *line = (struct slice){rest.at, size};
    lines->rest = (struct slice){rest.at + taken, rest.size - taken};
    lines->number++;
    return true;
}
