/* html: a summary as summary.html: one self-contained page, no script, readable in print.
 *
 * Marking, audience and, for synthetic counties, "DEMONSTRATION DATA" stand on top and at the
 * bottom. The parts in between are the table of page.c.
 */
#include "base/civil.h"
#include "domain/code.h"
#include "report/page.h"

static void put_banner(const struct summary *summary, struct text *out)
{
    text_puts(out, "<p class=\"marking\">");
    html_text(out, summary->from.config->marking);
    text_puts(out, " &#183; for the audience \xe2\x80\x9c");
    html_texts(out, summary->from.audience);
    text_puts(out, "\xe2\x80\x9d only: full counts, not for onward copying</p>\n");
    if (summary->from.synthetic) {
        text_puts(out, "<p class=\"demonstration\">DEMONSTRATION DATA: a synthetic county, no "
                       "real child</p>\n");
    }
}

static void put_authority(const struct summary *summary, struct text *out)
{
    char code[CODE_GSS_TEXT + 1];
    code_write_gss(summary->from.question->authority, code);
    const struct config_authority *authority =
        config_authority(summary->from.config, summary->from.question->authority);
    if (authority != NULL && authority->name.size > 0) {
        html_text(out, authority->name);
    } else {
        text_puts(out, "Authority ");
        html_texts(out, code);
    }
}

static void put_period(const struct period *period, struct text *out)
{
    static const char *const kinds[] = {[PERIOD_WEEK] = "Week",
                                        [PERIOD_FORTNIGHT] = "Fortnight",
                                        [PERIOD_MONTH] = "Month",
                                        [PERIOD_QUARTER] = "Quarter",
                                        [PERIOD_YEAR] = "Year"};
    text_puts(out, kinds[period->kind]);
    text_char(out, ' ');
    html_date(out, period->first);
    text_puts(out, " to ");
    html_date(out, period->next - 1);
}

static void put_heading(const struct summary *summary, struct text *out)
{
    text_puts(out, "<h1>Children missing from home and care: ");
    put_authority(summary, out);
    text_puts(out, "<span>");
    put_period(&summary->from.question->period, out);
    text_puts(out, "</span></h1>\n");
}

static void put_status(const struct summary *summary, struct text *out)
{
    const struct question *question = summary->from.question;
    text_puts(out, "<p class=\"status\"><strong>");
    text_puts(out, summary->final ? "Final." : "Provisional.");
    text_puts(out, "</strong> As of ");
    html_instant(out, question->as_of);
    if (summary->final) {
        text_puts(out, ": every clock of the period has run out. Only late or corrected records "
                       "can still change these figures.");
    } else if (question->as_of < question->period.end_s) {
        text_puts(out, ": the period has not ended yet.");
    } else {
        text_puts(out, ": some clocks of the period (72 hours for an interview, 14 days after "
                       "exploitation was named) are still running.");
    }
    text_puts(out, "</p>\n");
}

static void put_key_figures(const struct summary *summary, struct text *out)
{
    static const struct {
        const char *label, *path;
    } keys[] = {
        {"missing episodes", "volume.missing.episodes"},
        {"children who went missing", "volume.missing.children"},
        {"interviews due", "interviews.due"},
        {"completed within 72 hours", "interviews.within_72h"},
        {"interviews overdue", "interviews.overdue"},
        {"no return recorded, over 24 hours", "interviews.still_missing"},
    };
    text_puts(out, "<dl class=\"key\">\n");
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        text_puts(out, "<div><dt>");
        text_puts(out, keys[i].label);
        text_puts(out, "</dt><dd>");
        html_count(out, summary_value(summary, keys[i].path));
        text_puts(out, "</dd></div>\n");
    }
    text_puts(out, "</dl>\n");
}

static void put_head(const struct summary *summary, struct text *out)
{
    text_puts(out, "<!DOCTYPE html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n"
                   "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                   "<meta name=\"referrer\" content=\"no-referrer\">\n<title>");
    text_puts(out, summary->from.synthetic ? "DEMONSTRATION DATA: " : "");
    text_puts(out, "Children missing, ");
    put_authority(summary, out);
    text_puts(out, ", ");
    put_period(&summary->from.question->period, out);
    text_puts(out, "</title>\n<style>");
    text_puts(out, page_style());
    text_puts(out, "</style>\n</head>\n");
}

/* How many parts from here on flow into columns: small tables, and the words between two. */
static uint32_t flowing(const struct part *parts, uint32_t count, uint32_t *tables)
{
    uint32_t flow = 0;
    *tables = 0;
    for (uint32_t i = 0; i < count; i++) {
        if (part_is_small(&parts[i])) {
            flow = i + 1;
            (*tables)++;
        } else if (flow == 0 || parts[i].kind != PART_TEXT) {
            break;
        }
    }
    return flow;
}

static void put_parts(const struct summary *summary, struct text *out)
{
    uint32_t count = 0;
    const struct part *parts = page_parts(&count);
    uint32_t flow_end = 0;
    for (uint32_t i = 0; i < count; i++) {
        if (parts[i].kind == PART_QUESTION) {
            text_puts(out, i > 0 ? "</section>\n<section>\n" : "<section>\n");
        }
        uint32_t tables = 0;
        uint32_t flow = i < flow_end ? 0 : flowing(&parts[i], count - i, &tables);
        if (flow > 0) {
            text_puts(out, tables == 2 ? "<div class=\"flow two\">\n" : "<div class=\"flow\">\n");
            flow_end = i + flow;
        }
        html_part(summary, &parts[i], out);
        if (i + 1 == flow_end) {
            text_puts(out, "</div>\n");
        }
    }
    text_puts(out, "</section>\n");
}

void summary_html(const struct summary *summary, struct text *out)
{
    put_head(summary, out);
    text_puts(out, "<body>\n<header>\n");
    put_banner(summary, out);
    put_heading(summary, out);
    put_status(summary, out);
    text_puts(out, "</header>\n<main>\n");
    put_key_figures(summary, out);
    put_parts(summary, out);
    text_puts(out, "</main>\n<footer>\n");
    put_banner(summary, out);
    text_puts(out, "</footer>\n</body>\n</html>\n");
}
