/* run_fold: every line of every input through the fold, with progress and the file of rejects. */
#include <string.h>
#include <sys/random.h>

#include "rows.h"
#include "run.h"
#include "shell/log.h"

enum { LINES_AT_ONCE = 4096, REJECT_LINE_MAX = 4608 };

static bool fold_trouble(enum fold_result result, const struct input *input, uint64_t line,
                         struct err *err)
{
    if (result == FOLD_NEWER) {
        return err_set(err, ERR_CONFIG,
                       "%s:%llu: the record's schema is a newer version than this program knows; "
                       "reading stopped there and nothing was written. Use a newer homeward",
                       input->path, (unsigned long long)line);
    }
    return err_set(err, ERR_LIMIT,
                   "%s:%llu: out of memory; nothing was written. Read fewer files at once, or use "
                   "a machine with more memory",
                   input->path, (unsigned long long)line);
}

/* Of all inputs together, while they are read. */
struct reading {
    struct work *work;
    const struct fold_listener *listener;
    struct stream_room room;
    struct progress progress;
    uint64_t before; /* bytes of the inputs before this one */
};

static void show_progress(struct reading *reading, const struct input *input, size_t rest)
{
    progress_to(&reading->progress, reading->before + input->stream.taken - rest,
                reading->work->fold.accounting.read);
}

static bool fold_piece(struct reading *reading, const struct input *input, struct lines *lines,
                       struct err *err)
{
    struct fold *fold = &reading->work->fold;
    for (;;) {
        enum fold_result result = fold_lines(fold, lines, LINES_AT_ONCE, reading->listener);
        show_progress(reading, input, lines->rest.size);
        if (result == FOLD_DONE) {
            return true;
        }
        if (result != FOLD_GOES_ON) {
            return fold_trouble(result, input, lines->number, err);
        }
    }
}

/* For the manifest, and to know that what is read twice is the same. Hashing takes as long as
 * reading, so rows that need no second reading do without; what is kept in memory is the same. */
static bool is_hashed(const struct work *work, const struct input *input)
{
    const struct settings *settings = work->settings;
    return settings->rows == NULL ||
           (input->stream.regular && rows_may_be_lines(slice_of(settings->rows)));
}

/* What is read twice must be the same: the rows of a figure are those of the first reading. */
static bool note_digest(struct input *input, struct digest *digest, struct err *err)
{
    char sha256[DIGEST_HEX + 1];
    digest_end_hex(digest, sha256);
    if (input->sha256[0] == '\0') {
        memcpy(input->sha256, sha256, sizeof sha256);
    }
    return strcmp(input->sha256, sha256) == 0 ||
           err_set(err, ERR_AGAIN,
                   "%s: the file changed while it was read, so no rows are listed. Try again when "
                   "nobody writes to it, or with a copy",
                   input->path);
}

static bool fold_input(struct reading *reading, struct input *input, struct err *err)
{
    struct digest digest;
    struct lines lines = {.number = 0};
    digest_start(&digest);
    if (!stream_start(&input->stream, reading->room,
                      is_hashed(reading->work, input) ? &digest : NULL, err)) {
        return false;
    }
    for (;;) {
        if (!stream_next(&input->stream, &lines.rest, err)) {
            return err_wrap(err, "nothing was written");
        }
        if (lines.rest.size == 0) {
            reading->before += input->stream.taken;
            return note_digest(input, &digest, err);
        }
        if (!fold_piece(reading, input, &lines, err)) {
            return false;
        }
    }
}

static bool start_over(struct work *work, struct err *err)
{
    unsigned char seed[16];
    if (getrandom(seed, sizeof seed, 0) != sizeof seed) {
        return err_set(err, ERR_AGAIN, "the system gave no random numbers; try again");
    }
    size_t size = (size_t)(work->slab.end - work->slab.begin);
    histories_init(work->histories, slab_over(work->slab.begin, size), seed);
    if (!fold_init(&work->fold, work->histories, (enum decoder)work->settings->decoder,
                   &work->process)) {
        return err_set(err, ERR_LIMIT, "not enough memory to read records");
    }
    return true;
}

/* PROGRESS_UNKNOWN when one of the inputs does not say how large it is. */
static uint64_t size_of_all(const struct work *work)
{
    uint64_t total = 0;
    for (uint32_t i = 0; i < work->input_count; i++) {
        uint64_t size = stream_size(&work->inputs[i].stream);
        if (size == STREAM_ENDLESS) {
            return PROGRESS_UNKNOWN;
        }
        total += size;
    }
    return total;
}

bool run_fold(struct work *work, const struct run_listener *listener, struct err *err)
{
    struct reading reading = {.work = work,
                              .listener = listener == NULL ? NULL : &listener->listener,
                              .room = {work->room, READ_ROOM, RECORD_BYTES_MAX}};
    if (!start_over(work, err)) {
        return false;
    }
    progress_start(&reading.progress, "reading", size_of_all(work));
    bool ok = true;
    for (uint32_t i = 0; i < work->input_count && ok; i++) {
        if (listener != NULL && listener->input != NULL) {
            *listener->input = work->inputs[i].path;
        }
        ok = fold_input(&reading, &work->inputs[i], err);
    }
    progress_done(&reading.progress);
    return ok;
}

struct rejects {
    const char *input;
    struct work *work;
    struct file_out *out; /* NULL when no list is wanted */
    struct err *err;
};

/* `file:line CODE pointer`; the pointer is empty where the whole value is meant. */
static void list_reject(struct rejects *rejects, uint64_t line, const struct reject *reject)
{
    char memory[REJECT_LINE_MAX];
    struct text text = text_over(memory, sizeof memory);
    text_puts(&text, rejects->input);
    text_char(&text, ':');
    text_int(&text, (int64_t)line);
    text_char(&text, ' ');
    text_puts(&text, reject_row(reject->code)->name);
    if (reject->pointer[0] != '\0') {
        text_char(&text, ' ');
        text_puts(&text, reject->pointer);
    }
    text_char(&text, '\n');
    (void)file_out_write(rejects->out, text_slice(&text), rejects->err);
}

static void note_reject(void *context, uint64_t line, enum fold_outcome outcome,
                        const struct record *record, const struct reject *reject)
{
    (void)record;
    struct rejects *rejects = context;
    struct work *work = rejects->work;
    if (outcome != FOLD_REJECTED || rejects->err->code != ERR_NONE) {
        return;
    }
    if (work->told_count < TOLD_MAX) {
        work->told[work->told_count++] = (struct told){rejects->input, line, *reject};
    }
    if (rejects->out != NULL) {
        list_reject(rejects, line, reject);
    }
}

bool run_fold_with_rejects(struct work *work, struct err *err)
{
    struct rejects rejects = {.work = work, .err = err};
    const char *list = work->settings->rejects;
    if (list != NULL && (rejects.out = file_out_create(list, 0644, err)) == NULL) {
        return false;
    }
    struct run_listener listener = {{note_reject, &rejects}, &rejects.input};
    bool folded = run_fold(work, &listener, err) && err->code == ERR_NONE;
    if (list == NULL) {
        return folded;
    }
    if (!folded) {
        file_out_destroy(rejects.out);
        return false;
    }
    return file_out_commit(rejects.out, err);
}
