/* The laws of the fold, each over at least 10,000 seeded cases: what must hold for any records. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "codec/decode.h"
#include "rows.h"
#include "trial.h"

enum { CASES = 10000 };

#define EXPECT_SAME(a, b, number)                                                                  \
    cr_assert(slice_equal((a), (b)), "case %llu", (unsigned long long)(number))

Test(law, any_order_and_any_split_into_files_give_the_same_bytes)
{
    for (uint64_t i = 0; i < CASES; i++) {
        struct trial trial;
        trial_start(&trial, 1, i);
        struct slice one = trial_json(&trial, &trial.lines, 1);
        struct lines_of_trial shuffled = trial_shuffled(&trial, &trial.lines);
        uint32_t files = 1 + (uint32_t)rng_below(&trial.rng, 5);
        EXPECT_SAME(one, trial_json(&trial, &shuffled, files), i);
    }
}

/* The accounting is `quality.read` and `quality.duplicate`: the rest of the bytes are the same. */
static struct slice without_line(struct trial *trial, struct slice json, const char *key)
{
    struct text text = text_in(&trial->memory);
    while (json.size > 0) {
        struct slice line = slice_cut(&json, '\n');
        struct slice shown = line;
        while (shown.size > 0 && *shown.at == ' ') {
            shown = (struct slice){shown.at + 1, shown.size - 1};
        }
        if (!slice_starts(shown, key)) {
            text_put(&text, line);
            text_char(&text, '\n');
        }
    }
    cr_assert_not(text.full);
    return text_keep(&text, &trial->memory);
}

Test(law, duplicates_after_their_original_change_only_the_accounting)
{
    uint64_t changed = 0;
    for (uint64_t i = 0; i < CASES; i++) {
        struct trial trial;
        trial_start(&trial, 2, i);
        struct lines_of_trial more = trial.lines;
        uint32_t copies = 1 + (uint32_t)rng_below(&trial.rng, 8);
        struct record record;
        for (uint32_t j = 0; j < copies && more.count < TRIAL_LINES_MAX; j++) {
            struct slice line = trial.lines.at[rng_below(&trial.rng, trial.lines.count)];
            if (trial_record(&trial, line, &record)) {
                record.event_id = slice_of("again"); /* tracing decides nothing */
                more.at[more.count++] = trial_encode(&trial, &record);
            }
        }
        struct folded before = trial_fold(&trial, &trial.lines, 1);
        struct folded after = trial_fold(&trial, &more, 1);
        uint64_t added = more.count - trial.lines.count;
        cr_assert_eq(after.fold.accounting.read, before.fold.accounting.read + added);
        cr_assert_eq(after.fold.accounting.accepted, before.fold.accounting.accepted);
        changed += added > 0;
        struct slice a = trial_json(&trial, &trial.lines, 1);
        struct slice b = trial_json(&trial, &more, 1);
        static const char *const accounting[] = {
            "\"read\":", "\"duplicate\":", "\"REVISION_CONFLICT\":", "\"rejected\":"};
        for (size_t j = 0; j < sizeof accounting / sizeof accounting[0]; j++) {
            a = without_line(&trial, a, accounting[j]);
            b = without_line(&trial, b, accounting[j]);
        }
        EXPECT_SAME(a, b, i);
    }
    cr_expect_gt(changed, CASES / 2);
}

/* A child lives in one partition, as on a topic. */
static uint32_t partition_of(struct trial *trial, struct slice line, uint32_t partitions)
{
    struct arena before = trial->memory;
    struct record record;
    uint32_t partition = 0;
    if (trial_record(trial, line, &record)) {
        partition = (uint32_t)record.child.at[record.child.size - 1] % partitions;
    }
    trial->memory.at = before.at;
    return partition;
}

Test(law, aggregates_of_partitions_merge_to_the_whole)
{
    for (uint64_t i = 0; i < CASES; i++) {
        struct trial trial;
        trial_start(&trial, 3, i);
        enum { PARTITIONS = 3 };
        struct lines_of_trial parts[PARTITIONS] = {{.count = 0}};
        for (uint32_t j = 0; j < trial.lines.count; j++) {
            struct slice line = trial.lines.at[j];
            struct lines_of_trial *part = &parts[partition_of(&trial, line, PARTITIONS)];
            part->at[part->count++] = line;
        }
        struct folded whole = trial_fold(&trial, &trial.lines, 1);
        struct aggregate all = trial_answer(&trial, &whole, NULL);
        struct aggregate merged = {0};
        struct accounting accounting = {0};
        for (uint32_t j = 0; j < PARTITIONS; j++) {
            uint32_t part = (j + (uint32_t)i) % PARTITIONS; /* the order does not matter */
            struct folded folded = trial_fold(&trial, &parts[part], 1);
            struct aggregate aggregate = trial_answer(&trial, &folded, NULL);
            cr_assert(aggregate_add(&merged, &aggregate, &trial.memory));
            accounting_add(&accounting, &folded.fold.accounting);
        }
        cr_assert_eq(merged.count, all.count, "case %llu", (unsigned long long)i);
        for (uint32_t j = 0; j < all.count; j++) {
            cr_assert_eq(merged.cells[j].measure, all.cells[j].measure);
            cr_assert_eq(merged.cells[j].code, all.cells[j].code);
            cr_assert_eq(merged.cells[j].count, all.cells[j].count);
        }
        cr_assert_eq(memcmp(&accounting, &whole.fold.accounting, sizeof accounting), 0);
    }
}

Test(law, what_is_put_and_then_retracted_is_as_if_never_put)
{
    for (uint64_t i = 0; i < CASES; i++) {
        struct trial trial;
        trial_start(&trial, 4, i);
        struct lines_of_trial more = trial.lines;
        struct lines_of_trial extra;
        /* Some new facts, beside those that are there: put, perhaps revised, and retracted. */
        extra.count = 0;
        for (uint32_t j = 0; j < 4; j++) {
            struct record record;
            struct slice line = trial.lines.at[rng_below(&trial.rng, trial.lines.count)];
            if (!trial_record(&trial, line, &record)) {
                continue;
            }
            char id[16];
            (void)snprintf(id, sizeof id, "new-%u", j);
            record.id = arena_copy(&trial.memory, slice_of(id));
            record.revision = 1;
            record.retracted = false;
            extra.at[extra.count++] = trial_encode(&trial, &record);
            record.revision = 2 + (int32_t)rng_below(&trial.rng, 3);
            record.retracted = true;
            extra.at[extra.count++] = trial_encode(&trial, &record);
        }
        for (uint32_t j = 0; j < extra.count; j++) {
            more.at[more.count++] = extra.at[j];
        }
        struct lines_of_trial shuffled = trial_shuffled(&trial, &more);
        struct slice a = trial_before_quality(trial_json(&trial, &trial.lines, 1));
        struct slice b = trial_before_quality(trial_json(&trial, &shuffled, 1));
        EXPECT_SAME(a, b, i);
    }
}

Test(law, once_final_a_later_as_of_changes_nothing_but_itself)
{
    uint64_t finals = 0;
    for (uint64_t i = 0; i < CASES; i++) {
        struct trial trial;
        trial_start(&trial, 5, i);
        trial.question.as_of =
            trial.question.period.end_s + rng_between(&trial.rng, 0, 20 * (int64_t)SECONDS_DAY);
        struct folded folded = trial_fold(&trial, &trial.lines, 1);
        struct aggregate aggregate = trial_answer(&trial, &folded, NULL);
        struct summary first = trial_summary(&trial, &folded, &aggregate, &folded.fold.accounting);
        if (!first.final) {
            continue;
        }
        finals++;
        struct slice a = without_line(&trial, trial_json(&trial, &trial.lines, 1), "\"as_of\":");
        trial.question.as_of += rng_between(&trial.rng, 1, 400 * (int64_t)SECONDS_DAY);
        struct slice b = without_line(&trial, trial_json(&trial, &trial.lines, 1), "\"as_of\":");
        EXPECT_SAME(a, b, i);
    }
    cr_expect_gt(finals, CASES / 2, "only %llu were final", (unsigned long long)finals);
}

static uint64_t sides(const struct rows *rows, enum row_side side)
{
    uint64_t count = 0;
    for (uint64_t i = 0; i < rows->count; i++) {
        count += rows->list[i].side == side;
    }
    return count;
}

struct line_count {
    const struct figure *figure;
    int64_t rows;
};

static void count_line(void *context, uint64_t line, enum fold_outcome outcome,
                       const struct record *record, const struct reject *reject)
{
    struct line_count *count = context;
    (void)line;
    count->rows += rows_of_line(count->figure, outcome, record, reject);
}

/* The lines that stand behind a figure of the accounting: the input is read once more. */
static int64_t rows_of_lines(struct trial *trial, const struct figure *figure)
{
    struct line_count count = {figure, 0};
    struct fold_listener listener = {count_line, &count};
    struct lines_of_trial none = {.count = 0};
    struct folded folded = trial_fold(trial, &none, 1);
    struct text text = text_in(&trial->memory);
    for (uint32_t i = 0; i < trial->lines.count; i++) {
        text_put(&text, trial->lines.at[i]);
        text_char(&text, '\n');
    }
    struct lines lines = lines_of(text_keep(&text, &trial->memory));
    cr_assert_eq(fold_lines(&folded.fold, &lines, UINT64_MAX, &listener), FOLD_DONE);
    return count.rows;
}

Test(law, rows_list_as_many_as_every_figure_says)
{
    uint64_t compared = 0;
    for (uint64_t i = 0; i < CASES; i++) {
        struct trial trial;
        trial_start(&trial, 6, i);
        struct folded folded = trial_fold(&trial, &trial.lines, 1);
        struct aggregate aggregate = trial_answer(&trial, &folded, NULL);
        struct summary summary =
            trial_summary(&trial, &folded, &aggregate, &folded.fold.accounting);
        for (uint32_t j = 0; j < summary.count; j++) {
            const struct figure *figure = &summary.figures[j];
            /* Zeros are many: each has no rows, which a tenth of them shows well enough. */
            if (figure->type != FIGURE_COUNT ||
                (figure->value == 0 && !rng_chance(&trial.rng, 100))) {
                continue;
            }
            struct arena scratch = trial.memory;
            if (figure->rows == ROWS_RECORDS) {
                struct arena before = trial.memory;
                if (rng_chance(&trial.rng, 50)) {
                    cr_assert_eq(rows_of_lines(&trial, figure), figure->value, "case %llu %.*s",
                                 (unsigned long long)i, (int)figure->path.size, figure->path.at);
                }
                trial.memory.at = before.at;
                continue;
            }
            struct rows rows;
            cr_assert(rows_collect(folded.histories, &trial.question, figure, &scratch, &rows));
            uint64_t want = (uint64_t)figure->value;
            if (figure->rows == ROWS_SHARE) {
                uint64_t part = sides(&rows, SIDE_NUMERATOR);
                uint64_t whole = sides(&rows, SIDE_DENOMINATOR);
                cr_assert_eq((200 * part + whole) / (2 * whole), want, "case %llu %.*s",
                             (unsigned long long)i, (int)figure->path.size, figure->path.at);
            } else {
                cr_assert_eq(rows.count, want, "case %llu %.*s", (unsigned long long)i,
                             (int)figure->path.size, figure->path.at);
            }
            compared++;
        }
    }
    cr_expect_gt(compared, CASES * 10);
}
