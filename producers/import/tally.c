/* tally: see tally.h. */
#include "tally.h"

#include <assert.h>

#include "codec/json.h"

void tally_reject(struct tally *tally, enum reject_code code)
{
    tally->rejected++;
    tally->codes[code]++;
}

static void check_sum(const struct tally *tally)
{
    assert(tally->read == tally->imported + tally->duplicate + tally->rejected + tally->unlinked);
}

static void count_line(struct text *out, const char *what, uint64_t count)
{
    text_puts(out, what);
    text_int(out, (int64_t)count);
    text_char(out, '\n');
}

/* "2017-18" */
static void put_year(struct text *out, int year)
{
    text_int(out, year);
    text_char(out, '-');
    text_padded(out, (uint64_t)(year + 1) % 100, 2);
}

static void put_row(struct text *out, const struct tally *tally, uint64_t line, bool last_year)
{
    text_puts(out, last_year ? " · last year's " : " · ");
    text_puts(out, last_year ? "missing.csv" : tally->file);
    text_puts(out, " row ");
    text_int(out, (int64_t)line);
}

static void put_place(struct text *out, const struct tally *tally, uint64_t line)
{
    put_row(out, tally, line, false);
}

static void put_hit(struct text *out, const struct tally *tally, const struct ssda903_hit *hit)
{
    text_puts(out, "rule ");
    text_puts(out, hit->rule->code);
    put_row(out, tally, hit->line, hit->last_year);
    if (hit->with_line != 0) {
        text_puts(out, hit->with_last_year ? " with last year's row " : " with row ");
        text_int(out, (int64_t)hit->with_line);
    }
    text_puts(out, " · ");
    text_puts(out, hit->rule->meaning);
    text_char(out, '\n');
}

static void put_repeats(struct text *out, const struct tally *tally)
{
    for (uint64_t i = 0; tally->repeats != NULL && i < tally->duplicate; i++) {
        text_puts(out, "duplicate");
        put_place(out, tally, tally->repeats[i].line);
        text_puts(out, " repeats row ");
        text_int(out, (int64_t)tally->repeats[i].of_line);
        text_puts(out, ": imported once\n");
    }
}

static void put_rejects(struct text *out, const struct tally *tally)
{
    for (uint64_t i = 0; tally->rejects != NULL && i < tally->rejected; i++) {
        const struct tally_reject *reject = &tally->rejects[i];
        text_puts(out, "rejected");
        put_place(out, tally, reject->line);
        if (reject->why.column[0] != '\0') {
            text_puts(out, " · column ");
            text_puts(out, reject->why.column);
        }
        text_puts(out, " · ");
        text_puts(out, reject_row(reject->why.code)->name);
        text_puts(out, ": ");
        text_puts(out, reject_row(reject->why.code)->meaning);
        text_char(out, '\n');
    }
}

static void put_codes(struct text *out, const struct tally *tally)
{
    for (int code = REJECT_NONE + 1; code < REJECT_CODE_COUNT; code++) {
        if (tally->codes[code] > 0) {
            text_puts(out, "  ");
            text_puts(out, reject_row((enum reject_code)code)->name);
            text_puts(out, ": ");
            text_int(out, (int64_t)tally->codes[code]);
            text_puts(out, " · ");
            text_puts(out, reject_row((enum reject_code)code)->meaning);
            text_char(out, '\n');
        }
    }
}

static void put_return(struct text *out, const struct tally *tally)
{
    text_puts(out, "\ncollection year ");
    put_year(out, tally->collection_year);
    text_puts(out, "\nrule hits ");
    text_int(out, (int64_t)tally->hits->count);
    text_puts(out, " on rows ");
    text_int(out, (int64_t)tally->hits->rows);
    text_puts(out, " (a hit alone keeps no row out)\n");
    for (uint64_t i = 0; i < tally->hits->count; i++) {
        put_hit(out, tally, &tally->hits->hits[i]);
    }
    if (!tally->knows_last_year) {
        text_puts(out,
                  "rule 576 was not checked: it needs --last-year FILE, the missing.csv of the "
                  "year before\n");
    }
    put_repeats(out, tally);
    put_rejects(out, tally);
}

void tally_text(const struct tally *tally, struct text *out)
{
    check_sum(tally);
    count_line(out, "rows read ", tally->read);
    count_line(out, "imported ", tally->imported);
    count_line(out, "duplicate ", tally->duplicate);
    count_line(out, "rejected ", tally->rejected);
    put_codes(out, tally);
    text_puts(out, "unlinked ");
    text_int(out, (int64_t)tally->unlinked);
    text_puts(out, " (link files are not supported yet)\n");
    if (tally->hits != NULL) {
        put_return(out, tally);
    } else {
        count_line(out, "already keyed ", tally->carried);
        count_line(out, "unknown fields left out ", tally->unknown_fields);
    }
    text_puts(out, "\nread ");
    text_int(out, (int64_t)tally->read);
    text_puts(out, " = imported ");
    text_int(out, (int64_t)tally->imported);
    text_puts(out, " + duplicate ");
    text_int(out, (int64_t)tally->duplicate);
    text_puts(out, " + rejected ");
    text_int(out, (int64_t)tally->rejected);
    text_puts(out, " + unlinked ");
    text_int(out, (int64_t)tally->unlinked);
    text_puts(out, tally->dry_run ? "; dry run, nothing was written\n" : "\n");
}

static void json_count(struct json_out *json, const char *key, uint64_t count)
{
    json_key(json, key);
    json_int(json, (int64_t)count);
}

static void json_rejected(struct json_out *json, const struct tally *tally)
{
    json_key(json, "rejected_by_code");
    json_begin_object(json);
    for (int code = REJECT_NONE + 1; code < REJECT_CODE_COUNT; code++) {
        if (tally->codes[code] > 0) {
            json_count(json, reject_row((enum reject_code)code)->name, tally->codes[code]);
        }
    }
    json_end(json);
}

static void json_hits(struct json_out *json, const struct tally *tally)
{
    json_key(json, "rule_hits");
    json_begin_array(json);
    for (uint64_t i = 0; i < tally->hits->count; i++) {
        const struct ssda903_hit *hit = &tally->hits->hits[i];
        json_begin_object(json);
        json_key(json, "rule");
        json_text(json, hit->rule->code);
        json_key(json, "file");
        json_text(json, hit->last_year ? "missing.csv" : tally->file);
        json_count(json, "row", hit->line);
        json_key(json, "last_year");
        json_bool(json, hit->last_year);
        if (hit->with_line != 0) {
            json_count(json, hit->with_last_year ? "with_row_of_last_year" : "with_row",
                       hit->with_line);
        }
        json_key(json, "meaning");
        json_text(json, hit->rule->meaning);
        json_key(json, "basis");
        json_text(json, hit->rule->basis);
        json_end(json);
    }
    json_end(json);
}

static void json_rejects(struct json_out *json, const struct tally *tally)
{
    json_key(json, "rejects");
    json_begin_array(json);
    for (uint64_t i = 0; i < tally->rejected; i++) {
        json_begin_object(json);
        json_key(json, "file");
        json_text(json, tally->file);
        json_count(json, "row", tally->rejects[i].line);
        json_key(json, "column");
        json_text(json, tally->rejects[i].why.column);
        json_key(json, "code");
        json_text(json, reject_row(tally->rejects[i].why.code)->name);
        json_end(json);
    }
    json_end(json);
}

static void json_repeats(struct json_out *json, const struct tally *tally)
{
    json_key(json, "duplicates");
    json_begin_array(json);
    for (uint64_t i = 0; i < tally->duplicate; i++) {
        json_begin_object(json);
        json_key(json, "file");
        json_text(json, tally->file);
        json_count(json, "row", tally->repeats[i].line);
        json_count(json, "repeats_row", tally->repeats[i].of_line);
        json_end(json);
    }
    json_end(json);
}

static void json_not_checked(struct json_out *json, const struct tally *tally)
{
    json_key(json, "rules_not_checked");
    json_begin_array(json);
    if (!tally->knows_last_year) {
        json_text(json, "576");
    }
    json_end(json);
}

static void json_return(struct json_out *json, const struct tally *tally)
{
    char memory[16];
    struct text year = text_over(memory, sizeof memory);
    put_year(&year, tally->collection_year);
    json_key(json, "collection_year");
    json_slice(json, text_slice(&year));
    json_count(json, "rows_hit", tally->hits->rows);
    json_hits(json, tally);
    json_not_checked(json, tally);
    json_repeats(json, tally);
    json_rejects(json, tally);
}

void tally_json(const struct tally *tally, struct text *out)
{
    check_sum(tally);
    struct json_out json = json_to(out, true);
    json_begin_object(&json);
    json_key(&json, "schema");
    json_text(&json, "homeward.import/1");
    json_key(&json, "format");
    json_text(&json, tally->hits != NULL ? "ssda903" : "ndjson");
    json_count(&json, "read", tally->read);
    json_count(&json, "imported", tally->imported);
    json_count(&json, "duplicate", tally->duplicate);
    json_count(&json, "rejected", tally->rejected);
    json_count(&json, "unlinked", tally->unlinked);
    json_rejected(&json, tally);
    if (tally->hits != NULL) {
        json_return(&json, tally);
    } else {
        json_count(&json, "already_keyed", tally->carried);
        json_count(&json, "unknown_fields", tally->unknown_fields);
    }
    json_key(&json, "dry_run");
    json_bool(&json, tally->dry_run);
    json_end(&json);
    text_char(out, '\n');
}
