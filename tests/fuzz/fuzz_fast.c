/* fuzz_fast: whatever the fast reader takes, the referee takes with the same value.
 *
 * An input that begins with `{` is a line as it is, one that begins with `r` is one behind that.
 * Any other input is made into lines of records (support/spoiled_line.h): its bytes decide what is
 * spoilt in them, and once they are used up a stream seeded by their hash does. Each such line is
 * one structured execution; how many there were is printed at the end.
 *
 * For a sanitizer nothing around the line can be read, and the fast reader may not ask for memory.
 */
#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "codec/decode.h"
#include "codec/fast.h"
#include "support/same_record.h"
#include "support/spoiled_line.h"

#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANITIZED 1
#endif
#endif

#ifdef SANITIZED
#include <sanitizer/asan_interface.h>
#if __has_include(<sanitizer/allocator_interface.h>) /* not with every compiler */
#include <sanitizer/allocator_interface.h>
#define ALLOCATION_SEEN 1
#endif
#else
#define ASAN_POISON_MEMORY_REGION(at, size) ((void)(at), (void)(size))
#define ASAN_UNPOISON_MEMORY_REGION(at, size) ((void)(at), (void)(size))
#endif

enum { LINES_AT_ONCE = 64, BEFORE = 64 };

static struct {
    uint64_t structured, taken, raw;
} executions;
static bool reading; /* the fast reader is at work */

static void print_executions(void)
{
    printf("structured executions: %" PRIu64 ", taken by fast: %" PRIu64 ", raw: %" PRIu64 "\n",
           executions.structured, executions.taken, executions.raw);
}

static void must(bool holds)
{
    if (!holds) {
        abort();
    }
}

#ifdef ALLOCATION_SEEN
static void asked_for_memory(const volatile void *at, size_t size)
{
    (void)at, (void)size;
    must(!reading);
}

static void gave_back(const volatile void *at)
{
    (void)at;
}
#endif

static void prepare(void)
{
    static bool prepared = false;
    if (!prepared) {
        prepared = true;
        must(atexit(print_executions) == 0);
#ifdef ALLOCATION_SEEN
        must(__sanitizer_install_malloc_and_free_hooks(asked_for_memory, gave_back) > 0);
#endif
    }
}

static bool take_fast(struct slice bytes, struct record *out)
{
    reading = true;
    bool taken = fast_read(bytes, out);
    reading = false;
    return taken;
}

/* The bytes are those of `room` behind BEFORE; the rest of it cannot be touched meanwhile. */
static void check_line(char *room, size_t room_size, size_t size)
{
    static char memory[DECODE_ARENA];
    struct slice bytes = {room + BEFORE, size};
    struct record fast, referee;
    struct reject reject;
    ASAN_POISON_MEMORY_REGION(room, BEFORE);
    ASAN_POISON_MEMORY_REGION(room + BEFORE + size, room_size - BEFORE - size);
    bool taken = take_fast(bytes, &fast);
    if (taken) {
        struct arena arena = arena_over(memory, sizeof memory);
        must(decode_record(bytes, &arena, &referee, &reject) == DECODE_OK);
        must(record_difference(&fast, &referee) == NULL);
        must(record_digest(&fast) == record_digest(&referee));
        executions.taken++;
    }
    ASAN_UNPOISON_MEMORY_REGION(room, room_size);
}

/* The room is as large as the line needs, so that little is poisoned at a time. */
static void check_bytes(struct slice bytes)
{
    static char room[BEFORE + LINE_ROOM + BEFORE] __attribute__((aligned(16)));
    must(bytes.size <= LINE_ROOM);
    if (bytes.size > 0) {
        memcpy(room + BEFORE, bytes.at, bytes.size);
    }
    check_line(room, BEFORE + bytes.size + BEFORE, bytes.size);
}

static uint64_t hash_of(const uint8_t *data, size_t size)
{
    uint64_t hash = UINT64_C(14695981039346656037); /* FNV-1a */
    for (size_t i = 0; i < size; i++) {
        hash = (hash ^ data[i]) * UINT64_C(1099511628211);
    }
    return hash;
}

static void check_structured(const uint8_t *data, size_t size)
{
    static struct line_maker maker;
    struct choices choices = choices_of(data, size, hash_of(data, size));
    for (int i = 0; i < LINES_AT_ONCE; i++) {
        struct spoiled_line line;
        spoiled_line(&maker, &choices, &line);
        check_bytes(line.bytes);
        executions.structured++;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    prepare();
    bool marked = size > 0 && data[0] == 'r';
    if (marked || (size > 0 && data[0] == '{')) {
        if (size <= LINE_ROOM) {
            check_bytes((struct slice){(const char *)data + marked, size - marked});
            executions.raw++;
        }
    } else {
        check_structured(data, size);
    }
    return 0;
}
