/* tables: the field tables and vocabulary of the C code as one JSON value, for agree.mjs. */
#include <stdio.h>
#include <stdlib.h>

#include "base/reject.h"
#include "codec/fields.h"
#include "codec/json.h"
#include "domain/rules.h"
#include "domain/vocab.h"

enum { ROOM = 1024 * 1024 };

static const char *type_name(uint8_t type)
{
    static const char *const names[FIELD_TYPE_COUNT] = {
        [FIELD_SCHEMA] = "schema",     [FIELD_ID] = "id",         [FIELD_INSTANT] = "instant",
        [FIELD_REVISION] = "revision", [FIELD_BOOL] = "bool",     [FIELD_TRIBOOL] = "tribool",
        [FIELD_CODE] = "code",         [FIELD_REASON] = "reason", [FIELD_GSS] = "gss",
        [FIELD_URN] = "urn",           [FIELD_MONTH] = "month",   [FIELD_DATE] = "date",
        [FIELD_IDS] = "ids",           [FIELD_CODES] = "codes",   [FIELD_ISSUES] = "issues",
        [FIELD_ITEMS] = "items",
    };
    return names[type];
}

static bool has_list(uint8_t type)
{
    return type == FIELD_CODE || type == FIELD_REASON || type == FIELD_CODES;
}

static void put_field(struct json_out *json, const struct field *field)
{
    json_begin_object(json);
    json_key(json, "name");
    json_text(json, field->name);
    json_key(json, "type");
    json_text(json, type_name(field->type));
    json_key(json, "required");
    json_bool(json, field->required);
    if (has_list(field->type)) {
        json_key(json, "list");
        json_text(json, vocab_of((enum vocab_list)field->list)->name);
    }
    json_key(json, "least");
    json_int(json, field->least);
    json_key(json, "max");
    json_int(json, field->max);
    json_end(json);
}

static void put_records(struct json_out *json)
{
    json_key(json, "records");
    json_begin_object(json);
    for (int kind = 0; kind < RECORD_KIND_COUNT; kind++) {
        const struct field_table *table = fields_of((enum record_kind)kind);
        json_key(json, table->schema);
        json_begin_array(json);
        for (uint32_t i = 0; i < table->count; i++) {
            put_field(json, &table->fields[i]);
        }
        json_end(json);
    }
    json_end(json);
}

static void put_vocab(struct json_out *json)
{
    json_key(json, "vocab");
    json_begin_object(json);
    for (int list = 0; list < VOCAB_LIST_COUNT; list++) {
        const struct vocab *vocab = vocab_of((enum vocab_list)list);
        json_key(json, vocab->name);
        json_begin_flat_array(json);
        for (uint8_t code = 1; code <= vocab->count; code++) {
            json_text(json, vocab->codes[code].name);
        }
        json_end(json);
    }
    json_end(json);
}

/* Which reasons go with which outcome. */
static void put_reasons(struct json_out *json)
{
    json_key(json, "reasons");
    json_begin_object(json);
    for (uint8_t outcome = 1; outcome <= vocab_of(VOCAB_OUTCOME)->count; outcome++) {
        json_key(json, vocab_name(VOCAB_OUTCOME, outcome));
        json_begin_flat_array(json);
        for (uint8_t reason = 1; reason <= vocab_of(VOCAB_REASON)->count; reason++) {
            if (vocab_reason_fits(outcome, reason)) {
                json_text(json, vocab_name(VOCAB_REASON, reason));
            }
        }
        json_end(json);
    }
    json_end(json);
}

static void put_rules(struct json_out *json)
{
    json_key(json, "rules");
    json_begin_object(json);
    for (int i = 0; i < RULE_COUNT; i++) {
        const struct rule_row *row = rule_row((enum rule_id)i);
        json_key(json, row->id);
        json_begin_object(json);
        json_key(json, "severity");
        json_text(json, row->severity == SEVERITY_REASON   ? "reason"
                        : row->severity == SEVERITY_MEDIUM ? "medium"
                                                           : "high");
        json_key(json, "window_s");
        json_int(json, row->window_s);
        json_end(json);
    }
    json_end(json);
}

/* Reject codes with what people are told of them; docs/FORMATS.md quotes these. */
static void put_rejects(struct json_out *json)
{
    json_key(json, "rejects");
    json_begin_object(json);
    for (int code = REJECT_NONE + 1; code < REJECT_CODE_COUNT; code++) {
        const struct reject_row *row = reject_row((enum reject_code)code);
        json_key(json, row->name);
        json_begin_object(json);
        json_key(json, "meaning");
        json_text(json, row->meaning);
        json_key(json, "action");
        json_text(json, row->action);
        json_end(json);
    }
    json_end(json);
}

int main(void)
{
    char *memory = malloc(ROOM);
    if (memory == NULL) {
        return 1;
    }
    struct text text = text_over(memory, ROOM);
    struct json_out json = json_to(&text, true);
    json_begin_object(&json);
    put_records(&json);
    put_vocab(&json);
    put_reasons(&json);
    put_rules(&json);
    put_rejects(&json);
    json_end(&json);
    text_char(&text, '\n');
    bool written = !text.full && fwrite(text.at, 1, text.size, stdout) == text.size;
    free(memory);
    return written ? 0 : 1;
}
