#include "report/manifest.h"

#include "codec/json.h"
#include "domain/code.h"

static void put_files(struct json_out *json, const char *key, struct manifest_files files)
{
    json_key(json, key);
    json_begin_array(json);
    for (uint32_t i = 0; i < files.count; i++) {
        const struct manifest_file *file = &files.list[i];
        json_begin_object(json);
        if (file->role != NULL) {
            json_key(json, "role");
            json_text(json, file->role);
        }
        json_key(json, "name");
        json_text(json, file->name);
        json_key(json, "size_bytes");
        json_int(json, (int64_t)file->size_bytes);
        json_key(json, "sha256");
        json_text(json, file->sha256);
        json_end(json);
    }
    json_end(json);
}

static void put_count(struct json_out *json, const char *key, uint64_t count)
{
    json_key(json, key);
    json_int(json, (int64_t)count);
}

static void put_accounting(struct json_out *json, const struct accounting *accounting)
{
    json_key(json, "accounting");
    json_begin_object(json);
    put_count(json, "read", accounting->read);
    put_count(json, "accepted", accounting->accepted);
    put_count(json, "duplicate", accounting->duplicate);
    json_key(json, "rejected");
    json_begin_object(json);
    for (int code = REJECT_NONE + 1; code < REJECT_CODE_COUNT; code++) {
        if (accounting->rejected[code] > 0) {
            put_count(json, reject_row((enum reject_code)code)->name, accounting->rejected[code]);
        }
    }
    json_end(json);
    put_count(json, "tombstone", accounting->tombstone);
    put_count(json, "erased", accounting->erased);
    json_end(json);
}

static void put_question(struct json_out *json, const struct summary *summary)
{
    const struct question *question = summary->from.question;
    char authority[CODE_GSS_TEXT + 1];
    code_write_gss(question->authority, authority);
    char period[PERIOD_TEXT];
    period_write(&question->period, period);
    json_key(json, "question");
    json_begin_object(json);
    json_key(json, "authority");
    json_text(json, authority);
    json_key(json, "period");
    json_text(json, period);
    json_key(json, "as_of");
    json_instant(json, question->as_of);
    json_key(json, "audience");
    json_text(json, summary->from.audience);
    put_count(json, "population", (uint64_t)summary->from.population);
    json_end(json);
}

void manifest_json(const struct summary *summary, struct manifest_files inputs,
                   struct manifest_files configuration, struct manifest_files outputs,
                   struct text *out)
{
    struct json_out json = json_to(out, true);
    json_begin_object(&json);
    json_key(&json, "schema");
    json_text(&json, "homeward.manifest/1");
    json_key(&json, "synthetic");
    json_bool(&json, summary->from.synthetic);
    json_key(&json, "final");
    json_bool(&json, summary->final);
    put_question(&json, summary);
    put_accounting(&json, summary->from.accounting);
    put_files(&json, "inputs", inputs);
    json_key(&json, "config_sha256");
    json_text(&json, summary->from.config_sha256);
    put_files(&json, "configuration", configuration);
    json_key(&json, "schema_sha256");
    json_text(&json, summary->from.schema_sha256);
    json_key(&json, "code");
    json_text(&json, summary->from.code);
    put_files(&json, "files", outputs);
    json_end(&json);
    text_char(out, '\n');
}
