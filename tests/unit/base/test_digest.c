/* Tests of digest: the published vectors of SHA-256 and SipHash-2-4. */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "base/digest.h"

/* FIPS 180-2, appendix B, and the two further messages of the NIST example pages. */
static const struct {
    const char *message;
    size_t times;
    const char *want;
} sha256[] = {
    {"", 1, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
    {"abc", 1, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
    {"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", 1,
     "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
    {"abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmn"
     "hijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
     1, "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"},
    {"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", 20000,
     "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"},
};

Test(digest, sha256_gives_the_published_hashes)
{
    for (size_t i = 0; i < sizeof sha256 / sizeof sha256[0]; i++) {
        struct digest digest;
        char hex[DIGEST_HEX + 1];
        digest_start(&digest);
        for (size_t j = 0; j < sha256[i].times; j++) {
            digest_add(&digest, slice_of(sha256[i].message));
        }
        digest_end_hex(&digest, hex);
        cr_expect_str_eq(hex, sha256[i].want, "vector %zu", i);
    }
}

Test(digest, cutting_the_bytes_differently_changes_nothing)
{
    char bytes[300];
    for (size_t i = 0; i < sizeof bytes; i++) {
        bytes[i] = (char)(i * 7);
    }
    char want[DIGEST_HEX + 1];
    digest_hex((struct slice){.at = bytes, .size = sizeof bytes}, want);
    for (size_t cut = 0; cut <= sizeof bytes; cut++) {
        struct digest digest;
        char got[DIGEST_HEX + 1];
        digest_start(&digest);
        digest_add(&digest, (struct slice){.at = bytes, .size = cut});
        digest_add(&digest, (struct slice){.at = bytes + cut, .size = sizeof bytes - cut});
        digest_end_hex(&digest, got);
        cr_assert_str_eq(got, want, "cut at %zu", cut);
    }
}

/* The reference vectors of SipHash-2-4 (J.-P. Aumasson, D. J. Bernstein): key 00 01 .. 0f, message
 * 00 01 .. of as many bytes as the row's number; the eight bytes read as little-endian. */
static const uint64_t siphash[] = {
    0x726fdb47dd0e0e31, 0x74f839c593dc67fd, 0x0d6c8009d9a94f5a, 0x85676696d7fb7e2d,
    0xcf2794e0277187b7, 0x18765564cd99a68d, 0xcbc9466e58fee3ce, 0xab0200f58b01d137,
    0x93f5f5799a932462, 0x9e0082df0ba9e4b0, 0x7a5dbbc594ddb9f3, 0xf4b32f46226bada7,
    0x751e8fbc860ee5fb, 0x14ea5627c0843d90, 0xf723ca908e7af2ee, 0xa129ca6149be45e5,
    0x3f2acc7f57c29bdb, 0x699ae9f52cbe4794, 0x4bc1b3f0968dd39c, 0xbb6dc91da77961bd,
    0xbed65cf21aa2ee98, 0xd0f2cbb02e3b67c7, 0x93536795e3a33e88, 0xa80c038ccd5ccec8,
    0xb8ad50c6f649af94, 0xbce192de8a85b8ea, 0x17d835b85bbb15f3, 0x2f2e6163076bcfad,
    0xde4daaaca71dc9a5, 0xa6a2506687956571, 0xad87a3535c49ef28, 0x32d892fad841c342,
    0x7127512f72f27cce, 0xa7f32346f95978e3, 0x12e0b01abb051238, 0x15e034d40fa197ae,
    0x314dffbe0815a3b4, 0x027990f029623981, 0xcadcd4e59ef40c4d, 0x9abfd8766a33735c,
    0x0e3ea96b5304a7d0, 0xad0c42d6fc585992, 0x187306c89bc215a9, 0xd4a60abcf3792b95,
    0xf935451de4f21df2, 0xa9538f0419755787, 0xdb9acddff56ca510, 0xd06c98cd5c0975eb,
    0xe612a3cb9ecba951, 0xc766e62cfcadaf96, 0xee64435a9752fe72, 0xa192d576b245165a,
    0x0a8787bf8ecb74b2, 0x81b3e73d20b49b6f, 0x7fa8220ba3b2ecea, 0x245731c13ca42499,
    0xb78dbfaf3a8d83bd, 0xea1ad565322a1a0b, 0x60e61c23a3795013, 0x6606d7e446282b93,
    0x6ca4ecb15c5f91e1, 0x9f626da15c9625f3, 0xe51b38608ef25f57, 0x958a324ceb064572,
};
enum { SIPHASHES = sizeof siphash / sizeof siphash[0] };

Test(digest, the_short_hash_gives_the_published_values)
{
    unsigned char key[DIGEST_SHORT_KEY];
    char message[SIPHASHES];
    for (int i = 0; i < SIPHASHES; i++) {
        message[i] = (char)i;
    }
    memcpy(key, message, sizeof key);
    for (size_t size = 0; size < SIPHASHES; size++) {
        struct slice bytes = {.at = message, .size = size};
        cr_expect_eq(digest_short(key, bytes), siphash[size], "%zu bytes", size);
    }
}

Test(digest, nothing_can_be_hashed_too)
{
    unsigned char key[DIGEST_SHORT_KEY] = {0};
    char hex[DIGEST_HEX + 1];
    digest_hex((struct slice){0}, hex);
    cr_expect_str_eq(hex, sha256[0].want);
    cr_expect_eq(digest_short(key, (struct slice){0}), digest_short(key, slice_of("")));
}

/* ---- places in tables ------------------------------------------------------------------------*/

enum { PLACED = 20000 };

static int by_value(const void *left, const void *right)
{
    const uint32_t *a = left;
    const uint32_t *b = right;
    return (*a > *b) - (*a < *b);
}

/* Texts that differ in a byte, in their size, in zeros at their end, in the number alone. */
static uint32_t place_of(const struct digest_place *place, uint32_t i)
{
    char bytes[DIGEST_PLACE_MAX] = {0};
    if (i < DIGEST_PLACE_MAX + 1) {
        return digest_place(place, 1, (struct slice){bytes, i});
    }
    if (i % 2 == 0) {
        bytes[i % 64] = (char)(1 + i / 64 % 255);
        return digest_place(place, 2 + i / (64 * 255), (struct slice){bytes, 64});
    }
    return digest_place(place, i, (struct slice){bytes, i % 9});
}

Test(digest, places_are_spread_and_differ)
{
    const unsigned char seed[DIGEST_SHORT_KEY] = {8};
    struct digest_place place = digest_place_keys(seed);
    static uint32_t places[PLACED];
    uint32_t low[256] = {0};
    for (uint32_t i = 0; i < PLACED; i++) {
        places[i] = place_of(&place, i);
        low[places[i] % 256]++;
    }
    qsort(places, PLACED, sizeof places[0], by_value);
    for (uint32_t i = 1; i < PLACED; i++) {
        cr_assert_neq(places[i], places[i - 1],
                      "chance does that under one seed in 21, not under this one");
    }
    for (int i = 0; i < 256; i++) {
        cr_expect(low[i] > 30 && low[i] < 140, "%u of 78 at %d", low[i], i);
    }
}

Test(digest, a_place_depends_on_the_bytes_and_the_seed_alone)
{
    const unsigned char seed[DIGEST_SHORT_KEY] = {9}, other[DIGEST_SHORT_KEY] = {10};
    struct digest_place place = digest_place_keys(seed), elsewhere = digest_place_keys(other);
    char bytes[300];
    for (size_t size = 0; size <= DIGEST_PLACE_MAX; size++) {
        uint32_t wanted = 0;
        for (size_t at = 0; at < 8; at++) {
            memset(bytes, 0x55, sizeof bytes);
            memset(bytes + at, 'x', size);
            uint32_t got = digest_place(&place, 3, (struct slice){bytes + at, size});
            wanted = at == 0 ? got : wanted;
            cr_assert_eq(got, wanted, "%zu bytes at %zu", size, at);
        }
        cr_assert_neq(digest_place(&elsewhere, 3, (struct slice){bytes + 7, size}), wanted);
    }
}

Test(digest, the_order_of_the_last_bytes_makes_a_place)
{
    static const char *const texts[] = {"ab", "ba", "abc", "acb", "bac", "0123ab", "0123ba"};
    const unsigned char seed[DIGEST_SHORT_KEY] = {8};
    struct digest_place place = digest_place_keys(seed);
    for (size_t i = 1; i < sizeof texts / sizeof texts[0]; i++) {
        cr_expect_neq(digest_place(&place, 0, slice_of(texts[i])),
                      digest_place(&place, 0, slice_of(texts[i - 1])), "%s", texts[i]);
    }
}
