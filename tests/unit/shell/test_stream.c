/* Pieces are whole lines, whatever the sizes in which bytes arrive, and long lines keep what they
 * are refused for. The header's poll() says that it only writes what it is given; ours looks. */
#define poll poll_of_the_header
#include <poll.h>
#undef poll

#include <criterion/criterion.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include "shell/stream.h"

enum { LONGEST = 16, ROOM_LEAST = LONGEST + 2, ROOM_MOST = 64, BYTES_MAX = 4096, TRIALS = 3000 };

static char folder[] = "/tmp/test_stream.XXXXXX";

static void enter(void)
{
    cr_assert(mkdtemp(folder) != NULL && chdir(folder) == 0);
}

static void leave(void)
{
    (void)unlink("a");
    (void)rmdir(folder);
}

TestSuite(stream, .init = enter, .fini = leave);

static void put(const char *path, const char *bytes, size_t size)
{
    FILE *file = fopen(path, "w");
    cr_assert(file != NULL && fwrite(bytes, 1, size, file) == size && fclose(file) == 0);
}

/* All pieces behind each other; each must be whole lines, but the last. */
static size_t read_through(struct stream *stream, struct stream_room room, struct digest *digest,
                           char *out)
{
    struct err err = {0};
    struct slice piece;
    size_t size = 0;
    bool whole = true;
    cr_assert(stream_start(stream, room, digest, &err), "%s", err.text);
    for (;;) {
        cr_assert(stream_next(stream, &piece, &err), "%s", err.text);
        if (piece.size == 0) {
            return size;
        }
        cr_assert(whole, "only the last piece may end within a line");
        whole = piece.at[piece.size - 1] == '\n';
        cr_assert(size + piece.size <= BYTES_MAX);
        memcpy(out + size, piece.at, piece.size);
        size += piece.size;
    }
}

static bool blank(struct slice line)
{
    for (size_t i = 0; i < line.size; i++) {
        if (strchr(" \t\r", line.at[i]) == NULL) {
            return false;
        }
    }
    return true;
}

/* Line by line: the same, or both too long and both blank or not. */
static void expect_lines(struct slice want, struct slice got)
{
    while (want.size > 0 || got.size > 0) {
        cr_assert(want.size > 0 && got.size > 0, "as many lines");
        struct slice a = slice_cut(&want, '\n'), b = slice_cut(&got, '\n');
        if (a.size <= LONGEST) {
            cr_assert(slice_equal(a, b), "`%.*s' is `%.*s'", (int)a.size, a.at, (int)b.size, b.at);
        } else {
            cr_assert(b.size > LONGEST && blank(a) == blank(b), "a long line of %zu", a.size);
        }
    }
}

static size_t make_lines(char out[BYTES_MAX])
{
    static const char bytes[] = "  \t\n\n\r\nab";
    size_t size = (size_t)(rand() % (8 * ROOM_MOST));
    char blank_only = (char)(rand() % 2);
    for (size_t i = 0; i < size; i++) {
        int any = rand() % (blank_only != 0 ? 60 : (int)sizeof bytes - 1);
        out[i] = any < (int)sizeof bytes - 1 ? bytes[any] : ' ';
    }
    return size;
}

/* Standard input gives these bytes, each read() up to `most` of them. */
static void give_packets(const char *bytes, size_t size, size_t most)
{
    int ends[2];
    cr_assert(socketpair(AF_UNIX, SOCK_SEQPACKET, 0, ends) == 0);
    for (size_t at = 0; at < size; at += most) {
        size_t part = size - at < most ? size - at : most;
        cr_assert(send(ends[1], bytes + at, part, MSG_DONTWAIT) == (ssize_t)part);
    }
    (void)close(ends[1]);
    cr_assert(dup2(ends[0], STDIN_FILENO) == STDIN_FILENO);
    (void)close(ends[0]);
}

Test(stream, a_file_comes_in_whole_lines_whatever_the_room)
{
    static char made[BYTES_MAX], got[BYTES_MAX], memory[ROOM_MOST];
    srand(1);
    for (int trial = 0; trial < TRIALS; trial++) {
        size_t size = make_lines(made);
        struct stream_room room = {
            memory, ROOM_LEAST + (size_t)(rand() % (ROOM_MOST - ROOM_LEAST + 1)), LONGEST};
        struct err err = {0};
        struct stream stream;
        struct digest digest;
        char want[DIGEST_HEX + 1], hash[DIGEST_HEX + 1];
        put("a", made, size);
        digest_hex((struct slice){made, size}, want);
        digest_start(&digest);
        cr_assert(stream_init(&stream, "a", &err), "%s", err.text);
        cr_assert(size == 0 || stream_size(&stream) == size);
        size_t read = read_through(&stream, room, &digest, got);
        digest_end_hex(&digest, hash);
        expect_lines((struct slice){made, size}, (struct slice){got, read});
        cr_assert_eq(stream.taken, size, "every byte is counted");
        cr_assert_str_eq(hash, want, "every byte is hashed as it is in the file");
        read = read_through(&stream, room, NULL, got);
        expect_lines((struct slice){made, size}, (struct slice){got, read});
        stream_done(&stream);
    }
}

Test(stream, what_arrives_in_odd_pieces_comes_in_whole_lines)
{
    static char made[BYTES_MAX], got[BYTES_MAX], memory[BYTES_MAX];
    srand(2);
    for (size_t most = 1; most <= 64; most++) {
        size_t size = make_lines(made) % 250; /* a socket's queue is short */
        struct err err = {0};
        struct stream stream;
        give_packets(made, size, most);
        cr_assert(stream_init(&stream, "-", &err), "%s", err.text);
        cr_expect(stream_size(&stream) == STREAM_ENDLESS, "nobody knows how much will come");
        size_t read =
            read_through(&stream, (struct stream_room){memory, BYTES_MAX, LONGEST}, NULL, got);
        cr_assert_eq(read, size);
        cr_assert_arr_eq(got, made, size);
        cr_assert_eq(stream.taken, size);
        stream_done(&stream);
    }
}

Test(stream, a_pipe_that_is_kept_is_read_twice)
{
    char memory[ROOM_MOST], got[BYTES_MAX];
    struct err err = {0};
    struct stream stream;
    int ends[2];
    cr_assert(pipe(ends) == 0 && write(ends[1], "one\ntwo", 7) == 7);
    (void)close(ends[1]);
    cr_assert(dup2(ends[0], STDIN_FILENO) == STDIN_FILENO);
    cr_assert(stream_init(&stream, "-", &err) && stream_keep(&stream, NULL, &err), "%s", err.text);
    cr_expect_eq(stream_size(&stream), 7u);
    char want[DIGEST_HEX + 1], hash[DIGEST_HEX + 1];
    digest_hex(slice_of("one\ntwo"), want);
    for (int time = 0; time < 2; time++) {
        struct digest digest;
        digest_start(&digest);
        cr_assert_eq(
            read_through(&stream, (struct stream_room){memory, ROOM_MOST, LONGEST}, &digest, got),
            7u);
        digest_end_hex(&digest, hash);
        cr_expect_arr_eq(got, "one\ntwo", 7);
        cr_expect_str_eq(hash, want, "and hashed each time");
    }
    stream_done(&stream);
}

/* The writer of a slow pipe: it writes a part whenever the reader waits, and then ends. */
static struct {
    int handle;
    const char *parts[3];
    size_t at;
} slow = {.handle = -1};

int poll(struct pollfd *files, nfds_t count, int timeout_ms);
int poll(struct pollfd *files, nfds_t count, int timeout_ms)
{
    if (slow.handle < 0 || count != 1 || files[0].fd != STDIN_FILENO) {
        struct timespec time = {timeout_ms / 1000, (long)(timeout_ms % 1000) * 1000000};
        return (int)syscall(SYS_ppoll, files, count, timeout_ms < 0 ? NULL : &time, NULL, 0);
    }
    const char *part = slow.parts[slow.at++];
    if (part == NULL) {
        (void)close(slow.handle);
        slow.handle = -1;
    } else if (write(slow.handle, part, strlen(part)) != (ssize_t)strlen(part)) {
        return -1;
    }
    files[0].revents = POLLIN;
    return 1;
}

static void give_slowly(void)
{
    int ends[2];
    cr_assert(pipe(ends) == 0 && dup2(ends[0], STDIN_FILENO) == STDIN_FILENO);
    (void)close(ends[0]);
    cr_assert(fcntl(STDIN_FILENO, F_SETFL, O_NONBLOCK) == 0);
    slow.parts[0] = "one\nt";
    slow.parts[1] = "wo\n";
    slow.handle = ends[1];
}

Test(stream, what_has_nothing_to_give_yet_is_waited_for)
{
    char memory[ROOM_MOST], got[BYTES_MAX];
    struct err err = {0};
    for (int keep = 0; keep < 2; keep++) {
        struct stream stream;
        slow.at = 0;
        give_slowly();
        cr_assert(stream_init(&stream, "-", &err), "%s", err.text);
        cr_assert(keep == 0 || stream_keep(&stream, NULL, &err), "%s", err.text);
        cr_assert_eq(
            read_through(&stream, (struct stream_room){memory, ROOM_MOST, LONGEST}, NULL, got), 8u);
        cr_expect_arr_eq(got, "one\ntwo\n", 8);
        cr_expect_eq(slow.at, 3u, "waited for each part and for the end");
        stream_done(&stream);
    }
}

Test(stream, standard_input_that_cannot_be_read_is_no_input)
{
    struct err err = {0};
    struct stream stream;
    put("a", "one\n", 4);
    (void)close(STDIN_FILENO);
    cr_expect(!stream_init(&stream, "-", &err), "it is closed");
    cr_expect_eq(err.code, ERR_NO_INPUT);
    err = (struct err){0};
    file_guard_standard();
    int handle = open("a", O_RDONLY);
    cr_expect(handle > STDERR_FILENO, "its place is taken");
    cr_expect(!stream_init(&stream, "-", &err), "by what nobody can read");
    cr_expect_eq(err.code, ERR_NO_INPUT);
    (void)close(handle);
}

Test(stream, standard_input_is_read_on_from_where_it_stands)
{
    char memory[ROOM_MOST], got[BYTES_MAX], first[4];
    struct err err = {0};
    struct stream stream, again;
    struct stream_room room = {memory, ROOM_MOST, LONGEST};
    put("a", "one\ntwo\n", 8);
    int handle = open("a", O_RDONLY);
    cr_assert(handle >= 0 && dup2(handle, STDIN_FILENO) == STDIN_FILENO);
    cr_assert(read(STDIN_FILENO, first, sizeof first) == 4);
    cr_assert(stream_init(&stream, "-", &err) && stream_init(&again, "-", &err), "%s", err.text);
    cr_expect_eq(stream_size(&stream), 4u);
    for (int time = 0; time < 2; time++) { /* and so the second time, in the same order */
        cr_assert_eq(read_through(&stream, room, NULL, got), 4u);
        cr_expect_arr_eq(got, "two\n", 4);
        cr_expect_eq(read_through(&again, room, NULL, got), 0u, "it is used up");
    }
    stream_done(&stream);
    stream_done(&again);
}

Test(stream, a_file_that_became_shorter_is_an_error_and_no_signal)
{
    char memory[ROOM_MOST];
    struct err err = {0};
    struct stream stream;
    struct slice piece;
    put("a", "one\ntwo\n", 8);
    cr_assert(stream_init(&stream, "a", &err), "%s", err.text);
    cr_assert(truncate("a", 4) == 0);
    cr_assert(stream_start(&stream, (struct stream_room){memory, ROOM_MOST, LONGEST}, NULL, &err));
    cr_assert(stream_next(&stream, &piece, &err));
    cr_expect(!stream_next(&stream, &piece, &err));
    cr_expect_eq(err.code, ERR_IO);
    cr_expect_str_eq(err.text, "a: the file became shorter while it was read");
    stream_done(&stream);
}

Test(stream, a_file_that_grew_is_read_as_far_as_it_went)
{
    char memory[ROOM_MOST], got[BYTES_MAX];
    struct err err = {0};
    struct stream stream;
    put("a", "one\n", 4);
    cr_assert(stream_init(&stream, "a", &err), "%s", err.text);
    FILE *more = fopen("a", "a");
    cr_assert(more != NULL && fputs("two\n", more) >= 0 && fclose(more) == 0);
    for (int time = 0; time < 2; time++) {
        cr_expect_eq(
            read_through(&stream, (struct stream_room){memory, ROOM_MOST, LONGEST}, NULL, got), 4u);
    }
    stream_done(&stream);
}

Test(stream, what_cannot_be_opened_is_an_error)
{
    struct err err = {0};
    struct stream stream;
    cr_expect(!stream_init(&stream, "absent", &err));
    cr_expect_eq(err.code, ERR_NO_INPUT);
    err = (struct err){0};
    cr_expect(!stream_init(&stream, ".", &err), "a folder is no input");
    cr_expect_eq(err.code, ERR_NO_INPUT);
}
