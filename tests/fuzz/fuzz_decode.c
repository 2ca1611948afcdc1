/* fuzz_decode: any bytes are either a record, or a reason with a bounded pointer; never both, never
 * neither, and never a different answer the second time. A record survives encoding.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "codec/decode.h"
#include "codec/encode.h"

static void must(bool holds)
{
    if (!holds) {
        abort();
    }
}

static void check_reject(const struct reject *reject)
{
    must(reject->code > REJECT_ROUTE && reject->code < REJECT_REVISION_CONFLICT);
    must(memchr(reject->pointer, '\0', sizeof reject->pointer) != NULL);
    must(reject->byte >= -1);
    for (const char *at = reject->pointer; *at != '\0'; at++) {
        bool plain = (*at >= 'a' && *at <= 'z') || (*at >= '0' && *at <= '9') || *at == '_';
        must(plain || (*at == '/' && at[1] != '/' && at[1] != '\0'));
    }
    char memory[2048];
    struct text message = text_over(memory, sizeof memory);
    reject_write(reject, &message);
    must(!message.full && message.size > 0);
}

static void check_record(const struct record *record)
{
    static char bytes[2 * RECORD_BYTES_MAX], memory[DECODE_ARENA];
    struct reject reject = {0};
    must(record_check(record, &reject));
    struct text text = text_over(bytes, sizeof bytes);
    encode_record(record, &text);
    must(!text.full);
    struct arena arena = arena_over(memory, sizeof memory);
    struct record again;
    must(decode_record(text_slice(&text), &arena, &again, &reject) == DECODE_OK);
    must(record_digest(&again) == record_digest(record));
    must(again.recorded_at == record->recorded_at && again.unknown_fields == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static char memory[DECODE_ARENA];
    struct arena arena = arena_over(memory, sizeof memory);
    struct slice bytes = {(const char *)data, size};
    struct record record = {.revision = -7}; /* no record has that */
    struct reject reject = {.code = REJECT_NONE};
    switch (decode_record(bytes, &arena, &record, &reject)) {
    case DECODE_OK:
        must(reject.code == REJECT_NONE && record.revision >= 1);
        check_record(&record);
        break;
    case DECODE_REJECTED:
        must(record.revision == -7 && arena_used(&arena) == 0);
        check_reject(&reject);
        break;
    case DECODE_NEWER:
        must(record.revision == -7 && reject.code == REJECT_NONE);
        break;
    default:
        abort(); /* memory did not run out */
    }
    return 0;
}
