/* The spans against their scalar twins, and those against what they are said to be. */
#include <criterion/criterion.h>
#include <string.h>

#include "../../../lib/codec/span.h"
#include "base/rng.h"
#include "domain/code.h"

enum { BYTES = 256, ROOM = 80 };

Test(span, word_bytes_are_those_of_ids)
{
    for (int byte = 0; byte < BYTES; byte++) {
        char text[] = {'a', (char)byte};
        cr_expect_eq(span_is_word((char)byte), code_is_id((struct slice){text, 2}), "%d", byte);
    }
}

Test(span, plain_bytes_are_printing_ascii_without_quote_and_backslash)
{
    for (int byte = 0; byte < BYTES; byte++) {
        bool plain = byte >= 0x20 && byte < 0x80 && byte != 0x22 && byte != 0x5C;
        cr_expect_eq(span_is_plain((char)byte), plain, "%d", byte);
    }
}

Test(span, every_byte_at_every_place_ends_a_span_as_its_twin_says)
{
    char text[ROOM];
    for (size_t size = 0; size <= 3 * 16 + 1; size++) {
        for (size_t place = 0; place < size; place++) {
            for (int byte = 0; byte < BYTES; byte++) {
                memset(text, 'w', sizeof text);
                text[place] = (char)byte;
                cr_assert_eq(span_words(text, size), span_words_scalar(text, size));
                cr_assert_eq(span_plain(text, size), span_plain_scalar(text, size));
                cr_assert_eq(span_words(text, size), span_is_word((char)byte) ? size : place);
                cr_assert_eq(span_plain(text, size), span_is_plain((char)byte) ? size : place);
            }
        }
    }
}

Test(span, random_bytes_at_every_alignment_agree_with_the_twin)
{
    struct rng rng = rng_seeded(3);
    char text[ROOM];
    for (int round = 0; round < 20000; round++) {
        for (size_t i = 0; i < sizeof text; i++) {
            text[i] = (char)(rng_chance(&rng, 900) ? (int)rng_between(&rng, 65, 122)
                                                   : (int)rng_below(&rng, BYTES));
        }
        for (size_t from = 0; from < 17; from++) {
            size_t size = (size_t)rng_below(&rng, ROOM - from);
            cr_assert_eq(span_words(text + from, size), span_words_scalar(text + from, size));
            cr_assert_eq(span_plain(text + from, size), span_plain_scalar(text + from, size));
        }
    }
}
