/* run_lookup: the one file in which an id of a source may stand (see run.h). */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "codec/csv.h"
#include "run.h"
#include "shell/memory.h"

static const size_t lookup_memory = (size_t)16 * 1024 * 1024 * 1024;

static const char *const headings[] = {"key", "kind", "source", "source_id"};
enum { HEADINGS = sizeof headings / sizeof headings[0] };

/* Rows of old files carry number 0 and so stand before new ones of the same key. */
static bool add_row(struct lookup *lookup, struct lookup_row row)
{
    if (lookup->count == lookup->room) {
        uint64_t room = lookup->room == 0 ? 1024 : lookup->room * 2;
        struct lookup_row *rows = ARENA_NEW(&lookup->arena, struct lookup_row, room);
        if (rows == NULL) {
            return false;
        }
        if (lookup->count > 0) {
            memcpy(rows, lookup->rows, lookup->count * sizeof *rows);
        }
        lookup->rows = rows;
        lookup->room = room;
    }
    lookup->rows[lookup->count++] = row;
    return true;
}

static bool take_before(struct lookup *lookup, struct err *err)
{
    struct csv_table table;
    int columns[HEADINGS];
    if (!csv_read(lookup->before.bytes, &lookup->arena, &table, err)) {
        return false;
    }
    for (int i = 0; i < HEADINGS; i++) {
        columns[i] = csv_column(&table, headings[i]);
        if (columns[i] != i) {
            return err_set(err, ERR_CONFIG, "not a lookup file: there is no column %s",
                           headings[i]);
        }
    }
    for (uint64_t i = 0; i < table.row_count; i++) {
        struct lookup_row row = {.key = csv_cell(&table.rows[i], columns[0]),
                                 .kind = csv_cell(&table.rows[i], columns[1]),
                                 .source = csv_cell(&table.rows[i], columns[2])};
        if (!add_row(lookup, row)) {
            return err_set(err, ERR_LIMIT, "it does not fit into memory");
        }
    }
    return true;
}

/* Two imports that add to one lookup file must not overwrite each other's rows, and the file is
 * replaced as a whole: so its folder is locked until lookup_done(), or until the process ends. */
static bool lock_folder(struct lookup *lookup, struct err *err)
{
    char folder[PATH_SIZE] = ".";
    const char *slash = strrchr(lookup->path, '/');
    size_t size = slash == NULL ? 0 : (size_t)(slash - lookup->path) + 1;
    if (size >= sizeof folder) {
        return err_set(err, ERR_USAGE, "--lookup: the name is too long");
    }
    if (size > 0) {
        memcpy(folder, lookup->path, size);
        folder[size] = '\0';
    }
    lookup->folder = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (lookup->folder < 0) {
        return err_set(err, ERR_CREATE, "%s: %s", folder, strerror(errno));
    }
    if (flock(lookup->folder, LOCK_EX | LOCK_NB) != 0) {
        return err_set(
            err, ERR_AGAIN,
            "%s: another import is adding to the lookup file there; nothing was written, "
            "try again when it has ended",
            folder);
    }
    return true;
}

bool lookup_init(struct lookup *lookup, const char *path, struct err *err)
{
    *lookup = (struct lookup){.path = path, .folder = -1};
    if (path == NULL) {
        return true;
    }
    if (!lock_folder(lookup, err) || !memory_reserve(lookup_memory, &lookup->arena, err)) {
        return false;
    }
    if (access(path, F_OK) != 0 && errno == ENOENT) {
        return true;
    }
    if (!file_private(path, err) || !file_init(&lookup->before, path, err)) {
        return false;
    }
    if (lookup->before.bytes.size > 0 && !take_before(lookup, err)) {
        return err_wrap(err, "%s", path);
    }
    return true;
}

/* What does not fit is noticed when the file is written. */
void lookup_note(struct lookup *lookup, const char *key, const char *kind, struct slice source,
                 struct slice source_id)
{
    if (lookup->path == NULL) {
        return;
    }
    struct lookup_row row = {.key = arena_copy(&lookup->arena, slice_of(key)),
                             .kind = slice_of(kind),
                             .source = arena_copy(&lookup->arena, source),
                             .source_id = arena_copy(&lookup->arena, source_id),
                             .number = lookup->count + 1};
    if (row.key.at == NULL || row.source.at == NULL || row.source_id.at == NULL ||
        !add_row(lookup, row)) {
        lookup->room = UINT64_MAX;
    }
}

/* Among rows of one key, those without a source come last. */
static int by_key(const void *a, const void *b)
{
    const struct lookup_row *left = a, *right = b;
    int order = slice_compare(left->kind, right->kind);
    order = order != 0 ? order : slice_compare(left->key, right->key);
    order = order != 0 ? order : (left->source.size == 0) - (right->source.size == 0);
    order = order != 0 ? order : slice_compare(left->source, right->source);
    return order != 0 ? order : (left->number > right->number) - (left->number < right->number);
}

/* Whether a row says nothing that the one in front of it, in the order of by_key(), does not. */
static bool is_repeat(const struct lookup_row *row, const struct lookup_row *before)
{
    return slice_equal(row->kind, before->kind) && slice_equal(row->key, before->key) &&
           (row->source.size == 0 || slice_equal(row->source, before->source));
}

static int by_number(const void *a, const void *b)
{
    const struct lookup_row *left = a, *right = b;
    return (left->number > right->number) - (left->number < right->number);
}

/* Leaves the new rows, each once, in the order they came. */
static void drop_repeats(struct lookup *lookup)
{
    qsort(lookup->rows, lookup->count, sizeof *lookup->rows, by_key);
    uint64_t kept = 0;
    for (uint64_t i = 0; i < lookup->count; i++) {
        const struct lookup_row *row = &lookup->rows[i];
        lookup->rows[i].number = i > 0 && is_repeat(row, row - 1) ? 0 : row->number;
    }
    for (uint64_t i = 0; i < lookup->count; i++) {
        if (lookup->rows[i].number > 0) {
            lookup->rows[kept++] = lookup->rows[i];
        }
    }
    lookup->count = kept;
    qsort(lookup->rows, lookup->count, sizeof *lookup->rows, by_number);
}

static void put_rows(const struct lookup *lookup, struct text *text)
{
    struct csv_out csv = csv_to(text);
    struct slice before = lookup->before.bytes;
    text_put(text, before);
    if (before.size > 0 && before.at[before.size - 1] != '\n') {
        csv_end_row(&csv);
    }
    for (int i = 0; before.size == 0 && i < HEADINGS; i++) {
        csv_puts(&csv, headings[i]);
    }
    if (before.size == 0) {
        csv_end_row(&csv);
    }
    for (uint64_t i = 0; i < lookup->count; i++) {
        const struct lookup_row *row = &lookup->rows[i];
        csv_put(&csv, row->key);
        csv_put(&csv, row->kind);
        csv_put(&csv, row->source);
        csv_put(&csv, row->source_id);
        csv_end_row(&csv);
    }
}

bool lookup_write(struct lookup *lookup, struct err *err)
{
    if (lookup->path == NULL) {
        return true;
    }
    if (lookup->room == UINT64_MAX) {
        return err_set(err, ERR_LIMIT, "the lookup file does not fit into memory");
    }
    if (lookup->count > 0) {
        drop_repeats(lookup);
    }
    struct text text = text_in(&lookup->arena);
    put_rows(lookup, &text);
    return text.full ? err_set(err, ERR_LIMIT, "the lookup file does not fit into memory")
                     : file_write(lookup->path, text_slice(&text), 0600, err);
}

void lookup_done(struct lookup *lookup)
{
    file_done(&lookup->before);
    memory_release(&lookup->arena);
    if (lookup->folder >= 0) {
        (void)close(lookup->folder);
    }
}
