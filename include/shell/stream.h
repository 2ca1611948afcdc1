/* stream: a file of lines read in pieces, so that memory does not grow with the file.
 *
 * A piece is whole lines; only the last line of a file may lack its newline. A line of more than
 * `longest` bytes may be handed out shorter, though still above `longest`, and is then blank
 * exactly when the whole line is: enough to refuse it for the right reason. Nothing is mapped, so a
 * file that becomes shorter meanwhile is an error and no signal; one that grows is read as far as
 * it went when it was opened. Built by stream_init().
 */
#ifndef SHELL_STREAM_H
#define SHELL_STREAM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/digest.h"
#include "base/err.h"
#include "base/slice.h"
#include "shell/file.h"

/* Where a stream reads to; one after another may use it. Invariant: size > longest + 1. */
struct stream_room {
    char *at;
    size_t size, longest;
};

#define STREAM_ENDLESS UINT64_MAX /* how much there is shows at the end: a pipe */

struct stream {
    const char *name; /* for messages */
    int handle;       /* -1: `kept` has it all */
    bool regular;     /* can be read again */
    bool begun, ended;
    uint64_t begin, end; /* places in the file; end may be STREAM_ENDLESS */
    uint64_t taken;      /* bytes read since stream_start() */
    struct file kept;
    struct stream_room room;
    size_t have, given; /* bytes in the room, and those of the piece handed out */
    struct digest *digest;
    int64_t digest_ns; /* spent on it */
};

/* Open `path` ("-" is standard input, which is read on from where it stands); nothing is read yet.
 * ERR_NO_INPUT when it cannot be opened. `path` must stay. */
bool stream_init(struct stream *stream, const char *path, struct err *err);
/* Make sure that it can be read more than once: what is no regular file is read into memory, which
 * is shown, unless `progress` is NULL. */
bool stream_keep(struct stream *stream, struct progress *progress, struct err *err);
/* What is to be read, in bytes; STREAM_ENDLESS when unknown. */
uint64_t stream_size(const struct stream *stream);
/* Read from the beginning; the second time the same place and size of the file as the first.
 * Whether the bytes are the same too, which a file that somebody writes to does not promise, only
 * digests tell. All bytes are added to `digest`, unless it is NULL. */
bool stream_start(struct stream *stream, struct stream_room room, struct digest *digest,
                  struct err *err);
/* The next piece, good until the next call; empty at the end. ERR_IO when it cannot be read or has
 * become shorter. */
bool stream_next(struct stream *stream, struct slice *piece, struct err *err);
void stream_done(struct stream *stream);

#endif
