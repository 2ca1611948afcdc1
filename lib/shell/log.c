/* log: see shell/log.h. The program's name and whether it is quiet are this file's only state. */
#include "shell/log.h"

#include <stdarg.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

enum { LINE_MAX_BYTES = 1024, BAR_CELLS = 24 };

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

static void draw(const struct progress *progress)
{
    char bar[BAR_CELLS + 1] = {0};
    uint64_t parts = progress->total > 0 ? progress->done * BAR_CELLS / progress->total : 0;
    for (uint64_t i = 0; i < BAR_CELLS; i++) {
        bar[i] = i < parts ? '#' : '.';
    }
    int64_t spent_ns = progress->drawn_ns - progress->started_ns;
    uint64_t rate = 0, left_s = 0;
    if (spent_ns > 0) {
        rate = (uint64_t)((double)progress->done * (double)second_ns / (double)spent_ns);
    }
    if (rate > 0 && progress->total > progress->done) {
        left_s = (progress->total - progress->done) / rate;
    }
    (void)fprintf(stderr, "\r%s [%s] %llu of %llu, %llu/s, %llu s left \033[K", progress->what, bar,
                  (unsigned long long)progress->done, (unsigned long long)progress->total,
                  (unsigned long long)rate, (unsigned long long)left_s);
}

void progress_to(struct progress *progress, uint64_t done)
{
    progress->done = done;
    if (!progress->shown) {
        return;
    }
    int64_t now = now_ns();
    if (now - progress->drawn_ns >= draw_every_ns) {
        progress->drawn_ns = now;
        draw(progress);
    }
}

void progress_done(struct progress *progress)
{
    if (progress->shown) {
        (void)fputs("\r\033[K", stderr);
    }
    progress->shown = false;
}
