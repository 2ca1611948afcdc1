/* file_out: the writing half of shell/file.h.
 *
 * What is being written has no name until it is whole (O_TMPFILE), so that no signal, not even one
 * that cannot be caught, leaves half a file of children's records behind. Where a file system or
 * the lack of /proc forbids that, it is a file beside the target with a name of its own.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "shell/file.h"

/* `target` is the real place (links followed), NULL where nothing is put in place at the end:
 * standard output, a terminal, a pipe, /dev/null. `temporary` is the name it has until the commit,
 * NULL while it has none. */
struct file_out {
    FILE *stream;
    char *target, *temporary;
    bool fresh; /* the target must not be there yet */
};

void file_out_destroy(struct file_out *out)
{
    if (out == NULL) {
        return;
    }
    if (out->stream != NULL && out->stream != stdout) {
        (void)fclose(out->stream);
    }
    if (out->temporary != NULL) {
        (void)unlink(out->temporary);
    }
    free(out->temporary);
    free(out->target);
    free(out);
}

/* A device or a pipe is written to as it stands; renaming over it would replace it. */
static bool open_device(struct file_out *out, const char *path, struct err *err)
{
    int handle = open(path, O_WRONLY | O_CLOEXEC);
    out->stream = handle < 0 ? NULL : fdopen(handle, "w");
    if (out->stream == NULL) {
        int why = errno;
        if (handle >= 0) {
            (void)close(handle);
        }
        return err_set(err, ERR_CREATE, "cannot write %s: %s", path, strerror(why));
    }
    return true;
}

/* realpath() of a file that is there, the path itself otherwise. */
static char *real_place(const char *path)
{
    char *real = realpath(path, NULL);
    return real != NULL ? real : strdup(path);
}

/* Where the name of a temporary file ends in; its X are replaced. */
static const char ending[] = ".XXXXXX";

/* The target's name and `ending`, or NULL. */
static char *name_beside(const char *target)
{
    size_t size = strlen(target);
    char *name = malloc(size + sizeof ending);
    if (name != NULL) {
        memcpy(name, target, size);
        memcpy(name + size, ending, sizeof ending);
    }
    return name;
}

/* The folder of a path, or NULL. */
static char *folder_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash == NULL ? strdup(".") : strndup(path, (size_t)(slash - path) + 1);
}

enum { HANDLE_PATH = 64 };

/* The path by which linkat() finds an open file without a name. */
static void handle_path(int handle, char out[HANDLE_PATH])
{
    (void)snprintf(out, HANDLE_PATH, "/proc/self/fd/%d", handle);
}

/* A file without a name in the target's folder, or -1. */
static int open_nameless(const char *target)
{
    char *folder = folder_of(target), path[HANDLE_PATH];
    int handle = folder != NULL ? open(folder, O_TMPFILE | O_WRONLY | O_CLOEXEC, 0600) : -1;
    free(folder);
    if (handle >= 0) {
        handle_path(handle, path);
        if (access(path, F_OK) != 0) { /* it could never be given one */
            (void)close(handle);
            handle = -1;
        }
    }
    return handle;
}

static int open_named(struct file_out *out)
{
    out->temporary = name_beside(out->target);
    int handle = out->temporary != NULL ? mkstemp(out->temporary) : -1;
    if (handle < 0) {
        int why = errno;
        free(out->temporary);
        out->temporary = NULL;
        errno = why;
    } else {
        (void)fcntl(handle, F_SETFD, FD_CLOEXEC);
    }
    return handle;
}

static bool open_temporary(struct file_out *out, const char *path, unsigned mode, struct err *err)
{
    out->target = real_place(path);
    if (out->target == NULL) {
        return err_set(err, ERR_LIMIT, "not enough memory");
    }
    int handle = open_nameless(out->target);
    handle = handle >= 0 ? handle : open_named(out);
    bool moded = handle >= 0 && fchmod(handle, (mode_t)mode) == 0;
    out->stream = moded ? fdopen(handle, "w") : NULL;
    if (out->stream == NULL) {
        int why = errno;
        if (handle >= 0) {
            (void)close(handle);
        }
        return err_set(err, ERR_CREATE, "cannot write %s: %s", path, strerror(why));
    }
    return true;
}

static bool open_out(struct file_out *out, const char *path, unsigned mode, struct err *err)
{
    struct stat status;
    if (strcmp(path, "-") == 0) {
        out->stream = stdout;
        return true;
    }
    if (stat(path, &status) == 0 && S_ISDIR(status.st_mode)) {
        return err_set(err, ERR_CREATE, "cannot write %s: it is a folder", path);
    }
    if (stat(path, &status) == 0 && !S_ISREG(status.st_mode)) {
        return open_device(out, path, err);
    }
    return open_temporary(out, path, mode, err);
}

struct file_out *file_out_create(const char *path, unsigned mode, struct err *err)
{
    struct file_out *out = calloc(1, sizeof *out);
    if (out == NULL) {
        (void)err_set(err, ERR_LIMIT, "not enough memory");
        return NULL;
    }
    if (!open_out(out, path, mode, err)) {
        file_out_destroy(out);
        return NULL;
    }
    return out;
}

bool file_out_write(struct file_out *out, struct slice bytes, struct err *err)
{
    if (bytes.size > 0 && fwrite(bytes.at, 1, bytes.size, out->stream) != bytes.size) {
        return err_set(err, ERR_IO, "cannot write %s: %s",
                       out->target != NULL ? out->target : "the output", strerror(errno));
    }
    return true;
}

/* Without this a crash may forget the new name though the content was kept. Folders that cannot be
 * opened or synced (some network file systems) are let be: the rename itself is done. */
static void sync_folder_of(const char *path)
{
    char *folder = folder_of(path);
    int handle = folder != NULL ? open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;
    if (handle >= 0) {
        (void)fsync(handle);
        (void)close(handle);
    }
    free(folder);
}

/* link(), which refuses a name that is taken, in one step; for a file without a name too. */
static bool link_as(const struct file_out *out, const char *name)
{
    char path[HANDLE_PATH];
    if (out->temporary != NULL) {
        return link(out->temporary, name) == 0;
    }
    handle_path(fileno(out->stream), path);
    return linkat(AT_FDCWD, path, AT_FDCWD, name, AT_SYMLINK_FOLLOW) == 0;
}

/* Give a nameless file the name it is renamed from, one that is free: rename() replaces what was
 * there before, linkat() would not. */
static bool give_name(struct file_out *out)
{
    enum { TRIES = 100 };
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz234567";
    char *name = name_beside(out->target);
    bool named = false;
    for (unsigned i = 0; name != NULL && !named && i < TRIES; i++) {
        unsigned number = (unsigned)getpid() * TRIES + i;
        for (char *at = name + strlen(out->target) + 1; *at != '\0'; at++, number >>= 5) {
            *at = letters[number & 31];
        }
        named = link_as(out, name);
        i = !named && errno != EEXIST ? TRIES : i;
    }
    if (named) {
        out->temporary = name;
    } else {
        free(name);
    }
    return named;
}

static bool put_in_place(struct file_out *out, struct err *err)
{
    bool done = out->fresh ? link_as(out, out->target)
                           : (out->temporary != NULL || give_name(out)) &&
                                 rename(out->temporary, out->target) == 0;
    if (!done) {
        return err_set(err, ERR_CREATE, "cannot %s %s: %s", out->fresh ? "create" : "write",
                       out->target, strerror(errno));
    }
    if (out->fresh && out->temporary != NULL) {
        (void)unlink(out->temporary);
    }
    free(out->temporary);
    out->temporary = NULL;
    sync_folder_of(out->target);
    return true;
}

bool file_out_commit(struct file_out *out, struct err *err)
{
    bool ok = fflush(out->stream) == 0;
    ok = ok && (out->target == NULL || fsync(fileno(out->stream)) == 0);
    if (!ok) {
        (void)err_set(err, ERR_IO, "cannot write %s: %s",
                      out->target != NULL ? out->target : "the output", strerror(errno));
    }
    ok = ok && (out->target == NULL || put_in_place(out, err));
    file_out_destroy(out);
    return ok;
}

static bool write_whole(struct file_out *out, struct slice bytes, struct err *err)
{
    if (!file_out_write(out, bytes, err)) {
        file_out_destroy(out);
        return false;
    }
    return file_out_commit(out, err);
}

bool file_write(const char *path, struct slice bytes, unsigned mode, struct err *err)
{
    struct file_out *out = file_out_create(path, mode, err);
    return out != NULL && write_whole(out, bytes, err);
}

bool file_create(const char *path, struct slice bytes, unsigned mode, struct err *err)
{
    struct stat status;
    if (lstat(path, &status) == 0) {
        return err_set(err, ERR_CREATE, "%s is there already and is left as it is", path);
    }
    struct file_out *out = file_out_create(path, mode, err);
    if (out == NULL) {
        return false;
    }
    out->fresh = true;
    return write_whole(out, bytes, err);
}
