/* The fast reader stays inside its bytes: in front of them and behind them lie pages that nobody
 * may touch, so that a read outside ends the test. */
#include <criterion/criterion.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/text.h"
#include "codec/encode.h"
#include "codec/fast.h"
#include "support/both_readers.h"
#include "support/random_record.h"
#include "support/spoiled_line.h"

enum { LENGTH_MAX = 4096, ROOM = 1 << 20, SEED = 71 };

struct guarded {
    char *at; /* ROOM bytes, with a page of no access on both sides */
};

static struct guarded guarded_room(void)
{
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
    cr_assert_eq(ROOM % page, 0);
    char *all = mmap(NULL, ROOM + 2 * page, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    cr_assert_neq(all, MAP_FAILED);
    cr_assert_eq(mprotect(all + page, ROOM, PROT_READ | PROT_WRITE), 0);
    return (struct guarded){all + page};
}

static struct slice placed(const struct guarded *room, struct slice bytes, bool at_end)
{
    cr_assert_leq(bytes.size, ROOM);
    char *at = at_end ? room->at + ROOM - bytes.size : room->at;
    if (bytes.size > 0) {
        memcpy(at, bytes.at, bytes.size);
    }
    return (struct slice){at, bytes.size};
}

struct counts {
    uint32_t read, taken;
};

/* Asks the referee about what was taken, and now and then about what was not. */
static void read_guarded(const struct guarded *room, struct slice bytes, struct counts *counts)
{
    enum { NOW_AND_THEN = 16 };
    struct record record;
    bool at_begin = fast_read(placed(room, bytes, false), &record);
    struct slice at_end = placed(room, bytes, true);
    bool taken = fast_read(at_end, &record);
    cr_assert_eq(taken, at_begin, "the answer depends on where the bytes lie");
    if (taken || counts->read % NOW_AND_THEN == 0) {
        struct both both = both_read(at_end);
        cr_assert_null(both.broken, "%zu bytes: %s", bytes.size, both.broken);
    }
    counts->read++;
    counts->taken += taken;
}

static void write_record(struct rng *rng, enum record_kind kind, struct text *out)
{
    char memory[RANDOM_RECORD_ARENA];
    struct arena arena = arena_over(memory, sizeof memory);
    struct random_shape shape = random_shape_default();
    struct record record;
    random_record_of(rng, &shape, kind, &arena, &record);
    out->size = 0;
    encode_record(&record, out);
    cr_assert(!out->full);
}

/* The line with as much of `fill` put in between front and behind as makes it `size` bytes; or its
 * first `size` bytes when it is longer as it is. */
static struct slice padded(struct slice line, size_t cut, const char *front, char fill,
                           const char *behind, size_t size)
{
    static char memory[LENGTH_MAX];
    struct text text = text_over(memory, sizeof memory);
    size_t least = line.size + strlen(front) + strlen(behind);
    if (size < least) {
        return (struct slice){line.at, size < line.size ? size : line.size};
    }
    text_put(&text, (struct slice){line.at, cut});
    text_puts(&text, front);
    for (size_t i = least; i < size; i++) {
        text_char(&text, fill);
    }
    text_puts(&text, behind);
    text_put(&text, (struct slice){line.at + cut, line.size - cut});
    cr_assert(!text.full);
    return text_slice(&text);
}

Test(fast_guard, records_of_every_length_are_read_within_their_bytes)
{
    struct guarded room = guarded_room();
    struct rng rng = rng_seeded(SEED);
    for (int kind = 0; kind < RECORD_KIND_COUNT; kind++) {
        static char memory[2 * LENGTH_MAX];
        struct text text = text_over(memory, sizeof memory);
        struct counts unknown = {0}, inside = {0}, behind = {0};
        do { /* one that leaves lengths above it */
            write_record(&rng, (enum record_kind)kind, &text);
        } while (text.size > LENGTH_MAX / 4);
        struct slice line = text_slice(&text);
        for (size_t size = 0; size <= LENGTH_MAX; size++) {
            read_guarded(&room, padded(line, line.size - 1, ",\"pad\":\"", 'a', "\"", size),
                         &unknown);
            read_guarded(&room, padded(line, 1, "", ' ', "", size), &inside);
            read_guarded(&room, padded(line, line.size, "", '\t', "", size), &behind);
        }
        uint32_t possible = LENGTH_MAX / 2;
        cr_expect(unknown.taken + inside.taken + behind.taken >= possible, "%d: %u, %u, %u taken",
                  kind, unknown.taken, inside.taken, behind.taken);
    }
}

Test(fast_guard, every_beginning_of_a_record_is_read_within_its_bytes)
{
    struct guarded room = guarded_room();
    struct rng rng = rng_seeded(SEED + 1);
    for (int i = 0; i < 8 * RECORD_KIND_COUNT; i++) {
        static char memory[2 * LENGTH_MAX];
        struct text text = text_over(memory, sizeof memory);
        write_record(&rng, (enum record_kind)(i % RECORD_KIND_COUNT), &text);
        struct counts whole = {0}, begun = {0}, ended = {0};
        read_guarded(&room, text_slice(&text), &whole);
        cr_expect_eq(whole.taken, whole.read, "a record of the encoder's");
        for (size_t size = 0; size < text.size; size++) {
            read_guarded(&room, (struct slice){text.at, size}, &begun);
            read_guarded(&room, (struct slice){text.at + size + 1, text.size - size - 1}, &ended);
        }
        cr_expect_eq(begun.taken + ended.taken, 0, "half a record is none");
    }
}

Test(fast_guard, noise_of_every_length_is_read_within_its_bytes)
{
    static const char marks[] = "{}[]\":,\\u0019-. \teE/truefalsn\xC3\xA9";
    struct guarded room = guarded_room();
    struct rng rng = rng_seeded(SEED + 2);
    struct counts counts = {0};
    for (size_t size = 0; size <= LENGTH_MAX; size++) {
        char bytes[LENGTH_MAX];
        bool any = rng_chance(&rng, 500);
        for (size_t i = 0; i < size; i++) {
            uint64_t byte = any ? rng_below(&rng, 256) : rng_below(&rng, sizeof marks - 1);
            bytes[i] = any ? (char)byte : marks[byte];
        }
        read_guarded(&room, (struct slice){bytes, size}, &counts);
        if (size > 0) { /* and what has to be looked into */
            bytes[0] = '{';
            read_guarded(&room, (struct slice){bytes, size}, &counts);
        }
    }
    cr_expect_eq(counts.taken, 0);
}

Test(fast_guard, spoilt_lines_are_read_within_their_bytes)
{
#ifdef __SANITIZE_ADDRESS__
    enum { LINES = 4000 };
#else
    enum { LINES = 40000 };
#endif
    static struct line_maker maker;
    struct guarded room = guarded_room();
    struct counts counts = {0};
    for (uint64_t i = 0; i < LINES; i++) {
        struct choices choices = {.rng = rng_fork(SEED + 3, i)};
        struct spoiled_line line;
        spoiled_line(&maker, &choices, &line);
        read_guarded(&room, line.bytes, &counts);
    }
    cr_expect_geq(counts.taken, LINES / 5, "hardly any line was taken: %u", counts.taken);
}
