/* html_parts: one part of the page from the summary's figures. */
#include <assert.h>
#include <string.h>

#include "report/figures.h"
#include "report/page.h"

static void put_caption(struct text *out, const struct part *part, const char *class)
{
    text_puts(out, "<div class=\"scroll\"><table");
    text_puts(out, class);
    text_puts(out, ">\n<caption>");
    html_texts(out, part->text);
    text_puts(out, "</caption>\n<thead><tr><th scope=\"col\">");
    html_texts(out, part->names);
    text_puts(out, "</th>");
}

static void put_column(struct text *out, const char *heading)
{
    text_puts(out, "<th scope=\"col\" class=\"n\">");
    html_texts(out, heading);
    text_puts(out, "</th>");
}

static void put_body(struct text *out)
{
    text_puts(out, "</tr></thead>\n<tbody>\n");
}

static void end_table(struct text *out)
{
    text_puts(out, "</tbody>\n</table></div>\n");
}

static void put_row(struct text *out, struct slice name)
{
    text_puts(out, "<tr><th scope=\"row\">");
    html_text(out, name);
    text_puts(out, "</th>");
}

static void put_value(struct text *out, const struct figure *figure)
{
    if (figure->type == FIGURE_NULL) {
        text_puts(out, "<td class=\"none\">");
        html_text(out, figure->text);
    } else if (figure->type == FIGURE_COUNT) {
        text_puts(out, figure->value == 0 ? "<td class=\"n zero\">" : "<td class=\"n\">");
        html_count(out, figure->value);
    } else {
        text_puts(out, "<td class=\"n\">");
        html_text(out, figure->text);
    }
    text_puts(out, "</td>");
}

static void put_paragraph(struct text *out, const char *text)
{
    text_puts(out, "<p>");
    html_texts(out, text);
    text_puts(out, "</p>\n");
}

/* The part of a path behind the prefix; .at is NULL when it has another. */
static struct slice behind(struct slice path, const char *prefix)
{
    assert(prefix != NULL);
    size_t size = strlen(prefix);
    if (path.size <= size || !slice_starts(path, prefix)) {
        return (struct slice){NULL, 0};
    }
    return (struct slice){path.at + size, path.size - size};
}

static bool is_direct(struct slice rest)
{
    for (size_t i = 0; i < rest.size; i++) {
        if (strchr(".[#", rest.at[i]) != NULL) {
            return false;
        }
    }
    return true;
}

static bool has_value(const struct figure *figure)
{
    return figure->type != FIGURE_EMPTY_LIST && figure->type != FIGURE_EMPTY_OBJECT;
}

/* The rest of the path when the figure is a row of this table. */
static struct slice matrix_row(const struct part *part, const struct figure *figure)
{
    struct slice rest = behind(figure->path, part->columns[0].prefix);
    bool stands = rest.at != NULL && has_value(figure) && (part->deep || is_direct(rest));
    return stands ? rest : (struct slice){NULL, 0};
}

static void put_cells(const struct summary *summary, const struct part *part, struct slice rest,
                      struct text *out)
{
    for (int i = 0; i < PAGE_COLUMNS_MAX && part->columns[i].prefix != NULL; i++) {
        char memory[256];
        struct text path = text_over(memory, sizeof memory);
        text_puts(&path, part->columns[i].prefix);
        text_put(&path, rest);
        const struct figure *figure = summary_figure(summary, text_slice(&path));
        if (figure != NULL) {
            put_value(out, figure);
        } else {
            text_puts(out, "<td></td>");
        }
    }
    text_puts(out, "</tr>\n");
}

static bool matrix_is_empty(const struct summary *summary, const struct part *part)
{
    for (uint32_t i = 0; i < summary->count; i++) {
        if (matrix_row(part, &summary->figures[i]).at != NULL) {
            return false;
        }
    }
    return true;
}

static void put_matrix(const struct summary *summary, const struct part *part, struct text *out)
{
    if (matrix_is_empty(summary, part)) {
        put_paragraph(out, part->empty);
        return;
    }
    put_caption(out, part, "");
    for (int i = 0; i < PAGE_COLUMNS_MAX && part->columns[i].prefix != NULL; i++) {
        put_column(out, part->columns[i].heading);
    }
    put_body(out);
    for (uint32_t i = 0; i < summary->count; i++) {
        struct slice rest = matrix_row(part, &summary->figures[i]);
        if (rest.at != NULL) {
            put_row(out, slice_of(summary->figures[i].label));
            put_cells(summary, part, rest, out);
        }
    }
    end_table(out);
}

static bool ends_with(struct slice path, const char *end)
{
    size_t size = strlen(end);
    return path.size >= size && memcmp(path.at + path.size - size, end, size) == 0;
}

/* The name of the list's element when `figure` is one. */
static bool is_element(const struct part *part, const struct figure *figure)
{
    struct slice rest = behind(figure->path, part->columns[0].prefix);
    return rest.at != NULL && rest.at[0] == '[' && ends_with(rest, "].code");
}

static void put_no_elements(struct text *out, const struct part *part)
{
    text_puts(out, "<p><strong>");
    html_texts(out, part->text);
    text_puts(out, ".</strong> ");
    html_texts(out, part->empty);
    text_puts(out, "</p>\n");
}

static void put_more(struct text *out, uint32_t more)
{
    text_puts(out, "</tbody>\n<tfoot><tr><td colspan=\"3\">and ");
    html_count(out, more);
    text_puts(out, " more: all are in summary.csv</td></tr></tfoot>\n</table></div>\n");
}

/* An element is its code, then its episodes, then its children. */
static void put_elements(const struct summary *summary, const struct part *part, struct text *out)
{
    uint32_t seen = 0;
    for (uint32_t i = 0; i + 2 < summary->count; i++) {
        const struct figure *figure = &summary->figures[i];
        if (!is_element(part, figure) || (++seen > part->most && part->most > 0)) {
            continue;
        }
        if (seen == 1) {
            put_caption(out, part, "");
            put_column(out, "Children");
            put_column(out, "Episodes");
            put_body(out);
        }
        put_row(out, figure->label == NULL ? figure->text : slice_of(figure->label));
        put_value(out, &summary->figures[i + 2]);
        put_value(out, &summary->figures[i + 1]);
        text_puts(out, "</tr>\n");
    }
    if (seen == 0) {
        put_no_elements(out, part);
    } else if (part->most > 0 && seen > part->most) {
        put_more(out, seen - part->most);
    } else {
        end_table(out);
    }
}

static void put_series(const struct summary *summary, const struct part *part, struct text *out)
{
    put_caption(out, part, " class=\"series\"");
    for (uint32_t i = 0; i < summary->count; i++) {
        if (behind(summary->figures[i].path, part->columns[0].prefix).at != NULL) {
            put_column(out, summary->figures[i].label);
        }
    }
    put_body(out);
    put_row(out, slice_of(part->columns[0].heading));
    for (uint32_t i = 0; i < summary->count; i++) {
        if (behind(summary->figures[i].path, part->columns[0].prefix).at != NULL) {
            put_value(out, &summary->figures[i]);
        }
    }
    text_puts(out, "</tr>\n");
    end_table(out);
}

static void put_identity(const struct summary *summary, const struct part *part, struct text *out)
{
    const struct accounting *accounting = summary->from.accounting;
    const struct {
        uint64_t count;
        const char *word;
    } terms[] = {
        {accounting->read, " read = "},           {accounting->accepted, " accepted + "},
        {accounting->duplicate, " duplicate + "}, {accounting_rejected(accounting), " rejected + "},
        {accounting->tombstone, " tombstone + "}, {accounting->erased, " erased"},
    };
    put_paragraph(out, part->text);
    text_puts(out, "<p class=\"identity\">");
    for (size_t i = 0; i < sizeof terms / sizeof terms[0]; i++) {
        html_count(out, (int64_t)terms[i].count);
        text_puts(out, terms[i].word);
    }
    text_puts(out, "</p>\n");
}

static void put_source(const struct summary *summary, const struct source_count *source,
                       struct text *out)
{
    put_row(out, source->name);
    text_puts(out, "<td>");
    const char *between = "";
    for (int kind = 0; kind < RECORD_KIND_COUNT; kind++) {
        if ((source->kinds & (1U << kind)) != 0) {
            text_puts(out, between);
            html_texts(out, record_kind_name((enum record_kind)kind));
            between = ", ";
        }
    }
    text_puts(out, "</td><td class=\"n\">");
    html_count(out, (int64_t)source->records);
    text_puts(out, "</td><td>");
    if (source->records == 0) {
        text_puts(out, "never heard from");
    } else {
        html_instant(out, source->last_recorded_at);
    }
    text_puts(out, "</td><td>");
    int32_t expected = config_expected_hours(summary->from.config, source->name);
    if (expected == 0) {
        text_puts(out, "nothing expected");
    } else {
        bool silent = source_is_silent(&summary->from, source);
        text_puts(out, silent ? "<strong>SILENT</strong>, expected every " : "expected every ");
        html_count(out, expected);
        text_puts(out, " hours");
    }
    text_puts(out, "</td></tr>\n");
}

static void put_sources(const struct summary *summary, const struct part *part, struct text *out)
{
    put_caption(out, part, "");
    text_puts(out, "<th scope=\"col\">Kinds of record</th>");
    put_column(out, "Records");
    text_puts(out, "<th scope=\"col\">Latest</th><th scope=\"col\">Expected</th>");
    put_body(out);
    for (uint32_t i = 0; i < summary->from.source_count; i++) {
        put_source(summary, &summary->from.sources[i], out);
    }
    end_table(out);
}

void html_part(const struct summary *summary, const struct part *part, struct text *out)
{
    switch (part->kind) {
    case PART_QUESTION:
        text_puts(out, "<h2>");
        html_texts(out, part->text);
        text_puts(out, "</h2>\n");
        break;
    case PART_TEXT:
        put_paragraph(out, part->text);
        break;
    case PART_MATRIX:
        put_matrix(summary, part, out);
        break;
    case PART_ELEMENTS:
        put_elements(summary, part, out);
        break;
    case PART_SERIES:
        put_series(summary, part, out);
        break;
    case PART_IDENTITY:
        put_identity(summary, part, out);
        break;
    case PART_SOURCES:
        put_sources(summary, part, out);
        break;
    case PART_METHOD:
        html_method(summary, out);
        break;
    case PART_NONE:
        break;
    }
}
