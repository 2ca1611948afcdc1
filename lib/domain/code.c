/* code: packing of public codes. Both packings keep the byte order of the texts, so a list sorted
 * by packed code is sorted as its reader expects.
 */
#include "domain/code.h"

#include <assert.h>
#include <string.h>

#include "base/eight.h"

static const char gss_letters[] = "ENSW"; /* in byte order; place + 1 counts hundreds of millions */
enum { GSS_LETTER_SPAN = 100000000 };

/* A URN is up to ten digits of base 37, left-justified: nothing, 0 to 9, A to Z. */
enum { URN_BASE = 37, URN_LETTERS_MAX = 2, URN_DIGITS_MIN = 5, URN_DIGITS_MAX = 8 };

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

bool code_read_gss(struct slice text, uint32_t *out)
{
    if (text.size != CODE_GSS_TEXT) {
        return false;
    }
    uint32_t letter = 1;
    while (letter < sizeof gss_letters && gss_letters[letter - 1] != text.at[0]) {
        letter++;
    }
    uint64_t digits;
    if (letter == sizeof gss_letters ||
        !eight_fits(text.at + 1, "00000000", UINT64_C(0x0606060606060606), &digits)) {
        return false;
    }
    *out = letter * GSS_LETTER_SPAN + eight_number(digits);
    return true;
}

void code_write_gss(uint32_t gss, char out[CODE_GSS_TEXT + 1])
{
    uint32_t letter = gss / GSS_LETTER_SPAN, digits = gss % GSS_LETTER_SPAN;
    assert(letter >= 1 && letter <= sizeof gss_letters - 1);
    out[0] = gss_letters[letter - 1];
    for (int i = CODE_GSS_TEXT - 1; i > 0; i--) {
        out[i] = (char)('0' + digits % 10);
        digits /= 10;
    }
    out[CODE_GSS_TEXT] = '\0';
}

bool code_read_urn(struct slice text, uint64_t *out)
{
    size_t letters = 0;
    while (letters < text.size && letters < URN_LETTERS_MAX && is_upper(text.at[letters])) {
        letters++;
    }
    size_t digits = text.size - letters;
    if (digits < URN_DIGITS_MIN || digits > URN_DIGITS_MAX) {
        return false;
    }
    uint64_t packed = 0;
    for (size_t i = 0; i < CODE_URN_TEXT_MAX; i++) {
        uint64_t place = 0;
        if (i < letters) {
            place = (uint64_t)(text.at[i] - 'A') + 11;
        } else if (i < text.size) {
            if (!is_digit(text.at[i])) {
                return false;
            }
            place = (uint64_t)(text.at[i] - '0') + 1;
        }
        packed = packed * URN_BASE + place;
    }
    *out = packed;
    return true;
}

void code_write_urn(uint64_t urn, char out[CODE_URN_TEXT_MAX + 1])
{
    out[CODE_URN_TEXT_MAX] = '\0';
    for (int i = CODE_URN_TEXT_MAX - 1; i >= 0; i--) {
        uint64_t place = urn % URN_BASE;
        urn /= URN_BASE;
        out[i] = (char)(place == 0    ? '\0'
                        : place <= 10 ? '0' + (int)place - 1
                                      : 'A' + (int)place - 11);
    }
    assert(urn == 0 && out[0] != '\0');
}

static bool is_id_byte(char c)
{
    return is_digit(c) || is_upper(c) || (c >= 'a' && c <= 'z');
}

bool code_is_id(struct slice text)
{
    if (text.size == 0 || text.size > CODE_ID_MAX || !is_id_byte(text.at[0])) {
        return false;
    }
    for (size_t i = 1; i < text.size; i++) {
        char c = text.at[i];
        if (!is_id_byte(c) && c != '.' && c != '_' && c != ':' && c != '-') {
            return false;
        }
    }
    return true;
}
