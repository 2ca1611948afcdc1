#include <criterion/criterion.h>
#include <string.h>

#include "base/eight.h"

enum { BYTES = 256 };

static bool is_digit(int byte)
{
    return byte >= '0' && byte <= '9';
}

Test(eight, every_byte_at_every_place_is_judged_as_one_by_one)
{
    static const char pattern[] = "00:00-0x";
    const uint64_t digit_places = UINT64_C(0x0F060F06060F0606);
    for (int place = 0; place < 8; place++) {
        for (int byte = 0; byte < BYTES; byte++) {
            char text[] = "12:34-5x";
            uint64_t digits = 0;
            text[place] = (char)byte;
            bool right = pattern[place] == '0' ? is_digit(byte) : byte == pattern[place];
            cr_assert_eq(eight_fits(text, pattern, digit_places, &digits), right, "%d at %d", byte,
                         place);
            if (right && pattern[place] == '0') {
                cr_assert_eq(digits >> (8 * place) & 255, (uint64_t)(byte - '0'));
            }
        }
    }
}

Test(eight, two_wrong_bytes_do_not_make_a_right)
{
    const uint64_t digit_places = UINT64_C(0x0606060606060606);
    for (int left = 0; left < BYTES; left++) {
        for (int right = 0; right < BYTES; right++) {
            char text[] = "00000000";
            uint64_t digits = 0;
            text[3] = (char)left;
            text[4] = (char)right;
            cr_assert_eq(eight_fits(text, "00000000", digit_places, &digits),
                         is_digit(left) && is_digit(right), "%d %d", left, right);
        }
    }
}

Test(eight, pairs_and_the_whole_are_numbers)
{
    uint64_t digits = 0;
    cr_assert(eight_fits("20160229", "00000000", UINT64_C(0x0606060606060606), &digits));
    cr_expect_eq(eight_number(digits), 20160229U);
    cr_expect_eq(eight_pair(digits, 0), 20);
    cr_expect_eq(eight_pair(digits, 6), 29);
    cr_assert(eight_fits("99999999", "00000000", UINT64_C(0x0606060606060606), &digits));
    cr_expect_eq(eight_number(digits), 99999999U);
    cr_assert(eight_fits("00000001", "00000000", UINT64_C(0x0606060606060606), &digits));
    cr_expect_eq(eight_number(digits), 1U);
}
