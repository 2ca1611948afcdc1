/* bench_fold: where the time and the memory of a fold go, for one file of records.
 *
 *   bench_fold FILE      (make one with: homeward county --children 100000 -o FILE)
 *
 * Each stage is run over the whole file in this one process: cutting lines, decoding them, folding
 * them, answering a question. A stage's cost is its time less that of the stage before; what counts
 * is the ratios, since machines differ. Nothing is asserted.
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
};

static void time_lines(struct bench *bench)
{
    struct lines lines = lines_of(bench->bytes);
    struct slice line;
    double start = now_s();
    while (lines_next(&lines, &line)) {
        bench->lines++;
    }
    bench->lines_s = now_s() - start;
}

static void time_decode(struct bench *bench)
{
    struct lines lines = lines_of(bench->bytes);
    struct slice line;
    struct record *record = ARENA_NEW(&bench->memory, struct record, 1);
    char *scratch = arena_alloc(&bench->memory, 1, 16, DECODE_ARENA);
    struct reject reject;
    double start = now_s();
    while (lines_next(&lines, &line)) {
        struct arena arena = arena_over(scratch, DECODE_ARENA);
        bench->decoded += decode_record(line, &arena, record, &reject) == DECODE_OK;
    }
    bench->decode_s = now_s() - start;
}

static bool time_fold(struct bench *bench)
{
    static const unsigned char seed[16] = {1};
    struct lines lines = lines_of(bench->bytes);
    bench->histories = ARENA_NEW(&bench->memory, struct histories, 1);
    size_t room = (size_t)(bench->slab.end - bench->slab.begin);
    histories_init(bench->histories, slab_over(bench->slab.begin, room), seed);
    if (!fold_init(&bench->fold, bench->histories, &bench->memory)) {
        return false;
    }
    double start = now_s();
    bool done = fold_lines(&bench->fold, &lines, UINT64_MAX, NULL) == FOLD_DONE;
    bench->fold_s = now_s() - start;
    return done;
}

static bool time_question(struct bench *bench)
{
    struct rules rules = rules_default();
    struct tools tools = {0};
    struct question question = {.rules = &rules, .tools = &tools};
    struct aggregate aggregate;
    if (!code_read_gss(slice_of("E06000047"), &question.authority) ||
        period_read(slice_of("year:2015-04-01"), period_default_anchor(), &question.period) !=
            PERIOD_OK) {
        return false;
    }
    question.as_of = question.period.end_s;
    double start = now_s();
    bool answered = question_answer(bench->histories, &question, &bench->memory, NULL, &aggregate);
    bench->question_s = now_s() - start;
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
    double used = (double)slab_bytes_used(&histories->slab);
    double around = bench->fold_s - bench->decode_s - bench->lines_s;
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
    printf("  memory     %.0f bytes an episode with all that hangs on it (other facts, revisions, "
           "children, tables), %.1f MiB at most\n",
           used / (double)facts[RECORD_EPISODE], (double)memory_peak() / (1 << 20));
}

int main(int argc, char **argv)
{
    struct err err = {0};
    struct file file;
    static struct bench bench;
    if (argc != 2) {
        fprintf(stderr, "usage: bench_fold FILE\n");
        return 64;
    }
    if (!file_init(&file, argv[1], &err) ||
        !memory_reserve((size_t)16 << 30, &bench.memory, &err) ||
        !memory_reserve((size_t)32 << 30, &bench.slab, &err)) {
        fprintf(stderr, "bench_fold: %s\n", err.text);
        return err_exit_code(err.code);
    }
    bench.bytes = file.bytes;
    time_lines(&bench);
    time_decode(&bench);
    if (!time_fold(&bench) || !time_question(&bench)) {
        fprintf(stderr, "bench_fold: out of memory, or a newer schema\n");
        return 71;
    }
    print(&bench);
    file_done(&file);
    return 0;
}
