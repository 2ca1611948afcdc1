/* bench_question: how fast one question is answered, over one file of records.
 *
 *   bench_question FILE [TIMES [AUTHORITY [PERIOD]]]
 *
 * The file is folded once, then the question is asked TIMES times (5); the shortest counts. By
 * default it asks for E06000047 and its year from April 2015: about half of what the synthetic
 * county made by default holds. Nothing is asserted.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "codec/lines.h"
#include "domain/code.h"
#include "domain/question.h"
#include "fold.h"
#include "shell/file.h"
#include "shell/memory.h"

static double now_s(void)
{
    struct timespec now;
    (void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

struct bench {
    struct arena memory, slab;
    struct histories histories;
    struct rules rules;
    struct tools tools;
    struct question question;
};

static bool read_question(struct bench *bench, const char *authority, const char *period)
{
    bench->rules = rules_default();
    bench->question = (struct question){.rules = &bench->rules, .tools = &bench->tools};
    bool read = code_read_gss(slice_of(authority), &bench->question.authority) &&
                period_read(slice_of(period), period_default_anchor(), &bench->question.period) ==
                    PERIOD_OK;
    bench->question.as_of = bench->question.period.end_s;
    return read;
}

static bool take_in(struct bench *bench, struct slice bytes)
{
    static const unsigned char seed[16] = {1};
    size_t room = (size_t)(bench->slab.end - bench->slab.begin);
    struct arena memory = bench->memory;
    struct lines lines = lines_of(bytes);
    struct fold fold;
    histories_init(&bench->histories, slab_over(bench->slab.begin, room), seed);
    return fold_init(&fold, &bench->histories, DECODER_FAST, &memory) &&
           fold_lines(&fold, &lines, UINT64_MAX, NULL) == FOLD_DONE;
}

/* The shortest time that the question took; 0 when there was no room for the answer. */
static double ask(const struct bench *bench, int times, uint32_t *cells)
{
    double least = 0;
    for (int i = 0; i < times; i++) {
        struct arena memory = bench->memory;
        struct aggregate answer;
        double start = now_s();
        if (!question_answer(&bench->histories, &bench->question, &memory, NULL, &answer)) {
            return 0;
        }
        double taken = now_s() - start;
        least = i == 0 || taken < least ? taken : least;
        *cells = answer.count;
    }
    return least;
}

static void print(const struct bench *bench, double seconds, uint32_t cells)
{
    const uint64_t *counts = bench->histories.fact_count;
    double facts = 0;
    for (int kind = 0; kind < RECORD_KIND_COUNT; kind++) {
        facts += (double)counts[kind];
    }
    double episodes = (double)counts[RECORD_EPISODE];
    printf("  question %9.4f s %12.0f episodes/s %6.0f ns a child %6.1f ns a fact; %u children, "
           "%.0f episodes, %.0f facts, %u cells\n",
           seconds, episodes / seconds, seconds / bench->histories.child_count * 1e9,
           seconds / facts * 1e9, bench->histories.child_count, episodes, facts, cells);
}

int main(int argc, char **argv)
{
    static struct bench bench;
    struct err err = {0};
    struct file file;
    if (argc < 2 || argc > 5 ||
        !read_question(&bench, argc > 3 ? argv[3] : "E06000047",
                       argc > 4 ? argv[4] : "year:2015-04-01")) {
        fprintf(stderr, "usage: bench_question FILE [TIMES [AUTHORITY [PERIOD]]]\n");
        return 64;
    }
    if (!file_init(&file, argv[1], &err) ||
        !memory_reserve((size_t)16 << 30, &bench.memory, &err) ||
        !memory_reserve((size_t)32 << 30, &bench.slab, &err)) {
        fprintf(stderr, "bench_question: %s\n", err.text);
        return err_exit_code(err.code);
    }
    uint32_t cells = 0;
    double seconds =
        take_in(&bench, file.bytes) ? ask(&bench, argc > 2 ? atoi(argv[2]) : 5, &cells) : 0;
    if (seconds == 0) {
        fprintf(stderr, "bench_question: out of memory, or a newer schema\n");
        return 71;
    }
    print(&bench, seconds, cells);
    file_done(&file);
    return 0;
}
