/* Laws of the summary over seeded cases: retraction, being final, and the rows behind figures. */
#include <criterion/criterion.h>
#include <stdio.h>

#include "rows.h"
#include "trial.h"

#define EXPECT_SAME(a, b, number)                                                                  \
    cr_assert(slice_equal((a), (b)), "case %llu", (unsigned long long)(number))

Test(law, what_is_put_and_then_retracted_is_as_if_never_put)
{
    for (uint64_t i = 0; i < TRIAL_CASES; i++) {
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
    for (uint64_t i = 0; finals < TRIAL_CASES; i++) {
        cr_assert_lt(i, UINT64_C(4) * TRIAL_CASES, "hardly any case is final");
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
        struct slice a = trial_without(&trial, trial_json(&trial, &trial.lines, 1), "\"as_of\":");
        trial.question.as_of += rng_between(&trial.rng, 1, 400 * (int64_t)SECONDS_DAY);
        struct slice b = trial_without(&trial, trial_json(&trial, &trial.lines, 1), "\"as_of\":");
        EXPECT_SAME(a, b, i);
    }
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
    for (uint64_t i = 0; i < TRIAL_CASES; i++) {
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
                if (rng_chance(&trial.rng, 200)) {
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
    cr_expect_gt(compared, TRIAL_CASES * 10);
}
