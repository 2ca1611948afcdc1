/* log: messages for people, on standard error, one line each; and progress.
 *
 * There is no way to print a record here: callers pass errors (whose texts quote no payload) and
 * places. Colour only on a terminal.
 */
#ifndef SHELL_LOG_H
#define SHELL_LOG_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"

void log_start(const char *program, bool quiet);
void log_note(const char *format, ...) __attribute__((format(printf, 1, 2)));
void log_warn(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* Prints the error and returns its exit code. */
int log_error(const struct err *err);

/* How far the work is, on a terminal, redrawn at most ten times a second; nothing elsewhere, and
 * nothing of a quiet program. With a total a bar, percent and the time left; without one (a pipe)
 * how much there was so far. Each progress_to() of one that is shown asks the clock, so it is told
 * of many records at once. */
#define PROGRESS_UNKNOWN UINT64_MAX
struct progress {
    const char *what;
    uint64_t total; /* bytes or parts; PROGRESS_UNKNOWN */
    uint64_t done, records;
    int64_t started_ns, drawn_ns;
    bool shown;
};
void progress_start(struct progress *progress, const char *what, uint64_t total);
/* `records` so far; 0 where there are none to tell of. */
void progress_to(struct progress *progress, uint64_t done, uint64_t records);
void progress_done(struct progress *progress);
/* What is shown after so long, at most 79 characters of reasonable figures, into PROGRESS_LINE. */
enum { PROGRESS_LINE = 160 };
void progress_line(const struct progress *progress, int64_t spent_ns, char out[PROGRESS_LINE]);

#endif
