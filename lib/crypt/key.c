/* key: see crypt/key.h. */
#include "crypt/key.h"

#include <assert.h>
#include <sodium.h>
#include <string.h>

#include "base/text.h"

enum { PSEUDONYM_MOST = 52 }; /* base32 letters of a whole HMAC-SHA-256 */

static const char schema_name[] = "homeward.key/1";
static const char base32_letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

static bool key_id_sound(struct slice id)
{
    if (id.size == 0 || id.size > KEY_ID_MAX || slice_is(id, "sim")) {
        return false;
    }
    for (size_t i = 0; i < id.size; i++) {
        char c = id.at[i];
        if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))) {
            return false;
        }
    }
    return true;
}

static bool key_id_set(struct slice id, struct key *out, struct err *err)
{
    if (slice_is(id, "sim")) {
        return err_set(err, ERR_CONFIG, "key id sim is reserved for synthetic counties");
    }
    if (!key_id_sound(id)) {
        return err_set(err, ERR_CONFIG, "a key id is 1 to %d lower-case letters or digits",
                       KEY_ID_MAX);
    }
    memcpy(out->id, id.at, id.size);
    out->id[id.size] = '\0';
    return true;
}

static bool sodium_ready(struct err *err)
{
    return sodium_init() >= 0 || err_set(err, ERR_BUG, "libsodium cannot be started");
}

bool key_make(const char *id, struct key *out, struct err *err)
{
    struct key made = {0};
    if (!sodium_ready(err) || !key_id_set(slice_of(id), &made, err)) {
        return false;
    }
    randombytes_buf(made.bytes, sizeof made.bytes);
    *out = made;
    key_wipe(&made);
    return true;
}

/* A key file is one flat object of strings without escapes; nothing else is understood, so that a
 * damaged or foreign file is refused rather than half read. */
static void skip_space(struct slice *rest)
{
    while (rest->size > 0 && memchr(" \t\r\n", rest->at[0], 4) != NULL) {
        rest->at++;
        rest->size--;
    }
}

static bool take_mark(struct slice *rest, char mark)
{
    skip_space(rest);
    if (rest->size == 0 || rest->at[0] != mark) {
        return false;
    }
    rest->at++;
    rest->size--;
    return true;
}

static bool take_string(struct slice *rest, struct slice *out)
{
    if (!take_mark(rest, '"')) {
        return false;
    }
    const char *end = rest->size > 0 ? memchr(rest->at, '"', rest->size) : NULL;
    if (end == NULL) {
        return false;
    }
    *out = (struct slice){rest->at, (size_t)(end - rest->at)};
    rest->size -= out->size + 1;
    rest->at = end + 1;
    return memchr(out->at, '\\', out->size) == NULL;
}

enum { MEMBER_SCHEMA, MEMBER_KEY_ID, MEMBER_KEY, MEMBER_COUNT };

static bool take_member(struct slice *rest, struct slice members[MEMBER_COUNT])
{
    static const char *const names[] = {"schema", "key_id", "key"};
    struct slice name, value;
    if (!take_string(rest, &name) || !take_mark(rest, ':') || !take_string(rest, &value)) {
        return false;
    }
    for (size_t i = 0; i < MEMBER_COUNT; i++) {
        if (slice_is(name, names[i]) && members[i].at == NULL) {
            members[i] = value;
            return true;
        }
    }
    return false;
}

static bool take_object(struct slice file, struct slice members[MEMBER_COUNT])
{
    struct slice rest = file;
    bool ok = take_mark(&rest, '{');
    for (size_t i = 0; ok && i < MEMBER_COUNT; i++) {
        ok = (i == 0 || take_mark(&rest, ',')) && take_member(&rest, members);
    }
    ok = ok && take_mark(&rest, '}');
    skip_space(&rest);
    return ok && rest.size == 0;
}

bool key_read(struct slice file, struct key *out, struct err *err)
{
    struct slice members[MEMBER_COUNT] = {0};
    struct key read = {0};
    if (!sodium_ready(err)) {
        return false;
    }
    if (file.size > KEY_FILE_MAX || !take_object(file, members)) {
        return err_set(err, ERR_CONFIG, "not a key file: schema, key_id and key are wanted");
    }
    if (!slice_is(members[MEMBER_SCHEMA], schema_name)) {
        return err_set(err, ERR_CONFIG, "not a key file of schema %s", schema_name);
    }
    size_t size = 0;
    struct slice hex = members[MEMBER_KEY];
    if (hex.size != 2 * (size_t)KEY_BYTES ||
        sodium_hex2bin(read.bytes, sizeof read.bytes, hex.at, hex.size, NULL, &size, NULL) != 0 ||
        size != KEY_BYTES) {
        key_wipe(&read);
        return err_set(err, ERR_CONFIG, "the key is not %d hex digits", 2 * KEY_BYTES);
    }
    bool ok = key_id_set(members[MEMBER_KEY_ID], &read, err);
    if (ok) {
        *out = read;
    }
    key_wipe(&read);
    return ok;
}

size_t key_write(const struct key *key, char out[KEY_FILE_MAX])
{
    char hex[2 * KEY_BYTES + 1];
    (void)sodium_bin2hex(hex, sizeof hex, key->bytes, KEY_BYTES);
    struct text text = text_over(out, KEY_FILE_MAX);
    text_puts(&text, "{\"schema\":\"");
    text_puts(&text, schema_name);
    text_puts(&text, "\",\"key_id\":\"");
    text_puts(&text, key->id);
    text_puts(&text, "\",\"key\":\"");
    text_puts(&text, hex);
    text_puts(&text, "\"}\n");
    sodium_memzero(hex, sizeof hex);
    assert(!text.full);
    return text.size;
}

void key_wipe(struct key *key)
{
    sodium_memzero(key, sizeof *key);
}

void key_mac(const unsigned char key[KEY_BYTES], const struct slice *parts, size_t count,
             unsigned char out[KEY_MAC_BYTES])
{
    static_assert(KEY_MAC_BYTES == crypto_auth_hmacsha256_BYTES, "HMAC-SHA-256 is 32 bytes");
    crypto_auth_hmacsha256_state state;
    (void)crypto_auth_hmacsha256_init(&state, key, KEY_BYTES);
    for (size_t i = 0; i < count; i++) {
        (void)crypto_auth_hmacsha256_update(&state, (const unsigned char *)parts[i].at,
                                            parts[i].size);
    }
    (void)crypto_auth_hmacsha256_final(&state, out);
    sodium_memzero(&state, sizeof state);
}

size_t key_base32(const unsigned char *bytes, size_t size, char *out)
{
    size_t letters = 0;
    unsigned held = 0;
    unsigned bits = 0;
    for (size_t i = 0; i < size; i++) {
        held = (held << 8 | bytes[i]) & 0xfff; /* at most 4 bits wait from before */
        for (bits += 8; bits >= 5; bits -= 5) {
            out[letters++] = base32_letters[held >> (bits - 5) & 31];
        }
    }
    if (bits > 0) {
        out[letters++] = base32_letters[held << (5 - bits) & 31];
    }
    out[letters] = '\0';
    return letters;
}

/* The parts are kept apart by 0x1F, which no kind or source holds: what is left is the id. */
static void digest_letters(const struct key *key, const char *kind, struct slice source,
                           struct slice id, char out[PSEUDONYM_DIGEST + 1])
{
    static const struct slice apart = {"\x1f", 1};
    const struct slice parts[] = {slice_of(kind), apart, source, apart, id};
    unsigned char mac[KEY_MAC_BYTES];
    assert(source.size == 0 || memchr(source.at, apart.at[0], source.size) == NULL);
    key_mac(key->bytes, parts, sizeof parts / sizeof parts[0], mac);
    size_t letters = key_base32(mac, PSEUDONYM_BYTES, out);
    assert(letters == PSEUDONYM_DIGEST);
}

struct pseudonym key_child(const struct key *key, struct slice person_id)
{
    struct pseudonym made;
    size_t size = strlen(key->id);
    memcpy(made.text, key->id, size);
    made.text[size] = '.';
    digest_letters(key, "child", (struct slice){0}, person_id, made.text + size + 1);
    return made;
}

struct pseudonym key_fact(const struct key *key, const char *kind, struct slice source,
                          struct slice source_id)
{
    struct pseudonym made;
    digest_letters(key, kind, source, source_id, made.text);
    return made;
}

static bool all_base32(struct slice text)
{
    for (size_t i = 0; i < text.size; i++) {
        if (text.at[i] == '\0' || strchr(base32_letters, text.at[i]) == NULL) {
            return false;
        }
    }
    return true;
}

bool key_carried(const struct key *key, struct slice child)
{
    struct slice rest = child;
    struct slice id = slice_cut(&rest, '.');
    return slice_is(id, key->id) && rest.size >= PSEUDONYM_LEAST && rest.size <= PSEUDONYM_MOST &&
           all_base32(rest);
}

bool key_foreign(const struct key *key, struct slice child)
{
    if (slice_starts(child, "sim.")) {
        return true;
    }
    struct slice rest = child;
    struct slice id = slice_cut(&rest, '.');
    return key_id_sound(id) && !slice_is(id, key->id) && rest.size == PSEUDONYM_DIGEST &&
           all_base32(rest);
}
