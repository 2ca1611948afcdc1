/* Where the system has no files without a name, writing is as whole as elsewhere. */
#include <criterion/criterion.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "shell/file.h"

static int refused;

/* open() of a file system without O_TMPFILE. */
int open(const char *path, int flags, ...)
{
    va_list arguments;
    va_start(arguments, flags);
    mode_t mode = (flags & (O_CREAT | O_TMPFILE)) != 0 ? va_arg(arguments, mode_t) : 0;
    va_end(arguments);
    if ((flags & O_TMPFILE) == O_TMPFILE) {
        refused++;
        errno = EOPNOTSUPP;
        return -1;
    }
    return (int)syscall(SYS_openat, AT_FDCWD, path, flags, mode);
}

static char folder[64];

static void enter_folder(void)
{
    (void)snprintf(folder, sizeof folder, "/tmp/homeward-fallback-XXXXXX");
    cr_assert(mkdtemp(folder) != NULL);
    cr_assert(chdir(folder) == 0);
}

static void leave_folder(void)
{
    (void)remove("a");
    (void)rmdir(folder);
}

TestSuite(file_fallback, .init = enter_folder, .fini = leave_folder);

static void expect_content(const char *want)
{
    struct err err = {0};
    struct file file;
    cr_assert(file_init(&file, "a", &err), "%s", err.text);
    cr_expect(slice_is(file.bytes, want));
    file_done(&file);
}

Test(file_fallback, a_file_is_written_over_and_leaves_no_other)
{
    struct err err = {0};
    cr_assert(file_write("a", slice_of("old"), 0600, &err), "%s", err.text);
    cr_assert(file_write("a", slice_of("new"), 0600, &err), "%s", err.text);
    cr_expect_eq(refused, 2);
    expect_content("new");
    leave_folder();
    cr_expect(access(folder, F_OK) != 0, "something else is in the folder");
}

Test(file_fallback, a_file_that_is_there_is_never_created_over)
{
    struct err err = {0};
    cr_assert(file_create("a", slice_of("first"), 0600, &err), "%s", err.text);
    struct file_out *out = file_out_create("a", 0600, &err);
    cr_assert(out != NULL);
    cr_assert(file_out_write(out, slice_of("given up"), &err));
    file_out_destroy(out);
    cr_expect_eq(refused, 2);
    expect_content("first");
    leave_folder();
    cr_expect(access(folder, F_OK) != 0, "something else is in the folder");
}
