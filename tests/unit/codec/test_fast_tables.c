/* Every entry of the field tables matters: changed, a reader no longer says what the contract says.
 *
 * The battery (battery.h) is first held against the tables as they are. Then each entry of each row
 * is changed, one at a time, in a process of its own, and whoever goes by that entry must answer
 * some line of the battery otherwise, or break. Who goes by what is in table_mutations.c.
 */
#include <criterion/criterion.h>
#include <criterion/parameterized.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/text.h"
#include "battery.h"
#include "codec/encode.h"
#include "codec/fast.h"
#include "codec/fields.h"
#include "support/same_record.h"
#include "table_mutations.h"

enum { TEXTS = 4 << 20, LINE_MAX_HERE = 16 * 1024 };

struct answer {
    enum decoded decoded;
    struct reject reject;
    struct record record;
    struct slice encoded;
    bool taken;
};

static struct battery battery;
static struct answer answers[BATTERY_SHOTS]; /* to its lines, by the tables as they are */
static char texts[TEXTS];

static void answer_all(enum record_kind kind)
{
    battery_of(kind, &battery);
    struct arena arena = arena_over(texts, sizeof texts);
    for (uint32_t i = 0; i < battery.count; i++) {
        struct answer *answer = &answers[i];
        struct record fast;
        answer->decoded =
            decode_record(battery.shots[i].line, &arena, &answer->record, &answer->reject);
        answer->taken = fast_read(battery.shots[i].line, &fast);
        if (answer->decoded == DECODE_OK) {
            struct text text = text_in(&arena);
            encode_record(&answer->record, &text);
            answer->encoded = text_keep(&text, &arena);
            cr_assert_not_null(answer->encoded.at);
            cr_assert(answer->taken, "not taken: %.*s", (int)battery.shots[i].line.size,
                      battery.shots[i].line.at);
            cr_assert_null(record_difference(&fast, &answer->record));
        }
        cr_assert_eq(answer->taken, answer->decoded == DECODE_OK);
    }
}

ParameterizedTestParameters(fast_tables, as_they_are)
{
    static enum record_kind kinds[] = {RECORD_EPISODE, RECORD_INTERVIEW, RECORD_ASSESSMENT,
                                       RECORD_DECISION};
    return cr_make_param_array(enum record_kind, kinds, RECORD_KIND_COUNT);
}

ParameterizedTest(const enum record_kind *kind, fast_tables, as_they_are)
{
    const struct contract_table *contract = contract_of(*kind);
    const struct field_table *table = fields_of(*kind);
    cr_assert_eq(contract->count, table->count);
    uint32_t required = 0;
    for (uint32_t i = 0; i < table->count; i++) {
        cr_expect_str_eq(contract->fields[i].name, table->fields[i].name);
        required += contract->fields[i].required;
    }
    cr_expect_eq(required, table->required);
    expect_meaningless_zero(*kind);
    answer_all(*kind);
    for (uint32_t i = 0; i < battery.count; i++) {
        const struct shot *shot = &battery.shots[i];
        const struct answer *answer = &answers[i];
        if (shot->told && shot->decoded == DECODE_OK) {
            cr_expect_eq(answer->decoded, DECODE_OK, "%s: %.*s", shot->about, (int)shot->line.size,
                         shot->line.at);
        } else if (shot->told) {
            cr_expect_eq(answer->decoded, DECODE_REJECTED, "%s", shot->about);
            cr_expect_eq(answer->reject.code, shot->code, "%s: %s", shot->about,
                         reject_row(answer->reject.code)->name);
            cr_expect(strncmp(answer->reject.pointer + 1, shot->about, strlen(shot->about)) == 0,
                      "%s: %s", shot->about, answer->reject.pointer);
        }
    }
    cr_expect(slice_equal(answers[0].encoded, battery.shots[0].line), "%.*s",
              (int)answers[0].encoded.size, answers[0].encoded.at);
    cr_expect(slice_equal(answers[1].encoded, battery.shots[1].line), "%.*s",
              (int)answers[1].encoded.size, answers[1].encoded.at);
    cr_expect_eq(record_digest(&answers[0].record), contract->full_digest, "0x%016llx",
                 (unsigned long long)record_digest(&answers[0].record));
    cr_expect_eq(record_digest(&answers[1].record), contract->least_digest, "0x%016llx",
                 (unsigned long long)record_digest(&answers[1].record));
}

static void put_bytes(const struct mutation *mutation, const void *value)
{
    memcpy((void *)(uintptr_t)mutation->at, value, mutation->size);
}

/* The tables cannot be written: in this process, which ends soon, they can. */
static void unlock(const struct mutation *mutation)
{
    uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE), at = (uintptr_t)mutation->at;
    uintptr_t begin = at / page * page, end = (at + mutation->size + page - 1) / page * page;
    if (mprotect((void *)begin, end - begin, PROT_READ | PROT_WRITE) != 0) {
        _exit(2);
    }
}

static bool same_reject(const struct reject *a, const struct reject *b)
{
    return a->code == b->code && a->byte == b->byte && strcmp(a->pointer, b->pointer) == 0;
}

/* Whether a reader, asked while the entry is changed, answers a line as before. Compared when the
 * entry is as it was, since comparing goes by the tables too. */
static bool answers_as_before(const struct mutation *mutation, unsigned reader, uint32_t number)
{
    static char memory[DECODE_ARENA], line[LINE_MAX_HERE], before[sizeof mutation->value];
    const struct answer *answer = &answers[number];
    struct arena arena = arena_over(memory, sizeof memory);
    struct text text = text_over(line, sizeof line);
    struct record record;
    struct reject reject = answer->reject;
    enum decoded decoded = answer->decoded;
    memcpy(before, mutation->at, mutation->size);
    put_bytes(mutation, mutation->value);
    if (reader == REFEREE) {
        decoded = decode_record(battery.shots[number].line, &arena, &record, &reject);
    } else if (reader == FAST) {
        decoded = fast_read(battery.shots[number].line, &record) ? DECODE_OK : DECODE_REJECTED;
    } else if (answer->decoded == DECODE_OK) {
        encode_record(&answer->record, &text);
    }
    put_bytes(mutation, before);
    if (reader == ENCODER) {
        return answer->decoded != DECODE_OK || slice_equal(answer->encoded, text_slice(&text));
    }
    if (reader == FAST && decoded != DECODE_OK) {
        return !answer->taken;
    }
    if (decoded != answer->decoded) {
        return false;
    }
    return decoded == DECODE_OK ? record_difference(&record, &answer->record) == NULL
                                : same_reject(&reject, &answer->reject);
}

static bool noticed(const struct mutation *mutation, unsigned reader)
{
    for (uint32_t i = 0; i < battery.count; i++) {
        if (!answers_as_before(mutation, reader, i)) {
            return true;
        }
    }
    return false;
}

/* In a process of its own: a reader that goes by a wrong entry may do anything. Breaking is
 * noticing. */
static bool noticed_apart(const struct mutation *mutation, unsigned reader)
{
    enum { NOTICED = 1, SURVIVED = 0, NO_TEST = 2 };
    pid_t pid = fork();
    cr_assert_geq(pid, 0);
    if (pid == 0) {
        int nowhere = open("/dev/null", O_WRONLY);
        (void)dup2(nowhere, STDERR_FILENO);
        (void)dup2(nowhere, STDOUT_FILENO);
        (void)setrlimit(RLIMIT_CORE, &(struct rlimit){0, 0});
        (void)signal(SIGABRT, SIG_DFL);
        (void)signal(SIGSEGV, SIG_DFL);
        (void)signal(SIGBUS, SIG_DFL);
        unlock(mutation);
        _exit(noticed(mutation, reader) ? NOTICED : SURVIVED);
    }
    int status = 0;
    cr_assert_eq(waitpid(pid, &status, 0), pid);
    cr_assert(!WIFEXITED(status) || WEXITSTATUS(status) != NO_TEST, "the tables cannot be changed");
    return !WIFEXITED(status) || WEXITSTATUS(status) != SURVIVED;
}

ParameterizedTestParameters(fast_tables, one_entry_changed)
{
    static enum record_kind kinds[] = {RECORD_EPISODE, RECORD_INTERVIEW, RECORD_ASSESSMENT,
                                       RECORD_DECISION};
    return cr_make_param_array(enum record_kind, kinds, RECORD_KIND_COUNT);
}

ParameterizedTest(const enum record_kind *kind, fast_tables, one_entry_changed)
{
    static struct mutations mutations;
    answer_all(*kind);
    mutations_of(*kind, &answers[0].record, &mutations);
    static const char *const names[] = {"referee", "fast reader", "encoder"};
    uint32_t tried = 0;
    for (uint32_t i = 0; i < mutations.count; i++) {
        const struct mutation *mutation = &mutations.list[i];
        for (int reader = 0; reader < READERS; reader++) {
            if ((mutation->noticed_by >> reader & 1) != 0) {
                cr_expect(noticed_apart(mutation, 1U << reader), "%s: unnoticed by the %s: %s",
                          record_kind_name(*kind), names[reader], mutation->what);
                tried++;
            }
        }
    }
    cr_expect_gt(tried, 1000, "%u", tried);
}
