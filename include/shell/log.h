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

/* A bar with rate and ETA on a terminal, redrawn at most ten times a second; nothing elsewhere. */
struct progress {
    const char *what;
    uint64_t total, done;
    int64_t started_ns, drawn_ns;
    bool shown;
};
void progress_start(struct progress *progress, const char *what, uint64_t total);
void progress_to(struct progress *progress, uint64_t done);
void progress_done(struct progress *progress);

#endif
