/* make: one figure, or one small family, out of the cells of an aggregate. */
#include <assert.h>
#include <string.h>

#include "domain/measure.h"
#include "domain/vocab.h"
#include "report/figures.h"

/* Where figures go that no longer fit: written to, never read. */
static struct figure *discarded(struct build *build)
{
    build->full = true;
    return &build->figures[build->room];
}

struct slice build_text(struct build *build, struct slice bytes)
{
    struct slice copy = arena_copy(build->arena, bytes);
    if (copy.at == NULL) {
        build->full = true;
        return (struct slice){NULL, 0};
    }
    return copy;
}

static struct slice place_write(struct build *build, struct figure_place place, bool with_category)
{
    struct text text = text_in(build->arena);
    text_puts(&text, build->prefix);
    text_puts(&text, place.path);
    if (with_category && place.mark != '\0') {
        text_char(&text, place.mark);
        text_put(&text, place.code);
        if (place.mark == '[') {
            text_char(&text, ']');
        }
    }
    if (place.member != NULL) {
        text_char(&text, '.');
        text_puts(&text, place.member);
    }
    build->full = build->full || text.full;
    return text_keep(&text, build->arena);
}

struct figure *build_add(struct build *build, struct figure_place place, const char *label,
                         const char *unit)
{
    if (build->full || build->count == build->room) {
        return discarded(build);
    }
    struct figure *figure = &build->figures[build->count++];
    *figure = (struct figure){.type = FIGURE_COUNT, .label = label, .unit = unit};
    figure->path = place_write(build, place, true);
    figure->name = figure->path;
    if (place.mark != '\0') {
        figure->name = place_write(build, place, false);
        figure->category = build_text(build, place.code);
    }
    return figure;
}

int64_t build_count(const struct build *build, uint16_t measure, uint64_t code)
{
    return aggregate_count(build->input->aggregate, measure, build->upper | code);
}

void figure_absent(struct figure *figure, enum absent why, const char *text)
{
    figure->type = FIGURE_NULL;
    figure->value = why;
    figure->text = slice_of(text);
}

int64_t round_percent(int64_t part, int64_t whole)
{
    assert(whole > 0);
    return (200 * part + whole) / (2 * whole);
}

int64_t round_rate_tenths(int64_t count, int64_t population)
{
    assert(population > 0);
    return (200000 * count + population) / (2 * population);
}

int64_t round_hour_tenths(int64_t seconds)
{
    return (seconds + SECONDS_HOUR / 20) / (SECONDS_HOUR / 10);
}

int64_t nearest_rank(int64_t count, int percentile)
{
    assert(count > 0);
    return (count * percentile + 99) / 100;
}

static void set_tenths(struct build *build, struct figure *figure, int64_t tenths)
{
    char memory[32];
    struct text text = text_over(memory, sizeof memory);
    text_int(&text, tenths / 10);
    text_char(&text, '.');
    text_int(&text, tenths % 10);
    figure->type = FIGURE_TEXT;
    figure->text = build_text(build, text_slice(&text));
}

static struct figure *add_row(struct build *build, const struct figure_row *row)
{
    struct figure_place place = {.path = row->path};
    if (row->band != NULL) {
        place.mark = '.';
        place.code = slice_of(row->band);
    }
    return build_add(build, place, row->label, row->unit);
}

static struct figure *add_cell(struct build *build, const struct figure_row *row)
{
    struct figure *figure = add_row(build, row);
    figure->rows = ROWS_CELL;
    figure->measure = row->measure;
    figure->code = build->upper | row->code;
    figure->value = build_count(build, row->measure, row->code);
    return figure;
}

void make_count(struct build *build, const struct figure_row *row)
{
    (void)add_cell(build, row);
}

/* Without any decision of that harm there are no levels to report, and 0 would read as "nobody"
 * (measures.md, risk). */
void make_level(struct build *build, const struct figure_row *row)
{
    struct figure *figure = add_cell(build, row);
    if (build_count(build, RISK_DECISIONS_BEFORE_END, 0) == 0) {
        figure_absent(figure, ABSENT_UNAVAILABLE, "no levels were supplied");
    }
}

static int64_t population(const struct summary_input *input)
{
    if (input->population > 0) {
        return input->population;
    }
    const struct config_authority *authority =
        config_authority(input->config, input->question->authority);
    return authority == NULL ? 0 : authority->population;
}

void make_rate(struct build *build, const struct figure_row *row)
{
    struct figure *figure = add_cell(build, row);
    figure->rows = ROWS_RATE;
    int64_t people = population(build->input);
    if (people == 0) {
        figure_absent(figure, ABSENT_UNAVAILABLE, "no population was given");
        return;
    }
    set_tenths(build, figure, round_rate_tenths(figure->value, people));
}

/* Cells are children by how many episodes each had: take the largest ten children. */
void make_top_ten(struct build *build, const struct figure_row *row)
{
    struct figure *figure = add_row(build, row);
    figure->rows = ROWS_TOP_TEN;
    figure->measure = MISSING_EPISODES;
    uint32_t count = 0;
    const struct cell *cells = aggregate_cells(build->input->aggregate, row->measure, &count);
    int64_t left = 10;
    for (uint32_t i = count; i > 0 && left > 0; i--) {
        int64_t children = cells[i - 1].count < left ? cells[i - 1].count : left;
        figure->value += children * (int64_t)cells[i - 1].code;
        left -= children;
    }
}

enum { UPPER_SHIFT = 56 };

static bool same_upper(uint64_t a, uint64_t b)
{
    return a >> UPPER_SHIFT == b >> UPPER_SHIFT;
}

/* Nearest rank over the histogram of seconds, which its cells' order has sorted. */
void make_hours(struct build *build, const struct figure_row *row)
{
    struct figure *figure = add_row(build, row);
    figure->rows = ROWS_MEASURE;
    figure->measure = row->measure;
    figure->code = build->upper;
    uint32_t count = 0;
    const struct cell *cells = aggregate_cells(build->input->aggregate, row->measure, &count);
    int64_t all = 0;
    for (uint32_t i = 0; i < count; i++) {
        all += same_upper(cells[i].code, build->upper) ? cells[i].count : 0;
    }
    if (all == 0) {
        figure_absent(figure, ABSENT_NOT_APPLICABLE, "none completed");
        return;
    }
    int64_t left = nearest_rank(all, (int)row->code);
    for (uint32_t i = 0; i < count && left > 0; i++) {
        if (!same_upper(cells[i].code, build->upper)) {
            continue;
        }
        left -= cells[i].count;
        if (left <= 0) {
            uint64_t seconds = cells[i].code & ((UINT64_C(1) << UPPER_SHIFT) - 1);
            set_tenths(build, figure, round_hour_tenths((int64_t)seconds));
        }
    }
}

void make_percent(struct build *build, const struct figure_row *row)
{
    struct figure *figure = add_row(build, row);
    figure->rows = ROWS_SHARE;
    figure->measure = row->measure;
    int64_t whole = build_count(build, row->measure, 1);
    if (whole == 0) {
        figure_absent(figure, ABSENT_NOT_APPLICABLE, "no episodes to measure");
        return;
    }
    figure->value = round_percent(build_count(build, row->measure, 0), whole);
}

void make_unknown(struct build *build, const struct figure_row *row)
{
    struct figure *figure = add_row(build, row);
    figure->rows = ROWS_RECORDS;
    figure->measure = row->measure;
    figure_absent(figure, ABSENT_UNAVAILABLE, "not known from records alone");
}

void make_empty_list(struct build *build, const struct figure_row *row)
{
    add_row(build, row)->type = FIGURE_EMPTY_LIST;
}

/* One member of a family: a category of its own label. */
static void add_member(struct build *build, const struct figure_row *row, struct figure_place place,
                       const char *label, const char *unit, uint64_t code)
{
    struct figure *figure = build_add(build, place, label, unit);
    figure->rows = ROWS_CELL;
    figure->measure = row->measure;
    figure->code = build->upper | code;
    figure->value = build_count(build, row->measure, code);
}

static struct figure_place category(const struct figure_row *row, const char *name)
{
    return (struct figure_place){row->path, '.', slice_of(name), NULL};
}

void make_vocabulary(struct build *build, const struct figure_row *row)
{
    const struct vocab *vocab = vocab_of((enum vocab_list)row->list);
    for (uint64_t code = 1; code <= vocab->count; code++) {
        add_member(build, row, category(row, vocab->codes[code].name), vocab->codes[code].label,
                   "children", code);
    }
}

void make_ethnicity(struct build *build, const struct figure_row *row)
{
    const struct vocab *vocab = vocab_of((enum vocab_list)row->list);
    for (uint64_t code = 1; code <= vocab->count; code++) {
        if (build_count(build, row->measure, code) > 0) {
            add_member(build, row, category(row, vocab->codes[code].name), vocab->codes[code].label,
                       "children", code);
        }
    }
    add_member(build, row, category(row, "not_recorded"), "Not recorded", "children",
               CODE_NOT_RECORDED);
}

void make_reasons(struct build *build, const struct figure_row *row)
{
    const struct vocab *vocab = vocab_of(VOCAB_REASON);
    for (uint8_t code = 1; code <= vocab->count; code++) {
        if ((vocab_reason_use(code) & row->code) != 0) {
            add_member(build, row, category(row, vocab->codes[code].name), vocab->codes[code].label,
                       "episodes", code);
        }
    }
    add_member(build, row, category(row, "not_recorded"), "Not recorded", "episodes",
               CODE_NOT_RECORDED);
}

static void make_series(struct build *build, const struct figure_row *row,
                        const char *const *labels)
{
    for (uint64_t number = 0; number < row->list; number++) {
        char memory[8];
        struct text text = text_over(memory, sizeof memory);
        text_int(&text, (int64_t)number);
        struct figure_place place = {row->path, '#', text_slice(&text), NULL};
        add_member(build, row, place, labels[number], "episodes", number);
    }
}

void make_hour_series(struct build *build, const struct figure_row *row)
{
    static const char *const hours[24] = {"00", "01", "02", "03", "04", "05", "06", "07",
                                          "08", "09", "10", "11", "12", "13", "14", "15",
                                          "16", "17", "18", "19", "20", "21", "22", "23"};
    make_series(build, row, hours);
}

void make_weekday_series(struct build *build, const struct figure_row *row)
{
    static const char *const days[7] = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                        "Friday", "Saturday", "Sunday"};
    make_series(build, row, days);
}
