/* file: see shell/file.h. */
#include "shell/file.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "shell/log.h"

enum { READ_FIRST = 65536, EXIT_SYSTEM = 71 };

void file_guard_standard(void)
{
    for (int handle = STDIN_FILENO; handle <= STDERR_FILENO; handle++) {
        if (fcntl(handle, F_GETFD) >= 0 || errno != EBADF) {
            continue;
        }
        /* The wrong way round: reading input, and writing output, fails. */
        if (open("/dev/null", handle == STDIN_FILENO ? O_WRONLY : O_RDONLY) != handle) {
            (void)fputs("homeward: /dev/null cannot be opened in place of what is closed\n",
                        stderr);
            exit(EXIT_SYSTEM);
        }
    }
}

int file_open(const char *path, struct err *err)
{
    if (strcmp(path, "-") != 0) {
        int handle = open(path, O_RDONLY | O_CLOEXEC);
        if (handle < 0) {
            (void)err_set(err, ERR_NO_INPUT, "%s: %s", path, strerror(errno));
        }
        return handle;
    }
    int flags = fcntl(STDIN_FILENO, F_GETFL);
    if (flags < 0 || (flags & O_ACCMODE) == O_WRONLY) {
        (void)err_set(err, ERR_NO_INPUT, "standard input: it is closed, or open to write only");
        return -1;
    }
    return STDIN_FILENO;
}

ssize_t file_take(int handle, void *at, size_t size)
{
    for (;;) {
        ssize_t got = read(handle, at, size);
        if (got >= 0 || (errno != EINTR && errno != EAGAIN && errno != EWOULDBLOCK)) {
            return got;
        }
        struct pollfd waiting = {.fd = handle, .events = POLLIN};
        if (errno != EINTR && poll(&waiting, 1, -1) < 0 && errno != EINTR) {
            return -1;
        }
    }
}

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

/* One byte more than there is, so that the end shows without more room. */
static size_t first_room(int handle)
{
    struct stat status;
    bool sized = fstat(handle, &status) == 0 && S_ISREG(status.st_mode) && status.st_size > 0;
    return sized ? (size_t)status.st_size + 1 : READ_FIRST;
}

/* A pipe has no size, and a file may change while it is read: read until it ends, doubling the
 * room. */
bool file_read(struct file *file, int handle, struct progress *progress, struct err *err)
{
    size_t size = 0, room = first_room(handle);
    char *memory = malloc(room);
    while (memory != NULL) {
        ssize_t got = file_take(handle, memory + size, room - size);
        if (got == 0) {
            *file = (struct file){.bytes = {memory, size}, .memory = memory};
            return true;
        }
        if (got < 0) {
            int why = errno;
            free(memory);
            return err_set(err, ERR_IO, "%s", strerror(why));
        }
        size += (size_t)got;
        if (progress != NULL) {
            progress_to(progress, size, 0);
        }
        memory = size == room ? doubled(memory, &room) : memory;
    }
    return err_set(err, ERR_LIMIT, "not enough memory to read it");
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
    return file_read(file, handle, NULL, err);
}

bool file_init(struct file *file, const char *path, struct err *err)
{
    *file = (struct file){0};
    int handle = file_open(path, err);
    if (handle < 0) {
        return false;
    }
    bool standard = handle == STDIN_FILENO;
    bool ok = read_handle(file, handle, err);
    if (!standard) {
        (void)close(handle);
    }
    return ok || err_wrap(err, "%s", standard ? "standard input" : path);
}

void file_done(struct file *file)
{
    free(file->memory);
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

static bool is_same(const struct stat *a, const struct stat *b)
{
    return a->st_dev == b->st_dev && a->st_ino == b->st_ino;
}

static const char *name_in(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash != NULL ? slash + 1 : path;
}

/* The status of the folder that the file of a path lies in. */
static bool folder_status(const char *path, struct stat *out)
{
    size_t size = (size_t)(name_in(path) - path);
    char *folder = size > 0 ? strndup(path, size) : strdup(".");
    bool there = folder != NULL && stat(folder, out) == 0;
    free(folder);
    return there;
}

bool file_same(const char *a, const char *b)
{
    struct stat left, right;
    if (strcmp(a, "-") == 0 || strcmp(b, "-") == 0) {
        return false;
    }
    bool a_there = stat(a, &left) == 0, b_there = stat(b, &right) == 0;
    if (a_there && b_there) {
        return is_same(&left, &right) && !S_ISCHR(left.st_mode) && !S_ISSOCK(left.st_mode);
    }
    if (a_there || b_there) {
        return false;
    }
    return strcmp(a, b) == 0 || (strcmp(name_in(a), name_in(b)) == 0 && folder_status(a, &left) &&
                                 folder_status(b, &right) && is_same(&left, &right));
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
