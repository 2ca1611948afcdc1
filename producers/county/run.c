/* run: piece after piece from the pure generator to the output. */
#include "run.h"

#include <inttypes.h>
#include <stddef.h>
#include <stdlib.h>

#include "base/err.h"
#include "county.h"
#include "shell/file.h"
#include "shell/log.h"
#include "shell/memory.h"

enum { OUTPUT_MODE = 0644 }; /* invented children need no protection */
#define LINES_BYTES ((size_t)16 << 30)
#define ENTRIES_BYTES ((size_t)2 << 30)

struct making {
    struct plan plan;
    struct county_work work;
    struct arena tale; /* where work.tale is */
    struct file_out *out;
};

static bool piece_write(struct making *making, const struct piece *piece, struct err *err)
{
    for (uint64_t i = 0; i < piece->count; i++) {
        struct slice lines = {piece->entries[i].at, piece->entries[i].size};
        if (!file_out_write(making->out, lines, err)) {
            return false;
        }
    }
    return true;
}

static bool pieces_write(struct making *making, struct err *err)
{
    making->work.plan = &making->plan;
    making->work.tale = ARENA_NEW(&making->tale, struct tale, 1);
    if (making->work.tale == NULL) {
        return err_set(err, ERR_LIMIT, "not enough memory");
    }
    struct progress progress;
    progress_start(&progress, "county", county_pieces(&making->plan));
    uint64_t done = 0;
    bool ok = true;
    for (uint32_t block = 0; ok && block < making->plan.blocks; block++) {
        for (uint32_t window = 0; ok && window < making->plan.windows; window++) {
            struct piece piece;
            ok = county_piece(&making->work, block, window, &piece) ||
                 err_set(err, ERR_LIMIT, "not enough memory for a piece of the log");
            ok = ok && piece_write(making, &piece, err);
            progress_to(&progress, ++done, 0);
        }
    }
    progress_done(&progress);
    return ok;
}

static void note(const struct making *making)
{
    const struct counts *counts = &making->work.counts;
    const struct plan *plan = &making->plan;
    uint64_t records = 0;
    for (int kind = 0; kind < RECORD_KIND_COUNT; kind++) {
        records += counts->records[kind];
    }
    log_note("%" PRIu64 " records: %" PRIu64 " of episodes, %" PRIu64 " of interviews, %" PRIu64
             " of assessments, %" PRIu64 " of decisions; %" PRIu64 " of them repeats",
             records, counts->records[RECORD_EPISODE], counts->records[RECORD_INTERVIEW],
             counts->records[RECORD_ASSESSMENT], counts->records[RECORD_DECISION],
             counts->duplicates);
    log_note("%" PRIu64 " children, %" PRIu64 " episodes; preset %s, seed %" PRIu64,
             counts->children, counts->episodes, plan->preset->name, plan->seed);
    if (counts->faults > 0) {
        log_note("%" PRIu64 " invalid records were planted beside them", counts->faults);
    }
    log_note("all of it is invented: DEMONSTRATION DATA, about no real child");
}

static bool make(struct making *making, const char *output, struct err *err)
{
    making->out = file_out_create(output, OUTPUT_MODE, err);
    if (making->out == NULL) {
        return false;
    }
    const struct memory_range ranges[] = {
        {LINES_BYTES, &making->work.lines},
        {ENTRIES_BYTES, &making->work.entries},
        {sizeof(struct tale) + sizeof(max_align_t), &making->tale},
    };
    if (!memory_reserve_all(ranges, sizeof ranges / sizeof ranges[0], err) ||
        !pieces_write(making, err)) {
        file_out_destroy(making->out);
        return false;
    }
    return file_out_commit(making->out, err);
}

int run_county(const struct county_settings *settings)
{
    struct err err = {0};
    struct making making = {0};
    log_start("homeward-county", settings->quiet);
    bool ok = plan_make(settings, &making.plan, &err) && make(&making, settings->output, &err);
    memory_release(&making.work.lines);
    memory_release(&making.work.entries);
    memory_release(&making.tale);
    if (!ok) {
        return log_error(&err);
    }
    note(&making);
    return EXIT_SUCCESS;
}
