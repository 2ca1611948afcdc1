/* fuzz_lines: every byte belongs to exactly one line, and no line holds a newline. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "codec/lines.h"

static void must(bool holds)
{
    if (!holds) {
        abort();
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct lines lines = lines_of((struct slice){(const char *)data, size});
    struct slice line;
    uint64_t count = 0;
    size_t at = 0;
    while (lines_next(&lines, &line)) {
        must(lines.number == ++count);
        must(line.at == (const char *)data + at);
        must(line.size == 0 || memchr(line.at, '\n', line.size) == NULL);
        at += line.size;
        must(at == size || data[at] == '\n');
        at += at < size;
    }
    must(at == size && lines.number == count);
    return 0;
}
