/* file: see shell/file.h. */
#include "shell/file.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum { READ_FIRST = 65536 };

/* Twice the room; the memory is given back when there is no more. */
static char *doubled(char *memory, size_t *room)
{
    char *larger = *room <= SIZE_MAX / 2 ? realloc(memory, *room * 2) : NULL;
    if (larger == NULL) {
        free(memory);
    }
    *room *= 2;
    return larger;
}

/* A pipe has no size: read until it ends, doubling the room. */
static bool read_all(struct file *file, int handle, struct err *err)
{
    size_t size = 0, room = READ_FIRST;
    char *memory = malloc(room);
    while (memory != NULL) {
        ssize_t got = read(handle, memory + size, room - size);
        if (got == 0) {
            *file = (struct file){.bytes = {memory, size}, .mapped = memory};
            return true;
        }
        if (got < 0 && errno != EINTR) {
            int why = errno;
            free(memory);
            return err_set(err, ERR_IO, "%s", strerror(why));
        }
        size += got > 0 ? (size_t)got : 0;
        memory = size == room ? doubled(memory, &room) : memory;
    }
    return err_set(err, ERR_LIMIT, "not enough memory to read it");
}

static bool map_all(struct file *file, int handle, size_t size, struct err *err)
{
    void *memory = mmap(NULL, size, PROT_READ, MAP_PRIVATE, handle, 0);
    if (memory == MAP_FAILED) {
        return err_set(err, ERR_IO, "%s", strerror(errno));
    }
    *file = (struct file){.bytes = {memory, size}, .mapped = memory, .mapped_size = size};
    return true;
}

static bool read_handle(struct file *file, int handle, struct err *err)
{
    struct stat status;
    if (fstat(handle, &status) != 0) {
        return err_set(err, ERR_IO, "%s", strerror(errno));
    }
    if (S_ISDIR(status.st_mode)) {
        return err_set(err, ERR_NO_INPUT, "it is a folder");
    }
    if (S_ISREG(status.st_mode) && status.st_size > 0 && handle != STDIN_FILENO) {
        return map_all(file, handle, (size_t)status.st_size, err);
    }
    return read_all(file, handle, err);
}

bool file_init(struct file *file, const char *path, struct err *err)
{
    *file = (struct file){0};
    bool standard = strcmp(path, "-") == 0;
    int handle = standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
    if (handle < 0) {
        return err_set(err, ERR_NO_INPUT, "%s: %s", path, strerror(errno));
    }
    bool ok = read_handle(file, handle, err);
    if (!standard) {
        (void)close(handle);
    }
    return ok || err_wrap(err, "%s", standard ? "standard input" : path);
}

void file_done(struct file *file)
{
    if (file->mapped_size > 0) {
        (void)munmap(file->mapped, file->mapped_size);
    } else {
        free(file->mapped);
    }
    *file = (struct file){0};
}

bool file_private(const char *path, struct err *err)
{
    struct stat status;
    if (stat(path, &status) != 0) {
        return err_set(err, ERR_NO_INPUT, "%s: %s", path, strerror(errno));
    }
    if (status.st_uid != geteuid()) {
        return err_set(err, ERR_PERMISSION, "%s: belongs to another user", path);
    }
    if ((status.st_mode & (S_IRWXG | S_IRWXO)) != 0) {
        return err_set(err, ERR_PERMISSION, "%s: open to other users; make it so: chmod 600", path);
    }
    return true;
}

static bool folder_one(const char *path, struct err *err)
{
    struct stat status;
    if (mkdir(path, 0755) == 0 || (stat(path, &status) == 0 && S_ISDIR(status.st_mode))) {
        return true;
    }
    return err_set(err, ERR_CREATE, "cannot make the folder %s: %s", path, strerror(errno));
}

bool file_folder(const char *path, struct err *err)
{
    char *copy = strdup(path);
    if (copy == NULL) {
        return err_set(err, ERR_LIMIT, "not enough memory");
    }
    bool ok = true;
    for (char *at = copy + (copy[0] == '/'); ok && (at = strchr(at, '/')) != NULL; at++) {
        *at = '\0';
        ok = folder_one(copy, err);
        *at = '/';
    }
    ok = ok && folder_one(copy, err);
    free(copy);
    return ok;
}

/* `target` is the real place (links followed), `temporary` what is written until the commit; both
 * NULL where there is nothing to rename: standard output, a terminal, a pipe, /dev/null. */
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

static bool open_temporary(struct file_out *out, const char *path, unsigned mode, struct err *err)
{
    static const char ending[] = ".XXXXXX";
    out->target = real_place(path);
    size_t size = out->target != NULL ? strlen(out->target) : 0;
    char *name = out->target != NULL ? malloc(size + sizeof ending) : NULL;
    if (name == NULL) {
        return err_set(err, ERR_LIMIT, "not enough memory");
    }
    memcpy(name, out->target, size);
    memcpy(name + size, ending, sizeof ending);
    int handle = mkstemp(name);
    if (handle < 0) {
        int why = errno;
        free(name);
        return err_set(err, ERR_CREATE, "cannot write %s: %s", path, strerror(why));
    }
    out->temporary = name;
    (void)fcntl(handle, F_SETFD, FD_CLOEXEC);
    bool moded = fchmod(handle, (mode_t)mode) == 0;
    out->stream = fdopen(handle, "w");
    if (out->stream == NULL) {
        (void)close(handle);
    }
    if (!moded || out->stream == NULL) {
        return err_set(err, ERR_CREATE, "cannot write %s: %s", path, strerror(errno));
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
    const char *slash = strrchr(path, '/');
    char *folder = slash == NULL ? strdup(".") : strndup(path, (size_t)(slash - path) + 1);
    int handle = folder != NULL ? open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;
    if (handle >= 0) {
        (void)fsync(handle);
        (void)close(handle);
    }
    free(folder);
}

static bool put_in_place(struct file_out *out, struct err *err)
{
    if (out->fresh) { /* link() refuses a name that is taken, in one step */
        if (link(out->temporary, out->target) != 0) {
            return err_set(err, ERR_CREATE, "cannot create %s: %s", out->target, strerror(errno));
        }
        (void)unlink(out->temporary);
    } else if (rename(out->temporary, out->target) != 0) {
        return err_set(err, ERR_CREATE, "cannot write %s: %s", out->target, strerror(errno));
    }
    free(out->temporary);
    out->temporary = NULL;
    sync_folder_of(out->target);
    return true;
}

bool file_out_commit(struct file_out *out, struct err *err)
{
    bool ok = fflush(out->stream) == 0;
    ok = ok && (out->temporary == NULL || fsync(fileno(out->stream)) == 0);
    if (!ok) {
        (void)err_set(err, ERR_IO, "cannot write %s: %s",
                      out->target != NULL ? out->target : "the output", strerror(errno));
    }
    ok = ok && (out->temporary == NULL || put_in_place(out, err));
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
