/* The vocabulary against the list people agreed (tests/data/codes.tsv, taken from the documents,
 * not from the code), and the properties of codes. */
#include <criterion/criterion.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "base/slice.h"
#include "domain/vocab.h"

enum { CODES_MAX = 256, COLUMNS = 5 };

static struct agreed {
    char line[256];
    struct slice columns[COLUMNS]; /* list, code, label or use, kind, CIN factors */
} agreed[CODES_MAX];

static int read_agreed(void)
{
    FILE *file = fopen("tests/data/codes.tsv", "r");
    cr_assert_not_null(file, "tests/data/codes.tsv: run from the source folder");
    int count = 0;
    char line[sizeof agreed[0].line];
    while (fgets(line, sizeof line, file) != NULL) {
        if (line[0] == '#') {
            continue;
        }
        cr_assert_lt(count, CODES_MAX);
        struct agreed *row = &agreed[count++];
        memcpy(row->line, line, sizeof line);
        struct slice rest = {row->line, strcspn(row->line, "\n")};
        for (int i = 0; i < COLUMNS; i++) {
            row->columns[i] = slice_cut(&rest, '\t');
        }
    }
    (void)fclose(file);
    return count;
}

static int list_named(struct slice name)
{
    for (int list = 0; list < VOCAB_LIST_COUNT; list++) {
        if (slice_is(name, vocab_of((enum vocab_list)list)->name)) {
            return list;
        }
    }
    return -1;
}

Test(vocab, has_every_agreed_code_and_no_other)
{
    int count = read_agreed();
    cr_assert_gt(count, 150);
    bool seen[VOCAB_LIST_COUNT][CODES_MAX] = {{0}};
    for (int i = 0; i < count; i++) {
        int list = list_named(agreed[i].columns[0]);
        cr_assert_geq(list, 0, "%s", agreed[i].line);
        uint8_t code = vocab_find((enum vocab_list)list, agreed[i].columns[1]);
        cr_assert_neq(code, 0, "%s", agreed[i].line);
        seen[list][code] = true;
    }
    for (int list = 0; list < VOCAB_LIST_COUNT; list++) {
        const struct vocab *vocab = vocab_of((enum vocab_list)list);
        cr_expect_gt(vocab->count, 0);
        for (int code = 1; code <= vocab->count; code++) {
            cr_expect(seen[list][code], "%s: %s", vocab->name, vocab->codes[code].name);
        }
    }
}

Test(vocab, issues_have_the_agreed_label_kind_and_factors)
{
    static const char *const kinds[] = {
        [ISSUE_PUSH] = "push", [ISSUE_PULL] = "pull", [ISSUE_OTHER] = "other"};
    int count = read_agreed(), issues = 0;
    for (int i = 0; i < count; i++) {
        if (!slice_is(agreed[i].columns[0], "issue")) {
            continue;
        }
        issues++;
        uint8_t number = vocab_find(VOCAB_ISSUE, agreed[i].columns[1]);
        cr_assert_neq(number, 0);
        const struct vocab_code *code = &vocab_of(VOCAB_ISSUE)->codes[number];
        cr_expect(slice_is(agreed[i].columns[2], code->label), "%s", agreed[i].line);
        cr_expect(slice_is(agreed[i].columns[3], kinds[code->issue_kind]), "%s", agreed[i].line);
        cr_expect(slice_is(agreed[i].columns[4], code->cin_factors), "%s", agreed[i].line);
    }
    cr_expect_eq(issues, 37);
}

Test(vocab, reasons_go_with_the_agreed_outcomes)
{
    int count = read_agreed();
    unsigned use[CODES_MAX] = {0};
    for (int i = 0; i < count; i++) {
        if (slice_is(agreed[i].columns[0], "reason")) {
            bool declined = slice_is(agreed[i].columns[2], "declined");
            use[vocab_find(VOCAB_REASON, agreed[i].columns[1])] |=
                declined ? REASON_DECLINED : REASON_NOT_OFFERED;
        }
    }
    for (uint8_t code = 1; code <= vocab_of(VOCAB_REASON)->count; code++) {
        cr_expect_eq(vocab_reason_use(code), use[code], "%s", vocab_name(VOCAB_REASON, code));
        bool declines = (use[code] & REASON_DECLINED) != 0;
        bool not_offers = (use[code] & REASON_NOT_OFFERED) != 0;
        cr_expect_eq(vocab_reason_fits(OUTCOME_DECLINED, code), declines);
        cr_expect_eq(vocab_reason_fits(OUTCOME_REFUSED_ON_ARRIVAL, code), declines);
        cr_expect_eq(vocab_reason_fits(OUTCOME_NOT_OFFERED, code), not_offers);
        cr_expect(vocab_reason_fits(OUTCOME_PENDING, code));
        cr_expect(vocab_reason_fits(OUTCOME_COMPLETED, code));
        cr_expect(vocab_reason_fits(OUTCOME_NOT_PRESENT, code));
        cr_expect(vocab_reason_fits(OUTCOME_NO_REPLY, code));
    }
}

Test(vocab, finds_whole_names_only)
{
    for (int list = 0; list < VOCAB_LIST_COUNT; list++) {
        const struct vocab *vocab = vocab_of((enum vocab_list)list);
        for (uint8_t code = 1; code <= vocab->count; code++) {
            const char *name = vocab->codes[code].name;
            struct slice whole = slice_of(name);
            cr_expect_eq(vocab_find((enum vocab_list)list, whole), code, "%s", name);
            cr_expect_str_eq(vocab_name((enum vocab_list)list, code), name);
            cr_expect_gt(strlen(vocab_label((enum vocab_list)list, code)), 0, "%s", name);
            cr_expect_eq(vocab_find((enum vocab_list)list, (struct slice){name, whole.size - 1}),
                         0);
            cr_expect_eq(vocab_find((enum vocab_list)list, (struct slice){name, whole.size + 1}),
                         0);
        }
        cr_expect_eq(vocab_find((enum vocab_list)list, slice_of("")), 0);
        cr_expect_eq(vocab_find((enum vocab_list)list, (struct slice){"\0", 1}), 0);
    }
}

static const struct {
    enum vocab_list list;
    uint8_t code;
    const char *name;
} named[] = {
    {VOCAB_EPISODE_KIND, KIND_MISSING, "missing"},
    {VOCAB_EPISODE_KIND, KIND_AWAY, "away"},
    {VOCAB_PRECISION, PRECISION_MINUTE, "minute"},
    {VOCAB_PRECISION, PRECISION_DAY, "day"},
    {VOCAB_STATUS, STATUS_HOME, "home"},
    {VOCAB_STATUS, STATUS_LOOKED_AFTER, "looked_after"},
    {VOCAB_STATUS, STATUS_CARE_LEAVER, "care_leaver"},
    {VOCAB_SEX, SEX_FEMALE, "female"},
    {VOCAB_SEX, SEX_MALE, "male"},
    {VOCAB_SEX, SEX_OTHER, "other"},
    {VOCAB_SEX, SEX_NOT_RECORDED, "not_recorded"},
    {VOCAB_POLICE_RISK, POLICE_RISK_NONE_APPARENT, "none_apparent"},
    {VOCAB_POLICE_RISK, POLICE_RISK_LOW, "low"},
    {VOCAB_POLICE_RISK, POLICE_RISK_MEDIUM, "medium"},
    {VOCAB_POLICE_RISK, POLICE_RISK_HIGH, "high"},
    {VOCAB_POLICE_RISK, POLICE_RISK_NOT_RECORDED, "not_recorded"},
    {VOCAB_OUTCOME, OUTCOME_PENDING, "pending"},
    {VOCAB_OUTCOME, OUTCOME_COMPLETED, "completed"},
    {VOCAB_OUTCOME, OUTCOME_DECLINED, "declined"},
    {VOCAB_OUTCOME, OUTCOME_REFUSED_ON_ARRIVAL, "refused_on_arrival"},
    {VOCAB_OUTCOME, OUTCOME_NOT_PRESENT, "not_present"},
    {VOCAB_OUTCOME, OUTCOME_NO_REPLY, "no_reply"},
    {VOCAB_OUTCOME, OUTCOME_NOT_OFFERED, "not_offered"},
    {VOCAB_ISSUE_SOURCE, ISSUE_SOURCE_CHILD, "child"},
    {VOCAB_HARM, HARM_CSE, "cse"},
    {VOCAB_HARM, HARM_CCE, "cce"},
    {VOCAB_HARM_STATUS, HARM_STATUS_NONE_KNOWN, "none_known"},
    {VOCAB_HARM_STATUS, HARM_STATUS_SUSPECTED, "suspected"},
    {VOCAB_HARM_STATUS, HARM_STATUS_KNOWN, "known"},
    {VOCAB_LEVEL, LEVEL_NONE, "none"},
    {VOCAB_LEVEL, LEVEL_LOW, "low"},
    {VOCAB_LEVEL, LEVEL_MEDIUM, "medium"},
    {VOCAB_LEVEL, LEVEL_HIGH, "high"},
    {VOCAB_WHEN, WHEN_LIFETIME, "lifetime"},
    {VOCAB_WHEN, WHEN_CURRENT, "current"},
    {VOCAB_WHEN, WHEN_PAST, "past"},
    {VOCAB_WHEN, WHEN_BOTH, "both"},
};

Test(vocab, codes_that_rules_speak_of_are_where_their_names_say)
{
    for (size_t i = 0; i < sizeof named / sizeof named[0]; i++) {
        cr_expect_eq(vocab_find(named[i].list, slice_of(named[i].name)), named[i].code, "%s",
                     named[i].name);
    }
}

static uint64_t set_of(enum vocab_list list, const char *names)
{
    uint64_t set = 0;
    struct slice rest = slice_of(names);
    while (rest.size > 0) {
        uint8_t code = vocab_find(list, slice_cut(&rest, ' '));
        cr_assert_neq(code, 0, "%s", names);
        set |= CODE_BIT(code);
    }
    return set;
}

Test(vocab, sets_hold_what_codes_md_says)
{
    cr_expect_eq(vocab_exploitation_issues(HARM_CSE),
                 set_of(VOCAB_ISSUE, "cse_concern trafficking_concern"));
    cr_expect_eq(vocab_exploitation_issues(HARM_CCE),
                 set_of(VOCAB_ISSUE, "cce_concern gang debt trafficking_concern"));
    cr_expect_eq(vocab_exploitation_harms(HARM_CSE),
                 set_of(VOCAB_HARM_SUFFERED, "sexual exploitation_sexual"));
    cr_expect_eq(vocab_exploitation_harms(HARM_CCE),
                 set_of(VOCAB_HARM_SUFFERED, "exploitation_criminal"));
    uint64_t all = 0;
    for (unsigned code = 1; code <= vocab_of(VOCAB_ISSUE)->count; code++) {
        all |= CODE_BIT(code);
    }
    cr_expect_eq(vocab_telling_issues(), all & ~set_of(VOCAB_ISSUE, "not_known declined_to_say"));
    cr_expect_eq(vocab_telling_harms(),
                 set_of(VOCAB_HARM_SUFFERED, "physical sexual exploitation_sexual "
                                             "exploitation_criminal substance self_harm "
                                             "theft_or_robbery"));
}

Test(vocab, code_nought_has_no_name, .signal = SIGABRT)
{
    (void)vocab_name(VOCAB_SEX, 0);
}
