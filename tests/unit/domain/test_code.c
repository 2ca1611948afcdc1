/* Packed codes: what is one, that unpacking inverts packing, that order is kept. */
#include <criterion/criterion.h>
#include <criterion/parameterized.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "base/rng.h"
#include "domain/code.h"

static const struct {
    const char *text;
    bool gss, urn, id;
} rows[] = {
    {"E06000047", true, true, true},
    {"W99999999", true, true, true},
    {"S00000000", true, true, true},
    {"N09000003", true, true, true},
    {"K02000001", false, true, true},
    {"e06000047", false, false, true},
    {"E0600004", false, true, true},
    {"E060000470", false, false, true},
    {"E0600004A", false, false, true},
    {"06000047E", false, false, true},
    {"", false, false, false},
    {"12345", false, true, true},
    {"00000", false, true, true},
    {"12345678", false, true, true},
    {"1234", false, false, true},
    {"123456789", false, false, true},
    {"A12345", false, true, true},
    {"SC123456", false, true, true},
    {"ZZ99999999", false, true, true},
    {"ABC12345", false, false, true},
    {"sc123456", false, false, true},
    {"SC1234", false, false, true},
    {"1SC2345", false, false, true},
    {"SC 12345", false, false, false},
    {"a", false, false, true},
    {"0", false, false, true},
    {"a._:-9Z", false, false, true},
    {".a", false, false, false},
    {"_a", false, false, false},
    {"-a", false, false, false},
    {":a", false, false, false},
    {"a/b", false, false, false},
    {"a~b", false, false, false},
    {"a@b", false, false, false},
    {"a b", false, false, false},
    {"a\n", false, false, false},
    {"caf\xC3\xA9", false, false, false},
    {"a123456789012345678901234567890123456789012345678901234567890123", false, false, true},
    {"a1234567890123456789012345678901234567890123456789012345678901234", false, false, false},
};
enum { ROWS = sizeof rows / sizeof rows[0] };

ParameterizedTestParameters(code, form)
{
    static size_t row[ROWS];
    for (size_t i = 0; i < ROWS; i++) {
        row[i] = i;
    }
    return cr_make_param_array(size_t, row, ROWS);
}

ParameterizedTest(const size_t *row, code, form)
{
    struct slice text = slice_of(rows[*row].text);
    uint32_t gss = 77;
    uint64_t urn = 77;
    cr_expect_eq(code_is_id(text), rows[*row].id, "%s", text.at);
    cr_expect_eq(code_read_gss(text, &gss), rows[*row].gss, "%s", text.at);
    cr_expect_eq(code_read_urn(text, &urn), rows[*row].urn, "%s", text.at);
    char written[CODE_URN_TEXT_MAX + 1];
    if (rows[*row].gss) {
        cr_assert_neq(gss, 0);
        code_write_gss(gss, written);
        cr_expect_str_eq(written, text.at);
    } else {
        cr_expect_eq(gss, 77, "%s", text.at);
    }
    if (rows[*row].urn) {
        cr_assert_neq(urn, 0);
        code_write_urn(urn, written);
        cr_expect_str_eq(written, text.at);
    } else {
        cr_expect_eq(urn, 77, "%s", text.at);
    }
}

Test(code, a_nul_is_part_of_no_code)
{
    uint32_t gss;
    uint64_t urn;
    cr_expect(!code_is_id((struct slice){"a\0b", 3}));
    cr_expect(!code_read_gss((struct slice){"\0"
                                            "06000047",
                                            9},
                             &gss));
    cr_expect(!code_read_urn((struct slice){"12345\0", 6}, &urn));
}

static void any_urn(struct rng *rng, char out[CODE_URN_TEXT_MAX + 1])
{
    int size = 0, letters = (int)rng_below(rng, 3), digits = (int)rng_between(rng, 5, 8);
    for (int i = 0; i < letters; i++) {
        out[size++] = (char)('A' + rng_below(rng, 26));
    }
    for (int i = 0; i < digits; i++) {
        out[size++] = (char)('0' + rng_below(rng, 10));
    }
    out[size] = '\0';
}

static int sign(int number)
{
    return (number > 0) - (number < 0);
}

Test(code, packing_is_one_to_one_and_keeps_the_order_of_the_texts)
{
    struct rng rng = rng_seeded(4);
    for (int i = 0; i < 10000; i++) {
        char a[CODE_URN_TEXT_MAX + 1], b[CODE_URN_TEXT_MAX + 1], written[CODE_URN_TEXT_MAX + 1];
        any_urn(&rng, a);
        any_urn(&rng, b);
        uint64_t urn_a, urn_b;
        cr_assert(code_read_urn(slice_of(a), &urn_a) && code_read_urn(slice_of(b), &urn_b));
        cr_assert_eq((urn_a > urn_b) - (urn_a < urn_b), sign(strcmp(a, b)), "%s %s", a, b);
        code_write_urn(urn_a, written);
        cr_assert_str_eq(written, a);

        (void)snprintf(a, sizeof a, "%c%08u", "ENSW"[rng_below(&rng, 4)],
                       (unsigned)rng_below(&rng, 100000000));
        (void)snprintf(b, sizeof b, "%c%08u", "ENSW"[rng_below(&rng, 4)],
                       (unsigned)rng_below(&rng, 100000000));
        uint32_t gss_a, gss_b;
        cr_assert(code_read_gss(slice_of(a), &gss_a) && code_read_gss(slice_of(b), &gss_b));
        cr_assert_eq((gss_a > gss_b) - (gss_a < gss_b), sign(strcmp(a, b)), "%s %s", a, b);
    }
}

Test(code, nought_is_no_authority, .signal = SIGABRT)
{
    char out[CODE_GSS_TEXT + 1];
    code_write_gss(0, out);
}
