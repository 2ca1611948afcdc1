#include "run.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#include "domain/code.h"
#include "shell/log.h"
#include "shell/memory.h"

#ifndef HOMEWARD_SCHEMA_SHA256
#error "HOMEWARD_SCHEMA_SHA256 comes from the build (cmake/provenance.cmake)"
#endif

#define GIBIBYTE ((size_t)1024 * 1024 * 1024)

static int64_t now_ns(void)
{
    struct timespec now;
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

static void check_audience(const struct program *program, const char *audience)
{
    if (strcmp(audience, "team") == 0) {
        return;
    }
    static const char *const later[] = {"panel", "board", "public"};
    for (size_t i = 0; i < sizeof later / sizeof later[0]; i++) {
        if (strcmp(audience, later[i]) == 0) {
            options_usage(program,
                          "--audience %s: only team is made so far. Summaries for others come with "
                          "disclosure control, in a later version; until then no summary of this "
                          "one may be passed to them",
                          later[i]);
        }
    }
    options_usage(program, "--audience: team is wanted (later also panel, board and public)");
}

static void check_settings(const struct program *program, const struct settings *settings)
{
    if (settings->inputs.count == 0) {
        options_usage(program, "no input: name a file of records, or - for standard input");
    }
    if (settings->authority == NULL || settings->period == NULL) {
        options_usage(program, "--authority and --period are both needed");
    }
    if (settings->output == NULL && settings->rows == NULL) {
        options_usage(program, "-o DIR (a folder for the summary) or --rows PATH is needed");
    }
    if (settings->output != NULL && settings->rows != NULL) {
        options_usage(program, "-o and --rows: one of the two, not both");
    }
    check_audience(program, settings->audience);
    check_apart(program, settings);
}

static uint32_t read_authority(const struct work *work)
{
    uint32_t authority = 0;
    if (!code_read_gss(slice_of(work->settings->authority), &authority)) {
        options_usage(work->program,
                      "--authority: a GSS code is wanted, a letter and eight digits: E06000047");
    }
    return authority;
}

static struct period read_period(const struct work *work)
{
    struct period period;
    char start[PERIOD_TEXT];
    switch (period_read(slice_of(work->settings->period), work->configuration->config.anchor,
                        &period)) {
    case PERIOD_OK:
        break;
    case PERIOD_NOT_A_START:
        if (period.start_s < 0) { /* records begin in 1990, so a whole period cannot be asked for */
            options_usage(work->program, "--period: that day lies in a %s that begins before 1990",
                          period_kind_name(period.kind));
        }
        period_write(&period, start);
        options_usage(work->program, "--period: no %s begins on that day; the one it lies in is %s",
                      period_kind_name(period.kind), start);
    case PERIOD_BAD_FORM:
        options_usage(work->program, "--period: KIND:START is wanted, KIND one of week, fortnight, "
                                     "month, quarter, year, START a date of 1990 to 2099: "
                                     "fortnight:2016-02-29");
    }
    return period;
}

static void read_question(struct work *work)
{
    work->question = (struct question){.authority = read_authority(work),
                                       .period = read_period(work),
                                       .as_of = -1,
                                       .rules = &work->configuration->rules,
                                       .tools = &work->configuration->tools};
    if (work->settings->as_of == NULL) {
        return;
    }
    when as_of = WHEN_NONE;
    if (instant_read(slice_of(work->settings->as_of), &as_of) != INSTANT_OK) {
        options_usage(work->program, "--as-of: an instant with an offset is wanted: "
                                     "2016-03-14T00:00:00Z or 2016-06-14T00:00:00+01:00");
    }
    work->question.as_of = as_of;
}

static bool settle_as_of(struct work *work, struct err *err)
{
    if (work->question.as_of >= 0) {
        return true;
    }
    if (work->fold.latest == WHEN_NONE) {
        const char *list = work->settings->rejects;
        return err_set(err, ERR_DATA,
                       "no usable record was read (%llu read, %llu rejected), so there is no "
                       "latest one to take --as-of from; --as-of INSTANT makes an empty summary, "
                       "%s says what is wrong with the records",
                       (unsigned long long)work->fold.accounting.read,
                       (unsigned long long)accounting_rejected(&work->fold.accounting),
                       list != NULL ? list : "--rejects FILE");
    }
    work->question.as_of = work->fold.latest;
    return true;
}

static const struct library libraries[] = {
    {"jansson", HOMEWARD_JANSSON}, {"libcsv", HOMEWARD_LIBCSV}, {"libsodium", HOMEWARD_SODIUM}};

static bool make_summary(struct work *work, struct err *err)
{
    int64_t started = now_ns();
    if (!question_answer(work->histories, &work->question, &work->results, NULL,
                         &work->aggregate)) {
        return err_set(err, ERR_LIMIT, "not enough memory to answer; nothing was written");
    }
    work->answer_ns = now_ns() - started;
    struct summary_input input = {.question = &work->question,
                                  .aggregate = &work->aggregate,
                                  .accounting = &work->fold.accounting,
                                  .sources = fold_sources(work->histories, &work->results),
                                  .source_count = work->histories->source_count,
                                  .config = &work->configuration->config,
                                  .population = work->settings->population,
                                  .synthetic = work->histories->synthetic_count > 0,
                                  .audience = work->settings->audience,
                                  .config_sha256 = work->configuration->sha256,
                                  .schema_sha256 = HOMEWARD_SCHEMA_SHA256,
                                  .code = options_version(),
                                  .libraries = libraries,
                                  .library_count = sizeof libraries / sizeof libraries[0]};
    if (input.sources == NULL) {
        return err_set(err, ERR_LIMIT, "not enough memory for the summary");
    }
    return summary_make(&input, &work->results, &work->summary, err);
}

static bool put_out(struct work *work, struct err *err)
{
    int64_t started = now_ns();
    bool ok = work->settings->rows != NULL ? write_rows(work, err) : write_summary(work, err);
    work->write_ns = now_ns() - started;
    if (!ok) {
        return false;
    }
    if (work->settings->output != NULL && work->settings->json) {
        say_closing_json(work);
    } else if (work->settings->output != NULL && !work->settings->quiet) {
        say_closing(work);
    }
    return fflush(stdout) == 0 || err_set(err, ERR_IO, "cannot write to standard output");
}

static bool work_through(struct work *work, struct err *err)
{
    const struct memory_range ranges[] = {
        {GIBIBYTE, &work->process}, {32 * GIBIBYTE, &work->slab}, {16 * GIBIBYTE, &work->results}};
    if (!memory_reserve_all(ranges, sizeof ranges / sizeof ranges[0], err)) {
        return false;
    }
    work->histories = ARENA_NEW(&work->process, struct histories, 1);
    if (work->histories == NULL) {
        return err_set(err, ERR_LIMIT, "not enough memory");
    }
    if (!load_configuration(work, err)) {
        return false;
    }
    read_question(work);
    if (!load_inputs(work, err)) {
        return false;
    }
    int64_t started = now_ns();
    if (!run_fold_with_rejects(work, err)) {
        return false;
    }
    for (uint32_t i = 0; i < work->input_count; i++) {
        work->hash_ns += work->inputs[i].stream.digest_ns;
    }
    work->fold_ns = now_ns() - started - work->hash_ns;
    if (!work->settings->quiet) {
        say_rejected(work);
    }
    return settle_as_of(work, err) && make_summary(work, err) && put_out(work, err);
}

int run_report(const struct program *program, const struct settings *settings)
{
    log_start("homeward-report", settings->quiet);
    check_settings(program, settings);
    struct work work = {.program = program, .settings = settings};
    struct err err = {0};
    int code = 0;
    int64_t started = now_ns();
    if (!work_through(&work, &err)) {
        code = log_error(&err);
    } else if (settings->stats) {
        work.total_ns = now_ns() - started;
        say_stats(&work);
    }
    for (uint32_t i = 0; i < work.input_count; i++) {
        stream_done(&work.inputs[i].stream);
    }
    memory_release(&work.results);
    memory_release(&work.slab);
    memory_release(&work.process);
    return code;
}
