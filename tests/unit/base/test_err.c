/* Tests of err: the first error wins, context goes in front, nothing overflows. */
#include <criterion/criterion.h>
#include <criterion/parameterized.h>
#include <signal.h>
#include <string.h>
#include <sysexits.h>

#include "base/err.h"

Test(err, setting_fills_code_and_text_and_returns_false)
{
    struct err err = {0};
    cr_expect_not(err_set(&err, ERR_DATA, "line %d has no %s", 7, "key"));
    cr_expect_eq(err.code, ERR_DATA);
    cr_expect_str_eq(err.text, "line 7 has no key");
}

Test(err, the_first_error_wins)
{
    struct err err = {0};
    (void)err_set(&err, ERR_IO, "first");
    cr_expect_not(err_set(&err, ERR_BUG, "second"));
    cr_expect_eq(err.code, ERR_IO);
    cr_expect_str_eq(err.text, "first");
}

Test(err, wrapping_puts_context_in_front_and_keeps_the_code)
{
    struct err err = {0};
    (void)err_set(&err, ERR_CONFIG, "unknown key");
    cr_expect_not(err_wrap(&err, "line %d", 3));
    cr_expect_not(err_wrap(&err, "rules.json"));
    cr_expect_eq(err.code, ERR_CONFIG);
    cr_expect_str_eq(err.text, "rules.json: line 3: unknown key");
}

Test(err, a_text_too_long_is_cut_at_the_end)
{
    char text[3 * ERR_TEXT_MAX];
    memset(text, 'x', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    struct err err = {0};
    (void)err_set(&err, ERR_DATA, "%s", text);
    cr_expect_eq(strlen(err.text), ERR_TEXT_MAX - 1);
    (void)err_wrap(&err, "context");
    cr_expect_eq(strlen(err.text), ERR_TEXT_MAX - 1);
    cr_expect_eq(strncmp(err.text, "context: xxx", 12), 0);
}

Test(err, a_context_of_any_length_leaves_a_terminated_text)
{
    for (size_t length = 1; length < 2 * ERR_TEXT_MAX; length++) {
        char context[2 * ERR_TEXT_MAX];
        memset(context, 'c', length);
        context[length] = '\0';
        struct err err = {0};
        (void)err_set(&err, ERR_DATA, "cause");
        (void)err_wrap(&err, "%s", context);
        size_t whole = length + strlen(": cause");
        size_t want = whole < ERR_TEXT_MAX ? whole : ERR_TEXT_MAX - 1;
        cr_assert_eq(strnlen(err.text, sizeof err.text), want, "context of %zu", length);
        cr_assert_not_null(strstr(err.text, ": "), "context of %zu", length);
    }
}

static const struct {
    enum err_code code;
    int want;
} exits[] = {
    {ERR_NONE, EX_OK},           {ERR_USAGE, EX_USAGE},   {ERR_DATA, EX_DATAERR},
    {ERR_NO_INPUT, EX_NOINPUT},  {ERR_BUG, EX_SOFTWARE},  {ERR_LIMIT, EX_OSERR},
    {ERR_CREATE, EX_CANTCREAT},  {ERR_IO, EX_IOERR},      {ERR_AGAIN, EX_TEMPFAIL},
    {ERR_PERMISSION, EX_NOPERM}, {ERR_CONFIG, EX_CONFIG},
};
_Static_assert(sizeof exits / sizeof exits[0] == ERR_CODE_COUNT, "every code is tested");

Test(err, exit_codes_are_those_of_sysexits)
{
    for (size_t i = 0; i < ERR_CODE_COUNT; i++) {
        cr_expect_eq(err_exit_code(exits[i].code), exits[i].want, "code %d", exits[i].code);
    }
}

Test(err, an_error_without_a_code_is_a_bug, .signal = SIGABRT)
{
    struct err err = {0};
    (void)err_set(&err, ERR_NONE, "nothing");
}

Test(err, an_error_without_a_text_is_a_bug, .signal = SIGABRT)
{
    struct err err = {0};
    (void)err_set(&err, ERR_DATA, "%s", "");
}

Test(err, wrapping_no_error_is_a_bug, .signal = SIGABRT)
{
    struct err err = {0};
    (void)err_wrap(&err, "context");
}
