/* run_ssda903: three tables in, records out (see run.h). */
#include <stdio.h>
#include <string.h>

#include "domain/code.h"
#include "run.h"

enum { PATH_SIZE = 4096 };

struct table_file {
    struct file file;
    struct csv_table table;
};

struct return_files {
    struct table_file missing, header, episodes;
};

/* The file named for it, else `name` in the folder. */
static bool read_table(const struct import_settings *settings, const char *given, const char *name,
                       struct table_file *out, struct arena *arena, struct err *err)
{
    char path[PATH_SIZE];
    const char *folder = settings->arguments.count > 1 ? settings->arguments.values[1] : NULL;
    if (given == NULL && folder == NULL) {
        return err_set(err, ERR_USAGE,
                       "give the folder of the return, or every one of --missing, "
                       "--header and --episodes");
    }
    int size = given != NULL ? snprintf(path, sizeof path, "%s", given)
                             : snprintf(path, sizeof path, "%s/%s", folder, name);
    if (size < 0 || (size_t)size >= sizeof path) {
        return err_set(err, ERR_NO_INPUT, "a path is longer than %d bytes", PATH_SIZE - 1);
    }
    return file_init(&out->file, path, err) &&
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

static bool reject_row_of(struct import *import, const struct ssda903_row *row,
                          struct tally_reject *rejects, struct ssda903_reject why, struct err *err)
{
    struct tally *tally = &import->tally;
    rejects[tally->rejected] = (struct tally_reject){row->line, why};
    tally_reject(tally, why.code);
    return import_write_reject(import, tally->file, row->line, why.code, why.column, err);
}

static bool import_row(struct import *import, const struct ssda903_row *row,
                       const struct ssda903_terms *terms, struct tally_reject *rejects,
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
        return reject_row_of(import, row, rejects, why, err);
    case SSDA903_FULL:
        return err_set(err, ERR_LIMIT, full);
    case SSDA903_RECORD:
        break;
    }
    switch (names_hide(import, terms->source, &scratch, &record, &changed, &foreign)) {
    case NAMES_REJECTED:
        why = (struct ssda903_reject){foreign.code, "CHILD"};
        return reject_row_of(import, row, rejects, why, err);
    case NAMES_FULL:
        return err_set(err, ERR_LIMIT, full);
    case NAMES_DONE:
        break;
    }
    import->tally.imported++;
    return import_write(import, &record, err);
}

static bool import_rows(struct import *import, const struct ssda903 *made,
                        const struct ssda903_terms *terms, struct err *err)
{
    struct tally *tally = &import->tally;
    struct ssda903_hits *hits = ARENA_NEW(&import->arena, struct ssda903_hits, 1);
    struct tally_reject *rejects = ARENA_NEW(&import->arena, struct tally_reject, made->row_count);
    if (hits == NULL || rejects == NULL) {
        return err_set(err, ERR_LIMIT, "the return does not fit into memory");
    }
    tally->hits = hits;
    tally->rejects = rejects;
    bool ok = ssda903_check(made, &import->arena, hits, err);
    for (uint64_t i = 0; ok && i < made->row_count; i++) {
        tally->read++;
        ok = import_row(import, &made->rows[i], terms, rejects, err);
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
        !read_table(settings, settings->episodes, "episodes.csv", &files->episodes, arena, err)) {
        return false;
    }
    struct ssda903_tables tables = {&files->missing.table, &files->header.table,
                                    &files->episodes.table};
    import->tally.file = settings->missing != NULL ? base_name(settings->missing) : "missing.csv";
    import->tally.collection_year = settings->collection_year > 0
                                        ? (int)settings->collection_year
                                        : ssda903_year_before(terms.recorded_at);
    return ssda903_make(&tables, import->tally.collection_year, arena, &made, err) &&
           import_rows(import, &made, &terms, err);
}

bool import_ssda903(struct import *import, struct err *err)
{
    struct return_files files = {0};
    bool ok = import_tables(import, &files, err);
    file_done(&files.missing.file);
    file_done(&files.header.file);
    file_done(&files.episodes.file);
    return ok;
}
