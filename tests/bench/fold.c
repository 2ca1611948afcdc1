/* bench_fold: where the time and the memory of a fold go, for one file of records.
 *
 *   bench_fold FILE [TIMES]   (make a file with: homeward county --children 100000 -o FILE)
 *   bench_fold -              (records from standard input, which is never held whole)
 *
 * Each stage is run over the whole file in this one process, TIMES times (3), and its shortest time
 * counts: cutting lines; the referee alone; the fast reader alone, over all records; taking records
 * in, decoded before, a few at a time; the whole fold; one question. From standard input only the
 * fold and the question are timed, in seconds of this process without its reading. Memory that is
 * touched for the first time is paid for by whoever touches it: with TIMES 1, and from standard
 * input, that is in the figures. What counts is the ratios, since machines differ. Nothing is
 * asserted.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include "codec/decode.h"
#include "codec/fast.h"
#include "codec/lines.h"
#include "domain/code.h"
#include "domain/question.h"
#include "fold.h"
#include "shell/file.h"
#include "shell/memory.h"

/* As many records as lie decoded in the processor's cache, as the one record of a fold does. */
enum { CHUNK = 64, PIECE_BYTES = 4 << 20 };
#define GIBIBYTE ((size_t)1 << 30)

struct kept_bytes { /* of the slab: facts of one kind, each in its first copy alone */
    uint64_t facts, ids, bytes, children, children_bytes;
};

struct bench {
    struct slice bytes;
    struct arena memory, slab;
    struct histories *histories;
    struct fold fold;
    double lines_s, referee_s, fast_s, apply_s, fold_s, question_s;
    double pages_s; /* of fold_s, in the system: giving memory that is touched for the first time */
    uint64_t lines, fast, read_bytes;
    uint32_t cells;
    size_t used;
    struct kept_bytes kept[RECORD_KIND_COUNT];
};

static double now_s(void)
{
    struct timespec now;
    (void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static double system_s(void)
{
    struct rusage usage = {0};
    (void)getrusage(RUSAGE_SELF, &usage);
    return (double)usage.ru_stime.tv_sec + (double)usage.ru_stime.tv_usec / 1e6;
}

static void keep_least(double *least, double seconds)
{
    if (*least == 0 || seconds < *least) {
        *least = seconds;
    }
}

static void start_histories(struct histories *histories, const struct arena *slab)
{
    static const unsigned char seed[16] = {1};
    histories_init(histories, slab_over(slab->begin, (size_t)(slab->end - slab->begin)), seed);
}

static bool start_fold(struct bench *bench, struct arena *memory)
{
    start_histories(bench->histories, &bench->slab);
    return fold_init(&bench->fold, bench->histories, DECODER_FAST, memory);
}

static void time_lines(struct bench *bench)
{
    struct lines lines = lines_of(bench->bytes);
    struct slice line;
    bench->lines = 0;
    double start = now_s();
    while (lines_next(&lines, &line)) {
        bench->lines++;
    }
    keep_least(&bench->lines_s, now_s() - start);
}

static void time_referee(struct bench *bench)
{
    struct arena memory = bench->memory;
    struct lines lines = lines_of(bench->bytes);
    struct slice line;
    struct record *record = ARENA_NEW(&memory, struct record, 1);
    char *scratch = arena_alloc(&memory, 1, 16, DECODE_ARENA);
    struct reject reject;
    double start = now_s();
    while (lines_next(&lines, &line)) {
        struct arena arena = arena_over(scratch, DECODE_ARENA);
        (void)decode_record(line, &arena, record, &reject);
    }
    keep_least(&bench->referee_s, now_s() - start);
}

static void time_fast(struct bench *bench)
{
    struct arena memory = bench->memory;
    struct lines lines = lines_of(bench->bytes);
    struct slice line;
    struct record *record = ARENA_NEW(&memory, struct record, 1);
    bench->fast = 0;
    double start = now_s();
    while (lines_next(&lines, &line)) {
        bench->fast += fast_read(line, record);
    }
    keep_least(&bench->fast_s, now_s() - start);
}

/* The next records, decoded as the fold decodes them; 0 at the end. */
static uint32_t decode_chunk(struct lines *lines, struct record *records, struct arena arena)
{
    uint32_t count = 0;
    struct slice line;
    struct reject reject;
    while (count < CHUNK && lines_next(lines, &line)) {
        struct record *record = &records[count];
        count +=
            fast_read(line, record) || decode_record(line, &arena, record, &reject) == DECODE_OK;
    }
    return count;
}

static bool time_apply(struct bench *bench)
{
    struct arena memory = bench->memory;
    struct lines lines = lines_of(bench->bytes);
    struct record *records = ARENA_NEW(&memory, struct record, CHUNK);
    char *scratch = arena_alloc(&memory, 1, 16, (size_t)CHUNK * DECODE_ARENA);
    struct arena arena = arena_over(scratch, (size_t)CHUNK * DECODE_ARENA);
    double taken = 0;
    uint32_t count;
    start_histories(bench->histories, &bench->slab);
    while ((count = decode_chunk(&lines, records, arena)) > 0) {
        double start = now_s();
        for (uint32_t i = 0; i < count; i++) {
            if (histories_apply(bench->histories, &records[i]) == APPLIED_FULL) {
                return false;
            }
        }
        taken += now_s() - start;
    }
    keep_least(&bench->apply_s, taken);
    return true;
}

static bool time_fold(struct bench *bench)
{
    struct arena memory = bench->memory;
    struct lines lines = lines_of(bench->bytes);
    if (!start_fold(bench, &memory)) {
        return false;
    }
    double start = now_s();
    bool done = fold_lines(&bench->fold, &lines, UINT64_MAX, NULL) == FOLD_DONE;
    keep_least(&bench->fold_s, now_s() - start);
    return done;
}

static bool time_question(struct bench *bench)
{
    struct rules rules = rules_default();
    struct tools tools = {0};
    struct question question = {.rules = &rules, .tools = &tools};
    struct aggregate aggregate;
    struct arena memory = bench->memory;
    if (!code_read_gss(slice_of("E06000047"), &question.authority) ||
        period_read(slice_of("year:2015-04-01"), period_default_anchor(), &question.period) !=
            PERIOD_OK) {
        return false;
    }
    question.as_of = question.period.end_s;
    double start = now_s();
    bool answered = question_answer(bench->histories, &question, &memory, NULL, &aggregate);
    keep_least(&bench->question_s, now_s() - start);
    bench->cells = aggregate.count;
    return answered;
}

/* The blocks and the table of the children, without what they have. */
static uint64_t children_bytes(const struct histories *histories)
{
    uint64_t bytes = (uint64_t)histories->children.slot_count * sizeof(struct index_slot);
    uint32_t slot = 0;
    const struct history *history;
    while ((history = histories_next(histories, &slot)) != NULL) {
        size_t size = sizeof *history + 1 + histories_text(histories, history->child).size;
        bytes += (size + SLAB_UNIT - 1) / SLAB_UNIT * SLAB_UNIT;
    }
    return bytes;
}

static bool known(const struct histories *histories, const struct record *record)
{
    const struct history *history = histories_find(histories, record->child);
    return history != NULL && history_fact(histories, history, record->kind, record->id) != NULL;
}

/* Only the first record of each fact, each kind in a slab of its own. */
static bool measure_kinds(struct bench *bench)
{
    struct arena memory = bench->memory;
    struct lines lines = lines_of(bench->bytes);
    struct record *records = ARENA_NEW(&memory, struct record, CHUNK);
    char *scratch = arena_alloc(&memory, 1, 16, (size_t)CHUNK * DECODE_ARENA);
    struct arena arena = arena_over(scratch, (size_t)CHUNK * DECODE_ARENA);
    struct histories *of = ARENA_NEW(&memory, struct histories, RECORD_KIND_COUNT);
    size_t room = 8 * GIBIBYTE;
    struct arena slabs[RECORD_KIND_COUNT] = {0};
    struct err err = {0};
    uint32_t count;
    for (int kind = 0; kind < RECORD_KIND_COUNT; kind++) {
        if (!memory_reserve(room, &slabs[kind], &err)) {
            return false;
        }
        start_histories(&of[kind], &slabs[kind]);
    }
    while ((count = decode_chunk(&lines, records, arena)) > 0) {
        for (uint32_t i = 0; i < count; i++) {
            enum record_kind kind = records[i].kind;
            if (known(&of[kind], &records[i])) {
                continue;
            }
            bench->kept[kind].ids += records[i].id.size;
            if (histories_apply(&of[kind], &records[i]) == APPLIED_FULL) {
                return false;
            }
        }
    }
    for (int kind = 0; kind < RECORD_KIND_COUNT; kind++) {
        struct kept_bytes *kept = &bench->kept[kind];
        kept->facts = of[kind].fact_count[kind];
        kept->children = of[kind].child_count;
        kept->children_bytes = children_bytes(&of[kind]);
        kept->bytes = slab_bytes_used(&of[kind].slab) - kept->children_bytes;
        memory_release(&slabs[kind]);
    }
    return true;
}

static void row(const struct bench *bench, const char *stage, double seconds)
{
    double records = (double)bench->lines;
    printf("  %-11s %9.3f s %12.0f records/s %8.3f us a record %6.1f %% of the fold\n", stage,
           seconds, records / seconds, seconds / records * 1e6, seconds / bench->fold_s * 100);
}

static double each(uint64_t all, uint64_t of)
{
    return of == 0 ? 0 : (double)all / (double)of;
}

static void print_counts(const struct bench *bench)
{
    const struct histories *histories = bench->histories;
    const uint64_t *facts = histories->fact_count;
    printf("%" PRIu64 " records (%.0f bytes each), %u children, %" PRIu64 " episodes, %" PRIu64
           " interviews, %" PRIu64 " assessments, %" PRIu64 " decisions\n",
           bench->lines, (double)bench->read_bytes / (double)bench->lines, histories->child_count,
           facts[RECORD_EPISODE], facts[RECORD_INTERVIEW], facts[RECORD_ASSESSMENT],
           facts[RECORD_DECISION]);
}

static void print_fold(const struct bench *bench)
{
    row(bench, "fold", bench->fold_s);
    if (bench->pages_s > 0) {
        row(bench, "of it pages", bench->pages_s);
    }
    printf("  question   %9.3f s %12.0f episodes/s, %u cells\n", bench->question_s,
           (double)bench->histories->fact_count[RECORD_EPISODE] / bench->question_s, bench->cells);
    printf("  slab       %.1f MiB, %.1f bytes a child, %.1f bytes a record; %.1f MiB of memory at "
           "most\n",
           (double)bench->used / (1 << 20), each(bench->used, bench->histories->child_count),
           each(bench->used, bench->lines), (double)memory_peak() / (1 << 20));
}

static void print_kinds(const struct bench *bench)
{
    printf(
        "  bytes of slab, first revisions only, each kind alone, lists of facts and their slack\n"
        "  counted with the fact, blocks and table of children apart:\n");
    for (int kind = 0; kind < RECORD_KIND_COUNT; kind++) {
        const struct kept_bytes *kept = &bench->kept[kind];
        printf("    %-10s %6.1f each (id of %.1f bytes), %.1f a child (of %" PRIu64 ")\n",
               record_kind_name((enum record_kind)kind), each(kept->bytes, kept->facts),
               each(kept->ids, kept->facts), each(kept->children_bytes, kept->children),
               kept->children);
    }
}

static bool run_file(struct bench *bench, int times)
{
    bench->read_bytes = bench->bytes.size;
    for (int i = 0; i < times; i++) {
        time_lines(bench);
        if (bench->lines == 0) {
            return false;
        }
        time_referee(bench);
        time_fast(bench);
        if (!time_apply(bench) || !time_fold(bench) || !time_question(bench)) {
            return false;
        }
    }
    bench->used = slab_bytes_used(&bench->histories->slab);
    print_counts(bench);
    row(bench, "lines", bench->lines_s);
    row(bench, "referee", bench->referee_s);
    row(bench, "fast", bench->fast_s);
    printf("  the fast reader took %.1f %% of the records\n",
           each(bench->fast * 100, bench->lines));
    row(bench, "apply", bench->apply_s);
    print_fold(bench);
    if (!measure_kinds(bench)) {
        return false;
    }
    print_kinds(bench);
    return true;
}

/* Fold the whole lines of a piece; what is left of it is the beginning of the next. */
static bool fold_piece(struct bench *bench, char *piece, size_t *held, bool last)
{
    size_t whole = *held;
    while (!last && whole > 0 && piece[whole - 1] != '\n') {
        whole--;
    }
    if (whole == 0 && *held == PIECE_BYTES) {
        return false;
    }
    struct lines lines = lines_of((struct slice){piece, whole});
    double start = now_s(), system = system_s();
    bool done = fold_lines(&bench->fold, &lines, UINT64_MAX, NULL) == FOLD_DONE;
    bench->fold_s += now_s() - start;
    bench->pages_s += system_s() - system;
    bench->lines += lines.number;
    *held -= whole;
    memmove(piece, piece + whole, *held);
    return done;
}

static bool run_stream(struct bench *bench)
{
    struct arena memory = bench->memory;
    char *piece = ARENA_NEW(&memory, char, PIECE_BYTES);
    size_t held = 0;
    ssize_t got;
    if (!start_fold(bench, &memory)) {
        return false;
    }
    while ((got = read(STDIN_FILENO, piece + held, PIECE_BYTES - held)) > 0) {
        held += (size_t)got;
        bench->read_bytes += (uint64_t)got;
        if (held == PIECE_BYTES && !fold_piece(bench, piece, &held, false)) {
            return false;
        }
    }
    if (got < 0 || !fold_piece(bench, piece, &held, true) || !time_question(bench)) {
        return false;
    }
    if (bench->lines == 0) {
        return false;
    }
    bench->used = slab_bytes_used(&bench->histories->slab);
    print_counts(bench);
    printf("  the fast reader took %.1f %% of the records\n",
           each(bench->fold.fast * 100, bench->lines));
    print_fold(bench);
    return true;
}

int main(int argc, char **argv)
{
    struct err err = {0};
    struct file file;
    static struct bench bench;
    bool stream = argc == 2 && strcmp(argv[1], "-") == 0;
    if (argc < 2 || argc > 3) {
        (void)fprintf(stderr, "usage: bench_fold FILE [TIMES] | bench_fold - (standard input)\n");
        return 64;
    }
    if ((!stream && !file_init(&file, argv[1], &err)) ||
        !memory_reserve(16 * GIBIBYTE, &bench.memory, &err) ||
        !memory_reserve(32 * GIBIBYTE, &bench.slab, &err)) {
        (void)fprintf(stderr, "bench_fold: %s\n", err.text);
        return err_exit_code(err.code);
    }
    bench.histories = ARENA_NEW(&bench.memory, struct histories, 1);
    bench.bytes = stream ? (struct slice){0} : file.bytes;
    if (!(stream ? run_stream(&bench)
                 : run_file(&bench, argc == 3 ? (int)strtol(argv[2], NULL, 10) : 3))) {
        (void)fprintf(
            stderr, "bench_fold: no records, out of memory, a line too long, or a newer schema\n");
        return 71;
    }
    if (!stream) {
        file_done(&file);
    }
    return 0;
}
