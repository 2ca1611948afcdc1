/* run: key in, outputs out (see run.h). No key file, no import. */
#include "run.h"

#include <stdio.h>
#include <string.h>
#include <sysexits.h>

#include "codec/encode.h"
#include "shell/log.h"
#include "shell/memory.h"

enum { SECRET_MODE = 0600 };

static const size_t import_memory = (size_t)4 * 1024 * 1024 * 1024;

static int make_key(const struct import_settings *settings, struct err *err)
{
    struct key key;
    char file[KEY_FILE_MAX];
    const char *id = settings->key_id != NULL ? settings->key_id : "k1";
    if (settings->arguments.count > 0) {
        (void)err_set(err, ERR_USAGE, "--new-key makes a key and imports nothing");
        return log_error(err);
    }
    if (!import_check_places(settings, err)) {
        return log_error(err);
    }
    if (!key_make(id, &key, err)) {
        (void)err_wrap(err, "--key-id");
        err->code = ERR_USAGE;
        return log_error(err);
    }
    size_t size = key_write(&key, file);
    bool ok = file_create(settings->new_key, (struct slice){file, size}, SECRET_MODE, err);
    key_wipe(&key);
    memset(file, 0, sizeof file);
    if (!ok) {
        return log_error(err);
    }
    log_note("made the key %s in %s: keep a copy where only you can read it; without it the same "
             "children get other keys",
             id, settings->new_key);
    return EX_OK;
}

static bool read_key(const struct import_settings *settings, struct key *out, struct err *err)
{
    struct file file;
    if (settings->key == NULL) {
        return err_set(err, ERR_CONFIG,
                       "no key file, no import: give --key FILE, or make one "
                       "with 'homeward import --new-key FILE'");
    }
    if (!file_private(settings->key, err) || !file_init(&file, settings->key, err)) {
        return err_wrap(err, "the key file");
    }
    bool ok = key_read(file.bytes, out, err) || err_wrap(err, "%s", settings->key);
    file_done(&file);
    if (ok && settings->key_id != NULL && strcmp(settings->key_id, out->id) != 0) {
        return err_set(err, ERR_CONFIG, "%s holds the key id %s, not the one of --key-id",
                       settings->key, out->id);
    }
    return ok;
}

bool import_write_line(struct import *import, struct slice line, struct err *err)
{
    static const struct slice newline = {"\n", 1};
    return import->records == NULL || (file_out_write(import->records, line, err) &&
                                       file_out_write(import->records, newline, err));
}

bool import_write(struct import *import, const struct record *record, struct err *err)
{
    struct reject reject;
    if (!record_check(record, &reject)) {
        return err_set(err, ERR_BUG, "a record to be written breaks a rule: %s at %s",
                       reject_row(reject.code)->name, reject.pointer);
    }
    char line[2 * RECORD_BYTES_MAX];
    struct text text = text_over(line, sizeof line);
    encode_record(record, &text);
    if (text.full || text.size > RECORD_BYTES_MAX) {
        return err_set(err, ERR_LIMIT, "a record is larger than %d bytes", RECORD_BYTES_MAX);
    }
    return import_write_line(import, text_slice(&text), err);
}

bool import_write_reject(struct import *import, const char *place, uint64_t line,
                         enum reject_code code, const char *where, struct err *err)
{
    char memory[REJECT_POINTER_MAX + 64];
    struct text text = text_over(memory, sizeof memory);
    text_char(&text, ':');
    text_int(&text, (int64_t)line);
    text_char(&text, ' ');
    text_puts(&text, reject_row(code)->name);
    if (where[0] != '\0') {
        text_char(&text, ' ');
        text_puts(&text, where);
    }
    text_char(&text, '\n');
    return import->rejects == NULL || (file_out_write(import->rejects, slice_of(place), err) &&
                                       file_out_write(import->rejects, text_slice(&text), err));
}

static bool is_output_standard(const struct import_settings *settings)
{
    return settings->output != NULL && strcmp(settings->output, "-") == 0;
}

static bool open_outputs(struct import *import, struct err *err)
{
    const struct import_settings *settings = import->settings;
    if (settings->dry_run) {
        return true;
    }
    if (settings->output == NULL) {
        return err_set(err, ERR_USAGE, "-o OUT is wanted (or --dry-run)");
    }
    import->records = file_out_create(settings->output, SECRET_MODE, err);
    if (import->records != NULL && settings->rejects != NULL) {
        import->rejects = file_out_create(settings->rejects, SECRET_MODE, err);
    }
    return import->records != NULL && (settings->rejects == NULL || import->rejects != NULL);
}

/* The records come last: when they are there, so is what goes with them. */
static bool commit(struct import *import, struct err *err)
{
    if (import->settings->dry_run) {
        return true;
    }
    bool ok = lookup_write(&import->lookup, err);
    if (ok && import->rejects != NULL) {
        ok = file_out_commit(import->rejects, err);
        import->rejects = NULL;
    }
    if (ok) {
        ok = file_out_commit(import->records, err);
        import->records = NULL;
    }
    return ok;
}

static bool print_tally(const struct import *import, struct err *err)
{
    struct arena scratch = import->arena;
    struct text text = text_in(&scratch);
    (import->settings->json ? tally_json : tally_text)(&import->tally, &text);
    FILE *stream = is_output_standard(import->settings) ? stderr : stdout;
    bool ok = !text.full && fwrite(text.at, 1, text.size, stream) == text.size;
    return (ok && fflush(stream) == 0) || err_set(err, ERR_IO, "cannot print the report");
}

typedef bool form_reader(struct import *import, struct err *err);

static form_reader *form_of(const struct import_settings *settings, struct err *err)
{
    const char *form = settings->arguments.count > 0 ? settings->arguments.values[0] : "";
    if (strcmp(form, "ssda903") == 0) {
        return import_ssda903;
    }
    if (strcmp(form, "ndjson") == 0) {
        return import_ndjson;
    }
    (void)err_set(err, ERR_USAGE, "say what to import: ssda903 or ndjson");
    return NULL;
}

static bool import_all(struct import *import, struct err *err)
{
    const struct import_settings *settings = import->settings;
    form_reader *read = form_of(settings, err);
    return read != NULL && import_check_places(settings, err) &&
           read_key(settings, &import->key, err) &&
           memory_reserve(import_memory, &import->arena, err) &&
           lookup_init(&import->lookup, settings->lookup, err) && open_outputs(import, err) &&
           read(import, err) && commit(import, err) && print_tally(import, err);
}

int import_run(const struct import_settings *settings)
{
    struct err err = {0};
    if (settings->new_key != NULL) {
        return make_key(settings, &err);
    }
    struct import import = {
        .settings = settings, .tally = {.dry_run = settings->dry_run}, .lookup = {.folder = -1}};
    bool ok = import_all(&import, &err);
    if (ok && import.tally.rejected > 0 && settings->rejects == NULL) {
        log_note("--rejects FILE lists the rows that were rejected");
    }
    file_out_destroy(import.records);
    file_out_destroy(import.rejects);
    lookup_done(&import.lookup);
    memory_release(&import.arena);
    key_wipe(&import.key);
    if (!ok) {
        return log_error(&err);
    }
    return import.tally.rejected > 0 ? 1 : EX_OK;
}
