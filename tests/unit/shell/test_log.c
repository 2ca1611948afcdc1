/* Messages are single lines on standard error; nothing else gets in or out. */
#include <criterion/criterion.h>
#include <string.h>
#include <unistd.h>

#include "shell/log.h"

enum { OUTPUT_MAX = 4096 };

static char output[OUTPUT_MAX];
static int ends[2], kept;

static void catch_stderr(void)
{
    cr_assert(pipe(ends) == 0);
    kept = dup(STDERR_FILENO);
    cr_assert(kept >= 0 && dup2(ends[1], STDERR_FILENO) >= 0);
    (void)close(ends[1]);
}

static const char *caught(void)
{
    (void)dup2(kept, STDERR_FILENO);
    (void)close(kept);
    ssize_t size = read(ends[0], output, OUTPUT_MAX - 1);
    (void)close(ends[0]);
    output[size > 0 ? size : 0] = '\0';
    return output;
}

Test(log, a_message_is_one_line_with_the_programs_name)
{
    catch_stderr();
    log_start("homeward-example", false);
    log_note("read %d files", 3);
    log_warn("slow");
    cr_expect_str_eq(caught(), "homeward-example: read 3 files\nhomeward-example: warning: slow\n");
}

Test(log, control_characters_cannot_break_or_colour_a_line)
{
    catch_stderr();
    log_start("p", false);
    log_note("%s", "a\nb\033[31mc\x7f");
    cr_expect_str_eq(caught(), "p: a?b?[31mc?\n");
}

Test(log, quiet_keeps_warnings_and_errors_only)
{
    struct err err = {0};
    (void)err_set(&err, ERR_DATA, "wrong");
    catch_stderr();
    log_start("p", true);
    log_note("unheard");
    log_warn("heard");
    int code = log_error(&err);
    cr_expect_str_eq(caught(), "p: warning: heard\np: error: wrong\n");
    cr_expect_eq(code, 65);
}

Test(log, progress_is_silent_where_nobody_watches)
{
    struct progress progress;
    catch_stderr();
    log_start("p", false);
    progress_start(&progress, "reading", 10);
    progress_to(&progress, 5, 2);
    progress_done(&progress);
    log_note("end");
    cr_expect_str_eq(caught(), "p: end\n");
}

static const struct {
    struct progress progress;
    int64_t spent_s;
    const char *want;
} lines[] = {
    {{.what = "reading", .total = 1000, .done = 500, .records = 40},
     20,
     "reading [######......] 50%, 40 records, 2/s, 20 s left"},
    {{.what = "reading", .total = 70000000000, .done = 700000000, .records = 900000},
     10,
     "reading [............] 1%, 900000 records, 90000/s, 16 min left"},
    {{.what = "reading", .total = 70000000000, .done = 7000000, .records = 10000},
     1,
     "reading [............] 0%, 10000 records, 10000/s, 2 h 46 min left"},
    {{.what = "county", .total = 8, .done = 8}, 3, "county [############] 100%, 0 s left"},
    {{.what = "county", .total = 8, .done = 1}, 3, "county [#...........] 12%, 21 s left"},
    {{.what = "county", .total = 8, .done = 1}, 600, "county [#...........] 12%, 70 min left"},
    {{.what = "county", .total = 8, .done = 0}, 600, "county [............] 0%"},
    {{.what = "reading", .total = UINT64_MAX - 1, .done = 1},
     1000000000,
     "reading [............] 0%"},
    {{.what = "reading", .total = 8, .done = 9}, 3, "reading [############] 100%"},
    {{.what = "reading", .total = 0, .done = 0}, 0, "reading [############] 100%"},
    {{.what = "reading", .total = PROGRESS_UNKNOWN, .done = 1234567, .records = 40},
     2,
     "reading 1.2 MB, 40 records, 20/s"},
    {{.what = "reading", .total = PROGRESS_UNKNOWN}, 0, "reading 0.0 MB"},
};

Test(log, progress_tells_how_far_how_fast_and_how_long_still)
{
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        char line[PROGRESS_LINE];
        progress_line(&lines[i].progress, lines[i].spent_s * 1000000000, line);
        cr_expect_str_eq(line, lines[i].want);
    }
}

Test(log, progress_fits_a_terminal)
{
    char line[PROGRESS_LINE];
    struct progress progress = {
        .what = "importing", .total = 999999999999, .done = 99999999999, .records = 999999999};
    progress_line(&progress, INT64_C(5000000000000), line);
    cr_expect_leq(strlen(line), 79u, "%s", line);
}
