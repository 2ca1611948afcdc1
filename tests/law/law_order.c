/* Laws of the fold over seeded cases: order, files, duplicates and partitions change nothing that
 * they should not. */
#include <criterion/criterion.h>
#include <string.h>

#include "trial.h"

#define EXPECT_SAME(a, b, number)                                                                  \
    cr_assert(slice_equal((a), (b)), "case %llu", (unsigned long long)(number))

Test(law, any_order_and_any_split_into_files_give_the_same_bytes)
{
    for (uint64_t i = 0; i < TRIAL_CASES; i++) {
        struct trial trial;
        trial_start(&trial, 1, i);
        struct slice one = trial_json(&trial, &trial.lines, 1);
        struct lines_of_trial shuffled = trial_shuffled(&trial, &trial.lines);
        uint32_t files = 1 + (uint32_t)rng_below(&trial.rng, 5);
        EXPECT_SAME(one, trial_json(&trial, &shuffled, files), i);
    }
}

Test(law, duplicates_after_their_original_change_only_the_accounting)
{
    uint64_t changed = 0;
    for (uint64_t i = 0; changed < TRIAL_CASES; i++) {
        cr_assert_lt(i, UINT64_C(4) * TRIAL_CASES, "hardly any case has a record to repeat");
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
            a = trial_without(&trial, a, accounting[j]);
            b = trial_without(&trial, b, accounting[j]);
        }
        EXPECT_SAME(a, b, i);
    }
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
    for (uint64_t i = 0; i < TRIAL_CASES; i++) {
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
