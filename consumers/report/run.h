/* run: the loop of `homeward report`: files in, one summary or the rows of one figure out.
 *
 * Private to the program. A struct work holds the program's lifetimes: what the process needs, the
 * histories, and what is made of them.
 */
#ifndef REPORT_RUN_H
#define REPORT_RUN_H

#include <stdbool.h>
#include <stdint.h>

#include "base/digest.h"
#include "fold.h"
#include "report/manifest.h"
#include "report/summary.h"
#include "shell/options.h"
#include "shell/stream.h"

struct settings {
    struct option_many inputs; /* files to read, in the order given */
    const char *authority, *period, *as_of, *audience;
    const char *config, *rules, *tools, *rejects, *output, *rows;
    int64_t population;
    int decoder; /* enum decoder */
    bool json, stats, quiet;
};

enum {
    CONFIGURATION_MAX = TOOLS_MAX + 2,
    READ_ROOM = 1024 * 1024 /* as quick as any larger */
};

struct input {
    const char *path; /* as given; "-" is standard input */
    struct stream stream;
    char sha256[DIGEST_HEX +
                1]; /* of what was read first, for the manifest; then it must not change */
};

struct configuration {
    struct config config;
    struct rules rules;
    struct tools tools;
    struct manifest_file files[CONFIGURATION_MAX];
    uint32_t file_count;
    char sha256[65]; /* over role and hash of each file, in order */
};

/* A line that could not be used, to be told in words. */
struct told {
    const char *path;
    uint64_t line;
    struct reject reject;
};
enum { TOLD_MAX = 3 };

struct work {
    const struct program *program;
    const struct settings *settings;
    struct arena process, results, slab; /* slab: the histories' memory */
    struct configuration *configuration;
    char *room; /* READ_ROOM bytes, to read into */
    struct input *inputs;
    uint32_t input_count;
    struct histories *histories;
    struct fold fold;
    struct question question;
    struct aggregate aggregate;
    struct summary summary;
    struct told told[TOLD_MAX]; /* the first of those rejected */
    uint32_t told_count;
    int64_t fold_ns, hash_ns, answer_ns, write_ns, total_ns; /* how long it took */
};

/* The whole run; the exit code. Usage mistakes exit 64 by themselves. */
int run_report(const struct program *program, const struct settings *settings);

/* Refuse, exit 64, what would write over a file that is read, and standard input for two things
 * (run_apart.c). */
void check_apart(const struct program *program, const struct settings *settings);

/* Read configuration files, or take what is built in (run_load.c). */
bool load_configuration(struct work *work, struct err *err);
/* Open them; a --rows may have to read again what can be read only once, so that is then kept. */
bool load_inputs(struct work *work, struct err *err);

/* Fold every input into fresh histories (run_fold.c). The listener's `input` is set to the file
 * being read. ERR_AGAIN when an input has other bytes than the time before. */
struct run_listener {
    struct fold_listener listener;
    const char **input; /* where the listener wants the file's name; may be NULL */
};
bool run_fold(struct work *work, const struct run_listener *listener, struct err *err);
/* The same, noting the first rejects in work->told, and all of them in the file of --rejects, if
 * one is wanted. */
bool run_fold_with_rejects(struct work *work, struct err *err);

/* The files of a summary, the manifest last (run_write.c). */
enum { OUTPUTS = 4 };
extern const char *const output_names[OUTPUTS];
/* All of them, or none. */
bool write_summary(struct work *work, struct err *err);
/* `--rows` on standard output (run_rows.c). */
bool write_rows(struct work *work, struct err *err);
/* The end of a run (run_say.c). */
void say_closing(const struct work *work);
void say_closing_json(const struct work *work);
void say_stats(const struct work *work);
void say_rejected(const struct work *work);

#endif
