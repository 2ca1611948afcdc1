/* log: see shell/log.h. The program's name and whether it is quiet are this file's only state. */
#include "shell/log.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { LINE_MAX_BYTES = 1024, BAR_CELLS = 12 };

struct words { /* a line of progress as it is put together; what does not fit is left out */
    char *at;
    size_t size;
};

static const int64_t second_ns = 1000000000, draw_every_ns = 100000000;

static struct {
    const char *program;
    bool quiet, terminal;
} shell_log = {.program = "homeward"};

void log_start(const char *program, bool quiet)
{
    shell_log.program = program;
    shell_log.quiet = quiet;
    shell_log.terminal = isatty(STDERR_FILENO) == 1;
}

/* One message is one line: what a path or a system text brings along is made harmless. */
static void tame(char *line)
{
    for (; *line != '\0'; line++) {
        if ((unsigned char)*line < ' ' || *line == 0x7f) {
            *line = '?';
        }
    }
}

static void print_line(const char *level, const char *colour, char *line)
{
    tame(line);
    const char *on = shell_log.terminal ? colour : "";
    const char *off = shell_log.terminal && colour[0] != '\0' ? "\033[0m" : "";
    (void)fprintf(stderr, "%s: %s%s%s%s\n", shell_log.program, on, level, off, line);
}

void log_note(const char *format, ...)
{
    if (shell_log.quiet) {
        return;
    }
    char line[LINE_MAX_BYTES];
    va_list arguments;
    va_start(arguments, format);
    (void)vsnprintf(line, sizeof line, format, arguments);
    va_end(arguments);
    print_line("", "", line);
}

void log_warn(const char *format, ...)
{
    char line[LINE_MAX_BYTES];
    va_list arguments;
    va_start(arguments, format);
    (void)vsnprintf(line, sizeof line, format, arguments);
    va_end(arguments);
    print_line("warning: ", "\033[33m", line);
}

int log_error(const struct err *err)
{
    char line[ERR_TEXT_MAX];
    (void)snprintf(line, sizeof line, "%s", err->text);
    print_line("error: ", "\033[31m", line);
    return err_exit_code(err->code);
}

static int64_t now_ns(void)
{
    struct timespec now = {0};
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * second_ns + now.tv_nsec;
}

void progress_start(struct progress *progress, const char *what, uint64_t total)
{
    *progress = (struct progress){.what = what,
                                  .total = total,
                                  .started_ns = now_ns(),
                                  .shown = shell_log.terminal && !shell_log.quiet};
}

static void words_add(struct words *words, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
static void words_add(struct words *words, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    int size = vsnprintf(words->at + words->size, PROGRESS_LINE - words->size, format, arguments);
    va_end(arguments);
    size_t left = PROGRESS_LINE - 1 - words->size;
    words->size += size < 0 ? 0 : (size_t)size > left ? left : (size_t)size;
}

/* Part of a whole in `cells`, without overflow. */
static uint64_t share(uint64_t done, uint64_t total, uint64_t cells)
{
    double part = total > 0 ? (double)done / (double)total : 1;
    return part < 1 ? (uint64_t)(part * (double)cells) : cells;
}

static uint64_t per_second(uint64_t count, int64_t spent_ns)
{
    return spent_ns > 0 ? (uint64_t)((double)count * (double)second_ns / (double)spent_ns) : 0;
}

/* ", 90 s left", in the unit a person would choose; empty while nobody can know. */
static void write_left(const struct progress *progress, int64_t spent_ns, struct words *out)
{
    enum { MINUTE = 60, HOUR = 3600 };
    static const double most_s = 1e9; /* thirty years: that is no figure */
    if (progress->done == 0 || spent_ns <= 0 || progress->done > progress->total) {
        return;
    }
    double left = (double)(progress->total - progress->done) * (double)spent_ns /
                  (double)progress->done / (double)second_ns;
    if (left > most_s) {
        return;
    }
    uint64_t left_s = (uint64_t)left;
    if (left_s < 2 * MINUTE) {
        words_add(out, ", %" PRIu64 " s left", left_s);
    } else if (left_s < 2 * HOUR) {
        words_add(out, ", %" PRIu64 " min left", left_s / MINUTE);
    } else {
        words_add(out, ", %" PRIu64 " h %" PRIu64 " min left", left_s / HOUR,
                  left_s % HOUR / MINUTE);
    }
}

static void write_bar(const struct progress *progress, struct words *out)
{
    char bar[BAR_CELLS + 1] = {0};
    memset(bar, '.', BAR_CELLS);
    memset(bar, '#', share(progress->done, progress->total, BAR_CELLS));
    words_add(out, " [%s] %" PRIu64 "%%", bar, share(progress->done, progress->total, 100));
}

void progress_line(const struct progress *progress, int64_t spent_ns, char out[PROGRESS_LINE])
{
    enum { MEGABYTE = 1000000 };
    bool known = progress->total != PROGRESS_UNKNOWN;
    struct words words = {.at = out};
    words_add(&words, "%s", progress->what);
    if (known) {
        write_bar(progress, &words);
    } else {
        words_add(&words, " %" PRIu64 ".%" PRIu64 " MB", progress->done / MEGABYTE,
                  progress->done % MEGABYTE / (MEGABYTE / 10));
    }
    if (progress->records > 0) {
        words_add(&words, ", %" PRIu64 " records, %" PRIu64 "/s", progress->records,
                  per_second(progress->records, spent_ns));
    }
    if (known) {
        write_left(progress, spent_ns, &words);
    }
}

void progress_to(struct progress *progress, uint64_t done, uint64_t records)
{
    progress->done = done;
    progress->records = records;
    if (!progress->shown) {
        return;
    }
    int64_t now = now_ns();
    if (now - progress->drawn_ns >= draw_every_ns) {
        char line[PROGRESS_LINE];
        progress->drawn_ns = now;
        progress_line(progress, now - progress->started_ns, line);
        (void)fprintf(stderr, "\r%s\033[K", line);
    }
}

void progress_done(struct progress *progress)
{
    if (progress->shown) {
        (void)fputs("\r\033[K", stderr);
    }
    progress->shown = false;
}
