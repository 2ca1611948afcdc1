/* run_ndjson: files of bare records in, records under our key out (see run.h). */
#include <inttypes.h>

#include "codec/decode.h"
#include "codec/lines.h"
#include "run.h"
#include "shell/log.h"

struct line_at {
    const char *path;
    uint64_t number;
    struct slice bytes;
};

static bool reject_line(struct import *import, const struct line_at *line,
                        const struct reject *reject, struct err *err)
{
    tally_reject(&import->tally, reject->code);
    return import_write_reject(import, line->path, line->number, reject->code, reject->pointer,
                               err);
}

/* A record that has our key already goes through byte for byte. Fields the contract does not know
 * are left out of it too: nobody can say that they name no child. Ids of facts are not kept apart
 * by source, because a fact is its kind, child and id, and an interview names an episode by its id
 * alone (contract §2.2). */
static bool pass(struct import *import, const struct line_at *line, struct record *record,
                 struct arena *arena, struct err *err)
{
    struct reject reject;
    bool changed = false;
    bool carried = key_carried(&import->key, record->child);
    switch (names_hide(import, (struct slice){0}, arena, record, &changed, &reject)) {
    case NAMES_REJECTED:
        return reject_line(import, line, &reject, err);
    case NAMES_FULL:
        return err_set(err, ERR_LIMIT, "a record does not fit into memory");
    case NAMES_DONE:
        break;
    }
    import->tally.imported++;
    import->tally.carried += carried;
    import->tally.unknown_fields += record->unknown_fields;
    return changed || record->unknown_fields > 0 ? import_write(import, record, err)
                                                 : import_write_line(import, line->bytes, err);
}

static bool import_line(struct import *import, const struct line_at *line, struct err *err)
{
    struct arena scratch = import->arena;
    struct record record;
    struct reject reject;
    import->tally.read++;
    switch (decode_record(line->bytes, &scratch, &record, &reject)) {
    case DECODE_REJECTED:
        return reject_line(import, line, &reject, err);
    case DECODE_NEWER:
        return err_set(err, ERR_CONFIG,
                       "%s:%" PRIu64 ": a record of a newer schema; a newer Homeward is needed",
                       line->path, line->number);
    case DECODE_FULL:
        return err_set(err, ERR_LIMIT, "%s:%" PRIu64 ": not enough memory to read a record",
                       line->path, line->number);
    case DECODE_OK:
        break;
    }
    return pass(import, line, &record, &scratch, err);
}

static bool import_lines(struct import *import, const char *path, struct slice bytes,
                         struct err *err)
{
    struct lines lines = lines_of(bytes);
    struct line_at line = {.path = path};
    struct progress progress;
    bool ok = true;
    progress_start(&progress, "bytes imported", bytes.size);
    while (ok && lines_next(&lines, &line.bytes)) {
        line.number = lines.number;
        ok = import_line(import, &line, err);
        progress_to(&progress, bytes.size - lines.rest.size);
    }
    progress_done(&progress);
    return ok;
}

bool import_ndjson(struct import *import, struct err *err)
{
    const struct option_many *arguments = &import->settings->arguments;
    if (arguments->count < 2) {
        return err_set(err, ERR_USAGE, "give the files to import, or - for standard input");
    }
    bool ok = true;
    for (size_t i = 1; ok && i < arguments->count; i++) {
        struct file file;
        ok = file_init(&file, arguments->values[i], err);
        if (ok) {
            ok = import_lines(import, arguments->values[i], file.bytes, err);
            file_done(&file);
        }
    }
    return ok;
}
