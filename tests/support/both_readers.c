/* both_readers: see both_readers.h. */
#include "support/both_readers.h"

#include "codec/fast.h"
#include "support/same_record.h"

struct both both_read(struct slice line)
{
    static char memory[DECODE_ARENA];
    struct arena arena = arena_over(memory, sizeof memory);
    struct record fast, referee;
    struct both both = {.taken = fast_read(line, &fast)};
    both.decoded = decode_record(line, &arena, &referee, &both.reject);
    if (both.taken && both.decoded != DECODE_OK) {
        both.broken = "the referee does not take it";
    } else if (both.taken) {
        both.broken = record_difference(&fast, &referee);
        both.broken =
            both.broken != NULL ? both.broken : record_meaning_difference(&fast, &referee);
    }
    return both;
}
