/* stream: see shell/stream.h. */
#include "shell/stream.h"

#include <assert.h>
#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static bool trouble(const struct stream *stream, int why, struct err *err)
{
    return err_set(err, ERR_IO, "%s: %s", stream->name, strerror(why));
}

static bool look_at(struct stream *stream, struct err *err)
{
    struct stat status;
    if (fstat(stream->handle, &status) != 0) {
        return trouble(stream, errno, err);
    }
    if (S_ISDIR(status.st_mode)) {
        return err_set(err, ERR_NO_INPUT, "%s: it is a folder", stream->name);
    }
    stream->regular = S_ISREG(status.st_mode);
    off_t begin = stream->regular ? lseek(stream->handle, 0, SEEK_CUR) : 0;
    if (begin < 0) {
        return trouble(stream, errno, err);
    }
    stream->begin = (uint64_t)begin;
    /* Files made by the system as they are read (/proc) say that they are empty. */
    bool sized = stream->regular && status.st_size > 0;
    stream->end = sized ? (uint64_t)status.st_size : STREAM_ENDLESS;
    return true;
}

bool stream_init(struct stream *stream, const char *path, struct err *err)
{
    bool standard = strcmp(path, "-") == 0;
    *stream = (struct stream){.name = standard ? "standard input" : path};
    stream->handle = file_open(path, err);
    if (stream->handle < 0) {
        return false;
    }
    if (!look_at(stream, err)) {
        stream_done(stream);
        return false;
    }
    return true;
}

static void close_handle(struct stream *stream)
{
    if (stream->handle > STDIN_FILENO) {
        (void)close(stream->handle);
    }
    stream->handle = -1;
}

bool stream_keep(struct stream *stream, struct progress *progress, struct err *err)
{
    assert(!stream->begun);
    if (stream->regular) {
        return true;
    }
    if (!file_read(&stream->kept, stream->handle, progress, err)) {
        return err_wrap(err, "%s", stream->name);
    }
    close_handle(stream);
    stream->begin = 0;
    stream->end = stream->kept.bytes.size;
    return true;
}

uint64_t stream_size(const struct stream *stream)
{
    if (stream->end == STREAM_ENDLESS) {
        return STREAM_ENDLESS;
    }
    return stream->end > stream->begin ? stream->end - stream->begin : 0;
}

/* Standard input given twice is read on from where the first reading of it ended. */
static bool find_begin(struct stream *stream, struct err *err)
{
    off_t at = stream->begun ? lseek(stream->handle, (off_t)stream->begin, SEEK_SET)
                             : lseek(stream->handle, 0, SEEK_CUR);
    if (at < 0) {
        return trouble(stream, errno, err);
    }
    if (stream->begun) {
        stream->end = stream->begin + stream->taken;
    }
    stream->begin = (uint64_t)at;
    return true;
}

bool stream_start(struct stream *stream, struct stream_room room, struct digest *digest,
                  struct err *err)
{
    assert(room.size > room.longest + 1);
    assert(!stream->begun || stream->regular || stream->handle < 0);
    if (stream->regular && !find_begin(stream, err)) {
        return false;
    }
    stream->begun = true;
    stream->ended = false;
    stream->taken = 0;
    stream->have = stream->given = 0;
    stream->room = room;
    stream->digest = digest;
    return true;
}

/* The unfinished last line goes to the front. */
static void carry_over(struct stream *stream)
{
    stream->have -= stream->given;
    memmove(stream->room.at, stream->room.at + stream->given, stream->have);
    stream->given = 0;
}

/* As the decoder sees it: white space of JSON. */
static bool is_blank(const char *at, size_t size)
{
    size_t i = 0;
    while (i < size && (at[i] == ' ' || at[i] == '\t' || at[i] == '\r' || at[i] == '\n')) {
        i++;
    }
    return i == size;
}

/* The room is full of one line. One byte more than the longest stands for it, and if what is left
 * out is not blank, then neither is the last byte of that. */
static void shorten(struct stream *stream)
{
    size_t kept = stream->room.longest + 1;
    if (!is_blank(stream->room.at + kept, stream->have - kept)) {
        stream->room.at[kept - 1] = '?';
    }
    stream->have = kept;
}

static int64_t now_ns(void)
{
    struct timespec now = {0};
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

/* Bytes that were read count, and are hashed. */
static void note(struct stream *stream, struct slice bytes)
{
    if (stream->digest != NULL) {
        int64_t started = now_ns();
        digest_add(stream->digest, bytes);
        stream->digest_ns += now_ns() - started;
    }
    stream->taken += bytes.size;
}

/* Read once, as much as there is room for. */
static bool fill(struct stream *stream, struct err *err)
{
    uint64_t at = stream->begin + stream->taken;
    size_t most = stream->room.size - stream->have;
    if (at >= stream->end) {
        stream->ended = true;
        return true;
    }
    most = most > stream->end - at ? (size_t)(stream->end - at) : most;
    ssize_t got = file_take(stream->handle, stream->room.at + stream->have, most);
    if (got < 0) {
        return trouble(stream, errno, err);
    }
    if (got == 0 && stream->end != STREAM_ENDLESS) {
        return err_set(err, ERR_IO, "%s: the file became shorter while it was read", stream->name);
    }
    stream->ended = got == 0;
    note(stream, (struct slice){stream->room.at + stream->have, (size_t)got});
    stream->have += (size_t)got;
    return true;
}

/* The place behind the last newline at or after `from`; 0 without one. */
static size_t behind_newline(const struct stream *stream, size_t from)
{
    size_t size = stream->have;
    while (size > from && stream->room.at[size - 1] != '\n') {
        size--;
    }
    return size > from ? size : 0;
}

static void give_kept(struct stream *stream, struct slice *piece)
{
    *piece = stream->taken == 0 ? stream->kept.bytes : (struct slice){0};
    note(stream, *piece);
}

bool stream_next(struct stream *stream, struct slice *piece, struct err *err)
{
    assert(stream->begun);
    if (stream->handle < 0) {
        give_kept(stream, piece);
        return true;
    }
    carry_over(stream);
    size_t whole = 0;
    while (whole == 0 && !stream->ended) {
        if (stream->have == stream->room.size) {
            shorten(stream);
        }
        size_t searched = stream->have;
        if (!fill(stream, err)) {
            return false;
        }
        whole = behind_newline(stream, searched);
    }
    stream->given = stream->ended ? stream->have : whole;
    *piece = (struct slice){stream->room.at, stream->given};
    return true;
}

void stream_done(struct stream *stream)
{
    close_handle(stream);
    file_done(&stream->kept);
}
