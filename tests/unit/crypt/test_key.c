/* Pseudonyms against published vectors (RFC 4231, RFC 4648) and another implementation. */
#include <criterion/criterion.h>
#include <criterion/parameterized.h>
#include <sodium.h>
#include <string.h>

#include "base/text.h"
#include "crypt/key.h"

/* RFC 4231, test cases 1 to 4: keys of at most 32 bytes. HMAC pads a key with zeros to its block,
 * so a shorter key and the same key padded to 32 bytes are one key. */
static const struct {
    unsigned char key[KEY_BYTES];
    char data[64];
    size_t size;
    const char *want;
} macs[] = {
    {{0x0b, 0x0b, 0x0b, 0x0b, 0x0b, 0x0b, 0x0b, 0x0b, 0x0b, 0x0b,
      0x0b, 0x0b, 0x0b, 0x0b, 0x0b, 0x0b, 0x0b, 0x0b, 0x0b, 0x0b},
     "Hi There",
     8,
     "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"},
    {{'J', 'e', 'f', 'e'},
     "what do ya want for nothing?",
     28,
     "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"},
    {{0xaa, 0xaa, 0xaa, 0xaa, 0xaa, 0xaa, 0xaa, 0xaa, 0xaa, 0xaa,
      0xaa, 0xaa, 0xaa, 0xaa, 0xaa, 0xaa, 0xaa, 0xaa, 0xaa, 0xaa},
     "\xdd",
     50,
     "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"},
    {{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25},
     "\xcd",
     50,
     "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b"},
};
enum { MACS = sizeof macs / sizeof macs[0] };

ParameterizedTestParameters(key, mac_is_that_of_rfc_4231)
{
    static size_t row[MACS];
    for (size_t i = 0; i < MACS; i++) {
        row[i] = i;
    }
    return cr_make_param_array(size_t, row, MACS);
}

ParameterizedTest(const size_t *row, key, mac_is_that_of_rfc_4231)
{
    char data[64];
    memcpy(data, macs[*row].data, sizeof data);
    if (data[1] == '\0') { /* the cases of one byte fifty times */
        memset(data, data[0], macs[*row].size);
    }
    const struct slice parts[] = {{data, 3}, {data + 3, macs[*row].size - 3}};
    unsigned char mac[KEY_MAC_BYTES];
    char hex[2 * KEY_MAC_BYTES + 1];
    key_mac(macs[*row].key, parts, 2, mac);
    (void)sodium_bin2hex(hex, sizeof hex, mac, sizeof mac);
    cr_expect_str_eq(hex, macs[*row].want, "test case %zu", *row + 1);
}

/* RFC 4648 §10, without the padding. */
static const struct {
    const char *bytes, *want;
} letters[] = {{"", ""},
               {"f", "MY"},
               {"fo", "MZXQ"},
               {"foo", "MZXW6"},
               {"foob", "MZXW6YQ"},
               {"fooba", "MZXW6YTB"},
               {"foobar", "MZXW6YTBOI"}};
enum { LETTERS = sizeof letters / sizeof letters[0] };

ParameterizedTestParameters(key, base32_is_that_of_rfc_4648)
{
    static size_t row[LETTERS];
    for (size_t i = 0; i < LETTERS; i++) {
        row[i] = i;
    }
    return cr_make_param_array(size_t, row, LETTERS);
}

ParameterizedTest(const size_t *row, key, base32_is_that_of_rfc_4648)
{
    char out[16];
    size_t size =
        key_base32((const unsigned char *)letters[*row].bytes, strlen(letters[*row].bytes), out);
    cr_expect_str_eq(out, letters[*row].want);
    cr_expect_eq(size, strlen(letters[*row].want));
}

static struct key counting_key(void)
{
    struct key key = {.id = "k1"};
    for (size_t i = 0; i < KEY_BYTES; i++) {
        key.bytes[i] = (unsigned char)i;
    }
    return key;
}

/* Made with Python's hmac and base64.b32encode over key 00 01 … 1f. */
Test(key, pseudonyms_are_those_of_another_implementation)
{
    struct key key = counting_key();
    struct pseudonym child = key_child(&key, slice_of("510000"));
    struct pseudonym fact =
        key_fact(&key, "episode", slice_of("ssda903"), slice_of("510000|M|2017-11-13"));
    cr_expect_str_eq(child.text, "k1.QYOHIPB66PGXHG2NZ4K3YH67");
    cr_expect_str_eq(fact.text, "YQ7APXILUXNYI4VC4TE2LRLS");
}

Test(key, a_file_written_is_read_back_as_the_same_key)
{
    struct err err = {0};
    struct key made, read;
    char file[KEY_FILE_MAX];
    cr_assert(key_make("durham1", &made, &err), "%s", err.text);
    size_t size = key_write(&made, file);
    cr_assert(key_read((struct slice){file, size}, &read, &err), "%s", err.text);
    cr_expect_str_eq(read.id, "durham1");
    cr_expect_arr_eq(read.bytes, made.bytes, KEY_BYTES);
    cr_expect_eq(file[size - 1], '\n');
}

Test(key, two_keys_made_are_two_keys)
{
    struct err err = {0};
    struct key a, b;
    cr_assert(key_make("k1", &a, &err) && key_make("k1", &b, &err));
    cr_expect_arr_neq(a.bytes, b.bytes, KEY_BYTES);
}

#define HEX_56 "00000000000000000000000000000000000000000000000000000000"
#define FILE_OF(schema, id, key)                                                                   \
    "{\"schema\":\"" schema "\",\"key_id\":\"" id "\",\"key\":\"" key "\"}"
static const struct {
    const char *name, *file;
    bool good;
} files[] = {
    {"as written", FILE_OF("homeward.key/1", "k1", HEX_56 "01234567"), true},
    {"spaces and another order",
     " { \"key\" : \"" HEX_56
     "89abcdef\" ,\r\n\t\"key_id\":\"k1\", \"schema\":\"homeward.key/1\" } ",
     true},
    {"empty", "", false},
    {"another schema", FILE_OF("homeward.key/2", "k1", HEX_56 "01234567"), false},
    {"key id sim", FILE_OF("homeward.key/1", "sim", HEX_56 "01234567"), false},
    {"key id in capitals", FILE_OF("homeward.key/1", "K1", HEX_56 "01234567"), false},
    {"key id with a full stop", FILE_OF("homeward.key/1", "k.1", HEX_56 "01234567"), false},
    {"empty key id", FILE_OF("homeward.key/1", "", HEX_56 "01234567"), false},
    {"key id of 17", FILE_OF("homeward.key/1", "abcdefghijklmnopq", HEX_56 "01234567"), false},
    {"key too short", FILE_OF("homeward.key/1", "k1", HEX_56 "0123456"), false},
    {"key too long", FILE_OF("homeward.key/1", "k1", HEX_56 "0123456789"), false},
    {"key not hexadecimal", FILE_OF("homeward.key/1", "k1", HEX_56 "0123456g"), false},
    {"a member twice", "{\"schema\":\"homeward.key/1\",\"key_id\":\"k1\",\"key_id\":\"k1\"}",
     false},
    {"a member missing", "{\"schema\":\"homeward.key/1\",\"key_id\":\"k1\"}", false},
    {"something behind it", FILE_OF("homeward.key/1", "k1", HEX_56 "01234567") "x", false},
    {"cut off", "{\"schema\":\"homeward.key/1", false},
    {"an escape", FILE_OF("homeward.key\\/1", "k1", HEX_56 "01234567"), false},
};
enum { FILES = sizeof files / sizeof files[0] };

ParameterizedTestParameters(key, file_is_read_whole_or_refused)
{
    static size_t row[FILES];
    for (size_t i = 0; i < FILES; i++) {
        row[i] = i;
    }
    return cr_make_param_array(size_t, row, FILES);
}

ParameterizedTest(const size_t *row, key, file_is_read_whole_or_refused)
{
    struct err err = {0};
    struct key key = {.id = "before"};
    bool ok = key_read(slice_of(files[*row].file), &key, &err);
    cr_expect_eq(ok, files[*row].good, "%s: %s", files[*row].name, err.text);
    cr_expect_eq(err.code, ok ? ERR_NONE : ERR_CONFIG, "%s", files[*row].name);
    cr_expect_str_eq(key.id, ok ? "k1" : "before", "%s", files[*row].name);
    cr_expect_null(strstr(err.text, "01234567"), "a message quotes the key");
}

static const struct {
    const char *child;
    bool carried, foreign;
} carries[] = {
    {"k1.QYOHIPB66PGXHG2NZ4K3YH67", true, false},
    {"k1.AAAAAAAAAAAAAAAA", true, false},
    {"k1.AAAAAAAAAAAAAAA", false, false}, /* 15: too short to be one */
    {"k1.smith", false, false},
    {"k1.QYOHIPB66PGXHG2NZ4K3YH61", false, false}, /* 1 is no base32 letter */
    {"k1", false, false},
    {"k1.", false, false},
    {"k11.QYOHIPB66PGXHG2NZ4K3YH67", false, true},
    {"k2.QYOHIPB66PGXHG2NZ4K3YH67", false, true},
    {"k2.QYOHIPB66PGXHG2NZ4K3YH6", false, false},
    {"K2.QYOHIPB66PGXHG2NZ4K3YH67", false, false},
    {"sim.1", false, true},
    {"510000", false, false},
};
enum { CARRIES = sizeof carries / sizeof carries[0] };

ParameterizedTestParameters(key, own_and_foreign_keys_are_told_from_other_ids)
{
    static size_t row[CARRIES];
    for (size_t i = 0; i < CARRIES; i++) {
        row[i] = i;
    }
    return cr_make_param_array(size_t, row, CARRIES);
}

ParameterizedTest(const size_t *row, key, own_and_foreign_keys_are_told_from_other_ids)
{
    struct key key = counting_key();
    struct slice child = slice_of(carries[*row].child);
    cr_expect_eq(key_carried(&key, child), carries[*row].carried, "%s", carries[*row].child);
    cr_expect_eq(key_foreign(&key, child), carries[*row].foreign, "%s", carries[*row].child);
}

Test(key, a_child_key_made_is_carried)
{
    struct err err = {0};
    struct key key;
    cr_assert(key_make("abcdefghij123456", &key, &err));
    struct pseudonym child = key_child(&key, slice_of("7"));
    cr_expect(key_carried(&key, slice_of(child.text)));
    cr_expect_eq(strlen(child.text), (size_t)PSEUDONYM_MAX);
}
