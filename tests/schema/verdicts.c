/* verdicts: what the decoder says of each line of standard input, one line each.
 *
 * `OK`, `NEWER`, `FULL`, or a reject code and its pointer. For agree.mjs, which holds it against
 * another reading of the JSON Schemas.
 */
#include <stdio.h>
#include <stdlib.h>

#include "codec/decode.h"

static void print_verdict(enum decoded decoded, const struct reject *reject)
{
    switch (decoded) {
    case DECODE_OK:
        (void)puts("OK");
        break;
    case DECODE_NEWER:
        (void)puts("NEWER");
        break;
    case DECODE_REJECTED:
        (void)printf("%s %s\n", reject_row(reject->code)->name, reject->pointer);
        break;
    default:
        (void)puts("FULL");
        break;
    }
}

int main(void)
{
    char *memory = malloc(DECODE_ARENA);
    char *line = NULL;
    size_t room = 0;
    ssize_t size = 0;
    while (memory != NULL && (size = getline(&line, &room, stdin)) > 0) {
        struct arena arena = arena_over(memory, DECODE_ARENA);
        struct slice bytes = {.at = line, .size = (size_t)size};
        if (line[size - 1] == '\n') {
            bytes.size--;
        }
        static struct record record;
        struct reject reject = {.code = REJECT_NONE};
        print_verdict(decode_record(bytes, &arena, &record, &reject), &reject);
    }
    free(line);
    free(memory);
    return ferror(stdin) != 0 || memory == NULL ? 1 : 0;
}
