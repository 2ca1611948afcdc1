/* csv: a summary as summary.csv, one figure a row, with DfE's column names where they exist.
 *
 *   time_period       DfE's number of the year: 2016, or 201617 for financial years and quarters
 *   time_identifier   "Financial year", "Financial year Q1", "February", "Week 9" (ISO 8601), or
 *                     "Fortnight from 2016-02-29", which DfE has no word for
 *   geographic_level  "Local authority"
 *   new_la_code       the authority's GSS code
 *   as_of, audience, final, synthetic   as in summary.json
 *   measure           the figure's path without its category: "people.sex", "where.from.children"
 *   category          the code or band: "female", "E05000001"; empty where a figure stands alone
 *   unit              episodes, children, records, facts, percent, hours, per_10000
 *   value             the number; DfE's symbols x (not available) and z (not applicable)
 *
 * Names and dates of elements (a source's kinds, its latest record) are in summary.json alone.
 */
#include "codec/csv.h"
#include "base/civil.h"
#include "domain/code.h"
#include "report/summary.h"

static const char *const columns[] = {
    "time_period", "time_identifier", "geographic_level", "new_la_code", "as_of", "audience",
    "final",       "synthetic",       "measure",          "category",    "unit",  "value",
};

static const char *const months[] = {"January",   "February", "March",    "April",
                                     "May",       "June",     "July",     "August",
                                     "September", "October",  "November", "December"};

enum { TIME_TEXT = 48 };

struct time_columns {
    char period[TIME_TEXT], identifier[TIME_TEXT];
};

/* "201617" for the year from April 2016. */
static void financial_year(struct text *out, int from_year)
{
    text_int(out, from_year);
    text_padded(out, (uint64_t)((from_year + 1) % 100), 2);
}

/* ISO 8601: a week belongs to the year of its Thursday. */
static void iso_week(int32_t monday, int *year, int *week)
{
    int month = 0;
    int day = 0;
    date_split(monday + 3, year, &month, &day);
    *week = (monday + 3 - date_make(*year, 1, 1)) / 7 + 1;
}

static void write_time(const struct period *period, struct text *number, struct text *word)
{
    int year = 0;
    int month = 0;
    int day = 0;
    date_split(period->first, &year, &month, &day);
    switch (period->kind) {
    case PERIOD_YEAR:
        financial_year(number, year);
        text_puts(word, "Financial year");
        return;
    case PERIOD_QUARTER:
        financial_year(number, month < 4 ? year - 1 : year);
        text_puts(word, "Financial year Q");
        text_int(word, month < 4 ? 4 : (month - 1) / 3);
        return;
    case PERIOD_MONTH:
        text_int(number, year);
        text_puts(word, months[month - 1]);
        return;
    case PERIOD_WEEK: {
        int week = 0;
        iso_week(period->first, &year, &week);
        text_int(number, year);
        text_puts(word, "Week ");
        text_int(word, week);
        return;
    }
    default: {
        char date[DATE_TEXT];
        date_write(period->first, date);
        text_int(number, year);
        text_puts(word, "Fortnight from ");
        text_put(word, (struct slice){date, sizeof date});
        return;
    }
    }
}

static struct time_columns time_columns(const struct period *period)
{
    struct time_columns time = {{0}, {0}};
    struct text number = text_over(time.period, sizeof time.period - 1);
    struct text word = text_over(time.identifier, sizeof time.identifier - 1);
    write_time(period, &number, &word);
    return time;
}

static void put_value(struct csv_out *csv, const struct figure *figure)
{
    if (figure->type == FIGURE_NULL) {
        csv_puts(csv, figure->value == ABSENT_UNAVAILABLE ? "x" : "z");
    } else if (figure->type == FIGURE_COUNT) {
        csv_int(csv, figure->value);
    } else {
        char memory[32];
        struct text text = text_over(memory, sizeof memory);
        figure_print(figure, &text);
        csv_put(csv, text_slice(&text));
    }
}

static bool is_number(const struct figure *figure)
{
    bool no_name = figure->type == FIGURE_NULL && figure->unit[0] == '\0';
    return !no_name && figure->type != FIGURE_NAME && figure->type != FIGURE_EMPTY_LIST &&
           figure->type != FIGURE_EMPTY_OBJECT;
}

void summary_csv(const struct summary *summary, struct text *out)
{
    const struct question *question = summary->from.question;
    struct time_columns time = time_columns(&question->period);
    char authority[CODE_GSS_TEXT + 1];
    code_write_gss(question->authority, authority);
    char as_of[INSTANT_TEXT];
    instant_write(question->as_of, as_of);
    struct csv_out csv = csv_to(out);
    for (size_t i = 0; i < sizeof columns / sizeof columns[0]; i++) {
        csv_puts(&csv, columns[i]);
    }
    csv_end_row(&csv);
    for (uint32_t i = 0; i < summary->count; i++) {
        const struct figure *figure = &summary->figures[i];
        if (!is_number(figure)) {
            continue;
        }
        csv_puts(&csv, time.period);
        csv_puts(&csv, time.identifier);
        csv_puts(&csv, "Local authority");
        csv_puts(&csv, authority);
        csv_put(&csv, (struct slice){as_of, sizeof as_of});
        csv_puts(&csv, summary->from.audience);
        csv_puts(&csv, summary->final ? "true" : "false");
        csv_puts(&csv, summary->from.synthetic ? "true" : "false");
        csv_put(&csv, figure->name);
        csv_put(&csv, figure->category);
        csv_puts(&csv, figure->unit);
        put_value(&csv, figure);
        csv_end_row(&csv);
    }
}
