/* Files are written whole or not at all, and private ones stay private. */
#include <criterion/criterion.h>
#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "shell/file.h"

static char folder[64];

static void enter_folder(void)
{
    (void)snprintf(folder, sizeof folder, "/tmp/homeward-file-XXXXXX");
    cr_assert(mkdtemp(folder) != NULL);
    cr_assert(chdir(folder) == 0);
}

static void leave_folder(void)
{
    static const char *const names[] = {"a",       "b",   "link", "pipe", "deep/er/still",
                                        "deep/er", "deep"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        (void)remove(names[i]);
    }
    (void)rmdir(folder);
}

TestSuite(file, .init = enter_folder, .fini = leave_folder);

static int names_in_folder(void)
{
    DIR *open = opendir(".");
    cr_assert(open != NULL);
    int names = -2; /* . and .. */
    while (readdir(open) != NULL) {
        names++;
    }
    (void)closedir(open);
    return names;
}

static void expect_content(const char *path, const char *want)
{
    struct err err = {0};
    struct file file;
    cr_assert(file_init(&file, path, &err), "%s", err.text);
    cr_expect(slice_is(file.bytes, want), "%s holds something else", path);
    file_done(&file);
}

static unsigned mode_of(const char *path)
{
    struct stat status;
    cr_assert(stat(path, &status) == 0);
    return (unsigned)status.st_mode & 0777;
}

Test(file, what_is_written_is_read_back_with_its_mode)
{
    struct err err = {0};
    (void)umask(0);
    cr_assert(file_write("a", slice_of("one\n"), 0600, &err), "%s", err.text);
    expect_content("a", "one\n");
    cr_expect_eq(mode_of("a"), 0600u);
    cr_assert(file_write("a", slice_of("two"), 0644, &err), "%s", err.text);
    expect_content("a", "two");
    cr_expect_eq(mode_of("a"), 0644u);
}

Test(file, an_empty_file_is_read_as_no_bytes)
{
    struct err err = {0};
    cr_assert(file_write("a", (struct slice){0}, 0600, &err), "%s", err.text);
    expect_content("a", "");
}

Test(file, a_file_that_is_not_there_is_no_input)
{
    struct err err = {0};
    struct file file;
    cr_expect(!file_init(&file, "absent", &err));
    cr_expect_eq(err.code, ERR_NO_INPUT);
    err = (struct err){0};
    cr_expect(!file_init(&file, ".", &err), "a folder is no input");
    cr_expect_eq(err.code, ERR_NO_INPUT);
}

Test(file, a_pipe_is_read_to_its_end)
{
    enum { SIZE = 300000 };
    struct err err = {0};
    struct file file;
    int ends[2];
    cr_assert(pipe(ends) == 0);
    pid_t writer = fork();
    cr_assert(writer >= 0);
    if (writer == 0) {
        static char bytes[SIZE];
        memset(bytes, 'x', sizeof bytes);
        for (size_t sent = 0; sent < sizeof bytes;) {
            ssize_t wrote = write(ends[1], bytes + sent, sizeof bytes - sent);
            sent += wrote > 0 ? (size_t)wrote : 0;
        }
        _exit(0);
    }
    (void)close(ends[1]);
    cr_assert(dup2(ends[0], STDIN_FILENO) == STDIN_FILENO);
    cr_assert(file_init(&file, "-", &err), "%s", err.text);
    cr_expect_eq(file.bytes.size, (size_t)SIZE);
    cr_expect_eq(file.bytes.at[SIZE - 1], 'x');
    file_done(&file);
}

Test(file, a_file_that_is_there_is_never_created_over)
{
    struct err err = {0};
    cr_assert(file_create("a", slice_of("first"), 0600, &err), "%s", err.text);
    cr_expect(!file_create("a", slice_of("second"), 0600, &err));
    cr_expect_eq(err.code, ERR_CREATE);
    expect_content("a", "first");
    cr_expect_eq(names_in_folder(), 1);
    cr_expect_eq(mode_of("a"), 0600u);
}

Test(file, a_dangling_link_is_not_followed_when_creating)
{
    struct err err = {0};
    cr_assert(symlink("b", "link") == 0);
    cr_expect(!file_create("link", slice_of("secret"), 0600, &err));
    cr_expect_eq(err.code, ERR_CREATE);
    cr_expect(access("b", F_OK) != 0);
}

Test(file, a_link_keeps_pointing_and_its_target_is_replaced)
{
    struct err err = {0};
    cr_assert(file_write("a", slice_of("old"), 0600, &err));
    cr_assert(symlink("a", "link") == 0);
    cr_assert(file_write("link", slice_of("new"), 0600, &err), "%s", err.text);
    struct stat status;
    cr_assert(lstat("link", &status) == 0);
    cr_expect(S_ISLNK(status.st_mode));
    expect_content("a", "new");
}

Test(file, a_device_is_written_to_and_not_replaced)
{
    struct err err = {0};
    struct stat status;
    cr_assert(file_write("/dev/null", slice_of("gone"), 0600, &err), "%s", err.text);
    cr_assert(stat("/dev/null", &status) == 0);
    cr_expect(S_ISCHR(status.st_mode));
}

Test(file, nobody_sees_a_file_before_it_is_committed)
{
    struct err err = {0};
    cr_assert(file_write("a", slice_of("old"), 0600, &err));
    struct file_out *out = file_out_create("a", 0600, &err);
    cr_assert(out != NULL, "%s", err.text);
    cr_assert(file_out_write(out, slice_of("new, "), &err));
    cr_assert(file_out_write(out, slice_of("whole"), &err));
    expect_content("a", "old");
    cr_assert(file_out_commit(out, &err), "%s", err.text);
    expect_content("a", "new, whole");
    cr_expect_eq(names_in_folder(), 1);
}

Test(file, an_output_given_up_leaves_nothing_behind)
{
    struct err err = {0};
    struct file_out *out = file_out_create("a", 0600, &err);
    cr_assert(out != NULL, "%s", err.text);
    cr_assert(file_out_write(out, slice_of("half"), &err));
    cr_expect_eq(names_in_folder(), 0, "what is being written has no name");
    file_out_destroy(out);
    cr_expect_eq(names_in_folder(), 0);
}

Test(file, a_run_that_is_killed_leaves_nothing_behind)
{
    struct err err = {0};
    cr_assert(file_write("a", slice_of("old"), 0600, &err));
    pid_t writer = fork();
    cr_assert(writer >= 0);
    if (writer == 0) {
        struct file_out *over = file_out_create("a", 0600, &err);
        struct file_out *other = file_out_create("b", 0600, &err);
        if (over != NULL && other != NULL && file_out_write(over, slice_of("half"), &err)) {
            (void)raise(SIGKILL);
        }
        _exit(1);
    }
    int status = 0;
    cr_assert(waitpid(writer, &status, 0) == writer);
    cr_assert(WIFSIGNALED(status), "the writer was to be killed while it wrote");
    cr_expect_eq(names_in_folder(), 1);
    expect_content("a", "old");
}

Test(file, an_output_in_no_folder_cannot_be_created)
{
    struct err err = {0};
    cr_expect(file_out_create("absent/a", 0600, &err) == NULL);
    cr_expect_eq(err.code, ERR_CREATE);
    err = (struct err){0};
    cr_expect(!file_write(".", slice_of("x"), 0600, &err), "a folder is no output");
    cr_expect_eq(err.code, ERR_CREATE);
}

Test(file, a_full_disk_is_reported)
{
    struct err err = {0};
    cr_expect(!file_write("/dev/full", slice_of("x"), 0600, &err));
    cr_expect_eq(err.code, ERR_IO);
}

Test(file, only_a_file_nobody_else_may_read_is_private)
{
    static const mode_t modes[] = {0600, 0400, 0640, 0604, 0610, 0660, 0601};
    struct err err = {0};
    cr_assert(file_write("a", slice_of("key"), 0600, &err));
    for (size_t i = 0; i < sizeof modes / sizeof modes[0]; i++) {
        err = (struct err){0};
        cr_assert(chmod("a", modes[i]) == 0);
        cr_expect_eq(file_private("a", &err), i < 2, "mode %o", (unsigned)modes[i]);
        cr_expect_eq(err.code, i < 2 ? ERR_NONE : ERR_PERMISSION, "mode %o", (unsigned)modes[i]);
    }
    err = (struct err){0};
    cr_expect(!file_private("absent", &err));
    cr_expect_eq(err.code, ERR_NO_INPUT);
}

Test(file, a_folder_is_made_with_its_parents_and_may_be_there)
{
    struct err err = {0};
    struct stat status;
    cr_assert(file_folder("deep/er/still", &err), "%s", err.text);
    cr_assert(file_folder("deep/er/still/", &err), "%s", err.text);
    cr_assert(stat("deep/er/still", &status) == 0);
    cr_expect(S_ISDIR(status.st_mode));
    cr_assert(file_write("a", slice_of("x"), 0600, &err));
    cr_expect(!file_folder("a/b", &err), "a file is no folder");
    cr_expect_eq(err.code, ERR_CREATE);
}

Test(file, two_paths_name_one_file_whatever_the_spelling)
{
    static const struct {
        const char *a, *b;
        bool same;
    } cases[] = {
        {"a", "a", true},
        {"a", "./a", true},
        {"a", "link", true},
        {"a", "deep", true}, /* a hard link */
        {"a", "b", false},
        {"a", "absent", false},
        {"absent", "absent", true},
        {"absent", "./absent", true},
        {"absent", "other", false},
        {"no/where", "no/where", true},
        {"no/where", "where", false},
        {"-", "-", false},
        {"a", "-", false},
        {"/dev/null", "/dev/null", false},
        {".", "./", true},
    };
    struct err err = {0};
    cr_assert(file_write("a", slice_of("x"), 0600, &err));
    cr_assert(file_write("b", slice_of("x"), 0600, &err));
    cr_assert(symlink("a", "link") == 0);
    cr_assert(link("a", "deep") == 0);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        cr_expect_eq(file_same(cases[i].a, cases[i].b), cases[i].same, "%s %s", cases[i].a,
                     cases[i].b);
        cr_expect_eq(file_same(cases[i].b, cases[i].a), cases[i].same, "%s %s", cases[i].b,
                     cases[i].a);
    }
}
