/* file: whole files in, whole files out.
 *
 * Reading takes a file, or standard input ("-"), into memory; none is mapped, because one that is
 * cut off meanwhile would end the program. What may be larger than memory is read as a stream
 * (shell/stream.h). Writing is all or nothing: a temporary file in the target's folder, without a
 * name where the system can (O_TMPFILE), fsync, rename, fsync of the folder, so a reader sees the
 * old file or the new one, never a part, and a run that is killed leaves nothing behind (faults.md
 * 86 to 88).
 */
#ifndef SHELL_FILE_H
#define SHELL_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/slice.h"

struct progress;
struct file {
    struct slice bytes; /* good until file_done() */
    void *memory;
};

/* Where standard input, output or error is closed, the next file opened would take its place, and
 * be read or written by mistake. This puts there what can be neither, so that using it is an error.
 * Every program calls it first, through options_parse(). Exits 71 when it cannot. */
void file_guard_standard(void);

/* Open to read; "-" is standard input, which stays open. -1 and ERR_NO_INPUT when it cannot be. */
int file_open(const char *path, struct err *err);
/* read(), that waits where there is nothing yet and the file says so at once (O_NONBLOCK), and goes
 * on after a signal. */
ssize_t file_take(int handle, void *at, size_t size);

/* ERR_NO_INPUT when it cannot be opened, ERR_IO when it cannot be read. */
bool file_init(struct file *file, const char *path, struct err *err);
/* All that an open file still gives; how much there was so far is shown, unless NULL. */
bool file_read(struct file *file, int handle, struct progress *progress, struct err *err);
void file_done(struct file *file);

/* mode 0600 for what holds children's records or keys, 0644 for what does not. */
bool file_write(const char *path, struct slice bytes, unsigned mode, struct err *err);
/* As file_write(), but ERR_CREATE when the file is there already. */
bool file_create(const char *path, struct slice bytes, unsigned mode, struct err *err);
/* ERR_PERMISSION unless the file belongs to us and nobody else may read it. */
bool file_private(const char *path, struct err *err);
/* Whether two paths name one file, so that writing the one would destroy the other: the same file
 * is there under both (st_dev and st_ino: links of either kind count), or, where none is there yet,
 * the same name in the same folder, or the same text. Never so for "-", and for character devices
 * (/dev/null, a terminal) and sockets, which hold nothing. */
bool file_same(const char *a, const char *b);
/* Make a folder and its parents (0755); one that is there is fine. */
bool file_folder(const char *path, struct err *err);

/* A file being written piece by piece; nobody sees it before file_out_commit(). "-" is stdout. */
struct file_out;
struct file_out *file_out_create(const char *path, unsigned mode, struct err *err);
bool file_out_write(struct file_out *out, struct slice bytes, struct err *err);
bool file_out_commit(struct file_out *out, struct err *err); /* destroys it */
void file_out_destroy(struct file_out *out);                 /* leaves nothing behind */

#endif
