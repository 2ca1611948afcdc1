/* html_text: words, numbers, dates and terms as the page writes them. */
#include "base/civil.h"
#include "domain/code.h"
#include "report/page.h"

void html_text(struct text *out, struct slice text)
{
    for (size_t i = 0; i < text.size; i++) {
        switch (text.at[i]) {
        case '&':
            text_puts(out, "&amp;");
            break;
        case '<':
            text_puts(out, "&lt;");
            break;
        case '>':
            text_puts(out, "&gt;");
            break;
        case '"':
            text_puts(out, "&quot;");
            break;
        case '\'':
            text_puts(out, "&#39;");
            break;
        default:
            text_char(out, text.at[i]);
        }
    }
}

void html_texts(struct text *out, const char *text)
{
    html_text(out, slice_of(text));
}

void html_count(struct text *out, int64_t count)
{
    if (count < 1000) {
        text_int(out, count);
        return;
    }
    html_count(out, count / 1000);
    text_char(out, ',');
    text_padded(out, (uint64_t)(count % 1000), 3);
}

void html_date(struct text *out, int32_t date)
{
    static const char *const months[] = {"January",   "February", "March",    "April",
                                         "May",       "June",     "July",     "August",
                                         "September", "October",  "November", "December"};
    int year = 0;
    int month = 0;
    int day = 0;
    date_split(date, &year, &month, &day);
    text_int(out, day);
    text_char(out, ' ');
    text_puts(out, months[month - 1]);
    text_char(out, ' ');
    text_int(out, year);
}

void html_instant(struct text *out, int64_t instant_s)
{
    struct civil civil = civil_at(instant_s);
    html_date(out, civil.date);
    text_puts(out, " at ");
    text_padded(out, (uint64_t)civil.hour, 2);
    text_char(out, ':');
    text_padded(out, (uint64_t)civil.minute, 2);
}

static void put_term(struct text *out, const char *term, struct slice meaning)
{
    text_puts(out, "<dt>");
    text_puts(out, term);
    text_puts(out, "</dt><dd>");
    html_text(out, meaning);
    text_puts(out, "</dd>\n");
}

static const char *const terms[] = {
    "<strong>Missing</strong> means whereabouts unknown. <strong>Away</strong> means whereabouts "
    "known but not authorised, looked-after children only; it is counted apart, everywhere.",
    "Episodes belong to the period they <strong>start</strong> in; interviews to the period the "
    "child <strong>returned</strong> in; assessments and decisions to the period they were made "
    "in. So interviews due need not equal episodes.",
    "An interview is <strong>due</strong> once 72 hours have passed since the child returned. "
    "<strong>Overdue</strong> is every due interview neither completed nor declined, whatever "
    "reason was given.",
    "Levels of risk are those people decided. Sexual and criminal exploitation are counted apart; "
    "harm that has happened is not a level of risk.",
    "Durations are elapsed time; days, hours of the day and nights are London time. Children are "
    "counted once in each number.",
};

void html_method(const struct summary *summary, struct text *out)
{
    text_puts(out, "<ul>\n");
    for (size_t i = 0; i < sizeof terms / sizeof terms[0]; i++) {
        text_puts(out, "<li>");
        text_puts(out, terms[i]);
        text_puts(out, "</li>\n");
    }
    text_puts(out, "</ul>\n<dl class=\"made\">\n");
    char code[CODE_GSS_TEXT + 1];
    code_write_gss(summary->from.question->authority, code);
    char period[PERIOD_TEXT];
    period_write(&summary->from.question->period, period);
    char as_of[INSTANT_TEXT];
    instant_write(summary->from.question->as_of, as_of);
    put_term(out, "Authority", slice_of(code));
    put_term(out, "Period", slice_of(period));
    put_term(out, "As of", (struct slice){as_of, sizeof as_of});
    put_term(out, "Program", slice_of(summary->from.code));
    put_term(out, "Configuration", slice_of(summary->from.config_sha256));
    put_term(out, "Schemas", slice_of(summary->from.schema_sha256));
    text_puts(out, "</dl>\n<p>Any number can be followed to the records behind it with "
                   "<code>homeward report --rows</code> and its path in summary.json.</p>\n");
}
