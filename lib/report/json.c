/* json: a summary as summary.json, schema homeward.summary/1 (contract §5).
 *
 * The nesting is read off the figures' paths: what two neighbours share stays open, the rest is
 * closed and opened. So whatever is a figure is in the JSON, in the figures' order.
 */
#include <assert.h>
#include <string.h>

#include "base/civil.h"
#include "codec/json.h"
#include "domain/code.h"
#include "report/summary.h"

enum step_kind { STEP_KEY = 1, STEP_ELEMENT, STEP_NUMBER };

struct step { /* one segment of a path */
    enum step_kind kind;
    struct slice name;
};

enum { STEPS_MAX = 8 };

struct steps {
    uint32_t count;
    struct step list[STEPS_MAX];
};

/* The first of '.', '[' and '#', or the end. */
static size_t segment_size(struct slice path)
{
    size_t size = 0;
    while (size < path.size && strchr(".[#", path.at[size]) == NULL) {
        size++;
    }
    return size;
}

static struct slice skip(struct slice rest, size_t size)
{
    return (struct slice){rest.at + size, rest.size - size};
}

static struct step next_step(struct slice *rest)
{
    enum step_kind kind = rest->at[0] == '[' ? STEP_ELEMENT : STEP_KEY;
    kind = rest->at[0] == '#' ? STEP_NUMBER : kind;
    if (strchr(".[#", rest->at[0]) != NULL) {
        *rest = skip(*rest, 1);
    }
    size_t size = segment_size(*rest);
    if (kind == STEP_ELEMENT) { /* ids have dots, never brackets */
        const char *close = memchr(rest->at, ']', rest->size);
        assert(close != NULL);
        size = (size_t)(close - rest->at);
    }
    struct step step = {kind, {rest->at, size}};
    *rest = skip(*rest, size + (kind == STEP_ELEMENT ? 1 : 0));
    return step;
}

static struct steps steps_of(struct slice path)
{
    struct steps steps = {0};
    while (path.size > 0) {
        assert(steps.count < STEPS_MAX);
        steps.list[steps.count++] = next_step(&path);
    }
    return steps;
}

static uint32_t shared_steps(const struct steps *a, const struct steps *b)
{
    uint32_t shared = 0;
    while (shared + 1 < a->count && shared + 1 < b->count &&
           a->list[shared].kind == b->list[shared].kind &&
           slice_equal(a->list[shared].name, b->list[shared].name)) {
        shared++;
    }
    return shared;
}

static void open_step(struct json_out *json, const struct steps *steps, uint32_t at)
{
    if (steps->list[at].kind == STEP_KEY) {
        json_key_slice(json, steps->list[at].name);
    }
    switch (steps->list[at + 1].kind) {
    case STEP_KEY:
        json_begin_object(json);
        break;
    case STEP_ELEMENT:
        json_begin_array(json);
        break;
    case STEP_NUMBER:
        json_begin_flat_array(json);
        break;
    }
}

static void write_value(struct json_out *json, const struct figure *figure)
{
    switch ((enum figure_type)figure->type) {
    case FIGURE_COUNT:
        json_int(json, figure->value);
        break;
    case FIGURE_FLAG:
        json_bool(json, figure->value != 0);
        break;
    case FIGURE_NULL:
        json_none(json);
        break;
    case FIGURE_TEXT:
    case FIGURE_NAME:
        json_slice(json, figure->text);
        break;
    case FIGURE_EMPTY_LIST:
        json_begin_array(json);
        json_end(json);
        break;
    case FIGURE_EMPTY_OBJECT:
        json_begin_object(json);
        json_end(json);
        break;
    }
}

static void write_figures(const struct summary *summary, struct json_out *json)
{
    struct steps before = {0};
    for (uint32_t i = 0; i < summary->count; i++) {
        struct steps steps = steps_of(summary->figures[i].path);
        uint32_t shared = shared_steps(&before, &steps);
        for (uint32_t open = before.count; open > shared + 1; open--) {
            json_end(json);
        }
        for (uint32_t at = shared; at + 1 < steps.count; at++) {
            open_step(json, &steps, at);
        }
        if (steps.list[steps.count - 1].kind == STEP_KEY) {
            json_key_slice(json, steps.list[steps.count - 1].name);
        }
        write_value(json, &summary->figures[i]);
        before = steps;
    }
    for (uint32_t open = before.count; open > 1; open--) {
        json_end(json);
    }
}

static void write_date(struct json_out *json, const char *key, int32_t date)
{
    char text[DATE_TEXT];
    date_write(date, text);
    json_key(json, key);
    json_slice(json, (struct slice){text, sizeof text});
}

static void write_head(const struct summary *summary, struct json_out *json)
{
    const struct question *question = summary->from.question;
    char authority[CODE_GSS_TEXT + 1];
    code_write_gss(question->authority, authority);
    json_key(json, "schema");
    json_text(json, "homeward.summary/1");
    json_key(json, "synthetic");
    json_bool(json, summary->from.synthetic);
    json_key(json, "authority");
    json_text(json, authority);
    json_key(json, "period");
    json_begin_object(json);
    json_key(json, "kind");
    json_text(json, period_kind_name(question->period.kind));
    write_date(json, "start", question->period.first);
    write_date(json, "end", question->period.next);
    json_end(json);
    json_key(json, "as_of");
    json_instant(json, question->as_of);
    json_key(json, "audience");
    json_text(json, summary->from.audience);
    json_key(json, "final");
    json_bool(json, summary->final);
}

/* Offsets belong to topics; a summary of files has none, its manifest names the files. */
static void write_provenance(const struct summary_input *from, struct json_out *json)
{
    json_key(json, "provenance");
    json_begin_object(json);
    json_key(json, "offsets");
    json_begin_object(json);
    json_end(json);
    json_key(json, "config_sha256");
    json_text(json, from->config_sha256);
    json_key(json, "code");
    json_text(json, from->code);
    json_key(json, "libraries");
    json_begin_object(json);
    for (uint32_t i = 0; i < from->library_count; i++) {
        json_key(json, from->libraries[i].name);
        json_text(json, from->libraries[i].version);
    }
    json_end(json);
    json_key(json, "schema_sha256");
    json_text(json, from->schema_sha256);
    json_end(json);
}

void summary_json(const struct summary *summary, struct text *out)
{
    struct json_out json = json_to(out, true);
    json_begin_object(&json);
    write_head(summary, &json);
    write_figures(summary, &json);
    write_provenance(&summary->from, &json);
    json_end(&json);
    text_char(out, '\n');
}
