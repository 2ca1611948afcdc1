/* Tests of reject: the public names, texts fit for a message, and an accounting that closes. */
#include <criterion/criterion.h>
#include <ctype.h>
#include <signal.h>
#include <string.h>

#include "base/reject.h"
#include "base/rng.h"

/* The public names in the order of the checks. */
static const char *const names[] = {
    "",
    "ROUTE",
    "EMPTY",
    "SIZE",
    "ENC",
    "UTF8",
    "DEPTH",
    "JSON_SYNTAX",
    "JSON_DUPLICATE_KEY",
    "NUM",
    "TYPE",
    "SCHEMA",
    "CODE_UNKNOWN",
    "TIME_NOOFFSET",
    "TIME",
    "ORDER",
    "STATUS",
    "AGE",
    "REVISION_CONFLICT",
};
_Static_assert(sizeof names / sizeof names[0] == REJECT_CODE_COUNT, "every code has its name");

Test(reject, names_are_the_public_ones_in_the_order_of_the_checks)
{
    for (enum reject_code code = REJECT_ROUTE; code < REJECT_CODE_COUNT; code++) {
        cr_expect_str_eq(reject_row(code)->name, names[code]);
    }
}

static void expect_sentence(const char *text, const char *name)
{
    size_t size = strlen(text);
    cr_assert_geq(size, 20, "%s: \"%s\"", name, text);
    cr_expect(isupper((unsigned char)text[0]), "%s: \"%s\"", name, text);
    cr_expect_eq(text[size - 1], '.', "%s: \"%s\"", name, text);
    for (size_t i = 0; i < size; i++) {
        /* Messages go to terminals, headers and tables: plain characters, no line ends. */
        cr_expect(text[i] >= ' ' && text[i] <= '~', "%s: \"%s\"", name, text);
        cr_expect(text[i] != '|', "%s: \"%s\"", name, text);
    }
}

Test(reject, every_code_says_what_it_means_what_to_do_and_what_is_safe)
{
    for (enum reject_code code = REJECT_ROUTE; code < REJECT_CODE_COUNT; code++) {
        const struct reject_row *row = reject_row(code);
        expect_sentence(row->meaning, row->name);
        expect_sentence(row->action, row->name);
        expect_sentence(row->safe, row->name);
    }
}

Test(reject, there_is_no_row_for_no_rejection, .signal = SIGABRT)
{
    (void)reject_row(REJECT_NONE);
}

Test(reject, there_is_no_row_past_the_end, .signal = SIGABRT)
{
    (void)reject_row(REJECT_CODE_COUNT);
}

/* An accounting of random counts that closes. */
static struct accounting any_accounting(struct rng *rng)
{
    struct accounting made = {.accepted = rng_below(rng, 1000),
                              .duplicate = rng_below(rng, 1000),
                              .tombstone = rng_below(rng, 1000),
                              .erased = rng_below(rng, 1000),
                              .unknown_fields = rng_below(rng, 1000)};
    made.read = made.accepted + made.duplicate + made.tombstone + made.erased;
    for (int code = REJECT_NONE + 1; code < REJECT_CODE_COUNT; code++) {
        made.rejected[code] = rng_below(rng, 1000);
        made.read += made.rejected[code];
    }
    return made;
}

Test(reject, an_accounting_that_misses_one_record_anywhere_does_not_close)
{
    struct rng rng = rng_seeded(15);
    for (int i = 0; i < 100; i++) {
        const struct accounting sound = any_accounting(&rng);
        cr_assert(accounting_closes(&sound));
        struct accounting wrong = sound;
        wrong.read++;
        cr_assert_not(accounting_closes(&wrong));
        uint64_t *const parts[] = {&wrong.accepted, &wrong.duplicate, &wrong.tombstone,
                                   &wrong.erased};
        for (int part = 0; part < 4; part++) {
            wrong = sound;
            ++*parts[part];
            cr_assert_not(accounting_closes(&wrong), "part %d", part);
        }
        for (int code = REJECT_NONE + 1; code < REJECT_CODE_COUNT; code++) {
            wrong = sound;
            wrong.rejected[code]++;
            cr_assert_not(accounting_closes(&wrong), "code %d", code);
        }
    }
}

Test(reject, a_rejection_without_a_code_does_not_close)
{
    struct accounting accounting = {.read = 1};
    accounting.rejected[REJECT_NONE] = 1;
    cr_expect_not(accounting_closes(&accounting));
}

Test(reject, unknown_fields_are_no_records)
{
    struct accounting accounting = {.read = 1, .accepted = 1, .unknown_fields = 5};
    cr_expect(accounting_closes(&accounting));
}

/* The struct is nothing but counts, so bytes can be compared. */
_Static_assert(sizeof(struct accounting) == (6 + REJECT_CODE_COUNT) * sizeof(uint64_t), "counts");

Test(reject, adding_commutes_keeps_closing_and_has_zero_as_identity)
{
    struct rng rng = rng_seeded(16);
    for (int i = 0; i < 1000; i++) {
        const struct accounting a = any_accounting(&rng);
        const struct accounting b = any_accounting(&rng);
        struct accounting ab = a;
        accounting_add(&ab, &b);
        struct accounting ba = b;
        accounting_add(&ba, &a);
        cr_assert_eq(memcmp(&ab, &ba, sizeof ab), 0);
        cr_assert(accounting_closes(&ab));
        cr_assert_eq(ab.read, a.read + b.read);
        cr_assert_eq(ab.unknown_fields, a.unknown_fields + b.unknown_fields);
        cr_assert_eq(accounting_rejected(&ab), accounting_rejected(&a) + accounting_rejected(&b));
        struct accounting zero = {0};
        accounting_add(&zero, &a);
        cr_assert_eq(memcmp(&zero, &a, sizeof a), 0);
    }
}
