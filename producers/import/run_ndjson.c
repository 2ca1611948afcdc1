/* run_ndjson: files of bare records in, records under our key out (see run.h). */
#include <inttypes.h>

#include "codec/decode.h"
#include "codec/fast.h"
#include "codec/lines.h"
#include "run.h"
#include "shell/log.h"
#include "shell/stream.h"

enum { READ_ROOM = 1024 * 1024 };

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

static enum decoded decode(const struct import *import, struct slice line, struct arena *scratch,
                           struct record *record, struct reject *reject)
{
    if (import->settings->decoder == DECODER_FAST && fast_read(line, record)) {
        return DECODE_OK;
    }
    return decode_record(line, scratch, record, reject);
}

static bool import_line(struct import *import, const struct line_at *line, struct err *err)
{
    struct arena scratch = import->arena;
    struct record record;
    struct reject reject;
    import->tally.read++;
    switch (decode(import, line->bytes, &scratch, &record, &reject)) {
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

static bool import_piece(struct import *import, struct line_at *line, struct slice piece,
                         struct err *err)
{
    struct lines lines = {.rest = piece, .number = line->number};
    bool ok = true;
    while (ok && lines_next(&lines, &line->bytes)) {
        line->number = lines.number;
        ok = import_line(import, line, err);
    }
    return ok;
}

static bool import_pieces(struct import *import, struct stream *stream, const char *path,
                          struct err *err)
{
    struct line_at line = {.path = path};
    struct progress progress;
    struct slice piece = {0};
    uint64_t before = import->tally.read, size = stream_size(stream);
    progress_start(&progress, "importing", size == STREAM_ENDLESS ? PROGRESS_UNKNOWN : size);
    bool ok;
    do {
        ok = stream_next(stream, &piece, err) && import_piece(import, &line, piece, err);
        progress_to(&progress, stream->taken, import->tally.read - before);
    } while (ok && piece.size > 0);
    progress_done(&progress);
    return ok;
}

static bool import_file(struct import *import, struct stream_room room, const char *path,
                        struct err *err)
{
    struct stream stream;
    if (!stream_init(&stream, path, err)) {
        return false;
    }
    bool ok = stream_start(&stream, room, NULL, err) && import_pieces(import, &stream, path, err);
    stream_done(&stream);
    return ok;
}

bool import_ndjson(struct import *import, struct err *err)
{
    const struct option_many *arguments = &import->settings->arguments;
    if (arguments->count < 2) {
        return err_set(err, ERR_USAGE, "give the files to import, or - for standard input");
    }
    struct stream_room room = {arena_alloc(&import->arena, 1, 1, READ_ROOM), READ_ROOM,
                               RECORD_BYTES_MAX};
    if (room.at == NULL) {
        return err_set(err, ERR_LIMIT, "not enough memory to read records");
    }
    bool ok = true;
    for (size_t i = 1; ok && i < arguments->count; i++) {
        ok = import_file(import, room, arguments->values[i], err);
    }
    return ok;
}
