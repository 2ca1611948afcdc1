/* bench_fold: where the time and the memory of a fold go, for one file of records.
 *
 *   bench_fold FILE [TIMES]      (make a file with: homeward county --children 100000 -o FILE)
 *
 * Each stage is run over the whole file in this one process, TIMES times (3), and its shortest time
 * counts: cutting lines; cutting and decoding; the whole fold; one question. What is not decoding
 * is the fold less the stage before. What counts is the ratios, since machines differ. Nothing is
 * asserted.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "codec/decode.h"
#include "codec/lines.h"
#include "domain/code.h"
#include "domain/question.h"
#include "fold.h"
#include "shell/file.h"
#include "shell/memory.h"

static double now_s(void)
{
    struct timespec now;
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

struct bench {
    struct slice bytes;
    struct arena memory, slab;
    struct histories *histories;
    struct fold fold;
    double lines_s, decode_s, fold_s, question_s;
    uint64_t lines, decoded;
    uint32_t cells;
    double used, episodes_used; /* bytes of the slab: of all records, of the episodes alone */
};

static void keep_least(double *least, double seconds)
{
    if (*least == 0 || seconds < *least) {
        *least = seconds;
    }
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

static void time_decode(struct bench *bench)
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
        bench->decoded += decode_record(line, &arena, record, &reject) == DECODE_OK;
    }
    keep_least(&bench->decode_s, now_s() - start);
}

static bool start_fold(struct bench *bench)
{
    static const unsigned char seed[16] = {1};
    size_t room = (size_t)(bench->slab.end - bench->slab.begin);
    histories_init(bench->histories, slab_over(bench->slab.begin, room), seed);
    struct arena memory = bench->memory;
    return fold_init(&bench->fold, bench->histories, DECODER_FAST, &memory);
}

/* What the episodes take alone, with their children, revisions and tables. */
static bool measure_episodes(struct bench *bench)
{
    struct lines lines = lines_of(bench->bytes);
    struct slice line;
    if (!start_fold(bench)) {
        return false;
    }
    while (lines_next(&lines, &line)) {
        struct lines one = lines_of(line);
        if (slice_starts(line, "{\"schema\":\"homeward.episode/1\"") &&
            fold_lines(&bench->fold, &one, UINT64_MAX, NULL) != FOLD_DONE) {
            return false;
        }
    }
    bench->episodes_used = (double)slab_bytes_used(&bench->histories->slab);
    return true;
}

static bool time_fold(struct bench *bench)
{
    struct lines lines = lines_of(bench->bytes);
    if (!start_fold(bench)) {
        return false;
    }
    double start = now_s();
    bool done = fold_lines(&bench->fold, &lines, UINT64_MAX, NULL) == FOLD_DONE;
    keep_least(&bench->fold_s, now_s() - start);
    bench->used = (double)slab_bytes_used(&bench->histories->slab);
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

static void row(const struct bench *bench, const char *stage, double seconds)
{
    double records = (double)bench->lines;
    printf("  %-10s %9.3f s %12.0f records/s %8.3f us a record %6.1f %% of the fold\n", stage,
           seconds, records / seconds, seconds / records * 1e6, seconds / bench->fold_s * 100);
}

static void print(const struct bench *bench)
{
    const struct histories *histories = bench->histories;
    const uint64_t *facts = histories->fact_count;
    double around = bench->fold_s - bench->decode_s;
    printf("%" PRIu64 " records (%.0f bytes each), %u children, %" PRIu64 " episodes, %" PRIu64
           " interviews, %" PRIu64 " assessments, %" PRIu64 " decisions\n",
           bench->lines, (double)bench->bytes.size / (double)bench->lines, histories->child_count,
           facts[RECORD_EPISODE], facts[RECORD_INTERVIEW], facts[RECORD_ASSESSMENT],
           facts[RECORD_DECISION]);
    row(bench, "lines", bench->lines_s);
    row(bench, "decode", bench->decode_s);
    row(bench, "all else", around);
    row(bench, "fold", bench->fold_s);
    printf("  all else is %.1f %% of decode\n", around / bench->decode_s * 100);
    printf("  question   %9.3f s %12.0f episodes/s, %u cells\n", bench->question_s,
           (double)facts[RECORD_EPISODE] / bench->question_s, bench->cells);
    printf("  memory     %.0f bytes an episode (with its child, revisions and tables), %.0f bytes "
           "any fact, %.1f MiB at most\n",
           bench->episodes_used / (double)facts[RECORD_EPISODE],
           bench->used / (double)(facts[RECORD_EPISODE] + facts[RECORD_INTERVIEW] +
                                  facts[RECORD_ASSESSMENT] + facts[RECORD_DECISION]),
           (double)memory_peak() / (1 << 20));
}

static bool run(struct bench *bench, int times)
{
    bench->histories = ARENA_NEW(&bench->memory, struct histories, 1);
    if (bench->histories == NULL || !measure_episodes(bench)) {
        return false;
    }
    for (int i = 0; i < times; i++) {
        time_lines(bench);
        time_decode(bench);
        if (!time_fold(bench) || !time_question(bench)) {
            return false;
        }
    }
    return true;
}

int main(int argc, char **argv)
{
    struct err err = {0};
    struct file file;
    static struct bench bench;
    if (argc < 2 || argc > 3) {
        fprintf(stderr, "usage: bench_fold FILE [TIMES]\n");
        return 64;
    }
    if (!file_init(&file, argv[1], &err) ||
        !memory_reserve((size_t)16 << 30, &bench.memory, &err) ||
        !memory_reserve((size_t)32 << 30, &bench.slab, &err)) {
        fprintf(stderr, "bench_fold: %s\n", err.text);
        return err_exit_code(err.code);
    }
    bench.bytes = file.bytes;
    if (!run(&bench, argc == 3 ? atoi(argv[2]) : 3)) {
        fprintf(stderr, "bench_fold: out of memory, or a newer schema\n");
        return 71;
    }
    print(&bench);
    file_done(&file);
    return 0;
}
