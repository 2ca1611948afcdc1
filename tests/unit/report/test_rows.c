/* Every figure can be followed to what it counts. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "report/figures.h"
#include "rows.h"
#include "world.h"

static uint64_t on_side(const struct rows *rows, enum row_side side)
{
    uint64_t count = 0;
    for (uint64_t i = 0; i < rows->count; i++) {
        count += rows->list[i].side == side;
    }
    return count;
}

static void expect_share(const struct figure *figure, const struct rows *rows)
{
    uint64_t whole = on_side(rows, SIDE_DENOMINATOR);
    cr_expect_gt(whole, 0U);
    cr_expect_eq(round_percent((int64_t)on_side(rows, SIDE_NUMERATOR), (int64_t)whole),
                 figure->value);
}

static void expect_rows(struct world *world, const struct figure *figure)
{
    struct rows rows;
    struct arena arena = world->arena;
    cr_assert(rows_collect(&world->histories, &world->question, figure, &arena, &rows));
    const char *path = figure->path.at;
    switch ((enum figure_rows)figure->rows) {
    case ROWS_CELL:
    case ROWS_TOP_TEN:
        cr_expect_eq(rows.count, figure->type == FIGURE_NULL ? 0U : (uint64_t)figure->value, "%s",
                     path);
        cr_expect_eq(on_side(&rows, SIDE_COUNTED), rows.count, "%s", path);
        break;
    case ROWS_RATE:
        cr_expect_eq(on_side(&rows, SIDE_NUMERATOR), rows.count, "%s", path);
        break;
    case ROWS_SHARE:
        if (figure->type == FIGURE_NULL) {
            cr_expect_eq(rows.count, 0U, "%s", path);
        } else {
            expect_share(figure, &rows);
        }
        break;
    case ROWS_MEASURE:
        cr_expect_eq(rows.count > 0, figure->type == FIGURE_TEXT, "%s", path);
        break;
    case ROWS_NONE:
    case ROWS_RECORDS:
        break;
    }
    for (uint64_t i = 1; i < rows.count; i++) {
        const struct row *a = &rows.list[i - 1];
        const struct row *b = &rows.list[i];
        cr_expect(a->side < b->side || slice_compare(a->child, b->child) <= 0, "%s: order", path);
    }
}

Test(rows, are_as_many_as_every_figure_says)
{
    struct world *world = world_story();
    uint32_t looked_at = 0;
    for (uint32_t i = 0; i < world->summary.count; i++) {
        const struct figure *figure = &world->summary.figures[i];
        if (figure->rows != ROWS_NONE && figure->rows != ROWS_RECORDS) {
            expect_rows(world, figure);
            looked_at++;
        }
    }
    cr_expect_gt(looked_at, 300U);
}

/* Whatever counts must be traceable: only what counts nothing has no rows. */
Test(rows, of_lines_are_behind_figures_of_quality_alone)
{
    const struct world *world = world_story();
    uint32_t lines = 0, others = 0;
    for (uint32_t i = 0; i < world->summary.count; i++) {
        const struct figure *figure = &world->summary.figures[i];
        bool may_be = rows_may_be_lines(figure->path);
        cr_expect(may_be || figure->rows != ROWS_RECORDS, "%.*s", (int)figure->path.size,
                  figure->path.at);
        lines += figure->rows == ROWS_RECORDS;
        others += !may_be;
    }
    cr_expect(lines > 10 && others > 100, "%u and %u", lines, others);
    cr_expect(!rows_may_be_lines(slice_of("quality")));
}

Test(rows, stand_behind_every_count_but_hours_expected)
{
    const struct world *world = world_story();
    for (uint32_t i = 0; i < world->summary.count; i++) {
        const struct figure *figure = &world->summary.figures[i];
        bool counts = figure->type == FIGURE_COUNT || figure->type == FIGURE_TEXT;
        bool setting = strcmp(figure->unit, "hours") == 0 && figure->type == FIGURE_COUNT;
        cr_expect(!counts || setting || figure->rows != ROWS_NONE, "%s", figure->path.at);
    }
}

static struct slice listing(struct world *world, const char *path)
{
    struct rows rows;
    const struct figure *figure = world_figure(world, path);
    cr_assert_not_null(figure, "%s", path);
    cr_assert(rows_collect(&world->histories, &world->question, figure, &world->arena, &rows));
    struct text text = text_in(&world->arena);
    rows_heading(&text);
    for (uint64_t i = 0; i < rows.count; i++) {
        rows_write(&rows.list[i], &text);
    }
    return text_keep(&text, &world->arena);
}

static const struct {
    const char *path, *want;
} listings[] = {
    {"interviews.overdue", "side,child,kind,id\r\ncounted,k1.alder,episode,a3\r\n"
                           "counted,k1.elm,episode,d1\r\n"},
    {"volume.repeat.two_in_period", "side,child,kind,id\r\ncounted,k1.alder,child,\r\n"},
    {"where.from[E05000001].episodes",
     "side,child,kind,id\r\ncounted,k1.alder,episode,a1\r\ncounted,k1.alder,episode,a2\r\n"
     "counted,k1.alder,episode,a3\r\n"},
    {"volume.rate_per_10000.children",
     "side,child,kind,id\r\nnumerator,k1.alder,child,\r\nnumerator,k1.birch,child,\r\n"
     "numerator,k1.cedar,child,\r\nnumerator,k1.fir,child,\r\n"},
    {"quality.completeness.issue",
     "side,child,kind,id\r\nnumerator,k1.alder,episode,a1\r\nnumerator,k1.birch,episode,b1\r\n"
     "denominator,k1.alder,episode,a1\r\ndenominator,k1.birch,episode,b1\r\n"
     "denominator,k1.fir,episode,f1\r\n"},
    {"interviews.hours_to_completion.p90",
     "side,child,kind,id\r\ncounted,k1.alder,episode,a1\r\ncounted,k1.birch,episode,b1\r\n"},
    {"quality.retracted", "side,child,kind,id\r\ncounted,k1.gorse,episode,g1\r\n"},
    {"duration.d7_30", "side,child,kind,id\r\n"},
};
enum { LISTINGS = sizeof listings / sizeof listings[0] };

Test(rows, name_the_children_and_facts_in_order)
{
    struct world *world = world_story();
    for (size_t i = 0; i < LISTINGS; i++) {
        struct slice got = listing(world, listings[i].path);
        cr_expect(slice_is(got, listings[i].want), "%s:\n%.*s", listings[i].path, (int)got.size,
                  got.at);
    }
}

/* Eleven children, the k-th missing k times: the one missing once falls out. */
Test(rows, of_the_top_ten_are_the_episodes_of_ten_children)
{
    struct world *world = world_new();
    static char slab[4 * 1024 * 1024];
    histories_init(&world->histories, slab_over(slab, sizeof slab), (const unsigned char[16]){1});
    struct record record;
    for (int child = 1; child <= 11; child++) {
        for (int number = 0; number < child; number++) {
            char key[32];
            char id[32];
            (void)snprintf(key, sizeof key, "k1.c%02d", child);
            (void)snprintf(id, sizeof id, "e%d-%d", child, number);
            record_clear(&record, RECORD_EPISODE);
            record.child = slice_of(key);
            record.id = slice_of(id);
            record.event_id = slice_of("x");
            record.source = slice_of("s");
            record.revision = 1;
            record.recorded_at = (when)world->question.period.end_s;
            record.episode.kind = KIND_MISSING;
            record.episode.precision = PRECISION_MINUTE;
            record.episode.status = STATUS_HOME;
            record.episode.authority = record.episode.responsible = world->question.authority;
            record.episode.missing_since =
                (when)(world->question.period.start_s + 3600 * (number + 1));
            cr_assert_eq(histories_apply(&world->histories, &record), APPLIED);
        }
    }
    cr_assert(question_answer(&world->histories, &world->question, &world->arena, NULL,
                              &world->aggregate));
    cr_assert(world_summarise(world));
    const char *path = "volume.concentration.top_ten_children_episodes";
    cr_expect_eq(world_value(world, path), 65);
    struct rows rows;
    cr_assert(rows_collect(&world->histories, &world->question, world_figure(world, path),
                           &world->arena, &rows));
    cr_expect_eq(rows.count, 65U);
    for (uint64_t i = 0; i < rows.count; i++) {
        cr_expect_not(slice_is(rows.list[i].child, "k1.c01"));
        cr_expect(i == 0 || slice_compare(rows.list[i - 1].id, rows.list[i].id) != 0);
    }
}

static const struct {
    const char *path, *nearest;
} typos[] = {
    {"volume.missing.episode", "volume.missing.episodes"},
    {"interviews.overdeu", "interviews.overdue"},
    {"risk.cse.reviews", "risk.cse.reviews_overdue"},
    {"where.from[E05000009].episodes", "where.from[E05000001].episodes"},
};
enum { TYPOS = sizeof typos / sizeof typos[0] };

Test(rows, of_a_mistyped_path_are_found_among_the_nearest)
{
    const struct world *world = world_story();
    for (size_t i = 0; i < TYPOS; i++) {
        const struct figure *nearest[3];
        uint32_t count = rows_nearest(&world->summary, slice_of(typos[i].path), nearest, 3);
        cr_assert_eq(count, 3U);
        bool found = false;
        for (uint32_t n = 0; n < count; n++) {
            found = found || slice_is(nearest[n]->path, typos[i].nearest);
        }
        cr_expect(found, "%s: %.*s", typos[i].path, (int)nearest[0]->path.size,
                  nearest[0]->path.at);
    }
}
