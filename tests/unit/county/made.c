#include "made.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/text.h"
#include "codec/decode.h"
#include "codec/lines.h"

enum { ENTRIES_BYTES = 16 << 20, LINES_BYTES = 128 << 20, TEXTS_BYTES = 512 << 20 };

struct county_settings made_settings(void)
{
    return (struct county_settings){
        .preset = "durham", .from = "2014-04-01", .to = "2016-04-01", .seed = 1};
}

static struct arena room(size_t size)
{
    void *memory = malloc(size);
    cr_assert_not_null(memory);
    return arena_over(memory, size);
}

void made_log(struct made *made, const struct county_settings *settings, uint32_t windows)
{
    struct err err = {0};
    *made = (struct made){
        .lines = room(LINES_BYTES), .entries = room(ENTRIES_BYTES), .texts = room(TEXTS_BYTES)};
    cr_assert(plan_make(settings, &made->plan, &err), "%s", err.text);
    made->plan.windows = windows > 0 ? windows : made->plan.windows;
    struct county_work work = {.plan = &made->plan,
                               .lines = made->lines,
                               .entries = made->entries,
                               .tale = malloc(sizeof *work.tale)};
    cr_assert_not_null(work.tale);
    struct text text = text_in(&made->texts);
    for (uint32_t block = 0; block < made->plan.blocks; block++) {
        for (uint32_t window = 0; window < made->plan.windows; window++) {
            struct piece piece;
            cr_assert(county_piece(&work, block, window, &piece));
            for (uint64_t i = 0; i < piece.count; i++) {
                text_put(&text, (struct slice){piece.entries[i].at, piece.entries[i].size});
            }
        }
    }
    free(work.tale);
    made->counts = work.counts;
    cr_assert(!text.full);
    made->bytes = text_keep(&text, &made->texts);
}

static int by_fact(const void *left, const void *right)
{
    const struct record *a = *(struct record *const *)left, *b = *(struct record *const *)right;
    if (a->kind != b->kind) {
        return a->kind < b->kind ? -1 : 1;
    }
    int order = slice_compare(a->child, b->child);
    order = order != 0 ? order : slice_compare(a->id, b->id);
    return order != 0 ? order : (a->revision > b->revision) - (a->revision < b->revision);
}

static bool same_fact(const struct record *a, const struct record *b)
{
    return a->kind == b->kind && slice_equal(a->child, b->child) && slice_equal(a->id, b->id);
}

static void facts_find(struct made *made)
{
    struct record **all = ARENA_NEW(&made->texts, struct record *, made->count + 1);
    cr_assert_not_null(all);
    for (uint64_t i = 0; i < made->count; i++) {
        all[i] = &made->records[i];
    }
    qsort(all, made->count, sizeof(struct record *), by_fact);
    made->facts = all;
    for (uint64_t i = 0; i < made->count; i++) {
        bool last = i + 1 == made->count || !same_fact(all[i], all[i + 1]);
        if (last && !all[i]->retracted) {
            made->facts[made->fact_count++] = all[i];
        }
    }
}

void made_read(struct made *made)
{
    uint64_t lines_count = 0;
    for (size_t i = 0; i < made->bytes.size; i++) {
        lines_count += made->bytes.at[i] == '\n';
    }
    made->records = ARENA_NEW(&made->texts, struct record, lines_count);
    cr_assert_not_null(made->records);
    struct lines lines = lines_of(made->bytes);
    struct slice line;
    while (lines_next(&lines, &line)) {
        struct reject reject;
        made->count +=
            decode_record(line, &made->texts, &made->records[made->count], &reject) == DECODE_OK;
        made->lines_read++;
    }
    facts_find(made);
}

void made_done(struct made *made)
{
    free(made->lines.begin);
    free(made->entries.begin);
    free(made->texts.begin);
}
