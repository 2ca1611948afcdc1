/* Planted faults: each is rejected with the code its row names, and nothing else changes. */
#include <criterion/criterion.h>
#include <criterion/parameterized.h>
#include <inttypes.h>
#include <string.h>

#include "codec/decode.h"
#include "codec/lines.h"
#include "fault.h"
#include "made.h"

enum { FAULTS_MAX = 64, TRIES = 3000 };

ParameterizedTestParameters(fault, a_planted_record_is_rejected_with_the_code_of_its_row)
{
    static int rows[FAULTS_MAX];
    for (int i = 0; i < fault_count(); i++) {
        rows[i] = i;
    }
    return cr_make_param_array(int, rows, (size_t)fault_count());
}

static void expect_rejected(const struct made *made, int row, struct slice good, struct slice bad)
{
    struct arena scratch = made->texts;
    static struct record record, spoiled;
    struct reject reject;
    enum decoded decoded = decode_record(bad, &scratch, &spoiled, &reject);
    if (fault_code(row) != REJECT_REVISION_CONFLICT) {
        cr_assert_eq(decoded, DECODE_REJECTED, "row %d", row);
        cr_assert_eq(reject.code, fault_code(row), "row %d: %s at '%s'", row,
                     reject_row(reject.code)->name, reject.pointer);
        return;
    }
    /* Only beside the good record is it wrong: the same revision with other content. */
    cr_assert_eq(decoded, DECODE_OK);
    cr_assert_eq(decode_record(good, &scratch, &record, &reject), DECODE_OK);
    cr_assert(slice_equal(record.id, spoiled.id) && record.revision == spoiled.revision);
    cr_assert_neq(record_digest(&record), record_digest(&spoiled));
}

ParameterizedTest(const int *row, fault, a_planted_record_is_rejected_with_the_code_of_its_row)
{
    static struct made made;
    static char memory[2 * RECORD_BYTES_MAX + 4096];
    struct county_settings settings = made_settings();
    settings.preset = "durham-low";
    made_log(&made, &settings, 0);
    struct lines lines = lines_of(made.bytes);
    struct slice line;
    int fitted = 0;
    for (int i = 0; i < TRIES && lines_next(&lines, &line); i++) {
        struct text text = text_over(memory, sizeof memory);
        if (fault_make(*row, line, &text)) {
            cr_assert(!text.full);
            expect_rejected(&made, *row, line, text_slice(&text));
            fitted++;
        }
    }
    cr_expect_gt(fitted, 50);
    made_done(&made);
}

Test(fault, taking_the_planted_lines_out_gives_the_log_without_faults)
{
    static struct made clean, faulty;
    struct county_settings settings = made_settings();
    settings.preset = "durham-low";
    made_log(&clean, &settings, 0);
    settings.faults_per_mille = 200;
    made_log(&faulty, &settings, 0);
    struct lines good = lines_of(clean.bytes), all = lines_of(faulty.bytes);
    struct slice wanted, line;
    uint64_t planted = 0;
    bool more = lines_next(&good, &wanted);
    while (lines_next(&all, &line)) {
        if (more && slice_equal(line, wanted)) {
            more = lines_next(&good, &wanted);
        } else {
            planted++;
        }
    }
    cr_expect(!more, "a good line is gone");
    cr_expect_eq(planted, faulty.counts.faults);
    cr_expect(planted * 1000 / good.number >= 150 && planted * 1000 / good.number <= 250);
    cr_expect_eq(clean.counts.faults, 0);
    made_done(&clean);
    made_done(&faulty);
}
