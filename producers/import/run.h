/* run: the import as the shell sees it: settings, and the outputs both forms of import write. */
#ifndef IMPORT_RUN_H
#define IMPORT_RUN_H

#include "crypt/key.h"
#include "domain/record.h"
#include "shell/file.h"
#include "shell/options.h"
#include "tally.h"

struct import_settings {
    struct option_many arguments; /* the form, then its folder or files */
    const char *key, *new_key, *key_id;
    const char *authority, *recorded_at, *source;
    const char *missing, *header, *episodes, *last_year;
    const char *output, *rejects, *lookup;
    int64_t collection_year, revision;
    int decoder; /* enum decoder */
    bool dry_run, json, quiet;
};

/* Does what the settings ask and returns the exit code. */
int import_run(const struct import_settings *settings);

/* The lookup file: which pseudonym stands for which id, kept on this machine only. */
struct lookup_row {
    struct slice key, kind, source, source_id;
    uint64_t number;
};
struct lookup {
    const char *path; /* NULL: none is kept, and nothing is noted */
    struct arena arena;
    int folder;         /* locked while this import adds to it; -1: none is */
    struct file before; /* what it held */
    struct lookup_row *rows;
    uint64_t count, room;
};
/* Reads what the file holds already; ERR_PERMISSION when others may read it,
 * ERR_AGAIN while another import adds to it. */
bool lookup_init(struct lookup *lookup, const char *path, struct err *err);
/* source: empty where only a reference told of the id, which gives way to a row that knows. */
void lookup_note(struct lookup *lookup, const char *key, const char *kind, struct slice source,
                 struct slice source_id);
bool lookup_write(struct lookup *lookup, struct err *err);
void lookup_done(struct lookup *lookup);

/* One import under way: its outputs, seen by nobody before import_commit(). */
struct import {
    const struct import_settings *settings;
    struct key key;
    struct arena arena; /* of the run */
    struct lookup lookup;
    struct file_out *records; /* NULL in a dry run */
    struct file_out *rejects; /* NULL where none are asked for */
    struct tally tally;
};

enum { PATH_SIZE = 4096 };
/* Where a table of the return lies: the file given for it, else `name` in the folder. */
bool import_table_path(const struct import_settings *settings, const char *given, const char *name,
                       char out[PATH_SIZE], struct err *err);
/* ERR_USAGE when a file to be written is also read, or written twice. Nothing is opened. */
bool import_check_places(const struct import_settings *settings, struct err *err);

enum names_result { NAMES_DONE, NAMES_REJECTED, NAMES_FULL };
/* Exchange every id of the record's source for its pseudonym, in `arena`; `apart` is the source
 * that ids of facts are made over (empty where references must find facts of any source). The
 * lookup notes the record's own source. *changed says whether any was left to exchange. */
enum names_result names_hide(struct import *import, struct slice apart, struct arena *arena,
                             struct record *record, bool *changed, struct reject *reject);

bool import_ssda903(struct import *import, struct err *err);
bool import_ndjson(struct import *import, struct err *err);

/* A line of the output, from a record or as it came. */
bool import_write(struct import *import, const struct record *record, struct err *err);
bool import_write_line(struct import *import, struct slice line, struct err *err);
/* `place:line code where`, one line. */
bool import_write_reject(struct import *import, const char *place, uint64_t line,
                         enum reject_code code, const char *where, struct err *err);

#endif
