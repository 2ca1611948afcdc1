#include "report/summary.h"

#include <assert.h>

#include "domain/measure.h"
#include "report/figures.h"

/* Figures that need no cell: rows of the tables with all their zeros, for every group. */
enum { FIGURES_FIXED = 2048, FIGURES_PER_CELL = 3, FIGURES_PER_SOURCE = 12 };

/* All clocks of the period have run out (contract §5): the last interview clock 72 hours after its
 * end (measures.md, "final"), and no 14 days after exploitation was named are still running. */
static bool is_final(const struct summary_input *input)
{
    const struct question *question = input->question;
    bool named_settled =
        aggregate_count(input->aggregate, NAMED_NOT_YET_DUE, MEASURE_HARM(HARM_CSE, 0)) == 0 &&
        aggregate_count(input->aggregate, NAMED_NOT_YET_DUE, MEASURE_HARM(HARM_CCE, 0)) == 0;
    return question->as_of >= question->period.end_s + 72 * SECONDS_HOUR && named_settled;
}

static void expand(struct build *build, const struct figure_block *block)
{
    build->prefix = block->prefix;
    build->upper = block->upper;
    for (uint32_t i = 0; i < block->count; i++) {
        block->rows[i].make(build, &block->rows[i]);
    }
}

static bool make_figures(const struct summary_input *input, struct arena *arena,
                         struct summary *out, struct err *err)
{
    uint32_t room = FIGURES_FIXED + FIGURES_PER_CELL * input->aggregate->count +
                    FIGURES_PER_SOURCE * input->source_count;
    struct build build = {.input = input, .arena = arena, .room = room};
    build.figures = ARENA_NEW(arena, struct figure, (size_t)room + 1);
    if (build.figures == NULL) {
        return err_set(err, ERR_LIMIT, "not enough memory for %u figures", room);
    }
    uint32_t count = 0;
    const struct figure_block *blocks = figure_blocks(&count);
    for (uint32_t i = 0; i < count; i++) {
        expand(&build, &blocks[i]);
    }
    expand(&build, figure_quality());
    if (build.full) {
        return err_set(err, ERR_LIMIT, "not enough memory for the summary's %u figures",
                       build.count);
    }
    out->figures = build.figures;
    out->count = build.count;
    return true;
}

bool summary_make(const struct summary_input *input, struct arena *arena, struct summary *out,
                  struct err *err)
{
    if (!accounting_closes(input->accounting)) {
        return err_set(err, ERR_DATA,
                       "the accounting does not close: %llu records were read, but accepted, "
                       "duplicate, rejected, tombstone and erased do not add up to that; no "
                       "summary is made of it",
                       (unsigned long long)input->accounting->read);
    }
    struct summary made = {.from = *input, .final = is_final(input)};
    if (!sources_with_expected(&made.from, arena)) {
        return err_set(err, ERR_LIMIT, "not enough memory for the summary's sources");
    }
    if (!make_figures(&made.from, arena, &made, err)) {
        return false;
    }
    *out = made;
    return true;
}

const struct figure *summary_figure(const struct summary *summary, struct slice path)
{
    for (uint32_t i = 0; i < summary->count; i++) {
        if (slice_equal(summary->figures[i].path, path)) {
            return &summary->figures[i];
        }
    }
    return NULL;
}

void figure_path_read(struct slice path, struct text *out)
{
    for (size_t i = 0; i < path.size; i++) {
        char c = path.at[i];
        if (c != ']') {
            text_char(out, c == '[' || c == '#' ? '.' : c);
        }
    }
}

const struct figure *summary_figure_read(const struct summary *summary, struct slice path)
{
    enum { PATH_ROOM = 512 };
    char wanted_room[PATH_ROOM];
    struct text wanted = text_over(wanted_room, sizeof wanted_room);
    figure_path_read(path, &wanted);
    for (uint32_t i = 0; i < summary->count && !wanted.full; i++) {
        char room[PATH_ROOM];
        struct text text = text_over(room, sizeof room);
        figure_path_read(summary->figures[i].path, &text);
        if (slice_equal(text_slice(&text), text_slice(&wanted))) {
            return &summary->figures[i];
        }
    }
    return NULL;
}

int64_t summary_value(const struct summary *summary, const char *path)
{
    const struct figure *figure = summary_figure(summary, slice_of(path));
    return figure == NULL || figure->type == FIGURE_NULL ? 0 : figure->value;
}

void figure_print(const struct figure *figure, struct text *out)
{
    switch ((enum figure_type)figure->type) {
    case FIGURE_COUNT:
        text_int(out, figure->value);
        break;
    case FIGURE_FLAG:
        text_puts(out, figure->value != 0 ? "true" : "false");
        break;
    case FIGURE_TEXT:
    case FIGURE_NAME:
        text_put(out, figure->text);
        break;
    case FIGURE_NULL:
    case FIGURE_EMPTY_LIST:
    case FIGURE_EMPTY_OBJECT:
        break;
    }
}
