/* run_rows: the rows of one figure on standard output. */
#include <assert.h>
#include <stdio.h>

#include "codec/csv.h"
#include "rows.h"
#include "run.h"
#include "shell/log.h"

enum { LINE_ROOM = 8192, NEAREST = 3 };

struct sink { /* standard output, and the first thing that went wrong with it */
    const struct figure *figure;
    struct file_out *out;
    struct err *err;
};

/* Lines behind a figure, one behind the other in the arena. */
struct line_row {
    const char *input;
    uint64_t line;
    uint32_t times;
};
struct line_rows {
    const struct figure *figure;
    const char *input; /* being read */
    struct arena *arena;
    struct line_row *list;
    uint64_t count;
    bool full;
};

static void sink_write(struct sink *sink, const struct text *text)
{
    if (sink->err->code == ERR_NONE) {
        (void)file_out_write(sink->out, text_slice(text), sink->err);
    }
}

static void note_line(void *context, uint64_t line, enum fold_outcome outcome,
                      const struct record *record, const struct reject *reject)
{
    struct line_rows *rows = context;
    uint32_t times = rows_of_line(rows->figure, outcome, record, reject);
    if (times == 0 || rows->full) {
        return;
    }
    struct line_row *row = ARENA_NEW(rows->arena, struct line_row, 1);
    if (row == NULL) {
        rows->full = true;
        return;
    }
    rows->list = rows->count++ == 0 ? row : rows->list;
    *row = (struct line_row){rows->input, line, times};
}

static void write_line(struct sink *sink, const struct line_row *row)
{
    for (uint32_t i = 0; i < row->times; i++) {
        char memory[LINE_ROOM];
        struct text text = text_over(memory, sizeof memory);
        struct csv_out csv = csv_to(&text);
        csv_puts(&csv, row->input);
        csv_int(&csv, (int64_t)row->line);
        csv_end_row(&csv);
        sink_write(sink, &text);
    }
}

static void write_heading(struct sink *sink)
{
    char memory[LINE_ROOM];
    struct text heading = text_over(memory, sizeof memory);
    if (sink->figure->rows == ROWS_RECORDS) {
        text_puts(&heading, "file,line\r\n");
    } else {
        rows_heading(&heading);
    }
    sink_write(sink, &heading);
}

/* Which lines a figure counts is known only when the figure is: the inputs are read again. Whether
 * they are still the same shows at their end, so none is written before. */
static bool write_lines(struct work *work, struct sink *sink, struct err *err)
{
    assert(rows_may_be_lines(sink->figure->path)); /* so the inputs were hashed */
    struct line_rows rows = {.figure = sink->figure, .arena = &work->results};
    struct run_listener listener = {{note_line, &rows}, &rows.input};
    if (!run_fold(work, &listener, err)) {
        return false;
    }
    if (rows.full) {
        return err_set(err, ERR_LIMIT, "not enough memory to list the rows");
    }
    write_heading(sink);
    for (uint64_t i = 0; i < rows.count; i++) {
        write_line(sink, &rows.list[i]);
    }
    return true;
}

static bool write_facts(struct work *work, struct sink *sink, struct err *err)
{
    struct rows rows;
    if (!rows_collect(work->histories, &work->question, sink->figure, &work->results, &rows)) {
        return err_set(err, ERR_LIMIT, "not enough memory to list the rows");
    }
    write_heading(sink);
    for (uint64_t i = 0; i < rows.count; i++) {
        char memory[LINE_ROOM];
        struct text text = text_over(memory, sizeof memory);
        rows_write(&rows.list[i], &text);
        sink_write(sink, &text);
    }
    return true;
}

static _Noreturn void unknown_figure(const struct work *work, struct slice path)
{
    const struct figure *nearest[NEAREST];
    uint32_t count = rows_nearest(&work->summary, path, nearest, NEAREST);
    char memory[LINE_ROOM];
    struct text text = text_over(memory, sizeof memory - 1);
    for (uint32_t i = 0; i < count; i++) {
        text_puts(&text, i == 0 ? "" : ", ");
        text_put(&text, nearest[i]->path);
    }
    memory[text.size] = '\0';
    options_usage(work->program,
                  "--rows: no figure of this summary has that path and rows behind it; the nearest "
                  "are %s",
                  memory);
}

/* What has no value counts nothing, so nothing stands behind it but the reason. */
static bool write_none(struct sink *sink)
{
    const struct figure *figure = sink->figure;
    write_heading(sink);
    log_note("%.*s has no value, so no rows: %.*s", (int)figure->path.size, figure->path.at,
             (int)figure->text.size, figure->text.at);
    return true;
}

static bool write_behind(struct work *work, struct sink *sink, struct err *err)
{
    if (sink->figure->type == FIGURE_NULL) {
        return write_none(sink);
    }
    return sink->figure->rows == ROWS_RECORDS ? write_lines(work, sink, err)
                                              : write_facts(work, sink, err);
}

bool write_rows(struct work *work, struct err *err)
{
    struct slice path = slice_of(work->settings->rows);
    const struct figure *figure = summary_figure_read(&work->summary, path);
    if (figure == NULL || figure->rows == ROWS_NONE) {
        unknown_figure(work, path);
    }
    struct sink sink = {.figure = figure, .out = file_out_create("-", 0600, err), .err = err};
    if (sink.out == NULL) {
        return false;
    }
    bool ok = write_behind(work, &sink, err);
    if (!ok || err->code != ERR_NONE) {
        file_out_destroy(sink.out);
        return false;
    }
    return file_out_commit(sink.out, err);
}
