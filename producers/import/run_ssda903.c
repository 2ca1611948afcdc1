/* run_ssda903: three tables in, records out (see run.h). */
#include <stdio.h>
#include <string.h>

#include "domain/code.h"
#include "run.h"

struct table_file {
    struct file file;
    struct csv_table table;
};

struct return_files {
    struct table_file missing, header, episodes, last_year;
};

bool import_table_path(const struct import_settings *settings, const char *given, const char *name,
                       char out[PATH_SIZE], struct err *err)
{
    const char *folder = settings->arguments.count > 1 ? settings->arguments.values[1] : NULL;
    if (given == NULL && folder == NULL) {
        return err_set(err, ERR_USAGE,
                       "give the folder of the return, or every one of --missing, "
                       "--header and --episodes");
    }
    int size = given != NULL ? snprintf(out, PATH_SIZE, "%s", given)
                             : snprintf(out, PATH_SIZE, "%s/%s", folder, name);
    return (size >= 0 && (size_t)size < PATH_SIZE) ||
           err_set(err, ERR_NO_INPUT, "a path is longer than %d bytes", PATH_SIZE - 1);
}

static bool read_table(const struct import_settings *settings, const char *given, const char *name,
                       struct table_file *out, struct arena *arena, struct err *err)
{
    char path[PATH_SIZE];
    return import_table_path(settings, given, name, path, err) &&
           file_init(&out->file, path, err) &&
           (csv_read(out->file.bytes, arena, &out->table, err) || err_wrap(err, "%s", path));
}

static bool read_terms(const struct import_settings *settings, struct ssda903_terms *out,
                       struct err *err)
{
    struct ssda903_terms terms = {.revision = (int32_t)settings->revision,
                                  .source = slice_of(settings->source)};
    if (settings->authority == NULL || settings->recorded_at == NULL) {
        return err_set(err, ERR_USAGE,
                       "--authority and --recorded-at are wanted: the return does "
                       "not say them");
    }
    if (!code_read_gss(slice_of(settings->authority), &terms.authority)) {
        return err_set(err, ERR_USAGE, "--authority: a GSS code such as E06000047 is wanted");
    }
    if (instant_read(slice_of(settings->recorded_at), &terms.recorded_at) != INSTANT_OK) {
        return err_set(err, ERR_USAGE,
                       "--recorded-at: an instant such as 2018-05-01T09:00:00Z is wanted");
    }
    if (!code_is_id(terms.source)) {
        return err_set(err, ERR_USAGE, "--source: a short name of letters and digits is wanted");
    }
    *out = terms;
    return true;
}

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash != NULL ? slash + 1 : path;
}

/* What becomes of rows that give no record, with room for all of them. */
struct rows_left {
    struct tally_reject *rejects;
    struct tally_repeat *repeats;
};

static bool note_repeat(struct import *import, const struct ssda903_row *row,
                        const struct rows_left *left)
{
    left->repeats[import->tally.duplicate++] = (struct tally_repeat){row->line, row->repeats};
    return true;
}

static bool reject_row_of(struct import *import, const struct ssda903_row *row,
                          const struct rows_left *left, struct ssda903_reject why, struct err *err)
{
    struct tally *tally = &import->tally;
    left->rejects[tally->rejected] = (struct tally_reject){row->line, why};
    tally_reject(tally, why.code);
    return import_write_reject(import, tally->file, row->line, why.code, why.column, err);
}

static bool import_row(struct import *import, const struct ssda903_row *row,
                       const struct ssda903_terms *terms, const struct rows_left *left,
                       struct err *err)
{
    static const char full[] = "a row does not fit into memory";
    struct arena scratch = import->arena;
    struct record record;
    struct ssda903_reject why;
    struct reject foreign;
    bool changed;
    switch (ssda903_record(row, terms, &scratch, &record, &why)) {
    case SSDA903_REJECTED:
        return reject_row_of(import, row, left, why, err);
    case SSDA903_FULL:
        return err_set(err, ERR_LIMIT, full);
    case SSDA903_RECORD:
        break;
    }
    switch (names_hide(import, terms->source, &scratch, &record, &changed, &foreign)) {
    case NAMES_REJECTED:
        why = (struct ssda903_reject){foreign.code, "CHILD"};
        return reject_row_of(import, row, left, why, err);
    case NAMES_FULL:
        return err_set(err, ERR_LIMIT, full);
    case NAMES_DONE:
        break;
    }
    if (row->repeats != 0) {
        return note_repeat(import, row, left);
    }
    import->tally.imported++;
    return import_write(import, &record, err);
}

static bool import_rows(struct import *import, const struct ssda903 *made,
                        const struct ssda903_terms *terms, struct err *err)
{
    struct tally *tally = &import->tally;
    struct ssda903_hits *hits = ARENA_NEW(&import->arena, struct ssda903_hits, 1);
    struct rows_left left = {
        .rejects = ARENA_NEW(&import->arena, struct tally_reject, made->row_count),
        .repeats = ARENA_NEW(&import->arena, struct tally_repeat, made->row_count)};
    if (hits == NULL || left.rejects == NULL || left.repeats == NULL) {
        return err_set(err, ERR_LIMIT, "the return does not fit into memory");
    }
    tally->hits = hits;
    tally->rejects = left.rejects;
    tally->repeats = left.repeats;
    tally->knows_last_year = made->knows_last_year;
    bool ok = ssda903_check(made, &import->arena, hits, err);
    for (uint64_t i = 0; ok && i < made->row_count; i++) {
        tally->read++;
        ok = import_row(import, &made->rows[i], terms, &left, err);
    }
    return ok;
}

static bool import_tables(struct import *import, struct return_files *files, struct err *err)
{
    const struct import_settings *settings = import->settings;
    struct arena *arena = &import->arena;
    struct ssda903_terms terms;
    struct ssda903 made;
    if (settings->arguments.count > 2) {
        return err_set(err, ERR_USAGE, "one return at a time: give one folder");
    }
    if (!read_terms(settings, &terms, err) ||
        !read_table(settings, settings->missing, "missing.csv", &files->missing, arena, err) ||
        !read_table(settings, settings->header, "header.csv", &files->header, arena, err) ||
        !read_table(settings, settings->episodes, "episodes.csv", &files->episodes, arena, err) ||
        (settings->last_year != NULL &&
         !read_table(settings, settings->last_year, "", &files->last_year, arena, err))) {
        return false;
    }
    struct ssda903_tables tables = {&files->missing.table, &files->header.table,
                                    &files->episodes.table,
                                    settings->last_year != NULL ? &files->last_year.table : NULL};
    import->tally.file = settings->missing != NULL ? base_name(settings->missing) : "missing.csv";
    import->tally.collection_year = settings->collection_year > 0
                                        ? (int)settings->collection_year
                                        : ssda903_year_before(terms.recorded_at);
    return ssda903_make(&tables, import->tally.collection_year, arena, &made, err) &&
           import_rows(import, &made, &terms, err);
}

/* A return that cannot be read is sent back to whoever made it; they ask first what became of the
 * import. */
static void say_untouched(struct err *err)
{
    static const char ending[] = "; nothing was written, and an older output is untouched";
    struct err why = *err;
    *err = (struct err){0};
    (void)err_set(err, why.code, "%.*s%s", (int)(sizeof err->text - sizeof ending), why.text,
                  ending);
}

bool import_ssda903(struct import *import, struct err *err)
{
    struct return_files files = {0};
    bool ok = import_tables(import, &files, err);
    if (err->code == ERR_DATA) {
        say_untouched(err);
    }
    file_done(&files.missing.file);
    file_done(&files.header.file);
    file_done(&files.episodes.file);
    file_done(&files.last_year.file);
    return ok;
}
